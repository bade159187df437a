"""Work spread over processes: results in order, bounded in flight; a process that dies or hangs costs one file."""

import gc
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from mingbai.batch.job import Broke, Job, Work, do, out_of_memory, out_of_time
from mingbai.errors import MingbaiError

__all__ = ["Limits", "in_order", "in_process", "processors"]

R = TypeVar("R")

AHEAD = 4
"""Files that a process is given before it has answered, so that it need not wait for the next."""
WINDOW = 16
"""Files in flight for each process: read or being read, and not yet handed on."""
LIFE = 1000
"""Files after which a process is replaced, so that what a decoder leaks does not add up."""
NAMES = 8192
"""Characters of paths that may wait in a pipe; more could block both its ends."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take: seconds, and bytes of address space (where the system can hold a process to that)."""

    seconds: float = 120.0
    memory: int = 3 * 1024**3


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def in_process(jobs: Iterable[Job], work: Work[R], limits: Limits) -> Iterator[tuple[Job, R | MingbaiError]]:
    """Yield each job with its outcome, done in this very process."""
    prepared = False
    for job in jobs:
        if not prepared and job.error is None:
            work.prepare()
            prepared = True
        with _memory(limits.memory):
            outcome = _in_time(work, job, limits.seconds)
        yield job, outcome


def in_order(
    jobs: Iterable[Job], work: Work[R], number: int, limits: Limits
) -> Iterator[tuple[Job, R | MingbaiError]]:
    """Yield each job with its outcome, in the order of *jobs*, done by up to *number* processes."""
    pool = _Pool(jobs, work, number, limits)
    try:
        yield from pool.outcomes()
    finally:
        pool.close()


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: "Connection[Any, Any]"
    waiting: deque[int] = field(default_factory=deque)
    """Numbers of the jobs that it was given and has not answered, the one in hand first."""
    since: float = 0.0
    given: int = 0
    characters: int = 0


