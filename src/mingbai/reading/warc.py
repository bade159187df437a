"""A web archive (WARC), record by record: the pages that were fetched, each with its address."""

import gzip
import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from mingbai.errors import MingbaiError
from mingbai.reading import refusals

__all__ = ["records"]

_MOST = 64 * 1024 * 1024
_LONGEST_LINE = 64 * 1024
_MOST_LINES = 1000
_NO_DOCUMENTS = re.compile(
    r"(?:image|audio|video|font)/|text/css|javascript|x-shockwave|text/dns", re.IGNORECASE
)
_PIECE = 1 << 20

Headers = dict[str, str]


def records(source: BinaryIO, *, name: str) -> Iterator[tuple[str, bytes | MingbaiError]]:
    """Yield address and body of each page in the archive; a cut or broken archive ends with the reason."""
    start = source.read(2)
    source.seek(-len(start), 1)
    stream: BinaryIO = gzip.GzipFile(fileobj=source) if start == b"\x1f\x8b" else source  # type: ignore[assignment]
    try:
        while (headers := _headers(stream)) is not None:
            length = headers.get("content-length", "")
            if not re.fullmatch("[0-9]{1,15}", length):
                yield name, refusals.damaged("WARC")
                return
            yield from _record(stream, headers, int(length), name)
    except (OSError, EOFError, zlib.error, ValueError):
        yield name, refusals.damaged("WARC")


def _record(
    stream: BinaryIO, headers: Headers, length: int, name: str
) -> Iterator[tuple[str, bytes | MingbaiError]]:
    kind = headers.get("warc-type", "").lower()
    address = headers.get("warc-target-uri", "").strip("<>") or name
    if kind not in ("response", "resource", "conversion"):
        _pass(stream, length)
        return
    if length > _MOST:
        _pass(stream, length)
        yield address, refusals.too_large("网页大小", "64 MB")
        return
    body = stream.read(length)
    if len(body) < length:
        yield address, refusals.damaged("WARC")
        return
    if kind == "response" and "http" in headers.get("content-type", "http").lower():
        answer = _answer(body)
        if answer is None:
            return
        yield address, answer
    elif not _NO_DOCUMENTS.search(headers.get("content-type", "")):
        yield address, body


def _pass(stream: BinaryIO, length: int) -> None:
    while length > 0:
        piece = stream.read(min(length, _PIECE))
        if not piece:
            raise EOFError
        length -= len(piece)


def _headers(stream: BinaryIO) -> Headers | None:
    """Read the headers of the next record; None at the end of the archive."""
    line = stream.readline(_LONGEST_LINE)
    while line in (b"\r\n", b"\n"):
        line = stream.readline(_LONGEST_LINE)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise ValueError(line[:20])
    lines: list[bytes] = []
    while (line := stream.readline(_LONGEST_LINE)).strip():
        lines.append(line)
        if len(lines) > _MOST_LINES:
            raise ValueError("headers")
    return _fields(lines)


def _fields(lines: list[bytes]) -> Headers:
    pairs = (line.decode("utf-8", "replace").partition(":") for line in lines)
    return {field.strip().lower(): value.strip() for field, colon, value in pairs if colon}


def _answer(message: bytes) -> bytes | MingbaiError | None:
    """Return the body of an HTTP response; None where it brought no document."""
    head, blank, body = message.partition(b"\r\n\r\n")
    if not blank:
        head, blank, body = message.partition(b"\n\n")
    lines = head.splitlines()
    if not blank or not lines or not re.match(rb"HTTP/\S+\s+2\d\d\b", lines[0]):
        return None
    fields = _fields(lines[1:])
    if _NO_DOCUMENTS.search(fields.get("content-type", "")) or not body:
        return None
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _joined(body)
    encoding = fields.get("content-encoding", "").lower().strip()
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _inflated(body)
    if encoding not in ("", "identity") and not body.lstrip().startswith((b"<", b"%PDF", b"PK")):
        return refusals.convert(f"HTTP {encoding}")
    return body


def _joined(body: bytes) -> bytes:
    """Join the chunks of a body; one that was stored joined already comes back as it is."""
    pieces: list[bytes] = []
    position = 0
    while found := re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n").match(body, position):
        size = int(found[1], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[found.end() : found.end() + size])
        position = found.end() + size
        position += 2 if body[position : position + 2] == b"\r\n" else 1
    return b"".join(pieces) if pieces and position >= len(body) else body


def _inflated(body: bytes) -> bytes | MingbaiError:
    for window in (47, -15):
        try:
            content = zlib.decompressobj(wbits=window).decompress(body, _MOST + 1)
        except zlib.error:
            continue
        return content if len(content) <= _MOST else refusals.too_large("网页大小", "64 MB")
    return body if body.lstrip().startswith(b"<") else refusals.damaged("HTTP gzip")
