"""The four ways to arrange a statutory table on paper: blocks, rows, rows side by side, a list."""

from collections.abc import Callable, Sequence
from itertools import takewhile
from operator import attrgetter, itemgetter
from typing import TypeVar

from mingbai.report.form import Block, Line, TableForm
from mingbai.report.printed import Layout, Printed, Row

__all__ = ["ARRANGEMENTS"]

UNIT = "单位"
T = TypeVar("T")


def _figure_cell(row: Line, column: Line, headers: Sequence[str], columns: int = 1) -> Printed:
    return Printed("", columns=columns, at=(row.key, column.key), headers=tuple(headers))


def _spread(count: int, over: int) -> list[int]:
    """Return the widths of *count* cells over that many columns: the last takes what is left."""
    return [1] * (count - 1) + [over - count + 1]


def _blocks(form: TableForm, blocks: Sequence[Block]) -> Layout:
    """Blocks below each other, each with its own heading and columns."""
    wide = max(len(block.columns) for block in blocks)
    rows: list[Row] = []
    sections = []
    for index, block in enumerate(blocks):
        sections.append(len(rows))
        top, first = f"b{index}", f"b{index}-head"
        spans = _spread(len(block.columns), wide)
        heads = [f"b{index}-{column.key}" for column in block.columns]
        rows.append((Printed(block.label, columns=wide + 1, header=True, scope="rowgroup", key=top),))
        rows.append(
            (
                Printed(block.head, header=True, scope="col", key=first, headers=(top,)),
                *(
                    Printed(
                        c.label,
                        columns=n,
                        header=True,
                        scope="col" if n == 1 else "colgroup",
                        key=key,
                        headers=(top,),
                    )
                    for c, n, key in zip(block.columns, spans, heads, strict=True)
                ),
            )
        )
        for row in block.rows:
            name = f"r-{row.key}"
            cells = (
                _figure_cell(row, c, (top, key, name), n)
                for c, n, key in zip(block.columns, spans, heads, strict=True)
            )
            rows.append(
                (Printed(row.label, header=True, scope="row", key=name, headers=(top, first)), *cells)
            )
    return Layout(tuple(rows), wide + 1, 0, 1, tuple(sections))


def _run(items: Sequence[T], start: int, what: Callable[[T], object]) -> int:
    """Return how many items from *start* on have what the first one has."""
    return sum(1 for _ in takewhile(lambda item: what(item) == what(items[start]), items[start:]))


def _rows(form: TableForm, blocks: Sequence[Block]) -> Layout:
    """A row a line, labels nested to the left in cells that span their group, columns below theirs."""
    lines = [row for block in blocks for row in block.rows]
    columns = blocks[0].columns
    chains = [form.groups_of(row) for row in lines]
    depth = 1 + max(len(chain) for chain in chains)
    head, above = _column_heads(form, blocks[0], columns, depth)
    rows: list[Row] = []
    names: dict[int, str] = {}
    for y, (row, chain) in enumerate(zip(lines, chains, strict=True)):
        printed: list[Printed] = []
        for level, key in enumerate(chain):
            upper = chain[: level + 1]
            if y and chains[y - 1][: level + 1] == upper:
                continue
            span = _run(chains, y, itemgetter(slice(level + 1)))
            names[level] = f"g{y}-{key}"
            headers = tuple(names[i] for i in range(level))
            printed.append(
                Printed(
                    form.group(key).label,
                    rows=span,
                    header=True,
                    scope="rowgroup",
                    key=names[level],
                    headers=headers,
                )
            )
        groups = tuple(names[level] for level in range(len(chain)))
        name = f"r-{row.key}"
        printed.append(
            Printed(row.label, columns=depth - len(chain), header=True, scope="row", key=name, headers=groups)
        )
        printed += [_figure_cell(row, c, (*above[c.key], *groups, name)) for c in columns]
        rows.append(tuple(printed))
    return Layout((*head, *rows), depth + len(columns), len(head), depth, (len(head),))


def _column_heads(
    form: TableForm, block: Block, columns: Sequence[Line], depth: int
) -> tuple[tuple[Row, ...], dict[str, tuple[str, ...]]]:
    """Return the heading rows of a table of rows, and the headings above each column."""
    grouped = any(column.group for column in columns)
    height = (1 if block.label else 0) + (2 if grouped else 1)
    corner = Printed(
        form.note or block.head, rows=height, columns=depth, header=True, scope="colgroup", key="corner"
    )
    above: dict[str, tuple[str, ...]] = {}
    top = ("top",) if block.label else ()
    first: list[Printed] = []
    second: list[Printed] = []
    for x, column in enumerate(columns):
        name = f"c-{column.key}"
        group = column.group
        if not group:
            first.append(
                Printed(column.label, rows=1 + grouped, header=True, scope="col", key=name, headers=top)
            )
            above[column.key] = (*top, name)
            continue
        over = next(i for i in range(x + 1) if all(columns[j].group == group for j in range(i, x + 1)))
        if over == x:
            span = _run(columns, x, attrgetter("group"))
            first.append(
                Printed(group, columns=span, header=True, scope="colgroup", key=f"o{x}", headers=top)
            )
        second.append(Printed(column.label, header=True, scope="col", key=name, headers=(*top, f"o{over}")))
        above[column.key] = (*top, f"o{over}", name)
    rows = [tuple(first), tuple(second)] if grouped else [tuple(first)]
    if block.label:
        rows.insert(
            0, (Printed(block.label, columns=len(columns), header=True, scope="colgroup", key="top"),)
        )
    rows[0] = (corner, *rows[0])
    return tuple(rows), above


