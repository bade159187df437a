"""What every format is handed: audits one by one, files that failed, what the checks across files say, the counts."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from mingbai.audit.findings import Across, Audit, Outcome, Result, Severity
from mingbai.audit.output.discreet import discreet
from mingbai.errors import MingbaiError
from mingbai.report.values import Report, Status, Table
from mingbai.text.words import Words

__all__ = [
    "Failure",
    "Output",
    "Rule",
    "Rules",
    "Tally",
    "Write",
    "body_of",
    "by_reason",
    "cells_read",
    "worst_first",
]

Write = Callable[[str], object]
"""Where a text format puts its pieces, in order."""


class Rule(Protocol):
    """What an output needs to know of a check."""

    @property
    def id(self) -> str: ...
    @property
    def says(self) -> Words: ...
    @property
    def ground(self) -> Words: ...
    @property
    def severity(self) -> Words: ...


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why."""

    name: str
    error: MingbaiError


class Rules:
    """The checks by id, in their order; an id that no rule explains stands for itself."""

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self.all: tuple[Rule, ...] = tuple(rules)
        self._by_id = {rule.id: rule for rule in self.all}

    def says(self, check: str) -> Words:
        """Return the sentence of *check*."""
        rule = self._by_id.get(check)
        return rule.says if rule else Words(check, check)

    def ground(self, check: str) -> Words:
        """Return what *check* rests on; empty where it is not known."""
        rule = self._by_id.get(check)
        return rule.ground if rule else Words("", "")


@dataclass(slots=True)
class Tally:
    """The counts over a batch, findings across files included."""

    read: int = 0
    failed: int = 0
    skipped: int = 0
    errors: int = 0
    warnings: int = 0
    notices: int = 0
    passed: int = 0
    not_assessed: int = 0

    @property
    def files(self) -> int:
        """Return how many files were looked at."""
        return self.read + self.failed + self.skipped

    @property
    def findings(self) -> int:
        """Return how many findings there are, of any severity."""
        return self.errors + self.warnings + self.notices

    def count(self, outcomes: Iterable[Outcome]) -> None:
        """Add what *outcomes* say."""
        for outcome in outcomes:
            self.passed += outcome.result is Result.PASSED
            self.not_assessed += outcome.result is Result.NOT_ASSESSED
            for finding in outcome.findings:
                self.errors += finding.severity is Severity.ERROR
                self.warnings += finding.severity is Severity.WARNING
                self.notices += finding.severity is Severity.NOTICE


class Output(ABC):
    """One format: `begin`, then `add` for each audit or failure, then `end`; pieces go out as soon as they can."""

    binary: ClassVar[bool] = False
    """Set where the pieces are bytes, not text (a spreadsheet)."""

    def __init__(self, rules: Rules, language: str) -> None:
        self.rules = rules
        self.language = language
        self.tally = Tally()

    def begin(self) -> None:  # noqa: B027  # a format may have nothing to say first
        """Write what comes before the first report."""

    def add(self, item: Audit | Failure) -> None:
        """Take the next audit, or the next file that could not be read."""
        if isinstance(item, Failure):
            self.tally.failed += 1
            self._failed(item)
        else:
            self.tally.read += 1
            self.tally.count(item.outcomes)
            self._audited(discreet(item))

    def end(self, across: Iterable[Across] = (), *, skipped: int = 0) -> Tally:
        """Write the rest, and return the counts; *skipped* files were met and are no reports."""
        between = tuple(across)
        for one in between:
            self.tally.count(one.outcomes)
        self.tally.skipped = skipped
        self._ended(between)
        return self.tally

    @abstractmethod
    def _audited(self, audit: Audit) -> None: ...

    @abstractmethod
    def _failed(self, failure: Failure) -> None: ...

    @abstractmethod
    def _ended(self, across: Sequence[Across]) -> None: ...


def body_of(report: Report) -> str:
    """Return the name to call *report* by: the body's, else what the caller stated, else the file's."""
    if report.body is not None and report.body.name:
        return report.body.name
    return report.stated_body or report.source.name


def cells_read(report: Report) -> tuple[int, int]:
    """Return how many cells of the tables were read, and how many the page prints."""
    cells = [cell for table in _tables(report) for cell in table.cells.values()]
    return (
        sum(cell.status is Status.READ for cell in cells),
        sum(cell.status is not Status.ABSENT for cell in cells),
    )


def by_reason(outcomes: Iterable[Outcome]) -> list[tuple[Words, list[str]]]:
    """Return the checks that were not assessed by the reason why, in the order of the first of each."""
    groups: dict[Words, list[str]] = {}
    for outcome in outcomes:
        if outcome.result is Result.NOT_ASSESSED:
            checks = groups.setdefault(outcome.why_not or Words("", ""), [])
            if outcome.check not in checks:
                checks.append(outcome.check)
    return list(groups.items())


def worst_first(tally: Tally, name: str) -> tuple[int, int, int, str]:
    """Return the sort key that puts the report with most errors, then warnings, then notices first."""
    return (-tally.errors, -tally.warnings, -tally.notices, name)


def _tables(report: Report) -> Iterator[Table]:
    for table in (report.proactive, report.applications, report.remedies, report.indicators):
        if table is not None:
            yield table
