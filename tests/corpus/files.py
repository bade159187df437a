"""Layouts as files: PDF by WeasyPrint, DOCX by python-docx, XLSX by XlsxWriter, MHTML by hand."""

import io
import quopri
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import docx
import xlsxwriter
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from tests.corpus.markup import official, word
from tests.corpus.sheet import Block, Sheet

__all__ = ["FILE_LAYOUTS", "FileLayout"]


@dataclass(frozen=True, slots=True)
class FileLayout:
    """A file format in which reports are published."""

    name: str
    draw: Callable[[Sheet, Random], bytes]
    suffix: str
    recover: float = 1.0


PRINT = """<style>@page{size:A4;margin:24mm 20mm;@bottom-center{content:"— " counter(page) " —"}}
body{font:14px "Noto Serif CJK SC"}table{border-collapse:collapse;width:100%}
td{border:1px solid;text-align:center;font-size:SIZE;padding:1px 2px}</style></head>"""


def pdf(sheet: Sheet, rng: Random) -> bytes:
    """A printed PDF, page numbers at the foot, tables over page breaks."""
    from weasyprint import HTML

    style = PRINT.replace("SIZE", rng.choice(("9px", "11px")))
    text = official(sheet, rng).replace("</head>", style)
    printed = HTML(string=text).write_pdf()
    assert isinstance(printed, bytes)
    return printed


def docx_file(sheet: Sheet, rng: Random) -> bytes:
    """A Word document with merged cells."""
    document = docx.Document()
    for block in sheet.blocks:
        if block.kind == "table":
            document.element.body.insert_element_before(_word_table(block), "w:sectPr")
        elif block.kind == "head":
            document.add_paragraph(block.text, style=rng.choice(("Heading 1", "Normal")))
        else:
            document.add_paragraph(block.text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _word_table(block: Block) -> etree._Element:
    taken: dict[tuple[int, int], int] = {}
    rows = []
    for y, row in enumerate(block.rows):
        cells, lane, todo = [], 0, sorted(row, key=lambda box: box.lane)
        while lane < block.width:
            if (y, lane) in taken:
                width = taken[y, lane]
                cells.append(_word_cell("", width, "<w:vMerge/>"))
                lane += width
            elif todo and todo[0].lane <= lane:
                box = todo.pop(0)
                merge = '<w:vMerge w:val="restart"/>' if box.rows > 1 else ""
                cells.append(_word_cell(box.text, box.columns, merge))
                taken |= {(y + dy, lane): box.columns for dy in range(1, box.rows)}
                lane += box.columns
            else:
                cells.append(_word_cell("", 1, ""))
                lane += 1
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    grid = "<w:gridCol/>" * block.width
    style = '<w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
    return parse_xml(f"<w:tbl {nsdecls('w')}>{style}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>")


def _word_cell(text: str, width: int, merge: str) -> str:
    clean = text.replace("&", "&amp;").replace("<", "&lt;")
    half = len(clean) // 2 if "&" not in clean else 0
    runs = "".join(
        f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>' for part in (clean[:half], clean[half:]) if part
    )
    span = f'<w:gridSpan w:val="{width}"/>' if width > 1 else ""
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr><w:p>{runs}</w:p></w:tc>"


def xlsx_file(sheet: Sheet, rng: Random) -> bytes:
    """A workbook: the prose in one column, the tables with merged cells, figures as numbers."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("年度报告")
    apart = rng.random() < 0.4
    line, number = 0, 1
    for block in sheet.blocks:
        if block.kind != "table":
            page.write_string(line, 0, block.text)
            line += 1
            continue
        where, top = (book.add_worksheet(f"表{number}"), 0) if apart else (page, line)
        number += 1
        for y, row in enumerate(block.rows):
            for box in row:
                y0, x0 = top + y, box.lane
                whole = box.figure and box.text.isascii() and box.text.lstrip("-").isdigit()
                text = int(box.text) if whole else box.text
                if box.rows > 1 or box.columns > 1:
                    where.merge_range(y0, x0, y0 + box.rows - 1, x0 + box.columns - 1, text)
                else:
                    where.write(y0, x0, text)
        if not apart:
            line += len(block.rows) + 1
    book.close()
    return out.getvalue()


def mhtml(sheet: Sheet, rng: Random) -> bytes:
    """A page saved whole by a browser."""
    body = quopri.encodestring(word(sheet, rng).encode())
    head = (
        "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----Part----"\r\n\r\n'
        "------Part----\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n"
        "Content-Location: https://www.example.invalid/nb.html\r\n\r\n"
    )
    return head.encode() + body + b"\r\n------Part------\r\n"


FILE_LAYOUTS = (
    FileLayout("pdf", pdf, "pdf", 0.9),
    FileLayout("docx", docx_file, "docx"),
    FileLayout("xlsx", xlsx_file, "xlsx"),
    FileLayout("mhtml", mhtml, "mhtml"),
)
