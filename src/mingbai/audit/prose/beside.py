"""Which figures stand in one sentence."""

from collections.abc import Iterator
from itertools import groupby

from mingbai.audit.check import Context
from mingbai.report.values import Claim, Report

__all__ = ["sentences"]


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
