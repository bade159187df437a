"""A report as a Word document: real tables with merged cells, headings that repeat, fonts for Chinese text."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from mingbai.report.layout import Printed
from mingbai.report.render.document import TITLE, Document, Sheet
from mingbai.report.render.html import pieces, widths

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import Table as WordTable
    from docx.table import _Cell as WordCell

__all__ = ["docx"]

SONG, FANGSONG, HEI, LATIN = "宋体", "仿宋", "黑体", "Times New Roman"
LINE = 1.8
"""The height of a line of prose, in sizes of its type."""

UPRIGHT = (210, 297)
MARGINS = (30, 25, 25, 25)
"""Top, right, bottom and left, in millimetres."""


def docx(document: Document) -> bytes:
    """Return the file."""
    import docx as word

    paper = word.Document()
    _set_up(paper, document)
    for index, line in enumerate(filter(None, (document.body, _title(document)))):
        paper.add_paragraph(line, style="Title").paragraph_format.space_after = word.shared.Pt(18 * index)
    for name, value in document.metadata:
        _paragraph(paper, f"{name}：{value}", small=True)
    for section in document.sections:
        paper.add_heading(section.heading, level=1)
        for text in section.paragraphs:
            paper.add_paragraph(text, style="Body Text")
        if section.sheet:
            _sheet(paper, section.sheet)
        elif not section.paragraphs:
            _paragraph(paper, section.empty, small=True)
    for sheet in document.annexes:
        paper.add_heading(f"附：{sheet.title}", level=1).paragraph_format.page_break_before = True
        _sheet(paper, sheet)
    for note in document.notes:
        _paragraph(paper, f"未能读出：{note}", small=True)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _title(document: Document) -> str:
    return f"{document.year}年{TITLE}" if document.year else TITLE


def _set_up(paper: "Word", document: Document) -> None:
    """Set the page, the styles, the page number and the properties of the file."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt, RGBColor

    _page(paper.sections[0], wide=False)
    _number(paper.sections[0].footer.paragraphs[0])
    paper.core_properties.title = document.title
    paper.core_properties.author = document.body
    paper.core_properties.comments = ""
    paper.core_properties.language = "zh-CN"
    looks = (
        ("Normal", FANGSONG, 12.0),
        ("Body Text", FANGSONG, 14.0),
        ("Title", SONG, 22.0),
        ("Heading 1", HEI, 15.0),
    )
    for name, font, size in looks:
        style: Any = paper.styles[name]
        style.font.size = Pt(size)
        style.font.bold = name == "Title"
        style.font.color.rgb = RGBColor(0, 0, 0)
        _fonts(style.element.get_or_add_rPr(), font)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = 1.0 if name == "Normal" else Pt(LINE * size)
    body: Any = paper.styles["Body Text"]
    body.paragraph_format.first_line_indent = Pt(28)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    title: Any = paper.styles["Title"]
    title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for border in title.element.xpath("w:pPr/w:pBdr"):
        border.getparent().remove(border)
    heading: Any = paper.styles["Heading 1"]
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(14), Pt(6)
    heading.paragraph_format.left_indent = Mm(0)


def _fonts(properties: Any, chinese: str) -> None:
    """Name the fonts for Chinese and Latin text; without `eastAsia` Word falls back to a font of its own."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name, font in (("ascii", LATIN), ("hAnsi", LATIN), ("cs", LATIN), ("eastAsia", chinese)):
        fonts.set(qn(f"w:{name}"), font)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)


def _page(section: Any, *, wide: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    across, down = reversed(UPRIGHT) if wide else UPRIGHT
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(across), Mm(down)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Mm, MARGINS)


def _number(paragraph: Any) -> None:
    """Put the page number into the footer as official documents do: — 3 —."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
    paragraph.add_run(" —")


def _paragraph(paper: "Word", text: str, *, small: bool = False) -> None:
    from docx.shared import Pt

    paragraph = paper.add_paragraph()
    run = paragraph.add_run(text)
    if small:
        run.font.size = Pt(10.5)
        paragraph.paragraph_format.space_before = Pt(3)


def _sheet(paper: "Word", sheet: Sheet) -> None:
    """Add the table, on a page turned on its side where its figures need the room, and its notes."""
    from docx.enum.section import WD_SECTION

    if sheet.wide:
        _page(paper.add_section(WD_SECTION.NEW_PAGE), wide=True)
    _table(paper, sheet)
    for index, note in enumerate(sheet.notes):
        _paragraph(paper, f"注{index + 1}　未读出，没有补填，也不是0：{note}", small=True)
    if sheet.left_out:
        labels = "、".join(f"“{line.label}”" for line in sheet.left_out)
        _paragraph(paper, f"原文没有印出以下各行：{labels}。", small=True)
    if sheet.wide:
        _page(paper.add_section(WD_SECTION.NEW_PAGE), wide=False)


def _table(paper: "Word", sheet: Sheet) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement
    from docx.shared import Mm

    layout = sheet.layout
    table = paper.add_table(len(layout.rows), layout.width, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    room = (UPRIGHT[1] if sheet.wide else UPRIGHT[0]) - MARGINS[1] - MARGINS[3]
    sizes = [Mm(room * width / 100) for width in widths(sheet.form.layout, layout)]
    for column, size in zip(table.columns, sizes, strict=True):
        column.width = size
    _cell_margins(table)
    cells = [list(row.cells) for row in table.rows]
    for y, x, printed in layout.placed():
        cell = cells[y][x]
        if printed.rows > 1 or printed.columns > 1:
            cell = cell.merge(cells[y + printed.rows - 1][x + printed.columns - 1])
        cell.width = Mm(sum(size.mm for size in sizes[x : x + printed.columns]))
        _fill(cell, sheet, printed)
    for y, row in enumerate(cells[:-1]):
        # A page may end where a part of the table does; in a list, anywhere but below a heading.
        keep = len(layout.rows[y]) == 1 if sheet.form.layout == "list" else y + 1 not in layout.sections
        for cell in row:
            cell.paragraphs[0].paragraph_format.keep_with_next = keep or y < layout.head
    for y, line in enumerate(table.rows):
        properties = line._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if y < layout.head:
            header = OxmlElement("w:tblHeader")
            header.set(qn("w:val"), "true")
            properties.append(header)


def _cell_margins(table: "WordTable") -> None:
    """Leave little room beside the figures: fifteen columns stand on an upright page."""
    from docx.oxml.ns import qn
    from docx.oxml.parser import OxmlElement

    margins = OxmlElement("w:tblCellMar")
    for side, twips in (("top", 30), ("left", 40), ("bottom", 30), ("right", 40)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _fill(cell: "WordCell", sheet: Sheet, printed: Printed) -> None:
    """Write one cell: labels of rows to the left, all else in the middle."""
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    mark = sheet.marks.get(printed.at, 0) if printed.at else 0
    left = printed.key == "corner" or (printed.scope == "row" and sheet.form.layout != "blocks")
    cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.left_indent = Pt(18 * printed.level)
    narrow = sheet.form.layout in ("rows", "across")
    text = "\n".join(pieces(printed)) if narrow and pieces(printed) else printed.text
    run = paragraph.add_run(text)
    run.font.size = Pt(9 if narrow else 10.5)
    run.font.bold = printed.scope == "rowgroup" and sheet.form.layout == "blocks"
    _fonts(run._r.get_or_add_rPr(), SONG)
    if mark:
        run.font.color.rgb = RGBColor(0xB3, 0x26, 0x1E)
        note = paragraph.add_run(f"\n注{mark}")
        note.font.size = Pt(8)
