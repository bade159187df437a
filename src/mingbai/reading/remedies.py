"""The remedies table: one row of fifteen figures, or one row for each kind of remedy."""

import re
from collections.abc import Sequence
from itertools import groupby

from mingbai.reading.settle import UNREADABLE, Doubt, cell, window
from mingbai.reading.stream import Mark, Token, figures_in, squeeze, units_cut
from mingbai.reading.table import Reading, editions_of, span_of, unread_at
from mingbai.report.form import TableForm
from mingbai.report.values import Cell, Status, Table
from mingbai.text.page import Page

__all__ = ["read_remedies"]

_HEAD = re.compile("结果|审结|复议|总计")

_ACROSS = Doubt(
    "表三一行应有15个数，页面上的数对不上", "the row of 15 figures does not stand on the page as such"
)


def read_remedies(found: Sequence[Token], page: Page) -> Reading:
    """Return the table of reconsiderations and suits."""
    newest = editions_of("remedies")[0]
    rows = [row.key for row in newest.rows]
    columns = [column.key for column in newest.blocks[0].columns]
    width = len(rows) * len(columns)
    # A row that is blank from end to end counts too: beside it, a row with figures may be another year's.
    runs = [run for run in _figure_runs(found) if figures_in(run) or len(run) >= width]
    row = _one_row(runs, width) or _three_rows(runs, len(rows), len(columns))
    if row is None or units_cut(*((list(line), 0) for _, line in groupby(row, key=lambda slot: slot.row))):
        cells = {(r, c): UNREADABLE for r in rows for c in columns}
        return Reading(Table(newest.edition, cells), (unread_at("remedies", _ACROSS),), span_of(found))
    cells = {
        (r, c): cell(row[i * len(columns) + j]) for i, r in enumerate(rows) for j, c in enumerate(columns)
    }
    gaps = any(token.hollow and not token.celled for token in row)
    if gaps and not all(_block_foots(cells, r, newest) for r in rows):
        cells = dict.fromkeys(cells, UNREADABLE)
    unread = tuple(
        unread_at(f"remedies/{r}/{c}", _ACROSS)
        for (r, c), v in cells.items()
        if v.status is Status.UNREADABLE
    )
    return Reading(Table(newest.edition, cells), unread, span_of(found))


def _block_foots(cells: dict[tuple[str, str], Cell], row: str, table: TableForm) -> bool:
    """Tell whether a block's parts sum to its printed total (or it is blank from end to end)."""
    blank = all(cell.status is Status.BLANK for (r, _), cell in cells.items() if r == row)
    return blank or all(
        all(cells[row, k].status is Status.READ for k in i.right)
        and sum(cells[row, k].value or 0 for k in i.left) == sum(cells[row, k].value or 0 for k in i.right)
        for i in table.identities
    )


def _figure_runs(found: Sequence[Token]) -> list[list[Token]]:
    """Return the runs of figures and visible blanks; drawn cells of one printed row stay together.

    What stands above the heads, such as the empty header that Markdown demands, is none.
    """
    runs: list[list[Token]] = [[]]
    worded = {token.row for token in found if token.mark is Mark.WORDS}
    worded -= {token.row for token in found if token.mark is Mark.FIGURE}
    headed = False
    for token in found:
        # The blanks beside a head are none of the row below.
        if token.mark is Mark.WORDS or token.row in worded:
            runs.append([])
            headed = headed or bool(_HEAD.search(squeeze(token.text)))
        elif token.mark is Mark.BLANK and not headed:
            continue
        else:
            if runs[-1] and token.celled and token.row != runs[-1][-1].row:
                runs.append([])
            runs[-1].append(token)
    return [run for run in runs if run]


def _one_row(runs: Sequence[Sequence[Token]], width: int) -> Sequence[Token] | None:
    """Return the one run that fills the row, when no other run could be part of it."""
    long = [run for run in runs if figures_in(run) > 2 or len(run) >= width]
    return window(long[0], width) if len(long) == 1 else None


def _three_rows(runs: Sequence[Sequence[Token]], count: int, width: int) -> Sequence[Token] | None:
    """Return the cells of a table printed as one row a kind, each exactly as wide as its kind."""
    full = [run for run in runs if len(run) == width]
    if len(full) != count or len(full) != len(runs):
        return None
    return [token for run in full for token in run]
