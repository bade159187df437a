"""The pages of figures: a figure leads to its cases, a register goes out and comes in, nothing is written before it was seen."""

import json
from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from python_calamine import CalamineWorkbook

from mingbai.lifecycle import Kind
from mingbai.report.jsonform import from_json
from mingbai_web.accounts.roles import Role
from mingbai_web.annual_report.models import Import, Upload
from mingbai_web.applications.models import Application
from mingbai_web.ledger.models import Entry
from tests.web.annual_report.registers import HEAD, ROWS, workbook
from tests.web.applications.office import Office
from tests.web.desks import signed_in

pytestmark = pytest.mark.django_db

ROOT = "/office/figures/"
YEAR = f"year=2025&known={date(2026, 6, 1)}"


@pytest.fixture
def office() -> Office:
    made = Office.made()
    made.received(date(2025, 3, 3))
    made.received(date(2025, 12, 22), applicant="company")
    return made


def uploaded(client: Client, body: UUID, rows: list[list[Any]]) -> str:
    file = SimpleUploadedFile("台账.xlsx", workbook([HEAD, *rows]))
    found = client.post(f"{ROOT}import/", {"body": str(body), "file": file})
    assert found.status_code == 302, found.content.decode()[-3000:]
    return str(found["Location"])


def test_the_table_of_a_year_is_shown_with_each_figure_a_link_to_its_cases(office: Office) -> None:
    client = signed_in(Role.COMPILER, office.body)
    page = client.get(f"{ROOT}?{YEAR}").content.decode()
    assert "一、本年新收政府信息公开申请数量" in page
    assert "复算码" in page
    assert "不成立" not in page
    link = f"{ROOT}cases/?bodies={office.body}&amp;year=2025&amp;part=year&amp;known=2026-06-01&amp;row=new&amp;column=business"
    assert link in page
    cases = client.get(link.replace("&amp;", "&")).content.decode()
    lead = cases.partition("page-head")[2].partition("</p>")[0]
    assert "2025-01-01" in lead
    assert str(office.body)[-12:] in lead
    assert "申〔2025〕2号" in cases
    assert "申〔2025〕1号" not in cases


def test_the_cases_of_a_figure_of_a_past_day_are_shown_as_they_stood_then(office: Office) -> None:
    case = office.received(date(2025, 5, 6))
    office.step(case, Kind.DECIDED, date(2025, 5, 20), outcome="granted")
    office.step(case, Kind.DISPATCHED, date(2025, 7, 2), route="post", tracking="XA1")
    client = signed_in(Role.COMPILER, office.body)
    asked = "?year=2025&part=m5&known=2025-06-30&row=carried_out&column=total"
    page = client.get(f"{ROOT}cases/{asked}").content.decode()
    assert "2025年7月2日" not in page
    assert page.count("没有了结") == 2
    assert f"/office/cases/{case}/?effective=2025-05-31&amp;known=2025-06-30" in page
    now = client.get(f"{ROOT}cases/?year=2025&known=2026-06-01&row=granted&column=total").content.decode()
    assert "2025年7月2日" in now


def test_months_and_editions_are_said_in_the_language_of_the_page(office: Office) -> None:
    client = signed_in(Role.COMPILER, office.body)
    assert "12月</option>" in client.get(f"{ROOT}?{YEAR}").content.decode()
    client.cookies["django_language"] = "en"
    page = client.get(f"{ROOT}?{YEAR}").content.decode()
    assert "December</option>" in page
    assert "12月</option>" not in page
    assert "format of 2021" in page.lower()


@pytest.mark.parametrize(("part", "number"), [("q1", "1"), ("m12", "1"), ("m5", "0"), ("year", "2")])
def test_a_quarter_and_a_month_are_counted_by_their_days(office: Office, part: str, number: str) -> None:
    client = signed_in(Role.COMPILER, office.body)
    found = client.get(f"{ROOT}table.json?{YEAR}&part={part}")
    assert from_json(json.loads(found.content)).cell("applications/new/total").raw == number


