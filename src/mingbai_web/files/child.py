"""The child that takes documents apart: reads one request after another, under caps of its own, and knows no secret.

Run as `python -m mingbai_web.files.child`. A request is a type, a length and the bytes; the answer one line of JSON, the
texts of the document's parts or why there are none. What a hostile document can do ends with this process: the one who asks
waits no longer than it likes, and kills it.
"""

import json
import re
import resource
import select
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from ctypes import POINTER, c_ushort, cast, create_string_buffer
from importlib import import_module
from io import BytesIO
from typing import Any, BinaryIO

from lxml import etree

from mingbai.errors import MingbaiError
from mingbai.reading import refusals
from mingbai.reading.archive import member
from mingbai.text import charset

__all__ = ["answer", "main", "texts_of"]

IDLE = 60.0
"""Seconds without a request after which it ends: what it holds of memory goes with it."""
_MOST_SECONDS = 120  # of this process's whole life
_MOST_TEXT = 20_000_000
_MOST_PART = 64 * 1024 * 1024
_TEXTS = frozenset(("t", "delText", "v", "instrText", "oddHeader", "oddFooter", "evenHeader", "evenFooter"))
_TEXTS |= {
    "firstHeader",
    "firstFooter",
    "title",
    "subject",
    "keywords",
    "description",
    "category",
    "contentStatus",
}
_TEXTS |= {"lpstr", "lpwstr"}
_TEXTS |= {"f"}  # a formula says what stands in quotes in it
_SAYS = frozenset(("string", "descr", "title", "alt", "name", "displayName", "alias"))
"""Attributes that people read: a watermark's words, what a picture is said to show, the name of a sheet."""
_ENDS = {"p": "\n", "si": "\n", "c": "\n", "row": "\n", "br": "\n", "cr": "\n", "tab": "\t", "comment": "\n"}


def texts_of(kind: str, data: bytes) -> list[str]:
    """Return the text of each part of *data*: its pages, or what is shown, headers, notes, hidden sheets, properties.

    Blank for a page without a text layer. Raises `MingbaiError` where the document cannot be read.
    """
    texts: list[str] = []
    size = 0
    for text in (_READERS.get(kind) or _named(kind))(data):
        size += len(text)
        if size > _MOST_TEXT:
            raise refusals.too_large("文字", "2000 万字")
        texts.append(text)
    return texts


def _pdf(data: bytes) -> Iterator[str]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        raise (refusals.locked("PDF") if fault.err_code == 4 else refusals.damaged("PDF")) from None
    if document.count_attachments():
        raise MingbaiError(
            "PDF 里附有其他文件：请去除附件，或者打印成新的 PDF 再上传",
            "the PDF carries other files: take them out, or print it to a new PDF",
        )
    yield "\n".join(str(value) for value in document.get_metadata_dict().values() if value)
    for number in range(len(document)):
        try:
            page = document[number]
            said = page.get_textpage().get_text_bounded()
        except pypdfium2.PdfiumError:
            raise refusals.damaged("PDF") from None
        yield said + "".join(f"\n{each}" for each in _beside(document, number))
        page.close()


def _beside(document: Any, number: int) -> Iterator[str]:
    """Yield what stands on a page beside its text: notes, stamps, what is filled into a form, as told and as drawn."""
    from pypdfium2 import raw

    page = document[number]
    count = raw.FPDFPage_GetAnnotCount(page)
    for at in range(count):
        if not (note := raw.FPDFPage_GetAnnot(page, at)):
            continue
        for key in (b"Contents", b"V", b"DV", b"RC", b"Subj"):
            size = raw.FPDFAnnot_GetStringValue(note, key, None, 0)
            buffer = create_string_buffer(size)
            raw.FPDFAnnot_GetStringValue(note, key, cast(buffer, POINTER(c_ushort)), size)
            yield buffer.raw[: max(0, size - 2)].decode("utf-16-le", "replace")
        raw.FPDFPage_CloseAnnot(note)
    if count > 0 and raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
        page.close()
        page = document[number]
        yield page.get_textpage().get_text_bounded()
    page.close()


