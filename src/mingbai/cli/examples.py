"""What a check finds, shown by auditing a fictional report that is right but for one change."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from mingbai.audit.digest import digest
from mingbai.audit.findings import Finding
from mingbai.audit.run import audit, audit_across
from mingbai.reading.report import read
from mingbai.report.values import Report

__all__ = ["Example", "base", "example", "ids"]


@dataclass(frozen=True, slots=True)
class Example:
    """The passages that were changed, as they then stand, and what the check says of them."""

    shown: tuple[str, ...]
    findings: tuple[Finding, ...]


def ids() -> tuple[str, ...]:
    """Return the ids of the checks that have an example."""
    return tuple(one["check"] for one in _file()["example"])


def base() -> Report:
    """Return the report that is right."""
    return _read(_file()["base"])


def example(check: str) -> Example | None:
    """Return the example of *check*; None where it has none."""
    given = next((one for one in _file()["example"] if one["check"] == check), None)
    if given is None:
        return None
    text: str = given.get("text") or _changed(_file()["base"], given.get("change", ()))
    report = _read(text)
    shown = given.get("shown") or [
        new.strip() or f"（删去）{old.strip()}" for old, new in given.get("change", ())
    ]
    if "previous" in given:
        before = _changed(_years_back(_file()["base"]), given["previous"])
        outcomes = audit(report, previous=_read(before), checks=()).outcomes
        shown = [f"（上一年度）{new}" for _, new in given["previous"]]
    elif "beside" in given:
        other = _read(_changed(text, given["beside"]), "b.txt")
        outcomes = tuple(o for one in audit_across((digest(report), digest(other))) for o in one.outcomes)
    else:
        outcomes = audit(report).outcomes
    findings = tuple(
        finding for outcome in outcomes if outcome.check == check for finding in outcome.findings
    )
    return Example(tuple(line.replace("\t", "　") for line in shown), findings)


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(resources.files("mingbai.audit").joinpath("examples.toml").read_text("utf-8"))


def _read(text: str, name: str = "a.txt") -> Report:
    return read(text.lstrip().encode(), name=name)


def _changed(text: str, changes: Any) -> str:
    for old, new in changes:
        if old not in text:
            raise ValueError(f"an example changes what is not there: {old}")
        text = text.replace(old, new)
    return text


def _years_back(text: str) -> str:
    return re.sub("20(24|25)", lambda year: str(int(year[0]) - 1), text)
