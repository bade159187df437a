"""The statutory tables read from a page: what is printed, what is blank, and what cannot be told, cell by cell."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mingbai.reading import rows as rows_of
from mingbai.reading.heads import applicant_columns, block_columns, head_words
from mingbai.reading.labels import core, labels_of
from mingbai.reading.order import between, in_order
from mingbai.reading.settle import UNREADABLE, VANISHED, Doubt, Settled, cell, settle, straight, window
from mingbai.reading.stream import Mark, Token, squeeze, tokens
from mingbai.report import form
from mingbai.report.form import Line, TableForm
from mingbai.report.values import Cell, Status, Table, Unread
from mingbai.text.fold import Folded
from mingbai.text.page import Page, Span

__all__ = ["Reading", "read_indicators", "read_table"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one table: the table (None when no cell of it is on the page), what is unread, and the span it fills."""

    table: Table | None
    unread: tuple[Unread, ...] = ()
    span: Span | None = None


_MISSING = Doubt(
    "这一行的行名没有找到，但表里有没有行名的数",
    "its label was not found, and figures without a label stand in the table",
)
_LOST = Doubt("只有标题，没有读到表中的数", "the heading is there, the figures of the table are not")
_NO_HEAD = Doubt(
    "读不出表头，分不清用的是哪一年的表式",
    "the column heads cannot be read, so the edition of the form is not known",
)
_SPLIT = {"other_not_amended", "other_fee_unpaid"}
"""Rows that tell the form of 2021 from that of 2019, where 其他处理 is one row."""
_STRANGE_ORDER = Doubt(
    "各列的次序与表式不同，又认不全列名",
    "the columns stand in another order than the form's, and their heads cannot all be made out",
)
_GAP = Doubt(
    "下一行没有印出来，合计又不成立，这一行的数可能是下一行的",
    "the next row is not printed and the sums do not come out, so these figures may be the next row's",
)
_TWICE = Doubt("这一行在页面上出现两次而数不相同", "the row stands on the page twice with different figures")
_ACROSS = Doubt(
    "表三一行应有15个数，页面上的数对不上", "the row of 15 figures does not stand on the page as such"
)


def read_table(key: str, page: Page, folded: Folded, region: Span) -> Reading:
    """Return table *key* (``proactive``, ``applications``, ``remedies``) as it stands in *region* of the page."""
    found = tokens(page, folded, region)
    if not any(token.mark is Mark.FIGURE for token in found):
        return Reading(None, (_unread(key, _LOST),))
    reader = {"proactive": _proactive, "applications": _applications, "remedies": _remedies}[key]
    return reader(found, page)


def _unread(at: str, doubt: Doubt) -> Unread:
    return Unread(at, doubt.zh, doubt.en)


def _span(found: Sequence[Token]) -> Span:
    filled = [t.span for t in found if t.span[1] > t.span[0]]
    return (min(s[0] for s in filled), max(s[1] for s in filled))


def _editions(key: str) -> list[TableForm]:
    """Return the editions of a table, newest first."""
    return [f.table(key) for f in reversed(form.editions()) if any(t.key == key for t in f.tables)]


def _filled(
    table: TableForm, settled: dict[str, Settled], found: rows_of.Found, printed: Sequence[Token]
) -> tuple[dict[tuple[str, str], Cell], list[Unread]]:
    """Return the cells of the whole table and what is unread; a row that the page does not print is absent."""
    cells: dict[tuple[str, str], Cell] = {}
    unread: list[Unread] = []
    lost = any(run.figures and not run.labels for run in found.runs) or len(found.disputed) > 1
    words = "".join(squeeze(token.text) for token in printed if token.mark is Mark.WORDS)
    for row in table.rows:
        columns = [column.key for column in table.columns(row.key)]
        result = settled.get(row.key)
        if row.key in found.disputed:
            result = Settled(dict.fromkeys(columns, UNREADABLE), _TWICE)
        elif result is None and row.key in found.bare:
            result = Settled(
                dict.fromkeys(columns, UNREADABLE),
                Doubt("只有行名，没有读到数", "the row is named but no figure was found beside it"),
            )
        elif result is None and (lost or _glimpsed(row, words)):
            result = Settled(dict.fromkeys(columns, UNREADABLE), _MISSING)
        if result is None:
            continue
        for column in columns:
            cells[row.key, column] = result.cells[column]
            if result.cells[column].status is Status.UNREADABLE and result.doubt:
                unread.append(_unread(f"{table.key}/{row.key}/{column}", result.doubt))
    return cells, unread


def _glimpsed(row: Line, words: str) -> bool:
    """Tell whether a beginning or an end of the row's label stands among the words, though it was not made out as a row."""
    label = core(row.label)
    return len(label) > 4 and (label[:5] in words or label[-5:] in words)


