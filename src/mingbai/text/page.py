"""What a reader would see of a document: its plain text, and where its cells, links and hidden parts stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Grid", "GridCell", "Hidden", "Link", "Page", "Span"]

Span = tuple[int, int]
"""Start and end in code points of `Page.text`, end excluded."""


class GridCell(NamedTuple):
    """One printed cell of a table: where it stands in the grid, and where its text stands in the page.

    `row` and `column` count from 0 after all spans are laid out; an empty cell has an empty `span`.
    """

    row: int
    column: int
    span: Span
    rows: int = 1
    columns: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """One table as the document lays it out, cells in reading order (row by row, left to right)."""

    cells: tuple[GridCell, ...]
    span: Span

    def by_row(self) -> Iterator[tuple[GridCell, ...]]:
        """Yield the cells that start in each row, top to bottom; rows without a cell of their own are skipped."""
        row: list[GridCell] = []
        for cell in self.cells:
            if row and cell.row != row[0].row:
                yield tuple(row)
                row = []
            row.append(cell)
        if row:
            yield tuple(row)


class Link(NamedTuple):
    """A link as printed: where its words stand (empty when it shows none) and where it leads."""

    span: Span
    target: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """Text or links that the source carries and a reader does not see.

    `at` is the offset in the plain text before which it would stand; `how` names the trick
    (``display-none``, ``visibility``, ``off-screen``, ``tiny``, ``background-colour``, ``zero-height``,
    ``meta-refresh``, ``script-link`` …).
    """

    text: str
    how: str
    at: int
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A decoded document as a value.

    `text` is the visible text in reading order: ``\n`` newlines, a tab between cells, a newline after blocks,
    nothing normalised, the script unconverted. Every span in Mingbai counts code points of it.
    """

    name: str
    text: str
    media_type: str
    sha256: str
    charset: str | None = None
    grids: tuple[Grid, ...] = ()
    links: tuple[Link, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    title: str | None = None
    meta: tuple[tuple[str, str], ...] = ()
    breaks: tuple[int, ...] = ()
    """Offsets in `text` at which a printed page ends (PDF, form feeds)."""
    losses: tuple[str, ...] = ()
    """What the decoder knows it could not carry over, in Chinese (“第3页没有文字层”)."""
