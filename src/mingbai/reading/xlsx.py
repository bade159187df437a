"""Spreadsheets (xlsx, xls, ods): each sheet a grid, its figures as Excel shows them."""

import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import IO, NamedTuple

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from mingbai.errors import TooLarge
from mingbai.reading import refusals
from mingbai.reading.archive import BOUNDED
from mingbai.reading.flow import Flow
from mingbai.reading.layout import MOST_CELLS, too_many_cells
from mingbai.reading.seen import Seen

__all__ = ["Sheet", "Value", "see", "sheets"]

_MOST_BYTES = 100 * 1024 * 1024
_PIECE = 1024 * 1024
_LONGEST_TAG = 4096
_MOST_PLACES = 4_000_000  # rows times columns that one sheet may span
_PLACE = re.compile(rb'<c\b[^>]{0,200}?\br="([A-Z]{1,3})([0-9]{1,7})"')
_OPEN_DOCUMENT = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table)\b([^>]{0,2000})>")
_REPEATED = re.compile(rb'number-(?:columns|rows)-repeated="([0-9]{1,9})"')

Value = int | float | str | bool | time | date | datetime | timedelta


class Sheet(NamedTuple):
    """A visible sheet: its rows from the first on, as values, and which cells are merged (first and last row and column)."""

    name: str
    rows: list[list[Value]]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...]


def see(data: bytes) -> Seen:
    """Return what the workbook shows, sheet by sheet; a sheet's name heads it where there are several."""
    found = _shown_sheets(data)
    flow = Flow()
    for name, sheet in found:
        if len(found) > 1:
            flow.block()
            flow.write(name)
        _draw(flow, sheet)
    return Seen(flow.text(), flow.grids())


def sheets(data: bytes) -> list[Sheet]:
    """Return the visible sheets with their values; for who reads a register and not a report.

    Raises `Unreadable` or one of its kinds, and nothing else, for any bytes.
    """
    with _Faults():
        return [
            Sheet(name, sheet.to_python(skip_empty_area=False), tuple(sheet.merged_cell_ranges or ()))
            for name, sheet in _shown_sheets(data)
        ]


def _shown_sheets(data: bytes) -> list[tuple[str, CalamineSheet]]:
    if data.startswith(b"PK"):
        _check_size(data)
    with _Faults():
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        shown = [meta.name for meta in book.sheets_metadata if str(meta.visible).endswith("Visible")]
        found = [(name, book.get_sheet_by_name(name)) for name in shown]
        return [(name, sheet) for name, sheet in found if sheet.height and sheet.width]


class _Faults:
    """Turns the faults of the library into ours; its panics are no `Exception` and have no name to import."""

    def __enter__(self) -> None: ...

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: object) -> None:
        if kind is not None and issubclass(kind, CalamineError):
            raise (refusals.locked("XLSX") if "assword" in str(fault) else refusals.damaged("XLSX")) from None
        if kind is not None and kind.__name__ == "PanicException":
            raise refusals.damaged("XLSX") from None


def _check_size(data: bytes) -> None:
    """Refuse a workbook that unfolds to more than a report may, or whose cells lie too far apart to lay out."""
    left = _MOST_BYTES
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            if any(info.flag_bits & 0x1 for info in members):
                raise refusals.locked("XLSX")
            if any(info.compress_type not in BOUNDED for info in members):
                raise refusals.damaged("XLSX")
            if sum(info.file_size for info in members) > left:
                raise _unfolds_too_far()
            for info in members:
                info.file_size = (
                    left + 2 * _PIECE
                )  # its header may say less than is there: go on to the real end
                with archive.open(info) as stream:
                    parts = _parts(stream, left)
                    if "worksheets/" in info.filename:
                        _check_extent(parts)
                    elif info.filename == "content.xml":
                        _check_repeats(parts)
                    for _ in parts:
                        pass
                    left -= stream.tell()
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        raise refusals.damaged("XLSX") from None


def _parts(stream: IO[bytes], most: int) -> Iterator[bytes]:
    """Yield what the stream unfolds to a piece at a time, each ending before a tag begins."""
    rest = b""
    while piece := stream.read(_PIECE):
        if stream.tell() > most:
            raise _unfolds_too_far()
        piece = rest + piece
        cut = piece.rfind(b"<", -_LONGEST_TAG)
        rest = piece[cut:] if cut >= 0 else b""
        yield piece[: len(piece) - len(rest)]
    yield rest


def _unfolds_too_far() -> TooLarge:
    return refusals.too_large("表格解开后的大小", f"{_MOST_BYTES >> 20} MB")


def _check_extent(sheet: Iterable[bytes]) -> None:
    rows = columns = 1
    for count, found in enumerate(found for part in sheet for found in _PLACE.finditer(part)):
        if count > 2 * MOST_CELLS:
            raise too_many_cells()
        column = 0
        for letter in found[1]:
            column = column * 26 + letter - 64
        rows, columns = max(rows, int(found[2])), max(columns, column)
    if rows * columns > _MOST_PLACES:
        raise _too_far_apart()


def _check_repeats(content: Iterable[bytes]) -> None:
    """Do the same for OpenDocument, which says how often a row or cell is repeated."""
    rows = columns = widest = row_number = 0
    for found in (found for part in content for found in _OPEN_DOCUMENT.finditer(part)):
        repeats = _REPEATED.search(found[2])
        times = int(repeats[1]) if repeats else 1
        if found[1] == b"table":
            row_number = 0
        elif found[1] == b"table-row":
            columns = 0
            row_number += times
        else:
            columns += times
            if b"office:" in found[2] or not found[2].rstrip().endswith(b"/"):
                widest = max(widest, columns)
                rows = max(rows, row_number)
        if rows * widest > _MOST_PLACES:
            raise _too_far_apart()


def _too_far_apart() -> TooLarge:
    return refusals.too_large("工作表的行列数", f"{_MOST_PLACES // 10_000} 万格")


def _draw(flow: Flow, sheet: CalamineSheet) -> None:
    rows = sheet.to_python(skip_empty_area=False)
    spans, covered = _merged(sheet)
    width = max((len(_trimmed(row)) for row in rows), default=0)
    merged_rows = {row for row, _ in covered} | {row for row, _ in spans}
    flow.table()
    for number, row in enumerate(rows):
        if not _trimmed(row) and number not in merged_rows:
            continue
        flow.row()
        for column in range(width):
            if (number, column) in covered:
                continue
            down, right = spans.get((number, column), (1, 1))
            flow.cell(right, down)
            value = row[column] if column < len(row) else ""
            written = _shown(value)
            if written:
                flow.keeps = True
                flow.write(written)
                flow.keeps = False
            flow.end_cell()
        flow.end_row()
    flow.end_table()


def _trimmed(row: Sequence[Value]) -> Sequence[Value]:
    end = len(row)
    while end and row[end - 1] == "":
        end -= 1
    return row[:end]


def _merged(sheet: CalamineSheet) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """Return the extent of each merged cell, and the places that merged cells cover."""
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if (bottom - top + 1) * (right - left + 1) > 10_000 or len(covered) > MOST_CELLS:
            continue
        spans[top, left] = (bottom - top + 1, right - left + 1)
        covered.update((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        covered.discard((top, left))
    return spans, covered


def _shown(value: Value) -> str:
    """Return a value as Excel prints it under the General format."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        return format(Decimal(f"{value:.15g}"), "f")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ")
    return str(value)