def _applications(found: Sequence[Token], page: Page) -> Reading:
    labels = labels_of("applications")
    width = 7
    named = rows_of.find_rows(found, labels, width)
    newest, *older = _editions("applications")
    split = _SPLIT & (named.slots.keys() | named.bare)
    table = (
        newest
        if split
        else next((t for t in older if "other" in named.slots or "other" in named.bare), newest)
    )
    keys = {row.key for row in table.rows}
    if len(keys & (named.slots.keys() | named.bare)) < 3:
        return Reading(None, (_unread("applications", _LOST),))
    columns = applicant_columns(
        head_words(found, labels), [c.key for c in table.blocks[0].columns], page.text, named.slots.values()
    )
    if columns is None:
        return Reading(None, (_unread("applications", _STRANGE_ORDER),), _span(found))
    slots = {key: slots for key, slots in named.slots.items() if key in keys and key not in named.disputed}
    if table.rows[-1].key in named.bare and not _leaves_foot(slots, table, columns):
        named = rows_of.Found({}, frozenset(keys), frozenset(), (), named.runs)
        slots = {}
    if named.strays:
        for edition in (newest, *older):
            matched = in_order(named.runs, edition, labels, width) or between(named.runs, edition, width)
            if matched:
                table, slots = edition, matched
                named = rows_of.Found(matched, frozenset(), frozenset(), (), ())
                break
    settled = settle(slots, columns, table.identities)
    for key in _before_a_gap(settled, table, named):
        settled[key] = Settled(dict.fromkeys(columns, UNREADABLE), _GAP)
    cells, unread = _filled(table, settled, named, found)
    return Reading(Table(table.edition, cells), tuple(unread), _span(found))


def _before_a_gap(settled: dict[str, Settled], table: TableForm, named: rows_of.Found) -> list[str]:
    """Return the rows that may hold the figures of a row missing after them.

    Where labels and figures stand on lines of their own and lines have gone, a label is followed by the figures of the
    next row; the sums of the outcomes then do not come out.
    """
    rows = [row.key for row in table.rows]
    apart = {
        run.labels[-1] for run in named.runs if run.labels and not run.same_row and not run.slots[0].celled
    }
    suspects = [
        here for here, after in pairwise(rows) if after not in settled and here in settled and here in apart
    ]
    if not suspects:
        return []
    for identity in table.identities:
        if identity.each == "column":
            for column in table.blocks[0].columns:
                value = {key: row.cells[column.key].value or 0 for key, row in settled.items()}
                if sum(value.get(k, 0) for k in identity.left) != sum(
                    value.get(k, 0) for k in identity.right
                ):
                    return suspects
    return []


def _leaves_foot(slots: dict[str, list[Token]], table: TableForm, columns: Sequence[str]) -> bool:
    """Tell whether the outcomes of all applicants sum to their total: the last row has lost its figures, or all stand askew."""
    settled = {key: straight(tokens, columns) for key, tokens in slots.items()}
    totals = {key: row.cells["total"].value or 0 for key, row in settled.items() if row}
    return any(
        bool(totals.get(i.right[0])) and sum(totals.get(k, 0) for k in i.left) == totals[i.right[0]]
        for i in table.identities
        if i.each == "column" and len(i.right) == 1
    )


def _proactive(found: Sequence[Token], page: Page) -> Reading:
    heads = "".join(squeeze(token.text) for token in found if token.mark is Mark.WORDS)
    labels = labels_of("proactive")
    named = rows_of.find_rows(found, labels, 3)
    editions = _told_by_heads(_editions("proactive"), heads)
    if len(editions) != 1:
        return Reading(None, (_unread("proactive", _NO_HEAD),), _span(found))
    table = editions[0]
    settled: dict[str, Settled] = {}
    damaged = False
    heads_of = {run.labels[-1]: run.above for run in reversed(named.runs) if run.labels}
    for block in table.blocks:
        above = next((heads_of[row.key] for row in block.rows if row.key in heads_of), ())
        columns = None if _two_years(above) else block_columns(above, block, page.text)
        for row in block.rows:
            if row.key not in named.slots:
                continue
            result = straight(named.slots[row.key], columns) if columns else None
            if result is None and figures_of(named.slots[row.key]):
                damaged = True
            figures = figures_of(named.slots[row.key])
            doubt = Doubt(
                f"这一行应有{len(block.columns)}个数，页面上不是" if figures else "只有行名，没有读到数",
                f"the row should print {len(block.columns)} figures and does not"
                if figures
                else "no figure beside the label",
            )
            settled[row.key] = result or Settled(
                dict.fromkeys((c.key for c in block.columns), UNREADABLE), doubt
            )
    if damaged:
        # Where one row has lost a cell, a blank that no drawn cell holds proves nothing in another.
        for key, taken in settled.items():
            gaps = any(c.status is Status.BLANK for c in taken.cells.values())
            if gaps and not all(slot.celled for slot in named.slots[key]):
                settled[key] = Settled(dict.fromkeys(taken.cells, UNREADABLE), VANISHED)
    cells, unread = _filled(table, settled, named, found)
    if not cells:
        return Reading(None, (_unread("proactive", _LOST),))
    return Reading(Table(table.edition, cells), tuple(unread), _span(found))


