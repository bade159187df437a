"""A year of the calendar as an .ics file (RFC 5545), which a calendar program subscribes to or takes in.

The same year gives the same bytes: the stamp of an event is the day its notice was published, its id holds the day it
begins on, so that a file taken in again brings the events up to date and does not double them.
"""

import zlib
from collections.abc import Iterator
from datetime import date, timedelta

from mingbai.text.words import Words
from mingbai.workdays.holidays import holiday
from mingbai.workdays.notice import Local, Notice, Standing
from mingbai.workdays.year import Year

__all__ = ["to_ics"]

_MOST_OCTETS = 75  # of a line, its end not counted (RFC 5545, 3.1)


def to_ics(year: Year, language: str) -> str:
    """Return *year* as an iCalendar: an event for each time off and each make-up working day, in *language*."""
    name = Words(f"{year.year}年放假和调休", f"Days off and make-up working days of {year.year}, China")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Mingbai//Workdays//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name.in_(language))}",
        *_events(year, language),
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _events(year: Year, language: str) -> Iterator[str]:
    for off in year.breaks:
        said = holiday(off.holiday)
        region = off.local.region if off.local else ""
        summary = Words(
            f"{said.zh} 休{region and f'（{region}）'}", f"{said.en}: off{region and f' ({region})'}"
        )
        by = off.notice or off.local
        yield from _event("off", off.first, off.last, summary.in_(language), by, off.firm)
    for day in year.make_up:
        said = holiday(day.holiday or "")
        summary = Words(f"{said.zh} 调休上班", f"{said.en}: make-up working day")
        yield from _event("work", day.day, day.day, summary.in_(language), day.notice, day.firm)


def _event(
    kind: str, first: date, last: date, summary: str, by: Notice | Local | None, firm: bool
) -> Iterator[str]:
    where = f"-{zlib.crc32(by.region.encode()):08x}" if isinstance(by, Local) else ""
    stamp = by.published if by and by.published else date(first.year, 1, 1)
    yield "BEGIN:VEVENT"
    yield f"UID:{kind}-{first:%Y%m%d}{where}@workdays.mingbai.invalid"
    yield f"DTSTAMP:{stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{last + timedelta(1):%Y%m%d}"  # the day after
    yield f"SUMMARY:{_text(summary)}"
    if by:
        said = by.region if isinstance(by, Local) else by.title
        marks = [said, by.source, by.status if by.status is not Standing.CONFIRMED else None]
        yield f"DESCRIPTION:{_text(chr(10).join(mark for mark in marks if mark))}"
    yield f"STATUS:{'CONFIRMED' if firm else 'TENTATIVE'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(text: str) -> str:
    """Return *text* as a value (RFC 5545, 3.3.11)."""
    for mark in "\\;,":
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return *line* folded between characters, so that no part of it has more octets than a line may."""
    parts, taken = [""], 0
    for character in line:
        size = len(character.encode())
        if taken + size > _MOST_OCTETS:
            parts.append(" ")
            taken = 1
        parts[-1] += character
        taken += size
    return "\r\n".join(parts)
