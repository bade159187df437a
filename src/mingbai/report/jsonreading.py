"""JSON that claims to be a report, turned into one or refused with the path of what is wrong."""

from collections.abc import Mapping
from typing import Any, TypeVar

from mingbai.errors import BadReport
from mingbai.report import form as forms
from mingbai.report.jsonplace import Place, parsed
from mingbai.report.tables import TABLE_NAMES, form_in, table_form
from mingbai.report.values import (
    ABSENT,
    Body,
    Breakdown,
    Cell,
    Chapter,
    Claim,
    Datum,
    Editions,
    Joint,
    Kind,
    Report,
    Source,
    Statement,
    Status,
    Table,
    Unread,
)

__all__ = ["from_json"]

V = TypeVar("V")


def from_json(data: str | bytes | Mapping[str, Any]) -> Report:
    """Return the report in *data*, JSON text or the object parsed from it (with ``parse_float=Decimal``).

    Raises `BadReport` with one line that names the path of the first thing that does not hold.
    """
    if isinstance(data, str | bytes):
        data = parsed(data)
    return _report(Place(data, ""))


def _report(at: Place) -> Report:
    if at.get("schema").value != "mingbai.report/1":
        raise at.get("schema").bad("应为 mingbai.report/1", "must be mingbai.report/1")
    edition = at.get("edition").text()
    known = ("narrative", *(form.edition for form in forms.editions()))
    if edition not in known:
        raise at.get("edition").bad(f"应为以下之一：{' '.join(known)}", f"must be one of: {' '.join(known)}")
    editions = {name: _edition(at, name) for name in TABLE_NAMES}
    tables = {name: _table(at, name, editions[name] or edition) for name in TABLE_NAMES}
    claims = tuple(_claim(item) for item in at.get("claims").items())
    stated = at.get("stated")
    return Report(
        source=at.get("source").maybe(_source) or Source("", "", "application/json"),
        body=at.get("body").maybe(_body),
        year=at.get("year").maybe(Place.whole),
        edition=edition,
        editions=Editions(editions["proactive"], editions["applications"], editions["remedies"]),
        metadata=_metadata(at),
        chapters=tuple(_chapter(item) for item in at.get("chapters").items()),
        proactive=tables["proactive"],
        applications=tables["applications"],
        remedies=tables["remedies"],
        indicators=tables["indicators"],
        claims=claims,
        breakdowns=tuple(_breakdown(item, len(claims)) for item in at.get("breakdowns").items()),
        statements=tuple(_statement(item) for item in at.get("statements").items()),
        unread=tuple(_unread(item) for item in at.get("unread").items()),
        stated_body=None if stated.value is None else stated.get("body").maybe(Place.text),
        stated_year=None if stated.value is None else stated.get("year").maybe(Place.whole),
    )


def _edition(at: Place, name: str) -> str | None:
    listed = at.get("editions")
    named = None if listed.value is None else listed.get(name).maybe(Place.text)
    if named is not None and form_in(named, name) is None:
        raise listed.get(name).bad(f"没有版本 {named}", f"there is no edition {named}")
    return named


def _metadata(at: Place) -> Mapping[str, Datum]:
    spans = {key: item.maybe(Place.span) for key, item in at.get("metadata_spans").entries()}
    return {key: Datum(item.text(), spans.get(key)) for key, item in at.get("metadata").entries()}


def _table(at: Place, name: str, edition: str) -> Table | None:
    here = at.get(name)
    if here.value is None:
        return None
    form = form_in(edition, name) or next(
        t for f in reversed(forms.editions()) for t in f.tables if t.key == name
    )
    found: dict[tuple[str, str], Cell] = {}
    for key, item in here.entries():
        if name == "indicators":
            found[key, "value"] = _cell(item)
        elif name == "proactive":
            row, _, column = key.partition(".")
            found[row, column] = _cell(item)
        else:
            found.update({(key, column): _cell(cell) for column, cell in item.entries()})
    form = table_form(name, Table(edition, found))
    places = dict.fromkeys(form.cells())
    for row, column in found:
        if (row, column) not in places:
            where = f"{name}.{row}" if name == "indicators" else f"{name}.{row}.{column}"
            raise BadReport(
                f"{where}：{form.edition} 年版格式没有这一格",
                f"{where}: the form of {form.edition} has no such cell",
            )
    known = edition if form_in(edition, name) else form.edition
    return Table(known, {place: found.get(place, ABSENT) for place in places})


