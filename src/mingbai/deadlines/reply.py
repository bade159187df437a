"""The day on which a reply falls due, with all that led to it: earlier clocks, waiting, pauses, the extension."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from mingbai.deadlines.clock import Clock
from mingbai.deadlines.steps import Kind, Step, counted, grounds_of, may_move
from mingbai.text.words import Words
from mingbai.workdays import Counted, Workdays

__all__ = ["Reply", "Waited", "fallen_away"]

_ONE = timedelta(1)


class Waited(NamedTuple):
    """An earlier clock that fell away: it ran from `base` until `stopped`; then `why` was waited for on `ground`; why it
    does not go on rests on `falls`. `spent` working days extended it."""

    base: date
    stopped: date
    why: Words
    ground: Words
    falls: Words
    spent: int
    spent_ground: Words


class Reply:
    """The reply's last day, and how it came about.

    `marks` are days on which something happened, as steps; `before` the clocks that fell away. `fixed` is a day that was
    set outright (a deferral under Art 35, an order to reply again), which no counting moves.
    """

    __slots__ = ("_due", "before", "calendar", "clock", "fixed", "grounds_by", "marks")

    def __init__(
        self,
        clock: Clock,
        calendar: Workdays,
        *,
        grounds: tuple[Words, Words],
        marks: tuple[Step, ...] = (),
        before: tuple[Waited, ...] = (),
        fixed: date | None = None,
    ) -> None:
        self.clock = clock
        self.calendar = calendar
        self.marks = marks
        self.before = before
        self.fixed = fixed
        self.grounds_by = grounds
        self._due: Counted | None = None

    @property
    def counted(self) -> Counted:
        """Return the day counted to; counted once, when first asked for."""
        if self._due is None:
            self._due = Counted(self.fixed, None) if self.fixed else self.clock.due(self.calendar)
        return self._due

    @property
    def due(self) -> date:
        """Return the last day on which a reply is in time."""
        return self.counted.day

    @property
    def missing(self) -> int | None:
        """Return the first year on the way that no notice has announced, None when the day is firm."""
        return self.counted.missing

    def steps(self) -> tuple[Step, ...]:
        """Return every step of the counting, in order of days."""
        steps = [*self.marks]
        for waited in self.before:
            steps += fallen_away(waited, self.calendar)
        if self.fixed is None:
            steps += self._running()
            steps += self._pausing()
        by = self.grounds_by[1] if self.clock.extension else self.grounds_by[0]
        if not self.fixed:
            steps += may_move(self.due, self.calendar, by)
        last = Words("答复期限届满之日", "the last day to reply")
        steps.append(Step(self.due, self.due, 0, Kind.DUE, last, by))
        # On a day, what happened stands before the interval that begins then, and the end of the period last.
        return tuple(
            sorted(steps, key=lambda step: (step.first, 2 if step.kind is Kind.DUE else int(step.days > 0)))
        )

    @property
    def latest(self) -> date | None:
        """Return the last day there can be when a view that is still out stays out; None when nothing is open."""
        if self.fixed or not any(pause.open and pause.last < pause.until for pause in self.clock.pauses):
            return None
        whole = tuple(
            pause._replace(last=pause.until) if pause.open else pause for pause in self.clock.pauses
        )
        return self.clock._replace(pauses=whole).due(self.calendar).day

    def grounds(self) -> tuple[Words, ...]:
        """Return what the day rests on, each ground once."""
        return grounds_of(self.steps())

    def _running(self) -> Iterable[Step]:
        clock = self.clock
        if not clock.pauses:
            return _unpaused(clock.base, self.due, clock.days, self.grounds_by, self.calendar)
        allowed, extended = self.grounds_by

        def paused(day: date) -> tuple[Words, Words] | None:
            found = [p for p in clock.pauses if max(p.first, clock.base) < day <= p.last]
            return (found[0].what, found[0].ground) if found else None

        return counted(
            self.calendar.span(clock.base + _ONE, self.due),
            paused=paused,
            ground=lambda number: extended if number > clock.days else allowed,
            extension_from=clock.days,
        )

    def _pausing(self) -> Iterator[Step]:
        """Yield where a pause ended since the party's period did, and what an open one still does."""
        for pause in self.clock.pauses:
            if pause.last <= self.clock.base:
                continue
            if pause.last >= pause.until:
                ended = Words(
                    "被征求意见方的期限届满，恢复计算", "the party's period is over: counting goes on"
                )
                yield Step(pause.last, pause.last, 0, Kind.NOTE, ended, pause.ground)
            elif pause.open:
                latest = self.latest
                moves = Words(
                    f"意见尚未收到：届满之日相应推迟，最迟至{latest}（收函之日没有登记的，按发函之日计）",
                    f"the view is still out: the due day moves on day by day, to {latest} at the latest (where the day of receipt is not known, from that of sending)",
                )
                yield Step(pause.last, pause.last, 0, Kind.NOTE, moves, pause.ground)


@lru_cache(4_096)
def _unpaused(
    base: date, due: date, days: int, grounds: tuple[Words, Words], calendar: Workdays
) -> tuple[Step, ...]:
    """Return the steps of a clock that nothing pauses: the same for all that began on the same day."""
    allowed, extended = grounds
    return tuple(
        counted(
            calendar.span(base + _ONE, due),
            paused=lambda day: None,
            ground=lambda number: extended if number > days else allowed,
            extension_from=days,
        )
    )


def fallen_away(waited: Waited, calendar: Workdays) -> Iterator[Step]:
    """Yield the steps of a clock that was stopped and does not go on from where it stood."""
    if waited.base < waited.stopped:
        used = calendar.between(waited.base, waited.stopped)
        what = Words(
            f"已计{used}个工作日，重新计算后不再计入",
            f"{used} working days had been counted; they fall away as the clock starts anew",
        )
        yield Step(waited.base + _ONE, waited.stopped, used, Kind.NOTE, what, waited.falls)
    yield Step(waited.stopped, waited.stopped, 0, Kind.WAITING, waited.why, waited.ground)
    if waited.spent:
        spent = Words(
            f"先前延长的{waited.spent}个工作日不再计入，也不得再次延长",
            f"the extension of {waited.spent} working days is spent with it and not added again",
        )
        yield Step(waited.stopped, waited.stopped, 0, Kind.NOTE, spent, waited.spent_ground)
