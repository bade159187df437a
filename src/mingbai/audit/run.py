"""Runs checks: on one report, with last year's beside it, and across the digests of many."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import TypeVar

from mingbai.audit.across import AcrossCheck, between, judge
from mingbai.audit.check import Check, Context, Target, assess, conclude
from mingbai.audit.checks import ACROSS, CHECKS
from mingbai.audit.digest import Digest, digest
from mingbai.audit.findings import Across, Audit, Finding, Outcome, Step
from mingbai.errors import UnknownCheck
from mingbai.report.values import Report
from mingbai.text.script import to_simplified

__all__ = ["audit", "audit_across", "digest", "select"]


_Some = TypeVar("_Some", bound=Target)


def audit(
    report: Report,
    *,
    previous: Report | None = None,
    checks: Sequence[Check] = CHECKS,
    across: Sequence[AcrossCheck] = ACROSS,
) -> Audit:
    """Return what *checks* say of *report*; with *previous*, also what the checks between two years of *across* say."""
    plain = to_simplified(report.page.text) if report.page is not None else ""
    context = Context(previous=previous, plain=plain)
    outcomes = [assess(check, report, context) for check in checks]
    if previous is not None:
        outcomes += _between(report, previous, across)
    return Audit(report, tuple(outcomes))


def audit_across(digests: Iterable[Digest], *, checks: Sequence[AcrossCheck] = ACROSS) -> tuple[Across, ...]:
    """Return what the checks across reports say, one `Across` a body, gravest first within each."""
    return judge(tuple(digests), checks)


def select(
    checks: Sequence[_Some],
    ids: Iterable[str] = (),
    ignore: Iterable[str] = (),
    *,
    known: Sequence[Target] = (*CHECKS, *ACROSS),
) -> tuple[_Some, ...]:
    """Return those of *checks* that *ids* name and *ignore* does not.

    A name is an id, a family (``prose``) or a pattern (``prose/*``); no *ids* at all means every check. `UnknownCheck`
    when a name fits nothing that is *known*.
    """
    wanted, unwanted = tuple(ids), tuple(ignore)
    for name in (*wanted, *unwanted):
        if not any(_fits(name, check) for check in known):
            raise UnknownCheck(
                f"没有这个检查：{name}（mingbai checks 列出全部）",
                f"no such check: {name} (`mingbai checks` lists them all)",
            )
    return tuple(
        check
        for check in checks
        if (not wanted or any(_fits(name, check) for name in wanted))
        and not any(_fits(name, check) for name in unwanted)
    )


def _fits(name: str, check: Target) -> bool:
    """Whether *name* is the check's id, its family, or a pattern that matches the id."""
    return name in (check.id, check.family) or fnmatchcase(check.id, name)


def _between(report: Report, previous: Report, checks: Sequence[AcrossCheck]) -> list[Outcome]:
    """Return the outcomes of the checks between two years, each finding with its place on *report*'s page."""
    old, new = digest(previous), digest(report)
    return [
        conclude(check.id, (_placed(step, report) for step in between(check.pair, old, new)))
        for check in checks
        if check.pair is not None
    ]


def _placed(step: Step, report: Report) -> Step:
    """Give a finding the place and the wording of the cell that it speaks of."""
    if not isinstance(step, Finding) or step.at is None:
        return step
    cell = report.cell(step.at)
    return replace(step, span=cell.span, quote=step.quote or cell.raw)
