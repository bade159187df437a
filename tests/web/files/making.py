"""Files for the tests, made here: papers, pictures, and files that are two things at once."""

import zipfile
from io import BytesIO

import weasyprint
import xlsxwriter
from docx import Document
from PIL import Image

__all__ = ["added", "docx", "form", "jpeg", "noted", "packed", "pdf", "png", "tiff", "xlsx"]


def pdf(text: str = "关于申请公开政府信息的说明", *, pages: int = 1) -> bytes:
    """Return a PDF with *text* on each page."""
    page = f"<p style='page-break-after: always'>{text}</p>"
    made: bytes = weasyprint.HTML(string=f"<html lang='zh-CN'><body>{page * pages}</body></html>").write_pdf()
    return made


def form(value: str) -> bytes:
    """Return a PDF whose only field is filled in with *value*."""
    page = f"<html lang='zh-CN'><body><p>登记表</p><input name='a' value='{value}'></body></html>"
    made: bytes = weasyprint.HTML(string=page).write_pdf(pdf_forms=True)
    return made


def noted(note: str, *, drawn: str = "") -> bytes:
    """Return a PDF of one page to which somebody stuck a *note*, which shows *drawn*."""
    stamp = f"BT /F1 9 Tf ({drawn}) Tj ET".encode()
    font = b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Annots[4 0 R]/Contents 5 0 R%s>>" % font,
        b"<</Type/Annot/Subtype/FreeText/Rect[0 0 90 20]/Contents<FEFF%s>/AP<</N 6 0 R>>>>"
        % note.encode("utf-16-be").hex().encode(),
        b"<</Length 30>>stream\nBT /F1 9 Tf (page) Tj ET       \nendstream",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 90 20]%s/Length %d>>stream\n%s\nendstream"
        % (font, len(stamp), stamp),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%sendobj\n" % (number, part)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, rows)
    return out + table + b"trailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF" % (len(parts) + 1, len(out))


def added(document: bytes, name: str, said: str) -> bytes:
    """Return an office document with one part more."""
    out = BytesIO(document)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, said)
    return out.getvalue()


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
