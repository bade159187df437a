"""Registers given out: one row an application that the table counts, masked unless a reason is on record, text that stays text."""

from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from mingbai.lifecycle import Kind
from mingbai_web.accounts.models import Read
from mingbai_web.accounts.permissions import Forbidden
from mingbai_web.accounts.roles import Role
from mingbai_web.annual_report.exporting import COLUMNS, USUAL, NotExported, Register, State, register
from mingbai_web.annual_report.figures import Period, table
from mingbai_web.annual_report.importing.services import import_register
from mingbai_web.annual_report.importing.sheets import opened
from mingbai_web.annual_report.workbook import workbook
from mingbai_web.parties import services as parties
from mingbai_web.parties.details import Details
from tests.web.annual_report.registers import layout_of
from tests.web.annual_report.registers import register as earlier
from tests.web.applications.desk import Desk
from tests.web.applications.office import Office, at

pytestmark = pytest.mark.django_db

YEAR = Period.year(2025, known=date(2025, 12, 31))


@pytest.fixture
def office() -> Office:
    """One answered in time, one answered late, one still open."""
    made = Office.made()
    by = made.viewer(Role.REGISTRAR)
    for name, received, answered in (
        ("钱小川", date(2025, 3, 3), date(2025, 3, 31)),
        ("孙明", date(2025, 3, 4), date(2025, 4, 30)),
        ("𠮷野", date(2025, 12, 22), None),
    ):
        party = parties.take(details=Details(name), kind="natural_person", by=by, now=at(received))
        case = made.received(received, party=party, matter=f"=SUM(1,2) {received}")
        if answered is not None:
            made.step(case, Kind.DECIDED, answered, outcome="granted")
            made.step(case, Kind.DISPATCHED, answered, route="post")
    return made


def exported(office: Office, role: Role = Role.COMPILER, **given: Any) -> Register:
    return register(
        bodies=[office.body], period=YEAR, viewer=office.viewer(role), now=at(date(2026, 1, 5)), **given
    )


def column(found: Register, key: str) -> list[Any]:
    at_column = [each.key for each in found.columns].index(key)
    return [row[at_column] for row in found.rows]


def read_back(data: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()


def test_each_row_is_an_application_that_the_table_counts_and_says_what_became_of_it(office: Office) -> None:
    found = exported(office)
    figures = table(bodies=[office.body], period=YEAR, viewer=office.viewer(Role.COMPILER))
    assert len(found.rows) == figures.value("new", "total") == 3
    assert column(found, "received") == [date(2025, 3, 3), date(2025, 3, 4), date(2025, 12, 22)]
    assert column(found, "due") == [date(2025, 3, 31), date(2025, 4, 1), date(2026, 1, 20)]
    assert column(found, "in_time") == ["按期", "逾期", "在办"]
    assert column(found, "outcome") == ["予以公开", "予以公开", ""]
    assert column(found, "row") == ["（一）予以公开", "（一）予以公开", "四、结转下年度继续办理"]
    assert column(found, "counted_in") == [2025, 2025, None]


@pytest.mark.parametrize(("state", "number"), [(State.ALL, 3), (State.ENDED, 2), (State.OPEN, 1)])
def test_the_open_and_the_ended_are_given_out_apart(office: Office, state: str, number: int) -> None:
    assert len(exported(office, state=state).rows) == number


def test_a_register_of_before_shows_what_was_known_and_stood_then(office: Office) -> None:
    period = Period(date(2025, 1, 1), date(2025, 3, 31), date(2025, 3, 31))
    found = register(
        bodies=[office.body], period=period, viewer=office.viewer(Role.COMPILER), now=at(date(2026, 1, 5))
    )
    assert column(found, "in_time") == ["按期", "在办"]
    assert column(found, "ended") == [date(2025, 3, 31), None]


def test_applicants_are_masked_and_left_out_for_a_seat_that_sees_none(office: Office) -> None:
    assert column(exported(office, Role.REGISTRAR), "who") == ["钱某某", "孙某", "𠮷某"]
    compiled = exported(office, Role.COMPILER)
    assert [each.key for each in compiled.columns] == [key for key in USUAL if key != "who"]
    assert column(compiled, "applicant") == ["自然人"] * 3


def test_names_in_full_take_a_reason_and_are_each_put_in_the_access_log(office: Office) -> None:
    found = exported(office, Role.REGISTRAR, unmask="移交档案馆")
    assert column(found, "who") == ["钱小川", "孙明", "𠮷野"]
    assert list(Read.objects.values_list("reason", flat=True)) == ["移交档案馆"] * 3
    with pytest.raises(Forbidden):
        exported(office, Role.COMPILER, unmask="移交档案馆")


def test_the_columns_are_those_asked_for_in_that_order(office: Office) -> None:
    found = exported(office, columns=("matter", "number"))
    assert [each.key for each in found.columns] == ["matter", "number"]
    for bad in ((), ("nothing",), ("number", "nothing")):
        with pytest.raises(NotExported):
            exported(office, columns=bad)
    assert set(USUAL) <= set(COLUMNS)


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.SUPERVISOR, Role.LEADER])
def test_a_seat_that_may_not_export_gets_no_register(office: Office, role: Role) -> None:
    with pytest.raises(Forbidden):
        exported(office, role)


