"""A notice that is loaded makes the days of open applications firm: said before, done by a job, none that ended touched."""

from datetime import date

import pytest
from django.utils import timezone

from mingbai.lifecycle import Kind
from mingbai_web.accounts.roles import Role
from mingbai_web.duties.models import Duty
from mingbai_web.jobs.worker import work_off
from mingbai_web.ledger import projections
from mingbai_web.ledger.models import Entry
from mingbai_web.rules import moves, queries, services
from tests.web.applications.desk import Desk
from tests.web.applications.office import Office, at
from tests.web.desks import posted

pytestmark = pytest.mark.django_db

TODAY = date(2026, 12, 25)
NOTICE = """year = 2027
[[notice]]
title = "关于2027年部分节假日安排的通知（示例）"
published = 2026-12-20
status = "依据待核"
off = [{ name = "元旦", from = 2027-01-01, to = 2027-01-05 }]
"""


def test_what_a_notice_moves_is_said_before_and_stands_in_the_rows_after() -> None:
    office = Office.made()
    waiting, gone = office.received(TODAY), office.received(TODAY)
    office.step(gone, Kind.WITHDRAWN, TODAY)
    before = office.row(waiting)
    assert not before.firm
    after = services.with_notice(NOTICE, TODAY)
    (move,) = moves.what_moves(moves.open_cases(), queries.settings(), after)
    assert (move.about, move.title, move.before, move.is_firm) == (waiting, before.number, before.due, True)
    assert before.matter not in move.title
    services.load_notice(text=NOTICE, by=office.viewer(Role.WORKING_BODY_HEAD), now=at(TODAY, 15))
    while work_off(worker="w", clock=lambda: at(TODAY, 16)):
        pass
    row = office.row(waiting)
    assert (row.due, row.firm) == (move.after, True)
    assert Duty.objects.get(about=waiting).due == move.after
    assert list(projections.differences()) == []


def test_no_choice_from_next_year_on_moves_a_day_of_an_application_of_this_year_by_the_page_that_chooses() -> (
    None
):
    desk, today = Desk.opened(Role.REGISTRAR, Role.CASE_OFFICER, Role.WORKING_BODY_HEAD), timezone.localdate()
    now = timezone.now()
    channels = ("in-person", "online", "signed-post", "ordinary-post", "fax", "misdirected")
    cases = [desk.received(today, channel=channel, now=now) for channel in channels]
    asked = desk.received(today, now=now)
    desk.step(asked, Kind.AMENDMENT_ASKED, today, now=now)
    head = desk.client(Role.WORKING_BODY_HEAD)
    before = [desk.row(case) for case in (*cases, asked)]
    begins = date(today.year + 1, 1, 1)
    for question in queries.questions(today):
        for option in question.options:
            data = {"value": option.value, "begins": begins.isoformat(), "reason": "清公开〔2027〕1号"}
            address = f"/office/settings/rules/{question.key}/"
            said = posted(head, address, data, confirm=False)
            if said.status_code == 200:
                assert "在办申请有0件的期限变动" in said.content.decode(), (question.key, option.value)
                assert posted(head, address, data).status_code == 302, (question.key, option.value)
    assert Entry.objects.filter(subject_kind="choice").count() >= len(queries.questions(today))
    while work_off(worker="w", clock=timezone.now):
        pass
    days = ("received", "due", "safe_due", "waits_until", "firm", "state")
    for old in before:
        new = desk.row(old.subject)
        assert [getattr(new, day) for day in days] == [getattr(old, day) for day in days]
    assert list(projections.differences()) == []
