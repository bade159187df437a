"""A report as a workbook: a sheet a table in the statutory layout, figures as numbers."""

from decimal import Decimal
from io import BytesIO
from typing import Any

from mingbai.report.layout import Printed
from mingbai.report.render.document import Document, Sheet
from mingbai.report.render.html import widths
from mingbai.report.values import Amount

__all__ = ["SAFE", "exact", "xlsx"]

SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
"""What stands in a report is text: it must not become a formula or a link when the workbook is opened."""

PRECISION = 15
"""A workbook keeps so many digits of a number."""


def xlsx(document: Document) -> bytes:
    """Return the file."""
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, SAFE) as book:
        book.set_properties({"title": document.title, "author": document.body})
        looks = _Looks(book)
        for sheet in document.sheets:
            _sheet(book, looks, document, sheet)
        if not document.sheets or document.notes or any(sheet.left_out for sheet in document.sheets):
            _remarks(book, looks, document)
    return out.getvalue()


def exact(value: Amount) -> bool:
    """Tell whether a workbook's number keeps every digit of *value*."""
    return len(Decimal(value).as_tuple().digits) <= PRECISION


class _Looks:
    """The formats of cells, each made once."""

    def __init__(self, book: Any) -> None:
        self.book = book
        self.made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def of(self, **properties: Any) -> Any:
        found = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "text_wrap": True} | properties
        key = tuple(sorted(found.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(found)
        return self.made[key]

    def cell(self, sheet: Sheet, printed: Printed) -> Any:
        """Return the format of a cell of a table: a number shows the decimals it was printed with."""
        found: dict[str, Any] = {"border": 1, "align": "center"}
        if printed.header:
            found["bg_color"] = "#F3F5F8"
        if printed.key == "corner" or (printed.scope == "row" and sheet.form.layout != "blocks"):
            found["align"] = "left"
            found["indent"] = printed.level
        value = printed.cell.value if printed.cell else None
        if isinstance(value, Decimal):
            exponent = value.as_tuple().exponent
            places = max(0, -exponent) if isinstance(exponent, int) else 0
            found["num_format"] = "0" + ("." + "0" * places if places else "")
        elif value is not None:
            found["num_format"] = "0"
        if printed.at in sheet.marks:
            found["font_color"] = "#B3261E"
        return self.of(**found)


def _sheet(book: Any, looks: _Looks, document: Document, sheet: Sheet) -> None:
    layout = sheet.layout
    page = book.add_worksheet(sheet.title[:31])
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.hide_gridlines(2)
    if layout.width >= 10:
        page.set_landscape()
    for x, width in enumerate(widths(sheet.form.layout, layout)):
        page.set_column(x, x, max(8, width * 1.05))
    title = looks.of(bold=True, font_size=13, align="center")
    page.set_row(0, 34)
    page.merge_range(0, 0, 0, layout.width - 1, f"{document.title}　{sheet.title}", title)
    for y, x, printed in layout.placed():
        _write(
            page, y + 1, x, printed, looks.cell(sheet, printed), sheet.marks.get(printed.at or ("", ""), 0)
        )
    line = len(layout.rows) + 2
    small = looks.of(font_size=9, text_wrap=False)
    for index, note in enumerate(sheet.notes):
        page.write_string(line, 0, f"注{index + 1}　未读出，没有补填，也不是0：{note}", small)
        line += 1
    page.repeat_rows(0, layout.head)
    page.freeze_panes(layout.head + 1, layout.labels)


def _write(page: Any, y: int, x: int, printed: Printed, look: Any, mark: int) -> None:
    """Write a cell, merged over its span; a number that the workbook would round is written as text."""
    text = f"{printed.text}（注{mark}）" if mark else printed.text
    if printed.rows > 1 or printed.columns > 1:
        page.merge_range(y, x, y + printed.rows - 1, x + printed.columns - 1, "", look)
    value = printed.cell.value if printed.cell else None
    if value is not None and exact(value):
        page.write_number(y, x, value, look)
    elif text:
        page.write_string(y, x, text, look)
    else:
        page.write_blank(y, x, None, look)


def _remarks(book: Any, looks: _Looks, document: Document) -> None:
    page = book.add_worksheet("说明")
    page.set_column(0, 0, 100)
    lines = [document.title, *(f"未能读出：{note}" for note in document.notes)]
    lines += [
        f"{sheet.title}：原文没有印出“{row.label}”一行" for sheet in document.sheets for row in sheet.left_out
    ]
    if not document.sheets:
        lines.insert(1, "这份报告没有可以列表的数据。")
    for y, line in enumerate(lines):
        page.write_string(y, 0, line, looks.of(bold=y == 0))
