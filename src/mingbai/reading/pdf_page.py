"""What stands on one printed page of a PDF: its characters with their boxes, and its ruling lines."""

import ctypes
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

__all__ = ["Char", "Printed", "Ruling", "printed"]

_MOST_CHARS = 40_000
_MOST_RULINGS = 4_000
_THIN = 3.0


class Char(NamedTuple):
    """A character, with its box as the page is shown: y grows downwards."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Ruling(NamedTuple):
    """A horizontal or vertical stroke: where it stands across its direction, and from where to where it runs."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Printed:
    """One page as it is shown."""

    width: float
    height: float
    chars: tuple[Char, ...]
    across: tuple[Ruling, ...]
    down: tuple[Ruling, ...]
    unknown: int
    """Characters whose font does not say which they are."""
    cut: bool
    """Whether there was more on the page than is ever read."""


def printed(page: pypdfium2.PdfPage) -> Printed:
    """Return what stands on *page*."""
    left, bottom, right, top = page.get_bbox()
    turned = page.get_rotation() // 90 % 4
    width, height = right - left, top - bottom

    def shown(x: float, y: float) -> tuple[float, float]:
        x, y = x - left, top - y
        if turned == 0:
            return x, y
        if turned == 1:
            return height - y, x
        if turned == 2:
            return width - x, height - y
        return y, width - x

    chars, unknown, count = _chars(page, shown)
    across, down, full = _rulings(page, shown)
    if turned % 2:
        width, height = height, width
    return Printed(
        width, height, tuple(chars), tuple(across), tuple(down), unknown, count > _MOST_CHARS or full
    )


def _chars(page: pypdfium2.PdfPage, shown: Any) -> tuple[list[Char], int, int]:
    text_page = page.get_textpage()
    handle = text_page.raw
    box = raw.FS_RECTF()
    into = ctypes.byref(box)
    chars: list[Char] = []
    unknown = 0
    count = raw.FPDFText_CountChars(handle)
    high = 0
    for index in range(min(count, _MOST_CHARS)):
        code = raw.FPDFText_GetUnicode(handle, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00), 0) if high else (0xFFFD, 0)
        if code in (0, 0xFFFD, 0xFFFE) or 0xE000 <= code < 0xF900:
            unknown += 1
            code = 0xFFFD
        elif code <= 0x20 or raw.FPDFText_IsGenerated(handle, index) == 1:
            continue
        elif code == 0x02:
            code = 0x2D
        if not raw.FPDFText_GetLooseCharBox(handle, index, into):
            continue
        x0, y0 = shown(box.left, box.top)
        x1, y1 = shown(box.right, box.bottom)
        chars.append(Char(chr(code), min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    text_page.close()
    return chars, unknown, count


def _rulings(page: pypdfium2.PdfPage, shown: Any) -> tuple[list[Ruling], list[Ruling], bool]:
    across: list[Ruling] = []
    down: list[Ruling] = []
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        if len(across) + len(down) > _MOST_RULINGS:
            return across, down, True
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(thing.raw, mode, stroked)
        for (ax, ay), (bx, by) in _strokes(thing, bool(stroked.value), bool(mode.value)):
            x0, y0 = shown(ax, ay)
            x1, y1 = shown(bx, by)
            if abs(y0 - y1) < 1.0 and abs(x0 - x1) > _THIN:
                across.append(Ruling((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x0 - x1) < 1.0 and abs(y0 - y1) > _THIN:
                down.append(Ruling((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return across, down, False


Point = tuple[float, float]


def _strokes(thing: Any, stroked: bool, filled: bool) -> list[tuple[Point, Point]]:
    """Return the strokes of a path; a filled sliver is one stroke, a filled area none."""
    points = _points(thing)
    if stroked:
        return [(a, b) for line in points for a, b in pairwise(line)]
    if not filled:
        return []
    strokes: list[tuple[Point, Point]] = []
    for line in points:
        xs, ys = [x for x, _ in line], [y for _, y in line]
        if not xs:
            continue
        left, right, low, high = min(xs), max(xs), min(ys), max(ys)
        if high - low <= _THIN < right - left:
            strokes.append(((left, (low + high) / 2), (right, (low + high) / 2)))
        elif right - left <= _THIN < high - low:
            strokes.append((((left + right) / 2, low), ((left + right) / 2, high)))
    return strokes


def _points(thing: Any) -> list[list[Point]]:
    """Return the lines of a path, each as its corners in page units."""
    matrix = thing.get_matrix()
    container = thing.container
    matrices = [matrix]
    while container is not None:
        matrices.append(container.get_matrix())
        container = container.container
    lines: list[list[Point]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(thing.raw), 400)):
        segment = raw.FPDFPath_GetPathSegment(thing.raw, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (x.value, y.value)
        for one in matrices:
            point = one.on_point(*point)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO or not lines:
            lines.append([])
        lines[-1].append(point)
        if raw.FPDFPathSegment_GetClose(segment):
            lines[-1].append(lines[-1][0])
    return lines
