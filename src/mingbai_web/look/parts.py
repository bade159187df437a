"""The values that components are given: small, frozen, with words in one language or in both."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from mingbai.statutes import Ground
from mingbai.text.words import Words

__all__ = [
    "Cell",
    "Check",
    "Confirmation",
    "Fact",
    "Finding",
    "Head",
    "Job",
    "Moment",
    "Row",
    "Tab",
    "Table",
    "TodayLine",
]

_CONFIRM = Words("确认办理", "Confirm")
Said = Words | str
"""What a person reads: a sentence in both languages, or a text that is what it is (a name, a title, a number)."""


@dataclass(frozen=True, slots=True)
class TodayLine:
    """The four numbers at the top of the office, as the context variable `today_line`."""

    today: int
    soon: int
    overdue: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a list of facts. A day is shown with its weekday; nothing is shown as 未填写; *address* is where it leads."""

    label: Said
    value: Any
    ground: Ground | None = None
    note: Said = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One step on a timeline. *state* is done, now, next, later (after what is next), late (it went by), undone (an act that was taken back) or lapsed (one that counts no more)."""

    what: Said
    on: date | datetime | None
    state: str = "done"
    who: Said = ""
    note: Said = ""
    ground: Ground | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: what is wrong, the words it stands in, how to put it right. *grade* is error, warning or note."""

    says: Said
    grade: str = "error"
    quote: str = ""
    fix: Said = ""
    ground: Ground | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several views of the same thing, as a link."""

    label: Said
    address: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What an act will change, said before it happens: *sentence* in one, *undo* what cannot be taken back, *caution* what may be wrong."""

    sentence: Said
    ground: Ground | None = None
    undo: Said = ""
    before: Sequence[Fact] = ()
    after: Sequence[Fact] = ()
    letters: Sequence[Said] = ()
    button: Said = _CONFIRM
    caution: Said = ""


@dataclass(frozen=True, slots=True)
class Check:
    """What one check of a file found. *state* is passed, warned, failed or running."""

    name: Said
    state: str
    says: Said = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A long job: how far it is, and where its state is asked for again. *state* is waiting, running, done or failed."""

    title: Said
    state: str
    done: int = 0
    of: int = 0
    says: Said = ""
    address: str = ""
    result: str = ""

    @property
    def percent(self) -> int:
        """Return how much is done; 0 while the whole is not known."""
        return min(100, self.done * 100 // self.of) if self.of else 0


@dataclass(frozen=True, slots=True)
class Head:
    """A heading of a statutory table, over *across* columns and *down* rows."""

    text: Said
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure; *address* leads to what it was counted from, *fault* says why it fails."""

    value: Any
    address: str = ""
    fault: Said = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its headings from the outermost in, and its cells. *level* indents, *total* sets a sum apart."""

    heads: Sequence[Head]
    cells: Sequence[Cell]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A statutory table: heading rows as the form prints them, and one label a column for rows shown on a phone."""

    caption: Said
    heads: Sequence[Sequence[Head]]
    labels: Sequence[Said]
    rows: Sequence[Row] = field(default_factory=tuple)
    note: Said = ""
