"""A notice that is loaded makes the days of open applications firm: said before, done by a job, none that ended touched."""

from datetime import date

import pytest

from mingbai.lifecycle import Kind
from mingbai_web.accounts.roles import Role
from mingbai_web.duties.models import Duty
from mingbai_web.jobs.worker import work_off
from mingbai_web.ledger import projections
from mingbai_web.rules import moves, queries, services
from tests.web.applications.office import Office, at

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
