"""How a statutory table is printed: every cell with the rows and columns it spans, from the form alone.

One engine for every output. A cell that holds a figure says which (`Printed.at`); a heading, what it heads.
"""

from collections.abc import Iterator
from dataclasses import replace

from mingbai.report.arrangements import ARRANGEMENTS
from mingbai.report.form import Block, Line, TableForm
from mingbai.report.printed import Layout, Printed, Row, figure, show
from mingbai.report.values import Status, Table

__all__ = ["Layout", "Printed", "figure", "lay_out", "left_out", "show"]


def lay_out(form: TableForm, table: Table | None = None) -> Layout:
    """Return *form* as it is printed, with the figures of *table* in it.

    Rows and columns that *table* says its page does not print are left out; `left_out` names them.
    """
    blocks = tuple(_present(form, table))
    layout = ARRANGEMENTS[form.layout](form, blocks)
    return layout if table is None else replace(layout, rows=tuple(_fill(row, table) for row in layout.rows))


def left_out(form: TableForm, table: Table) -> tuple[Line, ...]:
    """Return the rows of *form* of which *table* says that its page prints none."""
    kept = {row.key for block in _present(form, table) for row in block.rows}
    return tuple(row for row in form.rows if row.key not in kept)


def _present(form: TableForm, table: Table | None) -> Iterator[Block]:
    """Yield the blocks with the rows and columns that are printed; the whole form when none is."""

    def printed(block: Block, row: Line, column: Line) -> bool:
        return table is None or table[row.key, column.key].status is not Status.ABSENT

    if not any(printed(b, row, column) for b in form.blocks for row in b.rows for column in b.columns):
        yield from form.blocks
        return
    for block in form.blocks:
        rows = tuple(row for row in block.rows if any(printed(block, row, c) for c in block.columns))
        columns = tuple(c for c in block.columns if any(printed(block, row, c) for row in block.rows))
        if rows:
            yield replace(block, rows=rows, columns=columns)


def _fill(row: Row, table: Table) -> Row:
    return tuple(
        printed
        if printed.at is None
        else replace(printed, text=show(table[printed.at]), cell=table[printed.at])
        for printed in row
    )
