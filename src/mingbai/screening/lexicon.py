"""The word lists of screening: versioned data, read once when first needed."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Any

__all__ = [
    "Conversion",
    "Injected",
    "Phrase",
    "Wording",
    "characters",
    "conversion",
    "injected",
    "present",
    "wording",
]


@dataclass(frozen=True, slots=True)
class Injected:
    """Words of injected content, and words of a site's own furniture that vouch for a block."""

    strong: tuple[str, ...]
    weak: tuple[str, ...]
    loose: tuple[str, ...]
    trade: tuple[str, ...]
    chrome: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Phrases in which `find` is a slip for `right`."""

    wrong: tuple[str, ...]
    find: str
    right: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Slips, words that are not said twice in a row, marks that do not follow each other."""

    phrases: tuple[Phrase, ...]
    doubled: tuple[str, ...]
    doubled_before: tuple[str, ...]
    doubled_after: tuple[str, ...]
    doubled_longer: tuple[str, ...]
    marks: tuple[str, ...]
    marks_after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conversion:
    """Words in which a character map chose the wrong character, and traces of bytes decoded wrongly."""

    wrong: Mapping[str, str]
    mojibake: tuple[str, ...]


def present(words: Iterable[str], text: str) -> tuple[str, ...]:
    """Return those of *words* that stand in *text*; a character that it lacks rules most of them out at once."""
    there = characters(text)
    return tuple(word for word in words if there.issuperset(word) and word in text)


@lru_cache(maxsize=8)  # the same page is asked for many lists, small pieces of it between them
def characters(text: str) -> frozenset[str]:
    """Return the characters that stand in *text*."""
    return frozenset(text)


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("lexicons", f"{name}.toml").read_text("utf-8"))


@cache
def injected() -> Injected:
    """Return the words of injected content."""
    data = _load("injected")
    return Injected(*(tuple(data[key]) for key in ("strong", "weak", "loose", "trade", "chrome")))


@cache
def wording() -> Wording:
    """Return the slips of wording."""
    data = _load("wording")
    doubled = data["doubled"]
    return Wording(
        tuple(Phrase(tuple(p["wrong"]), p["find"], p["right"]) for p in data["phrase"]),
        tuple(doubled["words"]),
        tuple(doubled["before"]),
        tuple(doubled["after"]),
        tuple(doubled["longer"]),
        tuple(doubled["marks"]),
        tuple(doubled["marks_unless_after"]),
    )


@cache
def conversion() -> Conversion:
    """Return the faults of conversion."""
    data = _load("conversion")
    return Conversion(MappingProxyType(data["wrong"]), tuple(data["mojibake"]["traces"]))
