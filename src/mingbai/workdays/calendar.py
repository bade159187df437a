"""A calendar of working days made of notices: what each day is and why, and periods counted in working days.

Counting looks up two arrays; no period is walked day by day. A day of a year that no notice has announced is answered
provisionally, by weekends and the statutory days that are known, and the answer says so.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache
from itertools import accumulate, compress, repeat
from typing import NamedTuple

from mingbai.errors import BadCalendar, BeforeTheLaw, YearNotAnnounced
from mingbai.workdays.notice import Local, Notice
from mingbai.workdays.shipped import FIRST_YEAR, shipped
from mingbai.workdays.year_file import parse_year

__all__ = ["Counted", "Day", "Kind", "Workdays", "announced"]

_FIRST = date(FIRST_YEAR, 1, 1)
_FIRST_ORDINAL = _FIRST.toordinal()
_WEEK = bytes((1, 1, 1, 1, 1, 0, 0))  # 2007 begins with a Monday
_AHEAD = 3
"""How many years the arrays reach beyond the last announced one before they have to grow."""
_FARTHEST = 2100
"""The last year that is answered at all, provisionally."""
_FIXED = {
    (1, 1): ("元旦", FIRST_YEAR),
    (5, 1): ("劳动节", FIRST_YEAR),
    (5, 2): ("劳动节", 2025),
    (10, 1): ("国庆节", FIRST_YEAR),
    (10, 2): ("国庆节", FIRST_YEAR),
    (10, 3): ("国庆节", FIRST_YEAR),
}
"""Statutory days on the same date each year, and since when (全国年节及纪念日放假办法); lunar ones are not foretold."""


class Kind(Enum):
    """What a day is for counting."""

    WORKING = "working"
    REST = "rest"  # an ordinary Saturday or Sunday
    HOLIDAY = "holiday"  # off by a notice, weekends inside the time off included
    MAKE_UP = "make-up"  # a weekend day that is worked


class Day(NamedTuple):
    """One day: what it is, of which holiday, by which notice or for which region, and whether that is certain.

    `notice` and `local` are None for an ordinary day and for a statutory one that no notice names.
    """

    day: date
    kind: Kind
    holiday: str | None
    notice: Notice | None
    firm: bool
    local: Local | None = None

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
    """The working days of mainland China by a set of notices; *local* adds days off that hold in a region only."""

    def __init__(self, notices: Iterable[Notice], *, local: Iterable[Local] = ()) -> None:
        self.notices = tuple(notices)
        self.local = tuple(local)
        marks = _marks(self.notices)
        self._off, self._work = marks.off, marks.work
        self._local = {
            day: (span.name, each) for each in self.local for span in each.off for day in span.days()
        }
        self.years = marks.years
        self.last_announced = max(marks.years, default=FIRST_YEAR - 1)
        # The days between which anything is answered at all.
        self.first, self.last = _FIRST, date(_FARTHEST, 12, 31)
        self._until = date(
            self.last_announced + _AHEAD, 12, 31
        )  # how far the arrays go; `_grow` takes them farther
        published = {n.published for n in self.notices} | {each.published for each in self.local}
        self._published = sorted(day for day in published if day is not None)
        self._as_known: dict[int, Workdays] = {}
        self._count()

    def _count(self) -> None:
        """Fill the arrays that periods are counted by."""
        days = range(_FIRST_ORDINAL, self._until.toordinal() + 1)
        works = bytearray(_WEEK * (len(days) // 7 + 1))[: len(days)]
        for marked, value in ((self._fixed(), 0), (self._work, 1), (self._off, 0), (self._local, 0)):
            for day in marked:
                at = day.toordinal() - _FIRST_ORDINAL
                if 0 <= at < len(days):
                    works[at] = value
        # How many working days there are up to each day of the calendar, and which day each of them is.
        self._upto = list(accumulate(works))
        self._working = [_FIRST, *map(date.fromordinal, compress(days, works))]
        # Periods that end by here are certain, and share one answer a day; the first of either list is never counted to.
        unknown = (year for year in range(FIRST_YEAR, self._until.year + 1) if year not in self.years)
        until = bisect_right(self._working, date(next(unknown) - 1, 12, 31), 1)
        self._firm = list(map(Counted, self._working[:until], repeat(None)))

    def day(self, day: date) -> Day:
        """Return what *day* is and why. Raises `BeforeTheLaw` or `YearNotAnnounced` outside the calendar."""
        self._index(day)
        firm = day.year in self.years
        if day in self._off:
            return Day(day, Kind.HOLIDAY, *self._off[day], firm)
        if day in self._local:
            name, local = self._local[day]
            return Day(day, Kind.HOLIDAY, name, None, firm, local)
        if day in self._work:
            return Day(day, Kind.MAKE_UP, *self._work[day], firm)
        if not firm and (statutory := _statutory(day)):
            return Day(day, Kind.HOLIDAY, statutory, None, firm)
        return Day(day, Kind.REST if day.weekday() > 4 else Kind.WORKING, None, None, firm)

    def works(self, day: date) -> bool:
        """Return whether *day* is a working day."""
        at = self._index(day)
        upto = self._upto
        return upto[at] > (upto[at - 1] if at else 0)

    def after(self, start: date, count: int) -> Counted:
        """Return the *count*-th working day after *start*, whose own day is not counted (民法典 201); *count* is 1 or more."""
        if count > 0 and (at := start.toordinal() - _FIRST_ORDINAL) >= 0:
            try:
                return self._firm[self._upto[at] + count]
            except IndexError:
                pass  # beyond what is certain
        return self._foretold(start, count)

    def between(self, start: date, end: date) -> int:
        """Return how many working days come after *start* up to and including *end*; 0 when *end* is not after *start*."""
        upto, first, last = self._upto, start.toordinal() - _FIRST_ORDINAL, end.toordinal() - _FIRST_ORDINAL
        if 0 <= first <= last < len(upto):
            return upto[last] - upto[first]
        last, first = self._index(end), self._index(start)  # before the calendar, or beyond its arrays
        return max(0, self._upto[last] - self._upto[first])

    def rolled(self, day: date) -> Counted:
        """Return *day*, or the next working day when it is a day of rest (民法典 203)."""
        return Counted(day, self._missing(day, day)) if self.works(day) else self.after(day, 1)

    def span(self, first: date, last: date) -> Iterator[Day]:
        """Yield what each day from *first* to *last* is."""
        while first <= last:
            yield self.day(first)
            first += timedelta(1)

    def certain(self, counted: Counted) -> date:
        """Return the day when every year on the way is announced; raises `YearNotAnnounced` otherwise."""
        if counted.missing is not None:
            raise YearNotAnnounced(
                f"{counted.missing}年的节假日安排尚未公布：请载入该年的通知，或接受暂定的日期",
                f"the holidays of {counted.missing} are not announced: load that year's notice, or accept a provisional day",
            )
        return counted.day

    def as_known(self, day: date) -> "Workdays":
        """Return the calendar as it could be known on *day*: what was published later is left out.

        What has no known day of publication counts as known. Days on which the same was known share one calendar.
        """
        known = bisect_right(self._published, day)
        if known == len(self._published):
            return self
        if known not in self._as_known:
            later = self._published[known]
            self._as_known[known] = Workdays(
                [each for each in self.notices if each.published is None or each.published < later],
                local=[each for each in self.local if each.published is None or each.published < later],
            )
        return self._as_known[known]

    def with_files(self, files: Iterable[tuple[str, str]]) -> "Workdays":
        """Return this calendar with the year files of an installation, given as pairs of a name and the text.

        The notices of a file take the place of all that is known here of its year; days off of regions are added.
        Raises `BadCalendar` for a file that cannot be right, two with notices of one year, a day that two arrange for one
        region, and one that foretells a year which is announced.
        """
        read = [parse_year(text, name) for name, text in files]
        given: dict[int, str] = {}
        for file in read:
            if file.notices and file.year in given:
                raise BadCalendar(
                    f"{file.year}年的通知在 {given[file.year]} 和 {file.name} 中各有一份；只留一份",
                    f"both {given[file.year]} and {file.name} hold notices of {file.year}; keep one",
                )
            if file.notices and file.year in self.years and not file.notices[0].announces:
                raise BadCalendar(
                    f"节假日文件 {file.name}：{file.year}年已有正式安排，不必再暂定；请删去",
                    f"calendar file {file.name}: {file.year} is announced and need not be foretold; remove it",
                )
            if file.notices:
                given[file.year] = file.name
        local = list(self.local)
        arranged = {(each.region, day) for each in local for span in each.off for day in span.days()}
        for file in read:
            new = {(each.region, day) for each in file.local for span in each.off for day in span.days()}
            for region, day in sorted(arranged & new):
                raise BadCalendar(
                    f"节假日文件 {file.name}：{region}的 {day} 在另一个文件中已有",
                    f"calendar file {file.name}: {day} is arranged for {region} in another file",
                )
            arranged |= new
            local += file.local
        kept = [notice for notice in self.notices if notice.year not in given]
        kept += [notice for file in read for notice in file.notices]
        return Workdays(sorted(kept, key=lambda notice: notice.year), local=local)

    def _foretold(self, start: date, count: int) -> Counted:
        """Return what `after` promises where some of the way may not be announced."""
        if count < 1:
            raise ValueError(f"a period has at least one working day, not {count}")
        at = self._index(start)  # which may grow the arrays
        at = self._upto[at] + count
        while at >= len(self._working):
            self._grow(self._until.year + 1)
        return Counted(self._working[at], self._missing(start, self._working[at]))

    def _fixed(self) -> Iterator[date]:
        """Yield the statutory days of the years that are not announced."""
        for year in range(FIRST_YEAR, self._until.year + 1):
            if year not in self.years:
                yield from (day for day in (date(year, *each) for each in _FIXED) if _statutory(day))

    def _missing(self, first: date, last: date) -> int | None:
        for year in range(first.year, last.year + 1):
            if year not in self.years:
                return year
        return None

    def _index(self, day: date) -> int:
        at = day.toordinal() - _FIRST_ORDINAL
        if 0 <= at < len(self._upto):
            return at
        if day < _FIRST:
            raise BeforeTheLaw(
                f"{day} 早于 {_FIRST}：没有更早的节假日安排",
                f"{day} is before {_FIRST}, where the calendar begins",
            )
        self._grow(day.year)
        return at

    def _grow(self, year: int) -> None:
        """Take the arrays on to *year*; raises `YearNotAnnounced` where nothing is foretold any more."""
        if year > _FARTHEST:
            raise _too_far(year)
        self._until = date(min(year + _AHEAD, _FARTHEST), 12, 31)
        self._count()


@cache
def _announced() -> Workdays:
    return Workdays(shipped())


def announced(known: date | None = None) -> Workdays:
    """Return the calendar of every notice that comes with Mingbai, as it could be known on *known* (default: all)."""
    return _announced() if known is None else _announced().as_known(known)


def _statutory(day: date) -> str | None:
    """Return the holiday whose statutory day *day* is each year."""
    name, since = _FIXED.get((day.month, day.day), ("", 0))
    return name if name and day.year >= since else None


def _marks(notices: Sequence[Notice]) -> _Marks:
    """Return what the notices say together; what an amending notice rearranges falls away in the one before it."""
    off: dict[date, tuple[str, Notice]] = {}
    work: dict[date, tuple[str, Notice]] = {}
    for notice in notices:
        # A make-up day that an amending notice leaves as it was stays on the notice that arranged it first; a time off
        # is one, and all of it is on the notice that says how long it lasts.
        stood: dict[date, tuple[str, Notice]] = {}
        for days in (off, work):
            amended = [
                d for d, (name, by) in days.items() if by.year == notice.year and name in notice.amends
            ]
            stood = {day: days.pop(day) for day in amended}
        for span in notice.off:
            for day in span.days():
                off[day] = (span.name, notice)
                work.pop(day, None)  # the later notice decides
        for each in notice.work:
            work[each.day] = stood.get(each.day, (each.name, notice))
            off.pop(each.day, None)
    return _Marks(off, work, frozenset(notice.year for notice in notices if notice.announces))


def _too_far(year: int) -> YearNotAnnounced:
    return YearNotAnnounced(
        f"{year}年的节假日安排尚未公布，远得连暂定的日期也给不出：请载入该年的通知",
        f"the holidays of {year} are not announced and too far ahead for a provisional day: load that year's notice",
    )
