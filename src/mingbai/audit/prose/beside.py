"""Which figures stand beside each other, and what their neighbours leave a figure to mean."""

import re
from collections.abc import Iterator
from itertools import groupby

from mingbai.audit.check import Context
from mingbai.audit.prose.readings import OUTCOMES, readings
from mingbai.audit.sums import Place
from mingbai.report.values import Claim, Kind, Report

__all__ = ["by_unit", "of_a_part", "sentences", "text_of", "told_apart"]

_CLOSE = 60
_ENDS = re.compile("[。！？\n]")
_WITHIN = re.compile(r"[(（]|其中|包括|包含|含")


def sentences(report: Report, context: Context) -> Iterator[list[Claim]]:
    """Yield the claims of each sentence, in order; without the text of the report there are none."""
    text = text_of(report, context)
    if not text:
        return
    sentence = 0
    position = 0

    def number(claim: Claim) -> int:
        nonlocal sentence, position
        if _ENDS.search(text, position, claim.span[0]):
            sentence += 1
        position = claim.span[1]
        return sentence

    for _, claims in groupby(report.claims, key=number):
        yield list(claims)


def text_of(report: Report, context: Context) -> str:
    """Return the text that the claims' spans count in; empty when it is not at hand."""
    return context.plain or (report.page.text if report.page is not None else "")


def told_apart(report: Report, context: Context) -> dict[int, frozenset[Place]]:
    """Return for each outcome the cells that its sentence gives to the other outcomes, and that it cannot mean too."""
    text = text_of(report, context)
    found: dict[int, frozenset[Place]] = {}
    for claims in sentences(report, context):
        outcomes = [c for c in claims if c.subject in OUTCOMES and c.kind is Kind.COUNT]
        for one in outcomes:
            found[id(one)] = frozenset(
                place
                for other in outcomes
                if other.subject != one.subject
                and not _WITHIN.search(text, min(one.span, other.span)[1], max(one.span, other.span)[0])
                for place in readings()[other.subject or ""].sums[0].plus
            )
    return found


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


_WHOLES = (
    "applications.new.total",
    "applications.accepted",
    "applications.dealt",
    "applications.handled.total",
    "applications.answered",
    "applications.on_request",
)
_CARRIED = ("applications.carried_in.total", "applications.carried_out.total")


def of_a_part(report: Report, context: Context) -> set[int]:
    """Return the outcomes that follow another total than the table's, and may be those of these applications only."""
    amounts = {one.amount(report) for one in readings()["applications.dealt"].sums}
    found: set[int] = set()
    for claims in sentences(report, context):
        doubtful = False
        whole = False
        for claim in claims:
            if claim.kind is not Kind.COUNT:
                continue
            if (claim.subject or "") in OUTCOMES:
                if doubtful:
                    found.add(id(claim))
            elif claim.subject in _WHOLES:
                whole, doubtful = True, claim.scope != "report"
            elif not whole and (
                claim.subject in _CARRIED or (claim.subject is None and re.search("申请|结转", claim.what))
            ):
                doubtful = claim.value not in amounts
    return found
