"""The applications table: rows by their labels, columns by their heads, and its sums to settle what has vanished."""

from collections.abc import Sequence
from itertools import pairwise

from mingbai.reading.heads import applicant_columns, head_words
from mingbai.reading.labels import labels_of
from mingbai.reading.order import between, in_order
from mingbai.reading.rows import Found, find_rows
from mingbai.reading.settle import UNREADABLE, Doubt, Settled, settle, straight
from mingbai.reading.stream import Token
from mingbai.reading.table import LOST, MISSING, Reading, editions_of, fill, span_of, unread_at
from mingbai.report.form import TableForm
from mingbai.report.values import Table
from mingbai.text.page import Page

__all__ = ["read_applications"]

_WIDTH = 7
"""A row: six kinds of applicant and their total."""
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


def read_applications(found: Sequence[Token], page: Page) -> Reading:
    """Return the table of applications received and handled."""
    labels = labels_of("applications")
    named = find_rows(found, labels, _WIDTH)
    newest, *older = editions_of("applications")
    split = _SPLIT & (named.slots.keys() | named.bare)
    table = (
        newest
        if split
        else next((t for t in older if "other" in named.slots or "other" in named.bare), newest)
    )
    keys = {row.key for row in table.rows}
    if len(keys & (named.slots.keys() | named.bare)) < 3:
        return Reading(None, (unread_at("applications", LOST),))
    columns = applicant_columns(
        head_words(found, labels), [c.key for c in table.blocks[0].columns], page.text, named.slots.values()
    )
    if columns is None:
        cells = dict.fromkeys(table.cells(), UNREADABLE)
        return Reading(
            Table(table.edition, cells), (unread_at("applications", _STRANGE_ORDER),), span_of(found)
        )
    slots = {key: slots for key, slots in named.slots.items() if key in keys and key not in named.disputed}
    if table.rows[-1].key in named.bare and not _leaves_foot(slots, table, columns):
        named = Found({}, frozenset(keys), frozenset(), (), named.runs)
        slots = {}
    if named.strays:
        for edition in (newest, *older):
            matched = in_order(named.runs, edition, labels, _WIDTH) or between(named.runs, edition, _WIDTH)
            if matched:
                table, slots = edition, matched
                named = Found(matched, frozenset(), frozenset(), (), ())
                break
    # Sums down the page prove nothing about where figures stand while a row that they add up is not printed.
    whole = keys <= slots.keys() | named.bare | named.disputed
    settled = settle(slots, columns, [i for i in table.identities if whole or i.each == "row"])
    for key in _before_a_gap(settled, table, named):
        settled[key] = Settled(dict.fromkeys(columns, UNREADABLE), _GAP)
    cells, unread = fill(table, settled, named, found)
    if table is newest and any(cells.get((key, "total")) == UNREADABLE for key in _SPLIT) and not split:
        # Perhaps the one row of an older edition stands there, its label not made out.
        unread += [unread_at(f"applications/{key}", MISSING) for t in older for key in _only_in(t, newest)]
    return Reading(Table(table.edition, cells), tuple(unread), span_of(found))


def _only_in(older: TableForm, newer: TableForm) -> list[str]:
    """Return the rows of an older edition that the newer one does not have."""
    return [row.key for row in older.rows if row.key not in {each.key for each in newer.rows}]


def _before_a_gap(settled: dict[str, Settled], table: TableForm, named: Found) -> list[str]:
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
