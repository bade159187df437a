"""Two reports side by side, cell by cell: what changed, by how much of what, and what does not carry over."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from mingbai.report.conversion import Conversion, between
from mingbai.report.tables import TABLE_NAMES, table_form, table_of
from mingbai.report.values import Amount, Cell, Report, Status, Table
from mingbai.text.words import Words

__all__ = ["Comparison", "Difference", "Gap", "Pair", "Side", "compare"]

ONLY_FIRST = Words("第二份报告没有这张表", "the second report does not have this table")
ONLY_SECOND = Words("第一份报告没有这张表", "the first report does not have this table")
BODIES = Words(
    "两份报告的机关不同，差额不是年度变化",
    "the reports are by different bodies: a difference is no change over time",
)
BACKWARDS = Words("第一份报告的年度较晚", "the first report is of the later year")
APART = Words("两份报告的年度不相连", "the years of the reports do not follow each other")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two reports."""

    file: str
    body: str | None
    year: int | None
    edition: str


@dataclass(frozen=True, slots=True)
class Pair:
    """The same cell in both reports. `nearly` says what differs in what the two forms count."""

    table: str
    row: str
    column: str
    unit: str
    first: Cell
    second: Cell
    nearly: Words | None = None

    @property
    def at(self) -> str:
        """Return the path of the cell."""
        return f"{self.table}/{self.row}/{self.column}"

    @property
    def difference(self) -> "Difference | None":
        """Return by how much the second figure differs, None where one of them is not known."""
        if self.first.value is None or self.second.value is None:
            return None
        return Difference(self.second.value - self.first.value, self.first.value)

    @property
    def same(self) -> bool:
        """Tell whether both print the same: the same figure, or the same lack of one."""
        return (self.first.value, self.first.status) == (self.second.value, self.second.status)


@dataclass(frozen=True, slots=True)
class Difference:
    """A change, and the figure it is counted from."""

    by: Amount
    base: Amount

    @property
    def percent(self) -> Decimal | None:
        """Return the change in percent of `base` to one place, halves away from zero; None where the base is 0."""
        if self.base == 0:
            return None
        return (Decimal(self.by) * 100 / abs(Decimal(self.base))).quantize(Decimal("0.1"), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Gap:
    """A cell, or with no row a whole table, that stands in one report only or means something else in the other."""

    table: str
    row: str | None
    column: str | None
    first: Cell | None
    second: Cell | None
    why: Words


@dataclass(frozen=True, slots=True)
class Comparison:
    """All pairs in the order of the form, what does not carry over, and what to know before reading them."""

    first: Side
    second: Side
    pairs: tuple[Pair, ...]
    gaps: tuple[Gap, ...]
    remarks: tuple[Words, ...]

    @property
    def changed(self) -> tuple[Pair, ...]:
        """Return the pairs whose two cells differ."""
        return tuple(pair for pair in self.pairs if not pair.same)


def compare(a: Report, b: Report) -> Comparison:
    """Return *b* beside *a*; changes are counted from *a*."""
    pairs: list[Pair] = []
    gaps: list[Gap] = []
    remarks: list[Words] = list(_remarks(a, b))
    rupture = _rupture(a, b)
    if rupture:
        remarks.append(rupture)
    for name in TABLE_NAMES:
        one, other = table_of(a, name), table_of(b, name)
        if one is None and other is None:
            continue
        if rupture:
            gaps.append(Gap(name, None, None, None, None, rupture))
        elif one is None or other is None:
            gaps.append(Gap(name, None, None, None, None, ONLY_FIRST if other is None else ONLY_SECOND))
        else:
            _tables(name, one, other, pairs, gaps)
    return Comparison(_side(a), _side(b), tuple(pairs), tuple(gaps), tuple(remarks))


def _side(report: Report) -> Side:
    body = report.body.name if report.body else None
    return Side(report.source.name, body, report.year, report.edition)


def _remarks(a: Report, b: Report) -> Iterator[Words]:
    if a.body and b.body and a.body.name != b.body.name:
        yield BODIES
    elif a.year and b.year and a.year > b.year:
        yield BACKWARDS
    elif a.year and b.year and b.year - a.year > 1:
        yield APART


def _rupture(a: Report, b: Report) -> Words | None:
    """Return why nothing carries over, where one report has the old statistics and the other the tables."""
    editions = [
        {table.edition for name in TABLE_NAMES if (table := table_of(report, name)) is not None}
        for report in (a, b)
    ]
    if not all(editions):
        return None
    found = [between(one, other).rupture for one in editions[0] for other in editions[1]]
    return found[0] if all(found) else None


def _tables(name: str, one: Table, other: Table, pairs: list[Pair], gaps: list[Gap]) -> None:
    """Put the cells of two tables side by side in the order of the newer form."""
    forms = table_form(name, one), table_form(name, other)
    step = between(forms[0].edition, forms[1].edition)
    order = dict.fromkeys((*forms[1].cells(), *forms[0].cells()))
    common = set(forms[0].cells()) & set(forms[1].cells())
    for row, column in order:
        first, second = one[row, column], other[row, column]
        if first.status is Status.ABSENT and second.status is Status.ABSENT:
            continue
        place = (name, row, column)
        if (row, column) not in common or place in step.lost:
            gaps.append(_gap(step, place, first, second))
        else:
            unit = forms[1].unit(row, column)
            pairs.append(Pair(name, row, column, unit, first, second, step.nearly.get(place)))


def _gap(step: Conversion, place: tuple[str, str, str], first: Cell, second: Cell) -> Gap:
    table, row, column = place
    return Gap(
        table,
        row,
        column,
        None if first.status is Status.ABSENT else first,
        None if second.status is Status.ABSENT else second,
        step.why_lost(place),
    )
