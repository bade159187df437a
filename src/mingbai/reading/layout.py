"""How printed cells with their spans fall into the rows and columns of a grid."""

from mingbai.errors import TooLarge
from mingbai.text.page import Grid, GridCell

__all__ = ["MOST_CELLS", "Layout", "too_many_cells"]

MOST_CELLS = 200_000
"""Cells that one document may have; a report has some three hundred."""

_WIDEST = 1000  # as browsers clamp colspan
_TALLEST = 65_534
_MOST_WORK = 4_000_000


class Layout:
    """One table while it is read: give it rows and cells in reading order, take the `Grid` at the end.

    The spans that reach down from earlier rows are kept as a short list of stretches of columns, so a cell costs
    the same whatever its colspan says; a table that makes even that list long loses its rowspans, not our time.
    """

    __slots__ = ("_begun", "_column", "_down", "_passed", "_row", "_work", "cells", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.cells: list[GridCell] = []
        self._row = -1
        self._column = 0
        self._down: list[tuple[int, int, int]] = []  # first column, column after, row after; by column
        self._begun: list[tuple[int, int, int]] = []  # the same, of the row being read
        self._passed = 0  # of `_down`
        self._work = 0

    def row(self) -> None:
        """Begin the next row."""
        self._row += 1
        self._column = 0
        self._passed = 0
        if self._down or self._begun:
            down = self._down + self._begun
            self._work += len(down)
            self._begun = []
            self._down = (
                sorted(span for span in down if span[2] > self._row) if self._work < _MOST_WORK else []
            )

    def place(self, columns: int, rows: int) -> tuple[int, int, int, int]:
        """Return row, column, rows and columns of the next cell, clamped, and take up its place."""
        if self._row < 0:
            self.row()
        if columns != 1:
            columns = min(max(columns, 1), _WIDEST)
        if rows != 1:
            rows = min(rows, _TALLEST) if rows > 0 else _TALLEST
        column, down, passed = self._column, self._down, self._passed
        while passed < len(down) and down[passed][0] <= column:
            column = max(column, down[passed][1])
            passed += 1
        self._passed = passed
        self._column = column + columns
        if rows > 1 and len(down) + len(self._begun) < _WIDEST:
            self._begun.append((column, self._column, self._row + rows))
        return self._row, column, rows, columns

    def add(self, at: tuple[int, int, int, int], start: int, end: int, *, header: bool = False) -> None:
        """Keep the cell placed *at*, whose text stands from *start* to *end*."""
        self.cells.append(GridCell(at[0], at[1], (start, end), at[2], at[3], header))

    def grid(self, end: int) -> Grid | None:
        """Return the grid, whose text ends at *end*; None where no cell had a text of its own to hold."""
        return Grid(tuple(self.cells), (self.start, end)) if self.cells else None


def too_many_cells() -> TooLarge:
    """Return the error for a document with more cells than any report has."""
    return TooLarge(
        f"表格单元格超过 {MOST_CELLS} 个，不是年度报告；请只保留年报部分后再试",
        f"more than {MOST_CELLS} table cells, which no annual report has; keep the report only and try again",
    )