def _two_years(heads: Sequence[Token]) -> bool:
    """Tell whether the heads name two years: then a row holds the figures of both, side by side."""
    words = "".join(squeeze(head.text) for head in heads)
    return len(set(re.findall(r"(?<!\d)20\d\d(?=年)", words))) > 1


def figures_of(slots: Sequence[Token]) -> int:
    """Return how many figures stand in the slots."""
    return sum(slot.mark is Mark.FIGURE for slot in slots)


def _told_by_heads(tables: Sequence[TableForm], heads: str) -> list[TableForm]:
    """Return the editions that can be the one printed: by the heads of the first block, else by heads that only one has."""
    own = {
        table.edition: {
            squeeze(a) for block in table.blocks for column in block.columns for a in column.anchors
        }
        for table in tables
    }
    first = [
        table
        for table in tables
        if all(any(squeeze(a) in heads for a in column.anchors) for column in table.blocks[0].columns)
    ]
    if len(first) == 1:
        return first
    told = []
    for table in tables:
        others = set().union(*(anchors for edition, anchors in own.items() if edition != table.edition))
        if any(anchor in heads for anchor in own[table.edition] - others):
            told.append(table)
    return told


def _remedies(found: Sequence[Token], page: Page) -> Reading:
    newest = _editions("remedies")[0]
    rows = [row.key for row in newest.rows]
    columns = [column.key for column in newest.blocks[0].columns]
    width = len(rows) * len(columns)
    runs = [run for run in _figure_runs(found) if any(t.mark is Mark.FIGURE for t in run)]
    row = _one_row(runs, width) or _three_rows(runs, len(rows), len(columns))
    if row is None:
        cells = {(r, c): UNREADABLE for r in rows for c in columns}
        return Reading(Table(newest.edition, cells), (_unread("remedies", _ACROSS),), _span(found))
    cells = {
        (r, c): cell(row[i * len(columns) + j]) for i, r in enumerate(rows) for j, c in enumerate(columns)
    }
    gaps = any(token.mark is Mark.BLANK and not token.celled for token in row)
    if gaps and not all(_block_foots(cells, r, newest) for r in rows):
        cells = dict.fromkeys(cells, UNREADABLE)
    unread = tuple(
        _unread(f"remedies/{r}/{c}", _ACROSS) for (r, c), v in cells.items() if v.status is Status.UNREADABLE
    )
    return Reading(Table(newest.edition, cells), unread, _span(found))


def _block_foots(cells: dict[tuple[str, str], Cell], row: str, table: TableForm) -> bool:
    """Tell whether a block's parts sum to its printed total (or it is blank from end to end)."""
    blank = all(cell.status is Status.BLANK for (r, _), cell in cells.items() if r == row)
    return blank or all(
        all(cells[row, k].status is Status.READ for k in i.right)
        and sum(cells[row, k].value or 0 for k in i.left) == sum(cells[row, k].value or 0 for k in i.right)
        for i in table.identities
    )


def _figure_runs(found: Sequence[Token]) -> list[list[Token]]:
    """Return the runs of figures and visible blanks; drawn cells of one printed row stay together."""
    runs: list[list[Token]] = [[]]
    for token in found:
        if token.mark is Mark.WORDS:
            runs.append([])
        else:
            if runs[-1] and token.celled and token.row != runs[-1][-1].row:
                runs.append([])
            runs[-1].append(token)
    return [run for run in runs if run]


def _one_row(runs: Sequence[Sequence[Token]], width: int) -> Sequence[Token] | None:
    """Return the one run that fills the row, when no other run could be part of it."""
    long = [run for run in runs if figures_of(run) > 2 or len(run) >= width]
    return window(long[0], width) if len(long) == 1 else None


def _three_rows(runs: Sequence[Sequence[Token]], count: int, width: int) -> Sequence[Token] | None:
    """Return the cells of a table printed as one row a kind, each exactly as wide as its kind."""
    full = [run for run in runs if len(run) == width]
    if len(full) != count or len(full) != len(runs):
        return None
    return [token for run in full for token in run]


def read_indicators(page: Page, folded: Folded) -> Reading:
    """Return the statistics form of 2014 to 2018 where the page carries it."""
    title = re.search(r"政府信息公开情况统计表|统[ \t]*计[ \t]*指[ \t]*标", folded.text)
    if not title:
        return Reading(None)
    found = tokens(page, folded, folded.span(title.start(), len(folded.text)))
    labels = labels_of("indicators")
    named = rows_of.find_rows(found, labels, 1)
    table = _editions("indicators")[0]
    if len(named.slots) < 10:
        printed = bool(named.slots or named.bare)
        return Reading(None, (_unread("indicators", _LOST),) if printed else ())
    settled = {}
    for key, slots in named.slots.items():
        doubt = Doubt("这一行的数不是一个", "the row does not print one figure")
        settled[key] = straight(slots, ["value"]) or Settled({"value": UNREADABLE}, doubt)
    cells, unread = _filled(table, settled, named, found)
    return Reading(Table(table.edition, cells), tuple(unread), _span(found))
