"""The subjects that figures of the prose may be about, as `subjects.toml` names them."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mingbai.errors import BadForm
from mingbai.report.values import Kind

__all__ = ["Subject", "Words", "subject_of", "subjects"]

_KEYS = {"key", "zh", "en", "units", "kinds", "needs", "near", "unless", "context", "topic", "whole"}


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that is counted, and how the prose speaks of it."""

    key: str
    zh: str
    en: str
    units: frozenset[str] | None
    kinds: frozenset[Kind]
    needs: tuple[str, ...]
    near: re.Pattern[str]
    unless: re.Pattern[str] | None
    context: re.Pattern[str] | None
    topic: str | None
    whole: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The words about one figure: `near` has a `#` in the figure's place; `around` is what leads up to it."""

    near: str
    around: str
    topic: str | None
    within: str | None
    """The key of the total whose items are being listed (其中 …), None outside such a list."""


@cache
def subjects() -> tuple[Subject, ...]:
    """Return the vocabulary, in the order in which it is tried."""
    table = tomllib.loads(files(__package__).joinpath("subjects.toml").read_text("utf-8"))
    units = {name: frozenset(words) for name, words in table["units"].items()}
    return tuple(_subject(entry, table["words"], units) for entry in table["subject"])


@cache
def _for(unit: str, kind: Kind) -> tuple[Subject, ...]:
    return tuple(s for s in subjects() if kind in s.kinds and (s.units is None or unit in s.units))


def subject_of(words: Words, unit: str, kind: Kind) -> Subject | None:
    """Return what a figure with these words around it counts, None when that is not known."""
    near = words.near
    for subject in _for(unit, kind):
        for need in subject.needs:
            if need in near:
                break
        else:
            continue
        if subject.topic is not None and subject.topic != words.topic:
            continue
        if subject.near.search(near) is None or subject.unless is not None and subject.unless.search(near) is not None:
            continue
        if subject.context is not None and subject.context.search(words.around) is None:
            continue
        if subject.whole and words.within is not None and subject.key.partition(".")[0] == words.within.partition(".")[0]:
            return None
        return subject
    return None


def _subject(entry: dict[str, object], macros: dict[str, str], units: dict[str, frozenset[str]]) -> Subject:
    if unknown := entry.keys() - _KEYS:
        raise BadForm(f"subjects.toml：{entry.get('key')} 有不认识的项 {sorted(unknown)}", f"subjects.toml: unknown keys {sorted(unknown)}")

    def pattern(name: str) -> re.Pattern[str] | None:
        text = entry.get(name)
        if not isinstance(text, str):
            return None
        for macro, words in macros.items():
            text = text.replace(f"{{{macro}}}", words)
        return re.compile(text)

    near = pattern("near")
    named = entry["units"]
    needs = entry.get("needs")
    kinds = entry.get("kinds")
    if near is None or not isinstance(needs, list):
        raise BadForm(f"subjects.toml：{entry.get('key')} 缺 near 或 needs", f"subjects.toml: {entry.get('key')} lacks near or needs")
    if isinstance(kinds, list):
        allowed = frozenset(Kind(kind) for kind in kinds)
    else:
        allowed = frozenset({Kind.RATE} if named == "rate" else {Kind.COUNT})
    own = None if named == "*" else units[named] if isinstance(named, str) else frozenset(named)  # type: ignore[call-overload]
    topic = entry.get("topic")
    return Subject(
        key=str(entry["key"]),
        zh=str(entry["zh"]),
        en=str(entry["en"]),
        units=own,
        kinds=allowed,
        needs=tuple(needs),
        near=near,
        unless=pattern("unless"),
        context=pattern("context"),
        topic=topic if isinstance(topic, str) else None,
        whole=bool(entry.get("whole", False)),
    )
