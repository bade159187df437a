"""In which years of the annual report a case stands: new in one, carried out of some, counted with one outcome in one.

The year counts the day of service, not of decision (送达函); a case open at 31 December is carried out whatever its due day.
What was counted in a year stays counted there: an order to reply again in a later year adds no second count (依据待核).
"""

from datetime import date
from typing import NamedTuple

from mingbai.lifecycle.case import Case
from mingbai.lifecycle.spells import spells

__all__ = ["Counting", "counting"]


class Counting(NamedTuple):
    """Where a case stands in the reports: None and nothing where no table counts it."""

    new_in: int | None
    carried_out_of: tuple[int, ...]
    counted_in: int | None
    outcome: str | None


def counting(case: Case, upto: date, *, known: date | None = None) -> Counting:
    """Return the years of the report that *case* stands in up to the day *upto*, by what was recorded up to *known*.

    A case that was split, passed on or withdrawn before confirmation is in no table: not even in the years before that,
    for its parts keep its day of receipt and are counted instead.
    """
    stood = spells(case, known=known)
    if not stood or not stood[0].counts or stood[0].received > upto:
        return Counting(None, (), None, None)
    received = stood[0].received
    carried: list[int] = []
    for year in range(received.year, upto.year + 1):
        until = min(date(year, 12, 31), upto)
        now = next((spell for spell in reversed(stood) if spell.first <= until), stood[0])
        if now.ended is not None and now.ended <= until:
            return Counting(received.year, tuple(carried), year, now.outcome)
        if date(year, 12, 31) <= upto:
            carried.append(year)
    return Counting(received.year, tuple(carried), None, None)
