"""What a file is, by its content alone: its name and what the sender says of it count for nothing.

A file that is two things at once is none that we take: what follows the end of a picture or of a PDF, what precedes a ZIP,
a page of HTML in the head. An office file with macros is refused, and a PDF that carries files.
"""

import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO

from mingbai.errors import MingbaiError
from mingbai.text.words import Words

__all__ = ["TYPES", "BadFile", "Type", "kind_of"]


class BadFile(MingbaiError):
    """A file that is not taken: of no type we know, of two at once, damaged, too large. Says what to do instead."""


@dataclass(frozen=True, slots=True)
class Type:
    """A type of file: how it is named, sent and called."""

    key: str
    suffix: str
    media: str
    words: Words
    picture: bool = False


TYPES: Mapping[str, Type] = {
    each.key: each
    for each in (
        Type("pdf", ".pdf", "application/pdf", Words("PDF", "PDF")),
        Type("jpeg", ".jpg", "image/jpeg", Words("JPEG 图片", "JPEG picture"), picture=True),
        Type("png", ".png", "image/png", Words("PNG 图片", "PNG picture"), picture=True),
        Type("tiff", ".tif", "image/tiff", Words("TIFF 图片", "TIFF picture"), picture=True),
        Type(
            "docx",
            ".docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Words("Word 文档", "Word document"),
        ),
        Type(
            "xlsx",
            ".xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Words("Excel 表格", "Excel workbook"),
        ),
        Type("doc", ".doc", "application/msword", Words("Word 97-2003 文档", "Word 97-2003 document")),
        Type(
            "xls", ".xls", "application/vnd.ms-excel", Words("Excel 97-2003 表格", "Excel 97-2003 workbook")
        ),
        Type("text", ".txt", "text/plain; charset=utf-8", Words("文本", "text")),
    )
}
_ARCHIVES = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b\x08",
    b"MSCF",
    b"BZh9",
)
_MARKUP = re.compile(rb"<\s*(?:!doctype\s+html|html|head|body|script|svg|iframe|\?php|%@)", re.IGNORECASE)
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEAD = 2_048
_PROGRAM = re.compile(r"vbaProject|activeX/|\.(?:exe|dll|js|vbs|bat|cmd|ps1|lnk|scr)\Z", re.IGNORECASE)
_CARRIED = re.compile(
    r"/embeddings/|/afchunk|\.(?:html?|mht|rtf|docx?|xlsx?|pptx?|zip|rar|pdf)\Z", re.IGNORECASE
)


def kind_of(data: bytes) -> Type:
    """Return what *data* is. Raises `BadFile` for what is damaged, of two types at once, or of none that we know."""
    if not data:
        raise BadFile("文件是空的：请重新选择", "the file is empty: choose it again")
    for start, key, whole in _STARTS:
        if data.startswith(start):
            if not whole(data):
                raise _damaged(TYPES[key].words)
            break
    else:
        key = _office(data) if data.startswith((b"PK\x03\x04", _OLE)) else _text(data)
    if key not in ("docx", "xlsx") and zipfile.is_zipfile(BytesIO(data)):
        raise _double()
    if key != "text" and _MARKUP.search(data[:_HEAD]):
        raise _double()
    if key != "pdf" and b"%PDF-" in data[:_HEAD]:
        raise _double()
    return TYPES[key]


def _pdf(data: bytes) -> bool:
    if re.search(rb"/(?:EmbeddedFiles?|Filespec)\b", data):
        raise BadFile(
            "PDF 里附有其他文件：请去除附件，或者打印成新的 PDF 再上传",
            "the PDF carries other files: take them out, or print it to a new PDF",
        )
    end = data.rfind(b"%%EOF")
    if end < 0:
        return False
    return _ends(data[end + 5 :], allowed=b"\0\r\n\t \x1a")


def _png(data: bytes) -> bool:
    at = 8
    while at + 12 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        name, at = data[at + 4 : at + 8], at + 12 + length
        if name == b"IEND":
            return at <= len(data) and _ends(data[at:])
    return False


def _jpeg(data: bytes) -> bool:
    """Walk the segments to the end of the picture. Further pictures may follow it, as phones add them; nothing else."""
    at = 0
    while data.startswith(b"\xff\xd8\xff", at):
        end = _jpeg_end(data, at + 2)
        if end is None:
            return False
        at = end
        while at < len(data) and data[at : at + 1] == b"\0":
            at += 1
    return _ends(data[at:])


def _jpeg_end(data: bytes, at: int) -> int | None:
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark == 0xFF:
            at += 1
        elif mark == 0xD9:
            return at + 2
        elif mark == 0x01 or 0xD0 <= mark <= 0xD7:
            at += 2
        else:
            (length,) = struct.unpack(">H", data[at + 2 : at + 4])
            at += 2 + max(length, 2)
            if mark == 0xDA:  # the picture itself, in which FF is followed by 00 or a restart
                found = _NEXT_MARK.search(data, at)
                if found is None:
                    return None
                at = found.start()
    return at + 2 if data[at : at + 2] == b"\xff\xd9" else None


_NEXT_MARK = re.compile(rb"\xff(?![\x00\xd0-\xd7\xff])", re.DOTALL)


