"""prose/average, prose/growth: an average follows from the year's total, a change from both years."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from mingbai.audit.check import Context, check
from mingbai.audit.findings import Compared, Finding, Severity, Step
from mingbai.audit.prose.beside import sentences
from mingbai.audit.prose.rates import GROUND, last_digit
from mingbai.audit.prose.readings import readings
from mingbai.report.values import Claim, Kind, Report
from mingbai.text.words import Words

__all__ = ["average", "growth"]

_DAYS = (365, 366, *range(244, 254))
_DOWN = ("下降", "减少", "降低", "降幅", "下滑", "回落", "降", "少")


@check(
    "prose/average",
    says=Words(
        "日均、月均应由同句的总数算得", "A daily or monthly average follows from the total in its sentence"
    ),
    ground=GROUND,
    severity=Words(
        "疑问：按365天、366天、工作日或12个月都算不出时",
        "a warning when neither calendar nor working days nor months give it",
    ),
)
def average(report: Report, context: Context) -> Iterator[Step]:
    """Divide the totals before an average by the days and months of a year."""
    for claims in sentences(report, context):
        for index, claim in enumerate(claims):
            if claim.kind is not Kind.AVERAGE or claim.period is None:
                continue
            words = claim.what + claim.quote
            bases = _DAYS if "日均" in words else (12,) if "月均" in words else ()
            totals = [
                c
                for c in claims[:index]
                if c.kind is Kind.COUNT
                and c.unit == claim.unit
                and c.period == claim.period
                and not c.approximate
            ]
            if not bases or not totals:
                continue
            yield Compared()
            wanted = Decimal(claim.value)
            room = max(Decimal(1), wanted / 2 if claim.approximate else Decimal(1))
            if (
                any(abs(Decimal(t.value) / base - wanted) <= room for t in totals for base in bases)
                or len(totals) > 1
            ):
                continue
            total = totals[0]
            due = (Decimal(total.value) / bases[0]).quantize(Decimal("0.1"), ROUND_HALF_UP)
            yield Finding(
                Severity.WARNING,
                Words(
                    f"正文称平均为{claim.value}{claim.unit}，按总数{total.value}{claim.unit}计约为{due}{claim.unit}",
                    f"The prose gives an average of {claim.value}; {total.value} in all would make it about {due}",
                ),
                at=f"prose/{claim.about}" if claim.about else "prose",
                expected=str(due),
                found=str(claim.value),
                quote=claim.quote,
                span=claim.span,
                fix=Words("核对总数、平均数和天数", "check total, average and number of days"),
                also=(total.span,),
            )


@check(
    "prose/growth",
    says=Words(
        "同比增减应由两年的数算得", "A change on the year before follows from the figures of both years"
    ),
    ground=GROUND,
    severity=Words("疑问", "a warning"),
)
def growth(report: Report, context: Context) -> Iterator[Step]:
    """Compute every change for which the figures of both years are known."""
    for claims in sentences(report, context):
        for index, claim in enumerate(claims):
            if claim.kind is not Kind.GROWTH or claim.unit == "个百分点" or claim.approximate or index == 0:
                continue
            now = next(
                (c for c in reversed(claims[:index]) if c.kind is Kind.COUNT and c.period == report.year),
                None,
            )
            if now is None or now.approximate:
                continue
            was = _was(now, claims, claims[:index], report, context)
            if was:
                yield from _changed(claim, now, was)


def _was(
    now: Claim, claims: list[Claim], before: list[Claim], report: Report, context: Context
) -> Decimal | None:
    """Return the figure of the year before: told between *now* and its change, else in the sentence or last year's report."""
    if report.year is None:
        return None
    last = report.year - 1
    stated = [c for c in claims if c.kind is Kind.COUNT and c.period == last and c.unit == now.unit]
    between = [c for c in stated if c in before and c.span[0] > now.span[0]]
    stated = between if len(between) == 1 else stated
    if len(stated) == 1 and not stated[0].approximate:
        return Decimal(stated[0].value)
    reading = readings().get(now.subject or "")
    if (
        reading is None
        or context.previous is None
        or now.scope != "report"
        or context.previous.year != report.year - 1
    ):
        return None
    amount = reading.sums[0].amount(context.previous)
    return None if amount is None or (len(reading.sums) > 1 and now.value == 0) else Decimal(amount)


def _changed(claim: Claim, now: Claim, was: Decimal) -> Iterator[Step]:
    down = any(word in claim.what + claim.quote for word in _DOWN)
    difference = (was - Decimal(now.value)) if down else (Decimal(now.value) - was)
    value = Decimal(claim.value)
    if claim.unit == "%":
        true = difference * 100 / was
        step = last_digit(claim)
    else:
        if claim.unit != now.unit:
            return
        true, step = difference, Decimal(1)
    yield Compared()
    if abs(true - value) < step:
        return
    due = true.quantize(min(step, Decimal("0.1")), ROUND_HALF_UP) if claim.unit == "%" else true
    yield Finding(
        Severity.WARNING,
        Words(
            f"正文称变化为{claim.value}{claim.unit}，按上年{was}、本年{now.value}计应为{due}{claim.unit}",
            f"The prose gives a change of {claim.value}{claim.unit}; from {was} to {now.value} it is {due}{claim.unit}",
        ),
        at=f"prose/{now.about}" if now.about else "prose",
        expected=str(due),
        found=str(claim.value),
        quote=claim.quote,
        span=claim.span,
        fix=Words("核对两年的数", "check the figures of both years"),
        also=(now.span,),
    )
