"""A check: its id, what it says, its ground, how grave it may be, and the function that yields its steps."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cache

from mingbai.audit.findings import Compared, Finding, Outcome, Result, Severity, Step, Unable
from mingbai.report.values import Report
from mingbai.text.words import Words

__all__ = ["CAPS", "Check", "Context", "Run", "Target", "assess", "cap", "check", "conclude", "unable"]


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may use besides the report.

    `plain` is the page's text in simplified script, offset for offset the same as `Report.page.text`; empty for a
    report without a page. `previous` is the same body's report of the year before.
    """

    previous: Report | None = None
    plain: str = ""


Run = Callable[[Report, Context], Iterator[Step]]
"""What a check does: look at one report, yield findings, comparisons made, and comparisons that could not be made."""


@dataclass(frozen=True, slots=True)
class Target:
    """What every check declares, whatever it looks at; `severity` is the severity rule in a sentence."""

    id: str
    says: Words
    ground: Words
    severity: Words

    @property
    def family(self) -> str:
        """Return the part of the id before the stroke."""
        return self.id.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Check(Target):
    """A check on one report."""

    run: Run


CAPS: tuple[tuple[str, Severity], ...] = (
    ("applications/*", Severity.ERROR),
    ("remedies/total", Severity.ERROR),
    ("proactive/powers", Severity.ERROR),
    ("prose/*", Severity.ERROR),
    ("content/injected", Severity.WARNING),
    ("content/personal-data", Severity.WARNING),
    ("content/*", Severity.NOTICE),
    ("metadata/*", Severity.NOTICE),
    ("*", Severity.WARNING),
)
"""The gravest severity that a check may reach, by id; the first pattern that fits decides."""

_NOTHING = Words("没有可供比对的内容", "there was nothing to compare")
_SHOWN = 3


@cache
def cap(identifier: str) -> Severity:
    """Return the gravest severity that findings of the check *identifier* may have."""
    return next(severity for pattern, severity in CAPS if fnmatchcase(identifier, pattern))


def check(identifier: str, *, says: Words, ground: Words, severity: Words) -> Callable[[Run], Check]:
    """Return a decorator that makes a `Check` of a generator function."""

    def make(run: Run) -> Check:
        return Check(identifier, says, ground, severity, run)

    return make


def assess(check: Check, report: Report, context: Context) -> Outcome:
    """Run *check* on *report* and return what it came to."""
    return conclude(check.id, check.run(report, context))


def conclude(identifier: str, steps: Iterable[Step]) -> Outcome:
    """Return the outcome that *steps* amount to, no finding graver than the check's `cap`."""
    most = cap(identifier)
    findings: list[Finding] = []
    reasons: dict[Words, None] = {}
    compared = 0
    for step in steps:
        if isinstance(step, Finding):
            findings.append(step if step.severity.rank >= most.rank else replace(step, severity=most))
        elif isinstance(step, Compared):
            compared += step.times
        else:
            reasons[step.why] = None
    compared = max(compared, len(findings))
    if reasons:
        return Outcome(identifier, Result.NOT_ASSESSED, compared, _together(tuple(reasons)), tuple(findings))
    if not compared:
        return Outcome(identifier, Result.NOT_ASSESSED, 0, _NOTHING, ())
    result = Result.FAILED if findings else Result.PASSED
    return Outcome(identifier, result, compared, None, tuple(findings))


def _together(reasons: tuple[Words, ...]) -> Words:
    """Join *reasons* into one sentence, naming the first few and counting the rest."""
    zh = "；".join(reason.zh for reason in reasons[:_SHOWN])
    en = "; ".join(reason.en for reason in reasons[:_SHOWN])
    rest = len(reasons) - _SHOWN
    return Words(f"{zh}；另有{rest}处", f"{en}; and {rest} more") if rest > 0 else Words(zh, en)


def unable(zh: str, en: str) -> Unable:
    """Return an `Unable` with its reason in Chinese and English."""
    return Unable(Words(zh, en))
