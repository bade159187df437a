"""Fictional reports in every edition, with figures that tell their cells apart."""

from dataclasses import replace
from decimal import Decimal

from mingbai.report import form
from mingbai.report.values import Body, Cell, Chapter, Datum, Editions, Report, Source, Status, Table, Unread
from mingbai.text.page import Grid, GridCell, Page

BODY = "云川市青禾区人民政府"

PROSE = {
    "overview": "全年主动公开政府信息12,345条。\n（一）主动公开。制发行政规范性文件9件（见“政策解读”专栏）。",
    "problems": "解读形式仍较单一；下一步，将加强业务培训。",
    "other": "本年度未收取政府信息公开信息处理费。",
}


def report(edition: str = "2021", year: int | None = None, *, start: int = 1) -> Report:
    """Return a report in which every figure is another; amounts have four places."""
    found = form.of(edition)
    tables = {table.key: _table(edition, table, start) for table in found.tables}
    editions = Editions(
        *(edition if key in tables else None for key in ("proactive", "applications", "remedies"))
    )
    return Report(
        Source("report.html", "0" * 64, "text/html", "utf-8"),
        Body(BODY, BODY),
        year or found.since,
        edition,
        editions,
        **tables,
    )


def _table(edition: str, table: form.TableForm, start: int) -> Table:
    cells = {}
    for index, (row, column) in enumerate(table.cells()):
        lines = (table.row(row), next(line for line in table.columns(row) if line.key == column))
        value = start + index
        exact = Decimal(value * 10000 + 5093).scaleb(-4) if any(line.decimal for line in lines) else value
        cells[row, column] = Cell.read(exact)
    return Table(edition, cells)


def changed(report: Report, table: str, *, unread: tuple[Unread, ...] = (), **cells: Cell) -> Report:
    """Return *report* with some cells of a table changed; a name is row and column joined by two underscores."""
    old = getattr(report, table)
    new = dict(old.cells) | {(key.split("__")[0], key.split("__")[1]): cell for key, cell in cells.items()}
    return replace(report, unread=report.unread + unread, **{table: Table(old.edition, new)})


def without_row(report: Report, row: str) -> Report:
    """Return *report* whose page does not print *row* of the applications table."""
    assert report.applications
    absent = Cell(None, None, Status.ABSENT)
    cells = {at: absent if at[0] == row else cell for at, cell in report.applications.cells.items()}
    return replace(report, applications=Table(report.applications.edition, cells))


def damaged() -> Report:
    """Return a report with a cell of every status, a row that is not printed, and metadata."""
    why = Unread(
        "applications/new/business", "这一行只印了两个数，无法确定各属哪一栏", "two figures for seven columns"
    )
    found = changed(
        report("2021", 2023),
        "applications",
        unread=(why,),
        new__business=Cell(None, "3 3", Status.UNREADABLE, (10, 13)),
        granted__research=Cell(None, "", Status.BLANK),
        carried_in__total=Cell(None, None, Status.ABSENT),
    )
    return replace(
        without_row(found, "other_fee_unpaid"), metadata={"index_no": Datum("0143/2024-00012", (1, 9))}
    )


def on_a_page(*, grids: bool) -> Report:
    """Return a report read from a page whose second chapter holds a table, as a grid or as lines of text."""
    table = "信息内容\t本年处理决定数量\n行政许可\t29\n"
    head = "青禾区2023年政府信息公开工作年度报告\n"
    one = "一、总体情况\n公开信息9条。\n第二段。\n"
    two = "二、主动公开政府信息情况\n以下为本年情况。\n"
    own = "乙、本区特色\n一网通办。\n"
    text = head + one + two + table + own
    at = text.index("29")
    cell = GridCell(1, 1, (at, at + 2))
    span = (text.index("信息内容"), text.index("乙、"))
    return Report(
        Source("page.html", "0" * 64, "text/html"),
        Body("青禾区", "青禾区"),
        2023,
        "2021",
        Editions("2021"),
        chapters=tuple(
            Chapter(title[0], title[2:], title, (text.index(title), text.index(title) + len(title)), key)
            for title, key in (
                ("一、总体情况", "overview"),
                ("二、主动公开政府信息情况", "proactive"),
                ("乙、本区特色", None),
            )
        ),
        proactive=Table("2021", {("licensing", "decisions"): Cell.read(29, "29", (at, at + 2))}),
        page=Page("page.html", text, "text/html", "0" * 64, grids=(Grid((cell,), span),) if grids else ()),
    )
