"""Where the time of reading and auditing goes: the functions of the pipeline, timed where they are called."""

import importlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

__all__ = ["STAGES", "shares"]

STAGES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("charset", "mingbai.text.charset", ("decode",)),
    ("HTML to text, tables, links, hidden parts", "mingbai.reading.decode", ("see",)),
    ("fold (script, width, spaces)", "mingbai.reading.report", ("fold",)),
    ("chapters and regions", "mingbai.reading.report", ("find_chapters", "find_regions")),
    ("tables", "mingbai.reading.report", ("read_table", "read_indicators")),
    (
        "title, body, year, metadata",
        "mingbai.reading.report",
        ("find_titles", "is_report", "find_year", "find_metadata", "find_body"),
    ),
    ("prose", "mingbai.reading.report", ("read_prose",)),
    ("checks", "mingbai.audit.run", ("assess",)),
    ("page to simplified script, for the checks", "mingbai.audit.run", ("to_simplified",)),
)
"""A stage's name, the module that calls its functions, and their names there."""


def shares(pages: Sequence[tuple[str, bytes]], rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """Return the share of the whole that each stage takes, the rest included; and the same by family of checks."""
    import mingbai

    spent: defaultdict[str, float] = defaultdict(float)
    families: defaultdict[str, float] = defaultdict(float)
    for name, data in pages:
        mingbai.audit(mingbai.read(data, name=name))
    with _timed(spent, families):
        begun = time.perf_counter()
        for _ in range(rounds):
            for name, data in pages:
                mingbai.audit(mingbai.read(data, name=name))
        whole = time.perf_counter() - begun
    found = {stage: spent[stage] / whole for stage, _, _ in STAGES}
    found["the rest"] = 1 - sum(found.values())
    return found, {family: took / whole for family, took in families.items()}


@contextmanager
def _timed(spent: dict[str, float], families: dict[str, float]) -> Iterator[None]:
    """Time the functions of every stage while the body runs."""
    before: list[tuple[Any, str, Any]] = []
    for stage, module_name, names in STAGES:
        module = importlib.import_module(module_name)
        for name in names:
            function = getattr(module, name)
            before.append((module, name, function))
            timed = _checks(function, spent, families) if name == "assess" else _one(function, stage, spent)
            setattr(module, name, timed)
    try:
        yield
    finally:
        for module, name, function in before:
            setattr(module, name, function)


def _one(function: Callable[..., Any], stage: str, spent: dict[str, float]) -> Callable[..., Any]:
    def timed(*given: Any, **named: Any) -> Any:
        begun = time.perf_counter()
        try:
            return function(*given, **named)
        finally:
            spent[stage] += time.perf_counter() - begun

    return timed


def _checks(
    function: Callable[..., Any], spent: dict[str, float], families: dict[str, float]
) -> Callable[..., Any]:
    def timed(check: Any, *given: Any) -> Any:
        begun = time.perf_counter()
        try:
            return function(check, *given)
        finally:
            took = time.perf_counter() - begun
            spent["checks"] += took
            families[check.family] += took

    return timed
