"""The statutory forms of the annual report as data: one file an edition, read and checked here.

Reading, rendering and checking are all driven by these values; adding an edition is adding a file to ``forms/``.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from mingbai.errors import BadForm

__all__ = [
    "TABLES",
    "Block",
    "Form",
    "Group",
    "Heading",
    "Identity",
    "Line",
    "TableForm",
    "editions",
    "for_year",
    "of",
    "parse",
]

TABLES = ("proactive", "applications", "remedies", "indicators")
LAYOUTS = ("blocks", "rows", "across", "list")


@dataclass(frozen=True, slots=True)
class Heading:
    """A chapter that the edition prescribes: its key, numeral, title, and the titles that reports really print."""

    key: str
    number: str
    label: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A heading inside a table that has no figures of its own; `within` is the group that holds it."""

    key: str
    label: str
    en: str
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column: key, printed label, its real variants, and `anchors`, short pieces that identify it alone."""

    key: str
    label: str
    en: str
    variants: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    group: str | None = None
    unit: str | None = None
    decimal: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that share columns and a heading (“第二十条第（一）项”)."""

    label: str
    head: str
    unit: str
    rows: tuple[Line, ...]
    columns: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """In each row (or column): the sum of `left` stands in `relation` to the sum of `right`."""

    check: str
    each: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    relation: str = "="


