"""The pages of rules: the questions with their grounds, choosing, the calendars, loading a notice."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from mingbai.lifecycle import act
from mingbai.statutes import shipped
from mingbai_web.accounts.roles import Role
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.subjects import new_id
from mingbai_web.rules import moves, queries
from tests.web.desks import posted, signed_in

pytestmark = pytest.mark.django_db

BODY = new_id()
ROOT = "/office/settings/"


def notice(year: int, published: date) -> str:
    return (
        f'year = {year}\n[[notice]]\ntitle = "关于{year}年部分节假日安排的通知（示例）"\npublished = {published}\n'
        f'status = "依据待核"\noff = [{{ name = "元旦", from = {year}-01-01, to = {year}-01-03 }}]\n'
    )


def unannounced() -> int:
    return max(queries.settings().calendar.years) + 1


def published(year: int) -> date:
    return min(timezone.localdate(), date(year, 12, 31))


def test_every_question_stands_on_its_page_with_its_ground() -> None:
    page = signed_in(Role.CASE_OFFICER, BODY).get(f"{ROOT}rules/").content.decode()
    for key, each in shipped().parameters.items():
        if each.choices is not None:
            assert f'id="{key}"' in page
    assert "由政府信息公开工作机构负责人决定" in page
    assert "另作选择" not in page


def test_the_head_of_the_working_body_chooses_after_reading_what_it_changes() -> None:
    head = signed_in(Role.WORKING_BODY_HEAD, BODY)
    begins = timezone.localdate() + timedelta(10)
    data = {"value": "arrival", "begins": begins.isoformat(), "reason": "清公开〔2026〕3号"}
    address = f"{ROOT}rules/receipt_online/"
    said = posted(head, address, data, confirm=False).content.decode()
    assert "起收到的申请按“提交之日”" in said
    assert "此前收到的照旧" in said
    assert "件的期限变动。" in said
    assert posted(head, address, data).status_code == 302
    assert queries.settings().law.on("receipt_online", begins).value == "arrival"
    assert "收回尚未施行的选择" in head.get(f"{ROOT}rules/").content.decode()
    assert posted(head, f"{address}take-back/", {"reason": "再议"}).status_code == 302
    assert queries.settings().law.on("receipt_online", begins).value == "confirmation"


def test_a_choice_of_today_is_refused_at_the_form() -> None:
    head = signed_in(Role.WORKING_BODY_HEAD, BODY)
    data = {"value": "arrival", "begins": timezone.localdate().isoformat(), "reason": "甲"}
    found = posted(head, f"{ROOT}rules/receipt_online/", data)
    assert found.status_code == 422
    assert "已经起算的期限" in found.content.decode()
    assert not Entry.objects.filter(subject_kind="choice").exists()


def test_a_question_that_the_law_answers_has_no_page() -> None:
    head = signed_in(Role.WORKING_BODY_HEAD, BODY)
    for key in ("reply_days", "no-such-rule", "receipt_online/take-back"):
        assert head.get(f"{ROOT}rules/{key}/").status_code == 404


def test_the_calendars_say_which_years_are_announced() -> None:
    page = signed_in(Role.CASE_OFFICER, BODY).get(f"{ROOT}calendars/").content.decode()
    assert "个工作日" in page
    assert "尚未公布" in page


def test_a_notice_is_loaded_after_reading_which_days_move() -> None:
    admin = signed_in(Role.SYSTEM_ADMIN)
    year = unannounced()
    received = date(year - 1, 12, 28)
    moves.provide(
        lambda: [moves.OpenCase(new_id(), "2026-300", (act("received", received, channel="in-person"),))]
    )
    try:
        data: dict[str, Any] = {"text": notice(year, published(year)), "correction": ""}
        said = posted(admin, f"{ROOT}calendars/load/", data, confirm=False).content.decode()
        assert "有1处期限变动" in said
        assert "2026-300" in said
        assert "暂定" in said
        assert posted(admin, f"{ROOT}calendars/load/", data).status_code == 302
        assert year in queries.settings().calendar.years
        assert posted(admin, f"{ROOT}calendars/{year}/withdraw/", {"reason": "误载"}).status_code == 302
        assert year not in queries.settings().calendar.years
        assert admin.get(f"{ROOT}calendars/{year}/withdraw/").status_code == 404
    finally:
        moves._PROVIDERS.pop()


def test_a_wrong_file_is_refused_in_one_line_and_kept_in_the_form() -> None:
    admin = signed_in(Role.SYSTEM_ADMIN)
    found = posted(admin, f"{ROOT}calendars/load/", {"text": "year = 2031\n[[holiday]]\n"})
    page = found.content.decode()
    assert found.status_code == 422
    assert "节假日文件" in page
    assert "[[holiday]]" in page


def test_the_index_shows_a_seat_what_it_may_see() -> None:
    page = signed_in(Role.CASE_OFFICER, BODY).get(ROOT).content.decode()
    assert "工作日和节假日" in page
    assert "/office/settings/bodies/" not in page
    assert "/office/settings/bodies/" in signed_in(Role.SYSTEM_ADMIN).get(ROOT).content.decode()


def test_who_is_not_signed_in_sees_no_settings(client: Client) -> None:
    for address in ("", "rules/", "calendars/", "calendars/load/"):
        found = client.get(ROOT + address, headers={"host": "localhost"})
        assert (found.status_code, found["Location"].split("?")[0]) == (302, "/office/sign-in/")
