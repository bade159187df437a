"""One year of the calendar, for who shows it: every day, the times off as wholes, make-up days, and what they stand on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from mingbai.workdays.calendar import Day, Kind, Workdays
from mingbai.workdays.notice import Local, Notice

__all__ = ["Break", "Year", "year_of"]

_AROUND = timedelta(15)  # days off for 元旦 begin, or go on, in the year beside


@dataclass(frozen=True, slots=True)
class Break:
    """Days off in a row for one holiday, whole even where they begin or end outside the year that is shown."""

    holiday: str
    first: date
    last: date
    notice: Notice | None
    local: Local | None
    firm: bool

    @property
    def length(self) -> int:
        """Return how many days it has."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Year:
    """A year: `notices` are those for it and those that arrange any of its days; `firm` when it is announced."""

    year: int
    firm: bool
    days: tuple[Day, ...]
    breaks: tuple[Break, ...]
    make_up: tuple[Day, ...]
    notices: tuple[Notice, ...]
    local: tuple[Local, ...]

    @property
    def working_days(self) -> int:
        """Return how many of its days are working days."""
        return sum(day.works for day in self.days)


def year_of(workdays: Workdays, year: int) -> Year:
    """Return *year* as *workdays* has it. Raises `BeforeTheLaw` or `YearNotAnnounced` outside the calendar."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = tuple(workdays.span(first, last))
    return Year(
        year,
        year in workdays.years,
        days,
        tuple(each for each in _breaks(workdays, year) if each.first <= last and each.last >= first),
        tuple(day for day in days if day.kind is Kind.MAKE_UP),
        tuple(n for n in workdays.notices if n.year == year or any(day.notice is n for day in days)),
        tuple(each for each in workdays.local if any(day.local is each for day in days)),
    )


def _breaks(workdays: Workdays, year: int) -> Iterator[Break]:
    """Yield the times off of *year* and of the days around it."""
    first = max(workdays.first, date(year, 1, 1) - _AROUND)
    last = min(workdays.last, date(year, 12, 31) + _AROUND)
    off = groupby(workdays.span(first, last), lambda day: (day.kind, day.holiday, day.notice, day.local))
    for (kind, holiday, notice, local), days in off:
        if kind is Kind.HOLIDAY:
            each = list(days)
            firm = all(day.firm for day in each)
            yield Break(holiday or "", each[0].day, each[-1].day, notice, local, firm)
