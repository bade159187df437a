"""Working days of mainland China, from the State Council's yearly notices, make-up working weekends included.

A year is a file in `notices/`; adding one is adding a file. `announced()` gives the calendar of all of them.
"""

from mingbai.workdays.calendar import Counted, Day, Kind, Workdays, announced
from mingbai.workdays.notice import MakeUp, Notice, TimeOff, notices_of, parse_year

__all__ = [
    "Counted",
    "Day",
    "Kind",
    "MakeUp",
    "Notice",
    "TimeOff",
    "Workdays",
    "announced",
    "notices_of",
    "parse_year",
]
