"""`mingbai report read`: one report, several, and tables of many."""

import csv
import io
import sys
import zipfile
from pathlib import Path

import jsonschema
import pytest

from mingbai.report.schema import schema as report_schema
from tests.core.cli.running import Ran


def test_one_file_is_read_to_one_object_that_holds_to_the_schema(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = Ran(capsys, "report", "read", folder / "good.txt", "--format", "json").json
    jsonschema.validate(report, report_schema())
    assert report["applications"]["new"]["total"]["value"] == 42
    assert report["proactive"]["fees.amount_wan"]["value"] == 86.5


def test_several_files_are_read_to_an_array_in_which_a_failure_has_its_error(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = Ran(capsys, "report", "read", folder / "empty.txt", folder / "good.txt", "--format", "json")
    failed, read = ran.json
    assert ran.code == 2
    assert set(failed) >= {"schema", "source", "error"}
    assert read["year"] == 2024
    assert ran.err.startswith(str(folder / "empty.txt"))


def test_a_folder_is_an_array_even_when_it_holds_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = Ran(capsys, "report", "read", tmp_path, "--format", "json")
    assert (ran.code, ran.json) == (0, [])


def test_plain_prints_the_text_in_which_positions_are_counted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = Ran(capsys, "report", "read", folder / "good.txt", "--format", "json").json
    plain = Ran(capsys, "report", "read", folder / "good.txt", "--plain").out
    start, end = report["applications"]["new"]["total"]["span"]
    assert plain[start:end] == "42"


def test_a_folder_is_one_long_table_with_a_byte_order_mark(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = Ran(capsys, "report", "read", folder, "--format", "csv").out
    assert out.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(out[1:])))
    assert list(rows[0]) == ["file", "body", "year", "table", "row", "column", "value", "status"]
    assert len({row["file"] for row in rows}) == 3
    assert {row["value"] for row in rows if (row["row"], row["column"]) == ("new", "total")} == {"42"}


def test_a_workbook_is_written_and_not_shown_on_a_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = folder / "cells.xlsx"
    assert Ran(capsys, "report", "read", folder, "--output", book).code == 0
    assert zipfile.is_zipfile(book)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert Ran(capsys, "report", "read", folder, "--format", "xlsx").code == 2


def test_the_text_of_a_report_shows_its_tables(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for language, total in (("zh", "（七）总计"), ("en", "Total")):
        out = Ran(capsys, "report", "read", folder / "good.txt", "--lang", language).out
        assert total in out
        assert "86.5" in out


def test_our_own_json_is_read_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Ran(capsys, "report", "read", folder / "good.txt", "-o", folder / "good.json")
    ran = Ran(capsys, "report", "audit", folder / "good.json", "--format", "json")
    assert ran.code == 0
    assert ran.json["reports"][0]["year"] == 2024
