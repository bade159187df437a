"""Checks on the table of proactive disclosure: powers, stocks against flows, units."""

from collections.abc import Iterator
from decimal import Decimal

from mingbai.audit.check import Context, check, unable
from mingbai.audit.findings import Compared, Finding, Severity, Step
from mingbai.audit.footing import missing
from mingbai.audit.levels import Level, level, may_make_rules
from mingbai.audit.sums import label, table_form
from mingbai.report.values import Amount, Report
from mingbai.text.words import Words

__all__ = ["powers", "stock_flow", "unit"]

_FORM = Words("《政府信息公开工作年度报告格式》表一", "Format of the annual report, table 1")
_BLOCKS = ("regulations", "normative_documents")
_ITEMS = ("licensing", "other_services", "penalties", "coercion", "fees")

_ABSURD = {Level.TOWNSHIP: 100_000, Level.COUNTY: 1_000_000, Level.DEPARTMENT: 5_000_000}
_ABSURD_FOR_ANYBODY = 50_000_000
"""In 万元: 10, 100, 500 and 5000 亿元, beyond what a body of that level collects in fees by an order of magnitude."""
_JUMP = 1000


@check(
    "proactive/powers",
    says=Words("没有规章制定权的机关，规章一行应为0", "A body without the power to make rules reports none"),
    ground=Words(
        "《立法法》第九十一条、第九十三条；年度报告格式表一",
        "Legislation Law art. 91, 93; format of the annual report, table 1",
    ),
    severity=Words(
        "错误；机关名称不能确定级别的不作判断",
        "an error; not assessed where the name leaves the body's level open",
    ),
)
def powers(report: Report, _: Context) -> Iterator[Step]:
    """Look for 规章 in the report of a body whose name proves that it cannot make any."""
    table = report.proactive
    if table is None:
        yield missing(report, "proactive")
        return
    cells = [(place, cell) for place, cell in table.cells.items() if place[0] == "regulations"]
    read = [(place, cell) for place, cell in cells if cell.value is not None]
    if not read:
        yield unable("规章一行没有可辨认的数字", "the row of rules has no figure that could be read")
        return
    able = may_make_rules(report.body.name) if report.body is not None else None
    if able is None:
        yield unable(
            "仅凭名称不能确定该机关有无规章制定权",
            "the name alone does not settle whether the body may make rules",
        )
        return
    yield Compared(len(read))
    shape = table_form(table, "proactive")
    wrong = [(place, cell) for place, cell in read if cell.value]
    if able or not wrong or report.body is None or shape is None:
        return
    told = "、".join(f"{label(shape, place[1], row=False)}{cell.value}" for place, cell in wrong)
    told_en = ", ".join(
        f"{label(shape, place[1], row=False, language='en')} {cell.value}" for place, cell in wrong
    )
    place, first = wrong[0]
    column = place[1]
    yield Finding(
        Severity.ERROR,
        Words(
            f"{report.body.name}没有规章制定权，规章一行却填了{told}",
            f"{report.body.name} has no power to make rules, yet the row reads: {told_en}",
        ),
        at=f"proactive/regulations/{column}",
        expected="0",
        found=str(first.value),
        quote=told,
        span=first.span,
        explains=_copied(report, wrong[0][1].value, column),
        fix=Words(
            "规章改填0；规范性文件填在“行政规范性文件”一行",
            "enter 0; normative documents belong in their own row",
        ),
        also=tuple(cell.span for _, cell in wrong[1:] if cell.span is not None),
    )


def _copied(report: Report, value: Amount | None, column: str) -> Words | None:
    """Say that the figure stands in the row below too, or would belong there."""
    if report.proactive is not None and report.proactive.value("normative_documents", column) == value:
        return Words(
            "与“行政规范性文件”一行同数，可能重复填报",
            "the same figure stands in the row of normative documents",
        )
    return None


