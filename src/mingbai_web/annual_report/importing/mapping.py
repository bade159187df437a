"""Which column of a register is what, and which of its words mean what: guessed from headings, shown, corrected, kept as a profile.

Columns may be guessed, since they are shown; what a word means decides rows of the report, so a word that is not among the
known ones is asked for.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from mingbai.deadlines.receipt import CHANNELS
from mingbai.outcomes import applicants, endings
from mingbai.statutes import packaged
from mingbai.text.words import Words
from mingbai_web.annual_report.importing.sheets import Sheet, text_of

__all__ = ["FIELDS", "MEANINGS", "OPEN", "Field", "Layout", "folded", "guessed", "headings", "meaning"]

OPEN = "open"
"""What a word for how it ended means when it has not."""
UNKNOWN_CHANNEL = "unknown"
_HEAD_WITHIN = 30
_DEEPEST = 3
_NO_WORD = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"[(（\[【〔].*?[)）\]】〕]")


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that a register may say of an application; `personal` ones go to the party alone."""

    key: str
    words: Words
    headings: tuple[str, ...]
    needed: bool = False
    personal: bool = False


@cache
def _fields() -> Mapping[str, Field]:
    listed = packaged("mingbai_web.annual_report.importing", "headings.toml")["field"]
    return MappingProxyType(
        {
            each["key"]: Field(
                each["key"],
                Words(each["zh"], each["en"]),
                tuple(map(folded, each["headings"])),
                each.get("needed", False),
                each.get("personal", False),
            )
            for each in listed
        }
    )


@cache
def _meanings() -> Mapping[str, Mapping[str, Words]]:
    outcomes = {key: each.words for key, each in endings().items()}
    return MappingProxyType(
        {
            "outcome": {**outcomes, OPEN: Words("还在办理", "still open")},
            "channel": {**CHANNELS, UNKNOWN_CHANNEL: Words("台账没有记载", "not told by the register")},
            "applicant": {key: each.words for key, each in applicants().items()},
        }
    )


@cache
def _known_words() -> Mapping[str, Mapping[str, str]]:
    listed = packaged("mingbai_web.annual_report.importing", "words.toml")
    known: dict[str, dict[str, str]] = {}
    for name, choices in listed.items():
        known[name] = {folded(word): key for key, words in choices.items() for word in words}
        known[name] |= {folded(words.zh): key for key, words in _meanings()[name].items()}
    return MappingProxyType(known)


