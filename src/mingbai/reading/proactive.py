"""The proactive table: blocks with columns of their own, by the edition that their heads tell."""

from collections.abc import Sequence

from mingbai.reading.heads import columns_of_blocks
from mingbai.reading.labels import labels_of
from mingbai.reading.rows import Run, find_rows
from mingbai.reading.settle import NO_FIGURE, UNREADABLE, VANISHED, Doubt, Settled, gapes, moved_up, straight
from mingbai.reading.stream import Mark, Token, figures_in, squeeze
from mingbai.reading.table import LOST, Reading, editions_of, fill, span_of, unread_at
from mingbai.report.form import TableForm
from mingbai.report.values import Table
from mingbai.text.page import Page

__all__ = ["read_proactive"]

_NO_HEAD = Doubt(
    "读不出表头，分不清用的是哪一年的表式",
    "the column heads cannot be read, so the edition of the form is not known",
)


def read_proactive(found: Sequence[Token], page: Page) -> Reading:
    """Return the table of what was disclosed on the body's own initiative."""
    heads = "".join(squeeze(token.text) for token in found if token.mark is Mark.WORDS)
    labels = labels_of("proactive")
    named = find_rows(found, labels, 3)
    editions = _told_by_heads(editions_of("proactive"), heads)
    if len(editions) != 1:
        return Reading(None, (unread_at("proactive", _NO_HEAD),), span_of(found))
    table = editions[0]
    settled: dict[str, Settled] = {}
    damaged = False
    heads_of = _heads_above(named.runs)
    above = [
        next((heads_of[row.key] for row in block.rows if row.key in heads_of), ()) for block in table.blocks
    ]
    for block, columns in zip(table.blocks, columns_of_blocks(table.blocks, above, page.text), strict=True):
        moved = moved_up(named.slots, len(block.columns))
        for row in block.rows:
            if row.key not in named.slots:
                continue
            slots = named.slots[row.key]
            result = straight(slots, columns) if columns else None
            if row.key in moved:
                result = None
            damaged = damaged or (result is None and figures_in(slots) > 0)
            settled[row.key] = result or _unsettled([c.key for c in block.columns], figures_in(slots))
    if damaged:
        # Where one row has lost a cell, a blank that no drawn cell holds proves nothing in another.
        for key, taken in settled.items():
            if gapes(taken) and not all(slot.celled for slot in named.slots[key]):
                settled[key] = Settled(dict.fromkeys(taken.cells, UNREADABLE), VANISHED)
    cells, unread = fill(table, settled, named, found)
    if not cells:
        return Reading(None, (unread_at("proactive", LOST),))
    return Reading(Table(table.edition, cells), tuple(unread), span_of(found))


def _unsettled(columns: Sequence[str], figures: int) -> Settled:
    """Return a row of the block that does not print one figure a column."""
    wanted = Doubt(
        f"这一行应有{len(columns)}个数，页面上不是",
        f"the row should print {len(columns)} figures and does not",
    )
    return Settled(dict.fromkeys(columns, UNREADABLE), wanted if figures else NO_FIGURE)


def _heads_above(runs: Sequence[Run]) -> dict[str, tuple[Token, ...]]:
    """Return the words above each row, those above a row without a readable label handed on to the next."""
    above: dict[str, tuple[Token, ...]] = {}
    carried: tuple[Token, ...] = ()
    for run in runs:
        carried += run.above
        if run.labels:
            above.setdefault(run.labels[-1], carried)
            carried = ()
    return above


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
