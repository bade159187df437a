"""Fictional annual reports as values: figures of many temperaments, and prose that speaks of them."""

from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random
from types import MappingProxyType

from hypothesis import strategies as st

from mingbai.report import form as forms
from mingbai.report.values import Body, Cell, Editions, Report, Source, Status, Table
from tests.corpus.places import BodyName, body
from tests.corpus.prose import chapters

__all__ = ["TEMPERS", "Fiction", "fiction", "fictions"]

TEMPERS = ("sparse", "sparse", "sparse", "single", "dense", "huge", "zero", "wrong", "twins")
APPLICANTS = ("natural_person", "business", "research", "public_interest", "legal_service", "other")


@dataclass(frozen=True, slots=True)
class Fiction:
    """A report that nobody published: its values, and the words around its tables."""

    report: Report
    body: BodyName
    temper: str
    prose: dict[str, tuple[str, ...]] = field(default_factory=dict)
    metadata: tuple[tuple[str, str], ...] = ()

    @property
    def year(self) -> int:
        """Return the year reported on."""
        assert self.report.year is not None
        return self.report.year

    def value(self, table: str, row: str, column: str) -> int:
        """Return a whole figure of a table, 0 where it is blank or not there."""
        found = self.report.cell(f"{table}/{row}/{column}").value
        return int(found) if found is not None else 0


def fictions() -> st.SearchStrategy[Fiction]:
    """Return a hypothesis strategy of fictional reports; it shrinks towards small figures and few words."""
    return st.builds(
        lambda rng, temper, words: fiction(rng, temper=temper, words=words),
        st.randoms(use_true_random=False),
        st.sampled_from(TEMPERS[2:]),
        st.integers(0, 1),
    )


def fiction(
    rng: Random, *, temper: str | None = None, words: int | None = None, edition: str | None = None
) -> Fiction:
    """Return a report made up with *rng*; *words* 0 gives it next to no prose."""
    temper = temper or rng.choice(TEMPERS)
    edition = edition or rng.choice(("2021", "2021", "2021", "2019", "2019", "mixed", "2014"))
    who = body(rng)
    if edition == "2014":
        year = rng.randint(2014, 2018)
        tables = {"indicators": _indicators(rng, temper)}
        editions = Editions()
    else:
        year = rng.randint(2019, 2020) if edition == "2019" else rng.randint(2021, 2025)
        first = "2019" if edition == "2019" else "2021"
        second = "2019" if edition in ("2019", "mixed") else "2021"
        tables = {
            "proactive": _proactive(rng, first, temper, rules=who.signs.endswith("市人民政府")),
            "applications": _applications(rng, second, temper),
            "remedies": _remedies(rng, first, temper),
        }
        editions = Editions(first, second, first)
    report = Report(
        source=Source("fiction", "0" * 64, "text/plain"),
        body=Body(who.title, who.title),
        year=year,
        edition="2014" if edition == "2014" else editions.proactive or "",
        editions=editions,
        **tables,
    )
    made = Fiction(report, who, temper, metadata=_metadata(rng, who, year))
    return replace(
        made, prose=chapters(made, rng, words=rng.choice((1, 1, 2, 3)) if words is None else words)
    )


def _metadata(rng: Random, who: BodyName, year: int) -> tuple[tuple[str, str], ...]:
    day = f"{year + 1}-0{rng.randint(1, 3)}-{rng.randint(10, 28)}"
    index = f"{rng.randint(10**8, 10**9 - 1)}/{year + 1}-{rng.randint(10000, 99999)}"
    fields = [("索引号", index), ("发布机构", who.office), ("成文日期", day), ("公开方式", "主动公开")]
    if rng.random() < 0.5:
        fields.insert(1, ("文号", f"{who.core[:1]}政办公开〔{year + 1}〕{rng.randint(1, 40)}号"))
    fields.append(("主题分类", "政府信息公开年报"))
    return tuple(fields)


def _small(rng: Random, temper: str) -> int:
    if temper == "zero":
        return 0
    if temper == "huge":
        return rng.choice((0, rng.randint(1000, 9_999_999), rng.randint(10, 999)))
    if temper == "dense":
        return rng.randint(1, 60)
    return rng.choice((0, 0, rng.randint(1, 30), rng.randint(1, 900)))


def _amount(rng: Random, temper: str) -> Cell:
    value = _small(rng, temper)
    if rng.random() < 0.4 and value:
        raw = f"{value}.{rng.choice(('5', '07', '5093', '120', '8', '00'))}"
        return Cell.read(Decimal(raw), raw)
    return Cell.read(value)


