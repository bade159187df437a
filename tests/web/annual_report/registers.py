"""Registers of the tests: workbooks and CSV as offices keep them, of fictional people."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter

from mingbai_web.annual_report.importing.mapping import Layout, guessed
from mingbai_web.annual_report.importing.sheets import Sheet, opened

__all__ = ["HEAD", "ROWS", "layout_of", "register", "separated", "workbook"]

HEAD = [
    "序号",
    "收到日期",
    "申请人",
    "申请人类别",
    "申请内容",
    "受理方式",
    "答复日期",
    "答复结果",
    "文号",
    "备注",
]
ROWS: list[list[Any]] = [
    [1, date(2025, 3, 4), "钱小川", "公民", "清河区2024年预算", "网络", date(2025, 3, 21), "予以公开", "清公开〔2025〕1号", ""],
    [2, "2025.3.5", "清河贸易有限公司", "企业", "某地块征收补偿方案", "当面", "2025年4月1日", "部分公开", "清公开〔2025〕2号", ""],
    [3, "20250310", "孙明", "公民", "学区划分文件", "当面", "2025-03-28", "信息不存在", "清公开〔2025〕3号", "已电话说明"],
    [4, "2025/12/22", "李清", "公民", "老旧小区改造名单", "传真", "", "办理中", "", ""],
]  # fmt: skip


def workbook(rows: Sequence[Sequence[Any]], *, merged: Sequence[tuple[int, int, int, int]] = ()) -> bytes:
    """Return *rows* as XLSX, dates as dates; *merged* are first row, first column, last row, last column."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        page = book.add_worksheet("台账")
        as_day = book.add_format({"num_format": "yyyy-mm-dd"})
        for top, left, bottom, right in merged:
            page.merge_range(top, left, bottom, right, "")
        for y, row in enumerate(rows):
            for x, value in enumerate(row):
                if isinstance(value, date):
                    page.write_datetime(y, x, value, as_day)
                elif isinstance(value, str):
                    if value:
                        page.write_string(y, x, value)
                elif value is not None:
                    page.write_number(y, x, value)
    return out.getvalue()


def separated(rows: Sequence[Sequence[Any]], charset: str = "utf-8") -> bytes:
    """Return *rows* as CSV."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(charset)


def register(rows: Sequence[Sequence[Any]] = ROWS) -> Sheet:
    """Return a register with the usual head."""
    return opened(workbook([HEAD, *rows]), "台账.xlsx")[0]


def layout_of(sheet: Sheet) -> Layout:
    """Return the layout that the headings suggest."""
    found = guessed(sheet)
    assert found is not None
    return found
