"""What came in and what was carried in, against what was closed and what was carried out, as one passage tells them."""

from collections.abc import Iterator, Sequence

from mingbai.audit.findings import Compared, Finding, Severity, Step
from mingbai.audit.prose.readings import readings
from mingbai.report.values import Amount, Claim, Kind, Report
from mingbai.text.words import Words

__all__ = ["balance"]

_FOUR = (
    ("applications.new.total", "applications.accepted", "applications.dealt"),
    ("applications.carried_in.total",),
    ("applications.handled.total",),
    ("applications.carried_out.total",),
)
_NEAR = 160
"""How many characters the four figures may stand apart and still be told together."""


def balance(report: Report) -> Iterator[Step]:
    """Yield whether the four figures balance; only a question, since 办结 and 收到 have more than one reading."""
    for group in _together(report):
        new, before, closed, after = group
        came, went = new.value + before.value, closed.value + after.value
        if any(not _agrees(claim, report) for claim in group):
            continue  # one of them is found wrong against the table
        yield Compared()
        if went in (came, new.value):
            continue
        yield Finding(
            Severity.WARNING,
            Words(
                f"正文所说收到{new.value}、上年结转{before.value}，合计{came}件；办结{closed.value}、结转下年{after.value}，合计{went}件",
                f"The prose has {new.value} + {before.value} = {came} come in and {closed.value} + {after.value} = {went} dealt with",
            ),
            at="prose/applications.handled.total",
            expected=str(came - after.value),
            found=str(closed.value),
            quote=closed.quote,
            span=closed.span,
            fix=Words("核对四个数", "check the four figures"),
            also=(new.span, before.span, after.span),
        )


def _together(report: Report) -> Iterator[Sequence[Claim]]:
    told: dict[int, Claim] = {}
    for claim in report.claims:
        place = next((i for i, keys in enumerate(_FOUR) if claim.subject in keys), None)
        if place is None or claim.kind is not Kind.COUNT:
            continue
        if claim.period != report.year or claim.scope != "report" or claim.approximate:
            told.clear()
            continue
        told = {i: c for i, c in told.items() if claim.span[0] - c.span[1] <= _NEAR and i != place}
        told[place] = claim
        if len(told) == len(_FOUR):
            yield [told[i] for i in range(len(_FOUR))]
            told = {}


def _agrees(claim: Claim, report: Report) -> bool:
    amounts: list[Amount] = []
    for reading in readings()[claim.subject or ""].sums:
        if reading.printed(report) and (amount := reading.amount(report)) is not None:
            amounts.append(amount)
    return not amounts or claim.value in amounts