def _proactive(rng: Random, edition: str, temper: str, *, rules: bool) -> Table:
    table = forms.of(edition).proactive
    assert table is not None
    cells = {}
    for row, column in table.cells():
        if column == "amount_wan":
            cells[row, column] = _amount(rng, temper)
        elif column == "change":
            change = rng.choice((0, 0, rng.randint(1, 40), -rng.randint(1, 40)))
            plus = change > 0 and rng.random() < 0.3
            cells[row, column] = Cell.read(change, f"+{change}" if plus else str(change))
        elif row == "regulations" and not rules:  # only they may make rules; others print 0
            cells[row, column] = Cell.read(0)
        else:
            big = column == "decisions" and temper != "zero" and rng.random() < 0.6
            cells[row, column] = Cell.read(rng.randint(100, 60000) if big else _small(rng, temper))
    return Table(edition, MappingProxyType(cells))


def _applications(rng: Random, edition: str, temper: str) -> Table:
    table = forms.of(edition).applications
    assert table is not None
    rows = [row.key for row in table.rows]
    outcomes = [key for key in rows if key not in ("new", "carried_in", "handled", "carried_out")]
    grid = {(row, who): 0 for row in rows for who in APPLICANTS}
    share = {"dense": 1.0, "huge": 0.4, "single": 0.5, "zero": 0.0, "twins": 0.4, "wrong": 0.1}.get(
        temper, 0.03
    )
    single = rng.choice(APPLICANTS)
    for who in APPLICANTS:
        heavy = who == "natural_person" or temper in ("dense", "huge", "twins")
        if temper == "single" and who != single:
            continue
        for row in outcomes:
            chance = max(share, 0.35) if heavy and temper != "zero" else share
            if rng.random() < chance:
                grid[row, who] = _size(rng, temper, heavy)
        handled = sum(grid[row, who] for row in outcomes)
        left = _size(rng, temper, heavy) if rng.random() < (0.6 if heavy else 0.1) and temper != "zero" else 0
        came_before = rng.randint(0, min(handled + left, 40)) if rng.random() < 0.6 else 0
        grid["handled", who], grid["carried_out", who] = handled, left
        grid["carried_in", who], grid["new", who] = came_before, handled + left - came_before
    for row in rows:
        grid[row, "total"] = sum(grid[row, who] for who in APPLICANTS)
    if temper == "wrong":  # as published: a slip here and there, so that nothing foots
        for _ in range(rng.randint(1, 6)):
            at = rng.choice(list(grid))
            grid[at] = max(0, grid[at] + rng.choice((-1, 1, 2, 9, 10, -10, 100)))
    cells = {at: Cell.read(grid[at]) for at in table.cells()}
    return Table(edition, MappingProxyType(cells))


def _size(rng: Random, temper: str, heavy: bool) -> int:
    if temper == "huge":
        return rng.randint(1000, 3_000_000)
    if temper == "twins":  # the same figures over and over: misplacing one is easy and hard to see
        return rng.choice((1, 1, 2, 11, 12, 112))
    return rng.choice((1, 2, 3, rng.randint(1, 20), rng.randint(5, 200))) if heavy else rng.randint(1, 9)


def _remedies(rng: Random, edition: str, temper: str) -> Table:
    table = forms.of(edition).remedies
    assert table is not None
    cells = {}
    for row in table.rows:
        parts = {c.key: _remedy(rng, temper) for c in table.columns(row.key) if c.key != "total"}
        slip = rng.choice((-1, 1, 10)) if temper == "wrong" and rng.random() < 0.4 else 0
        parts["total"] = max(0, sum(parts.values()) + slip)
        cells.update({(row.key, column): Cell.read(value) for column, value in parts.items()})
    return Table(edition, MappingProxyType({at: cells[at] for at in table.cells()}))


def _remedy(rng: Random, temper: str) -> int:
    if temper == "zero":
        return 0
    if temper == "huge":
        return rng.randint(0, 5000)
    return rng.randint(0, 30) if temper == "dense" or rng.random() < 0.35 else 0


def _indicators(rng: Random, temper: str) -> Table:
    table = forms.of("2014").indicators
    assert table is not None
    values: dict[str, Cell] = {}
    for row in table.rows:
        values[row.key] = _amount(rng, temper) if row.decimal else Cell.read(_small(rng, temper))
    for identity in table.identities:
        if identity.relation == "=" and temper != "wrong":
            parts = sum(int(values[key].value or 0) for key in identity.left)
            values[identity.right[0]] = Cell.read(parts)
    return Table("2014", MappingProxyType({(key, "value"): cell for key, cell in values.items()}))


def blanked(table: Table, at: set[tuple[str, str]], raw: str = "") -> Table:
    """Return the table with the cells *at* printed empty."""
    empty = Cell(None, raw, Status.BLANK)
    return Table(
        table.edition, MappingProxyType({k: empty if k in at else c for k, c in table.cells.items()})
    )
