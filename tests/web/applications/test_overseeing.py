"""The superior body: it sees the queues of the bodies it oversees and presses; what it must not see, cell by cell."""

from dataclasses import fields
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from mingbai.lifecycle import Kind
from mingbai_web.accounts.permissions import Forbidden
from mingbai_web.accounts.roles import Role
from mingbai_web.applications import overseeing, queries, services
from mingbai_web.duties import notices
from mingbai_web.duties.models import Duty
from mingbai_web.duties.queries import asked_of
from mingbai_web.ledger.subjects import Subject
from mingbai_web.look import wording
from mingbai_web.orgs import queries as orgs
from mingbai_web.parties import services as parties
from mingbai_web.parties.details import Details
from tests.web.accounts import office as people
from tests.web.applications.desk import BEFORE, Desk
from tests.web.applications.office import Office, at
from tests.web.applications.walking import posted

pytestmark = pytest.mark.django_db

NAME = "欧阳秘而不宣"
ROLES = (Role.REGISTRAR, Role.CASE_OFFICER, Role.WORKING_BODY_HEAD, Role.SUPERVISOR)


def today() -> date:
    return timezone.localdate()


@pytest.fixture
def desk() -> Desk:
    return Desk.opened(*ROLES)


@pytest.fixture
def case(desk: Desk) -> UUID:
    """An application with an applicant's name, a call and a note on record, in hand with the case officer."""
    details = Details(name=NAME, phone="0000-0000000", address="清河区某路1号")
    now = at(today() - timedelta(7))
    party = parties.take(
        details=details, kind="natural_person", by=desk.viewer(Role.REGISTRAR), now=now, body=desk.body
    )
    made = desk.received(today() - timedelta(7), party=party, matter="旧改名单")
    given = {"application": made, "now": timezone.now()}
    services.telephone(
        at=timezone.now(),
        said="申请人说住在某路",
        direction="incoming",
        by=desk.viewer(Role.REGISTRAR),
        seen=desk.head(made),
        **given,  # type: ignore[arg-type]
    )
    services.note(text="内部的话", by=desk.viewer(Role.CASE_OFFICER), seen=desk.head(made), **given)  # type: ignore[arg-type]
    return made


def pressed(desk: Office, case: UUID, by: Role = Role.SUPERVISOR, **given: object) -> None:
    services.press(
        application=case,
        says="请抓紧",
        by=desk.viewer(by),
        seen=desk.head(case),
        now=timezone.now(),
        **given,  # type: ignore[arg-type]
    )


def test_the_superior_body_sees_the_queue_of_each_body_it_oversees() -> None:
    office, other = Office.made(), Office.made()
    office.received(date(2025, 3, 3))
    office.received(today())
    other.received(date(2025, 3, 3))
    viewer = office.viewer(Role.SUPERVISOR, bodies=(office.body, uuid4()))
    first, second = overseeing.queues(viewer=viewer, today=today())
    assert (first.body, first.open, first.overdue) == (office.body, 2, 1)
    assert (second.open, second.overdue) == (0, 0)
    with pytest.raises(Forbidden):
        overseeing.queues(viewer=office.viewer(Role.CASE_OFFICER), today=today())


def test_who_sees_kinds_of_applicants_alone_reads_them_in_its_language(desk: Desk, case: UUID) -> None:
    client = desk.client(Role.SUPERVISOR)
    assert "自然人" in client.get("/office/").content.decode()
    client.cookies["django_language"] = "en"
    page = client.get("/office/").content.decode()
    assert "a natural person" in page.lower()
    assert "自然人" not in page


def test_its_work_list_leads_from_a_body_to_its_cases_and_from_there_to_pressing(
    desk: Desk, case: UUID
) -> None:
    client = desk.client(Role.SUPERVISOR)
    page = client.get("/office/").content.decode()
    assert f"/office/?body={desk.body}" in page
    assert NAME not in page
    page = client.get(f"/office/?body={desk.body}").content.decode()
    assert f"/office/cases/{case}/" in page
    page = client.get(f"/office/cases/{case}/").content.decode()
    assert desk.row(case).number in page
    assert "旧改名单" in page
    assert f"/office/cases/{case}/press/" in page


