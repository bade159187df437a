"""Layouts of plain text and Markdown, line by line; each line remembers which cells it prints."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random

from tests.corpus.sheet import Block, Box, Sheet

__all__ = ["Line", "TEXT_LAYOUTS", "TextLayout", "join", "width_of"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, the paths of the cells whose figures it prints, and whether it belongs to a table."""

    text: str
    paths: tuple[str, ...] = ()
    table: str = ""
    label: str = ""  # the key of the label it carries, as in `Box.key`


DrawTable = Callable[[Block, Random], Iterable[Line]]


@dataclass(frozen=True, slots=True)
class TextLayout:
    """A way in which extracted text prints the tables of a report.

    `recover` is the least share of cells that a reader must get from an undamaged page. `keeps_blanks` is unset
    where an empty cell leaves no trace.
    """

    name: str
    draw: DrawTable
    recover: float = 1.0
    keeps_blanks: bool = True
    suffix: str = "txt"
    gap: bool = False
    indent: str = ""
    pipes: bool = False
    loses: bool = False  # the table is not on the page at all


def join(lines: Iterable[Line]) -> str:
    """Return the text of the lines."""
    return "\n".join(line.text for line in lines) + "\n"


def page(sheet: Sheet, layout: TextLayout, rng: Random) -> list[Line]:
    """Return the whole report in that layout."""
    found = [Line(text) for text in sheet.before] if rng.random() < 0.6 else []
    if sheet.header and rng.random() < 0.6:
        cells = [f"{k}：{v}" for k, v in sheet.header]
        found += [Line(" | ".join(cells) + " |" if layout.pipes else "  ".join(cells))]
    for block in sheet.blocks:
        if block.kind == "table":
            drawn = [replace(line, table=line.table or block.table) for line in layout.draw(block, rng)]
            if layout.loses:
                drawn = [replace(line, paths=()) for line in drawn]
            found += drawn
        elif layout.suffix == "md" and block.kind in ("title", "head"):
            found += [Line(("# " if block.kind == "title" else "## ") + block.text), Line("")]
        else:
            found.append(Line(layout.indent + block.text))
            if layout.gap:
                found.append(Line(""))
    found += [Line(text) for text in sheet.after] if rng.random() < 0.6 else []
    return found


def figures(row: Iterable[Box]) -> tuple[str, ...]:
    """Return the paths of the cells printed by the boxes."""
    return tuple(box.path for box in row if box.path)


def labels(row: Iterable[Box]) -> str:
    """Return the key of the row label among the boxes."""
    return next((box.key for box in row if box.key.startswith("row:")), "")


def _one(box: Box, text: str) -> Line:
    return Line(text, (box.path,) if box.path else (), label=box.key)


def cell_a_line(block: Block, rng: Random) -> Iterator[Line]:
    """One cell a line with empty lines between and uneven indents."""
    for row in block.rows:
        for box in row:
            spaced = rng.random() < 0.3 and len(box.text) == 4 and not box.figure and "column" in box.key
            text = box.text[:2] + " " + box.text[2:] if spaced else box.text
            yield _one(box, "        " + (" " if box.figure and rng.random() < 0.4 else "") + text)
            yield Line("")


def cell_a_line_tight(block: Block, rng: Random) -> Iterator[Line]:
    """One cell a line, nothing between."""
    for row in block.rows:
        yield from (_one(box, box.text) for box in row)


def pipe_after_cell(block: Block, rng: Random) -> Iterator[Line]:
    """A pipe after each cell, each on its own line; the last cell of a row carries the pipes of the columns it lacks."""
    for row in block.rows:
        for box in row:
            last = box is row[-1]
            pad = max(0, block.width - len(row)) if last else 0
            yield _one(
                box,
                f"{box.text} |"
                + (" " + "|" * pad if pad and len(row) == 1 else "|" * pad and " " + "|" * pad),
            )


