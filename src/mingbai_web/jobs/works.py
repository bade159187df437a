"""What work there is: a function under a name, how often it is tried and how long one turn may take."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from mingbai.errors import MingbaiError
from mingbai.text.words import Words

__all__ = ["NoSuchWork", "Schedule", "Work", "declare", "schedule", "schedules", "work"]


class NoSuchWork(MingbaiError):
    """A job names work that this version does not know."""


@dataclass(frozen=True, slots=True)
class Work:
    """`does` is called with the job's facts and the time. With `whole`, what it writes and that it is done are committed
    together, so it is done exactly once; without, it may be done again after a crash and must bear that (mail, files)."""

    name: str
    words: Words
    does: Callable[[Mapping[str, Any], datetime], None]
    whole: bool = True
    turns: int = 8
    lease: timedelta = timedelta(minutes=5)

    def after(self, attempts: int) -> timedelta:
        """Return how long to wait after the attempt number *attempts* failed: half a minute, doubled, at most an hour."""
        return timedelta(seconds=min(30 * 2 ** min(attempts - 1, 7), 3600))


@dataclass(frozen=True, slots=True)
class Schedule:
    """Work asked for once a day, at a time of the installation's clock or later; a day that nobody worked is made up for
    by the work itself. What may not wait is asked for `at_once` where yesterday's was not, and not only at its time."""

    name: str
    work: str
    at: time
    at_once: bool = False

    def day(self, local: datetime) -> date | None:
        """Return the day for which the work is to be asked for at *local*, None where it waits for its time."""
        if local.time() >= self.at:
            return local.date()
        return local.date() - timedelta(days=1) if self.at_once else None


_WORKS: dict[str, Work] = {}
_SCHEDULES: dict[str, Schedule] = {}


def declare(made: Work) -> None:
    """Declare work; its name is its identity, and stays while jobs may name it."""
    _WORKS[made.name] = made


def schedule(made: Schedule) -> None:
    """Declare what is done every day."""
    _SCHEDULES[made.name] = made


def work(name: str) -> Work:
    """Return the work *name*. Raises `NoSuchWork`."""
    if name not in _WORKS:
        raise NoSuchWork(f"没有 {name} 这种任务", f"there is no work {name}")
    return _WORKS[name]


def schedules() -> tuple[Schedule, ...]:
    """Return what is done every day."""
    return tuple(_SCHEDULES.values())
