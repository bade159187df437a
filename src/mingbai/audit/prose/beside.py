"""Which figures stand in one sentence."""

from collections.abc import Iterator
from itertools import groupby

from mingbai.audit.check import Context
from mingbai.audit.prose.readings import readings
from mingbai.report.values import Claim, Report

__all__ = ["by_unit", "sentences"]

_CLOSE = 60


def sentences(report: Report, context: Context) -> Iterator[list[Claim]]:
    """Yield the claims of each sentence, in order; without the text of the report there are none."""
    text = context.plain or (report.page.text if report.page is not None else "")
    if not text:
        return
    sentence = 0
    position = 0

    def number(claim: Claim) -> int:
        nonlocal sentence, position
        if any(mark in text[position : claim.span[0]] for mark in "。！？\n"):
            sentence += 1
        position = claim.span[1]
        return sentence

    for _, claims in groupby(report.claims, key=number):
        yield list(claims)


def by_unit(report: Report) -> tuple[set[int], set[int]]:
    """Return the figures of applications that stand close to others of the same thing, perhaps each unit's own.

    The first set has those that add up to what the table gives, the second those that do not.
    """
    last: dict[str, list[Claim]] = {}
    runs: list[list[Claim]] = []
    for claim in report.claims:
        if (
            claim.subject is None
            or not claim.subject.startswith("applications")
            or claim.period != report.year
        ):
            continue
        run = last.get(claim.subject)
        if run and claim.scope == run[-1].scope and claim.span[0] - run[-1].span[1] < _CLOSE:
            run.append(claim)
        else:
            last[claim.subject] = [claim]
            runs.append(last[claim.subject])
    whole: set[int] = set()
    open_: set[int] = set()
    for run in runs:
        if len({claim.value for claim in run}) < 2:
            continue
        reading = readings().get(run[0].subject or "")
        amounts = {one.amount(report) for one in reading.sums} if reading else set()
        (whole if sum(claim.value for claim in run) in amounts else open_).update(map(id, run))
    return whole, open_
