"""Do the sums of a statutory table hold: every identity of the form, evaluated without inventing a figure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from mingbai.report import form
from mingbai.report.form import Identity, TableForm
from mingbai.report.values import Amount, Status, Table
from mingbai.text.page import Span

__all__ = ["Place", "State", "Sum", "label", "path", "place_name", "sums", "table_form"]

Place = tuple[str, str]
"""A cell by its row and column."""


class State(StrEnum):
    """What an identity comes to on this page.

    `OPEN`: it fails with empty cells taken as 0, and a figure in one of them could mend it. `GAP`: the same with a
    row that the page does not print. `SILENT`: a total is not printed, or nothing of a side is.
    """

    HOLDS = "holds"
    BROKEN = "broken"
    OPEN = "open"
    GAP = "gap"
    UNREAD = "unread"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Sum:
    """One identity in one row (or column): the places on both sides, what they add up to, and the state."""

    table: Table
    form: TableForm
    identity: Identity
    index: str
    left: tuple[Place, ...]
    right: tuple[Place, ...]
    came: Amount
    went: Amount
    state: State
    unread: tuple[Place, ...] = ()
    blank: tuple[Place, ...] = ()
    absent: tuple[Place, ...] = ()

    @property
    def residual(self) -> Amount:
        """Return by how much the left side exceeds the right."""
        return self.came - self.went

    @property
    def fails(self) -> bool:
        """Whether the sum does not hold, provably or with empty cells taken as 0."""
        return self.state in (State.BROKEN, State.OPEN)

    def target(self) -> Place:
        """Return the place that a finding points to: the total, else the last of the right side."""
        return self.right[-1]

    def span(self) -> Span | None:
        """Return where the target stands on the page."""
        return self.table[self.target()].span


def table_form(table: Table, key: str) -> TableForm | None:
    """Return the form that *table* follows, None when we know no such edition."""
    try:
        return form.of(table.edition).table(key)
    except KeyError:
        return None


def sums(table: Table, shape: TableForm, check: str | None = None) -> Iterator[Sum]:
    """Yield every sum that the form prescribes for *table*, or only those that belong to *check*."""
    totals = shape.sums()
    for identity in shape.identities:
        if check is not None and identity.check != check:
            continue
        left = _with_unsplit(identity, table)
        by_row = identity.each == "row"
        for index in _indexes(identity, shape):
            sides = [
                tuple((index, key) if by_row else (key, index) for key in keys)
                for keys in (left, identity.right)
            ]
            yield _evaluate(table, shape, identity, index, sides[0], sides[1], totals)


def _with_unsplit(identity: Identity, table: Table) -> tuple[str, ...]:
    """Return the left keys, with the one row `other` where a page of 2021 still prints it unsplit."""
    unsplit = identity.check == "applications/handled" and "other" not in identity.left
    if unsplit and any(row == "other" for row, _ in table.cells):
        return (*identity.left, "other")
    return identity.left


def _indexes(identity: Identity, shape: TableForm) -> Iterator[str]:
    """Yield the rows (or columns) in which *identity* must hold."""
    keys = {*identity.left, *identity.right}
    for block in shape.blocks:
        rows, columns = [line.key for line in block.rows], [line.key for line in block.columns]
        if identity.each == "row" and keys <= set(columns):
            yield from rows
        elif identity.each == "column" and keys <= set(rows):
            yield from columns


def _evaluate(
    table: Table,
    shape: TableForm,
    identity: Identity,
    index: str,
    left: tuple[Place, ...],
    right: tuple[Place, ...],
    totals: frozenset[Place],
) -> Sum:
    """Return the sum over *left* and *right* with its state."""
    amounts: list[Amount] = []
    unknown: list[dict[Status, list[Place]]] = []
    silent = False
    for side in (left, right):
        amount: Amount = 0
        missing: dict[Status, list[Place]] = {}
        for place in side:
            cell = table[place]
            if cell.value is not None:
                amount = amount + cell.value
            else:
                missing.setdefault(cell.status, []).append(place)
                silent = silent or (cell.status is not Status.UNREADABLE and place in totals)
        lacking = 0 if Status.UNREADABLE in missing else sum(map(len, missing.values()))
        silent = silent or lacking == len(side)
        amounts.append(amount)
        unknown.append(missing)
    came, went = amounts
    state = State.SILENT if silent else _state(identity.relation, came - went, unknown[0], unknown[1])

    def of(status: Status) -> tuple[Place, ...]:
        return (*unknown[0].get(status, ()), *unknown[1].get(status, ()))

    return Sum(
        table, shape, identity, index, left, right, came, went, state,
        of(Status.UNREADABLE), of(Status.BLANK), of(Status.ABSENT),
    )  # fmt: skip


def _state(
    relation: str, residual: Amount, left: dict[Status, list[Place]], right: dict[Status, list[Place]]
) -> State:
    """Return the state of a sum off by *residual*, its sides lacking the places in *left* and *right*."""
    if Status.UNREADABLE in left or Status.UNREADABLE in right:
        return State.UNREAD
    if residual == 0 or (relation == "<=" and residual < 0) or (relation == ">=" and residual > 0):
        return State.HOLDS
    short = left if residual < 0 else right
    if Status.ABSENT in short:
        return State.GAP
    return State.OPEN if Status.BLANK in short else State.BROKEN


def path(shape: TableForm, place: Place) -> str:
    """Return the path of a cell, as findings give it."""
    return f"{shape.key}/{place[0]}/{place[1]}"


_NOTE = re.compile(r"(?<=.)[（(].*$")
_LONG = 22


def label(shape: TableForm, key: str, *, row: bool, language: str = "zh") -> str:
    """Return the label of a row (or column), without its note, short enough to stand in a sentence."""
    lines = shape.rows if row else tuple(line for block in shape.blocks for line in block.columns)
    for line in lines:
        if line.key == key:
            text = line.en if language == "en" else line.label
            text = _NOTE.sub("", text) if language == "zh" else text
            return text if len(text) <= _LONG or language == "en" else text[: _LONG - 1] + "…"
    return key


def place_name(shape: TableForm, place: Place, language: str = "zh") -> str:
    """Return how a sentence names a cell: its row and its column."""
    row, column = (
        label(shape, key, row=is_row, language=language)
        for key, is_row in zip(place, (True, False), strict=True)
    )
    return f"“{row}”行“{column}”栏" if language == "zh" else f"“{row}”, “{column}”"
