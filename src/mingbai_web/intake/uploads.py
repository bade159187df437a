"""Files that applicants attach: how many and how large; what each may be, and that it bears no marking, `files` examines."""

from mingbai_web.files.examining import Marked, examine
from mingbai_web.files.types import BadFile
from mingbai_web.intake.details import File

__all__ = ["ALL_TOGETHER", "EACH", "EXAMINED_AS", "MOST", "BadFile", "file_of", "hold_size", "shown_size"]

MOST, EACH, ALL_TOGETHER = 6, 8 * 1024**2, 20 * 1024**2

EXAMINED_AS = {"identity": "identity", "authorisation": "authorisation", "description": "attachment"}
"""By which row of the table of purposes a file is held, by what the applicant says it is for."""


def file_of(name: str, purpose: str, content: bytes, *, count: int, together: int) -> File:
    """Return the file, held against what is allowed beside the *count* files of *together* bytes that are there.

    Raises `BadFile`, also for what bears a marking of secrecy: nothing of it is kept. A name names no place.
    """
    if count >= MOST:
        raise BadFile(
            f"最多上传{MOST}个文件：请先删去一个，或者把几页合成一个 PDF",
            f"{MOST} files at most: remove one, or join several pages into one PDF",
        )
    hold_size(len(content))
    if together + len(content) > ALL_TOGETHER:
        raise BadFile(
            f"全部文件合计不能超过{shown_size(ALL_TOGETHER)}：请删去或者压缩几个",
            f"all files together may have {shown_size(ALL_TOGETHER)}: remove or compress some",
        )
    try:
        found = examine(content, name=name, purpose=EXAMINED_AS[purpose])
    except Marked:
        raise BadFile(
            "这个文件有密级或者内部标志，没有收下，也没有留存：请不要上传这样的材料，只写名称或者特征即可",
            "this file bears a marking of secrecy or of an internal paper; it was not taken and nothing of it is kept: upload "
            "no such material, the name or features will do",
        ) from None
    return File(found.name, purpose, found.type.media, content)


def hold_size(size: int) -> None:
    """Raise `BadFile` where *size* is too much for one file, before its bytes are read."""
    if size > EACH:
        raise BadFile(
            f"这个文件有{shown_size(size)}，超过每个文件{shown_size(EACH)}的上限：请压缩或者换一张小一些的照片",
            f"this file has {shown_size(size)}; one may have {shown_size(EACH)}: compress it or take a smaller picture",
        )


def shown_size(size: int) -> str:
    """Return *size* bytes as people say it."""
    return f"{size / 1024**2:.1f} MB".replace(".0 ", " ") if size >= 1024**2 else f"{max(1, size // 1024)} KB"
