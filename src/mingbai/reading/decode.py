"""Bytes to a `Page`: finds out what they are and hands them to the decoder that knows the format."""

import hashlib
import re
from typing import NamedTuple

from mingbai.errors import MingbaiError
from mingbai.reading import refusals
from mingbai.reading.html import see
from mingbai.reading.seen import Seen
from mingbai.reading.sniff import Kind, is_html, sniff
from mingbai.reading.text import holds_tables_of_html, plain
from mingbai.text import charset
from mingbai.text.page import Page

__all__ = ["MOST_BYTES", "decode"]

MOST_BYTES = 64 * 1024 * 1024
"""The largest document that is opened."""

_TYPES: dict[Kind, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "doc": "application/msword",
    "mhtml": "multipart/related",
}
_NAMES: dict[Kind, str] = {
    "pdf": "PDF",
    "docx": "DOCX",
    "xlsx": "XLSX",
    "xls": "XLS",
    "ods": "ODS",
    "doc": "DOC",
}
_CONTAINERS: dict[Kind, str] = {"zip": "ZIP", "gzip": "GZIP", "warc": "WARC"}
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_WORD_XML = re.compile(r'progid="Word\.Document"|<w:wordDocument\b|<pkg:package\b|<office:document\b')


class _Found(NamedTuple):
    media_type: str
    seen: Seen


def decode(data: bytes, *, name: str) -> Page:
    """Return the page that *data* is; *name* helps only where the bytes leave it open.

    Raises `Unreadable` or one of its kinds, with a line that says what to do, and nothing else, for any bytes.
    """
    if len(data) > MOST_BYTES:
        raise refusals.too_large("文件大小", "64 MB")
    kind = sniff(data, name)
    if kind in _CONTAINERS:
        raise refusals.is_container(_CONTAINERS[kind])
    try:
        media_type, seen = _decoded(kind, data, name)
    except MingbaiError:
        raise
    except (
        Exception
    ) as fault:  # a decoder met bytes that nobody foresaw: a damaged file, no fault of the batch
        raise refusals.damaged(_NAMES.get(kind, "该")) from fault
    if not seen.text.strip():
        raise refusals.nothing_to_read(_NAMES.get(kind, "文件"))
    return Page(
        name=name,
        text=seen.text,
        media_type=media_type,
        sha256=hashlib.sha256(data).hexdigest(),
        charset=seen.charset,
        grids=seen.grids,
        links=seen.links,
        hidden=seen.hidden,
        title=seen.title,
        meta=seen.meta,
        breaks=seen.breaks,
        losses=seen.losses,
    )


def _decoded(kind: Kind, data: bytes, name: str) -> _Found:
    """Hand *data* to its decoder; one that needs a large library is imported only here."""
    if kind == "text":
        return _text(data, name)
    if kind == "mhtml":
        from mingbai.reading.mhtml import main_part

        return _Found(_TYPES[kind], _text(*main_part(data)).seen)
    if kind == "pdf":
        from mingbai.reading import pdf

        return _Found(_TYPES[kind], pdf.see(data))
    if kind == "docx":
        from mingbai.reading import docx

        return _Found(_TYPES[kind], docx.see(data))
    if kind == "doc":
        from mingbai.reading import doc

        return _Found(_TYPES[kind], doc.see(data))
    from mingbai.reading import xlsx

    return _Found(_TYPES[kind], xlsx.see(data))


def _text(data: bytes, name: str, declared: str | None = None) -> _Found:
    """Read what is made of characters: a page of HTML, Markdown, plain text."""
    found = _DECLARED.search(data[:8192])
    if declared is None and found:
        declared = found[1].decode("ascii", "replace")
    text, its_charset = charset.decode(data, declared)
    start = text[:20_000]
    if len(_CONTROL.findall(start)) > 0.05 * len(start):
        raise refusals.binary()
    if _WORD_XML.search(text[:4096]):
        raise refusals.convert("Word XML")
    if is_html(text, name):
        return _Found("text/html", see(text)._replace(charset=its_charset))
    markdown = name.lower().endswith((".md", ".markdown"))
    media_type = "text/markdown" if markdown else "text/plain"
    if holds_tables_of_html(text):
        return _Found(media_type, see(text, lines=True)._replace(charset=its_charset))
    text, breaks = plain(text)
    return _Found(media_type, Seen(text, breaks=breaks, charset=its_charset))