def test_its_case_page_has_nothing_of_the_applicant_the_calls_the_notes_or_the_officers(
    desk: Desk, case: UUID
) -> None:
    pressed(desk, case)
    client = desk.client(Role.SUPERVISOR)
    for place in ("", "press/"):
        page = client.get(f"/office/cases/{case}/{place}").content.decode()
        for secret in (NAME, "某路", "0000-0000000", "内部的话", "自然人", "registrar甲", "case_officer甲"):
            assert secret not in page, (place, secret)


def test_an_overview_has_no_field_for_what_is_not_to_be_seen() -> None:
    shown = {field.name for field in fields(overseeing.Overview)}
    assert shown == {
        *("subject", "number", "matter", "body", "unit", "state", "bucket", "received", "due", "firm"),
        *("waits_until", "ended", "left", "presses", "head"),
    }


def test_no_other_page_of_a_case_opens_for_the_superior_body(desk: Desk, case: UUID) -> None:
    client = desk.client(Role.SUPERVISOR)
    acts = ("assign", "search", "telephone", "note", "send-task", "return-task", "answer-press")
    steps = ("amendment_asked", "extended", "withdrawn")
    places = [*(f"{act}/" for act in acts), *(f"steps/{each}/" for each in steps)]
    for place in (*places, "answer/", "applicant/", "files/", "receipt/", "print/register.pdf"):
        address = f"/office/cases/{case}/{place}"
        assert client.get(address).status_code in (403, 404, 405), place
        assert client.post(address, {"confirm": "1"}).status_code in (403, 404), place
    for address in ("/office/papers/", "/office/items/", "/office/items/new/", "/office/settings/seats/"):
        assert client.get(address).status_code == 403, address


def test_a_case_of_a_body_it_does_not_oversee_is_not_there(desk: Desk) -> None:
    other = Office.made().received(today())
    client = desk.client(Role.SUPERVISOR)
    assert client.get(f"/office/cases/{other}/").status_code == 404
    assert client.get(f"/office/cases/{other}/press/").status_code == 404


def test_whole_cases_stay_forbidden_to_it(desk: Desk, case: UUID) -> None:
    with pytest.raises(Forbidden):
        queries.sheet(application=case, viewer=desk.viewer(Role.SUPERVISOR), today=today())


def test_pressing_on_the_page_says_whose_duty_it_becomes_and_goes_on_record(desk: Desk, case: UUID) -> None:
    client = desk.client(Role.SUPERVISOR)
    by = today() + timedelta(3)
    address = f"/office/cases/{case}/press/"
    shown = posted(client, address, {"says": "请说明进展", "reply_by": by.isoformat()}, confirm=False)
    assert "确认后，承办岗位和政府信息公开工作机构负责人的待办中出现这件催办，请于" in shown.content.decode()
    assert shown.context["confirmation"].sentence.zh.endswith("前回复。")
    assert not Duty.objects.filter(kind="application.pressed").exists()
    done = posted(client, address, {"says": "请说明进展。", "reply_by": by.isoformat()})
    assert done["Location"] == f"/office/cases/{case}/"
    assert "请说明进展；请于" in client.get(done["Location"]).content.decode()
    assert set(Duty.objects.filter(kind="application.pressed").values_list("role", "due")) == {
        ("", by),
        ("working_body_head", by),
    }


def test_who_is_pressed_finds_it_on_the_work_list_until_it_is_answered(desk: Desk, case: UUID) -> None:
    services.assign(
        application=case,
        unit=uuid4(),
        seat=desk.seats[Role.CASE_OFFICER],
        by=desk.viewer(Role.REGISTRAR),
        seen=desk.head(case),
        now=timezone.now(),
    )
    pressed(desk, case, reply_by=today() + timedelta(1))

    def asked(role: Role) -> int:
        return len(asked_of(desk.viewer(role), today(), ("application.pressed",)))

    assert [asked(role) for role in ROLES] == [0, 1, 1, 0]
    services.answer_press(
        application=case,
        says="下周答复",
        by=desk.viewer(Role.CASE_OFFICER),
        seen=desk.head(case),
        now=timezone.now(),
    )
    assert [asked(role) for role in ROLES] == [0, 0, 0, 0]
    seen = overseeing.overview(application=case, viewer=desk.viewer(Role.SUPERVISOR), today=today())
    assert [each.says for each in seen.presses] == ["请抓紧", "下周答复"]
    with pytest.raises(services.NotPressed):
        services.answer_press(
            application=case,
            says="又一次",
            by=desk.viewer(Role.CASE_OFFICER),
            seen=desk.head(case),
            now=timezone.now(),
        )


