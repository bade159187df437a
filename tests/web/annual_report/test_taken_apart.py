"""What is uploaded for figures is taken apart elsewhere, and comes back as it would have been read here."""

from datetime import datetime, time, timedelta
from io import BytesIO

import pytest
import xlsxwriter

import mingbai
from mingbai_web.annual_report import taken_apart
from mingbai_web.annual_report.importing.sheets import MOST_BYTES, opened
from mingbai_web.annual_report.taken_apart import read_published, read_register
from mingbai_web.files import apart
from mingbai_web.files.types import BadFile
from tests.house.tree import ROOT
from tests.web.annual_report.registers import HEAD, ROWS, separated, workbook


def of_every_type() -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        page = book.add_worksheet("𠮷表")
        page.write_row(0, 0, ["𬱟", 3, 2.5, True])
        for column, (value, shown) in enumerate(
            [
                (datetime(2026, 3, 2), "yyyy-mm-dd"),
                (datetime(2026, 3, 2, 9, 30), "yyyy-mm-dd hh:mm"),
                (time(9, 30), "hh:mm"),
                (timedelta(hours=30), "[h]:mm"),
            ]
        ):
            page.write_datetime(1, column, value, book.add_format({"num_format": shown}))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (of_every_type(), "a.xlsx"),
        (workbook([HEAD, *ROWS], merged=[(5, 0, 6, 1)]), "台账.XLSX"),
        (separated([HEAD, ["1", "2025.3.4", "甲\n乙"]], "gb18030"), "a.csv"),
    ],
    ids=["types", "merged", "csv"],
)
def test_a_register_read_elsewhere_is_the_register_read_here(data: bytes, name: str) -> None:
    assert read_register(data, name) == opened(data, name)
    types = [[type(value) for value in row] for sheet in read_register(data, name) for row in sheet.rows]
    assert types == [[type(value) for value in row] for sheet in opened(data, name) for row in sheet.rows]


def test_a_published_report_read_elsewhere_is_the_report_read_here() -> None:
    for path in sorted((ROOT / "demo" / "reports").rglob("*.*"))[:6]:
        try:
            here = mingbai.read(path.read_bytes(), name=f"a{path.suffix}")
        except mingbai.MingbaiError:
            continue
        there = read_published(path.read_bytes(), path.name)
        assert (there.year, there.applications) == (here.year, here.applications)


def test_what_is_refused_there_is_refused_here_in_the_same_words() -> None:
    for reads, said in ((read_register, b"%PDF-1.4 no"), (read_published, b"\x00\x01")):
        with pytest.raises(BadFile) as told:
            reads(said, "a.xlsx")
        assert told.value.zh
        assert told.value.en
    with pytest.raises(BadFile, match="20 MB"):
        read_published(b"\0" * (MOST_BYTES + 1), "a.pdf")


def test_one_that_ends_its_reader_costs_one_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taken_apart, "_SECONDS", 0.0)
    with pytest.raises(BadFile, match="太复杂"):
        read_register(workbook([HEAD, *ROWS * 2_000]), "a.xlsx")
    monkeypatch.undo()
    assert read_register(workbook([HEAD, *ROWS]), "a.xlsx")


@pytest.mark.parametrize(
    "kind", ["os:system", "mingbai_web.files.child:main", "mingbai_web.files.child:answer", "x"]
)
def test_a_reader_does_nothing_but_what_is_made_for_it(kind: str) -> None:
    with pytest.raises(BadFile):
        apart.texts(kind, b"x")


def test_a_reader_that_nobody_asked_for_long_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_register(workbook([HEAD, *ROWS]), "a.xlsx")
    child = apart.READERS.take()
    apart.READERS.give_back(child)
    monkeypatch.setattr(apart, "_IDLE", -1.0)
    other = apart.READERS.take()
    assert other is not child
    other.end()
