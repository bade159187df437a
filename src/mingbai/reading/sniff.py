"""What kind of file bytes are: by their content first, by their name where the content leaves it open."""

import re
import zipfile
from io import BytesIO
from typing import Literal

from mingbai.errors import MingbaiError
from mingbai.reading import refusals

__all__ = ["Kind", "is_html", "sniff"]

Kind = Literal["pdf", "docx", "xlsx", "xls", "ods", "doc", "zip", "gzip", "warc", "mhtml", "text"]

_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "RTF"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\xfd7zXZ\x00", "XZ"),
    (b"BZh", "BZ2"),
    (b"AT&TFORM", "DjVu"),
)
_PICTURES = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\0",
    b"MM\0*",
    b"\0\0\0\x0cjP  ",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WPS_NAMES = {".wps": "WPS 文字", ".et": "WPS 表格", ".dps": "WPS 演示", ".ofd": "OFD", ".ceb": "CEB"}
_MARKUP = re.compile(
    r"</?(?:html|head|body|table|tbody|tr|td|th|div|p|span|meta|title|script|center|font|ul|ol|li|h[1-6]|br|article"
    r"|section|strong|b|a|img|form|style|link|o:p)(?:\s[^<>]{0,2000})?/?>",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_NAME = re.compile(r"\.(?:s?html?|xht|xhtml|aspx?|jspx?|php|do|action|xls|doc)(?:$|[?#])", re.IGNORECASE)
_TEXT_NAME = re.compile(r"\.(?:txt|text|md|markdown|csv|tsv|log|json)$", re.IGNORECASE)
_MAIL = re.compile(
    rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:mime-version|content-type):[^\n]*\n", re.IGNORECASE
)


def sniff(data: bytes, name: str) -> Kind:
    """Return the kind of *data*; raise for what is known and cannot be read."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if not head and not data.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise refusals.empty()
    for mark, kind in _REFUSED:
        if head.startswith(mark):
            raise refusals.convert(kind)
    if data.startswith(_PICTURES) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP") or _is_bitmap(data):
        raise refusals.scanned("图片")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(data)
    if data.startswith(_OLE):
        return _compound(data, name)
    if data.startswith(b"\x1f\x8b"):
        return "gzip"
    if data.startswith(b"WARC/"):
        return "warc"
    if _is_mail(head):
        return "mhtml"
    for ending, kind in _WPS_NAMES.items():
        if name.lower().endswith(ending) and not _MARKUP.search(head.decode("ascii", "ignore")):
            raise refusals.convert(kind)
    return "text"


def _is_bitmap(data: bytes) -> bool:
    return data[:2] == b"BM" and int.from_bytes(data[2:6], "little") == len(data)


def _is_mail(head: bytes) -> bool:
    return _MAIL.match(head) is not None and (
        b"multipart/related" in head.lower() or b"mime-version" in head.lower()
    )


def _zipped(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = {info.filename.lower() for info in archive.infolist()[:50_000]}
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, UnicodeError):
        raise refusals.damaged("ZIP/DOCX/XLSX") from None
    if "ofd.xml" in names:
        raise refusals.convert("OFD")
    if "word/document.xml" in names or "word/document2.xml" in names:
        return "docx"
    if names & {"xl/workbook.xml", "xl/workbook.bin"}:
        return "xlsx"
    if any(entry.startswith("ppt/") for entry in names):
        raise refusals.convert("PPTX")
    if {"content.xml", "mimetype"} <= names:
        return _open_document(data)
    return "zip"


def _open_document(data: bytes) -> Kind:
    if b"opendocument.spreadsheet" in data[:200]:
        return "ods"
    raise refusals.convert("ODT")


def _compound(data: bytes, name: str) -> Kind:
    """Tell apart what Office before 2007, and the encryption of Office since, keep in the same container."""
    for stream, answer in (
        ("EncryptedPackage", refusals.locked("Office")),
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("Book", "xls"),
        ("PowerPoint Document", refusals.convert("PPT")),
    ):
        if stream.encode("utf-16-le") in data:
            if isinstance(answer, MingbaiError):
                raise answer
            if answer == "doc" and name.lower().endswith(".wps"):
                raise refusals.convert("WPS 文字")
            return "doc" if answer == "doc" else "xls"
    raise refusals.convert("WPS/Office 97")


def is_html(text: str, name: str) -> bool:
    """Return whether decoded *text* is a page or a piece of one."""
    if _DOCUMENT.match(text[:8192]):
        return True
    start = text[:65_536]
    if _TEXT_NAME.search(name):
        return False
    if _HTML_NAME.search(name):
        return _MARKUP.search(start) is not None
    stripped = start.lstrip("\ufeff \t\r\n")
    if stripped.startswith("<") and _MARKUP.match(stripped):
        return True
    return sum(1 for _ in zip(range(12), _MARKUP.finditer(start), strict=False)) == 12