def row_a_line_ragged(block: Block, rng: Random) -> Iterator[Line]:
    """One row a line, as many pipes as it has cells, more at the end for what a span swallowed."""
    for row in block.rows:
        tail = "|" * (block.width - len(row)) if rng.random() < 0.7 else ""
        yield Line(" | ".join(box.text for box in row) + " |" + tail, figures(row), label=labels(row))


def row_a_line_spaced(block: Block, rng: Random) -> Iterator[Line]:
    """One row a line, cells apart by one or more spaces."""
    gap = rng.choice((" ", "  ", "    "))
    for row in block.rows:
        yield Line(gap.join(box.text for box in row), figures(row), label=labels(row))


def row_a_line_tabbed(block: Block, rng: Random) -> Iterator[Line]:
    """One row a line, cells apart by a tab, spans leaving no empty cell."""
    for row in block.rows:
        yield Line("\t".join(box.text for box in row), figures(row), label=labels(row))


def _filled(block: Block, *, repeat: bool) -> list[list[str]]:
    """Return the table as a full grid; a span repeats its text or leaves the rest empty."""
    grid = [[""] * block.width for _ in block.rows]
    for y, row in enumerate(block.rows):
        for box in row:
            for dy in range(box.rows):
                for dx in range(box.columns):
                    if y + dy < len(grid) and box.lane + dx < block.width:
                        once = dy == dx == 0 or (repeat and not box.figure)
                        grid[y + dy][box.lane + dx] = box.text if once else ""
    return grid


def _markdown(block: Block, *, repeat: bool) -> Iterator[Line]:
    yield Line("")
    for y, cells in enumerate(_filled(block, repeat=repeat)):
        row = block.rows[y]
        yield Line("| " + " | ".join(cells) + " |", figures(row), label=labels(row))
        if y == 0:
            yield Line("|" + " --- |" * block.width)
    yield Line("")


def markdown(block: Block, rng: Random) -> Iterator[Line]:
    """A Markdown table; spans leave empty cells."""
    yield from _markdown(block, repeat=False)


def markdown_repeated(block: Block, rng: Random) -> Iterator[Line]:
    """A Markdown table in which a span repeats its words in every cell that it covers."""
    yield from _markdown(block, repeat=True)


def label_then_pipe(block: Block, rng: Random) -> Iterator[Line]:
    """The label on one line and its pipe on the next."""
    for row in block.rows:
        for box in row:
            if box.figure:
                yield _one(box, f"{box.text} |")
            else:
                yield _one(box, box.text)
                yield Line("|")


def row_without_pipes_between(block: Block, rng: Random) -> Iterator[Line]:
    """A label on its line, its figures all on the next."""
    for row in block.rows:
        words = [box for box in row if not box.figure]
        for box in words:
            yield Line(box.text, label=box.key)
        if numbers := [box for box in row if box.figure]:
            yield Line(" ".join(box.text for box in numbers), figures(numbers))


def wall_of_pipes(block: Block, rng: Random) -> Iterator[Line]:
    """The table is gone; a wall of pipes stands where it was."""
    yield Line("|" * rng.randint(80, 420))
    yield Line("|")


# ---- PDF text ----------------------------------------------------------------------------------------------------


def width_of(text: str) -> int:
    """Return the columns that the text takes on a terminal or in `pdftotext -layout`."""
    return sum(2 if ord(c) > 0x2E7F or c in "“”——…" else 1 for c in text)


def _pad(text: str, width: int) -> str:
    return text + " " * max(0, width - width_of(text))


def wrap(text: str, width: int) -> list[str]:
    """Return the text in lines of at most *width* columns, digits and letters kept whole."""
    found, line = [], ""
    for c in text:
        if width_of(line + c) > width and not (c.isascii() and line and line[-1].isascii() and c.isalnum()):
            found.append(line)
            line = ""
        line += c
    return [*found, line] if line or not found else found


