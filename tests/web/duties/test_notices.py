"""Who is told of what falls due: once a level and due day, over days of rest, by mail that nothing waits for."""

import smtplib
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import mail
from django.utils.timezone import localtime

from mingbai_web.accounts import services as seats
from mingbai_web.accounts.permissions import Forbidden
from mingbai_web.accounts.roles import Role
from mingbai_web.duties import levels, notices, sms, work
from mingbai_web.duties.models import Duty, Mailbox, Notice
from mingbai_web.jobs.models import Job
from mingbai_web.jobs.worker import work_off
from mingbai_web.ledger.subjects import new_id
from tests.web.seats import viewer

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 9, 14)
EIGHT = datetime(2026, 9, 14, 0, 5, tzinfo=UTC)  # 8:05 in Beijing
BODY = new_id()


def seat(role: Role, unit: UUID | None = None) -> UUID:
    return seats.make_seat(
        name=role.value,
        role=role,
        bodies=[BODY],
        unit=unit,
        by=viewer(Role.SECURITY_ADMIN),
        now=EIGHT,
        today=date(2026, 1, 5),
    )


def duty(due: date, **given: Any) -> Duty:
    said: dict[str, Any] = {"subject": new_id(), "projection": "test", "about_kind": "application"}
    said |= {"about": new_id(), "kind": "applications.reply", "title": "2026-001", "body": BODY}
    return Duty.objects.create(**{**said, "since": date(2026, 9, 1), "due": due, **given})


def tell(day: date) -> list[UUID]:
    return notices.tell(today=day, now=datetime.combine(day, time(0, 5), UTC))


def test_the_levels_go_from_a_week_before_to_the_day_after() -> None:
    assert [each.days for each in levels.levels()] == [7, 3, 1, 0, -1]
    reached = {left: level.key for left in (8, 7, 4, 3, 2, 1, 0, -1, -9) if (level := levels.reached(left))}
    assert reached == {
        7: "week",
        4: "week",
        3: "three",
        2: "three",
        1: "one",
        0: "today",
        -1: "overdue",
        -9: "overdue",
    }
    assert {whom for each in levels.levels() for whom in each.tells} == set(levels.TELLS)


def test_each_level_is_told_once_however_often_the_day_is_worked() -> None:
    officer = seat(Role.CASE_OFFICER)
    duty(date(2026, 9, 22), seat=officer)
    told: dict[str, date] = {}
    for days in range(14):
        day = MONDAY + timedelta(days)
        for _ in range(3):
            tell(day)
        for level in Notice.objects.filter(told_on=day).values_list("level", flat=True):
            assert level not in told
            told[level] = day
    # Sunday the 20th is worked for the National Day; Saturday the 19th is not.
    assert told == {
        "week": MONDAY,
        "three": date(2026, 9, 18),
        "one": date(2026, 9, 21),
        "today": date(2026, 9, 22),
        "overdue": date(2026, 9, 23),
    }


def test_a_day_on_which_nobody_worked_is_made_up_for_and_what_is_past_is_not() -> None:
    duty(MONDAY, seat=seat(Role.CASE_OFFICER))
    tell(MONDAY + timedelta(2))
    assert list(Notice.objects.values_list("level", flat=True)) == ["overdue"]


def test_nobody_is_told_on_a_day_of_rest() -> None:
    duty(date(2026, 9, 14), seat=seat(Role.CASE_OFFICER))
    assert tell(date(2026, 9, 13)) == []
    assert Notice.objects.count() == 0


def test_a_due_day_that_moved_is_told_anew() -> None:
    one = duty(MONDAY, seat=seat(Role.CASE_OFFICER))
    tell(MONDAY)
    one.due = MONDAY + timedelta(1)
    one.save()
    tell(MONDAY)
    assert sorted(Notice.objects.values_list("due", "level")) == [
        (MONDAY, "today"),
        (MONDAY + timedelta(1), "one"),
    ]


def test_what_waits_for_somebody_outside_is_not_told() -> None:
    duty(MONDAY, seat=seat(Role.CASE_OFFICER), waits=True)
    assert tell(MONDAY) == []


def test_the_head_of_the_own_department_and_then_of_the_working_body_are_told_too() -> None:
    unit, other = new_id(), new_id()
    officer, head = seat(Role.CASE_OFFICER, unit), seat(Role.DEPARTMENT_HEAD, unit)
    seat(Role.DEPARTMENT_HEAD, other)
    top = seat(Role.WORKING_BODY_HEAD)
    duty(MONDAY, seat=officer, unit=unit)
    assert set(tell(MONDAY)) == {officer, head}
    assert set(tell(MONDAY + timedelta(1))) == {officer, head, top}