def _tiff(data: bytes) -> bool:
    """Walk the directories: the picture is whole when every strip of it lies in the file."""
    order = "<" if data[:2] == b"II" else ">"
    try:
        (at,) = struct.unpack_from(order + "I", data, 4)
        seen: set[int] = set()
        while at:
            if at in seen or len(seen) > 2_000:
                return False
            seen.add(at)
            (count,) = struct.unpack_from(order + "H", data, at)
            lists = {}
            for entry in range(count):
                tag, size, length = struct.unpack_from(order + "HHI", data, at + 2 + entry * 12)
                if tag in _STRIPS and size in (3, 4) and length <= 100_000:
                    lists[tag] = _numbers(data, order, at + 10 + entry * 12, size, length)
            for offsets, lengths in ((273, 279), (324, 325)):
                for start, length in zip(lists.get(offsets, ()), lists.get(lengths, ()), strict=True):
                    if start + length > len(data):
                        return False
            (at,) = struct.unpack_from(order + "I", data, at + 2 + count * 12)
    except (struct.error, ValueError):
        return False
    if any(mark in data[-_HEAD:] for mark in _ARCHIVES[1:4]):
        raise _double()
    return bool(seen)


_STRIPS = (273, 279, 324, 325)


def _numbers(data: bytes, order: str, at: int, size: int, length: int) -> tuple[int, ...]:
    """Return the numbers of one entry, which stand in it where they fit and elsewhere where they do not."""
    form = f"{order}{length}{'H' if size == 3 else 'I'}"
    if struct.calcsize(form) > 4:
        (at,) = struct.unpack_from(order + "I", data, at)
    return struct.unpack_from(form, data, at)


_STARTS: tuple[tuple[bytes, str, Callable[[bytes], bool]], ...] = (
    (b"%PDF-", "pdf", _pdf),
    (b"\x89PNG\r\n\x1a\n", "png", _png),
    (b"\xff\xd8\xff", "jpeg", _jpeg),
    (b"II*\0", "tiff", _tiff),
    (b"MM\0*", "tiff", _tiff),
)


def _ends(rest: bytes, *, allowed: bytes = b"\0\r\n") -> bool:
    if rest.strip(allowed):
        raise _double()
    return True


def _office(data: bytes) -> str:
    if data.startswith(_OLE):
        return _compound(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
            end = data.rfind(b"PK\x05\x06")
            plain = len(data) == end + 22 + len(archive.comment) and not archive.comment
            starts = min((info.header_offset for info in infos), default=1)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, UnicodeError, IndexError):
        raise _damaged(Words("Office 文件", "office file")) from None
    names = {info.filename for info in infos}
    if len(names) != len(infos) or not plain or starts != 0:  # what two programs would unpack differently
        raise _double()
    if len(infos) > 10_000 or sum(info.file_size for info in infos) > 400 * 1024 * 1024:
        raise BadFile("文件解开后太大：请拆分后再上传", "unpacked the file is too large: split it")
    if any(_astray(name) for name in names) or "[Content_Types].xml" not in names:
        raise _unknown()
    if any(_PROGRAM.search(name) for name in names):
        raise _macros()
    if any(_CARRIED.search(name) for name in names):
        raise BadFile(
            "文件里嵌有其他文件：请去除嵌入的对象，或者打印成 PDF 再上传",
            "the file carries other files: take out what is embedded, or print it to a PDF",
        )
    if "word/document.xml" in names or "word/document2.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    raise _unknown()


def _compound(data: bytes) -> str:
    """Tell apart what Office before 2007 kept in one kind of container."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise BadFile("文件加了密码：请去除密码后再上传", "the file has a password: take it off")
    if any(name.encode("utf-16-le") in data for name in ("_VBA_PROJECT", "VBA", "Macros")):
        raise _macros()
    for stream, key in (("WordDocument", "doc"), ("Workbook", "xls"), ("Book", "xls")):
        if stream.encode("utf-16-le") in data:
            return key
    raise _unknown()


def _text(data: bytes) -> str:
    if data.startswith((*_PROGRAMS, *_ARCHIVES, b"{\\rtf")) or _MARKUP.search(data[: 64 * 1024]):
        raise _unknown()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            data = data.decode("utf-16").encode()
        except UnicodeDecodeError:
            raise _unknown() from None
    if re.search(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]", data):
        raise _unknown()
    for charset in ("utf-8", "gb18030"):
        try:
            data.decode(charset)
        except UnicodeDecodeError:
            continue
        return "text"
    raise _unknown()


def _astray(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name


def _damaged(words: Words) -> BadFile:
    return BadFile(
        f"{words.zh}不完整或者已损坏：请重新导出后上传",
        f"the {words.en} is cut short or damaged: export it again",
    )


def _double() -> BadFile:
    return BadFile(
        "文件里夹带了别的内容：请重新截图、扫描或者打印成 PDF 再上传",
        "the file carries something else besides: scan it again or print it to a PDF",
    )


def _macros() -> BadFile:
    return BadFile(
        "文件带有宏或者程序：请另存为不带宏的文件",
        "the file carries macros or programs: save it without them",
    )


def _unknown() -> BadFile:
    return BadFile(
        "不是可以上传的文件类型：请用 PDF、Word、Excel、JPEG、PNG 或者文本",
        "not a type that is taken: use PDF, Word, Excel, JPEG, PNG or text",
    )
