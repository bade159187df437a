"""Checks on the tables of applications, remedies and statistics: the sums of the form, and what a count may be."""

from collections.abc import Iterator
from decimal import Decimal

from mingbai.audit.check import Context, check
from mingbai.audit.findings import Compared, Finding, Severity, Step
from mingbai.audit.footing import footing, missing
from mingbai.audit.sums import path, place_name, table_form
from mingbai.report.values import Report, Status, Table
from mingbai.text.words import Words

__all__ = [
    "balance",
    "cases_but_no_applications",
    "handled",
    "indicators_total",
    "integer",
    "remedies_total",
    "row_total",
]

_FORM = Words("《政府信息公开工作年度报告格式》表二", "Format of the annual report, table 2")
_PROVABLE = Words(
    "表内自相矛盾为错误；把空白格按0计才不符的为疑问",
    "an error when the table contradicts itself; a warning when it does only with blank cells taken as 0",
)


@check(
    "applications/row-total",
    says=Words(
        "申请表每一行，六类申请人之和应等于总计",
        "In each row of the applications the six classes of applicants add up to the total",
    ),
    ground=_FORM,
    severity=_PROVABLE,
)
def row_total(report: Report, context: Context) -> Iterator[Step]:
    """Compare each row's total with its columns."""
    yield from footing(report, "applications", "applications/row-total", _previous(context))


@check(
    "applications/handled",
    says=Words(
        "申请表每一栏，各种办理结果之和应等于“（七）总计”",
        "In each column of the applications the outcomes add up to “(7) Total”",
    ),
    ground=_FORM,
    severity=_PROVABLE,
)
def handled(report: Report, context: Context) -> Iterator[Step]:
    """Compare each column's outcomes with the number handled."""
    yield from footing(report, "applications", "applications/handled", _previous(context))


@check(
    "applications/balance",
    says=Words(
        "申请表每一栏，新收加上年结转应等于办理总计加结转下年度",
        "In each column of the applications, new plus carried in equals handled plus carried out",
    ),
    ground=Words(
        "《政府信息公开工作年度报告格式》表二表头勾稽关系（第一项加第二项之和，等于第三项加第四项之和）",
        "Format of the annual report, table 2, the identity printed in its head",
    ),
    severity=_PROVABLE,
)
def balance(report: Report, context: Context) -> Iterator[Step]:
    """Compare what came with what went, column by column."""
    yield from footing(report, "applications", "applications/balance", _previous(context))


@check(
    "applications/integer",
    says=Words("申请表的件数应是不小于0的整数", "Counts of applications are whole and not negative"),
    ground=_FORM,
    severity=Words("错误", "an error"),
)
def integer(report: Report, _: Context) -> Iterator[Step]:
    """Look for a fraction or a negative number among the counts."""
    table = report.applications
    shape = table_form(table, "applications") if table is not None else None
    if table is None or shape is None:
        yield missing(report, "applications")
        return
    seen = 0
    for place, cell in table.cells.items():
        if cell.value is None:
            continue
        seen += 1
        if cell.value < 0 or (
            isinstance(cell.value, Decimal) and cell.value != cell.value.to_integral_value()
        ):
            yield Finding(
                Severity.ERROR,
                Words(
                    f"{place_name(shape, place)}印的是{cell.raw}，件数应是不小于0的整数",
                    f"{place_name(shape, place, 'en')} prints {cell.raw}; a count is whole and not negative",
                ),
                at=path(shape, place),
                expected="0, 1, 2 …",
                found=cell.raw,
                quote=cell.raw,
                span=cell.span,
            )
    yield Compared(seen)


@check(
    "remedies/total",
    says=Words(
        "复议、诉讼各栏，维持、纠正、其他、尚未审结之和应等于总计",
        "For reconsideration and each kind of suit: upheld, corrected, other and pending add up to the total",
    ),
    ground=Words("《政府信息公开工作年度报告格式》表三", "Format of the annual report, table 3"),
    severity=_PROVABLE,
)
def remedies_total(report: Report, context: Context) -> Iterator[Step]:
    """Compare each block's total with its four results."""
    previous = context.previous.remedies if context.previous is not None else None
    yield from footing(report, "remedies", "remedies/total", previous)


@check(
    "remedies/cases-but-no-applications",
    says=Words(
        "有复议或诉讼案件而申请表全为0的，应当核实",
        "Cases of reconsideration or litigation beside a table of no applications call for a look",
    ),
    ground=Words("《政府信息公开工作年度报告格式》表二、表三", "Format of the annual report, tables 2 and 3"),
    severity=Words(
        "疑问；案件可能源自以前年度的申请",
        "a warning, since a case may stem from an application of years before",
    ),
)
def cases_but_no_applications(report: Report, context: Context) -> Iterator[Step]:
    """Compare the cases with the applications from which they could come."""
    if report.remedies is None or report.applications is None:
        yield missing(report, "remedies" if report.remedies is None else "applications")
        return
    cases = _cases(report.remedies)
    came = _came(report.applications)
    if cases is None or came is None:
        return
    yield Compared()
    if not cases or came:
        return
    before = context.previous.applications if context.previous is not None else None
    if before is not None and _came(before):
        return
    new = report.applications["new", "total"]
    totals = [report.remedies[block, "total"] for block in report.remedies.rows()]
    years = Words("本年和上年都", "this year and last ") if before is not None else Words("", "")
    yield Finding(
        Severity.WARNING,
        Words(
            f"复议、诉讼共{cases}件，而申请表{years.zh}没有一件申请",
            f"there are {cases} cases of reconsideration or litigation, and {years.en}not one application",
        ),
        at="applications/new/total",
        expected="> 0",
        found="0",
        quote=new.raw,
        span=new.span,
        explains=Words(
            "案件可能源自以前年度的申请，请核实", "the cases may stem from applications of earlier years"
        ),
        also=tuple(cell.span for cell in totals if cell.value and cell.span is not None),
    )


@check(
    "indicators/total",
    says=Words(
        "2014年统计表的分项之和应与合计相符", "In the statistics of 2014 the parts add up to their totals"
    ),
    ground=Words(
        "国办发〔2014〕32号（指标填报说明依据待核）",
        "State Council General Office [2014] 32 (filling notes not confirmed)",
    ),
    severity=Words("疑问：各地表样不一", "a warning: local forms differ"),
)
def indicators_total(report: Report, context: Context) -> Iterator[Step]:
    """Compare the totals of the 2014 statistics with their parts."""
    previous = context.previous.indicators if context.previous is not None else None
    yield from footing(report, "indicators", "indicators/total", previous)


def _previous(context: Context) -> Table | None:
    """Return last year's table of applications, where it was given."""
    return context.previous.applications if context.previous is not None else None


def _cases(table: Table) -> int | None:
    """Return the number of cases in all blocks, None when nothing was read."""
    totals = [table.value(row, "total") for row in table.rows()]
    read = [t for t in totals if t is not None]
    return int(sum(read)) if read else None


def _came(table: Table) -> int | None:
    """Return how many applications came, were carried in or handled; None when a cell leaves that open."""
    rows = ("new", "carried_in", "handled")
    cells = [cell for (row, _), cell in table.cells.items() if row in rows]
    if any(cell.status is Status.UNREADABLE for cell in cells) or table.value("new", "total") is None:
        return None
    return int(sum(cell.value for cell in cells if cell.value is not None))