def test_what_is_nobodys_is_told_to_the_officers_of_its_department() -> None:
    unit = new_id()
    mine = seat(Role.CASE_OFFICER, unit)
    seat(Role.CASE_OFFICER, new_id())
    duty(MONDAY + timedelta(1), unit=unit)
    assert tell(MONDAY) == [mine]


def test_who_stands_in_for_a_seat_is_told_with_it() -> None:
    officer, deputy = seat(Role.CASE_OFFICER), seat(Role.CASE_OFFICER)
    seats.deputise(
        seat=officer,
        deputy=deputy,
        since=MONDAY,
        by=viewer(Role.SECURITY_ADMIN),
        now=EIGHT,
        today=MONDAY,
    )
    duty(MONDAY, seat=officer)
    assert set(tell(MONDAY)) == {officer, deputy}


def test_a_seat_is_mailed_one_digest_a_day_the_gravest_first() -> None:
    officer = seat(Role.CASE_OFFICER)
    own = viewer(Role.SECURITY_ADMIN)
    notices.set_mailbox(seat=officer, address="desk@office.invalid", by=own, now=EIGHT)
    duty(MONDAY, seat=officer, title="2026-002 征地")
    duty(MONDAY - timedelta(7), seat=officer, title="2026-001 预算")
    work._tell({}, EIGHT)
    work._tell({}, EIGHT + timedelta(minutes=5))
    while work_off(worker="w", clock=lambda: EIGHT + timedelta(minutes=10)):
        pass
    (sent,) = mail.outbox
    assert sent.to == ["desk@office.invalid"]
    assert sent.subject == "待办提醒：已经超期1件，今天到期1件"
    lines = sent.body.splitlines()
    assert "2026-001" in lines[0]
    assert "预算" not in sent.body, "the matter is an applicant's, and mail leaves the machine"
    assert "2026年9月14日（周一）到期" in lines[1]
    assert not Notice.objects.filter(sent_at=None).exists()


def test_a_mail_server_that_is_away_loses_no_notice(settings: Any) -> None:
    officer = seat(Role.CASE_OFFICER)
    notices.set_mailbox(
        seat=officer, address="desk@office.invalid", by=viewer(Role.SECURITY_ADMIN), now=EIGHT
    )
    duty(MONDAY, seat=officer)
    tell(MONDAY)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with pytest.raises((OSError, smtplib.SMTPException)):
        notices.send(officer, now=EIGHT)
    assert Notice.objects.get().sent_at is None


def test_a_seat_without_a_mailbox_finds_its_notices_in_the_office() -> None:
    looking = viewer(Role.CASE_OFFICER, BODY)
    duty(MONDAY, seat=looking.seat)
    work._tell({}, EIGHT)
    assert not Job.objects.exists()
    assert [line.level.key for line in notices.told(looking, MONDAY)] == ["today"]


def test_a_mailbox_is_set_by_its_own_seat_or_by_who_keeps_seats() -> None:
    one = viewer(Role.CASE_OFFICER)
    notices.set_mailbox(seat=one.seat, address="a@office.invalid", by=one, now=EIGHT)
    with pytest.raises(Forbidden):
        notices.set_mailbox(seat=new_id(), address="b@office.invalid", by=one, now=EIGHT)
    assert Mailbox.objects.get().address == "a@office.invalid"


class Gateway:
    """A gateway that keeps what it was handed."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str, str]] = []

    def send(self, phone: str, text: str, *, reference: str) -> None:
        self.sent.append((phone, text, reference))


def test_a_text_message_says_how_many_and_never_what() -> None:
    gateway = Gateway()
    sms.connect(gateway)
    try:
        officer = seat(Role.CASE_OFFICER)
        notices.set_mailbox(seat=officer, address="", phone="000", by=viewer(Role.SECURITY_ADMIN), now=EIGHT)
        duty(MONDAY, seat=officer, title="2026-002 征地")
        work._tell({}, EIGHT)
        while work_off(worker="w", clock=lambda: EIGHT + timedelta(minutes=10)):
            pass
    finally:
        sms._connected.clear()
    ((phone, text, reference),) = gateway.sent
    assert (phone, reference) == ("000", f"{officer}:2026-09-14")
    assert "1件" in text
    assert "征地" not in text


@pytest.mark.parametrize(("hour", "until"), [(7, 8), (8, 8), (19, 19), (20, 8), (23, 8), (0, 8)])
def test_nobody_is_texted_in_the_quiet_hours(hour: int, until: int) -> None:
    now = localtime(EIGHT).replace(hour=hour, minute=0)
    then = localtime(now + sms.QUIET.wait(now))
    assert then.hour == until
    assert then - now < timedelta(hours=12, minutes=1)
