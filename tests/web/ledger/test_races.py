"""Several writers at once: one wins, the others are told, keys are used once, and a seal never misses what it counted."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import connection

from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.services import Overtaken, enter, seal
from mingbai_web.ledger.subjects import Hand, Subject
from mingbai_web.ledger.verification import verify

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
BY = Hand(person="李明", seat="registrar", body="qinghe-gov")


def one(subject: Subject, *, seen: str = "", key: str | None = None, kind: str = "received") -> str:
    """Enter an act in this thread and say what came of it."""
    try:
        entry = enter(
            subject=subject,
            kind=kind,
            facts={},
            happened=NOW.date(),
            effective=NOW.date(),
            by=BY,
            seen=seen,
            now=NOW,
            key=key,
        )
        return f"entered {entry.id}"
    except Overtaken:
        return "overtaken"
    finally:
        connection.close()


@pytest.mark.usefixtures("committed")
def test_of_eight_who_act_on_the_same_state_one_is_entered_and_seven_are_told() -> None:
    for _ in range(6):
        subject = Subject("thing", uuid4())
        with ThreadPoolExecutor(8) as pool:
            came = Counter(word.split()[0] for word in pool.map(one, [subject] * 8))
        assert came == {"entered": 1, "overtaken": 7}
    assert list(verify()) == []


@pytest.mark.usefixtures("committed")
def test_eight_retries_of_one_submission_at_once_are_one_entry() -> None:
    for number in range(6):
        subject = Subject("thing", uuid4())
        with ThreadPoolExecutor(8) as pool:
            came = set(pool.map(lambda _, n=number, s=subject: one(s, key=f"form-{n}"), range(8)))
        assert len(came) == 1
    assert Entry.objects.count() == 6


@pytest.mark.usefixtures("committed")
def test_a_seal_taken_while_others_write_covers_what_it_says() -> None:
    with ThreadPoolExecutor(8) as pool:
        writing = [pool.submit(one, Subject("thing", uuid4())) for _ in range(40)]
        sealed = pool.submit(_seals, [date(2026, 3, day) for day in range(1, 6)])
        for each in (*writing, sealed):
            each.result()
    assert Entry.objects.count() == 40
    assert list(verify()) == []


def _seals(days: list[date]) -> None:
    try:
        for on in days:
            seal(on=on, now=NOW)
    finally:
        connection.close()
