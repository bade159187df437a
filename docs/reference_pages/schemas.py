"""The pages of the JSON that the command writes, each explained by its JSON Schema."""

import json
from collections.abc import Iterator
from importlib import resources
from typing import Any

from mingbai.audit.output.json import schema as audit_schema
from mingbai.report.schema import schema as report_schema
from reference_pages.markdown import block, code, table

__all__ = ["audit", "calculator", "calendar", "report"]


def report() -> str:
    """Return the page of ``mingbai.report/1``."""
    lines = [
        "# JSON of a report",
        "",
        "`mingbai report read FILE --format json`: one object a file, an array where several are given. A file that failed is",
        '`{"schema", "source", "error"}`. The schema is shipped as',
        "[report.schema.json](../../src/mingbai/report/schema/report.schema.json).",
        "",
        "A cell with `status` `read` holds the figure that stands on the page; `blank` is printed empty, `unreadable` has its reason",
        "in `unread`, `absent` is a row of the form that the page does not print. None of these is zero.",
        "",
    ]
    return "\n".join([*lines, *_schema(report_schema(), short=_is_table)])


def audit() -> str:
    """Return the page of ``mingbai.audit/1``."""
    lines = [
        "# JSON of an audit",
        "",
        "`mingbai report audit … --format json`: one object a run. The schema is shipped as",
        "[audit.schema.json](../../src/mingbai/audit/output/audit.schema.json).",
        "",
        "`passed` needs at least one comparison; a check that lacks what it needs is `not_assessed`, says why, and keeps the findings",
        "made before. `span` counts code points of the plain text, which `mingbai report read FILE --plain` prints.",
        "",
    ]
    return "\n".join([*lines, *_schema(audit_schema())])


def calendar() -> str:
    """Return the page of ``mingbai.calendar/1``."""
    lines = [
        "# JSON of a calendar",
        "",
        "`mingbai calendar YEAR --format json`: one object a year. The schema is shipped as",
        "[calendar.schema.json](../../src/mingbai/workdays/calendar.schema.json).",
        "",
        "`works` decides whether a day is counted; `kind` says why. A year for which no notice is out has `firm` false, and so has each",
        "of its days whose nature the notice may still change.",
        "",
    ]
    shipped = resources.files("mingbai.workdays").joinpath("calendar.schema.json").read_text("utf-8")
    return "\n".join([*lines, *_schema(json.loads(shipped))])


CALCULATORS = {
    "deadline": (
        "mingbai deadline … --format json",
        (
            "`due` is null while `waiting_for` says what is waited for. `firm` is false where a year on the way is not announced, which",
            "`missing_year` names. `steps` tell how the day was counted to, interval by interval, each with its ground.",
        ),
    ),
    "fee": (
        "mingbai fee items ITEMS --format json",
        (
            "Amounts are yuan, written as text with two decimals. `mingbai fee pages PAGES` writes the same object.",
        ),
    ),
    "remedy": (
        "mingbai remedy … --format json",
        (
            '`review_first` is `"unsettled"` where no text settles it; `sue_until` is null where reconsideration comes first.',
        ),
    ),
}


def calculator(name: str) -> str:
    """Return the page of ``mingbai.deadline/1``, ``mingbai.fee/1`` or ``mingbai.remedy/1``."""
    command, says = CALCULATORS[name]
    file = f"{name}.schema.json"
    lines = [
        f"# JSON of a {name}",
        "",
        f"{code(command)}: one object. The schema is shipped as",
        f"[{file}](../../src/mingbai/cli/schema/{file}).",
        "",
        *says,
        "",
    ]
    shipped = resources.files("mingbai.cli").joinpath("schema", file).read_text("utf-8")
    return "\n".join([*lines, *_schema(json.loads(shipped))])


def _is_table(name: str) -> bool:
    """Tell whether a definition is a table of one edition, which the page of the forms lists better."""
    return name.rpartition("_")[2].isdigit()


def _schema(schema: dict[str, Any], *, short: Any = lambda name: False) -> Iterator[str]:
    yield "## The object"
    yield ""
    yield from _members(schema)
    definitions: dict[str, Any] = schema.get("$defs", {})
    for name, one in definitions.items():
        if short(name):
            continue
        yield f"## {name}"
        yield ""
        if one.get("description"):
            yield one["description"]
            yield ""
        if "properties" in one:
            yield from _members(one)
        else:
            yield f"{_kind(one)}"
            yield ""
    tables = [name for name in definitions if short(name)]
    if tables:
        yield "## Tables"
        yield ""
        yield f"{', '.join(code(name) for name in tables)}: the keys are those of [the forms](forms.md), the values cells."
        yield "`proactive` and `indicators` are flat (`regulations.made`), the others have an object for each row."
        yield ""
    if not tables:
        yield "## As JSON Schema"
        yield ""
        yield from block(json.dumps(schema, ensure_ascii=False, indent=2), "json")


def _members(schema: dict[str, Any]) -> Iterator[str]:
    needed = set(schema.get("required", ()))
    yield from table(
        ("key", "type", "always", "meaning"),
        (
            (code(key), _kind(one), "yes" if key in needed else "", str(one.get("description", "")))
            for key, one in schema.get("properties", {}).items()
        ),
    )


def _kind(one: Any) -> str:
    if not isinstance(one, dict) or not one:
        return "anything"
    if "$ref" in one:
        name = one["$ref"].rpartition("/")[2]
        return f"[{name}](forms.md)" if _is_table(name) else f"[{name}](#{name.lower()})"
    if "const" in one:
        return code(json.dumps(one["const"], ensure_ascii=False))
    if "enum" in one:
        return ", ".join(code(json.dumps(value, ensure_ascii=False)) for value in one["enum"])
    for joint in ("oneOf", "anyOf"):
        if joint in one:
            return " or ".join(_kind(choice) for choice in one[joint])
    kind = one.get("type", "object" if "properties" in one else "anything")
    if kind == "array":
        return f"array of {_kind(one.get('items', {}))}"
    names = " or ".join(kind) if isinstance(kind, list) else kind
    if kind == "object" and "properties" in one:
        return f"object: {', '.join(code(key) for key in one['properties'])}"
    return str(names)
