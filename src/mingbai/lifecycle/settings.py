"""What a case is judged by: the law with an installation's dated choices, and the calendar it counts with."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from mingbai.statutes import Law, shipped
from mingbai.workdays import Workdays, announced

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Handed in with the acts, so that nothing outside them moves a day. Choices hold from a day on, never backwards."""

    law: Law
    calendar: Workdays

    @staticmethod
    def shipped() -> "Settings":
        """Return the law and the calendar that come with Mingbai."""
        return _shipped()

    def as_known(self, day: date | None) -> Workdays:
        """Return the calendar as it could be known on *day*, the whole of it for None."""
        return self.calendar if day is None else self.calendar.as_known(day)


@cache
def _shipped() -> Settings:
    return Settings(shipped(), announced())
