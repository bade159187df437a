"""Working days of mainland China, from the State Council's yearly notices, make-up working weekends included.

A year is a file in `notices/`; adding one is adding a file, here or by `Workdays.with_files` in an installation.
`announced()` gives the calendar of all that come with Mingbai; nothing is read before it is called.
"""

from mingbai.workdays.calendar import Counted, Day, Kind, Workdays, announced
from mingbai.workdays.notice import Local, MakeUp, Notice, Standing, TimeOff, YearFile
from mingbai.workdays.shipped import notices_of
from mingbai.workdays.year import Break, Year, year_of
from mingbai.workdays.year_file import parse_year

__all__ = [
    "Break",
    "Counted",
    "Day",
    "Kind",
    "Local",
    "MakeUp",
    "Notice",
    "Standing",
    "TimeOff",
    "Workdays",
    "Year",
    "YearFile",
    "announced",
    "notices_of",
    "parse_year",
    "year_of",
]
