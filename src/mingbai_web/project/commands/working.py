"""`mingbai worker`: runs background jobs, says how they stand, gives failed ones another chance."""

import argparse
import os
import signal
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from mingbai.cli.terminal import Wrong
from mingbai_web.jobs import queries, services
from mingbai_web.jobs.models import State
from mingbai_web.jobs.worker import Worker, ask_for_what_is_scheduled, work_off
from mingbai_web.project import home
from mingbai_web.project.commands.running import ready, say

__all__ = ["worker"]


def worker(options: argparse.Namespace) -> int:
    """Work until told to end, or say how the jobs stand."""
    ready()
    if options.retry is not None:
        return _retry(options)
    if options.status:
        return _status(options)
    with home.held(settings.HOME, alone=False):
        return _once(options) if options.once else _work(options)


def _work(options: argparse.Namespace) -> int:
    parent = os.environ.get("MINGBAI_PARENT")
    made = Worker(_now, parent=int(parent) if parent else None)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, made.end)
    say(options, "后台任务已开始（Ctrl-C 结束）", "working (Ctrl-C ends it)")
    made.run()
    return 0


def _once(options: argparse.Namespace) -> int:
    made = Worker(_now)
    ask_for_what_is_scheduled(worker=made.name, now=_now())
    done = 0
    while work_off(worker=made.name, clock=_now):
        done += 1
    say(options, f"办了{done}个任务", f"{done} jobs worked")
    return 0


def _status(options: argparse.Namespace) -> int:
    found = queries.standing(now=_now())
    english = options.lang == "en"
    counts = "  ".join(f"{state.value if english else state.label} {found.counts[state]}" for state in State)
    print(counts)
    if found.waiting_since is not None:
        since = _local(found.waiting_since)
        print(f"due since {since}" if english else f"最早一个自 {since} 已到期")
    for job in queries.failed():
        when = _local(job.ended_at) if job.ended_at else ""
        print("\t".join((str(job.id), job.work.in_(options.lang), when, str(job.attempts), job.reason)))
    if found.counts[State.FAILED]:
        say(options, "重来：mingbai worker --retry 编号", "to try again: mingbai worker --retry ID")
        return 1
    return 0


def _retry(options: argparse.Namespace) -> int:
    wanted = None if options.retry == "all" else _id(options.retry)
    count = services.retry(now=_now(), job=wanted)
    if wanted is not None and not count:
        raise Wrong(f"没有编号为 {wanted} 的失败任务", f"there is no failed job {wanted}")
    say(options, f"{count}个任务将重来", f"{count} jobs will be tried again")
    return 0


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Wrong(f"{text} 不是任务编号", f"{text} is no id of a job") from None


def _now() -> datetime:
    return datetime.now(UTC)


def _local(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M:%S}"
