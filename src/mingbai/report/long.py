"""Many reports as one long table, a cell a row, for scholars and spreadsheets; written as it is read."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from mingbai.report.printed import figure
from mingbai.report.render.xlsx import SAFE, exact
from mingbai.report.tables import tables
from mingbai.report.values import Amount, Report

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["LongRow", "csv_lines", "long_rows", "write_xlsx"]

BYTE_ORDER_MARK = "\ufeff"
SHEET_ROWS = 1_000_000
"""A worksheet holds 1,048,576 rows; the next sheet goes on from here."""


class LongRow(NamedTuple):
    """One cell of one report; the names of the fields are the heading of the table."""

    file: str
    body: str | None
    year: int | None
    table: str
    row: str
    column: str
    value: Amount | None
    status: str


def long_rows(report: Report) -> Iterator[LongRow]:
    """Yield the cells of *report*, table by table in the order of the form, those not printed too."""
    body = report.body.name if report.body else None
    for name, table, form in tables(report):
        for row, column in dict.fromkeys((*form.cells(), *table.cells)):
            cell = table[row, column]
            yield LongRow(
                report.source.name, body, report.year, name, row, column, cell.value, cell.status.value
            )


def csv_lines(reports: Iterable[Report]) -> Iterator[str]:
    """Yield the lines of a CSV file that opens in a spreadsheet: a byte-order mark, a heading, a row a cell."""
    line = StringIO()
    writer = csv.writer(line, lineterminator="\r\n")

    def written(values: Iterable[str]) -> str:
        line.seek(0)
        line.truncate()
        writer.writerow(values)
        return line.getvalue()

    yield BYTE_ORDER_MARK + written(LongRow._fields)
    for report in reports:
        for row in long_rows(report):
            yield written(map(_field, row))


def write_xlsx(reports: Iterable[Report], out: BinaryIO) -> None:
    """Write the same table as a workbook, each row put down when it comes."""
    import xlsxwriter

    with xlsxwriter.Workbook(out, {**SAFE, "in_memory": False, "constant_memory": True}) as book:
        bold = book.add_format({"bold": True})
        page, at = None, 0
        for report in reports:
            for row in long_rows(report):
                if page is None or at > SHEET_ROWS:
                    page, at = _new_page(book, bold), 1
                _put(page, at, row)
                at += 1
        if page is None:
            _new_page(book, bold)


def _new_page(book: "Workbook", bold: "Format") -> "Worksheet":
    page = book.add_worksheet(f"年报数据{len(book.worksheets()) + 1}")
    page.freeze_panes(1, 0)
    page.set_column(0, 1, 30)
    page.set_column(3, 5, 20)
    for x, name in enumerate(LongRow._fields):
        page.write_string(0, x, name, bold)
    return page


def _put(page: "Worksheet", y: int, row: LongRow) -> None:
    for x, value in enumerate(row):
        if value is None:
            continue
        if isinstance(value, str):
            page.write_string(y, x, value)
        elif exact(value):
            page.write_number(y, x, value)
        else:
            page.write_string(y, x, figure(value))


def _field(value: str | Amount | None) -> str:
    """Return a field as text; a name that a spreadsheet would take for a formula gets an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(("=", "+", "-", "@", "\t", "\r")) else value
    return figure(value)
