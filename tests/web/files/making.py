"""Files for the tests, made here: papers, pictures, and files that are two things at once."""

import zipfile
from io import BytesIO

import weasyprint
import xlsxwriter
from docx import Document
from PIL import Image

__all__ = ["docx", "jpeg", "packed", "pdf", "png", "tiff", "xlsx"]


def pdf(text: str = "关于申请公开政府信息的说明", *, pages: int = 1) -> bytes:
    """Return a PDF with *text* on each page."""
    page = f"<p style='page-break-after: always'>{text}</p>"
    made: bytes = weasyprint.HTML(string=f"<html lang='zh-CN'><body>{page * pages}</body></html>").write_pdf()
    return made


def docx(*paragraphs: str, header: str = "", comment: str = "") -> bytes:
    """Return a Word document."""
    document = Document()
    for paragraph in paragraphs or ("关于申请公开政府信息的说明",):
        document.add_paragraph(paragraph)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.core_properties.comments = comment
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx(*cells: str, hidden: str = "") -> bytes:
    """Return an Excel workbook; *hidden* stands on a hidden sheet."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for row, cell in enumerate(cells or ("申请编号",)):
        sheet.write(row, 0, cell)
    if hidden:
        other = book.add_worksheet()
        other.write(0, 0, hidden)
        other.hide()
    book.close()
    return out.getvalue()


def _picture(kind: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), (200, 10, 10)).save(out, kind)
    return out.getvalue()


def jpeg() -> bytes:
    """Return a JPEG picture."""
    return _picture("JPEG")


def png() -> bytes:
    """Return a PNG picture."""
    return _picture("PNG")


def tiff() -> bytes:
    """Return a TIFF picture."""
    return _picture("TIFF")


def packed(**files: bytes) -> bytes:
    """Return a ZIP of *files*."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()
