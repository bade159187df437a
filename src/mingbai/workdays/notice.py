"""What arranges the days of a year: a notice, the days off of a region, and the file in which they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

__all__ = ["Local", "MakeUp", "Notice", "Standing", "TimeOff", "YearFile"]


class Standing(StrEnum):
    """How well what a file says is founded."""

    CONFIRMED = "confirmed"
    UNVERIFIED = "依据待核"
    PROVISIONAL = "provisional"  # foretold from the statute; announces nothing


@dataclass(frozen=True, slots=True)
class TimeOff:
    """Days off in a row for one holiday, the weekends inside them included; both ends are days off."""

    name: str
    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Yield the days off, in order."""
        day = self.first
        while day <= self.last:
            yield day
            day += timedelta(1)


@dataclass(frozen=True, slots=True)
class MakeUp:
    """A Saturday or Sunday that is worked for a holiday (调休上班)."""

    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: when it was published (None where not known), where it stands, and which days it arranges.

    `amends` names the holidays whose arrangement in the notice before it falls away. A provisional one foretells the
    statutory days of a year that is not announced.
    """

    year: int
    title: str
    published: date | None
    source: str | None
    status: Standing
    amends: tuple[str, ...]
    off: tuple[TimeOff, ...]
    work: tuple[MakeUp, ...]

    @property
    def announces(self) -> bool:
        """Return whether the year is announced by it."""
        return self.status is not Standing.PROVISIONAL


@dataclass(frozen=True, slots=True)
class Local:
    """Days off that hold in one region only: an ethnic holiday, a local extension. None of them makes a day of rest work."""

    year: int
    region: str
    published: date | None
    source: str | None
    status: Standing
    off: tuple[TimeOff, ...]


@dataclass(frozen=True, slots=True)
class YearFile:
    """What the file *name* says of a year; one without notices only adds days off of regions."""

    year: int
    name: str
    notices: tuple[Notice, ...]
    local: tuple[Local, ...]
