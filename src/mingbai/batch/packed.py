"""Tables and grids as plain tuples, which cross to another process fast, and back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mingbai.report.tables import TABLE_NAMES, table_of
from mingbai.report.values import Cell, Report, Status, Table
from mingbai.text.page import Grid, GridCell, Page

__all__ = ["Packed", "counted", "pack_grids", "pack_tables", "unpack_grids", "unpack_tables", "with_tables"]

Packed = tuple[Any, ...]

_STATUS = {status.value: status for status in Status}
_SAME = {status: Cell(0 if status is Status.READ else None, None, status) for status in Status}


def counted(table: Table) -> Table:
    """Return *table* with nothing left of its cells but whether they were read."""
    return Table(table.edition, {at: _SAME[cell.status] for at, cell in table.cells.items()})


def with_tables(report: Report, tables: Mapping[str, Table]) -> Report:
    """Return *report* with *tables* and no others."""
    return replace(
        report,
        proactive=tables.get("proactive"),
        applications=tables.get("applications"),
        remedies=tables.get("remedies"),
        indicators=tables.get("indicators"),
    )


def pack_tables(report: Report) -> Packed:
    """Return the tables of *report*: for each its name, edition, places and cells."""
    return tuple(
        (
            name,
            table.edition,
            tuple(table.cells),
            tuple((cell.value, cell.raw, cell.status.value, cell.span) for cell in table.cells.values()),
        )
        for name in TABLE_NAMES
        if (table := table_of(report, name)) is not None
    )


def unpack_tables(packed: Packed) -> Mapping[str, Table]:
    """Return the tables by name."""
    return {
        name: Table(
            edition,
            {
                at: Cell(value, raw, _STATUS[status], span)
                for at, (value, raw, status, span) in zip(places, cells, strict=True)
            },
        )
        for name, edition, places, cells in packed
    }


def pack_grids(page: Page | None) -> Packed:
    """Return the grids of *page*."""
    if page is None:
        return ()
    return tuple(
        (grid.span, tuple((c.row, c.column, c.span, c.rows, c.columns, c.header) for c in grid.cells))
        for grid in page.grids
    )


def unpack_grids(packed: Packed) -> tuple[Grid, ...]:
    """Return the grids again."""
    return tuple(Grid(tuple(GridCell(*cell) for cell in cells), span) for span, cells in packed)
