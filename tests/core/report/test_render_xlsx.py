"""The workbook has a sheet a table with figures as numbers, and nothing in it is a formula or a link."""

import io
import zipfile
from dataclasses import replace
from decimal import Decimal

from python_calamine import CalamineWorkbook

from mingbai.report.render import render
from mingbai.report.values import Body, Cell, Report, Status
from tests.core.report.making import changed, damaged, report


def opened(found: Report) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(render(found, "xlsx")))


def part(found: Report, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(render(found, "xlsx"))) as archive:
        return archive.read(name).decode()


def test_there_is_a_sheet_a_table() -> None:
    assert opened(report("2021")).sheet_names == [
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
    ]
    assert opened(report("2014")).sheet_names == ["政府信息公开情况统计表"]


def test_figures_are_numbers_in_the_statutory_layout() -> None:
    found = report("2021")
    assert found.applications
    rows = opened(found).get_sheet_by_name("收到和处理政府信息公开申请情况").to_python(skip_empty_area=False)
    new = next(row for row in rows if str(row[0]).startswith("一、"))
    assert new[3:10] == [float(value) for value in range(1, 8)]


def test_labels_are_merged_as_they_are_printed() -> None:
    sheet = part(report("2021"), "xl/worksheets/sheet2.xml")
    for span in ("A1:J1", "A2:C4", "D2:J2", "E3:I3", "A7:A28", "B9:B16"):
        assert f'<mergeCell ref="{span}"/>' in sheet


def test_an_amount_shows_every_decimal_it_was_printed_with() -> None:
    found = changed(report("2021"), "proactive", fees__amount_wan=Cell.read(Decimal("17586.5090")))
    rows = opened(found).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert rows[-1][1] == 17586.509
    assert 'formatCode="0.0000"' in part(found, "xl/styles.xml")


def test_an_amount_that_a_workbook_would_round_is_written_as_text() -> None:
    long = Decimal("12345678901234.5678")
    found = changed(report("2021"), "proactive", fees__amount_wan=Cell.read(long))
    assert opened(found).get_sheet_by_index(0).to_python(skip_empty_area=False)[-1][1] == str(long)


def test_what_was_not_read_is_marked_and_blank_is_blank() -> None:
    rows = opened(damaged()).get_sheet_by_index(1).to_python(skip_empty_area=False)
    new = next(row for row in rows if str(row[0]).startswith("一、"))
    assert new[4] == "未读出（注1）"
    assert any("这一行只印了两个数" in str(row[0]) for row in rows)
    assert opened(damaged()).sheet_names[-1] == "说明"


def test_nothing_becomes_a_formula_or_a_link() -> None:
    name = '=HYPERLINK("http://evil.example","x")'
    found = replace(
        changed(report("2021"), "remedies", litigation__total=Cell(None, name, Status.UNREADABLE)),
        body=Body(name, name),
    )
    for index in (1, 2, 3):
        sheet = part(found, f"xl/worksheets/sheet{index}.xml")
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet
