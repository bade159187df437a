"""The clock of a reply: so many working days after a day, pauses left out. Two look-ups a pause; no day is walked."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple

from mingbai.text.words import Words
from mingbai.workdays import Counted, Workdays

__all__ = ["Clock", "Pause", "due", "merged"]


class Pause(NamedTuple):
    """A consultation that stops the clock: working days after `first` up to and including `last` are not counted.

    `until` is the end of the party's period, beyond which nothing is left out. `open` says that the view is still out, so
    that `last` is only what is certain so far.
    """

    first: date
    last: date
    what: Words
    ground: Words
    until: date = date.max
    open: bool = False


class Clock(NamedTuple):
    """A period to reply as it runs: from `base`, whose own day is not counted, `days` and `extension` working days."""

    base: date
    days: int
    extension: int = 0
    pauses: tuple[Pause, ...] = ()

    def due(self, calendar: Workdays) -> Counted:
        """Return the last day on which a reply is in time."""
        return due(self.base, self.days + self.extension, self.pauses, calendar)


def due(base: date, days: int, pauses: Collection[Pause], calendar: Workdays) -> Counted:
    """Return the working day on which *days* have been counted after *base*, leaving out what is paused.

    A pause that begins when every day has been counted changes nothing: what has ended cannot be stopped.
    """
    if not pauses:
        return calendar.after(base, days)
    if len(pauses) == 1:  # as most have; what follows says the same of one
        pause = next(iter(pauses))
        first = pause.first if pause.first > base else base
        if pause.last > first and calendar.between(base, first) < days:
            days += calendar.between(first, pause.last)
        return calendar.after(base, days)
    left_out = 0
    for first, last in merged(pauses, base):
        if calendar.between(base, first) - left_out >= days:
            break
        left_out += calendar.between(first, last)
    return calendar.after(base, days + left_out)


def merged(pauses: Iterable[Pause], base: date) -> list[tuple[date, date]]:
    """Return the pauses after *base* in order, those that overlap joined: time consulted twice is left out once."""
    spans: list[tuple[date, date]] = []
    for first, last in sorted((max(pause.first, base), pause.last) for pause in pauses):
        if last <= first:
            continue
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], last))
        else:
            spans.append((first, last))
    return spans
