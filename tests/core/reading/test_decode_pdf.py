"""A PDF gives the text of its pages in reading order and the tables that its lines draw."""

import warnings
from functools import cache
from io import BytesIO

import pypdfium2
import pytest

from mingbai.errors import NeedsOcr
from mingbai.reading.decode import decode
from mingbai.reading.pdf_page import Ruling
from mingbai.reading.rulings import Box, tables
from mingbai.text.page import Page
from tests.printing import can_print

_STYLE = """<meta charset=utf-8><style>@page{size:A4;margin:2.5cm;@top-center{content:"某区政府信息公开"}
@bottom-center{content:"- " counter(page) " -"}} table{border-collapse:collapse;width:100%}
td{border:1px solid #000;font-size:11px} p{text-indent:2em;text-align:justify;orphans:1;widows:1}</style>"""


@cache
def printed(body: str) -> bytes:
    can_print()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from weasyprint import HTML

        data = HTML(string=_STYLE + body).write_pdf()
    assert isinstance(data, bytes)
    return data


def page(body: str) -> Page:
    return decode(printed(body), name="report.pdf")


def test_wrapped_lines_are_one_paragraph() -> None:
    sentence = "本机关依法公开政府信息，共收到申请522件，" * 6
    read = page(f"<h1>年度报告</h1><p>{sentence}</p><p>第二段。</p>")
    assert f"{sentence}\n第二段。" in read.text
    assert "年度报告\n" in read.text


def test_a_ruled_table_is_a_grid_with_its_merged_cells() -> None:
    read = page(
        "<table><tr><td rowspan=2>三、本年度办理结果<td colspan=2>申请人情况</tr><tr><td>自然人<td></tr>"
        "<tr><td>（一）予以公开<td>10,449<td>0</table>"
    )
    assert [(c.row, c.column, c.rows, c.columns, read.text[slice(*c.span)]) for c in read.grids[0].cells] == [
        (0, 0, 2, 1, "三、本年度办理结果"),
        (0, 1, 1, 2, "申请人情况"),
        (1, 1, 1, 1, "自然人"),
        (1, 2, 1, 1, ""),
        (2, 0, 1, 1, "（一）予以公开"),
        (2, 1, 1, 1, "10,449"),
        (2, 2, 1, 1, "0"),
    ]


def test_rows_without_lines_stay_lines() -> None:
    rows = "<tr><td>新收<td>5<td>3<td>8</tr><tr><td>结转<td>0<td>0<td>0</tr>"
    read = page(f"<style>td{{border:0!important;padding:0 2em}}</style><p>前</p><table>{rows}</table>")
    assert "新收 5 3 8\n结转 0 0 0" in read.text
    assert not read.grids


def test_figures_one_below_the_other_in_a_cell_stay_apart() -> None:
    read = page("<table><tr><td>新收<td>1<br>2<td>22<br>（其中修订3件）</table>")
    assert [read.text[slice(*cell.span)] for cell in read.grids[0].cells] == [
        "新收",
        "1\n2",
        "22（其中修订3件）",
    ]


def test_headers_and_page_numbers_stand_once_and_a_torn_table_is_two_grids() -> None:
    rows = "".join(f"<tr><td>（{n}）标签<td>{n}<td>{n + 1}</tr>" for n in range(70))
    read = page(f"<p>前</p><table>{rows}</table><p>后</p>")
    assert read.text.count("某区政府信息公开") == 1
    assert "2-" not in read.text.replace(" ", "")
    assert len(read.grids) == len(read.breaks) + 1 >= 2
    shown = [read.text[slice(*cell.span)] for grid in read.grids for cell in grid.cells]
    assert shown == [text for n in range(70) for text in (f"（{n}）标签", str(n), str(n + 1))]


def test_a_number_at_the_foot_that_does_not_count_pages_stays() -> None:
    read = page("<div style='position:absolute;bottom:0'>7</div><p>一</p><p style='break-before:page'>二</p>")
    assert "7" in read.text


def test_a_turned_page_is_read_as_shown() -> None:
    document = pypdfium2.PdfDocument(printed("<table><tr><td>甲<td>1</tr><tr><td>乙<td>2</table>"))
    for turned in (90, 180, 270):
        document[0].set_rotation(turned)
        held = BytesIO()
        document.save(held)
        read = decode(held.getvalue(), name="a.pdf")
        assert sorted(read.text[slice(*cell.span)] for cell in read.grids[0].cells) == ["1", "2", "乙", "甲"]


def test_a_page_without_text_needs_recognition() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(200, 200)
    held = BytesIO()
    document.save(held)
    with pytest.raises(NeedsOcr):
        decode(held.getvalue(), name="scan.pdf")


def test_open_sides_are_closed_and_a_frame_is_no_table() -> None:
    across = [Ruling(y, 0, 100) for y in (0, 20, 40)]
    assert tables(across, [Ruling(50, 0, 40)])[0].boxes == (
        Box(0, 0, 1, 1), Box(0, 1, 1, 1), Box(1, 0, 1, 1), Box(1, 1, 1, 1),
    )  # fmt: skip
    assert tables([Ruling(0, 0, 100), Ruling(40, 0, 100)], [Ruling(0, 0, 40), Ruling(100, 0, 40)]) == []
