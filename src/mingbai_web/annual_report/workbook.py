"""A register as a workbook: text stays text, days are days, the head stays in sight and stands on every printed page."""

from datetime import date, datetime, time
from io import BytesIO

import xlsxwriter

from mingbai.report.render.xlsx import SAFE
from mingbai_web.annual_report.exporting import Register

__all__ = ["workbook"]

_TITLE, _HEAD = 0, 1


def workbook(register: Register) -> bytes:
    """Return the file."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, SAFE) as book:
        book.set_properties({"title": register.title})
        font = {"font_name": "宋体", "font_size": 10, "valign": "vcenter", "border": 1}
        title = book.add_format({"font_name": "宋体", "font_size": 14, "bold": True, "align": "center"})
        head = book.add_format(
            {**font, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#F3F5F8"}
        )
        text = book.add_format({**font, "text_wrap": True, "num_format": "@"})
        number = book.add_format({**font, "num_format": "0"})
        day = book.add_format({**font, "num_format": "yyyy-mm-dd", "align": "center"})
        page = book.add_worksheet("台账")
        last = max(len(register.columns) - 1, 0)
        if last:
            page.merge_range(_TITLE, 0, _TITLE, last, register.title, title)
        else:
            page.write_string(_TITLE, 0, register.title, title)
        for x, column in enumerate(register.columns):
            page.set_column(x, x, column.width)
            page.write_string(_HEAD, x, column.words.zh, head)
        for y, row in enumerate(register.rows, _HEAD + 1):
            for x, value in enumerate(row):
                match value:
                    case None | "":
                        page.write_blank(y, x, None, text)
                    case date():
                        page.write_datetime(y, x, datetime.combine(value, time()), day)
                    case int():
                        page.write_number(y, x, value, number)
                    case _:
                        page.write_string(y, x, value, text)
        page.freeze_panes(_HEAD + 1, 1)
        page.autofilter(_HEAD, 0, max(_HEAD + len(register.rows), _HEAD), last)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(_TITLE, _HEAD)
        page.set_footer("&C第 &P 页，共 &N 页")
    return out.getvalue()
