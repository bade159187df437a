"""Fictional reports whose tables foot; each test changes the one thing that it is about."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from mingbai.report import form
from mingbai.report.values import Amount, Body, Cell, Chapter, Datum, Editions, Report, Source, Status, Table
from mingbai.text.page import Hidden, Page

__all__ = [
    "APPLICANTS", "BLANK", "METADATA", "TEXT", "UNREADABLE", "applications", "chapters", "indicators", "page",
    "proactive", "remedies", "report", "with_cell",
]  # fmt: skip

APPLICANTS = ("natural_person", "business", "research", "public_interest", "legal_service", "other")
BLANK = Cell(None, "", Status.BLANK)
UNREADABLE = Cell(None, None, Status.UNREADABLE)

Counts = Mapping[tuple[str, str], int]

_OUTCOMES: Counts = {
    ("granted", "natural_person"): 61,
    ("granted", "business"): 7,
    ("partly_granted", "natural_person"): 23,
    ("refused_third_party", "natural_person"): 4,
    ("unavailable_not_held", "natural_person"): 38,
    ("unavailable_not_held", "legal_service"): 2,
    ("declined_repeat", "natural_person"): 5,
}
_CARRIED_IN: Mapping[str, int] = {"natural_person": 9}
_CARRIED_OUT: Mapping[str, int] = {"natural_person": 12, "business": 1}


def applications(
    edition: str = "2021",
    outcomes: Counts = _OUTCOMES,
    carried_in: Mapping[str, int] = _CARRIED_IN,
    carried_out: Mapping[str, int] = _CARRIED_OUT,
) -> Table:
    """Return a table of applications that foots: what is new follows from the rest."""
    shape = form.of(edition).applications
    assert shape is not None
    leaves = [row.key for row in shape.rows if row.key not in ("new", "carried_in", "handled", "carried_out")]
    by_row: dict[str, dict[str, int]] = {
        leaf: {who: outcomes.get((leaf, who), 0) for who in APPLICANTS} for leaf in leaves
    }
    by_row["handled"] = {who: sum(by_row[leaf][who] for leaf in leaves) for who in APPLICANTS}
    by_row["carried_in"] = {who: carried_in.get(who, 0) for who in APPLICANTS}
    by_row["carried_out"] = {who: carried_out.get(who, 0) for who in APPLICANTS}
    by_row["new"] = {
        who: by_row["handled"][who] + by_row["carried_out"][who] - by_row["carried_in"][who]
        for who in APPLICANTS
    }
    for figures in by_row.values():
        figures["total"] = sum(figures.values())
    return Table(edition, {place: Cell.read(by_row[place[0]][place[1]]) for place in shape.cells()})


def proactive(edition: str = "2021", **figures: Amount) -> Table:
    """Return a table of proactive disclosure; *figures* by row and column joined with two underscores."""
    shape = form.of(edition).proactive
    assert shape is not None
    usual: dict[str, Amount] = {
        "normative_documents__made": 9, "normative_documents__repealed": 5, "normative_documents__in_force": 66,
        "normative_documents__newly_public": 9, "normative_documents__public_total": 66,
        "licensing__decisions": 4120, "penalties__decisions": 310, "coercion__decisions": 12, "fees__amount_wan": 1758,
        "licensing__previous_items": 120, "licensing__change": -8,
    }  # fmt: skip
    given = {**usual, **figures}
    return Table(edition, {(r, c): Cell.read(given.get(f"{r}__{c}", 0)) for r, c in shape.cells()})


def remedies(edition: str = "2021") -> Table:
    """Return a table of remedies that foots."""
    figures = {
        "reconsideration": (26, 1, 1, 1, 29),
        "litigation": (32, 1, 3, 3, 39),
        "litigation_after_reconsideration": (9, 0, 0, 1, 10),
    }
    cells = ("upheld", "corrected", "other", "pending", "total")
    return Table(
        edition, {(b, c): Cell.read(v) for b, row in figures.items() for c, v in zip(cells, row, strict=True)}
    )


def indicators(**figures: int) -> Table:
    """Return the statistics of 2014 with the given figures, all others 0."""
    shape = form.of("2014").indicators
    assert shape is not None
    return Table("2014", {place: Cell.read(figures.get(place[0], 0)) for place in shape.cells()})


def chapters(edition: str = "2021") -> tuple[Chapter, ...]:
    """Return the headings of the edition."""
    return tuple(
        Chapter(h.number, h.label, f"{h.number}、{h.label}", (i * 10, i * 10 + 9), h.key)
        for i, h in enumerate(form.of(edition).chapters)
    )


TEXT = """望川县2021年政府信息公开工作年度报告
本报告根据《中华人民共和国政府信息公开条例》编制，所列数据的统计期限自2021年1月1日起至2021年12月31日止。
一、总体情况
2021年，我县认真落实各项公开要求，望川县人民政府门户网站发布信息三百条，望川县人民政府办公室组织培训两次。
如对本报告有疑问，请与望川县人民政府办公室联系，联系电话：13800138000。
望川县人民政府
2022年1月20日
"""


def page(text: str = TEXT, *, hidden: tuple[Hidden, ...] = (), title: str | None = None) -> Page:
    """Return a page that shows *text*."""
    return Page(
        "report.html",
        text,
        "text/html",
        hashlib.sha256(text.encode()).hexdigest(),
        hidden=hidden,
        title=title,
    )


METADATA: Mapping[str, Datum] = MappingProxyType(
    {
        "index_no": Datum("012345670/2022-00042", (0, 3)),
        "doc_no": Datum("望政办函〔2022〕6号", (0, 3)),
        "written_on": Datum("2022-01-20", (0, 3)),
        "issued_on": Datum("2022-01-20", (0, 3)),
        "published_on": Datum("2022-01-21", (0, 3)),
        "publisher": Datum("望川县人民政府办公室", (0, 3)),
    }
)


def report(
    name: str = "望川县", year: int = 2021, edition: str = "2021", *, text: str = TEXT, **changes: object
) -> Report:
    """Return a valid report of a fictional county, with *changes* made to its fields."""
    whole = Report(
        source=Source(f"{name}-{year}.html", "0" * 64, "text/html", "utf-8", "hans"),
        body=Body(name, name, (0, len(name))),
        year=year,
        edition=edition,
        editions=Editions(edition, edition, edition),
        metadata=METADATA,
        chapters=chapters(edition),
        proactive=proactive(edition),
        applications=applications(edition),
        remedies=remedies(edition),
        page=page(text),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def with_cell(table: Table | None, row: str, column: str, value: Amount | Cell) -> Table:
    """Return *table* with one cell changed."""
    assert table is not None
    cell = value if isinstance(value, Cell) else Cell.read(value)
    return Table(table.edition, {**table.cells, (row, column): cell})
