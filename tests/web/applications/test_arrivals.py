"""What joins a case and waits for its officer: amendments, views, papers of courts."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mingbai.deadlines import falls_due
from mingbai.lifecycle import Kind
from mingbai_web.accounts.roles import Role
from mingbai_web.applications import services
from mingbai_web.applications.models import Application, Item
from mingbai_web.duties.models import Duty
from mingbai_web.files.models import File
from mingbai_web.ledger import projections
from mingbai_web.ledger import queries as ledger
from mingbai_web.rules import queries as rules
from tests.web.applications.desk import Desk
from tests.web.applications.walking import APPLICANT, logged, posted, registered, today
from tests.web.files.making import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk.opened()


def joined(desk: Desk, case: Application, what: str, about: str = "来件") -> Item:
    """Let the window log something that came in and join it to *case*."""
    client = desk.client(Role.REGISTRAR)
    item = logged(client, about)
    address = f"/office/items/{item.subject}/join/"
    found = posted(client, address, {"number": case.number, "what": what})
    assert found["Location"] == f"/office/cases/{case.subject}/"
    return item


def test_what_joins_a_case_waits_for_its_officer_with_the_step_it_brings_about_and_its_day(
    desk: Desk,
) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    desk.step(case.subject, Kind.AMENDMENT_ASKED, today(), now=timezone.now())
    item = joined(desk, case, "amendment")
    address, step = f"/office/cases/{case.subject}/", f"steps/amended/?effective={today()}"
    window = desk.client(Role.REGISTRAR).get(address).content.decode()
    assert item.number in window
    assert step not in window  # not the window's step, and no way into a refusal
    officer = desk.client(Role.CASE_OFFICER)
    assert "待处理的来件" in officer.get("/office/").content.decode()
    page = officer.get(address).content.decode()
    assert step in page
    assert re.findall(r'<a class="button" href="([^"]*)"', page.partition("<main")[2]) == [f"{address}{step}"]
    posted(officer, f"{address}{step}", {"effective": today().isoformat()})
    assert step not in officer.get(address).content.decode()
    assert "待处理的来件" not in officer.get("/office/").content.decode()


def test_what_brings_no_step_about_waits_until_a_note_says_what_was_done(desk: Desk) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    joined(desk, case, "court_paper")
    officer, address = desk.client(Role.CASE_OFFICER), f"/office/cases/{case.subject}/"
    assert "法院、复议机关的其他文书" in officer.get(address).content.decode()
    assert "待处理的来件" in officer.get("/office/").content.decode()
    posted(officer, f"{address}note/", {"text": "已送法律顾问"})
    assert "待处理的来件" not in officer.get("/office/").content.decode()


@pytest.mark.parametrize(
    ("what", "limit", "duty"),
    [
        ("reconsideration", "reconsideration_answer", "application.reconsideration"),
        ("reconsideration_simplified", "simplified_answer", "application.reconsideration_simplified"),
        ("suit", "suit_answer", "application.suit"),
    ],
)
def test_what_a_court_waits_for_is_a_duty_of_the_officer_with_its_last_day_until_it_was_answered(
    desk: Desk, what: str, limit: str, duty: str
) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    desk.step(case.subject, Kind.WITHDRAWN, today(), now=timezone.now())
    item = joined(desk, case, what)
    law = rules.settings()
    due = falls_due(limit, today(), law=law.law, calendar=law.calendar)
    found = Duty.objects.get(kind=duty)
    assert (found.due, found.role, found.waits, found.about) == (due.due, "case_officer", False, case.subject)
    officer, address = desk.client(Role.CASE_OFFICER), f"/office/cases/{case.subject}/"
    page = officer.get(address).content.decode()
    assert f'datetime="{due.due.isoformat()}"' in page
    assert due.version.ground.article in page
    assert f"{address}answer-court/" in page
    assert "写一条内部备注" not in page
    assert "待处理的来件" in officer.get("/office/").content.decode()
    posted(officer, f"{address}note/", {"text": "已送法律顾问"})
    assert Duty.objects.filter(kind=duty).exists(), "a note answers no court"
    early = {"item": str(item.subject), "answered_on": (today() - timedelta(1)).isoformat()}
    assert posted(officer, f"{address}answer-court/", early).status_code == 422
    posted(
        officer, f"{address}answer-court/", {**early, "answered_on": today().isoformat(), "note": "复答1号"}
    )
    assert not Duty.objects.filter(kind=duty).exists()
    assert f"{address}answer-court/" not in officer.get(address).content.decode()
    assert list(projections.differences()) == []


def test_a_judgment_brings_about_that_the_reply_is_made_again(desk: Desk) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    desk.step(case.subject, Kind.DECIDED, today(), now=timezone.now(), outcome="granted")
    desk.step(
        case.subject, Kind.DISPATCHED, today(), now=timezone.now(), route="post", tracking="XA000000001"
    )
    joined(desk, case, "judgment")
    officer, address = desk.client(Role.CASE_OFFICER), f"/office/cases/{case.subject}/"
    assert f"{address}steps/redo_ordered/?effective={today()}" in officer.get(address).content.decode()


def test_an_item_joins_no_case_of_another_body(desk: Desk) -> None:
    client = desk.client(Role.REGISTRAR)
    item, other = logged(client), Desk.made().received(today())
    hands = desk.viewer(Role.REGISTRAR)
    head = ledger.head("item", item.subject).digest
    with pytest.raises(services.NotHere):
        services.join_item(
            item=item.subject, application=other, what="other", by=hands, seen=head, now=timezone.now()
        )
    assert len(ledger.entries("item", item.subject)) == 1


def test_who_handles_a_case_reads_the_scans_of_what_came_in_for_it(desk: Desk) -> None:
    window, officer = desk.client(Role.REGISTRAR), desk.client(Role.CASE_OFFICER)
    item = logged(window)
    scan = SimpleUploadedFile("来信.pdf", pdf("来信"), "application/pdf")
    kept = window.post(f"/office/items/{item.subject}/files/", {"purpose": "scan", "file": scan})
    assert kept.status_code == 302
    row = File.objects.get(of=item.subject)
    assert officer.get(f"/office/files/{row.id}/").status_code == 404
    data = {**APPLICANT, "matters": "预算", "arrived_at_0": today().isoformat()}
    found = posted(window, f"/office/items/{item.subject}/register/", data)
    link = f"/office/files/{row.id}/"
    assert link in officer.get(found["Location"]).content.decode()
    assert officer.get(link).status_code == 200
