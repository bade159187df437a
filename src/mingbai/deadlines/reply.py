"""The day on which a reply falls due, with all that led to it: earlier clocks, waiting, pauses, the extension."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from mingbai.deadlines.clock import Clock
from mingbai.deadlines.steps import Kind, Step, counted, grounds_of, may_move
from mingbai.text.words import Words
from mingbai.workdays import Counted, Workdays

__all__ = ["Reply", "Waited", "fallen_away"]

_ONE = timedelta(1)


class Waited(NamedTuple):
    """An earlier clock that fell away: it ran from `base` until `stopped`; then `why` was waited for."""

    base: date
    stopped: date
    why: Words
    ground: Words


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
        # A mark stands before the interval that begins on its day, and splits nothing: intervals keep whole.
        steps.sort(key=lambda step: (step.first, step.days > 0))
        by = self.grounds_by[1] if self.clock.extension else self.grounds_by[0]
        last = Words("答复期限届满之日", "the last day to reply")
        caution = () if self.fixed else may_move(self.due, self.calendar, by)
        return (*steps, *caution, Step(self.due, self.due, 0, Kind.DUE, last, by))

    def grounds(self) -> tuple[Words, ...]:
        """Return what the day rests on, each ground once."""
        return grounds_of(self.steps())

    def _running(self) -> Iterator[Step]:
        clock = self.clock
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


def fallen_away(waited: Waited, calendar: Workdays) -> Iterator[Step]:
    """Yield the steps of a clock that was stopped and does not go on from where it stood."""
    if waited.base < waited.stopped:
        used = calendar.between(waited.base, waited.stopped)
        what = Words(
            f"已计{used}个工作日，重新计算后不再有效",
            f"{used} working days had been counted; they fall away as the clock starts anew",
        )
        yield Step(waited.base + _ONE, waited.stopped, used, Kind.NOTE, what, waited.ground)
    yield Step(waited.stopped, waited.stopped, 0, Kind.WAITING, waited.why, waited.ground)