def test_days_of_two_years_are_refused_and_missing_days_asked_for(office: Office) -> None:
    client = signed_in(Role.COMPILER, office.body)
    assert "请填写这一日" in client.get(f"{ROOT}?{YEAR}&part=days").content.decode()
    found = client.get(f"{ROOT}?{YEAR}&part=days&first=2025-07-01&last=2026-06-30")
    assert found.status_code in (409, 422)
    assert "同一年" in found.content.decode()


def test_another_edition_shows_the_same_cases_in_its_rows(office: Office) -> None:
    client = signed_in(Role.COMPILER, office.body)
    found = client.get(f"{ROOT}table.json?{YEAR}&edition=2019")
    assert json.loads(found.content)["editions"]["applications"] == "2019"


@pytest.mark.parametrize("to", ["xlsx", "html", "json"])
def test_the_table_is_given_out_as_a_file(office: Office, to: str) -> None:
    found = signed_in(Role.COMPILER, office.body).get(f"{ROOT}table.{to}?{YEAR}")
    name = quote(f"政府信息公开申请办理情况统计表_20250101-20251231.{to}")
    assert found["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert found.content


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.MAIL_ROOM, Role.SYSTEM_ADMIN])
def test_a_seat_without_figures_is_told_whose_they_are(office: Office, role: Role) -> None:
    client = signed_in(role, office.body)
    for address in ("", "cases/", "table.json", "register/", "import/", "opening/"):
        found = client.get(f"{ROOT}{address}")
        assert found.status_code in (403, 409, 422), address


def test_the_supervisor_sees_figures_without_a_way_to_their_cases(office: Office) -> None:
    client = signed_in(Role.SUPERVISOR, office.body)
    page = client.get(f"{ROOT}?{YEAR}").content.decode()
    assert "一、本年新收" in page
    assert "row=new" not in page


def test_a_registrar_who_has_no_figures_is_taken_to_the_register(office: Office) -> None:
    assert signed_in(Role.REGISTRAR, office.body).get(ROOT)["Location"] == f"{ROOT}register/"


def test_the_register_goes_out_as_a_workbook_and_as_a_page_to_print(office: Office) -> None:
    client = signed_in(Role.REGISTRAR, office.body)
    assert client.get(f"{ROOT}register/?{YEAR}").status_code == 200
    given = {"state": "all", "columns": ["number", "matter"]}
    book = client.post(f"{ROOT}register/?{YEAR}", {**given, "to": "xlsx"})
    assert quote("政府信息公开申请台账_20250101-20251231.xlsx") in book["Content-Disposition"]
    rows = CalamineWorkbook.from_filelike(BytesIO(book.content)).get_sheet_by_index(0).to_python()
    assert rows[1:] == [
        ["编号", "申请内容"],
        *[[f"申〔2025〕{n}号", "清河区2025年老旧小区改造名单"] for n in (1, 2)],
    ]
    page = client.post(f"{ROOT}register/?{YEAR}", {**given, "to": "print"}).content.decode()
    assert '<th scope="col">编号</th>' in page
    assert "共 2 件" in page
    assert '<td class="whole">申〔2025〕1号</td>' in page


def test_the_period_that_is_chosen_beside_the_buttons_is_the_one_that_goes_out(office: Office) -> None:
    client = signed_in(Role.COMPILER, office.body)
    tab = f"{ROOT}register/?bodies={office.body}&amp;year=2025&amp;part=m12&amp;known=2026-06-01"
    assert tab in client.get(f"{ROOT}?{YEAR}&part=m12").content.decode()
    page = client.get(tab.replace("&amp;", "&")).content.decode()
    going = page.partition('id="going"')[2].partition("</p>")[0]
    assert "2025-12-01" in going
    assert "2025-12-31" in going
    chosen = {"bodies": [str(office.body)], "year": 2025, "part": "m3", "known": "2026-06-01"}
    given = {**chosen, "state": "all", "columns": ["number"]}
    printed = client.post(f"{ROOT}register/?{YEAR}", {**given, "to": "print"}).content.decode()
    assert "共 1 件" in printed
    assert "2025-03-01至2025-03-31" in printed
    nobody = client.post(f"{ROOT}register/", {**given, "bodies": [], "to": "xlsx"})
    assert nobody.status_code == 422
    assert "至少选择一个机关" in nobody.content.decode()
    shown = client.post(f"{ROOT}register/", {**given, "to": "choose"})
    assert "part=m3" in shown["Location"]


