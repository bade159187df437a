"""The PDF has real text and tables on A4, is tagged, and is made without reaching for anything."""

import io

import pdfplumber
import pytest

from mingbai.report.render import render
from mingbai.report.render.pdf import _refuse
from mingbai.report.values import Report
from tests.core.report.making import PROSE, damaged, report
from tests.printing import needs_printing

pytestmark = needs_printing


def opened(found: Report) -> "pdfplumber.PDF":
    return pdfplumber.open(io.BytesIO(render(found, "pdf", chapters=PROSE)))


def test_the_tables_can_be_taken_out_cell_by_cell() -> None:
    found = report("2021", 2023)
    with opened(found) as file:
        tables = [table for page in file.pages for table in page.extract_tables()]
    wide = [table for table in tables if len(table[0]) == 10]
    assert len(wide) == 1, "the application table stands whole on one page"
    assert found.applications
    row = next(row for row in wide[0] if row[0] and row[0].startswith("一、"))
    columns = ("natural_person", "business", "research", "public_interest", "legal_service", "other", "total")
    assert row[3:] == [str(found.applications.value("new", column)) for column in columns]


def test_the_prose_is_there_as_text_and_pages_are_numbered() -> None:
    with opened(damaged()) as file:
        text = "\n".join(page.extract_text() for page in file.pages)
        assert all(f"— {number} —" in page.extract_text() for number, page in enumerate(file.pages, 1))
        assert [round(size) for size in (file.pages[0].width, file.pages[0].height)] == [595, 842]
        assert file.metadata["Title"] == "云川市青禾区人民政府2023年政府信息公开工作年度报告"
    assert "全年主动公开政府信息" in text
    assert "未读出" in text


def test_it_is_tagged_for_screen_readers() -> None:
    written = render(report("2021"), "pdf")
    assert written.startswith(b"%PDF-")
    with pdfplumber.open(io.BytesIO(written)) as file:
        catalogue = file.doc.catalog
    assert catalogue["MarkInfo"]["Marked"] is True
    assert catalogue["Lang"] in (b"zh-CN", "zh-CN")
    assert "StructTreeRoot" in catalogue


def test_long_figures_are_printed_on_a_page_on_its_side() -> None:
    with opened(report("2021", start=10_000_000)) as file:
        assert any(page.width > page.height for page in file.pages)
        assert file.pages[0].width < file.pages[0].height


def test_no_address_is_followed() -> None:
    with pytest.raises(ValueError, match="without fetching"):
        _refuse("http://example.invalid/a.png")


def test_the_printer_understands_every_rule_of_style(caplog: pytest.LogCaptureFixture) -> None:
    render(damaged(), "pdf", chapters=PROSE)
    assert [record.getMessage() for record in caplog.records] == []