def folded(text: str) -> str:
    """Return *text* as headings and words are compared: without blanks, marks and differences of width."""
    return _NO_WORD.sub("", unicodedata.normalize("NFKC", text)).casefold()


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is to be read: where its head stands, which column is which field, what words mean.

    `first` is the row of the head counted from 0, `depth` how many rows it has. `words` gives by field what a folded word
    means, beside the known ones; `whole` the meaning for a whole register that has no such column. `year` is that of days
    written without one. `own_name` writes 本人 where what is sought names the applicant, instead of refusing the row.
    `alike` takes rows that look like an application on record.
    """

    first: int
    depth: int
    columns: Mapping[str, int]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    whole: Mapping[str, str] = field(default_factory=dict)
    year: int | None = None
    own_name: bool = False
    alike: bool = False

    def with_words(self, name: str, meant: Mapping[str, str]) -> "Layout":
        """Return the layout in which the words of *meant* have that meaning for the field *name*."""
        words = {folded(word): key for word, key in meant.items()}
        return replace(self, words={**self.words, name: {**self.words.get(name, {}), **words}})

    def said(self) -> dict[str, Any]:
        """Return the layout as plain values, to be kept."""
        return {
            "first": self.first,
            "depth": self.depth,
            "columns": dict(self.columns),
            "words": {name: dict(meant) for name, meant in self.words.items()},
            "whole": dict(self.whole),
            "year": self.year,
            "own_name": self.own_name,
            "alike": self.alike,
        }

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> "Layout":
        """Return the layout that `said` gave; what names no field or meaning that there is is left out."""
        return cls(
            first=int(said["first"]),
            depth=int(said["depth"]),
            columns={name: int(at) for name, at in said["columns"].items() if name in FIELDS},
            words={
                name: {word: key for word, key in meant.items() if key in MEANINGS[name]}
                for name, meant in said["words"].items()
                if name in MEANINGS
            },
            whole={name: key for name, key in said["whole"].items() if key in MEANINGS.get(name, {})},
            year=said.get("year"),
            own_name=bool(said.get("own_name")),
            alike=bool(said.get("alike")),
        )


def meaning(name: str, word: str, layout: Layout) -> str | None:
    """Return what *word* means for the field *name*: what was told, else what is known; None when it has to be asked."""
    asked = folded(word)
    return layout.words.get(name, {}).get(asked) or _known_words()[name].get(asked)


def headings(sheet: Sheet, first: int, depth: int) -> list[str]:
    """Return what stands over each column, from the outermost heading in: 申请人/姓名."""
    rows = sheet.rows[first : first + depth]
    found = []
    for column in range(sheet.width):
        parts = [text_of(row[column]) for row in rows if column < len(row)]
        found.append("/".join(dict.fromkeys(part for part in parts if part)))
    return found


def guessed(sheet: Sheet, kept: Mapping[str, str] | None = None) -> Layout | None:
    """Return the layout that the headings suggest, None where nothing looks like a head.

    *kept*, of a profile, says by heading which field it is; it goes before the known headings.
    """
    best: tuple[int, Layout] | None = None
    for first in range(min(_HEAD_WITHIN, len(sheet.rows))):
        for depth in _depths(sheet, first):
            columns = _columns(headings(sheet, first, depth), kept or {})
            if best is None or len(columns) > best[0]:
                best = (len(columns), Layout(first, depth, columns))
    return best[1] if best is not None and best[0] >= 2 else None


def _depths(sheet: Sheet, first: int) -> Iterable[int]:
    """Yield how many rows a head that begins at *first* may have: more than one only where cells are merged sideways."""
    yield 1
    for depth in range(2, _DEEPEST + 1):
        if first + depth - 2 not in sheet.across or first + depth > len(sheet.rows):
            return
        if _spans_everything(sheet, first):
            return
        yield depth


def _spans_everything(sheet: Sheet, row: int) -> bool:
    """Return whether the row is a title: one text over all of it."""
    return len({text_of(cell) for cell in sheet.rows[row]} - {""}) < 2


def _columns(over: list[str], kept: Mapping[str, str]) -> dict[str, int]:
    """Return the column of each field: by what a profile kept, then by exact heading, then by one that it holds."""
    columns: dict[str, int] = {}
    taken: set[int] = set()
    for column, heading in enumerate(over):
        name = kept.get(folded(heading), "")
        if name in FIELDS and name not in columns:
            columns[name] = column
            taken.add(column)
    for rank in (_exactly, _partly):
        offers = [
            (place, column, each.key)
            for column, heading in enumerate(over)
            if heading and column not in taken
            for each in FIELDS.values()
            if each.key not in columns and (place := rank(heading, each)) is not None
        ]
        for _, column, name in sorted(offers):
            if name not in columns and column not in taken:
                columns[name] = column
                taken.add(column)
    return columns


def _exactly(heading: str, each: Field) -> tuple[int, int] | None:
    """Return how well the heading is one of the field's: the whole of it first, then its innermost part."""
    parts = [_BRACKETS.sub("", part) for part in heading.split("/")]
    for rank, wanted in enumerate((folded("".join(parts)), folded(parts[-1]), folded(parts[0]))):
        if wanted in each.headings and (rank < 2 or len(parts) == 1):
            return rank, each.headings.index(wanted)
    return None


def _partly(heading: str, each: Field) -> tuple[int, int] | None:
    """Return how well the heading holds one of the field's: the longest first."""
    text = folded(_BRACKETS.sub("", heading))
    longest = max((len(known) for known in each.headings if len(known) > 2 and known in text), default=0)
    return (-longest, 0) if longest else None


FIELDS: Mapping[str, Field] = _fields()
MEANINGS: Mapping[str, Mapping[str, Words]] = _meanings()
