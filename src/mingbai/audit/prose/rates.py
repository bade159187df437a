"""prose/percentage: a rate follows from the numerator and the denominator that stand beside it."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from mingbai.audit.check import Context, check
from mingbai.audit.findings import Compared, Finding, Severity, Step, Words
from mingbai.audit.prose.beside import sentences
from mingbai.report.values import Breakdown, Claim, Joint, Kind, Report

__all__ = ["GROUND", "last_digit", "percentage"]

GROUND = Words(
    "《条例》第五十条；年度报告数据应当准确",
    "Regulation, Article 50: the figures of the report must be right",
)
_DONE = {
    "办结率": ("办结", "结案"),
    "结案率": ("结案", "办结"),
    "答复率": ("答复",),
    "回复率": ("回复",),
    "满意率": ("满意",),
}
_GIVEN = ("收到", "受理", "签收", "共", "接到", "交办", "承办")
_SHARE = re.compile(
    r"(?:约|各)?占(?:比例?|(?:申请|办结|办理|答复|受理|总)?(?:总数|总量|总件数)|全部|总)?(?:的|为|达|约)*"
)


@check(
    "prose/percentage",
    says=Words(
        "同一句中的比率应由同句的分子、分母算得",
        "A rate follows from the numerator and the denominator in its sentence",
    ),
    ground=GROUND,
    severity=Words(
        "相差达到所印末位一个单位为错误；只截不入为提示；按时办结率、超过100%的比率为疑问",
        "an error at one unit of the last printed digit; a notice when cut off; otherwise a warning",
    ),
)
def percentage(report: Report, context: Context) -> Iterator[Step]:
    """Compute every rate whose numerator and denominator stand beside it."""
    owners = {
        part: b.total for b in report.breakdowns for part in b.parts if b.total not in b.parts and _sure(b)
    }
    places = {id(claim): index for index, claim in enumerate(report.claims)}
    for claims in sentences(report, context):
        for index, rate in enumerate(claims):
            if rate.kind is not Kind.RATE or rate.approximate:
                continue
            if rate.value > 100:
                yield _above(rate)
                continue
            before = [c for c in claims[:index] if c.kind is Kind.COUNT]
            if rate.subject == "rates.on_time":
                yield from _in_time(rate, before)
                continue
            pair = _pair(rate, before, report, owners, places)
            if pair is not None:
                yield from _rated(rate, *pair)


def _sure(breakdown: Breakdown) -> bool:
    return breakdown.complete or breakdown.joint is Joint.AMONG


def _pair(
    rate: Claim, before: list[Claim], report: Report, owners: dict[int, int], places: dict[int, int]
) -> tuple[Claim, Claim] | None:
    """Return numerator and denominator, None unless both are beyond doubt."""
    if not before:
        return None
    part = before[-1]
    if part.approximate or part.period != rate.period:
        return None
    words = rate.what
    if _SHARE.fullmatch(words):
        total = owners.get(places.get(id(part), -1))
        same = [
            c
            for c in before[:-1]
            if c.unit == part.unit and c.value >= part.value and c.value and not c.approximate
        ]
        near = next(
            (
                c
                for c in same
                if abs(Decimal(part.value) * 100 / Decimal(c.value) - Decimal(rate.value)) < last_digit(rate)
            ),
            None,
        )
        whole = near or (report.claims[total] if total is not None else None)
        return (part, whole) if whole is not None and not whole.approximate and whole.value else None
    named = next(
        (done for name, done in _DONE.items() if words.endswith((name, f"{name}为", f"{name}达"))), None
    )
    if named is None or len(before) < 2:
        return None
    whole = before[-2]
    fits = any(word in part.what for word in named) and any(word in whole.what for word in _GIVEN)
    if not fits or any(word in part.what for word in ("按时", "按期")) or whole.approximate:
        return None
    if whole.unit != part.unit or not whole.value or part.value > whole.value:
        return None
    return part, whole


def last_digit(rate: Claim) -> Decimal:
    """Return one unit of the last digit that the rate prints."""
    return Decimal(1).scaleb(min(int(Decimal(rate.value).as_tuple().exponent), 0))


def _rated(rate: Claim, part: Claim, whole: Claim) -> Iterator[Step]:
    value = Decimal(rate.value)
    step = last_digit(rate)
    true = Decimal(part.value) * 100 / Decimal(whole.value)
    yield Compared()
    rounded = true.quantize(step, ROUND_HALF_UP)
    if rounded == value:
        return
    wrong = abs(true - value) >= step
    shown = true.quantize(max(step / 10, Decimal("0.001")) if step < 1 else Decimal("0.1"), ROUND_HALF_UP)
    zh = "" if wrong else "，印数是截去而不是四舍五入"
    en = "" if wrong else "; it was cut off, not rounded"
    yield Finding(
        Severity.ERROR if wrong else Severity.NOTICE,
        Words(
            f"正文称比率为{rate.value}%，按同句{part.value}÷{whole.value}应为{shown}%{zh}",
            f"The prose gives a rate of {rate.value} %; {part.value} of {whole.value} is {shown} %{en}",
        ),
        at=f"prose/{rate.about}" if rate.about else "prose",
        expected=str(rounded),
        found=str(rate.value),
        quote=rate.quote,
        span=rate.span,
        fix=Words("重新计算比率，或说明所用基数", "compute the rate again, or say what it is a share of"),
        also=(part.span, whole.span),
    )


def _in_time(rate: Claim, before: list[Claim]) -> Iterator[Step]:
    """Ask about a rate of 100 % where fewer were closed than came."""
    if rate.value != 100 or len(before) < 2:
        return
    part, whole = before[-1], before[-2]
    closed = any(word in part.what for word in ("办结", "结案", "答复", "回复"))
    if not closed or not any(word in whole.what for word in _GIVEN) or part.unit not in ("", whole.unit):
        return
    yield Compared()
    if part.value < whole.value and not part.approximate and not whole.approximate:
        share = (Decimal(part.value) * 100 / Decimal(whole.value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        yield Finding(
            Severity.WARNING,
            Words(
                f"正文称按时办结率100%，而收到{whole.value}、办结{part.value}（{share}%）；未办结的是否都未到期，宜说明",
                f"The prose says 100 % were closed in time; {part.value} of {whole.value} ({share} %) were closed. "
                "Were the rest not yet due?",
            ),
            at="prose/rates.on_time",
            expected=f"{share}",
            found="100",
            quote=rate.quote,
            span=rate.span,
            fix=Words("说明按时办结率的基数", "say what the rate is a share of"),
            also=(part.span, whole.span),
        )


def _above(rate: Claim) -> Step:
    if rate.subject is None or not rate.subject.startswith("rates."):
        return Compared(0)
    return Finding(
        Severity.WARNING,
        Words(f"比率{rate.value}%超过100%", f"A rate of {rate.value} % is above 100 %"),
        at=f"prose/{rate.about}",
        expected="<= 100",
        found=str(rate.value),
        quote=rate.quote,
        span=rate.span,
        fix=Words("核对比率", "check the rate"),
    )
