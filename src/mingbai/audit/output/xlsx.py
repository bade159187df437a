"""Findings as a workbook: one sheet with a line a finding, one with a line a report."""

import io
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import xlsxwriter

from mingbai.audit.findings import Across, Audit, Outcome, gravest_first
from mingbai.audit.output.csv import line
from mingbai.audit.output.stream import Failure, Output, Rules, Tally, body_of, cells_read
from mingbai.audit.output.words import SEVERITY, edition
from mingbai.text.words import Words

__all__ = ["Xlsx"]

_FINDINGS: tuple[tuple[Words, int], ...] = (
    (Words("文件", "File"), 28),
    (Words("机关", "Body"), 24),
    (Words("年度", "Year"), 7),
    (Words("格式", "Form"), 16),
    (Words("检查", "Check"), 24),
    (Words("程度", "Severity"), 9),
    (Words("问题", "Finding"), 56),
    (Words("位置", "Place"), 34),
    (Words("应为", "Expected"), 12),
    (Words("实为", "Found"), 12),
    (Words("原文", "Quotation"), 48),
    (Words("起", "Start"), 8),
    (Words("止", "End"), 8),
    (Words("来源", "Seems to come from"), 36),
    (Words("处理", "What to do"), 36),
)
_REPORTS: tuple[tuple[Words, int], ...] = (
    (Words("文件", "File"), 34),
    (Words("机关", "Body"), 28),
    (Words("年度", "Year"), 7),
    (Words("格式", "Form"), 18),
    (Words("读出格数", "Cells read"), 10),
    (Words("印出格数", "Cells printed"), 12),
    (Words("错误", "Errors"), 8),
    (Words("疑问", "Questions"), 9),
    (Words("提示", "Notices"), 8),
    (Words("通过", "Passed"), 8),
    (Words("未评估", "Not assessed"), 12),
    (Words("未能读取", "Could not be read"), 48),
)
_NUMERIC = {2, 11, 12}
_ROWS = 1_048_575
_LENGTH = 32_000


class Xlsx(Output):
    """The workbook is made in memory and written in one piece at the end."""

    binary: ClassVar[bool] = True

    def __init__(self, write: Callable[[bytes], object], rules: Rules, language: str = "zh") -> None:
        super().__init__(rules, language)
        self._write = write
        self._buffer = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._buffer,
            {
                "in_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self._wrap = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._top = self._book.add_format({"valign": "top"})
        self._shades = {
            "error": self._book.add_format({"valign": "top", "font_color": "#b3261e", "bold": True}),
            "warning": self._book.add_format({"valign": "top", "font_color": "#8a5000", "bold": True}),
            "notice": self._book.add_format({"valign": "top", "font_color": "#4a4a4a"}),
        }
        self._found = self._sheet(Words("问题", "Findings"), _FINDINGS, frozen=2)
        self._reports = self._sheet(Words("报告", "Reports"), _REPORTS, frozen=2)
        self._found_rows = self._report_rows = 0

    def _audited(self, audit: Audit) -> None:
        report, tally = audit.report, Tally()
        tally.count(audit.outcomes)
        form = edition(report.edition).in_(self.language)
        lead: tuple[str | int | None, ...] = (report.source.name, body_of(report), report.year, form)
        counts = (tally.errors, tally.warnings, tally.notices, tally.passed, tally.not_assessed)
        self._report((*lead, *cells_read(report), *counts))
        self._findings(lead, audit.outcomes)

    def _failed(self, failure: Failure) -> None:
        why = failure.error.in_(self.language)
        self._report((failure.name, *[None] * 10, why))

    def _ended(self, across: Sequence[Across]) -> None:
        for one in across:
            form = edition(one.edition).in_(self.language) if one.edition else ""
            self._findings((" | ".join(one.sources), one.body or "", one.year, form), one.outcomes)
        self._found.autofilter(0, 0, max(1, self._found_rows), len(_FINDINGS) - 1)
        self._reports.autofilter(0, 0, max(1, self._report_rows), len(_REPORTS) - 1)
        self._book.close()
        self._write(self._buffer.getvalue())

    def _sheet(self, title: Words, columns: Sequence[tuple[Words, int]], *, frozen: int) -> Any:
        sheet = self._book.add_worksheet(title.in_(self.language))
        head = self._book.add_format(
            {
                "bold": True,
                "font_color": "#ffffff",
                "bg_color": "#1d3c6e",
                "valign": "vcenter",
                "text_wrap": True,
            }
        )
        for at, (label, wide) in enumerate(columns):
            sheet.set_column(at, at, wide)
            sheet.write_string(0, at, label.in_(self.language), head)
        sheet.freeze_panes(1, frozen)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def _report(self, values: Sequence[str | int | None]) -> None:
        if self._report_rows >= _ROWS:
            return
        self._report_rows += 1
        for at, value in enumerate(values):
            self._cell(self._reports, self._report_rows, at, value, self._top)

    def _findings(self, lead: tuple[str | int | None, ...], outcomes: Sequence[Outcome]) -> None:
        for check, finding in gravest_first(outcomes):
            if self._found_rows >= _ROWS:
                return
            self._found_rows += 1
            values = (*lead, *line(check, finding, self.language))
            for at, value in enumerate(values):
                if at == 5:
                    word = SEVERITY[finding.severity].in_(self.language)
                    self._cell(self._found, self._found_rows, at, word, self._shades[finding.severity.value])
                elif at in _NUMERIC and isinstance(value, str) and value.isdigit():
                    self._cell(self._found, self._found_rows, at, int(value), self._top)
                else:
                    self._cell(self._found, self._found_rows, at, value, self._wrap)

    @staticmethod
    def _cell(sheet: Any, row: int, column: int, value: str | int | None, style: Any) -> None:
        if isinstance(value, int):
            sheet.write_number(row, column, value, style)
        elif value:
            clean = value.encode("utf-8", "replace").decode("utf-8")
            sheet.write_string(row, column, clean[:_LENGTH], style)
