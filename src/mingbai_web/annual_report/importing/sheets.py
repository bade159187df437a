"""A register's file as rows of values: workbooks by the core's decoder, CSV in whatever charset; merged cells say their value in each.

A file that could be read in two ways is refused: a quote that is left open swallows the rows after it.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mingbai.errors import TooLarge, Unreadable
from mingbai.reading import refusals
from mingbai.reading.sniff import sniff
from mingbai.reading.xlsx import Sheet as Raw
from mingbai.reading.xlsx import Value, sheets
from mingbai.text import charset

__all__ = ["MOST_BYTES", "MOST_ROWS", "Sheet", "Value", "opened", "text_of"]

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 20_000
_MOST_COLUMNS = 200
_MERGED_AT_MOST = 2_000
_WORKBOOKS = {"xlsx", "xls", "ods"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: `rows[n - 1]` is the row that the office's own program calls n; `across` are the rows with cells merged sideways."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    across: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        """Return how many columns the widest row has."""
        return max(map(len, self.rows), default=0)


def opened(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the sheets of a register that hold anything. Raises `Unreadable` or one of its kinds, for any bytes."""
    if len(data) > MOST_BYTES:
        raise _too_large("文件大小", f"{MOST_BYTES >> 20} MB")
    kind = sniff(data, name)
    if kind in _WORKBOOKS:
        found = [_filled(raw) for raw in sheets(data)]
    elif kind == "text":
        found = [_separated(data)]
    else:
        raise Unreadable(
            "台账应当是 XLSX、XLS、ODS 或 CSV 文件：请另存为其中一种",
            "a register is XLSX, XLS, ODS or CSV: save it as one of these",
        )
    found = [sheet for sheet in found if any(any(map(_says, row)) for row in sheet.rows)]
    if not found:
        raise refusals.nothing_to_read("台账")
    for sheet in found:
        if len(sheet.rows) > MOST_ROWS or sheet.width > _MOST_COLUMNS:
            raise _too_large("台账的行列数", f"{MOST_ROWS} 行、{_MOST_COLUMNS} 列")
    return tuple(found)


def _too_large(what: str, most: str) -> TooLarge:
    return TooLarge(
        f"{what}超过上限（{most}）：请按年份或者月份分成几个文件，逐个导入",
        f"beyond the limit ({most}): split the register by year or month and import each part",
    )


def _says(value: Value) -> bool:
    return not isinstance(value, str) or bool(value.strip())


def _filled(raw: Raw) -> Sheet:
    """Return the sheet with the value of each merged cell in all the places that it covers."""
    rows = [_trimmed(row) for row in raw.rows]
    while rows and not rows[-1]:
        rows.pop()
    across = set()
    for (top, left), (bottom, right) in raw.merged:
        if top >= len(rows) or left >= len(rows[top]):
            continue
        value = rows[top][left]
        if right > left:
            across.add(top)
        if (bottom - top + 1) * (right - left + 1) > _MERGED_AT_MOST or not _says(value):
            continue
        for row in rows[top : bottom + 1]:
            row.extend([""] * (right + 1 - len(row)))
            row[left : right + 1] = [value] * (right + 1 - left)
    return Sheet(raw.name, tuple(map(tuple, rows)), frozenset(across))


def _trimmed(row: Sequence[Value]) -> list[Value]:
    end = len(row)
    while end and not _says(row[end - 1]):
        end -= 1
    return list(row[:end])


def _separated(data: bytes) -> Sheet:
    """Return what stands between commas, tabs or semicolons."""
    text, _ = charset.decode(data)
    if "\0" in text:
        raise refusals.binary()
    first = "".join(text.splitlines(keepends=True)[:20])
    mark = max(",\t;", key=first.count)
    try:
        rows = [
            _trimmed(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
        ]
    except csv.Error:
        raise _open_quote() from None
    width = max(map(len, rows), default=0)
    for row in rows:
        for cell in row:
            if isinstance(cell, str) and "\n" in cell and _swallowed(cell, mark, width):
                raise _open_quote()
    while rows and not rows[-1]:
        rows.pop()
    return Sheet("", tuple(map(tuple, rows)))


def _swallowed(cell: str, mark: str, width: int) -> bool:
    """Return whether a line of *cell* looks like a row of its own."""
    return any(line.count(mark) >= max(width - 1, 2) for line in cell.splitlines())


def _open_quote() -> Unreadable:
    return Unreadable(
        "CSV 里的引号没有配对，后面的行会被当成同一格：请用表格软件另存为 XLSX 后再试",
        "a quote in the CSV is left open, and rows would run into one cell: save it as XLSX and try again",
    )


def text_of(value: Value) -> str:
    """Return a value as it is read: without blanks at its ends, a number with its digits."""
    match value:
        case str():
            return " ".join(value.split())
        case bool():
            return "是" if value else "否"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{value:.15g}"
        case datetime():
            return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ")
        case date() | time() | timedelta() | int():
            return str(value)