def test_columns_are_kept_by_name_and_chosen_again(office: Office) -> None:
    client = signed_in(Role.COMPILER, office.body)
    given = {"state": "all", "columns": ["matter", "number"], "keep": "月报", "to": "keep"}
    found = client.post(f"{ROOT}register/?{YEAR}", given)
    assert found.status_code == 302
    page = client.get(found["Location"])
    assert page.context["form"].initial["columns"] == ["matter", "number"]
    assert "<option selected>月报</option>" in page.content.decode()


def test_a_seat_that_sees_no_applicants_is_told_that_the_register_has_none(office: Office) -> None:
    compiler, window = (
        signed_in(each, office.body).get(f"{ROOT}register/").content.decode()
        for each in (Role.COMPILER, Role.REGISTRAR)
    )
    assert 'value="who"' not in compiler
    assert "本岗位不看申请人" in compiler
    assert 'value="who"' in window
    assert "本岗位不看申请人" not in window


def test_names_in_full_without_a_reason_are_not_offered_to_who_may_not(office: Office) -> None:
    assert "unmask" not in signed_in(Role.COMPILER, office.body).get(f"{ROOT}register/").content.decode()


def test_an_uploaded_register_is_tried_corrected_and_entered_in_the_end() -> None:
    office = Office.made()
    client = signed_in(Role.COMPILER, office.body)
    place = uploaded(client, office.body, [*ROWS, [*ROWS[0][:7], "不予公开", "", ""]])
    page = client.get(place)
    assert "读到 5 行：可以导入 4 行，有问题 1 行" in page.content.decode()
    assert Entry.objects.filter(subject_kind="application").count() == 0
    refused = client.post(place, {"do": "import"})
    assert refused.status_code == 422
    assert "没有导入任何一行" in refused.content.decode()
    form = page.context["form"]
    data = {name: "" if (value := form[name].initial) in (None, False) else value for name in form.fields}
    assert client.post(place, {**data, "word-0": "refused_third_party", "do": "layout"}).status_code == 302
    assert "有问题 0 行" in client.get(place).content.decode()
    assert client.post(place, {"do": "import"})["Location"] == f"{ROOT}import/"
    assert Application.objects.count() == 5
    assert not Upload.objects.exists()
    assert "撤销整批导入" in client.get(f"{ROOT}import/").content.decode()


def test_the_faults_of_a_register_are_given_out_as_a_list(office: Office) -> None:
    client = signed_in(Role.COMPILER, office.body)
    place = uploaded(client, office.body, [[1, "3.4", *ROWS[0][2:]]])
    rows = CalamineWorkbook.from_filelike(
        BytesIO(client.get(f"{place}faults.xlsx").content)
    ).get_sheet_by_index(0)
    assert rows.to_python()[1][:2] == ["2", "收到日期"]


def test_a_mapping_is_kept_as_a_profile_and_reads_the_next_register() -> None:
    office = Office.made()
    client = signed_in(Role.COMPILER, office.body)
    rows = [[*ROWS[0][:7], "不予公开", "", ""]]
    place = uploaded(client, office.body, rows)
    page = client.get(place)
    form = page.context["form"]
    data = {name: "" if (value := form[name].initial) in (None, False) else value for name in form.fields}
    client.post(place, {**data, "word-0": "refused_third_party", "do": "layout"})
    assert client.post(place, {"do": "keep", "name": "区局"}).status_code == 302
    client.post(place, {"do": "discard"})
    again = uploaded(client, office.body, rows)
    assert "有问题 1 行" in client.get(again).content.decode()
    client.post(again, {"do": "profile", "profile": "区局"})
    assert "可以导入 1 行，有问题 0 行" in client.get(again).content.decode()


