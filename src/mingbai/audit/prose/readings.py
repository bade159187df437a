"""What a figure of the prose may be compared with: the sums of table cells that it may honestly mean."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from mingbai.audit.findings import Severity
from mingbai.audit.sums import Place
from mingbai.report.values import Amount, Cell, Report, Status, Table
from mingbai.text.words import Words

__all__ = ["OUTCOMES", "Reading", "Sum", "readings", "subject_name"]

OUTCOMES = (
    "applications.granted.total",
    "applications.partly_granted.total",
    "applications.refused",
    "applications.unavailable",
    "applications.declined",
    "applications.other",
)
"""What an application comes to, one of these each."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The cells a subject of the prose may mean, plainest first, and how grave a difference is."""

    key: str
    name: Words
    proof: Severity
    sums: tuple["Sum", ...]

    def without(self, places: frozenset[Place]) -> "Reading":
        """Return the reading less the sums, beside the plainest, that take in one of *places*."""
        first, *others = self.sums
        return replace(self, sums=(first, *(s for s in others if places.isdisjoint(s.plus))))


@dataclass(frozen=True, slots=True)
class Sum:
    """Cells of one table to be added, and taken off."""

    table: str
    plus: tuple[Place, ...]
    minus: tuple[Place, ...]

    def of(self, report: Report) -> Table | None:
        """Return the table that the sum is over."""
        found: Table | None = getattr(report, self.table)
        return found

    def cells(self, report: Report) -> Iterator[tuple[Place, Cell]]:
        """Yield the places of the sum with their cells."""
        table = self.of(report)
        if table is not None:
            for place in (*self.plus, *self.minus):
                yield place, table[place]

    def printed(self, report: Report) -> bool:
        """Return whether the page prints all that the sum is over, readable or not."""
        cells = list(self.cells(report))
        return bool(cells) and all(cell.status is not Status.ABSENT for _, cell in cells)

    def amount(self, report: Report) -> Amount | None:
        """Return the sum, None where a cell of it was not read."""
        table = self.of(report)
        if table is None:
            return None
        total: Amount = 0
        for sign, places in ((1, self.plus), (-1, self.minus)):
            for place in places:
                value = table.value(*place)
                if value is None:
                    return None
                total = total + sign * value
        return total


@cache
def readings() -> Mapping[str, Reading]:
    """Return the readings of every subject that a table knows."""
    table = tomllib.loads(files(__package__).joinpath("readings.toml").read_text("utf-8"))
    return {
        entry["key"]: Reading(
            entry["key"],
            Words(entry["zh"], entry["en"]),
            Severity(entry["proof"]),
            tuple(_sum(text) for text in entry["readings"]),
        )
        for entry in table["subject"]
    }


def subject_name(key: str | None) -> Words:
    """Return how a sentence names the subject *key*."""
    found = readings().get(key or "")
    return found.name if found else Words("这一数字", "this figure")


def _sum(text: str) -> Sum:
    plus: list[Place] = []
    minus: list[Place] = []
    side = plus
    table = ""
    for word in text.split():
        if word in "+-":
            side = plus if word == "+" else minus
            continue
        table, row, column = word.split("/")
        side.append((row, column))
    return Sum(table, tuple(plus), tuple(minus))