def pdf_layout(block: Block, rng: Random, *, foot: bool = False, feeds: bool = False) -> Iterator[Line]:
    """What `pdftotext -layout` makes of it: columns kept by spaces, labels wrapped around their figures.

    Group labels stand vertically beside their rows. With *foot*, page numbers stand between rows; with *feeds*,
    form feeds as well.
    """
    lanes = _lanes(block, rng)
    starts = [sum(lanes[:i]) for i in range(len(lanes) + 1)]
    canvas: list[list[tuple[int, str]]] = []
    owner: list[tuple[tuple[str, ...], str]] = []
    tops: list[int] = []
    for row in block.rows:
        flat = [box for box in row if box.rows == 1]
        wrapped = [wrap(box.text, starts[box.lane + box.columns] - starts[box.lane] - 2) for box in flat]
        height = max([len(lines) for lines in wrapped] or [1])
        tops.append(len(canvas))
        for i in range(height):
            canvas.append([])
            owner.append((figures(row) if i == (height - 1) // 2 else (), labels(row) if i == 0 else ""))
        for box, lines in zip(flat, wrapped, strict=True):
            top = tops[-1] + (height - len(lines)) // 2 + ((height - len(lines)) % 2 and not box.figure)
            for i, text in enumerate(lines):
                y = tops[-1] + (height - 1) // 2 if box.figure else top + i
                canvas[y].append(
                    (starts[box.lane] + (lanes[box.lane] - 2 - len(text)) // 2 * box.figure, text)
                )
    tops.append(len(canvas))
    for y, row in enumerate(block.rows):
        for box in row:
            if box.rows > 1:
                bottom = tops[min(y + box.rows, len(block.rows))]
                lines = wrap(box.text, starts[box.lane + box.columns] - starts[box.lane] - 2)
                middle = max(tops[y], (tops[y] + bottom - len(lines)) // 2)
                for i, text in enumerate(lines):
                    if middle + i < len(canvas):
                        canvas[middle + i].append((starts[box.lane], text))
    every, page_no, style = rng.randint(9, 24), rng.randint(2, 9), rng.randrange(4)
    for y, marks in enumerate(canvas):
        if foot and y and y % every == 0:
            yield from _foot(page_no + y // every, style, feeds=feeds)
        line = ""
        for start, text in sorted(marks):
            line = _pad(line, start) if width_of(line) <= start else line + " "
            line += text
        paths, label = owner[y]
        yield Line("  " + line.rstrip(), paths, label=label)


def _foot(number: int, style: int, *, feeds: bool) -> Iterator[Line]:
    yield Line("")
    yield Line(" " * 38 + (f"{number}", f"- {number} -", f"— {number} —", f"第 {number} 页 共 12 页")[style])
    yield Line("\f" if feeds else "")


def _lanes(block: Block, rng: Random) -> list[int]:
    lanes = [2] * block.width
    if block.table == "applications":
        lanes[:3] = [rng.choice((4, 6)), rng.choice((6, 8)), rng.choice((22, 26, 34))]
        lanes[3:] = [rng.choice((8, 10))] * 7
    elif block.table == "indicators":
        lanes = [rng.choice((40, 52)), 8, 12]
    elif block.table == "proactive":
        lanes = [rng.choice((18, 24)), 18, 18, 18]
    else:
        lanes = [6] * block.width
    longest = max((len(box.text) for row in block.rows for box in row if box.figure), default=1)
    return [
        max(lane, longest + 2) if block.table != "applications" or i > 2 else lane
        for i, lane in enumerate(lanes)
    ]


def pdf_layout_paged(block: Block, rng: Random) -> Iterator[Line]:
    """The same over several pages: numbers of pages between rows, groups broken by them."""
    yield from pdf_layout(block, rng, foot=True, feeds=rng.random() < 0.5)


def pdf_raw(block: Block, rng: Random) -> Iterator[Line]:
    """PDF text in the order of the content stream: label pieces, then a row's figures on one line."""
    per = rng.choice((6, 8, 12))
    for row in block.rows:
        for box in row:
            if not box.figure:
                pieces = wrap(box.text, 4 if box.rows > 3 else per * 2)
                for i, piece in enumerate(pieces):
                    yield Line(piece, label=box.key if i == 0 else "")
        if numbers := [box for box in row if box.figure]:
            yield Line(" ".join(box.text for box in numbers) + " ", figures(numbers))


def pdf_wrapped(block: Block, rng: Random) -> Iterator[Line]:
    """PDF text in which a label's first half comes before its figures and its second half after them."""
    for row in block.rows:
        words = [box for box in row if not box.figure]
        numbers = [box for box in row if box.figure]
        for box in words[:-1]:
            yield Line(box.text, label=box.key)
        if not numbers:
            yield from (Line(box.text, label=box.key) for box in words[-1:])
            continue
        text = words[-1].text if words else ""
        cut = len(text) // 2 if len(text) > 7 else len(text)
        line = " ".join([text[:cut], *(box.text for box in numbers)]).strip()
        yield Line(line, figures(numbers), label=words[-1].key if words else "")
        if text[cut:]:
            yield Line(text[cut:])


# ---- converters --------------------------------------------------------------------------------------------------


def fragments(block: Block, rng: Random) -> Iterator[Line]:
    """A PDF converter's Markdown: the table torn into small ones, figures before their labels in some."""
    at = 0
    while at < len(block.rows):
        size = rng.randint(1, 4)
        piece = block.rows[at : at + size]
        at += size
        before = block.table == "applications" and rng.random() < 0.5
        yield Line("")
        for y, row in enumerate(piece):
            words, numbers = [b for b in row if not b.figure], [b for b in row if b.figure]
            order = numbers + words if before and words and numbers else row
            yield Line("|" + "|".join(b.text for b in order) + "|", figures(row), label=labels(row))
            if y == 0:
                yield Line("|" + "---|" * len(order))
        yield Line("")


def ocr_groups(block: Block, rng: Random) -> Iterator[Line]:
    """OCR Markdown: one small table for each group, each with a header that the recogniser made up."""
    heads = ("项目", "申请人", "数量", "类别", "序号", "列1", "列2", "结果", "总计", "自然人")
    piece: list[list[Box]] = []
    for row in [*block.rows, []]:
        starts = not row or any(box.key.startswith(("group:", "block")) for box in row)
        if starts and piece:
            wide = max(len(r) for r in piece)
            yield Line("")
            yield Line("| " + " | ".join(rng.choice(heads) for _ in range(wide)) + " |")
            yield Line("|" + " --- |" * wide)
            for r in piece:
                text = "| " + " | ".join(["" for _ in range(wide - len(r))] + [b.text for b in r]) + " |"
                yield Line(text, figures(r), label=labels(r))
            piece = []
        piece.append(row)
    yield Line("")


TEXT_LAYOUTS = (
    TextLayout("cell-a-line", cell_a_line, gap=True, indent="        ", keeps_blanks=False),
    TextLayout("cell-a-line-tight", cell_a_line_tight, keeps_blanks=False),
    TextLayout("pipe-after-cell", pipe_after_cell, pipes=True),
    TextLayout("row-a-line-ragged", row_a_line_ragged, pipes=True),
    TextLayout("row-a-line-spaced", row_a_line_spaced, keeps_blanks=False),
    TextLayout("row-a-line-tabbed", row_a_line_tabbed),
    TextLayout("markdown", markdown, suffix="md", pipes=True),
    TextLayout("markdown-repeated", markdown_repeated, suffix="md", pipes=True),
    TextLayout("label-then-pipe", label_then_pipe, pipes=True),
    TextLayout("label-line-figures-line", row_without_pipes_between, keeps_blanks=False),
    TextLayout("pdf-layout", pdf_layout, keeps_blanks=False),
    TextLayout("pdf-layout-paged", pdf_layout_paged, keeps_blanks=False),
    TextLayout("pdf-raw", pdf_raw, keeps_blanks=False),
    TextLayout("pdf-wrapped", pdf_wrapped, keeps_blanks=False),
    TextLayout("pdf-fragments", fragments, suffix="md"),
    TextLayout("ocr-groups", ocr_groups, suffix="md"),
    TextLayout("wall-of-pipes", wall_of_pipes, recover=0.0, loses=True, pipes=True),
)
