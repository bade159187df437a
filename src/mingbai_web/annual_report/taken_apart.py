"""What is uploaded to be read for figures, registers and published reports, taken apart by a child process (`files.apart`).

The functions that end in `_in_child` run there; what they say comes back as JSON, in which nothing of the child's could run.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import mingbai
from mingbai.report import jsonform
from mingbai.report.values import Report
from mingbai_web.annual_report.importing.sheets import MOST_BYTES, Sheet, Value, opened
from mingbai_web.files import apart
from mingbai_web.files.types import BadFile

__all__ = ["published_in_child", "read_published", "read_register", "register_in_child"]

_SECONDS = 60.0
_HERE = "mingbai_web.annual_report.taken_apart"


def read_register(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of a register as `sheets.opened` would. Raises `BadFile` for what it refuses, and for what ends the child."""
    said = apart.texts(f"{_HERE}:register_in_child", _with_name(data, name), seconds=_SECONDS)
    return tuple(_sheet(json.loads(each)) for each in said)


def read_published(data: bytes, name: str) -> Report:
    """Return the report in *data* as `mingbai.read` would. Raises `BadFile` for what is none, and for what ends the child."""
    if len(data) > MOST_BYTES:
        raise BadFile(
            f"文件超过 {MOST_BYTES >> 20} MB：请另存为较小的文件",
            f"more than {MOST_BYTES >> 20} MB: save a smaller one",
        )
    (said,) = apart.texts(f"{_HERE}:published_in_child", _with_name(data, name), seconds=_SECONDS)
    return jsonform.from_json(said)


def register_in_child(data: bytes) -> Iterator[str]:
    """Yield each sheet of a register."""
    for sheet in opened(*_without_name(data)):
        rows = [[_told(value) for value in row] for row in sheet.rows]
        yield json.dumps({"name": sheet.name, "rows": rows, "across": sorted(sheet.across)})


def published_in_child(data: bytes) -> Iterator[str]:
    """Yield the report."""
    said, name = _without_name(data)
    yield jsonform.dumps(jsonform.to_json(mingbai.read(said, name=name)))


def _with_name(data: bytes, name: str) -> bytes:
    """Return *data* after the end of *name*, by which a format is told where its bytes leave it open."""
    ending = name.rpartition(".")[2].lower()
    return (ending if ending.isascii() and ending.isalnum() else "")[:8].encode() + b"\n" + data


def _without_name(data: bytes) -> tuple[bytes, str]:
    ending, _, said = data.partition(b"\n")
    return said, f"a.{ending.decode('ascii')}"


def _told(value: Value) -> object:
    match value:
        case datetime():
            return {"instant": value.isoformat()}
        case date():
            return {"day": value.isoformat()}
        case time():
            return {"time": value.isoformat()}
        case timedelta():
            return {"microseconds": value // timedelta(microseconds=1)}
    return value


_READ: Mapping[str, Callable[[Any], Value]] = {
    "instant": datetime.fromisoformat,
    "day": date.fromisoformat,
    "time": time.fromisoformat,
    "microseconds": lambda said: timedelta(microseconds=said),
}


def _sheet(said: Mapping[str, Any]) -> Sheet:
    rows = tuple(tuple(_value(each) for each in row) for row in said["rows"])
    return Sheet(said["name"], rows, frozenset(said["across"]))


def _value(said: Any) -> Value:
    if isinstance(said, dict):
        ((kind, given),) = said.items()
        return _READ[kind](given)
    value: Value = said
    return value