def _zipped(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for info in archive.infolist():
            if info.filename.lower().endswith((".xml", ".vml")):
                said = member(archive, info, _MOST_PART)
                yield "".join(_of_part(said, whole=info.filename.startswith("customXml/")))


def _of_part(said: bytes, *, whole: bool = False) -> Iterator[str]:
    """Yield the texts of one part, *whole* those of every element; the parts of a word that were typed apart come together."""
    beside: list[str] = []
    try:
        found = etree.iterparse(
            BytesIO(said),
            events=("end",),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        )
        for _, element in found:
            if not isinstance(element.tag, str):
                continue
            name = etree.QName(element).localname
            for attribute, value in element.attrib.items():
                if attribute.rpartition("}")[2] in _SAYS and not value.isascii():
                    beside.append(value)
            if whole:
                yield f"{element.text or ''}\n"
            elif name in _TEXTS and element.text and _is_text(element):
                yield re.sub(r"&[LCR]", "\n", element.text) if "Header" in name else element.text
                if name not in ("t", "delText"):
                    yield "\n"
            elif name in _ENDS:
                yield _ENDS[name]
            element.clear(keep_tail=True)
    except etree.XMLSyntaxError:
        raise refusals.damaged("Office") from None
    yield "\n"
    yield from (f"{each}\n" for each in beside)  # not where they stand, which may be within a word


def _is_text(element: etree._Element) -> bool:
    """Return whether it is text: the value of a cell mostly is a number, or the place of a text kept elsewhere."""
    cell = element.getparent()
    return etree.QName(element).localname != "v" or (cell is not None and cell.get("t") == "str")


def _old(data: bytes) -> Iterator[str]:
    from mingbai.reading.decode import decode

    page = decode(data, name="")
    yield page.text
    yield "\n".join(each.text for each in page.hidden)


def _plain(data: bytes) -> Iterator[str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield data.decode("utf-16")
        return
    try:
        yield data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield data.decode("gb18030")
        yield charset.decode(data)[0]  # what it is more likely to be, Big5 for one


_READERS: Mapping[str, Callable[[bytes], Iterator[str]]] = {
    "pdf": _pdf,
    "docx": _zipped,
    "xlsx": _zipped,
    "xls": _old,
    "text": _plain,
}


def _named(kind: str) -> Callable[[bytes], Iterator[str]]:
    """Return the function of ours that *kind* names; who asks is our own parent, never who uploads."""
    module, _, function = kind.partition(":")
    if not module.startswith("mingbai_web.") or not function.endswith("_in_child"):
        raise ValueError(kind)
    found: Callable[[bytes], Iterator[str]] = getattr(import_module(module), function)
    return found


def answer(kind: str, data: bytes) -> dict[str, object]:
    """Return the texts as `texts`, or as `zh` and `en` why there are none, with the seconds of work so far."""
    try:
        said: dict[str, object] = {"texts": texts_of(kind, data)}
    except MingbaiError as error:
        said = {"zh": error.zh, "en": error.en}
    except Exception:  # bytes that nobody foresaw
        damaged = refusals.damaged("该")
        said = {"zh": damaged.zh, "en": damaged.en}
    return {**said, "seconds": time.process_time()}


def main(source: BinaryIO, out: BinaryIO, megabytes: int) -> None:
    """Answer requests until there are no more, or for long."""
    most = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
    # Who asks waits for the answer before asking again, so nothing is ever left in the buffer.
    while select.select([source], [], [], IDLE)[0] and (head := source.readline(200)):
        kind, _, size = head.decode().strip().partition(" ")
        said = json.dumps(answer(kind, source.read(int(size)))).encode()
        out.write(said + b"\n")
        out.flush()


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer, int(sys.argv[1]))
