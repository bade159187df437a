"""What a reading may say of each cell of a page whose truth is known, and what it may never say."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mingbai.report.values import Amount, Cell, Report, Status

__all__ = ["Expect", "Fault", "Truth", "judge", "lose", "truth_of", "unlabel"]


@dataclass(frozen=True, slots=True)
class Expect:
    """What one cell prints; `values` are all the figures that a reader may rightly find there.

    `blank` and `absent` say whether those answers are right too; *unreadable* always is.
    """

    values: frozenset[Amount] = frozenset()
    blank: bool = False
    absent: bool = False

    def also(self, *values: Amount, blank: bool = False, absent: bool = False) -> "Expect":
        """Return the same with more answers allowed."""
        return Expect(self.values | set(values), self.blank or blank, self.absent or absent)


Truth = dict[str, Expect]


@dataclass(frozen=True, slots=True)
class Fault:
    """An answer that is wrong and not flagged."""

    at: str
    printed: str
    read: str

    @property
    def silent(self) -> bool:
        """Return whether the reader passed over a cell that is printed (rather than misread it)."""
        return self.read in ("absent", "blank")

    def __str__(self) -> str:
        return f"{self.at}: printed {self.printed}, read {self.read}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a reading did: cells that print a figure, those recovered, those wrong."""

    printed: int
    recovered: int
    faults: tuple[Fault, ...]
    lost: tuple[str, ...]  # printed, and not recovered
    body: bool | None
    year: bool | None


def truth_of(cells: Mapping[str, Cell]) -> Truth:
    """Return what a faultless page with these cells allows."""
    found = {}
    for at, cell in cells.items():
        if cell.status is Status.READ:
            assert cell.value is not None
            found[at] = Expect(frozenset({cell.value}))
        else:
            found[at] = Expect(blank=True)
    return found


def lose(truth: Truth, at: str) -> None:
    """Note that a figure (or its blank) no longer stands on the page."""
    truth[at] = replace(truth[at], blank=True, absent=True)


def unlabel(truth: Truth, table: str, key: str) -> None:
    """Note that a row stands without its label (`row:…`), so that it may be reported as not printed."""
    row = f"{table}/{key.removeprefix('row:')}"
    for at in truth:
        if at == row or at.startswith(row + "/"):
            truth[at] = replace(truth[at], absent=True)


def judge(report: Report, truth: Truth, *, body: str | None = None, year: int | None = None) -> Verdict:
    """Return how the reading did against the truth."""
    faults, lost, printed, recovered = [], [], 0, 0
    named = set(truth)
    for at, expect in truth.items():
        cell = report.cell(at)
        sure = len(expect.values) == 1 and not expect.blank and not expect.absent
        printed += sure
        fault = _fault(report, at, cell, expect)
        if fault:
            faults.append(fault)
        elif cell.status is Status.READ:
            recovered += sure
        elif sure:
            lost.append(at)
    for name in ("proactive", "applications", "remedies", "indicators"):
        table = getattr(report, name)
        for (row, column), cell in (table.cells if table else {}).items():
            at = f"{name}/{row}" + ("" if name == "indicators" else f"/{column}")
            if at not in named and cell.status is Status.READ:
                faults.append(Fault(at, "nothing: the page has no such cell", str(cell.value)))
    found = report.body.name if report.body else None
    return Verdict(
        printed,
        recovered,
        tuple(faults),
        tuple(lost),
        None if body is None else (found is not None and body in found),
        None if year is None else report.year == year,
    )


def _fault(report: Report, at: str, cell: Cell, expect: Expect) -> Fault | None:
    printed = "/".join(sorted(map(str, expect.values))) or "blank"
    if cell.status is Status.UNREADABLE:
        return None
    if cell.status is Status.BLANK:
        return None if expect.blank else Fault(at, printed, "blank")
    if cell.status is Status.ABSENT:
        flagged = any(at == u.at or at.startswith(u.at.rstrip("/") + "/") for u in report.unread)
        return None if expect.absent or flagged else Fault(at, printed, "absent")
    if cell.value not in expect.values:
        return Fault(at, printed, str(cell.value))
    return _misplaced(report, at, cell)


def _misplaced(report: Report, at: str, cell: Cell) -> Fault | None:
    """A figure that is right must also stand where the cell says it stands."""
    if report.page is None or cell.span is None:
        return Fault(at, str(cell.value), "no place given") if report.page is not None else None
    quote = unicodedata.normalize("NFKC", report.page.text[slice(*cell.span)])
    digits = re.search(r"[-+−－]?\s*\d[\d,，\s]*(?:\.\d+)?", quote)
    plain = re.sub(r"[,，\s+]", "", digits.group()).replace("−", "-").replace("－", "-") if digits else ""
    if plain.rstrip("0").rstrip(".") != str(cell.value).rstrip("0").rstrip(".") and plain != str(cell.value):
        try:
            same = float(plain) == float(cell.value or 0)
        except ValueError:
            same = False
        if not same:
            return Fault(at, str(cell.value), f"its span says {quote!r}")
    return None
