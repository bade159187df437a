"""Files in files: ZIP and gzip, one member at a time, with bounds on what they may unfold to."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from mingbai.errors import MingbaiError
from mingbai.reading import refusals
from mingbai.reading.sniff import sniff
from mingbai.reading.warc import records
from mingbai.text import charset

__all__ = ["BOUNDED", "is_container", "member", "members", "unfolded"]

_MOST = 64 * 1024 * 1024
_MOST_ALTOGETHER = 4 * 1024**3
_MOST_MEMBERS = 200_000
_DEEPEST = 2
_FAULTS = (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError)
BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How members may be packed: the other ways unfold without a bound, and nothing that makes documents uses them."""

_ASIDE = ("__macosx/", ".ds_store", "thumbs.db")


def is_container(data: bytes, *, name: str = "") -> bool:
    """Return whether *data*, or its first kilobytes, holds several documents: ZIP, gzip or WARC."""
    if data.startswith((b"\x1f\x8b", b"WARC/")):
        return True
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        return sniff(data, name) == "zip"
    except MingbaiError:
        return False


def members(
    data: bytes | BinaryIO, *, name: str, depth: int = 0
) -> Iterator[tuple[str, bytes | MingbaiError]]:
    """Yield name and content of each document in *data*, or the reason why it cannot be had; lazily.

    *data* may be an open file (seekable for ZIP), so that a large WARC is never in memory at once. What is no
    container is yielded as it is.
    """
    source: BinaryIO = BytesIO(data) if isinstance(data, bytes) else data
    start = source.read(4096)
    source.seek(-len(start), 1)
    if start.startswith(b"WARC/") or (start.startswith(b"\x1f\x8b") and _unfolds_to_warc(start)):
        yield from records(source, name=name)
    elif start.startswith(b"\x1f\x8b"):
        yield name.removesuffix(".gz"), _gunzipped(source.read(_MOST + 1))
    elif start.startswith(b"PK\x03\x04") and is_container(whole := source.read(), name=name):
        yield from _zipped(whole, name, depth)
    elif start.startswith(b"PK\x03\x04"):
        yield name, whole
    else:
        yield name, source.read(_MOST + 1)


def _unfolds_to_warc(start: bytes) -> bool:
    try:
        return zlib.decompressobj(wbits=31).decompress(start, 16).startswith(b"WARC/")
    except zlib.error:
        return False


def _gunzipped(data: bytes) -> bytes | MingbaiError:
    try:
        content = zlib.decompressobj(wbits=31).decompress(data, _MOST + 1)
    except zlib.error:
        return refusals.damaged("GZIP")
    return content if len(content) <= _MOST else refusals.too_large("文件解开后的大小", "64 MB")


def _zipped(data: bytes, name: str, depth: int) -> Iterator[tuple[str, bytes | MingbaiError]]:
    left = _MOST_ALTOGETHER
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _FAULTS:
        yield name, refusals.damaged("ZIP")
        return
    with archive:
        for number, info in enumerate(archive.infolist()):
            path = f"{name}/{_name(info)}"
            if info.is_dir() or any(part in path.lower() for part in _ASIDE):
                continue
            if number >= _MOST_MEMBERS or left <= 0:
                yield path, refusals.too_large("压缩包内文件的总量", "20万个、4 GB")
                return
            try:
                content = member(archive, info)
            except MingbaiError as fault:
                yield path, fault
                continue
            left -= len(content)
            if is_container(content, name=path):
                if depth + 1 < _DEEPEST:
                    yield from members(content, name=path, depth=depth + 1)
                else:
                    yield path, refusals.too_large("压缩包嵌套层数", "2")
            else:
                yield path, content


def _name(info: zipfile.ZipInfo) -> str:
    """Return the name of a member; those that do not say they are UTF-8 are as a rule GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return charset.decode(info.filename.encode("cp437"))[0]
    except UnicodeEncodeError:
        return info.filename


def member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int = _MOST) -> bytes:
    """Return what a member of a ZIP unfolds to; raise when it is locked, broken or unfolds to more than *most*."""
    if info.flag_bits & 0x1:
        raise refusals.locked("ZIP")
    if info.compress_type not in BOUNDED:
        raise refusals.damaged("ZIP")
    if info.file_size > most:
        raise refusals.too_large("文件解开后的大小", f"{most >> 20} MB")
    try:
        with archive.open(info) as stream:
            content = stream.read(most + 1)
    except _FAULTS:
        raise refusals.damaged("ZIP") from None
    if len(content) > most:
        raise refusals.too_large("文件解开后的大小", f"{most >> 20} MB")
    return content


def unfolded(data: bytes, kind: str, names: tuple[str, ...], most: int = _MOST) -> dict[str, bytes]:
    """Return those of the *names* that stand in a ZIP-based document, their letter case aside."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except _FAULTS:
        raise refusals.damaged(kind) from None
    with archive:
        return {
            info.filename.lower(): member(archive, info, most)
            for info in archive.infolist()
            if info.filename.lower() in names
        }
