"""A report as the JSON object ``mingbai.report/1``, and back; figures stay exact both ways."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from json.encoder import encode_basestring, encode_basestring_ascii
from typing import Any

from mingbai.report.jsonreading import from_json
from mingbai.report.tables import TABLE_NAMES, table_form, table_of
from mingbai.report.values import (
    Body,
    Breakdown,
    Cell,
    Chapter,
    Claim,
    Report,
    Source,
    Statement,
    Table,
    Unread,
)
from mingbai.text.page import Span

__all__ = ["SCHEMA", "dump", "dumps", "from_json", "to_json"]

SCHEMA = "mingbai.report/1"


def to_json(report: Report) -> dict[str, Any]:
    """Return *report* as an object of text, numbers (int and Decimal), lists and mappings, keys in a fixed order.

    A table that the document does not have has no key; a cell of the form that the page does not print is `absent`.
    """
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "source": _source(report.source),
        "body": _body(report.body),
        "year": report.year,
        "edition": report.edition,
        "editions": {
            "proactive": report.editions.proactive,
            "applications": report.editions.applications,
            "remedies": report.editions.remedies,
        },
        "metadata": {key: datum.value for key, datum in report.metadata.items()},
        "metadata_spans": {key: _span(datum.span) for key, datum in report.metadata.items() if datum.span},
        "chapters": [_chapter(chapter) for chapter in report.chapters],
    }
    for name in TABLE_NAMES:
        table = table_of(report, name)
        if table is not None:
            data[name] = _table(name, table)
    data["claims"] = [_claim(claim) for claim in report.claims]
    data["breakdowns"] = [_breakdown(breakdown) for breakdown in report.breakdowns]
    data["statements"] = [_statement(statement) for statement in report.statements]
    data["unread"] = [_unread(unread) for unread in report.unread]
    if report.stated_body is not None or report.stated_year is not None:
        data["stated"] = {"body": report.stated_body, "year": report.stated_year}
    return data


def dumps(data: object) -> str:
    """Return *data* as JSON text, an object without containers on one line; Decimals as the digits they have."""
    return "".join(dump(data))


def dump(data: object, *, indent: int = 0) -> Iterator[str]:
    """Yield the pieces of `dumps`, each line after the first indented by *indent*."""
    if isinstance(data, Mapping) and data and not _flat(data.values()):
        pad = " " * (indent + 2)
        for index, (key, value) in enumerate(data.items()):
            yield f"{',' if index else '{'}\n{pad}{_scalar(str(key))}: "
            yield from dump(value, indent=indent + 2)
        yield f"\n{' ' * indent}}}"
    elif isinstance(data, list | tuple) and data and not _flat(data):
        pad = " " * (indent + 2)
        for index, value in enumerate(data):
            yield f"{',' if index else '['}\n{pad}"
            yield from dump(value, indent=indent + 2)
        yield f"\n{' ' * indent}]"
    else:
        yield _inline(data)


def _flat(values: Any) -> bool:
    """Tell whether *values* hold no container, but for lists of plain values (spans)."""
    for value in values:
        if isinstance(value, Mapping):
            return False
        if isinstance(value, list | tuple) and any(
            isinstance(item, Mapping | list | tuple) for item in value
        ):
            return False
    return True


def _inline(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(str(k))}: {_inline(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return _scalar(value)


def _scalar(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # A lone surrogate has no place in UTF-8; JSON can still name it.
        return encode_basestring(value) if _whole(value) else encode_basestring_ascii(value)
    if isinstance(value, int):
        return int.__repr__(value)
    if isinstance(value, Decimal) and value.is_finite():
        return str(value)
    raise TypeError(f"{value!r} cannot be written as JSON: only text, int and finite Decimal can")


def _whole(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= c <= "\udfff" for c in text)


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _source(source: Source) -> dict[str, Any]:
    return {
        "name": source.name,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "charset": source.charset,
        "script": source.script,
    }


def _body(body: Body | None) -> dict[str, Any] | None:
    if body is None:
        return None
    return {"name": body.name, "as_written": body.as_written, "span": _span(body.span)}


def _chapter(chapter: Chapter) -> dict[str, Any]:
    return {
        "number": chapter.number,
        "title": chapter.title,
        "as_written": chapter.as_written,
        "span": _span(chapter.span),
        "key": chapter.key,
    }


def _table(name: str, table: Table) -> dict[str, Any]:
    """Return every cell of the form, then what the page has beyond it, keyed as the contract has it."""
    places = dict.fromkeys((*table_form(name, table).cells(), *table.cells))
    if name == "indicators":
        return {row: _cell(table[row, column]) for row, column in places}
    if name == "proactive":
        return {f"{row}.{column}": _cell(table[row, column]) for row, column in places}
    nested: dict[str, Any] = {}
    for row, column in places:
        nested.setdefault(row, {})[column] = _cell(table[row, column])
    return nested


def _cell(cell: Cell) -> dict[str, Any]:
    return {"value": cell.value, "raw": cell.raw, "status": cell.status.value, "span": _span(cell.span)}


def _claim(claim: Claim) -> dict[str, Any]:
    return {
        "about": claim.about,
        "sense": claim.sense,
        "value": claim.value,
        "unit": claim.unit,
        "kind": claim.kind.value,
        "period": claim.period,
        "scope": claim.scope,
        "approximate": claim.approximate,
        "what": claim.what,
        "quote": claim.quote,
        "span": _span(claim.span),
    }


def _breakdown(breakdown: Breakdown) -> dict[str, Any]:
    return {
        "total": breakdown.total,
        "parts": list(breakdown.parts),
        "joint": breakdown.joint.value,
        "complete": breakdown.complete,
        "channels": breakdown.channels,
        "quote": breakdown.quote,
        "span": _span(breakdown.span),
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "about": statement.about,
        "says": statement.says,
        "period": statement.period,
        "scope": statement.scope,
        "quote": statement.quote,
        "span": _span(statement.span),
    }


def _unread(unread: Unread) -> dict[str, Any]:
    return {"at": unread.at, "why": unread.why, "why_en": unread.why_en}
