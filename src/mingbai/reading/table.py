"""What reading one statutory table gives, and the cells of a table filled in from its rows."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mingbai.reading.labels import Labels, core, labels_of
from mingbai.reading.rows import Found
from mingbai.reading.settle import NO_FIGURE, UNREADABLE, Doubt, Settled
from mingbai.reading.stream import Mark, Token, squeeze
from mingbai.report import form
from mingbai.report.form import Line, TableForm
from mingbai.report.values import Cell, Status, Table, Unread
from mingbai.text.fold import Folded
from mingbai.text.page import Span

__all__ = [
    "ANOTHER_YEAR",
    "LOST",
    "MISSING",
    "Reading",
    "editions_of",
    "fill",
    "of_another_year",
    "span_of",
    "unread_at",
]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one table: the table (None when no cell of it is on the page), what is unread, and the span it fills."""

    table: Table | None
    unread: tuple[Unread, ...] = ()
    span: Span | None = None


LOST = Doubt("只有标题，没有读到表中的数", "the heading is there, the figures of the table are not")
_YEAR = re.compile(r"\(?(?P<year>20\d\d)(?:年度?|-度)\)?(?P<note>\([^)]*\))?")
_OF_BEFORE = re.compile("上年|上一年|去年|往年|对照|对比")
ANOTHER_YEAR = Doubt(
    "表上标着另一年度，分不清哪些数是本年度的",
    "the table is marked as another year's, so it cannot be told which figures are this year's",
)
MISSING = Doubt(
    "这一行的行名没有找到，但表里有没有行名的数",
    "its label was not found, and figures without a label stand in the table",
)
_TWICE = Doubt("这一行在页面上出现两次而数不相同", "the row stands on the page twice with different figures")


def unread_at(at: str, doubt: Doubt) -> Unread:
    """Return the entry for what could not be read at a path."""
    return Unread(at, doubt.zh, doubt.en)


def span_of(found: Sequence[Token]) -> Span:
    """Return the stretch of the page from the first of the tokens to the last."""
    filled = [t.span for t in found if t.span[1] > t.span[0]]
    return (min(s[0] for s in filled), max(s[1] for s in filled))


def of_another_year(found: Sequence[Token], folded: Folded, start: int) -> bool:
    """Tell whether a line above figures says that they are last year's, or two such lines say two different years.

    The tokens begin at *start* of the folded text; the line above may be such a line too.
    """
    above = folded.text[:start].rstrip().rpartition("\n")[2]
    alone = Counter(token.row for token in found)
    years: set[str] = set()
    mark = _YEAR.fullmatch(above.strip())
    for token in found:
        if alone[token.row] == 1 and (said := _YEAR.fullmatch(token.text)):
            mark = said
        elif mark and token.mark is Mark.FIGURE:
            years.add(mark["year"])
            if len(years) > 1 or _OF_BEFORE.search(mark["note"] or ""):
                return True
    return False


def editions_of(key: str) -> list[TableForm]:
    """Return the editions of a table, newest first."""
    return [f.table(key) for f in reversed(form.editions()) if any(t.key == key for t in f.tables)]


def fill(
    table: TableForm, settled: dict[str, Settled], found: Found, printed: Sequence[Token]
) -> tuple[dict[tuple[str, str], Cell], list[Unread]]:
    """Return the cells of the whole table and what is unread; a row that the page does not print is absent."""
    cells: dict[tuple[str, str], Cell] = {}
    unread: list[Unread] = []
    widest = max(len(block.columns) for block in table.blocks)
    nameless = any(run.figures and (not run.labels or run.figures > widest) for run in found.runs)
    lost = nameless or len(found.disputed) > 1
    words = [squeeze(token.text) for token in printed if token.mark is Mark.WORDS]
    for row in table.rows:
        columns = [column.key for column in table.columns(row.key)]
        result = settled.get(row.key)
        if row.key in found.disputed:
            result = Settled(dict.fromkeys(columns, UNREADABLE), _TWICE)
        elif result is None and row.key in found.bare:
            result = Settled(dict.fromkeys(columns, UNREADABLE), NO_FIGURE)
        elif result is None and (lost or _glimpsed(row, words, labels_of(table.key))):
            result = Settled(dict.fromkeys(columns, UNREADABLE), MISSING)
        if result is None:
            continue
        for column in columns:
            cells[row.key, column] = result.cells[column]
            if result.cells[column].status is Status.UNREADABLE and result.doubt:
                unread.append(unread_at(f"{table.key}/{row.key}/{column}", result.doubt))
    return cells, unread


def _glimpsed(row: Line, words: Sequence[str], labels: Labels) -> bool:
    """Tell whether a piece of the row's label, or a harmed one, stands among the words, though it was not made out as a row."""
    label, together = core(row.label), "".join(words)
    if len(label) > 4 and (label[:5] in together or label[-5:] in together):
        return True
    return any(labels.resembles(word, row.key) for word in words)
