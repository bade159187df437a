"""The JSON Schema of ``mingbai.report/1``, made from the forms; ``report.schema.json`` is its published copy."""

from collections.abc import Iterable
from typing import Any

from mingbai.report import form as forms
from mingbai.report.form import TableForm
from mingbai.report.jsonform import SCHEMA, dumps
from mingbai.report.values import Joint, Kind, Status

__all__ = ["schema", "text"]

Schema = dict[str, Any]

REQUIRED = (
    "schema",
    "source",
    "body",
    "year",
    "edition",
    "editions",
    "metadata",
    "chapters",
    "claims",
    "unread",
)

TEXT: Schema = {"type": "string"}
TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
YEAR: Schema = {"type": ["integer", "null"], "minimum": 1900, "maximum": 2999}
SPAN: Schema = {"$ref": "#/$defs/span"}
CELL: Schema = {"$ref": "#/$defs/cell"}


def text() -> str:
    """Return the schema as it is published."""
    return dumps(schema()) + "\n"


def schema() -> Schema:
    """Return the JSON Schema (2020-12) of a report; the keys of its tables are those of the forms."""
    editions = [form.edition for form in forms.editions()]
    found: Schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:mingbai:report:1",
        "title": "政府信息公开工作年度报告",
        "description": "An annual report on government information disclosure, as Mingbai reads it. "
        "Spans count Unicode code points of the plain text (`mingbai report read --plain`); "
        "numbers are exact decimals.",
        "type": "object",
        "required": [*REQUIRED],
        "properties": {
            "schema": {"const": SCHEMA},
            "source": {"$ref": "#/$defs/source"},
            "body": {"oneOf": [{"type": "null"}, {"$ref": "#/$defs/body"}]},
            "year": {**YEAR, "description": "The year reported on."},
            "edition": {"enum": [*editions, "narrative"], "description": "The form actually used."},
            "editions": _editions(),
            "metadata": {"type": "object", "additionalProperties": TEXT},
            "metadata_spans": {"type": "object", "additionalProperties": SPAN},
            "chapters": {"type": "array", "items": {"$ref": "#/$defs/chapter"}},
            **{name: {"$ref": f"#/$defs/{name}"} for name in forms.TABLES},
            "claims": {"type": "array", "items": {"$ref": "#/$defs/claim"}},
            "breakdowns": {"type": "array", "items": {"$ref": "#/$defs/breakdown"}},
            "statements": {"type": "array", "items": {"$ref": "#/$defs/statement"}},
            "unread": {"type": "array", "items": {"$ref": "#/$defs/unread"}},
            "stated": _object({"body": TEXT_OR_NULL, "year": YEAR}),
        },
        "$defs": _values(),
    }
    for name in forms.TABLES:
        kinds = _having(name)
        found["$defs"][name] = {
            "description": kinds[-1].en,
            "anyOf": [{"$ref": f"#/$defs/{name}_{table.edition}"} for table in kinds],
        }
        for table in kinds:
            found["$defs"][f"{name}_{table.edition}"] = _table(table)
    return found


def _having(name: str) -> list[TableForm]:
    return [table for form in forms.editions() for table in form.tables if table.key == name]


def _editions() -> Schema:
    """Return the editions that each table may use; the key of a table that is not there is null."""
    named = ("proactive", "applications", "remedies")
    known = {name: {"enum": [*(table.edition for table in _having(name)), None]} for name in named}
    return _object(known, required=named)


def _table(table: TableForm) -> Schema:
    """Return the object that a table is written as: flat with dotted keys, nested, or flat by indicator."""
    if table.key == "indicators":
        keys: Schema = {row.key: CELL for row in table.rows}
    elif table.key == "proactive":
        keys = {f"{row}.{column}": CELL for row, column in table.cells()}
    else:
        keys = {row.key: _object({c.key: CELL for c in table.columns(row.key)}) for row in table.rows}
    return {"title": f"{table.title}（{table.edition}）", **_object(keys)}


def _object(properties: Schema, *, required: Iterable[str] = (), open_ended: bool = False) -> Schema:
    found: Schema = {"type": "object", "properties": properties}
    if required:
        found["required"] = list(required)
    if not open_ended:
        found["additionalProperties"] = False
    return found


def _cell() -> Schema:
    """Return a cell: a number exactly where its status is `read`."""
    shape = _object(
        {
            "value": {"type": ["number", "null"]},
            "raw": TEXT_OR_NULL,
            "status": {"enum": [status.value for status in Status]},
            "span": {"oneOf": [{"type": "null"}, SPAN]},
        },
        required=("value", "raw", "status", "span"),
    )
    return {
        **shape,
        "if": {"properties": {"status": {"const": Status.READ.value}}},
        "then": {"properties": {"value": {"type": "number"}}},
        "else": {"properties": {"value": {"type": "null"}}},
    }


def _values() -> Schema:
    """Return the parts that do not depend on a form."""
    count: Schema = {"type": "integer", "minimum": 0}
    spot: Schema = {"oneOf": [{"type": "null"}, SPAN]}
    script: Schema = {"enum": ["hans", "hant", "mixed"]}
    source = {"name": TEXT, "sha256": TEXT, "media_type": TEXT, "charset": TEXT_OR_NULL, "script": script}
    body = {"name": TEXT, "as_written": TEXT, "span": spot}
    chapter = {"number": TEXT, "title": TEXT, "as_written": TEXT, "span": SPAN, "key": TEXT_OR_NULL}
    claim = {
        "about": {**TEXT_OR_NULL, "description": "A cell (applications.new.total), a subject, or null."},
        "sense": {
            **TEXT_OR_NULL,
            "description": "The finer subject, where its words can be read in several ways.",
        },
        "value": {"type": "number", "description": "A rate is in percent."},
        "unit": TEXT,
        "kind": {"enum": [kind.value for kind in Kind]},
        "period": YEAR,
        "scope": {**TEXT, "description": "“report”, or the word that narrows it."},
        "approximate": {"type": "boolean"},
        "what": TEXT,
        "quote": TEXT,
        "span": SPAN,
    }
    breakdown = {
        "total": {**count, "description": "A position in claims, as are the parts."},
        "parts": {"type": "array", "items": count},
        "joint": {"enum": [joint.value for joint in Joint]},
        "complete": {"type": "boolean"},
        "channels": {"type": "boolean"},
        "quote": TEXT,
        "span": SPAN,
    }
    statement = {"about": TEXT, "says": TEXT, "period": YEAR, "scope": TEXT, "quote": TEXT, "span": SPAN}
    return {
        "span": {"type": "array", "items": count, "minItems": 2, "maxItems": 2},
        "cell": _cell(),
        "source": _object(source, required=source, open_ended=True),
        "body": _object(body, required=("name", "as_written"), open_ended=True),
        "chapter": _object(chapter, required=("number", "title", "as_written", "span"), open_ended=True),
        "claim": _object(claim, required=[k for k in claim if k != "sense"], open_ended=True),
        "breakdown": _object(breakdown, required=breakdown, open_ended=True),
        "statement": _object(statement, required=statement, open_ended=True),
        "unread": _object({"at": TEXT, "why": TEXT, "why_en": TEXT}, required=("at", "why"), open_ended=True),
    }
