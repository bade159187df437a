"""prose/parts: the parts that the prose gives of a total add up to it, where they claim to."""

from collections.abc import Iterator
from decimal import Decimal

from mingbai.audit.check import Context, check
from mingbai.audit.culprits import transposed
from mingbai.audit.findings import Compared, Finding, Severity, Step
from mingbai.audit.prose.readings import OUTCOMES, readings
from mingbai.report.values import Amount, Breakdown, Claim, Joint, Report
from mingbai.text.words import Words

__all__ = ["parts"]

_ONE_EACH = frozenset(
    ("件", "条", "篇", "份", "起", "宗", "例", "则", "期", "场", "次", "件次", "条次", "场次")
)
"""Units of things that fall under one heading only; a person, a unit or an item of business may fall under several."""
_CLOSED = ("applications.handled.total", "applications.answered")
_EXHAUSTIVE = (
    "applications.by_channel",
    "applications.new.natural_person",
    "applications.new.organisations",
    "applications.closed_",
)


@check(
    "prose/parts",
    says=Words("正文中分项之和应与总数相符", "The parts that the prose gives of a total add up to it"),
    ground=Words(
        "《条例》第五十条；年度报告数据应当准确",
        "Regulation, Article 50: the figures of the report must be right",
    ),
    severity=Words(
        "自称完整的列举不相等为错误；“其中”之和大于单一总数为错误，小于至多为疑问；渠道可重复计算，不判",
        "an error when a list that claims to be whole differs, or items under 其中 exceed their one total; "
        "less than it, at most a warning; channels may overlap",
    ),
)
def parts(report: Report, context: Context) -> Iterator[Step]:
    """Add up the parts of every divided total."""
    seen: set[tuple[Amount, tuple[Amount, ...]]] = set()
    for breakdown in report.breakdowns:
        items = [report.claims[i] for i in breakdown.parts]
        if breakdown.total in breakdown.parts:  # shares, whose whole is 100 %
            yield from _shares(breakdown, items)
            continue
        total = report.claims[breakdown.total]
        key = (total.value, tuple(item.value for item in items))
        if key not in seen:
            seen.add(key)
            yield from _added(report, breakdown, total, items)


def _added(report: Report, breakdown: Breakdown, total: Claim, items: list[Claim]) -> Iterator[Step]:
    come = sum((item.value for item in items), start=0)
    if total.approximate or any(item.approximate for item in items):
        return
    if come == total.value:
        if len(items) > 1 or breakdown.complete:
            yield Compared()
        return
    severity = _severity(breakdown, total, items, come)
    if severity is Severity.ERROR and _outcomes(items) and total.subject not in _CLOSED:
        # what was received is not what was answered: it may be short of what was carried in or out
        if come in _amounts(report):
            severity = None
        elif report.applications is None or come < total.value:
            severity = Severity.WARNING
    if severity is None:
        if breakdown.joint is Joint.AMONG and come < total.value:
            yield Compared()
        return
    yield Compared()
    yield _finding(breakdown, total, items, come, severity)


def _outcomes(items: list[Claim]) -> bool:
    """Return whether the parts are the outcomes of applications."""
    return sum((item.subject or "") in OUTCOMES for item in items) > 1


def _amounts(report: Report) -> set[Amount]:
    """Return what the table gives for the applications of the year, as received, dealt with or closed."""
    sums = readings()["applications.dealt"].sums
    return {amount for one in sums if (amount := one.amount(report)) is not None}


def _severity(breakdown: Breakdown, total: Claim, items: list[Claim], come: Amount) -> Severity | None:
    if any(item.period != total.period for item in items):
        return None
    if breakdown.total > breakdown.parts[-1]:
        return Severity.WARNING  # the total follows: it may sum up more than the last list
    if breakdown.complete:
        if breakdown.channels and breakdown.joint is not Joint.RESPECTIVELY and come > total.value:
            return None
        return Severity.ERROR
    if come > total.value:
        if breakdown.channels or (total.period is None and breakdown.joint is Joint.DASH):
            return None
        if len(items) < 2 or breakdown.joint is not Joint.AMONG or total.unit not in _ONE_EACH:
            return Severity.WARNING
        return Severity.ERROR
    if (
        len(items) > 1
        and breakdown.joint is not Joint.INCLUDING
        and all((item.subject or "").startswith(_EXHAUSTIVE) for item in items)
    ):
        return Severity.WARNING
    return None


def _finding(
    breakdown: Breakdown, total: Claim, items: list[Claim], come: Amount, severity: Severity
) -> Finding:
    unit = total.unit
    addition = " + ".join(str(item.value) for item in items)
    gap = abs(come - total.value)
    more = "多" if come > total.value else "少"
    more_en = "more" if come > total.value else "less"
    return Finding(
        severity,
        Words(
            f"正文称共{total.value}{unit}，所列分项{addition} = {come}{unit}，{more}{gap}{unit}",
            f"The prose gives a total of {total.value}; its parts {addition} = {come}, {gap} {more_en}",
        ),
        at=f"prose/{total.about}" if total.about else "prose",
        expected=str(come),
        found=str(total.value),
        quote=breakdown.quote,
        span=total.span,
        explains=_origin(total.value, come, items, breakdown.complete),
        fix=Words("核对总数与各分项", "check the total and each part"),
        also=tuple(item.span for item in items),
    )


def _origin(total: Amount, come: Amount, items: list[Claim], complete: bool) -> Words | None:
    if transposed(total, come):
        return Words(
            "总数与分项之和只有相邻两位数字对调",
            "total and sum differ by two neighbouring digits changed round",
        )
    gap = come - total
    if complete and gap > 0:
        extra = [item for item in items if item.value == gap]
        if len(extra) == 1:
            return Words(
                f"多出的{gap}恰是其中一项，可能重复计入",
                f"the {gap} too many are one of the items, perhaps counted twice",
            )
        power = str(gap).rstrip("0")
        if power == "1" and gap > 9:
            return Words(
                f"相差恰为{gap}，可能有一位数字写错",
                f"the difference is exactly {gap}: one digit may be wrong",
            )
    return None


def _shares(breakdown: Breakdown, items: list[Claim]) -> Iterator[Step]:
    values = [Decimal(item.value) for item in items]
    come = sum(values, start=Decimal(0))
    steps = [
        Decimal(1).scaleb(int(value.as_tuple().exponent)) if value % 1 else Decimal(1) for value in values
    ]
    tolerance = sum(steps, start=Decimal(0)) / 2
    yield Compared()
    if any(item.approximate for item in items) or abs(come - 100) <= tolerance:
        return
    addition = " + ".join(str(item.value) for item in items)
    yield Finding(
        Severity.WARNING,
        Words(
            f"所列各项占比之和为{come}%，不是100%（{addition}）",
            f"The shares listed add up to {come} %, not 100 % ({addition})",
        ),
        at="prose",
        expected="100",
        found=str(come),
        quote=breakdown.quote,
        span=breakdown.span,
        fix=Words(
            "核对各项占比；若为多选，应当说明",
            "check the shares; say so when more than one answer was allowed",
        ),
        also=tuple(item.span for item in items),
    )
