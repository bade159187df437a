"""Importing a register: all rows or nothing, once a file, counted as what it says; undone while nothing stands on it."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingbai.lifecycle import Kind
from mingbai_web.accounts.permissions import Forbidden
from mingbai_web.accounts.roles import Role
from mingbai_web.annual_report import profiles
from mingbai_web.annual_report.figures import Period, table
from mingbai_web.annual_report.importing import uploads
from mingbai_web.annual_report.importing.services import (
    NotImported,
    Outcome,
    import_register,
    try_register,
    undo,
)
from mingbai_web.annual_report.importing.sheets import Sheet
from mingbai_web.annual_report.models import Import, Upload
from mingbai_web.applications.models import Application, Spell
from mingbai_web.applications.queries import work_list
from mingbai_web.applications.services import NotUndone
from mingbai_web.ledger import projections
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.models import Entry
from mingbai_web.parties.models import Party
from tests.web.annual_report.registers import HEAD, ROWS, layout_of, register, workbook
from tests.web.applications.office import Office, at

pytestmark = pytest.mark.django_db

TODAY = date(2026, 1, 5)


@pytest.fixture
def office() -> Office:
    return Office.made()


def taken(
    office: Office, sheet: Sheet, *, digest: str = "a" * 64, on: date = TODAY, **given: object
) -> Outcome:
    return import_register(
        digest=digest, sheet=sheet, layout=layout_of(sheet), body=office.body, by=office.viewer(Role.COMPILER),
        now=at(on), **given,
    )  # fmt: skip


def figures(office: Office, year: int, known: date = TODAY) -> dict[tuple[str, str], int]:
    found = table(
        bodies=[office.body], period=Period.year(year, known=known), viewer=office.viewer(Role.COMPILER)
    )
    return {place: int(cell.value) for place, cell in found.cells.items() if cell.value}


def test_every_row_becomes_an_application_that_counts_as_the_register_says(office: Office) -> None:
    made = taken(office, register())
    assert len(made.made) == 4
    found = figures(office, 2025)
    assert {place: number for place, number in found.items() if place[1] == "total"} == {
        ("new", "total"): 4, ("granted", "total"): 1, ("partly_granted", "total"): 1,
        ("unavailable_not_held", "total"): 1, ("handled", "total"): 3, ("carried_out", "total"): 1,
    }  # fmt: skip
    assert found["partly_granted", "business"] == 1
    assert figures(office, 2026)["carried_in", "natural_person"] == 1


def test_an_open_case_keeps_its_day_of_receipt_and_gets_its_due_day_from_the_law(office: Office) -> None:
    made = taken(office, register())
    row = office.row(made.made[3])
    assert (row.state, row.received, row.due) == ("open", date(2025, 12, 22), date(2026, 1, 20))
    assert [each.subject for each in work_list(viewer=office.viewer(Role.REGISTRAR), today=TODAY)] == [
        row.subject
    ]


def test_what_an_import_entered_is_marked_so_and_holds_no_personal_data(office: Office) -> None:
    taken(office, register())
    entries = list(Entry.objects.all())
    assert {entry.source for entry in entries} == {"import"}
    assert not any(
        name in entry.facts for entry in entries for name in ("钱小川", "孙明", "李清", "清河贸易")
    )
    assert {entry.kind for entry in entries if entry.subject_kind == "application"} == {
        "registered", "imported", "opening_balance",
    }  # fmt: skip
    assert sorted(Party.objects.values_list("label", flat=True)) == [
        "孙某",
        "李某",
        "清河贸易有限公司",
        "钱某某",
    ]


def test_a_dry_run_writes_nothing_at_all(office: Office) -> None:
    before = Entry.objects.count(), Party.objects.count()
    sheet = register()
    found = try_register(
        sheet=sheet, layout=layout_of(sheet), body=office.body, by=office.viewer(Role.COMPILER), now=at(TODAY)
    )
    assert len(found.drafts) == 4
    assert (Entry.objects.count(), Party.objects.count()) == before


def test_one_faulty_row_keeps_all_out_unless_it_is_to_be_skipped(office: Office) -> None:
    sheet = register([*ROWS, [5, "3.4", "周舟", "公民", "规划图", "当面", "", "", "", ""]])
    with pytest.raises(NotImported, match="1 行有问题，没有导入任何一行"):
        taken(office, sheet)
    assert not Entry.objects.exists()
    made = taken(office, sheet, skip=True)
    assert (len(made.made), [line.row for line in made.trial.refused]) == (4, [6])
    assert ledger.entries("import", made.id)[0].read()["refused"] == ("6",)


def test_the_same_file_is_imported_once_however_often_it_is_tried(office: Office) -> None:
    first, again = taken(office, register()), taken(office, register())
    assert (again.again, set(again.made)) == (True, set(first.made))
    assert Application.objects.count() == 4


def test_another_file_with_rows_that_are_on_record_is_told_so(office: Office) -> None:
    taken(office, register())
    with pytest.raises(NotImported, match="4 行有问题"):
        taken(office, register(), digest="b" * 64)


def test_a_longer_register_takes_no_more_queries(office: Office) -> None:
    def many(count: int, first: str) -> Sheet:
        day, kind, rest = ROWS[0][1], ROWS[0][3], ROWS[0][5:8]
        rows = [
            [n, day, first, kind, f"第{n}号地块规划条件（{first[0]}）", *rest, "", ""] for n in range(count)
        ]
        return register(rows)

    with CaptureQueriesContext(connection) as few:
        taken(office, many(3, "钱小川"))
    with CaptureQueriesContext(connection) as more:
        made = taken(office, many(40, "孙小川"), digest="b" * 64)
    assert len(made.made) == 40
    assert len(more) <= len(few) + 4  # rows go in by the hundred
    with CaptureQueriesContext(connection) as back:
        undo(id=made.id, reason="重复导入", by=office.viewer(Role.COMPILER), now=at(TODAY, 12))
    assert len(back) <= len(few) + 20
    assert not list(projections.differences())


def test_numbers_are_kept_and_made_where_the_register_has_none(office: Office) -> None:
    made = taken(office, register())
    assert [office.row(each).number for each in made.made] == [f"导〔2025〕{n}号" for n in (1, 2, 3, 4)]
    assert office.row(office.received(TODAY)).number == "申〔2026〕1号"


def test_an_import_undone_leaves_every_table_and_list_and_can_be_made_again(office: Office) -> None:
    made = taken(office, register())
    by = office.viewer(Role.COMPILER)
    assert undo(id=made.id, reason="选错了文件", by=by, now=at(date(2026, 1, 6))) == 4
    assert figures(office, 2025, date(2026, 1, 6)) == {}
    assert figures(office, 2025, TODAY)["new", "total"] == 4, "what was known before stays as it was known"
    assert not Application.objects.exists()
    assert list(work_list(viewer=office.viewer(Role.REGISTRAR), today=TODAY)) == []
    assert not list(projections.differences())
    again = taken(office, register(), on=date(2026, 1, 7))
    assert not set(again.made) & set(made.made)
    assert figures(office, 2025, date(2026, 1, 7))["new", "total"] == 4


def test_an_import_undone_on_its_own_day_was_never_in_a_table(office: Office) -> None:
    made = taken(office, register())
    undo(id=made.id, reason="选错了文件", by=office.viewer(Role.COMPILER), now=at(TODAY, 12))
    assert not Spell.objects.exists()


def test_an_import_stands_once_one_of_its_cases_was_handled(office: Office) -> None:
    made = taken(office, register())
    office.step(made.made[3], Kind.AMENDMENT_ASKED, TODAY)
    with pytest.raises(NotUndone, match=r"1 件已有后续办理.*导〔2025〕4号"):
        undo(id=made.id, reason="选错了文件", by=office.viewer(Role.COMPILER), now=at(date(2026, 1, 6)))
    assert Import.objects.get().undone_at is None
    assert Application.objects.count() == 4


def test_an_import_is_undone_once_with_a_reason_by_who_may(office: Office) -> None:
    made = taken(office, register())
    given = {"id": made.id, "now": at(date(2026, 1, 6))}
    for reason in ("", "身份证110101199003077571"):
        with pytest.raises(NotImported, match="理由"):
            undo(reason=reason, by=office.viewer(Role.COMPILER), **given)
    with pytest.raises(Forbidden):
        undo(reason="选错了文件", by=office.viewer(Role.CASE_OFFICER), **given)
    with pytest.raises(NotImported, match="没有这次导入"):
        undo(reason="选错了文件", by=Office.made().viewer(Role.COMPILER), **given)
    undo(reason="选错了文件", by=office.viewer(Role.COMPILER), **given)
    with pytest.raises(NotImported, match="已经撤销"):
        undo(reason="选错了文件", by=office.viewer(Role.COMPILER), **given)


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.SUPERVISOR, Role.MAIL_ROOM, Role.SYSTEM_ADMIN])
def test_a_seat_that_may_not_import_neither_tries_nor_imports(office: Office, role: Role) -> None:
    sheet = register()
    for service, given in ((try_register, {}), (import_register, {"digest": "a" * 64})):
        with pytest.raises(Forbidden):
            service(
                sheet=sheet, layout=layout_of(sheet), body=office.body, by=office.viewer(role), now=at(TODAY), **given
            )  # fmt: skip


def test_nothing_is_imported_into_a_body_that_the_seat_does_not_serve(office: Office) -> None:
    sheet = register()
    with pytest.raises(NotImported, match="不为这个机关"):
        import_register(
            digest="a" * 64, sheet=sheet, layout=layout_of(sheet), body=UUID(int=7),
            by=office.viewer(Role.COMPILER), now=at(TODAY),
        )  # fmt: skip


def test_a_profile_is_kept_by_name_replaced_and_dropped(office: Office) -> None:
    by = office.viewer(Role.COMPILER)
    kept = profiles.Kept(
        "区局台账",
        ({"field": "received", "heading": "来件日"},),
        ({"field": "outcome", "word": "不予公开", "means": "refused_third_party"},),
        {"channel": "in-person"},
    )
    for _ in range(2):
        profiles.save(body=office.body, use=profiles.IMPORT, kept=kept, by=by, now=at(TODAY))
    found = {"body": office.body, "use": profiles.IMPORT}
    assert profiles.profiles(bodies=[office.body], use=profiles.IMPORT, viewer=by) == ["区局台账"]
    assert profiles.profile(name="区局台账", viewer=by, **found) == kept
    profiles.drop(name="区局台账", by=by, now=at(TODAY), **found)
    assert profiles.profiles(bodies=[office.body], use=profiles.IMPORT, viewer=by) == []
    with pytest.raises(profiles.BadProfile, match="没有“区局台账”"):
        profiles.profile(name="区局台账", viewer=by, **found)
    assert not list(projections.differences())


def test_a_profile_keeps_no_personal_data(office: Office) -> None:
    kept = profiles.Kept("甲", ({"field": "received", "heading": "110101199003077571"},))
    with pytest.raises(profiles.BadProfile, match="个人信息"):
        profiles.save(
            body=office.body, use=profiles.IMPORT, kept=kept, by=office.viewer(Role.COMPILER), now=at(TODAY)
        )


def test_a_head_with_known_columns_is_needed(office: Office) -> None:
    sheet = register([])
    with pytest.raises(NotImported, match="没有可以导入的行"):
        taken(office, sheet)
    assert len(HEAD) == sheet.width


def test_a_register_in_which_something_bears_a_marking_is_not_even_kept_waiting(office: Office) -> None:
    marked = [*ROWS[0][:9], "机密★10年"]
    viewer = office.viewer(Role.COMPILER)
    with pytest.raises(NotImported, match=r"第 3 行：.*涉密渠道"):
        uploads.keep(
            data=workbook([HEAD, ROWS[1], marked]),
            name="台账.xlsx",
            body=office.body,
            by=viewer,
            now=at(TODAY),
        )
    assert not Upload.objects.exists()
    harmless = [*ROWS[0][:9], "申请公开工作秘密以外的部分"]
    uploads.keep(
        data=workbook([HEAD, harmless]), name="台账.xlsx", body=office.body, by=viewer, now=at(TODAY)
    )
    assert Upload.objects.count() == 1
