"""prose/percentage: a rate follows from the numerator and the denominator that stand beside it."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from mingbai.audit.check import Context, check
from mingbai.audit.findings import Compared, Finding, Severity, Step
from mingbai.audit.prose.beside import sentences
from mingbai.audit.prose.readings import readings
from mingbai.report.values import Claim, Joint, Kind, Report
from mingbai.text.words import Words

__all__ = ["GROUND", "last_digit", "percentage"]

GROUND = Words(
    "《条例》第五十条；年度报告数据应当准确",
    "Regulation, Article 50: the figures of the report must be right",
)
_GIVEN = re.compile(r"收到|受理|签收|共|接到|交办|承办")
_ISSUED = re.compile(r"发放|发出|下发|印发")
_DISPUTES = re.compile(r"(?:复议|诉讼|案件|申请)(?:总?数|共|为)?\Z")
_DONE = {
    "办结率": (("办结", "结案"), _GIVEN),
    "结案率": (("结案", "办结"), _GIVEN),
    "答复率": (("答复",), _GIVEN),
    "回复率": (("回复",), _GIVEN),
    "满意率": (("满意",), _GIVEN),
    "回收率": (("回收", "收回"), _ISSUED),
    "纠错率": (("纠正", "纠错", "撤销"), _DISPUTES),
    "败诉率": (("败诉", "纠正"), _DISPUTES),
}
"""What a rate of this name counts, and of what."""
_OF_CLOSED = ("纠错率", "败诉率")
"""Rates that are taken of all cases or of those decided, which are fewer."""
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
    owners = {part: b for b in report.breakdowns for part in b.parts if b.total not in b.parts}
    places = {id(claim): index for index, claim in enumerate(report.claims)}
    earlier: list[Claim] = []
    for claims in sentences(report, context):
        above, earlier = earlier, claims
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
            if not before or before[-1].approximate or before[-1].period != rate.period:
                continue
            part = before[-1]
            if _SHARE.fullmatch(rate.what):
                owner = owners.get(places.get(id(part), -1))
                whole = report.claims[owner.total] if owner is not None else None
                others = before[:-1] if whole is None or whole in before else [*above, *before[:-1]]
                sure = owner is not None and (owner.complete or owner.joint is Joint.AMONG or whole in before)
                yield from _shared(
                    rate, part, others, whole, Severity.ERROR if sure else Severity.WARNING, report
                )
            elif (whole := _named(rate, before)) is not None:
                yield from _rated(rate, part, whole)


def _shared(
    rate: Claim, part: Claim, others: list[Claim], whole: Claim | None, proof: Severity, report: Report
) -> Iterator[Step]:
    """Hold a share against what it may be a share of: any like figure told before, else the total of its list."""
    like = [
        c
        for c in others
        if c.kind is Kind.COUNT and c.unit == part.unit and c.value >= part.value and c.value
    ]
    fits = next(
        (
            c
            for c in like
            if not c.approximate and abs(_true(part, c) - Decimal(rate.value)) < last_digit(rate)
        ),
        None,
    )
    if fits is not None:
        yield from _rated(rate, part, fits)
    elif whole is None:
        yield from _of_all(rate, part, report)
    elif whole.value and not any(c.approximate for c in (whole, *like)):
        yield from _rated(rate, part, whole, proof)


def _of_all(rate: Claim, part: Claim, report: Report) -> Iterator[Step]:
    """Ask about a share of applications that none of the totals of their table gives."""
    sums = [s for s in readings()["applications.dealt"].sums if s.table == "applications"]
    totals = [s.amount(report) or 0 for s in sums]
    if not (part.subject or "").startswith("applications.") or part.scope != "report":
        return
    if part.period != report.year or part.value > min(totals) or not min(totals):
        return
    yield Compared()
    shares = [Decimal(part.value) * 100 / Decimal(total) for total in totals]
    if min(shares) - last_digit(rate) < Decimal(rate.value) < max(shares) + last_digit(rate):
        return
    due = shares[0].quantize(last_digit(rate), ROUND_HALF_UP)
    yield Finding(
        Severity.WARNING,
        Words(
            f"正文称比率为{rate.value}%，而{part.value}件按统计表中申请的总数{totals[0]}件算为{due}%",
            f"The prose gives a rate of {rate.value} %; {part.value} of the {totals[0]} applications in the table are {due} %",
        ),
        at="prose",
        expected=str(due),
        found=str(rate.value),
        quote=rate.quote,
        span=rate.span,
        fix=Words("重新计算比率，或说明所用基数", "compute the rate again, or say what it is a share of"),
        also=(part.span,),
    )


def _named(rate: Claim, before: list[Claim]) -> Claim | None:
    """Return the denominator of a rate that has a name (办结率), None unless it and the numerator are beyond doubt."""
    found = next((name for name in _DONE if rate.what.endswith((name, f"{name}为", f"{name}达"))), None)
    if found is None or len(before) < 2:
        return None
    whole, part = before[-2:]
    done, given = _DONE[found]
    if not any(word in part.what for word in done) or not given.search(whole.what):
        return None
    if any(word in part.what for word in ("按时", "按期")) or whole.approximate:
        return None
    if whole.unit != part.unit or not whole.value or part.value > whole.value:
        return None
    return whole


def _true(part: Claim, whole: Claim) -> Decimal:
    return Decimal(part.value) * 100 / Decimal(whole.value)


def last_digit(rate: Claim) -> Decimal:
    """Return one unit of the last digit that the rate prints."""
    return Decimal(1).scaleb(min(int(Decimal(rate.value).as_tuple().exponent), 0))


def _rated(rate: Claim, part: Claim, whole: Claim, proof: Severity = Severity.ERROR) -> Iterator[Step]:
    value = Decimal(rate.value)
    step = last_digit(rate)
    true = _true(part, whole)
    yield Compared()
    rounded = true.quantize(step, ROUND_HALF_UP)
    if rounded == value:
        return
    wrong = abs(true - value) >= step
    shown = true.quantize(max(step / 10, Decimal("0.001")) if step < 1 else Decimal("0.1"), ROUND_HALF_UP)
    if value > true and any(name in rate.what for name in _OF_CLOSED):
        proof = Severity.WARNING
    zh = "" if wrong else "，印数是截去而不是四舍五入"
    en = "" if wrong else "; it was cut off, not rounded"
    yield Finding(
        proof if wrong else Severity.NOTICE,
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
    """Ask about a rate of 100 % where fewer were closed than came, and about one that no figure beside it gives."""
    if len(before) < 2:
        return
    if rate.value != 100:
        part, like = before[-1], [c for c in before[:-1] if c.unit == before[-1].unit and c.value]
        timely = any(word in part.what for word in ("按时", "按期")) and not part.approximate
        if timely and like and not any(c.approximate for c in like):
            nearest = min(like, key=lambda c: abs(_true(part, c) - Decimal(rate.value)))
            yield from _rated(rate, part, nearest, Severity.WARNING)
        return
    part, whole = before[-1], before[-2]
    closed = any(word in part.what for word in ("办结", "结案", "答复", "回复"))
    if not closed or not _GIVEN.search(whole.what) or part.unit not in ("", whole.unit):
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