def _cell(at: Place) -> Cell:
    status = at.get("status").one_of(Status)
    value = at.get("value").maybe(Place.amount)
    if (value is not None) != (status is Status.READ):
        if value is None:
            raise at.get("value").bad("status 为 read，应有数值", "must be a number where status is read")
        raise at.get("value").bad(f"status 为 {status}，不应有数值", f"must be null where status is {status}")
    return Cell(value, at.get("raw").maybe(Place.text), status, at.get("span").maybe(Place.span))


def _source(at: Place) -> Source:
    return Source(
        name=at.get("name").maybe(Place.text) or "",
        sha256=at.get("sha256").maybe(Place.text) or "",
        media_type=at.get("media_type").maybe(Place.text) or "application/json",
        charset=at.get("charset").maybe(Place.text),
        script=at.get("script").maybe(Place.text) or "hans",
    )


def _body(at: Place) -> Body:
    name = at.get("name").text()
    written = at.get("as_written").maybe(Place.text)
    return Body(name, name if written is None else written, at.get("span").maybe(Place.span))


def _chapter(at: Place) -> Chapter:
    title = at.get("title").text()
    written = at.get("as_written").maybe(Place.text)
    return Chapter(
        number=at.get("number").maybe(Place.text) or "",
        title=title,
        as_written=title if written is None else written,
        span=at.get("span").maybe(Place.span) or (0, 0),
        key=at.get("key").maybe(Place.text),
    )


def _claim(at: Place) -> Claim:
    return Claim(
        about=at.get("about").maybe(Place.text),
        value=at.get("value").amount(),
        unit=at.get("unit").maybe(Place.text) or "",
        kind=at.get("kind").maybe(lambda item: item.one_of(Kind)) or Kind.COUNT,
        period=at.get("period").maybe(Place.whole),
        scope=_or(at.get("scope").maybe(Place.text), "report"),
        quote=at.get("quote").maybe(Place.text) or "",
        span=at.get("span").maybe(Place.span) or (0, 0),
        approximate=at.get("approximate").maybe(Place.flag) or False,
        what=at.get("what").maybe(Place.text) or "",
        sense=at.get("sense").maybe(Place.text),
    )


def _or(value: V | None, other: V) -> V:
    return other if value is None else value


def _breakdown(at: Place, claims: int) -> Breakdown:
    parts = at.get("parts").items()
    for item in (at.get("total"), *parts):
        if not 0 <= item.whole() < claims:
            raise item.bad("claims 中没有这一项", "is no position in claims")
    return Breakdown(
        total=at.get("total").whole(),
        parts=tuple(item.whole() for item in parts),
        joint=at.get("joint").one_of(Joint),
        complete=at.get("complete").flag(),
        channels=at.get("channels").maybe(Place.flag) or False,
        quote=at.get("quote").maybe(Place.text) or "",
        span=at.get("span").maybe(Place.span) or (0, 0),
    )


def _statement(at: Place) -> Statement:
    return Statement(
        about=at.get("about").text(),
        says=at.get("says").text(),
        period=at.get("period").maybe(Place.whole),
        scope=_or(at.get("scope").maybe(Place.text), "report"),
        quote=at.get("quote").maybe(Place.text) or "",
        span=at.get("span").maybe(Place.span) or (0, 0),
    )


def _unread(at: Place) -> Unread:
    return Unread(at.get("at").text(), at.get("why").text(), at.get("why_en").maybe(Place.text) or "")
