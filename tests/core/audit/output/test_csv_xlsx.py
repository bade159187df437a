"""Findings as tables: csv and xlsx."""

import csv
import io
from dataclasses import replace

import pytest
from python_calamine import CalamineWorkbook

from mingbai.audit import output
from mingbai.audit.findings import Audit, Finding, Outcome, Result, Severity
from mingbai.audit.output.csv import COLUMNS, harmless
from mingbai.errors import NeedsOcr
from mingbai.text.words import Words
from tests.core.audit.output import fictional

FAILED = output.Failure("a.pdf", NeedsOcr("没有文字层", "no text layer"))


def _hostile() -> Audit:
    finding = Finding(
        Severity.ERROR, Words("=HYPERLINK(1)", "=1"), "x/y", "-8", "＝1+1", "@SUM(A1)\n第二行", None
    )
    outcome = Outcome("prose/table", Result.FAILED, 1, None, (finding,))
    return replace(fictional.audit(body="+某县"), outcomes=(outcome,))


def _rows(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def test_csv_has_one_line_a_finding_and_a_byte_order_mark() -> None:
    rows = _rows(
        output.render("csv", [fictional.audit(), FAILED], [fictional.across()], checks=fictional.RULES)
    )
    assert len(rows) == 13
    assert tuple(rows[0]) == COLUMNS
    assert {"error", "warning", "notice"} == {row["severity"] for row in rows}
    assert (rows[3]["file"], rows[3]["year"]) == ("松岚区 2023 年报.html", "2023")
    assert rows[-1]["file"] == "松岚2022.html | 松岚区 2023 年报.html"


def test_no_cell_of_the_csv_is_a_formula() -> None:
    (row,) = _rows(output.render("csv", [_hostile()], checks=fictional.RULES))
    assert row["says"] == "'=HYPERLINK(1)"
    assert row["body"] == "'+某县"
    assert row["found"] == "'＝1+1"
    assert row["quote"] == "'@SUM(A1)\n第二行"
    assert row["expected"] == "-8"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "－"])
def test_whatever_starts_like_a_formula_is_made_harmless(start: str) -> None:
    assert harmless(f"{start}A1").startswith("'")


def test_the_workbook_has_findings_and_one_line_a_report() -> None:
    data = output.render("xlsx", [fictional.audit(), fictional.clean(), FAILED], checks=fictional.RULES)
    assert isinstance(data, bytes)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.sheet_names == ["问题", "报告"]
    found = book.get_sheet_by_name("问题").to_python()
    assert len(found) == 13
    assert found[1][5] == "错误"
    assert found[1][2] == 2023
    reports = book.get_sheet_by_name("报告").to_python()
    assert [row[0] for row in reports[1:]] == ["松岚区 2023 年报.html", "clean-1.html", "a.pdf"]
    assert reports[1][4:11] == [198, 200, 7, 4, 1, 5, 3]
    assert reports[3][11] == "没有文字层"


def test_the_workbook_keeps_hostile_text_as_text() -> None:
    data = output.render("xlsx", [_hostile()], checks=fictional.RULES, language="en")
    assert isinstance(data, bytes)
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.get_sheet_by_name("Findings").to_python()[1][6] == "=1"


def test_an_empty_batch_is_still_a_workbook() -> None:
    data = output.render("xlsx", [])
    assert isinstance(data, bytes)
    assert CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names == ["问题", "报告"]
