"""Spreadsheets (xlsx, xls, ods): each sheet a grid, its figures as Excel shows them."""

import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from mingbai.errors import TooLarge
from mingbai.reading import refusals
from mingbai.reading.flow import Flow
from mingbai.reading.layout import MOST_CELLS, too_many_cells
from mingbai.reading.seen import Seen

__all__ = ["see"]

_MOST_BYTES = 200 * 1024 * 1024
_MOST_PLACES = 4_000_000  # rows times columns that one sheet may span
_PLACE = re.compile(rb'<c\b[^>]{0,200}?\br="([A-Z]{1,3})([0-9]{1,7})"')
_OPEN_DOCUMENT = re.compile(rb"<table:(table-row|table-cell|covered-table-cell|table)\b([^>]{0,2000})>")
_REPEATED = re.compile(rb'number-(?:columns|rows)-repeated="([0-9]{1,9})"')

Value = int | float | str | bool | time | date | datetime | timedelta


def see(data: bytes) -> Seen:
    """Return what the workbook shows, sheet by sheet; a sheet's name heads it where there are several."""
    if data.startswith(b"PK"):
        _check_size(data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        shown = [meta.name for meta in book.sheets_metadata if str(meta.visible).endswith("Visible")]
        sheets = [(name, book.get_sheet_by_name(name)) for name in shown]
        sheets = [(name, sheet) for name, sheet in sheets if sheet.height and sheet.width]
    except CalamineError as fault:
        raise (refusals.locked("XLSX") if "assword" in str(fault) else refusals.damaged("XLSX")) from None
    except BaseException as fault:  # a panic of the library is no Exception
        if type(fault).__name__ == "PanicException":
            raise refusals.damaged("XLSX") from None
        raise
    flow = Flow()
    for name, sheet in sheets:
        if len(sheets) > 1:
            flow.block()
            flow.write(name)
        _draw(flow, sheet)
    return Seen(flow.text(), flow.grids())


def _check_size(data: bytes) -> None:
    """Refuse a workbook that unfolds to more than a report may, or whose cells lie too far apart to lay out."""
    left = _MOST_BYTES
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for info in archive.infolist():
                if info.flag_bits & 0x1:
                    raise refusals.locked("XLSX")
                with archive.open(info) as stream:
                    content = stream.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise refusals.too_large("表格解开后的大小", "200 MB")
                if "worksheets/" in info.filename:
                    _check_extent(content)
                elif info.filename == "content.xml":
                    _check_repeats(content)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        raise refusals.damaged("XLSX") from None
    except Exception as fault:
        if type(fault).__module__ == "zlib":
            raise refusals.damaged("XLSX") from None
        raise


def _check_extent(sheet: bytes) -> None:
    rows = columns = 1
    for count, found in enumerate(_PLACE.finditer(sheet)):
        if count > 2 * MOST_CELLS:
            raise too_many_cells()
        column = 0
        for letter in found[1]:
            column = column * 26 + letter - 64
        rows, columns = max(rows, int(found[2])), max(columns, column)
    if rows * columns > _MOST_PLACES:
        raise _too_far_apart()


def _check_repeats(content: bytes) -> None:
    """Do the same for OpenDocument, which says how often a row or cell is repeated."""
    rows = columns = widest = row_number = 0
    for found in _OPEN_DOCUMENT.finditer(content):
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
