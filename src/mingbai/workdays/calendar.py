"""A calendar of working days made of notices: what each day is and why, and periods counted in working days.

Counting looks up two arrays; no period is walked day by day. A day of a year that no notice has announced is answered
provisionally, by weekends and the fixed statutory days alone, and the answer says so.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache
from typing import NamedTuple

from mingbai.errors import BeforeTheLaw, YearNotAnnounced
from mingbai.workdays.notice import Notice, TimeOff, notices_of

__all__ = ["Counted", "Day", "Kind", "Workdays", "announced"]

FIRST_YEAR = 2007
_FIRST = date(FIRST_YEAR, 1, 1)
_FIRST_ORDINAL = _FIRST.toordinal()
_ONE = timedelta(1)
_AHEAD = 3
"""How many years after the last announced one are answered provisionally."""
_FIXED = {
    (1, 1): "元旦",
    (5, 1): "劳动节",
    (5, 2): "劳动节",
    (10, 1): "国庆节",
    (10, 2): "国庆节",
    (10, 3): "国庆节",
}
"""Statutory days that fall on the same date each year (全国年节及纪念日放假办法 of 2024); lunar ones are not foretold."""


class Kind(Enum):
    """What a day is for counting."""

    WORKING = "working"
    REST = "rest"  # an ordinary Saturday or Sunday
    HOLIDAY = "holiday"  # off by a notice, weekends inside the time off included
    MAKE_UP = "make-up"  # a weekend day that is worked


class Day(NamedTuple):
    """One day: what it is, of which holiday, by which notice (None for an ordinary day), and whether that is certain."""

    day: date
    kind: Kind
    holiday: str | None
    notice: Notice | None
    firm: bool

    @property
    def works(self) -> bool:
        """Return whether it counts as a working day."""
        return self.kind in (Kind.WORKING, Kind.MAKE_UP)


class Counted(NamedTuple):
    """A day that was counted to; `missing` is the first year on the way that no notice has announced, None when firm."""

    day: date
    missing: int | None

    @property
    def firm(self) -> bool:
        """Return whether every day on the way is announced."""
        return self.missing is None


@dataclass(frozen=True, slots=True)
class _Marks:
    """What the notices in force say of single days, and which years they announce."""

    off: dict[date, tuple[str, Notice]]
    work: dict[date, tuple[str, Notice]]
    years: frozenset[int]


class Workdays:
    """The working days of mainland China by a set of notices.

    *local* adds days off that hold in a region only (an ethnic holiday, a local extension). *known* leaves out notices
    published after that day: the calendar as it could be known then.
    """

    def __init__(
        self, notices: Iterable[Notice], *, local: Sequence[TimeOff] = (), known: date | None = None
    ) -> None:
        marks = _marks([n for n in notices if known is None or n.published is None or n.published <= known])
        self._off = marks.off
        self._work = marks.work
        self._local = {day: span.name for span in local for day in span.days()}
        self.years = marks.years
        self.last_announced = max(marks.years, default=FIRST_YEAR - 1)
        self._end = date(self.last_announced + _AHEAD, 12, 31)
        # Every working day, and for each day of the calendar how many of them there are up to it.
        self._working: list[date] = []
        self._upto: list[int] = []
        day = _FIRST
        while day <= self._end:
            if self._works(day):
                self._working.append(day)
            self._upto.append(len(self._working))
            day += _ONE
        unknown = (year for year in range(FIRST_YEAR, self._end.year + 1) if year not in marks.years)
        self._firm_until = date(next(unknown) - 1, 12, 31)

    def day(self, day: date) -> Day:
        """Return what *day* is and why. Raises `BeforeTheLaw` or `YearNotAnnounced` outside the calendar."""
        self._index(day)
        firm = day.year in self.years
        if name := self._local.get(day):
            return Day(day, Kind.HOLIDAY, name, None, firm)
        if day in self._off:
            return Day(day, Kind.HOLIDAY, *self._off[day], firm)
        if day in self._work:
            return Day(day, Kind.MAKE_UP, *self._work[day], firm)
        if not firm and (day.month, day.day) in _FIXED:
            return Day(day, Kind.HOLIDAY, _FIXED[day.month, day.day], None, firm)
        return Day(day, Kind.REST if day.weekday() > 4 else Kind.WORKING, None, None, firm)

    def works(self, day: date) -> bool:
        """Return whether *day* is a working day."""
        at = self._index(day)
        return self._upto[at] > (self._upto[at - 1] if at else 0)

    def after(self, start: date, count: int) -> Counted:
        """Return the *count*-th working day after *start*, whose own day is not counted (民法典 201)."""
        at = self._upto[self._index(start)] + count - 1
        if at >= len(self._working):
            raise _not_announced(self._end.year + 1)
        day = self._working[at]
        return Counted(day, None if day <= self._firm_until else self._missing(start, day))

    def between(self, start: date, end: date) -> int:
        """Return how many working days come after *start* up to and including *end*; 0 when *end* is not after *start*."""
        return max(0, self._upto[self._index(end)] - self._upto[self._index(start)])

    def rolled(self, day: date) -> Counted:
        """Return *day*, or the next working day when it is a day of rest (民法典 203)."""
        return Counted(day, self._missing(day, day)) if self.works(day) else self.after(day, 1)

    def span(self, first: date, last: date) -> Iterator[Day]:
        """Yield what each day from *first* to *last* is."""
        while first <= last:
            yield self.day(first)
            first += _ONE

    def certain(self, counted: Counted) -> date:
        """Return the day when every year on the way is announced; raises `YearNotAnnounced` otherwise."""
        if counted.missing is not None:
            raise _not_announced(counted.missing)
        return counted.day

    def _works(self, day: date) -> bool:
        if day in self._local or day in self._off:
            return False
        if day in self._work:
            return True
        return day.weekday() < 5 and (day.year in self.years or (day.month, day.day) not in _FIXED)

    def _missing(self, first: date, last: date) -> int | None:
        years = range(first.year, last.year + 1)
        return next((year for year in years if year not in self.years), None)

    def _index(self, day: date) -> int:
        at = day.toordinal() - _FIRST_ORDINAL
        if 0 <= at < len(self._upto):
            return at
        if day < _FIRST:
            raise BeforeTheLaw(
                f"{day} 早于 {_FIRST}：没有更早的节假日安排",
                f"{day} is before {_FIRST}, where the calendar begins",
            )
        raise _not_announced(day.year)


@cache
def announced(known: date | None = None) -> Workdays:
    """Return the calendar of every notice that comes with Mingbai, as it could be known on *known* (default: all)."""
    years: list[Notice] = []
    year = FIRST_YEAR
    while found := notices_of(year):
        years += found
        year += 1
    return Workdays(years, known=known)


def _marks(notices: Iterable[Notice]) -> _Marks:
    """Return what the notices say together; what an amending notice rearranges falls away in the one before it."""
    off: dict[date, tuple[str, Notice]] = {}
    work: dict[date, tuple[str, Notice]] = {}
    years: set[int] = set()
    for notice in notices:
        for days in (off, work):
            for day in [
                d for d, (name, by) in days.items() if by.year == notice.year and name in notice.amends
            ]:
                del days[day]
        off |= {day: (span.name, notice) for span in notice.off for day in span.days()}
        work |= {each.day: (each.name, notice) for each in notice.work}
        years.add(notice.year)
    return _Marks(off, work, frozenset(years))


def _not_announced(year: int) -> YearNotAnnounced:
    return YearNotAnnounced(
        f"{year}年的节假日安排尚未公布：请载入该年的通知，或接受暂定的日期",
        f"the holidays of {year} are not announced: load that year's notice, or accept a provisional day",
    )
