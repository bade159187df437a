"""Reading jobs: how many are where, which failed and why, when the last one ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Min

from mingbai.text.words import Words
from mingbai_web.jobs import works
from mingbai_web.jobs.models import Job, State

__all__ = ["Failed", "Standing", "failed", "standing"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How many jobs are in each state, since when the longest overdue one waits, when the last one ended."""

    counts: Mapping[State, int]
    waiting_since: datetime | None
    last_ended: datetime | None


@dataclass(frozen=True, slots=True)
class Failed:
    """A job that was given up."""

    id: UUID
    work: Words
    attempts: int
    ended_at: datetime | None
    reason: str


def standing(*, now: datetime) -> Standing:
    """Return the standing of all jobs."""
    counts = dict(Job.objects.values_list("state").annotate(Count("id")).order_by())
    waits = Job.objects.filter(state=State.WAITING, due_at__lte=now).aggregate(Min("due_at"))["due_at__min"]
    ended = Job.objects.aggregate(Max("ended_at"))["ended_at__max"]
    return Standing({state: counts.get(state, 0) for state in State}, waits, ended)


def failed() -> list[Failed]:
    """Return the jobs that were given up, the latest first."""
    found = Job.objects.filter(state=State.FAILED).order_by("-ended_at")
    return [Failed(job.id, _words(job.work), job.attempts, job.ended_at, job.reason) for job in found]


def _words(name: str) -> Words:
    try:
        return works.work(name).words
    except works.NoSuchWork:
        return Words(name, name)