class _Pool(Generic[R]):
    def __init__(self, jobs: Iterable[Job], work: Work[R], number: int, limits: Limits) -> None:
        self._jobs = enumerate(jobs)
        self._work = work
        self._number = number
        self._limits = limits
        self._context = _context()
        self._workers: list[_Worker] = []
        self._flying: dict[int, Job] = {}
        self._again: deque[int] = deque()
        self._done: dict[int, R | MingbaiError] = {}
        self._held: tuple[int, Job] | None = None
        self._over = False

    def outcomes(self) -> Iterator[tuple[Job, R | MingbaiError]]:
        """Yield each job with its outcome, in order."""
        following = 0
        if self._context.get_start_method() == "fork":
            self._work.prepare()  # once, and shared by all
        while True:
            self._hand_out()
            if following in self._done:
                self._listen(block=False)
                yield self._flying.pop(following), self._done.pop(following)
                following += 1
            elif self._flying:
                self._listen(block=True)
            elif self._over and self._held is None:
                return

    def close(self) -> None:
        """End every process, at once."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers.clear()

    # -- giving ---------------------------------------------------------------------------------------------------

    def _hand_out(self) -> None:
        """Give jobs to processes that can take them, until none can or enough are in flight."""
        while (following := self._next()) is not None:
            number, job = following
            if job.error is not None:
                self._done[number] = job.error
                continue
            worker = self._free(job)
            if worker is None:
                self._held = following
                return
            self._give(worker, number, job)

    def _next(self) -> tuple[int, Job] | None:
        if self._held is not None:
            following, self._held = self._held, None
            return following
        if self._again:
            number = self._again.popleft()
            return number, self._flying[number]
        if self._over or len(self._flying) >= WINDOW * self._number:
            return None
        try:
            number, job = next(self._jobs)
        except StopIteration:
            self._over = True
            return None
        self._flying[number] = job
        return number, job

    def _free(self, job: Job) -> _Worker | None:
        """Return the process to give *job* to: an idle one, a new one, or the least busy that may be given more."""
        idle = next((worker for worker in self._workers if not worker.waiting), None)
        if idle is not None and idle.given >= LIFE:
            self._retire(idle)
            idle = None
        if idle is not None:
            return idle
        if len(self._workers) < self._number:
            return self._start()
        if job.data is not None:  # more than a pipe holds: only for a process that is listening
            return None
        least = min(self._workers, key=lambda worker: len(worker.waiting))
        if len(least.waiting) >= AHEAD or least.characters + len(job.path or "") > NAMES:
            return None
        return least if least.given < LIFE else None

    def _give(self, worker: _Worker, number: int, job: Job) -> None:
        if not worker.waiting:
            worker.since = time.monotonic()
        worker.waiting.append(number)
        worker.given += 1
        worker.characters += len(job.path or "")
        with suppress(OSError):  # it died before it heard; the next look finds that out
            worker.pipe.send(job)

    def _start(self) -> _Worker:
        here, there = self._context.Pipe()
        copied = self._context.get_start_method() == "fork"
        ours = [here, *(worker.pipe for worker in self._workers)] if copied else []
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(there, ours, self._work, self._limits.memory), daemon=True
        )
        process.start()
        there.close()
        worker = _Worker(process, here)
        self._workers.append(worker)
        return worker

    def _retire(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.process.kill()
        worker.process.join()
        worker.pipe.close()

    # -- listening ------------------------------------------------------------------------------------------------

    def _listen(self, *, block: bool) -> None:
        """Take what the processes have to say, after waiting for the first of it if *block* is set."""
        busy = [worker for worker in self._workers if worker.waiting]
        patience = 0.0
        if block and busy:
            oldest = min(worker.since for worker in busy)
            patience = max(0.01, oldest + self._limits.seconds - time.monotonic())
        ready = set(wait([worker.pipe for worker in busy], patience))
        for worker in busy:
            if worker.pipe in ready:
                self._hear(worker)
            elif time.monotonic() - worker.since > self._limits.seconds:
                self._lose(worker, out_of_time(self._limits.seconds))

    def _hear(self, worker: _Worker) -> None:
        while worker.waiting:
            try:
                outcome = worker.pipe.recv()
            except (EOFError, OSError):
                worker.process.join()
                self._lose(worker, _died(worker.process.exitcode))
                return
            number = worker.waiting.popleft()
            worker.characters -= len(self._flying[number].path or "")
            worker.since = time.monotonic()
            self._done[number] = outcome
            if not worker.pipe.poll():
                return

    def _lose(self, worker: _Worker, why: Broke) -> None:
        """Blame the file in hand for *why*, and give the others that the process had to another."""
        self._done[worker.waiting.popleft()] = why
        self._again.extend(worker.waiting)
        self._retire(worker)


def _context() -> BaseContext:
    """Return how processes are started: a copy of this one where that is safe, which takes no time; else a new one."""
    if os.name == "posix" and os.uname().sysname == "Linux" and threading.active_count() == 1:
        return get_context("fork")
    return get_context("spawn")


def _serve(
    pipe: "Connection[Any, Any]", copied: list["Connection[Any, Any]"], work: Work[Any], memory: int
) -> None:
    """Do jobs from *pipe* until it ends; the body of a process.

    *copied* are the parent's ends of pipes that came along with the copy; held open, they would hide the parent's death.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for end in copied:
        end.close()
    work.prepare()
    gc.freeze()  # what it imported lives as long as it does: no collection need look at it, or copy it from the parent
    with _memory(memory):
        while True:
            try:
                job: Job = pipe.recv()
            except (EOFError, OSError):
                return
            outcome = do(work, job)
            try:
                pipe.send(outcome)
            except OSError:
                return
            except MemoryError:
                pipe.send(out_of_memory())
            del job, outcome


def _died(code: int | None) -> Broke:
    if code == -9:
        return Broke(
            "处理进程被系统终止（多半是内存不足）；请只保留年报部分后再试",
            "its process was killed by the system, most likely for want of memory; keep the annual report only",
        )
    return Broke(
        f"处理进程意外退出（{code}）；文件可能已损坏，请重新下载或导出后再试",
        f"its process ended unexpectedly ({code}); the file may be damaged, download or export it again",
    )


@contextmanager
def _memory(most: int) -> Iterator[None]:
    """Hold this process to *most* bytes of address space, on systems that can."""
    try:
        import resource
    except ImportError:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    lower = most if hard == resource.RLIM_INFINITY else min(most, hard)
    if soft != resource.RLIM_INFINITY and soft <= lower:
        yield
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (lower, hard))
    except (OSError, ValueError):
        yield
        return
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


class _Rang(BaseException):
    """The time of a file is up; no decoder's `except Exception` may take it for damage."""


def _in_time(work: Work[R], job: Job, seconds: float) -> R | MingbaiError:
    """Return the outcome of *job*, cut short after *seconds* where the system can wake us."""
    alarm = hasattr(signal, "SIGALRM") and threading.current_thread() is threading.main_thread()
    if not alarm:
        return do(work, job)

    def ring(_number: int, _frame: object) -> None:
        raise _Rang

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return do(work, job)
    except _Rang:
        return out_of_time(seconds)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
