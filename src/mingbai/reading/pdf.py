"""PDF with a text layer: lines joined to paragraphs, ruled tables as grids, headers and page numbers once."""

import re
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

import pypdfium2

from mingbai.errors import MingbaiError
from mingbai.reading import refusals
from mingbai.reading.flow import Flow
from mingbai.reading.pdf_page import Char, Printed, printed
from mingbai.reading.rulings import Ruled, tables
from mingbai.reading.seen import Seen

__all__ = ["see"]

_MOST_PAGES = 300
_MOST_SECONDS = 60.0
_LOCKED = 4  # FPDF_ERR_PASSWORD
_BARE_NUMBER = re.compile(r"\d{1,4}")
_SHORTEST = 12  # characters of a line that may go on in the next
_EDGE = 0.1  # of the page's height, where headers and footers stand


@dataclass(slots=True)
class _Line:
    """A line of print."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    gaps: bool
    """Whether a gap wider than a space parts it, as in a row of a table without lines."""

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(slots=True)
class _Sheet:
    """A page taken apart: lines and tables, from top to bottom."""

    page: Printed
    lines: list[_Line]
    tables: list[tuple[Ruled, dict[tuple[int, int], str]]]


def see(data: bytes) -> Seen:
    """Return what the document shows; raise where it is locked, damaged or a scan."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        raise (refusals.locked("PDF") if fault.err_code == _LOCKED else refusals.damaged("PDF")) from None
    try:
        return _seen(document)
    finally:
        document.close()


def _seen(document: pypdfium2.PdfDocument) -> Seen:
    sheets: list[_Sheet] = []
    losses: list[str] = []
    unknown = 0
    started = time.monotonic()
    for number in range(len(document)):
        if number >= _MOST_PAGES or time.monotonic() - started > _MOST_SECONDS:
            losses.append(f"第{number + 1}页起未读取（超过页数或时间上限）")
            break
        try:
            page = printed(document[number])
        except pypdfium2.PdfiumError:
            losses.append(f"第{number + 1}页已损坏，未读取")
            continue
        unknown += page.unknown
        if page.cut:
            losses.append(f"第{number + 1}页内容过多，未读全")
        if not page.chars:
            losses.append(f"第{number + 1}页没有文字层")
        sheets.append(_sheet(page))
    letters = sum(len(sheet.page.chars) for sheet in sheets)
    if not letters or letters < 4 * len(sheets) or unknown > 0.3 * letters:
        raise _unreadable(letters, unknown)
    if unknown:
        losses.append(f"{unknown}个字符的字体没有给出是什么字")
    text = _Composer(sheets).compose()
    return text._replace(losses=tuple(losses))


def _unreadable(letters: int, unknown: int) -> MingbaiError:
    return (
        refusals.scanned("PDF")
        if unknown <= 0.3 * letters
        else refusals.scanned("PDF 的字体无法还原成文字，等于")
    )


def _sheet(page: Printed) -> _Sheet:
    drawn = tables(page.across, page.down)
    drawn = [table for table in drawn if not _is_frame(table, page)]
    held: list[dict[tuple[int, int], list[Char]]] = [{} for _ in drawn]
    places = [
        {
            (row, column): (box.row, box.column)
            for box in table.boxes
            for row in range(box.row, box.row + box.rows)
            for column in range(box.column, box.column + box.columns)
        }
        for table in drawn
    ]
    loose: list[Char] = []
    for char in page.chars:
        x, y = (char.left + char.right) / 2, (char.top + char.bottom) / 2
        for table, cells, place in zip(drawn, held, places, strict=True):
            at = table.find(x, y)
            if at is not None:
                cells.setdefault(place[at], []).append(char)
                break
        else:
            loose.append(char)
    filled = [{at: _cell_text(chars) for at, chars in cells.items()} for cells in held]
    return _Sheet(page, _lines(loose), list(zip(drawn, filled, strict=True)))


def _is_frame(table: Ruled, page: Printed) -> bool:
    """Return whether the table is the frame of the page, with nearly all of it in one box."""
    largest = max(
        (table.xs[box.column + box.columns] - table.xs[box.column])
        * (table.ys[box.row + box.rows] - table.ys[box.row])
        for box in table.boxes
    )
    return largest > 0.6 * page.width * page.height


def _lines(chars: Sequence[Char]) -> list[_Line]:
    """Gather characters that stand on one line; a wide gap becomes a space, a doubled character one."""
    rows: list[list[Char]] = []
    levels: list[tuple[float, float]] = []
    for char in sorted(chars, key=lambda char: (char.top + char.bottom, char.left)):
        middle, height = (char.top + char.bottom) / 2, char.bottom - char.top
        if rows and abs(levels[-1][0] - middle) < 0.45 * min(max(height, 1.0), levels[-1][1]):
            rows[-1].append(char)
        else:
            rows.append([char])
            levels.append((middle, max(height, 1.0)))
    return [_line(row) for row in rows]


