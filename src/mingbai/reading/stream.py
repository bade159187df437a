"""A stretch of a page as the tokens of a table: words, figures and blanks in reading order, however it is laid out.

One token stream stands for every layout: HTML or Word cells, one cell a line, pipes, tabs, figures apart by spaces. What
a layout really tells is kept beside the tokens: which tokens share a printed row, and whether blanks are visible in it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from itertools import pairwise, zip_longest

from mingbai.reading.markup import RULE, blanked, by_rules, doubled, unlisted
from mingbai.report.values import Amount
from mingbai.text.fold import Folded
from mingbai.text.page import GridCell, Page, Span

__all__ = [
    "Mark",
    "Token",
    "amount",
    "figures_in",
    "inside",
    "is_unit",
    "says_none",
    "squeeze",
    "tokens",
    "units_cut",
]


class Mark(Enum):
    """What a token is: words, a figure, or a cell that is visibly empty."""

    WORDS = "words"
    FIGURE = "figure"
    BLANK = "blank"


@dataclass(slots=True)
class Token:
    """One word, figure or visible blank; `row` is shared by the tokens of one printed row.

    `celled` says that the document itself draws the cell (HTML, Word …), so that neighbours cannot have vanished.
    """

    mark: Mark
    text: str
    span: Span
    row: int
    value: Amount | None = None
    celled: bool = False

    @property
    def hollow(self) -> bool:
        """Tell whether it is a blank that only its place shows, with no stroke, word or entity printed for none."""
        return self.mark is Mark.BLANK and not says_none(self.text)


_FIGURE = re.compile(
    r"(?P<sign>[-+]|增加?|减少?)?(?P<digits>\d{1,3}(?:[,，]\d{3})+(?!\d)|\d+)(?P<part>\.\d+)?(?:\s*(?P<unit>[件项条次宗个人篇]|人次|万元))?"
)
_NOTE = re.compile(r"[(（\[〔【][^()（）]*[)）\]〕】]$|\[?注\d*\]?$|[*＊※①②③]+$")
_BLANK = re.compile(r"(?:&nbsp;|&#160;)+|[-—–―─/\\|·.。、_　]*|无|空|")
_NONE = re.compile(r"[-—–―─/\\无空&]")
_SQUEEZED = re.compile(r"[^0-9一-龥〇]+")
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–·]+\s*\d{1,3}\s*[-—–·]+|第\s*\d{1,3}\s*页.{0,12}|\d{1,3}\s*/\s*\d{1,3}|Page\s*\d+.*)\s*"
)
_RULE = re.compile(r"[\s|:+=-]*-{3,}[\s|:+=-]*")
_AT_END = re.compile(r"(?:[件项条次宗个人篇部]|人次|万元)$")
_ROW_OF_FIGURES = re.compile(r"\S[ \t|]+\d[\d,.]*[ \t|]*$")
_OPENS_A_FIGURE = frozenset("0123456789+-增减零〇○")
_UNIT = re.compile(r"[(（]?(?:单位:?)?(?:[件项条次宗个人篇部]|人次|万元|元)[)）]?")
_WORD = re.compile(r"[^\s(（]*[(（][^()（）\n]{0,40}[)）]\S*|\S+")
_SPACED = re.compile(r"(?<!\S)[一-龥] [一-龥](?!\S)")
_SPACED_WORD = re.compile(r"(?<!\S)(?:\d *[.、] *)?(?!无)[一-龥](?: (?!无)[一-龥])+(?!\S)|\S+")
"""A word set with spaces between its characters: 自 然 人."""
_ONCE = re.compile(r"[|\t]")
_TWICE = re.compile(r"\|\||\t\t|^\||\|$")
_LONGEST_CELL = 160
"""A cell longer than this holds a piece of the report, not a label or a figure."""


def squeeze(text: str) -> str:
    """Return *text* as labels are compared: its Han characters and digits, without spaces, punctuation, injected letters."""
    return _squeezed(text) if len(text) < _LONGEST_CELL else _SQUEEZED.sub("", text)


@lru_cache(maxsize=4096)  # every report prints the same labels
def _squeezed(text: str) -> str:
    return _SQUEEZED.sub("", text)


def says_none(text: str) -> bool:
    """Tell whether a blank cell prints a stroke or a word for none, so that it is no mere place."""
    return bool(_NONE.search(text))


def is_unit(text: str) -> bool:
    """Tell whether a cell prints only what its row counts (件, 万元)."""
    return bool(_UNIT.fullmatch(text))


def units_cut(*lines: tuple[Sequence[Token], int]) -> bool:
    """Tell whether a line of a row lacks units that others print; each is its slots and how many units follow them apart.

    Narrow cells then break between figure and unit, and a line does not hold its figures in the order of the columns.
    """
    bare = [sum(not _AT_END.search(s.text) for s in slots if s.mark is Mark.FIGURE) for slots, _ in lines]
    printed = sum(apart for _, apart in lines) + sum(figures_in(s) for s, _ in lines) - sum(bare)
    return printed > 0 and any(n > apart for n, (_, apart) in zip(bare, lines, strict=True))


def figures_in(slots: Sequence[Token]) -> int:
    """Return how many figures stand in the slots."""
    return sum(slot.mark is Mark.FIGURE for slot in slots)


def amount(text: str) -> Amount | None:
    """Return the figure that a cell prints, alone or with its unit or a note in brackets; None when it prints no figure.

    >>> amount("22（其中修订16件）")
    22
    """
    text = text.strip()
    if not text or len(text) > 60 or text[0] not in _OPENS_A_FIGURE:
        return None
    found = _FIGURE.match(text)
    if not found:
        return 0 if text in ("零", "〇", "○", "零件") else None
    rest = text[found.end() :].strip()
    if rest and not _NOTE.fullmatch(rest):
        return None
    digits = found["digits"].replace(",", "").replace("，", "")
    if len(digits) > 15:
        return None
    value: Amount = Decimal(digits + found["part"]) if found["part"] else int(digits)
    return -value if found["sign"] and found["sign"] in "-减减少" else value


def tokens(page: Page, folded: Folded, region: Span, *, blank_lines: bool = False) -> list[Token]:
    """Return the tokens of a region of the source text, drawn cells first where there are any, loose text between them by lines.

    *blank_lines* takes a line that holds nothing but spaces for a cell that is visibly empty.
    """
    start, end = region
    found: list[Token] = []
    position = start
    row = 0
    for cells in _drawn(page, region):
        first = min(cell.span[0] for cell in cells)
        if first > position:
            row = _loose(folded, (position, first), found, row + 1, blank_lines)
        row += 1
        for cell in cells:
            found.append(_celled(_folded_text(folded, cell.span), cell.span, row))
        position = max(position, max(cell.span[1] for cell in cells))
    if position < end:
        _loose(folded, (position, end), found, row + 1, blank_lines)
    return found


def inside(folded: Folded, span: Span) -> Span:
    """Return the span of the folded text that *span* of the source became."""
    if isinstance(folded.at, range):
        return span
    return bisect_left(folded.at, span[0]), bisect_left(folded.at, span[1])


def _folded_text(folded: Folded, span: Span) -> str:
    start, end = inside(folded, span)
    return folded.text[start:end]


def _drawn(page: Page, region: Span) -> list[list[GridCell]]:
    """Return the rows of drawn cells inside *region*, down the page; cells that hold a stretch of the report are left out."""
    start, end = region
    rows: list[list[GridCell]] = []
    for grid in page.grids:
        if grid.span[1] < start or grid.span[0] > end:
            continue
        for row in grid.by_row():
            kept = [
                c
                for c in row
                if start <= c.span[0] and c.span[1] <= end and c.span[1] - c.span[0] <= _LONGEST_CELL
            ]
            if kept:
                rows.append(kept)
    rows.sort(key=lambda row: row[0].span[0])
    return rows


def _celled(text: str, span: Span, row: int) -> Token:
    text = text.strip()
    mark, value = _printed(text)
    return Token(mark, text, span, row, value, celled=True)


@lru_cache(maxsize=4096)  # every report prints the same labels, and many zeros
def _printed(text: str) -> tuple[Mark, Amount | None]:
    """Return what a drawn cell prints, and its figure."""
    value = amount(text)
    if value is not None:
        return Mark.FIGURE, value
    said = _AT_END.sub("", text)  # an empty cell may still print what it counts: 件, —件
    return Mark.BLANK if _BLANK.fullmatch(said) else Mark.WORDS, None


def _loose(folded: Folded, region: Span, into: list[Token], row: int, blank_lines: bool) -> int:
    """Append the tokens of text that no cell is drawn around; return the last row number used."""
    start, end = inside(folded, region)
    text = blanked(folded.text[start:end])
    lines = [(m.start() + start, m[0]) for m in re.finditer(r"[^\n\f。]+。?", text)]
    lines = [line for line in lines if (blank_lines and line[1].isspace()) or not _skipped(line[1])]
    lines = unlisted(_without_page_numbers(lines, text, start))
    style = _pipe_style([line for _, line in lines])
    separator = _TWICE if doubled([line for _, line in lines]) else _ONCE
    unclosed = False
    for lines_of_row in by_rules(lines):
        row += 1
        cells: list[list[tuple[int, str]]] = []
        apart = False
        for at, line in lines_of_row:
            if "|" not in line and "\t" not in line:
                cells.append([(at, line)])
            else:
                cells.append([(at + o, part) for o, part in _parts(line, separator, style, unclosed)])
                apart = True
            unclosed = not line.rstrip().endswith(("|", "\t"))
        for pieces in zip_longest(*cells):
            filled = [piece for piece in pieces if piece and piece[1].strip()]
            for at, part in filled or [piece for piece in pieces if piece][:1]:
                _words(folded, at, part, row, into, whole=apart)
    return row


def _skipped(line: str) -> bool:
    """Tell whether a line belongs to no table: a sentence, a page number, the rule under a Markdown header."""
    return (
        not line.strip()
        or (line.endswith("。") and len(line) > 12)
        or bool(_PAGE_NUMBER.fullmatch(line))
        or (bool(_RULE.fullmatch(line)) and not RULE.fullmatch(line))
    )


def _without_page_numbers(lines: list[tuple[int, str]], text: str, start: int) -> list[tuple[int, str]]:
    """Leave out lone numbers set apart from the lines around them, where the page is not one cell a line."""
    lone = [(at, line) for at, line in lines if line.strip().isdigit() and len(line.strip()) < 4]
    rows = sum(bool(_ROW_OF_FIGURES.search(line)) for _, line in lines) if lone else 0
    if not lone or rows < 3 * len(lone):
        return lines
    apart = set()
    for at, line in lone:
        after = text[at - start + len(line) :]
        above = re.search(r"\n[^\S\n]*\n[^\S\n]*\Z|\f\s*\Z", text[: at - start])
        indented = len(line) - len(line.lstrip(" ")) >= 12
        if indented or (above and re.match(r"[^\S\n]*\n[^\S\n]*(?:\n|\f)|\s*\f", after)):
            apart.add(at)
    return [line for line in lines if line[0] not in apart]


def _pipe_style(lines: Sequence[str]) -> tuple[bool, bool]:
    """Return whether lines with content begin with a pipe, and whether they end with one, as most of them do."""
    filled = [s for s in (line.strip() for line in lines) if "|" in s and s.strip("| \t")]
    return (
        sum(s.startswith("|") for s in filled) * 2 > len(filled) > 0,
        sum(s.endswith("|") for s in filled) * 2 > len(filled) > 0,
    )


def _parts(
    line: str, separator: re.Pattern[str], style: tuple[bool, bool], unclosed: bool
) -> Iterator[tuple[int, str]]:
    """Yield (offset, cell) of a line with pipes or tabs; what stands outside the outer pipes is no cell.

    *unclosed* says that the line above ends without a pipe: then a pipe that stands alone ends that cell, and only a
    second one shows an empty cell.
    """
    opens, closes = style
    cuts = [(m.start(), m.end()) for m in separator.finditer(line)]
    parts = [(a, line[a:b]) for (_, a), (b, _) in pairwise([(0, 0), *cuts, (len(line), 0)])]
    filled = bool(line.strip("| \t\n"))
    if not filled and not (opens and closes):
        yield from parts[1 if unclosed else 0 : -1]
        return
    if len(parts) > 1 and not parts[-1][1].strip():
        parts.pop()
    if parts and not parts[0][1].strip() and line.lstrip().startswith("|"):
        parts.pop(0)
    yield from parts


def _words(folded: Folded, at: int, text: str, row: int, into: list[Token], *, whole: bool) -> None:
    """Append the words and figures of one loose cell or line; an empty one is a visible blank only between separators.

    *whole* says that separators stand around it: then words without a figure are one label, whatever spaces are in it.
    """
    words = [(at + m.start(), m[0]) for m in _WORD.finditer(text)]
    if " " in text and _SPACED.search(text):
        words = [(at + m.start(), m[0]) for m in _SPACED_WORD.finditer(text)]
    if not words:
        place = folded.span(at, at)
        into.append(Token(Mark.BLANK, "", place, row))
        return
    if whole and not any(amount(word) is not None or says_none(word) for _, word in words):
        start, (end, word) = words[0][0], words[-1]
        words = [(start, text[start - at : end + len(word) - at])]
    for n, (start, word) in enumerate(words):
        span = folded.span(start, start + len(word))
        value = amount(word)
        year = len(word) == 4 and n + 1 < len(words) and words[n + 1][1].startswith("年")
        if value is not None and not year:
            into.append(Token(Mark.FIGURE, word, span, row, value))
        elif _BLANK.fullmatch(_AT_END.sub("", word) or word) and (len(words) == 1 or says_none(word)):
            into.append(Token(Mark.BLANK, word, span, row))
        else:
            into.append(Token(Mark.WORDS, word, span, row))