def _across(form: TableForm, blocks: Sequence[Block]) -> Layout:
    """The rows of the form side by side, each over its columns; one line of figures."""
    lines = [(row, block.columns) for block in blocks for row in block.rows]
    chains = [form.groups_of(row) for row, _ in lines]
    deep = max(len(chain) for chain in chains)
    heads: list[list[Printed]] = [[] for _ in range(deep + 2)]
    figures: list[Printed] = []
    names: dict[int, str] = {}
    for x, ((row, columns), chain) in enumerate(zip(lines, chains, strict=True)):
        for level, key in enumerate(chain):
            upper = chain[: level + 1]
            if x and chains[x - 1][: level + 1] == upper:
                continue
            count = _run(chains, x, itemgetter(slice(level + 1)))
            names[level] = f"g{x}-{key}"
            heads[level].append(
                Printed(
                    form.group(key).label,
                    columns=sum(len(cs) for _, cs in lines[x : x + count]),
                    header=True,
                    scope="colgroup",
                    key=names[level],
                    headers=tuple(names[i] for i in range(level)),
                )
            )
        groups = tuple(names[level] for level in range(len(chain)))
        name = f"r-{row.key}"
        heads[len(chain)].append(
            Printed(row.label, columns=len(columns), header=True, scope="colgroup", key=name, headers=groups)
        )
        for column in columns:
            key = f"c-{row.key}-{column.key}"
            over = (*groups, name)
            heads[len(chain) + 1].append(
                Printed(
                    column.label, rows=deep - len(chain) + 1, header=True, scope="col", key=key, headers=over
                )
            )
            figures.append(_figure_cell(row, column, (*over, key)))
    rows = (*(tuple(head) for head in heads), tuple(figures))
    return Layout(rows, len(figures), len(heads), 0, (len(heads),))


def _list(form: TableForm, blocks: Sequence[Block]) -> Layout:
    """One indicator a line with its unit; group headings on lines of their own."""
    columns = blocks[0].columns
    width = 2 + len(columns)
    head = (
        Printed(blocks[0].head, header=True, scope="col", key="c-label"),
        Printed(UNIT, header=True, scope="col", key="c-unit"),
        *(Printed(column.label, header=True, scope="col", key=f"c-{column.key}") for column in columns),
    )
    rows: list[Row] = [head]
    sections = [1]
    open_groups: tuple[str, ...] = ()
    level = 0
    for block in blocks:
        for row in block.rows:
            chain = form.groups_of(row)
            for depth, key in enumerate(chain):
                if open_groups[: depth + 1] != chain[: depth + 1]:
                    group = form.group(key)
                    level = _level(group.label, level)
                    name = f"g{len(rows)}-{key}"
                    if level == 0 and len(rows) > 1:
                        sections.append(len(rows))
                    rows.append(
                        (
                            Printed(
                                group.label, columns=width, header=True, scope="row", key=name, level=level
                            ),
                        )
                    )
            if chain != open_groups and not chain and len(rows) > 1:
                sections.append(len(rows))
            open_groups = chain
            level = _level(row.label, level)
            name = f"r-{row.key}"
            unit = row.unit or block.unit
            rows.append(
                (
                    Printed(row.label, header=True, scope="row", key=name, headers=("c-label",), level=level),
                    Printed(unit, headers=("c-unit", name)),
                    *(_figure_cell(row, column, (f"c-{column.key}", name)) for column in block.columns),
                )
            )
    return Layout(tuple(rows), width, 1, 1, tuple(sections))


def _level(label: str, before: int) -> int:
    """Return how deep a label stands by its numeral: 一、 then （一） then 1.; 其中 below its whole."""
    if label[:2].endswith("、") and label[0] in "一二三四五六七八九十":
        return 0
    if label.startswith("（"):
        return 1
    if label[:1].isdigit():
        return 2
    return before + 1 if label.startswith("其中") else before


ARRANGEMENTS: dict[str, Callable[[TableForm, Sequence[Block]], Layout]] = {
    "blocks": _blocks,
    "rows": _rows,
    "across": _across,
    "list": _list,
}
"""By the name that a form gives in `layout`."""
