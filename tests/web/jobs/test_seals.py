"""The daily seal: yesterday and every missing day, once, on paper and by mail, whatever stood still in between."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core import mail
from pytest_django import Settings

from mingbai_web.jobs import seals
from mingbai_web.jobs.models import Job, State
from mingbai_web.jobs.worker import ask_for_what_is_scheduled, work_off
from mingbai_web.ledger.models import Seal
from mingbai_web.ledger.verification import verify
from tests.web.jobs.trying import Clock, declare, enter_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(settings: Settings, tmp_path: Path) -> Clock:
    declare()
    settings.SEALS = tmp_path / "seals"
    settings.SEAL_TO = ["archive@qinghe.example", "audit@qinghe.example"]
    return Clock()


def passes(clock: Clock, times: int = 40) -> None:
    """Let a worker look at the schedules and work off what is due."""
    ask_for_what_is_scheduled(worker="one", now=clock.now)
    for _ in range(times):
        if not work_off(worker="one", clock=clock):
            break


def test_yesterday_is_sealed_written_out_and_mailed(clock: Clock, tmp_path: Path) -> None:
    enter_note({"note": "昨日"}, clock.now - timedelta(days=1))
    passes(clock)
    made = Seal.objects.get()
    assert (made.sealed_on, made.entries) == (date(2026, 3, 1), 1)
    printed = (tmp_path / "seals" / "2026-03-01.txt").read_text()
    assert made.digest in printed
    (sent,) = mail.outbox
    assert sent.to == ["archive@qinghe.example", "audit@qinghe.example"]
    assert made.digest in sent.body
    assert sent.subject == f"台账封存 2026-03-01 {made.digest[:16]}"


def test_what_is_missing_is_sealed_in_the_first_minutes_of_a_day_too(clock: Clock) -> None:
    clock.now = datetime(2026, 3, 1, 16, 4, tzinfo=UTC)  # four minutes past midnight, at the office
    passes(clock)
    assert [made.sealed_on for made in Seal.objects.all()] == [date(2026, 3, 1)]
    clock.move(minutes=10)
    passes(clock)
    assert Seal.objects.count() == 1
    assert Job.objects.filter(work="ledger.seal").count() == 2


def test_a_worker_that_runs_every_day_leaves_what_is_under_way_at_midnight_its_minutes(clock: Clock) -> None:
    clock.now = datetime(2026, 2, 28, 16, 30, tzinfo=UTC)
    passes(clock)
    clock.now = datetime(2026, 3, 1, 16, 4, tzinfo=UTC)
    passes(clock)
    assert [made.sealed_on for made in Seal.objects.all()] == [date(2026, 2, 28)]
    clock.move(minutes=6)
    passes(clock)
    assert Seal.objects.count() == 2


def test_a_day_is_sealed_once_however_often_a_worker_looks(clock: Clock) -> None:
    for _ in range(5):
        passes(clock)
        clock.move(hours=2)
    assert Seal.objects.count() == 1
    assert len(mail.outbox) == 1


def test_days_on_which_nothing_ran_are_sealed_each_with_what_was_recorded_on_it(clock: Clock) -> None:
    enter_note({"note": "1"}, clock.now - timedelta(days=1))
    passes(clock)
    for day in range(4):
        enter_note({"note": str(day)}, clock.now + timedelta(days=day))
    clock.move(days=4)
    passes(clock)
    assert list(Seal.objects.order_by("sealed_on").values_list("sealed_on", "entries")) == [
        (date(2026, 3, day), count) for day, count in ((1, 1), (2, 2), (3, 3), (4, 4), (5, 5))
    ]
    assert list(verify()) == []


def test_a_day_ends_at_midnight_of_the_installation_and_not_of_london(clock: Clock) -> None:
    clock.now = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)  # 00:30 of the third in Beijing
    enter_note({"note": "today"}, clock.now - timedelta(minutes=15))
    enter_note({"note": "yesterday"}, clock.now - timedelta(minutes=45))
    passes(clock)
    assert Seal.objects.get().sealed_on == date(2026, 3, 2)


def test_a_seal_stands_when_the_mail_server_does_not_and_is_mailed_later(
    clock: Clock, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    passes(clock)
    assert Seal.objects.count() == 1
    waits = Job.objects.get(work="ledger.mail")
    assert (waits.state, waits.attempts) == (State.WAITING, 1)
    assert waits.reason.startswith("ConnectionRefusedError")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    clock.now = waits.due_at
    passes(clock)
    assert len(mail.outbox) == 1


def test_without_addresses_the_seal_is_written_out_only(clock: Clock, settings: Settings) -> None:
    settings.SEAL_TO = []
    passes(clock)
    assert not Job.objects.filter(work="ledger.mail").exists()
    assert mail.outbox == []


def test_missing_days_are_those_after_the_last_seal_and_yesterday_where_there_is_none(clock: Clock) -> None:
    assert seals.missing(today=date(2026, 3, 2)) == [date(2026, 3, 1)]
    passes(clock)
    assert seals.missing(today=date(2026, 3, 2)) == []
    assert seals.missing(today=date(2026, 3, 4)) == [date(2026, 3, 2), date(2026, 3, 3)]
