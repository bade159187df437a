"""Text as it flows onto a page: lines, tabs between the cells of a row, white space collapsed, tables as grids."""

import re

from mingbai.reading.layout import MOST_CELLS, Layout, too_many_cells
from mingbai.text.page import Grid

__all__ = ["SPACE", "Flow"]

SPACE = " \t\n\r\f"
_SPACES = re.compile(r"[ \t\n\r\f]+")


class _Table(Layout):
    """A table that is open, with what separates its next cell from what stands before it in its row."""

    __slots__ = ("between", "heads")

    def __init__(self, start: int) -> None:
        super().__init__(start)
        self.between = ""
        self.heads = False


class _Cell:
    """A cell that is open."""

    __slots__ = ("header", "holds_table", "place", "start", "table")

    def __init__(
        self, table: _Table | None, place: tuple[int, int, int, int], start: int, header: bool
    ) -> None:
        self.table = table
        self.place = place
        self.start = start
        self.header = header
        self.holds_table = False


class Flow:
    """Takes text, blocks and tables in reading order; line ends and spaces wait until text comes after them."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.length = 0
        self.breaks = 0  # line ends that wait
        self.space = False  # so does a space
        self.fresh = True  # nothing stands in this line or cell yet
        self.keeps = False  # white space as it is
        self.tables: list[_Table] = []
        self.cells: list[_Cell] = []
        self._count = 0
        self._grids: list[tuple[int, Grid]] = []

    def block(self) -> None:
        """Begin or end a block."""
        self.breaks = self.breaks or 1

    def write(self, data: str) -> None:
        """Add running text, its white space collapsed as a browser does unless it is kept."""
        if self.keeps:
            self._keep(data)
            return
        text = data.strip(SPACE)
        if not text:
            self.space = True
            return
        if "\n" in text or "  " in text or "\t" in text or "\r" in text:
            text = _SPACES.sub(" ", text)
        if self.fresh:
            self.fresh = False
        elif self.breaks:
            self.out.append("\n" * self.breaks)
            self.length += self.breaks
        elif self.space or data[0] in SPACE:
            self.out.append(" ")
            self.length += 1
        self.breaks = 0
        self.out.append(text)
        self.length += len(text)
        self.space = data[-1] in SPACE

    def _keep(self, data: str) -> None:
        data = data.replace("\r\n", "\n").replace("\r", "\n")
        if self.breaks and not self.fresh:
            data = "\n" * self.breaks + data
        self.breaks = 0
        self.space = self.fresh = False
        self.out.append(data)
        self.length += len(data)

    def new_line(self) -> None:
        """End the line that has text in it, at once."""
        if self.out and not self.out[-1].endswith("\n"):
            self.out.append("\n")
            self.length += 1
        self.breaks = 0
        self.space = False
        self.fresh = True

    def table(self) -> None:
        """Begin a table; a cell that it stands in is layout, no cell of a grid."""
        self.block()
        if self.cells:
            self.cells[-1].holds_table = True
        self.tables.append(_Table(self.length))

    def row(self) -> None:
        """Begin a row on a line of its own."""
        if not self.tables:
            self.block()
            return
        self.new_line()
        table = self.tables[-1]
        self._leave(table)
        if not table.cells:
            table.start = self.length
        table.row()
        table.between = "-"

    def cell(self, columns: int = 1, rows: int = 1, *, header: bool = False) -> None:
        """Begin a cell, after a tab where one stands before it in the row."""
        table = self.tables[-1] if self.tables else None
        if table is not None and not table.between:
            self.row()
        between = "\t" if table is None else table.between
        if between == "\n":
            self.new_line()
        elif between == "\t" and self.length:
            self.out.append("\t")
            self.length += 1
        self.breaks = 0
        self.space = False
        self.fresh = True
        place = (0, 0, 1, 1)
        if table is not None:
            self._leave(table)
            place = table.place(columns, rows)
            table.between = "\t"
            header = header or table.heads
            self._count += 1
            if self._count > MOST_CELLS:
                raise too_many_cells()
        self.cells.append(_Cell(table, place, self.length, header))

    def _leave(self, table: _Table) -> None:
        """Take a cell that holds cells of its own table, as broken markup may have it, for layout."""
        if self.cells and self.cells[-1].table is table:
            self.cells[-1].holds_table = True

    def end_cell(self) -> None:
        """End the cell that is open."""
        cell = self.cells.pop()
        if cell.table is not None:
            if cell.holds_table:
                cell.table.between = "\n"
            else:
                cell.table.add(cell.place, cell.start, self.length, header=cell.header)
        self.breaks = 1
        self.space = self.fresh = False

    def end_row(self) -> None:
        """End the row that is open."""
        self.breaks = 1
        self.space = self.fresh = False
        if self.tables:
            self.tables[-1].between = ""

    def end_table(self) -> None:
        """End the table that is open."""
        table = self.tables.pop()
        grid = table.grid(self.length)
        if grid is not None:
            self._grids.append((table.start, grid))
        self.breaks = 1
        self.space = self.fresh = False

    def text(self) -> str:
        """Return the text so far."""
        return "".join(self.out)

    def grids(self) -> tuple[Grid, ...]:
        """Return the grids so far, in reading order."""
        return tuple(grid for _, grid in sorted(self._grids, key=lambda pair: pair[0]))
