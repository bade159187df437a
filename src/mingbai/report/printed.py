"""What a table looks like on paper: cells with the rows and columns they span, and figures in digits."""

from collections.abc import Iterator
from dataclasses import dataclass

from mingbai.report.values import Amount, Cell, Status

__all__ = ["At", "Layout", "Printed", "Row", "figure", "show"]

UNREAD = "未读出"
NOT_PRINTED = "—"

At = tuple[str, str]
Row = tuple["Printed", ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed cell.

    `at` is the (row, column) of the figure that stands in it, None for headings and units. `scope` is what a
    heading heads (``col colgroup row rowgroup``), `key` its name in this table, `headers` the keys of the
    headings of this cell. `level` indents a label in a list. `cell` is set when a table was laid out.
    """

    text: str
    rows: int = 1
    columns: int = 1
    header: bool = False
    at: At | None = None
    scope: str = ""
    key: str = ""
    headers: tuple[str, ...] = ()
    level: int = 0
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """A table as printed: `rows` of the cells that begin in each; the first `head` rows are headings.

    `labels` is how many columns on the left carry labels; `sections` are the rows at which a part begins.
    """

    rows: tuple[Row, ...]
    width: int
    head: int
    labels: int
    sections: tuple[int, ...]

    def placed(self) -> Iterator[tuple[int, int, Printed]]:
        """Yield every cell with the row and column (from 0) of its upper left corner."""
        taken: set[tuple[int, int]] = set()
        for y, row in enumerate(self.rows):
            x = 0
            for printed in row:
                while (y, x) in taken:
                    x += 1
                yield y, x, printed
                taken.update((y + dy, x + dx) for dy in range(printed.rows) for dx in range(printed.columns))
                x += printed.columns


def figure(value: Amount) -> str:
    """Return *value* in digits, every decimal place kept and none added."""
    return str(value) if isinstance(value, int) else format(value, "f")


def show(cell: Cell) -> str:
    """Return what is printed for *cell*: its figure, nothing where it is blank, a mark where unknown."""
    if cell.status is Status.READ and cell.value is not None:
        return figure(cell.value)
    return {Status.BLANK: "", Status.ABSENT: NOT_PRINTED}.get(cell.status, UNREAD)