@dataclass(frozen=True, slots=True)
class TableForm:
    """One table of an edition. `layout` is how it is printed: ``blocks``, ``rows``, ``across`` (rows side by side), ``list``."""

    key: str
    edition: str
    title: str
    en: str
    layout: str
    note: str
    groups: tuple[Group, ...]
    blocks: tuple[Block, ...]
    identities: tuple[Identity, ...]
    _sums: frozenset[tuple[str, str]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Work out once what every check of every report asks for."""
        object.__setattr__(self, "_sums", frozenset(self._summed()))

    @property
    def rows(self) -> tuple[Line, ...]:
        """Return all rows in the order of the form."""
        return tuple(row for block in self.blocks for row in block.rows)

    def columns(self, row: str) -> tuple[Line, ...]:
        """Return the columns of *row*; `KeyError` when the table has no such row."""
        for block in self.blocks:
            if any(line.key == row for line in block.rows):
                return block.columns
        raise KeyError(row)

    def row(self, key: str) -> Line:
        """Return the row with *key*; `KeyError` when there is none."""
        return next(line for line in self.rows if line.key == key)

    def group(self, key: str) -> Group:
        """Return the group with *key*; `KeyError` when there is none."""
        for group in self.groups:
            if group.key == key:
                return group
        raise KeyError(key)

    def groups_of(self, row: Line) -> tuple[str, ...]:
        """Return the keys of the groups that *row* stands in, the widest first."""
        found: list[str] = []
        key = row.group
        while key is not None:
            found.insert(0, key)
            key = self.group(key).within
        return tuple(found)

    def cells(self) -> Iterator[tuple[str, str]]:
        """Yield (row, column) of every cell that holds a figure, in the order of the form."""
        for block in self.blocks:
            for row in block.rows:
                for column in block.columns:
                    yield row.key, column.key

    def unit(self, row: str, column: str) -> str:
        """Return the unit of a cell, most specific first: the column's, the row's, the block's."""
        for block in self.blocks:
            for line in block.rows:
                if line.key == row:
                    for head in block.columns:
                        if head.key == column:
                            return head.unit or line.unit or block.unit
        raise KeyError((row, column))

    def sums(self) -> frozenset[tuple[str, str]]:
        """Return the cells that an identity makes the sum of others (a lone figure on its right, “=”)."""
        return self._sums

    def _summed(self) -> Iterator[tuple[str, str]]:
        for identity in self.identities:
            if identity.relation == "=" and len(identity.right) == 1:
                for row, column in self.cells():
                    if identity.right[0] == (column if identity.each == "row" else row):
                        yield row, column


@dataclass(frozen=True, slots=True)
class Form:
    """An edition of the annual report: its chapters and tables, and the years reported on for which it holds."""

    edition: str
    title: str
    en: str
    ground: str
    since: int
    until: int | None
    chapters: tuple[Heading, ...]
    proactive: TableForm | None = None
    applications: TableForm | None = None
    remedies: TableForm | None = None
    indicators: TableForm | None = None

    @property
    def tables(self) -> tuple[TableForm, ...]:
        """Return the tables that this edition has, in its order."""
        return tuple(t for t in (self.proactive, self.applications, self.remedies, self.indicators) if t)

    def table(self, key: str) -> TableForm:
        """Return the table with *key*; `KeyError` when the edition has none."""
        for table in self.tables:
            if table.key == key:
                return table
        raise KeyError(key)


@cache
def editions() -> tuple[Form, ...]:
    """Return every edition that ships, oldest first."""
    files = sorted(
        f.name for f in resources.files(__package__).joinpath("forms").iterdir() if f.name.endswith(".toml")
    )
    forms = (
        parse(resources.files(__package__).joinpath("forms", name).read_text("utf-8"), name=name)
        for name in files
    )
    return tuple(sorted(forms, key=lambda form: form.since))


def of(edition: str) -> Form:
    """Return the form of *edition* (``"2021"``); `KeyError` when there is none."""
    for form in editions():
        if form.edition == edition:
            return form
    raise KeyError(edition)


def for_year(year: int) -> Form | None:
    """Return the form that a report *on* that year uses, None before the first; the year of publication does not matter."""
    for form in editions():
        if form.since <= year and (form.until is None or year <= form.until):
            return form
    return None


def parse(text: str, *, name: str) -> Form:
    """Return the form in a TOML text; `BadForm` names the file, the place and what is wrong with it."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadForm(f"{name}：不是有效的 TOML（{error}）", f"{name}: not valid TOML ({error})") from error
    reader = _Reader(name)
    reader.keys("", data, {"edition", "title", "en", "ground", "since"}, {"until", "chapter", *TABLES})
    tables = {key: reader.table(key, data[key], str(data.get("edition"))) for key in TABLES if key in data}
    return Form(
        edition=data["edition"],
        title=data["title"],
        en=data["en"],
        ground=data["ground"],
        since=data["since"],
        until=data.get("until"),
        chapters=tuple(reader.chapter(item) for item in data.get("chapter", ())),
        **tables,
    )


class _Reader:
    """Turns the parsed file into values and refuses what does not hold together."""

    def __init__(self, name: str) -> None:
        self.name = name

    def bad(self, where: str, zh: str, en: str) -> BadForm:
        return BadForm(f"{self.name} {where}：{zh}", f"{self.name} {where}: {en}")

    def keys(self, where: str, item: Mapping[str, Any], need: set[str], may: set[str]) -> None:
        for key in sorted(need - item.keys()):
            raise self.bad(where, f"缺少 {key}", f"{key} is missing")
        for key in sorted(item.keys() - need - may):
            raise self.bad(where, f"不认识的键 {key}", f"unknown key {key}")

    def chapter(self, item: Mapping[str, Any]) -> Heading:
        self.keys("chapter", item, {"key", "number", "label"}, {"variants"})
        return Heading(item["key"], item["number"], item["label"], tuple(item.get("variants", ())))

    def line(self, where: str, item: Mapping[str, Any]) -> Line:
        lists = {"variants", "anchors"}
        self.keys(where, item, {"key", "label", "en"}, lists | {"group", "unit", "decimal", "signed"})
        values: dict[str, Any] = {key: tuple(value) if key in lists else value for key, value in item.items()}
        return Line(**values)

    def block(self, where: str, item: Mapping[str, Any]) -> Block:
        self.keys(where, item, {"label", "head", "unit", "columns", "rows"}, set())
        rows, columns = (
            tuple(self.line(f"{where}.{k}", line) for line in item[k]) for k in ("rows", "columns")
        )
        return Block(item["label"], item["head"], item["unit"], rows, columns)

    def table(self, key: str, item: Mapping[str, Any], edition: str) -> TableForm:
        self.keys(key, item, {"title", "en", "layout", "block"}, {"note", "group", "identity"})
        if item["layout"] not in LAYOUTS:
            raise self.bad(key, f"没有这种版式 {item['layout']}", f"no such layout {item['layout']}")
        for group in item.get("group", ()):
            self.keys(f"{key}.group", group, {"key", "label", "en"}, {"within"})
        for identity in item.get("identity", ()):
            self.keys(f"{key}.identity", identity, {"check", "each", "left", "right"}, {"relation"})
        table = TableForm(
            key=key,
            edition=edition,
            title=item["title"],
            en=item["en"],
            layout=item["layout"],
            note=item.get("note", ""),
            groups=tuple(Group(**group) for group in item.get("group", ())),
            blocks=tuple(self.block(f"{key}.block", block) for block in item["block"]),
            identities=tuple(
                Identity(i["check"], i["each"], tuple(i["left"]), tuple(i["right"]), i.get("relation", "="))
                for i in item.get("identity", ())
            ),
        )
        self.check(table)
        return table

    def check(self, table: TableForm) -> None:
        """Refuse a repeated key, a group that is not there, an identity over a row or column that is not there."""
        rows = [row.key for row in table.rows]
        columns = {column.key for block in table.blocks for column in block.columns}
        groups = {group.key for group in table.groups}
        if repeated := {key for key in rows if rows.count(key) > 1}:
            raise self.bad(table.key, f"行键重复 {min(repeated)}", f"row key {min(repeated)} stands twice")
        named = [row.group for row in table.rows if row.group] + [g.within for g in table.groups if g.within]
        for key in named:
            if key not in groups:
                raise self.bad(table.key, f"没有这个分组 {key}", f"no such group {key}")
        for identity in table.identities:
            if identity.each not in ("row", "column") or identity.relation not in ("=", "<=", ">="):
                raise self.bad(identity.check, "each 或 relation 无效", "each or relation is not valid")
            known = columns if identity.each == "row" else set(rows)
            for key in (*identity.left, *identity.right):
                if key not in known:
                    raise self.bad(
                        identity.check, f"求和的行列不存在 {key}", f"sums over {key}, which does not exist"
                    )
