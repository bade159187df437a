"""prose/table: a figure of the prose says the same as the statutory table."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from mingbai.audit.check import Context, check, unable
from mingbai.audit.findings import Compared, Finding, Severity, Step
from mingbai.audit.prose.balance import balance
from mingbai.audit.prose.beside import by_unit, of_a_part, told_apart
from mingbai.audit.prose.origins import origin
from mingbai.audit.prose.readings import OUTCOMES, Reading, Sum, readings
from mingbai.audit.sums import place_name, table_form
from mingbai.report.values import Amount, Claim, Kind, Report, Status
from mingbai.text.page import Span
from mingbai.text.words import Words

__all__ = ["table"]

_WAN = {"元": Decimal(10) ** -4, "万元": Decimal(1), "亿元": Decimal(10) ** 4}
_NAMED = (
    "published.website",
    "published.weibo",
    "published.wechat",
    "published.gazette",
    "published.total",
    "trainings",
    "trainees",
)
_LOOSE = (
    "proactive.normative_documents.made",
    "proactive.normative_documents.repealed",
    "proactive.normative_documents.in_force",
)
_FOR_OTHERS = ("协助", "协办", "代")
_OFFICE = ("办", "本级", "政府", "机关")


@check(
    "prose/table",
    says=Words(
        "正文所说的数应与统计表一致", "What the prose says in figures agrees with the statutory tables"
    ),
    ground=Words(
        "《条例》第五十条；《政府信息公开工作年度报告格式》表一至表三",
        "Regulation, Article 50; Format of the annual report, tables 1 to 3",
    ),
    severity=Words(
        "范围为全报告、时期为报告年度、且各种合理口径都不相等的为错误；范围较窄或口径不明的至多为疑问",
        "an error when the figure is the whole body's and the year's and equals no admissible reading; "
        "otherwise at most a warning",
    ),
)
def table(report: Report, context: Context) -> Iterator[Step]:
    """Compare each claim with the cells that it may mean."""
    told: dict[tuple[str, Amount], list[Claim]] = {}
    divided, (whole, shared) = _divided(report), by_unit(report)
    shared = shared | of_a_part(report, context)
    apart = told_apart(report, context)
    for claim in report.claims:
        if id(claim) in whole:
            continue  # the units' figures add up to the table's
        if claim.subject == "remedies.all.total" and not claim.value:
            continue  # said in words too: prose/absolute holds it against each table
        if claim.subject in _NAMED and "公开" not in claim.quote:
            continue  # pushed, trained, published: perhaps more than what the form counts
        if (
            claim.subject in readings()
            and claim.kind in (Kind.COUNT, Kind.AMOUNT)
            and claim.period is not None
            and claim.period == report.year
        ):
            told.setdefault((claim.subject or "", claim.value), []).append(claim)
    for (about, _), claims in told.items():
        claim = next((c for c in claims if c.scope == "report"), claims[0])
        also = tuple(other.span for other in claims if other is not claim)
        reading = readings()[about].without(
            frozenset.intersection(*(apart.get(id(one), frozenset()) for one in claims))
        )
        if any(id(one) in divided for one in claims):
            reading = replace(reading, proof=Severity.ERROR)
        elif all(id(one) in shared for one in claims):
            reading = replace(reading, proof=Severity.WARNING)
        yield from _compared(claim, also, reading, report, context)
    yield from balance(report)


def _divided(report: Report) -> set[int]:
    """Return the figures of 依申请公开 that are divided into outcomes: what is so divided are applications."""
    return {
        id(report.claims[b.total])
        for b in report.breakdowns
        if report.claims[b.total].subject == "applications.on_request"
        and sum((report.claims[part].subject or "") in OUTCOMES for part in b.parts) > 1
    }


def _compared(
    claim: Claim, also: tuple[Span, ...], reading: Reading, report: Report, context: Context
) -> Iterator[Step]:
    printed = [s for s in reading.sums if s.printed(report)]
    if not printed:
        return
    value = _in_table_units(claim, printed[0])
    amounts = [(s, s.amount(report)) for s in printed]
    known = [(s, amount) for s, amount in amounts if amount is not None]
    if any(_agrees(value, amount, claim) for _, amount in known) or _columns_agree(value, printed[0], report):
        yield Compared()
        return
    first, expected = amounts[0]
    if expected is None:
        blank = next((place for place, cell in first.cells(report) if cell.value is None), None)
        shape = table_form(t, first.table) if (t := first.of(report)) is not None else None
        if blank is not None and shape is not None:
            yield unable(
                f"{place_name(shape, blank)}没有读出", f"{place_name(shape, blank, 'en')} was not read"
            )
        return
    if claim.approximate:
        return
    severity = _severity(claim, value, expected, reading, len(known) == len(amounts))
    if severity is None:
        return
    yield Compared()
    yield _finding(claim, also, reading, first, value, expected, severity, report, context)


def _severity(
    claim: Claim, value: Amount, expected: Amount, reading: Reading, all_known: bool
) -> Severity | None:
    if claim.scope.startswith("上句"):
        return min(reading.proof, Severity.WARNING, key=lambda one: -one.rank)
    if claim.scope != "report":
        if any(word in claim.scope for word in _FOR_OTHERS):
            return None
        if any(word in claim.scope for word in _OFFICE):
            return Severity.WARNING if value > expected else Severity.NOTICE
        return Severity.WARNING if value > expected and claim.scope[:1] not in "全我" else None
    if reading.key in _LOOSE and ("行政规范性文件" not in claim.quote or "清理" in claim.quote):
        return Severity.WARNING
    return reading.proof if all_known else Severity.WARNING


def _finding(
    claim: Claim,
    also: tuple[Span, ...],
    reading: Reading,
    first: Sum,
    value: Amount,
    expected: Amount,
    severity: Severity,
    report: Report,
    context: Context,
) -> Finding:
    unit = "万元" if claim.kind is Kind.AMOUNT else claim.unit or "件"
    narrowed, narrowed_en = "", ""
    if claim.scope.startswith("上句"):
        narrowed, narrowed_en = (
            f"（上一句说的是{claim.scope[3:]}，范围可能不同）",
            f" (the sentence before speaks of {claim.scope[3:]}, perhaps another scope)",
        )
    elif claim.scope != "report":
        narrowed, narrowed_en = (
            f"（正文只说“{claim.scope}”，范围可能不同）",
            f" (the prose speaks of “{claim.scope}”, perhaps another scope)",
        )
    says = Words(
        f"正文说{reading.name.zh}为{value}{unit}，统计表为{expected}{unit}{narrowed}",
        f"The prose gives {value} for {reading.name.en}; the table gives {expected}{narrowed_en}",
    )
    cells = tuple(
        cell.span for _, cell in first.cells(report) if cell.span is not None and cell.status is Status.READ
    )
    return Finding(
        severity,
        says,
        at=f"prose/{claim.about or reading.key}",
        expected=str(expected),
        found=str(value),
        quote=claim.quote,
        span=claim.span,
        explains=origin(value, expected, first, report, context.previous),
        fix=Words("核对台账，把正文与统计表改为一致", "check the records and make prose and table agree"),
        also=(*also, *cells),
    )


def _in_table_units(claim: Claim, sum_: Sum) -> Amount:
    if claim.kind is not Kind.AMOUNT:
        return claim.value
    value = Decimal(claim.value) * _WAN.get(claim.unit, Decimal(1))
    return value.normalize() if value != value.to_integral_value() else int(value)


def _agrees(value: Amount, amount: Amount, claim: Claim) -> bool:
    """Return whether the figure equals *amount*, or states it as roughly as it is printed."""
    if value == amount:
        return True
    if claim.kind is Kind.AMOUNT:
        step = Decimal(1).scaleb(min(int(Decimal(claim.value).as_tuple().exponent), 0)) * _WAN.get(
            claim.unit, Decimal(1)
        )
        return abs(Decimal(amount) - Decimal(value)) < step
    return claim.approximate and abs(Decimal(amount) - Decimal(value)) <= Decimal(value) / 10


def _columns_agree(value: Amount, sum_: Sum, report: Report) -> bool:
    """Return whether the figure is what the columns of the row come to, where the printed total is another."""
    table = sum_.of(report)
    if table is None or len(sum_.plus) != 1 or sum_.minus or sum_.plus[0][1] != "total":
        return False
    row = sum_.plus[0][0]
    parts = [table.value(*place) for place in table.cells if place[0] == row and place[1] != "total"]
    return bool(parts) and None not in parts and sum(p for p in parts if p is not None) == value
