"""Files that applicants attach: what they may be, told by their content and not by their name; how many and how large."""

import re
import unicodedata

from mingbai.errors import MingbaiError
from mingbai_web.intake.details import File

__all__ = ["ALL_TOGETHER", "EACH", "MOST", "TYPES", "BadFile", "file_of", "hold_size", "shown_size"]

MOST, EACH, ALL_TOGETHER = 6, 8 * 1024**2, 20 * 1024**2

TYPES = {"image/jpeg": "JPG", "image/png": "PNG", "application/pdf": "PDF"}
_BEGINS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
)
_ENDS = {"image/jpeg": b"\xff\xd9", "image/png": b"IEND\xaeB`\x82", "application/pdf": b"%%EOF"}
_TAIL = 2_048
_PATHS = re.compile(r"[/\\]")


class BadFile(MingbaiError):
    """A file that is not taken; the message says why and what would do."""


def file_of(name: str, purpose: str, content: bytes, *, count: int, together: int) -> File:
    """Return the file, held against what is allowed beside the *count* files of *together* bytes that are there.

    Raises `BadFile`. The name is kept for people to read and names no place: the inner side stores by number.
    """
    told = _called(name)
    if count >= MOST:
        raise BadFile(
            f"最多上传{MOST}个文件：请先删去一个，或者把几页合成一个 PDF",
            f"{MOST} files at most: remove one, or join several pages into one PDF",
        )
    hold_size(name, len(content))
    if together + len(content) > ALL_TOGETHER:
        raise BadFile(
            f"全部文件合计不能超过{shown_size(ALL_TOGETHER)}：请删去或者压缩几个",
            f"all files together may have {shown_size(ALL_TOGETHER)}: remove or compress some",
        )
    found = _type(content)
    if not found:
        raise BadFile(
            f"“{told}”不是完整的 JPG、PNG 图片或 PDF：请用手机拍照，或者另存为 PDF 再上传",
            f"“{told}” is no whole JPG, PNG or PDF: take a picture of it, or save it as PDF",
        )
    return File(told, purpose, found, content)


def hold_size(name: str, size: int) -> None:
    """Raise `BadFile` where *size* is too much for one file, before its bytes are read."""
    if size > EACH:
        told = _called(name)
        raise BadFile(
            f"“{told}”有{shown_size(size)}，超过每个文件{shown_size(EACH)}的上限：请压缩或者换一张小一些的照片",
            f"“{told}” has {shown_size(size)}; a file may have {shown_size(EACH)}: compress it or take a smaller picture",
        )


def shown_size(size: int) -> str:
    """Return *size* bytes as people say it."""
    return f"{size / 1024**2:.1f} MB".replace(".0 ", " ") if size >= 1024**2 else f"{max(1, size // 1024)} KB"


def _type(content: bytes) -> str:
    """Return the type that both the beginning and the end show: what is cut short, or two things at once, is none."""
    for begins, type in _BEGINS:
        if content.startswith(begins):
            tail = content[-_TAIL:] if type == "application/pdf" else content.rstrip(b"\0")[-16:]
            return type if _ENDS[type] in tail else ""
    return ""


def _called(name: str) -> str:
    """Return the last part of *name* without anything that does not print; at most 80 characters, its ending kept."""
    last = _PATHS.split(unicodedata.normalize("NFC", name))[-1]
    told = "".join(c for c in last if c.isprintable() and unicodedata.category(c) != "Cf").strip(". ")
    return (told if len(told) <= 80 else f"{told[:70]}…{told[-9:]}") or "文件"
