"""A worker: takes jobs one by one, does them, asks for what schedules want, until it is told to end."""

import json
import logging
import os
import socket
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection, transaction

from mingbai_web.jobs import services, works
from mingbai_web.jobs.models import Job
from mingbai_web.jobs.reasons import reason
from mingbai_web.ledger import failpoints

__all__ = ["Worker", "ask_for_what_is_scheduled", "work_off"]

_log = logging.getLogger("mingbai.jobs")


class Overrun(Exception):
    """A turn took longer than its lease, and another worker has the job: what this one wrote is rolled back."""


class Worker:
    """Works until `end` is called; a job at hand is done first."""

    def __init__(
        self, clock: Callable[[], datetime], *, pause: float = 1.0, parent: int | None = None
    ) -> None:
        self.name = f"{socket.gethostname()[:40]}/{os.getpid()}"
        self._clock = clock
        self._pause = pause
        self._parent = parent
        self._over = threading.Event()

    def end(self, *_: Any) -> None:
        """Let the loop end after the job at hand."""
        self._over.set()

    def run(self) -> None:
        """Work until told to end, or until the process that began this one is gone. A database that is away is waited for."""
        pause = self._pause
        while not self._over.is_set() and not self._orphaned():
            try:
                close_old_connections()
                ask_for_what_is_scheduled(worker=self.name, now=self._clock())
                while not self._over.is_set() and work_off(worker=self.name, clock=self._clock):
                    pause = self._pause
            except (DatabaseError, InterfaceError) as error:
                _log.warning("the database cannot be used (%s); trying again", type(error).__name__)
                connection.close()
                pause = min(pause * 2, 60.0)
            self._over.wait(pause)

    def _orphaned(self) -> bool:
        return self._parent is not None and os.getppid() != self._parent


def work_off(*, worker: str, clock: Callable[[], datetime]) -> bool:
    """Do one job that is due; return False when there was none. A job that fails is noted, and never stops the worker."""
    job = services.take(worker=worker, now=clock())
    if job is None:
        return False
    failpoints.reach("job.after_take")
    try:
        _do(job, clock)
    except (Exception, SystemExit) as error:
        found = reason(error)
        _log.warning("%s %s: attempt %d came to nothing: %s", job.work, job.id, job.attempts, found)
        services.fail(job, reason=found, now=clock())
    return True


def ask_for_what_is_scheduled(*, worker: str, now: datetime) -> None:
    """As the one who leads, ask for the work of each schedule whose time of the day has come; once a day, whoever leads."""
    if not services.lead(worker=worker, now=now):
        return
    local = now.astimezone(ZoneInfo(settings.TIME_ZONE))
    days = ((each, each.day(local)) for each in works.schedules())
    wanted = {f"{each.name}:{day:%Y-%m-%d}": (each.work, day) for each, day in days if day is not None}
    known = Job.objects.filter(key__in=wanted).values_list("key", flat=True)
    for key in wanted.keys() - set(known):
        work, day = wanted[key]
        services.ask(work=work, facts={"day": day}, now=now, key=key)


def _do(job: Job, clock: Callable[[], datetime]) -> None:
    wanted = works.work(job.work)
    facts = json.loads(job.facts)
    if not wanted.whole:
        wanted.does(facts, clock())
        failpoints.reach("job.after_work")
        services.finish(job, now=clock())
        return
    with transaction.atomic():
        wanted.does(facts, clock())
        failpoints.reach("job.after_work")
        if not services.finish(job, now=clock()):
            raise Overrun
    failpoints.reach("job.after_finish")