def test_another_body_gives_nothing_out(office: Office) -> None:
    stranger = Office.made().viewer(Role.COMPILER)
    assert register(bodies=[office.body], period=YEAR, viewer=stranger, now=at(date(2026, 1, 5))).rows == ()


def test_a_register_costs_as_many_questions_for_many_rows_as_for_one(office: Office) -> None:
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            exported(office)
        counts.append(len(asked))
        office.received(date(2025, 5, 6))
        office.received(date(2025, 5, 7))
    assert counts[0] == counts[1]


def test_the_workbook_read_by_another_program_says_the_same(office: Office) -> None:
    found = exported(office, Role.REGISTRAR, columns=tuple(COLUMNS))
    title, head, *rows = read_back(workbook(found))
    assert title[0] == found.title
    assert head == [each.words.zh for each in found.columns]
    assert [[None if cell == "" else cell for cell in row] for row in rows] == [
        [None if cell in ("", None) else cell for cell in row] for row in found.rows
    ]
    assert isinstance(rows[0][head.index("收到日期")], date)
    assert rows[0][head.index("申请内容")] == "=SUM(1,2) 2025-03-03"


def test_no_text_of_the_workbook_is_a_formula_or_a_link_and_its_head_is_on_every_page(office: Office) -> None:
    with ZipFile(BytesIO(workbook(exported(office)))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        names = book.read("xl/workbook.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert "<autoFilter" in sheet
    assert 'state="frozen"' in sheet
    assert "台账!$1:$2" in names


def test_a_register_given_out_can_be_taken_in_again_by_another_installation(office: Office) -> None:
    keys = ("number", "received", "who", "applicant", "matter", "channel", "ended", "outcome", "note")
    data = workbook(exported(office, Role.REGISTRAR, columns=keys))
    (sheet,) = opened(data, "台账.xlsx")
    other = Office.made()
    made = import_register(
        digest="c" * 64, sheet=sheet, layout=layout_of(sheet), body=other.body,
        by=other.viewer(Role.COMPILER), now=at(date(2026, 1, 5)),
    )  # fmt: skip
    assert len(made.made) == 3

    def figures(of: Office, known: date) -> dict[Any, Any]:
        found = table(
            bodies=[of.body], period=Period.year(2025, known=known), viewer=of.viewer(Role.COMPILER)
        )
        return {place: cell.value for place, cell in found.cells.items()}

    assert figures(other, date(2026, 1, 5)) == figures(office, date(2025, 12, 31))


def test_an_imported_case_is_never_said_to_be_in_time_or_late() -> None:
    office = Office.made()
    sheet = earlier()
    import_register(
        digest="a" * 64, sheet=sheet, layout=layout_of(sheet), body=office.body,
        by=office.viewer(Role.COMPILER), now=at(date(2026, 1, 5)),
    )  # fmt: skip
    found = register(
        bodies=[office.body], period=Period.year(2025, known=date(2026, 1, 5)),
        viewer=office.viewer(Role.COMPILER), now=at(date(2026, 1, 5)),
    )  # fmt: skip
    assert column(found, "in_time")[:3] == ["不计（导入）"] * 3


def test_what_is_open_is_judged_on_the_day_of_the_record_and_not_at_the_end_of_the_year(
    office: Office,
) -> None:
    def said(known: date, now: date) -> str:
        found = register(
            bodies=[office.body], period=Period.year(2026, known=known),
            viewer=office.viewer(Role.COMPILER), now=at(now),
        )  # fmt: skip
        (in_time,) = column(found, "in_time")
        return str(in_time)

    early, due, late = date(2026, 1, 5), date(2026, 1, 20), date(2026, 1, 21)
    assert said(early, early) == said(due, due) == "在办"
    assert said(late, late) == "逾期未答复"
    assert said(early, late) == "在办"  # by what was known then
    assert said(date(2026, 12, 31), early) == "在办"  # nobody knows what is to come


def test_the_title_says_whose_register_it_is() -> None:
    desk = Desk.opened(Role.REGISTRAR)
    found = exported(desk, Role.REGISTRAR)
    assert found.title.startswith("清河区人民政府政府信息公开申请台账（")