def test_an_import_is_undone_after_its_consequence_was_read() -> None:
    office = Office.made()
    client = signed_in(Role.COMPILER, office.body)
    client.post(uploaded(client, office.body, ROWS), {"do": "import"})
    made = Import.objects.get()
    place = f"{ROOT}import/{made.subject}/undo/"
    page = client.post(place, {"reason": "选错了文件"}).content.decode()
    assert "这次导入的 4 件申请" in page
    assert Application.objects.count() == 4
    assert client.post(place, {"reason": "选错了文件", "confirm": "1"}).status_code == 302
    assert not Application.objects.exists()
    assert "已撤销" in client.get(f"{ROOT}import/").content.decode()


def test_an_upload_belongs_to_the_seat_that_made_it_and_is_gone_after_a_day(office: Office) -> None:
    place = uploaded(signed_in(Role.COMPILER, office.body), office.body, ROWS)
    other = signed_in(Role.REGISTRAR, office.body)
    assert "重新上传" in other.get(place).content.decode()
    Upload.objects.update(uploaded_at=timezone.now() - timezone.timedelta(days=2))  # type: ignore[attr-defined]
    uploaded(other, office.body, ROWS)
    assert Upload.objects.count() == 1


def test_what_is_uploaded_is_sealed_where_it_waits(office: Office) -> None:
    uploaded(signed_in(Role.COMPILER, office.body), office.body, ROWS)
    assert b"PK" not in bytes(Upload.objects.get().sealed)[:200]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\x00" * 100])
def test_a_file_that_is_no_register_is_refused_in_one_line_and_nothing_is_kept(
    office: Office, data: bytes
) -> None:
    client = signed_in(Role.COMPILER, office.body)
    found = client.post(
        f"{ROOT}import/", {"body": str(office.body), "file": SimpleUploadedFile("a.xlsx", data)}
    )
    assert found.status_code == 422
    assert not Upload.objects.exists()


def test_scripts_in_a_register_are_shown_as_text(office: Office) -> None:
    client = signed_in(Role.COMPILER, office.body)
    bad = "<script>alert(1)</script>"
    place = uploaded(client, office.body, [[1, "2025-3-4", "甲某", bad, bad, bad, "2025-3-9", bad, bad, bad]])
    page = client.get(place).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_last_years_report_is_held_against_the_opening_balances(office: Office) -> None:
    client = signed_in(Role.COMPILER, office.body)
    given = client.get(f"{ROOT}table.html?{YEAR}").content
    found = client.post(f"{ROOT}opening/", {"year": "2026", "file": SimpleUploadedFile("年报.html", given)})
    page = found.content.decode()
    assert "总计：一致（2件）" in page
    wrong = client.post(f"{ROOT}opening/", {"year": "2025", "file": SimpleUploadedFile("年报.html", given)})
    assert "请提供 2024 年的年报" in wrong.content.decode()


def test_figures_name_the_body_on_the_page_and_in_the_head_of_the_register(office: Office) -> None:
    page = signed_in(Role.COMPILER, office.body).get(f"{ROOT}?{YEAR}").content.decode()
    assert str(office.body)[-12:] in page.partition("page-head")[2].partition("</p>")[0]


def test_a_seat_that_sees_no_applicants_reads_their_kinds_under_that_head(office: Office) -> None:
    asked = f"{ROOT}cases/?{YEAR}&bodies={office.body}&known=2026-06-01&row=new&column=business"
    for role, head in ((Role.COMPILER, "申请人类别"), (Role.LEADER, "申请人")):
        page = signed_in(role, office.body).get(asked).content.decode()
        assert f'<th scope="col">{head}</th>' in page
