"""Jobs: asked for with the act, done once, tried again with patience, given up with a reason, taken over from the dead."""

import json
from datetime import date, timedelta

import pytest
from django.db import transaction

from mingbai_web.jobs import queries, services
from mingbai_web.jobs.models import Job, State
from mingbai_web.jobs.worker import work_off
from mingbai_web.ledger.models import Entry
from tests.web.jobs.trying import NOW, Clock, declare

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _work() -> None:
    declare()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def ask(work: str, **facts: object) -> Job:
    id = services.ask(work=work, facts=facts, now=NOW)
    return Job.objects.get(id=id)


def test_a_job_is_done_once_and_not_again(clock: Clock) -> None:
    job = ask("try.enter", note="甲")
    assert work_off(worker="one", clock=clock)
    assert not work_off(worker="one", clock=clock)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.ended_at, job.worker) == (State.DONE, 1, NOW, "one")
    assert json.loads(Entry.objects.get().facts) == {"note": "甲"}


def test_a_job_asked_for_in_an_act_that_is_rolled_back_was_never_asked_for() -> None:
    def act() -> None:
        with transaction.atomic():
            ask("try.enter", note="甲")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert not Job.objects.exists()


def test_work_that_nobody_declared_is_not_asked_for() -> None:
    with pytest.raises(services.works.NoSuchWork):
        ask("try.nothing")


def test_the_same_key_is_one_job_even_when_it_is_done(clock: Clock) -> None:
    first = services.ask(work="try.enter", facts={"note": "1"}, now=NOW, key="once")
    assert services.ask(work="try.enter", facts={"note": "2"}, now=NOW, key="once") is None
    work_off(worker="one", clock=clock)
    assert services.ask(work="try.enter", facts={"note": "3"}, now=NOW, key="once") is None
    assert Job.objects.get().id == first


def test_facts_are_read_back_as_json(clock: Clock) -> None:
    job = ask("try.enter", note=date(2026, 3, 2))
    assert json.loads(job.facts) == {"note": "2026-03-02"}


def test_what_fails_is_tried_later_and_later_and_given_up_after_its_turns(clock: Clock) -> None:
    job = ask("try.fail")
    waits = []
    while True:
        assert work_off(worker="one", clock=clock)
        assert not work_off(worker="one", clock=clock), "not before it is due again"
        job.refresh_from_db()
        if job.state == State.FAILED:
            break
        waits.append(job.due_at - clock.now)
        clock.now = job.due_at
    assert waits == [timedelta(seconds=30), timedelta(seconds=60)]
    assert job.attempts == 3


def test_a_reason_is_ours_or_only_the_kind_of_error_and_never_what_somebody_wrote(clock: Clock) -> None:
    ask("try.fail")
    ask("try.fail", ours=True)
    for _ in range(2):
        work_off(worker="one", clock=clock)
    assert set(Job.objects.values_list("reason", flat=True)) == {"ValueError", "邮件服务器没有回应"}


def test_what_failing_work_wrote_is_rolled_back_when_it_is_done_whole(clock: Clock) -> None:
    ask("try.enter_and_fail", note="甲")
    work_off(worker="one", clock=clock)
    assert not Entry.objects.exists()
    ask("try.enter_and_fail.loose", note="甲")
    work_off(worker="one", clock=clock)
    assert Entry.objects.count() == 1


def test_a_failed_job_begins_anew_when_it_is_retried(clock: Clock) -> None:
    job = ask("try.fail")
    Job.objects.update(attempts=2)
    work_off(worker="one", clock=clock)
    (failed,) = queries.failed()
    assert (failed.id, failed.reason, failed.attempts) == (job.id, "ValueError", 3)
    assert services.retry(now=clock.now) == 1
    assert queries.failed() == []
    assert work_off(worker="one", clock=clock)


def test_a_job_whose_worker_is_gone_is_taken_over_when_its_lease_ends(clock: Clock) -> None:
    job = ask("try.enter", note="甲")
    services.take(worker="gone", now=clock.now)
    clock.move(minutes=4)
    assert not work_off(worker="other", clock=clock)
    clock.move(minutes=1)
    assert work_off(worker="other", clock=clock)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.worker) == (State.DONE, 2, "other")


def test_a_job_that_takes_every_worker_down_is_given_up_with_a_reason(clock: Clock) -> None:
    ask("try.enter", note="甲")
    for _ in range(3):
        assert services.take(worker="gone", now=clock.now)
        clock.move(minutes=5)
    assert services.take(worker="gone", now=clock.now) is None
    (failed,) = queries.failed()
    assert failed.reason == "办理它的进程没有办完就没了"


def test_a_worker_that_overran_its_lease_ends_nothing_that_another_has_taken(clock: Clock) -> None:
    ask("try.enter", note="甲")
    slow = services.take(worker="slow", now=clock.now)
    clock.move(minutes=6)
    quick = services.take(worker="quick", now=clock.now)
    assert slow is not None
    assert quick is not None
    assert not services.finish(slow, now=clock.now)
    services.fail(slow, reason="late", now=clock.now)
    assert Job.objects.get().worker == "quick"
    assert services.finish(quick, now=clock.now)


def test_a_job_of_a_version_to_come_fails_and_the_others_go_on(clock: Clock) -> None:
    ask("try.enter", note="甲")
    Job.objects.update(work="later.work")
    ask("try.enter", note="乙")
    assert work_off(worker="one", clock=clock)
    assert {job.state for job in Job.objects.all()} == {State.FAILED, State.DONE}
    assert queries.failed()[0].reason == "没有 later.work 这种任务"


def test_the_standing_says_how_many_are_where_and_since_when_one_waits(clock: Clock) -> None:
    ask("try.enter", note="甲")
    ask("try.enter", note="乙")
    work_off(worker="one", clock=clock)
    found = queries.standing(now=clock.now)
    assert (found.counts[State.WAITING], found.counts[State.DONE], found.counts[State.FAILED]) == (1, 1, 0)
    assert found.waiting_since == NOW
    assert found.last_ended == NOW


def test_jobs_done_long_ago_are_forgotten_and_no_others(clock: Clock) -> None:
    for state in State:
        job = ask("try.enter", note=state)
        Job.objects.filter(id=job.id).update(state=state, ended_at=NOW)
    assert services.forget(now=NOW + timedelta(days=59)) == 0
    assert services.forget(now=NOW + timedelta(days=61)) == 1
    assert Job.objects.count() == 3


def test_one_leads_until_the_lease_lapses_and_then_another(clock: Clock) -> None:
    assert services.lead(worker="one", now=clock.now)
    assert not services.lead(worker="two", now=clock.now)
    clock.move(seconds=60)
    assert services.lead(worker="one", now=clock.now), "who leads goes on leading"
    clock.move(seconds=60)
    assert not services.lead(worker="two", now=clock.now)
    clock.move(seconds=31)
    assert services.lead(worker="two", now=clock.now)
    assert not services.lead(worker="one", now=clock.now)