def _line(chars: list[Char]) -> _Line:
    chars.sort(key=lambda char: char.left)
    pieces: list[str] = []
    before: Char | None = None
    gaps = False
    for char in chars:
        if before is not None:
            size = max(char.bottom - char.top, 1.0)
            if char.text == before.text and char.left - before.left < 0.25 * size:
                continue
            if char.left - before.right > 0.6 * size:
                pieces.append(" ")
                gaps = gaps or char.left - before.right > 1.2 * size
        pieces.append(char.text)
        before = char
    top, bottom = min(char.top for char in chars), max(char.bottom for char in chars)
    return _Line("".join(pieces), chars[0].left, top, chars[-1].right, bottom, gaps)


def _cell_text(chars: list[Char]) -> str:
    """Join the wrapped lines of a cell; two figures one below the other stay two."""
    text = ""
    for line in _lines(chars):
        apart = text[-1:].isdigit() and line.text[:1].isdigit()
        text += ("\n" if apart else "") + line.text
    return text


class _Composer:
    """Puts the sheets together in reading order."""

    def __init__(self, sheets: list[_Sheet]) -> None:
        self.sheets = sheets
        self.flow = Flow()
        self.flow.keeps = True
        self.breaks: list[int] = []
        self.repeated = _repeated(sheets)
        self.furniture: dict[str, _Line] = {}
        lines = [line for sheet in sheets for line in sheet.lines]
        self.margin = _far([line.right for line in lines])
        self.indent = min((line.left for line in lines if len(line.text) > 8), default=0.0)
        self.height = median(line.height for line in lines) if lines else 10.0
        self.before: _Line | None = None

    def compose(self) -> Seen:
        for number, sheet in enumerate(self.sheets):
            parts: list[tuple[float, _Line | tuple[Ruled, dict[tuple[int, int], str]]]] = [
                *((line.top, line) for line in sheet.lines if not self._is_furniture(number, line)),
                *((table[0].ys[0], table) for table in sheet.tables),
            ]
            for _, part in sorted(parts, key=lambda pair: pair[0]):
                if isinstance(part, _Line):
                    self._write(part)
                else:
                    self._draw(*part)
            self.breaks.append(self.flow.length)
        for line in self.furniture.values():
            self.flow.block()
            self.flow.write(line.text)
        return Seen(self.flow.text(), self.flow.grids(), breaks=tuple(self.breaks[:-1]))

    def _is_furniture(self, number: int, line: _Line) -> bool:
        """Return whether the line is a header or footer, keeping the first of a kind for the end."""
        form = _form(number, line, self.sheets[number].page)
        if form not in self.repeated:
            return False
        self.furniture.setdefault(form, line)
        return True

    def _write(self, line: _Line) -> None:
        before = self.before
        continues = (
            before is not None
            and not (before.gaps or line.gaps)
            and len(before.text) >= _SHORTEST
            and before.right >= self.margin - 1.5 * self.height
            and line.left <= self.indent + 0.6 * self.height
            and abs(before.height - line.height) < 0.2 * self.height
        )
        if not continues:
            self.flow.block()
        else:
            self.flow.breaks = 0
        self.flow.write(line.text)
        self.before = line

    def _draw(self, table: Ruled, texts: dict[tuple[int, int], str]) -> None:
        flow = self.flow
        flow.table()
        row = -1
        for box in table.boxes:
            while row < box.row:
                if row >= 0:
                    flow.end_row()
                flow.row()
                row += 1
            flow.cell(box.columns, box.rows)
            flow.write(texts.get((box.row, box.column), ""))
            flow.end_cell()
        flow.end_row()
        flow.end_table()
        self.before = None


def _form(number: int, line: _Line, page: Printed) -> str:
    """Return what a line at the edge of its page has in common with those on other pages, empty elsewhere.

    A bare figure is a page number only if it counts with the pages; else it may be a cell of a table.
    """
    if line.bottom < _EDGE * page.height:
        edge = "top"
    elif line.top > (1 - _EDGE) * page.height:
        edge = "bottom"
    else:
        return ""
    if _BARE_NUMBER.fullmatch(line.text):
        return f"{edge} page {int(line.text) - number}"
    return edge + re.sub(r"\d+", "#", line.text)


def _repeated(sheets: list[_Sheet]) -> set[str]:
    """Return the forms of lines that stand at the edge of several pages."""
    forms = Counter(
        form
        for number, sheet in enumerate(sheets)
        for form in {_form(number, line, sheet.page) for line in sheet.lines}
        if form
    )
    return {form for form, count in forms.items() if count >= max(2, 0.4 * len(sheets))}


def _far(rights: list[float]) -> float:
    """Return the right margin: where all but a few of the lines end at the latest."""
    return sorted(rights)[int(0.95 * (len(rights) - 1))] if rights else 0.0
