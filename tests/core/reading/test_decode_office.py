"""Word documents and workbooks are read as printed, merged cells in their places."""

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

import mingbai
from mingbai.errors import NeedsConversion, TooLarge
from mingbai.reading.decode import decode
from mingbai.text.page import Grid, Page
from tests.corpus.layouts import Case, make
from tests.corpus.oracle import judge


def read(document: Any) -> Page:
    held = BytesIO()
    document.save(held)
    return decode(held.getvalue(), name="report.docx")


def cells(page: Page, grid: Grid) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.rows, c.columns, page.text[slice(*c.span)]) for c in grid.cells]


def add_xml(paragraph: Paragraph, xml: str) -> None:
    paragraph._p.append(parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1)))


def test_paragraphs_and_tables_keep_their_order() -> None:
    document = docx.Document()
    document.add_paragraph("一、总体  情况")
    table = document.add_table(rows=3, cols=3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "申请人"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "新收"
    document.add_paragraph("二、末")
    page = read(document)
    assert page.text == "一、总体  情况\n00\t申请人\n新收\t11\t12\n21\t22\n二、末"
    assert cells(page, page.grids[0]) == [
        (0, 0, 1, 1, "00"),
        (0, 1, 1, 2, "申请人"),
        (1, 0, 2, 1, "新收"),
        (1, 1, 1, 1, "11"),
        (1, 2, 1, 1, "12"),
        (2, 1, 1, 1, "21"),
        (2, 2, 1, 1, "22"),
    ]


def test_a_table_in_a_cell_is_a_grid_of_its_own() -> None:
    document = docx.Document()
    inner = document.add_table(rows=1, cols=2).cell(0, 0).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = "5"
    page = read(document)
    assert [[cell[4] for cell in cells(page, grid)] for grid in page.grids] in ([[""], ["5"]], [["5"], [""]])


def test_deleted_and_hidden_words_are_not_printed_and_inserted_ones_are() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("收到")
    add_xml(paragraph, "<w:del><w:r><w:delText>4</w:delText></w:r></w:del>")
    add_xml(paragraph, "<w:ins><w:r><w:t>5</w:t></w:r></w:ins>")
    paragraph.add_run("件")
    paragraph.add_run("藏").font.hidden = True
    paragraph.add_run("1").font.superscript = True
    page = read(document)
    assert page.text == "收到5件¹"
    assert [part.text for part in page.hidden] == ["藏"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("前")
    box = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
    namespace = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    add_xml(
        paragraph,
        f'<w:r><mc:AlternateContent {namespace}><mc:Choice Requires="x">{box}</mc:Choice>'
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>",
    )
    paragraph.add_run("后")
    assert read(document).text == "前后\n框"


def test_numbers_that_word_counts_are_printed() -> None:
    document = docx.Document()
    for text, style in (("总体情况", "List Number"), ("主动公开", "List Number"), ("要点", "List Bullet")):
        document.add_paragraph(text, style=style)
    numbering = document.part.numbering_part.element
    level = next(
        level
        for definition in numbering
        if any(kept.get(qn("w:val")) == "ListNumber" for kept in definition.iter(qn("w:pStyle")))
        for level in definition.iter(qn("w:lvl"))
    )
    assert read(document).text == "1. 总体情况\n2. 主动公开\n要点"
    level.find(qn("w:numFmt")).set(qn("w:val"), "chineseCountingThousand")
    level.find(qn("w:lvlText")).set(qn("w:val"), "%1、")
    assert read(document).text == "一、总体情况\n二、主动公开\n要点"
    level.find(qn("w:numFmt")).set(qn("w:val"), "thaiLetters")
    assert read(document).text == "总体情况\n主动公开\n要点"


def workbook(*sheets: tuple[str, list[list[object]]], merge: str | None = None) -> bytes:
    held = BytesIO()
    made = xlsxwriter.Workbook(held)
    for name, rows in sheets:
        sheet = made.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if merge:
            sheet.merge_range(merge, "合并")
    made.close()
    return held.getvalue()


def test_figures_are_printed_as_excel_prints_them() -> None:
    page = decode(workbook(("表", [["项", 12.0, 12.5, 17586.5093, 0.1 + 0.2, 0, "００"]])), name="a.xlsx")
    assert page.text == "项\t12\t12.5\t17586.5093\t0.3\t0\t００"


def test_a_sheet_is_a_grid_and_merged_cells_are_one() -> None:
    page = decode(workbook(("表", [["", 1, 2], ["", 3, 4], [], ["尾", 5, 6]]), merge="A1:A3"), name="a.xlsx")
    assert cells(page, page.grids[0]) == [
        (0, 0, 3, 1, "合并"),
        (0, 1, 1, 1, "1"),
        (0, 2, 1, 1, "2"),
        (1, 1, 1, 1, "3"),
        (1, 2, 1, 1, "4"),
        (2, 1, 1, 1, ""),
        (2, 2, 1, 1, ""),
        (3, 0, 1, 1, "尾"),
        (3, 1, 1, 1, "5"),
        (3, 2, 1, 1, "6"),
    ]


def test_several_sheets_are_headed_by_their_names() -> None:
    page = decode(workbook(("表一", [[1]]), ("表二", [[2]])), name="a.xlsx")
    assert page.text == "表一\n1\n表二\n2"
    assert len(page.grids) == 2


@pytest.mark.skipif(
    bool(shutil.which("antiword") or shutil.which("soffice")), reason="a program for .doc is here"
)
def test_an_old_word_document_says_what_to_install_or_convert() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
    with pytest.raises(NeedsConversion) as refused:
        decode(data, name="a.doc")
    assert "DOCX" in refused.value.zh


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed (make system)")
def test_an_old_word_document_is_read_like_the_new_one_it_was_made_from(tmp_path: Path) -> None:
    made = make(Case(8, "docx", words=0))
    (tmp_path / "a.docx").write_bytes(made.data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "doc", "a.docx"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    verdict = judge(mingbai.read((tmp_path / "a.doc").read_bytes(), name="a.doc"), made.truth)
    assert not verdict.faults
    assert verdict.recovered == verdict.printed


def test_an_open_document_sheet_is_read_and_one_that_repeats_itself_endlessly_is_refused() -> None:
    def sheet(rows: str) -> bytes:
        names = ("office", "table", "text")
        spaces = " ".join(
            f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names
        )
        held = BytesIO()
        with zipfile.ZipFile(held, "w") as made:
            made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            made.writestr("META-INF/manifest.xml", '<m:manifest xmlns:m="urn:x"/>')
            made.writestr(
                "content.xml",
                f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name='表'>"
                f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>",
            )
        return held.getvalue()

    cell = (
        '<table:table-cell{} office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>'
    )
    one = f"<table:table-row>{cell.format('')}{cell.format('')}</table:table-row>"
    assert decode(sheet(one), name="a.ods").text == "5\t5"
    far = one.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="1048576">', 1)
    many = far.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"', 1)
    with pytest.raises(TooLarge):
        decode(sheet(many), name="a.ods")