@check(
    "proactive/stock-flow",
    says=Words(
        "现行有效件数应与本年制发、废止件数相容",
        "The number in force is compatible with the numbers made and repealed in the year",
    ),
    ground=_FORM,
    severity=Words(
        "疑问：口径（修改、失效）会有差异", "a warning: amendments and lapses are counted in different ways"
    ),
)
def stock_flow(report: Report, context: Context) -> Iterator[Step]:
    """Compare stocks with flows inside the table, and repeals with last year's stock."""
    table = report.proactive
    if table is None:
        yield missing(report, "proactive")
        return
    before = context.previous.proactive if context.previous is not None else None
    for block in _BLOCKS:
        name = "规章" if block == "regulations" else "规范性文件"
        name_en = "rules" if block == "regulations" else "normative documents"
        made, repealed = table.value(block, "made"), table.value(block, "repealed")
        stock = table.value(block, "in_force")
        if made is not None and stock is not None:
            yield Compared()
            if stock < made - (repealed or 0):
                yield _question(
                    report, f"{block}/in_force",
                    Words(
                        f"{name}现行有效{stock}件，少于本年制发{made}件减去废止{repealed or 0}件",
                        f"{name_en}: {stock} in force, fewer than {made} made less {repealed or 0} repealed this year",
                    ),
                    f">= {made - (repealed or 0)}",
                )  # fmt: skip
        old = before.value(block, "in_force") if before is not None else None
        if repealed is not None and old is not None:
            yield Compared()
            if repealed > old + (made or 0):
                yield _question(
                    report, f"{block}/repealed",
                    Words(
                        f"{name}本年废止{repealed}件，多于上年末现行有效的{old}件",
                        f"{name_en}: {repealed} repealed, more than the {old} in force a year before",
                    ),
                    f"<= {old + (made or 0)}",
                )  # fmt: skip
        public, total = table.value(block, "newly_public"), table.value(block, "public_total")
        if public is not None and total is not None:
            yield Compared()
            if public > total:
                yield _question(
                    report, f"{block}/public_total",
                    Words(
                        f"{name}对外公开总数量{total}，少于本年新公开{public}",
                        f"{name_en}: {total} public in all, fewer than {public} newly public this year",
                    ),
                    f">= {public}",
                )  # fmt: skip
    for block in _ITEMS:
        old, change = table.value(block, "previous_items"), table.value(block, "change")
        if old is not None and change is not None:
            yield Compared()
            if old + change < 0:
                yield _question(
                    report, f"{block}/change",
                    Words(
                        f"上一年项目数量{old}，本年减少{-change}，减得比原有的多",
                        f"{-change} items dropped of only {old} the year before",
                    ),
                    f">= {-old}",
                )  # fmt: skip


@check(
    "proactive/unit",
    says=Words("行政事业性收费应以万元计", "Administrative fees are given in units of 10,000 yuan"),
    ground=_FORM,
    severity=Words(
        "疑问，只在数额明显不可能时提出", "a warning, raised only where the amount is plainly impossible"
    ),
)
def unit(report: Report, context: Context) -> Iterator[Step]:
    """Look for an amount that can only be in yuan."""
    table = report.proactive
    if table is None:
        yield missing(report, "proactive")
        return
    amount = table.value("fees", "amount_wan")
    if amount is None:
        yield unable("没有可辨认的行政事业性收费金额", "there is no amount of fees that could be read")
        return
    yield Compared()
    limit = _ABSURD_FOR_ANYBODY
    if report.body is not None and (found := level(report.body.name)) in _ABSURD:
        limit = _ABSURD[found]
    before = context.previous.proactive if context.previous is not None else None
    last = before.value("fees", "amount_wan") if before is not None else None
    jumped = last is not None and last >= 1 and amount >= last * _JUMP
    if amount < limit and not jumped:
        return
    grown = (
        Words(f"，为上年{last}的{_JUMP}倍以上", f", over {_JUMP} times last year's {last}")
        if jumped
        else Words("", "")
    )
    in_wan = f"{(Decimal(amount) / 10000).normalize():f}"
    yield _question(
        report, "fees/amount_wan",
        Words(
            f"行政事业性收费{amount}万元（约合{Decimal(amount) / 10000:,.0f}亿元）{grown.zh}，可能误以元为单位",
            f"fees of {amount} × 10,000 yuan{grown.en}: perhaps entered in yuan",
        ),
        in_wan,
        Words(f"如单位是元，应填{in_wan}", f"if it is in yuan, enter {in_wan}"),
    )  # fmt: skip


def _question(report: Report, at: str, says: Words, expected: str, fix: Words | None = None) -> Finding:
    """Return a warning about one cell of the table."""
    cell = report.cell(f"proactive/{at}")
    return Finding(
        Severity.WARNING,
        says,
        at=f"proactive/{at}",
        expected=expected,
        found=cell.raw,
        quote=cell.raw,
        span=cell.span,
        fix=fix,
    )
