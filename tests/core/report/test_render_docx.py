"""The Word document has real tables with merged cells and Chinese fonts, and other programs open it."""

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from mingbai.report.render import render
from mingbai.report.values import Report
from tests.core.report.making import PROSE, damaged, report


def opened(found: Report) -> "docx.document.Document":
    return docx.Document(io.BytesIO(render(found, "docx", chapters=PROSE)))


def test_the_application_table_is_one_table_of_ten_columns() -> None:
    found = report("2021", 2023)
    assert found.applications
    tables = opened(found).tables
    assert [len(table.columns) for table in tables] == [4, 10, 15]
    cells = [[cell.text for cell in row.cells] for row in tables[1].rows]
    new = next(row for row in cells if row[0].startswith("一、"))
    columns = ("natural_person", "business", "research", "public_interest", "legal_service", "other", "total")
    assert new[3:] == [str(found.applications.value("new", column)) for column in columns]
    assert new[0] == new[1] == new[2], "the label spans three columns"
    assert cells[5][0] == cells[26][0] == "三、本年度办理结果"


def test_the_heading_rows_repeat_and_no_row_is_cut_by_a_page() -> None:
    rows = opened(report("2021")).tables[1].rows
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows]
    assert heads == [True] * 3 + [False] * 25
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_every_style_and_every_figure_names_a_font_for_chinese() -> None:
    file = opened(report("2021"))
    for name, font in (("Normal", "仿宋"), ("Body Text", "仿宋"), ("Title", "宋体"), ("Heading 1", "黑体")):
        fonts = file.styles[name].element.rPr.find(qn("w:rFonts"))
        assert fonts.get(qn("w:eastAsia")) == font
        assert fonts.get(qn("w:eastAsiaTheme")) is None
    run = file.tables[0].cell(2, 1).paragraphs[0].runs[0]
    assert run._r.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")) == "宋体"


def test_chapters_are_headings_and_prose_is_body_text() -> None:
    paragraphs = opened(report("2021")).paragraphs
    assert next(p.text for p in paragraphs if p.style.name == "Heading 1") == "一、总体情况"
    assert [p.text for p in paragraphs if p.style.name == "Body Text"][:2] == PROSE["overview"].split("\n")


def test_what_was_not_read_is_marked_and_explained() -> None:
    file = opened(damaged())
    texts = [cell.text for row in file.tables[1].rows for cell in row.cells]
    assert "未读出\n注1" in texts
    assert any("这一行只印了两个数" in p.text for p in file.paragraphs)
    assert "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请" not in texts


def test_long_figures_stand_on_a_page_on_its_side() -> None:
    sections = opened(report("2021", start=10_000_000)).sections
    assert [section.page_width > section.page_height for section in sections] == [
        False,
        True,
        False,
        True,
        False,
    ]


@pytest.mark.slow
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    file = tmp_path / "report.docx"
    file.write_bytes(render(damaged(), "docx", chapters=PROSE))
    command = [
        office,
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=180
    )
    import pdfplumber

    with pdfplumber.open(tmp_path / "report.pdf") as made:
        text = "".join(page.extract_text() for page in made.pages)
    assert "无正当理由大量反复申请" in text.replace("\n", "")
    assert "未读出" in text
