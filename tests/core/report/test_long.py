"""The long table has a row a cell, opens in a spreadsheet, and is written while the reports come."""

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from python_calamine import CalamineWorkbook

from mingbai.report.long import csv_lines, long_rows, write_xlsx
from mingbai.report.values import Body, Cell, Report
from tests.core.report.making import BODY, changed, damaged, report


def test_a_report_gives_a_row_for_every_cell_of_its_form() -> None:
    rows = list(long_rows(report("2021", 2023)))
    assert len(rows) == 200
    assert rows[0] == ("report.html", BODY, 2023, "proactive", "regulations", "made", 1, "read")
    assert len(list(long_rows(report("2014", 2017)))) == 58


def test_what_was_not_read_has_no_value_and_says_why_in_its_status() -> None:
    found = {(row.row, row.column): (row.value, row.status) for row in long_rows(damaged())}
    assert found["new", "business"] == (None, "unreadable")
    assert found["granted", "research"] == (None, "blank")
    assert found["other_fee_unpaid", "total"] == (None, "absent")


def test_csv_opens_in_a_spreadsheet_with_exact_amounts() -> None:
    text = "".join(csv_lines([report("2021", 2023), damaged()]))
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    assert len(rows) == 400
    fees = next(row for row in rows if row["row"] == "fees")
    assert fees["value"] == "10.5093"
    assert text.splitlines()[0].lstrip("\ufeff") == "file,body,year,table,row,column,value,status"


def test_a_name_that_looks_like_a_formula_is_text() -> None:
    name = "=cmd|'/c calc'!A1"
    found = replace(report("2021"), body=Body(name, name))
    assert next(csv.DictReader(io.StringIO("".join(csv_lines([found]))[1:])))["body"] == f"'{name}"
    out = io.BytesIO()
    write_xlsx([found], out)
    with zipfile.ZipFile(out) as archive:
        assert "<f>" not in archive.read("xl/worksheets/sheet1.xml").decode()


def test_a_decrease_stays_a_number() -> None:
    found = changed(report("2019"), "proactive", licensing__change=Cell.read(-8))
    rows = csv.DictReader(io.StringIO("".join(csv_lines([found]))[1:]))
    assert next(row for row in rows if row["column"] == "change")["value"] == "-8"


def test_the_workbook_has_the_same_rows() -> None:
    out = io.BytesIO()
    long = Decimal("12345678901234.5678")
    found = changed(report("2021", 2023), "proactive", fees__amount_wan=Cell.read(long))
    write_xlsx([found], out)
    out.seek(0)
    rows = CalamineWorkbook.from_filelike(out).get_sheet_by_index(0).to_python()
    assert rows[0] == ["file", "body", "year", "table", "row", "column", "value", "status"]
    assert rows[1] == ["report.html", BODY, 2023.0, "proactive", "regulations", "made", 1.0, "read"]
    assert rows[10][6] == str(long)
    assert len(rows) == 201


def test_no_report_gives_a_heading() -> None:
    out = io.BytesIO()
    write_xlsx([], out)
    out.seek(0)
    assert len(CalamineWorkbook.from_filelike(out).get_sheet_by_index(0).to_python()) == 1
    assert len(list(csv_lines([]))) == 1


def test_rows_are_written_while_reports_are_still_coming() -> None:
    taken: list[int] = []

    def coming() -> Iterator[Report]:
        for year in range(2021, 2031):
            taken.append(year)
            yield report("2021", year)

    lines = csv_lines(coming())
    next(lines)
    next(lines)
    assert taken == [2021]
