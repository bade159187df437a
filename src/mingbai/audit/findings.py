"""What an audit says: findings, the outcome of each check, the audit of one report and of many."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from mingbai.report.values import Report
from mingbai.text.page import Span
from mingbai.text.words import Words

__all__ = [
    "Across",
    "Audit",
    "Compared",
    "Finding",
    "Outcome",
    "Result",
    "Severity",
    "Step",
    "Unable",
    "gravest_first",
]


class Severity(StrEnum):
    """How grave a finding is: `ERROR` is provable from the page, `WARNING` is a question, `NOTICE` a remark."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        """Return 0 for an error, 1 for a warning, 2 for a notice."""
        return ("error", "warning", "notice").index(self.value)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong or questionable: where, what was expected, what was found.

    `says` is the whole finding in one sentence. `expected` is what follows from other figures, None where nothing proves
    one; `found` is what the page prints. `at` is a path (``applications/new/total``) or a claim's subject
    (``prose/applications.new.total``). `quote` is the passage, `span` the place in the plain text. `explains` says where
    a wrong figure seems to come from; `fix` what to do.
    """

    severity: Severity
    says: Words
    at: str | None = None
    expected: str | None = None
    found: str | None = None
    quote: str | None = None
    span: Span | None = None
    explains: Words | None = None
    fix: Words | None = None
    also: tuple[Span, ...] = ()
    """Other places that the finding speaks of (the table cell behind a sentence)."""
    against: Span | None = None
    """The passage that contradicts the one at `span`, where neither is proved: both are quoted. One of `also`."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One comparison was made (and, unless a finding says otherwise, held)."""

    times: int = 1


@dataclass(frozen=True, slots=True)
class Unable:
    """A comparison could not be made, and why."""

    why: Words


Step = Finding | Compared | Unable
"""What a check yields, in any order; findings made before an `Unable` are kept."""


class Result(StrEnum):
    """The outcome of a check."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check came to on one report.

    `FAILED` when all that it needs was compared and something is wrong; `NOT_ASSESSED` when a cell that it needs is
    unreadable or nothing could be compared, with `why_not`: it then still carries the findings made before.
    `PASSED` needs `compared` of at least 1 and no finding.
    """

    check: str
    result: Result
    compared: int
    why_not: Words | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """All checks on one report, in the order of `CHECKS`."""

    report: Report
    outcomes: tuple[Outcome, ...]

    def findings(self) -> Iterator[tuple[str, Finding]]:
        """Yield (check id, finding), gravest first, then in the order of the page."""
        yield from gravest_first(self.outcomes)

    def count(self, severity: Severity) -> int:
        """Return how many findings have *severity*."""
        return sum(f.severity is severity for o in self.outcomes for f in o.findings)


@dataclass(frozen=True, slots=True)
class Across:
    """What the checks across files say of one body (or of a pair of look-alikes)."""

    body: str | None
    sources: tuple[str, ...]
    year: int | None
    edition: str | None
    outcomes: tuple[Outcome, ...]


def gravest_first(outcomes: Iterable[Outcome]) -> list[tuple[str, Finding]]:
    """Return (check id, finding) of all *outcomes*, gravest first, then in the order of the page."""
    pairs = [(outcome.check, finding) for outcome in outcomes for finding in outcome.findings]
    return sorted(pairs, key=lambda pair: (pair[1].severity.rank, pair[1].span or (1 << 60, 0)))
