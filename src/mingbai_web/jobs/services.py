"""Asking for jobs, taking them, ending them: every change of a job is one conditional statement, so two never both have it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from mingbai_web.jobs import works
from mingbai_web.jobs.models import Job, Lead, State
from mingbai_web.ledger.chain import canonical
from mingbai_web.ledger.subjects import new_id

__all__ = ["ask", "fail", "finish", "forget", "lead", "retry", "take"]

KEPT = timedelta(days=60)
"""How long a job that is done stays on the list."""


def ask(
    *,
    work: str,
    facts: Mapping[str, object],
    now: datetime,
    after: timedelta = timedelta(),
    key: str | None = None,
) -> UUID | None:
    """Ask for *work*, in the transaction of the caller; return the job's id, None when *key* was asked for before.

    Raises `NoSuchWork`. A worker sees the job when the transaction is committed, and never when it is not.
    """
    works.work(work)
    job = Job(id=new_id(), work=work, facts=canonical(facts), key=key, asked_at=now, due_at=now + after)
    Job.objects.bulk_create([job], ignore_conflicts=key is not None)
    if key is not None and not Job.objects.filter(id=job.id).exists():
        return None
    return job.id


def take(*, worker: str, now: datetime) -> Job | None:
    """Take one job that is due, or whose worker did not end it within its lease; None when there is none.

    One whose turns are used up is given up here: its workers ended without a word each time.
    """
    due = Q(due_at__lte=now) & Q(state__in=(State.WAITING, State.RUNNING))
    for job in Job.objects.filter(due).order_by("due_at")[:16]:
        try:
            wanted = works.work(job.work)
        except works.NoSuchWork as error:
            _turn(job).update(state=State.FAILED, ended_at=now, reason=error.zh)
            continue
        if job.state == State.RUNNING and job.attempts >= wanted.turns:
            _turn(job).update(state=State.FAILED, ended_at=now, reason="办理它的进程没有办完就没了")
            continue
        taken = (
            _turn(job)
            .filter(due)
            .update(state=State.RUNNING, attempts=F("attempts") + 1, due_at=now + wanted.lease, worker=worker)
        )
        if taken:
            job.state, job.attempts, job.worker = State.RUNNING, job.attempts + 1, worker
            return job
    return None


def finish(job: Job, *, now: datetime) -> bool:
    """Say that *job* is done; return False when its lease had ended and another has it."""
    done = _turn(job).update(state=State.DONE, ended_at=now, reason="")
    return bool(done)


def fail(job: Job, *, reason: str, now: datetime) -> None:
    """Say that this attempt came to nothing: the job waits for its next turn, or has failed when it had its last."""
    wanted = works.work(job.work)
    if job.attempts >= wanted.turns:
        _turn(job).update(state=State.FAILED, ended_at=now, reason=reason[:300])
    else:
        due = now + wanted.after(job.attempts)
        _turn(job).update(state=State.WAITING, due_at=due, reason=reason[:300])


def retry(*, now: datetime, job: UUID | None = None) -> int:
    """Let failed jobs, or the one named, begin anew; return how many."""
    failed = Job.objects.filter(state=State.FAILED)
    if job is not None:
        failed = failed.filter(id=job)
    return failed.update(state=State.WAITING, attempts=0, due_at=now, ended_at=None)


def forget(*, now: datetime) -> int:
    """Take jobs off the list that were done long ago; return how many."""
    count, _ = Job.objects.filter(state=State.DONE, ended_at__lt=now - KEPT).delete()
    return count


@transaction.atomic
def lead(*, worker: str, now: datetime, lease: timedelta = timedelta(seconds=90)) -> bool:
    """Return whether *worker* leads until *lease* is over: it does already, or who did has let it lapse.

    The same row on both databases. That two led for an instant would do no harm: what a schedule asks for has a key.
    """
    Lead.objects.bulk_create([Lead(name="schedules", worker=worker, until=now)], ignore_conflicts=True)
    mine = Q(worker=worker) | Q(until__lte=now)
    taken = Lead.objects.filter(mine, name="schedules").update(worker=worker, until=now + lease)
    return bool(taken)


def _turn(job: Job):  # type: ignore[no-untyped-def]
    """Return the row of *job* while it is in the turn in which it was read."""
    return Job.objects.filter(id=job.id, state=job.state, attempts=job.attempts)