def test_the_work_list_of_who_is_pressed_shows_it_and_its_case_offers_the_answer(
    desk: Desk, case: UUID
) -> None:
    pressed(desk, case, reply_by=today() + timedelta(1))
    client: Client = desk.client(Role.WORKING_BODY_HEAD)
    assert "待回复的催办" in client.get("/office/").content.decode()
    assert "待回复的催办" not in desk.client(Role.SUPERVISOR).get("/office/").content.decode()
    page = desk.client(Role.CASE_OFFICER).get(f"/office/cases/{case}/").content.decode()
    assert f"/office/cases/{case}/answer-press/" in page


def test_the_head_of_the_working_body_is_told_of_a_press_that_falls_due(desk: Desk, case: UUID) -> None:
    monday = today() + timedelta((0 - today().weekday()) % 7)
    pressed(desk, case, reply_by=monday)
    told = notices.tell(today=date(2026, 11, 23) if monday.year == 2026 else monday, now=timezone.now())
    assert desk.seats[Role.WORKING_BODY_HEAD] in told


def test_a_press_of_somebody_else_is_seen_without_its_words(desk: Desk, case: UUID) -> None:
    pressed(desk, case, by=Role.WORKING_BODY_HEAD)
    seen = overseeing.overview(application=case, viewer=desk.viewer(Role.SUPERVISOR), today=today())
    assert [(each.on, each.says) for each in seen.presses] == [(today(), "")]


def test_an_ended_case_asks_nobody_for_an_answer_any_more() -> None:
    office = Office.made()
    case = office.received(today() - timedelta(3))
    services.press(
        application=case,
        says="请抓紧",
        by=office.viewer(Role.SUPERVISOR),
        seen=office.head(case),
        now=timezone.now(),
    )
    assert Duty.objects.filter(kind="application.pressed").count() == 2
    office.step(case, Kind.WITHDRAWN, today(), now=timezone.now())
    assert not Duty.objects.filter(kind="application.pressed", about=Subject("application", case).id).exists()


def test_who_may_assign_answers_for_a_case_that_is_with_nobody_and_reads_by_when(
    desk: Desk, case: UUID
) -> None:
    pressed(desk, case, reply_by=today())
    for role in (Role.WORKING_BODY_HEAD, Role.REGISTRAR):
        client = desk.client(role)
        page = client.get(f"/office/cases/{case}/").content.decode()
        assert f"请抓紧；请于{wording.day(today(), 'zh')}前回复" in page
        assert f"/office/cases/{case}/answer-press/" in page
    done = posted(client, f"/office/cases/{case}/answer-press/", {"says": "今日交办"})
    assert done.status_code == 302
    assert not Duty.objects.filter(kind="application.pressed").exists()


@pytest.mark.parametrize("several", [False, True])
def test_who_oversees_several_bodies_reads_whose_each_application_is(several: bool) -> None:
    desk = Desk.opened(Role.REGISTRAR)
    desk.received(today())
    other = next(each.id for each in orgs.bodies(on=today()) if each.id != desk.body)
    now = timezone.now()
    people.someone("supervisor", "督办甲", now=now, today=BEFORE)
    bodies = (desk.body, other) if several else (desk.body,)
    desk.seats[Role.SUPERVISOR] = people.seat(Role.SUPERVISOR, "supervisor", bodies=bodies, today=BEFORE)
    page = desk.client(Role.SUPERVISOR).get("/office/").content.decode()
    assert ('<td data-label="机关">清河区人民政府</td>' in page) is several
