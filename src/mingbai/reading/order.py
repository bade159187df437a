"""Rows whose labels wrap around their figures, or stand after them: matched one for one, in the order of the form.

Labels alone do not say there which side their figures are on. But when the page prints exactly as many full rows as the
form has, there is one way to match them; it is taken only if every label that can be recognised stands beside its own
row, and the sums of the table come out.
"""

from collections.abc import Mapping, Sequence

from mingbai.reading.labels import Labels, core
from mingbai.reading.rows import Run
from mingbai.reading.settle import window
from mingbai.reading.stream import Mark, Token
from mingbai.report.form import TableForm

__all__ = ["between", "in_order"]

_EVIDENCE = 0.6
"""The share of rows whose label must be recognised beside the row."""


def in_order(
    runs: Sequence[Run], table: TableForm, labels: Labels, width: int
) -> dict[str, list[Token]] | None:
    """Return the slots of every row of *table* when its rows and the full runs of the page match one for one."""
    rows = [row.key for row in table.rows]
    full = [n for n, run in enumerate(runs) if len(run.slots) == width and run.figures]
    if len(full) != len(rows) or any(run.figures > 2 for n, run in enumerate(runs) if n not in full):
        return None
    if any(runs[n].same_row and runs[n].labels[-1] != key for key, n in zip(rows, full, strict=True)):
        return None
    slots = {key: runs[n].slots for key, n in zip(rows, full, strict=True)}
    gaps = _gaps(runs, full)
    seen = 0
    for n, key in enumerate(rows):
        places = [g for g, gap in enumerate(gaps) if key in labels.find(gap, rows[n - 1] if n else None)]
        pieces = _overlap(key, table, gaps[n]) + _overlap(key, table, gaps[n + 1])
        if places and not {n, n + 1} & set(places):
            return None
        seen += bool(places) or pieces >= 4
    if seen < _EVIDENCE * len(rows) or not _foots(slots, table):
        return None
    return slots


def between(runs: Sequence[Run], table: TableForm, width: int) -> dict[str, list[Token]] | None:
    """Return the slots of all rows when each full run without a readable label stands where exactly one row is missing.

    A label may be damaged beyond recognition. The order of the rows then says whose figures these are, and it is believed
    only when every sum of the table comes out.
    """
    rows = [row.key for row in table.rows]
    slots: dict[str, list[Token]] = {}
    last = -1
    waiting: list[Token] | None = None
    for run in runs:
        key = run.labels[-1] if run.labels else None
        if key is None:
            if not run.figures:
                continue
            taken = window(run.slots, width)
            if waiting is not None or taken is None:
                return None
            waiting = list(taken)
            continue
        at = rows.index(key) if key in rows else -1
        step = 1 if waiting is None else 2
        taken = window(run.slots, width)
        if at != last + step or taken is None:
            return None
        if waiting is not None:
            slots[rows[last + 1]] = waiting
            waiting = None
        slots[key] = list(taken)
        last = at
    if len(slots) != len(rows) or not _foots(slots, table, allowed=0):
        return None
    return slots


def _gaps(runs: Sequence[Run], full: Sequence[int]) -> list[str]:
    """Return the words before the first full run, between each two, and after the last."""
    gaps: list[str] = []
    words = ""
    for n, run in enumerate(runs):
        words += run.words
        if n in full:
            gaps.append(words)
            words = ""
    return [*gaps, words + (runs[-1].after if runs else "")]


def _overlap(key: str, table: TableForm, gap: str) -> int:
    """Return how many characters a beginning or an end of the row's label shares with the words beside the row."""
    label = core(table.row(key).label)
    best = 0
    for size in range(min(len(label), len(gap)), 1, -1):
        if label[:size] in gap or label[-size:] in gap:
            best = size
            break
    return best


def _foots(slots: Mapping[str, Sequence[Token]], table: TableForm, allowed: int = 1) -> bool:
    """Tell whether the table comes out: each kind of sum in every row or column but *allowed* of them."""
    columns = [column.key for column in table.blocks[0].columns]
    value = {
        (row, column): token.value or 0 if token.mark is Mark.FIGURE else 0
        for row, tokens in slots.items()
        for column, token in zip(columns, tokens, strict=True)
    }
    rows = list(slots)
    for identity in table.identities:
        if identity.each == "row":
            bad = sum(
                sum(value[row, k] for k in identity.left) != sum(value[row, k] for k in identity.right)
                for row in rows
            )
        else:
            bad = sum(
                sum(value[k, column] for k in identity.left) != sum(value[k, column] for k in identity.right)
                for column in columns
            )
        if bad > allowed:
            return False
    return any(value.values())
