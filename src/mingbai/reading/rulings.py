"""The tables that ruling lines draw: boxes between lines, joined where no line parts them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mingbai.reading.pdf_page import Ruling

__all__ = ["Box", "Ruled", "tables"]

_NEAR = 2.5  # points by which lines that are meant to meet may miss
_MOST_BOXES = 20_000


@dataclass(frozen=True, slots=True)
class Box:
    """A cell as drawn: its place and extent in rows and columns."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table as drawn: the lines between its rows and columns, and its cells by row and column."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    boxes: tuple[Box, ...]

    def find(self, x: float, y: float) -> tuple[int, int] | None:
        """Return row and column of a point, None outside."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        row = min(bisect_right(self.ys, y), len(self.ys) - 1) - 1
        return row, min(bisect_right(self.xs, x), len(self.xs) - 1) - 1


def tables(across: Sequence[Ruling], down: Sequence[Ruling]) -> list[Ruled]:
    """Return the tables on a page, from top to bottom; a frame around one box is none."""
    across, down = _joined(across), _joined(down)
    found = [_table(*group) for group in _groups(across, down)]
    return sorted(
        (table for table in found if table is not None), key=lambda table: (table.ys[0], table.xs[0])
    )


def _joined(lines: Sequence[Ruling]) -> list[Ruling]:
    """Join lines that continue each other; those that nearly coincide are one."""
    levels: list[list[Ruling]] = []
    for line in sorted(lines):
        if levels and line.at - levels[-1][0].at <= _NEAR:
            levels[-1].append(line)
        else:
            levels.append([line])
    joined: list[Ruling] = []
    for level in levels:
        at = sum(line.at for line in level) / len(level)
        start, end = None, 0.0
        for line in sorted(level, key=lambda line: line.start):
            if start is None:
                start, end = line.start, line.end
            elif line.start <= end + _NEAR:
                end = max(end, line.end)
            else:
                joined.append(Ruling(at, start, end))
                start, end = line.start, line.end
        if start is not None:
            joined.append(Ruling(at, start, end))
    return joined


def _groups(across: list[Ruling], down: list[Ruling]) -> Iterable[tuple[list[Ruling], list[Ruling]]]:
    """Yield the lines that hang together."""
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, line in enumerate(across):
        for j, other in enumerate(down):
            if (
                line.start - _NEAR <= other.at <= line.end + _NEAR
                and other.start - _NEAR <= line.at <= other.end + _NEAR
            ):
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, line in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(line)
    for j, line in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(line)
    return groups.values()


def _table(across: list[Ruling], down: list[Ruling]) -> Ruled | None:
    if len(across) < 2 or len(down) < 1:
        return None
    left, right = min(line.start for line in across), max(line.end for line in across)
    top, bottom = min(line.at for line in across), max(line.at for line in across)
    for edge in (left, right):  # the form is often open at its sides
        if not any(abs(line.at - edge) <= 2 * _NEAR for line in down):
            down = [*down, Ruling(edge, top, bottom)]
    xs, ys = _levels(down), _levels(across)
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 1 or rows * columns < 2 or rows * columns > _MOST_BOXES:
        return None
    boxes = _boxes(xs, ys, across, down)
    return Ruled(tuple(xs), tuple(ys), tuple(boxes)) if len(boxes) > 1 else None


def _levels(lines: Iterable[Ruling]) -> list[float]:
    levels: list[float] = []
    for at in sorted(line.at for line in lines):
        if not levels or at - levels[-1] > _NEAR:
            levels.append(at)
    return levels


def _boxes(xs: list[float], ys: list[float], across: list[Ruling], down: list[Ruling]) -> list[Box]:
    """Join the smallest boxes where no line stands between them; what then is no rectangle stays apart."""
    rows, columns = len(ys) - 1, len(xs) - 1
    parent = list(range(rows * columns))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    at_x = [[line for line in down if abs(line.at - x) <= _NEAR] for x in xs]
    at_y = [[line for line in across if abs(line.at - y) <= _NEAR] for y in ys]
    middles_x = [(a + b) / 2 for a, b in pairwise(xs)]
    middles_y = [(a + b) / 2 for a, b in pairwise(ys)]
    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and not _stands(at_x[column + 1], middles_y[row]):
                parent[root(here)] = root(here + 1)
            if row + 1 < rows and not _stands(at_y[row + 1], middles_x[column]):
                parent[root(here)] = root(here + columns)
    members: dict[int, list[int]] = {}
    for index in range(rows * columns):
        members.setdefault(root(index), []).append(index)
    boxes: list[Box] = []
    for indices in members.values():
        first, last = min(indices), max(indices)
        top, bottom = first // columns, last // columns
        left = min(index % columns for index in indices)
        right = max(index % columns for index in indices)
        if len(indices) == (bottom - top + 1) * (right - left + 1):
            boxes.append(Box(top, left, bottom - top + 1, right - left + 1))
        else:
            boxes.extend(Box(index // columns, index % columns, 1, 1) for index in indices)
    return sorted(boxes, key=lambda box: (box.row, box.column))


def _stands(lines: list[Ruling], through: float) -> bool:
    return any(line.start - 1 <= through <= line.end + 1 for line in lines)
