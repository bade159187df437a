"""How long a case stood as it did: spells, each from a day to the next change, that every count of cases is made from."""

from datetime import date
from typing import NamedTuple

from mingbai.lifecycle.case import Case
from mingbai.lifecycle.standing import Standing
from mingbai.lifecycle.table import Kind, State

__all__ = ["Spell", "spells"]


class Spell(NamedTuple):
    """From `first` on, until the next spell: the state; `ended` and `outcome` where a reply or a closing had ended it by then.

    `counted_in` is the year in whose report it was counted already, because it stood ended at the end of that year: an
    order to reply again in a later year adds no second count (依据待核). `received` and `counts` are those of the case.
    """

    first: date
    state: State
    received: date
    counts: bool
    ended: date | None
    outcome: str | None
    counted_in: int | None


def spells(case: Case, *, known: date | None = None) -> tuple[Spell, ...]:
    """Return the spells of *case* by what was recorded up to *known*, none while nothing has been received.

    What was entered long after it happened stood open until the day it says, not until the day of entry.
    """
    days = list(case.days(known=known))
    if not days or (last := days[-1][1]).received is None:
        return ()
    begun = [(day, now.state, *_ended(now)) for day, now in days if now.state is not State.NONE]
    if begun and last.received < begun[0][0]:
        entered = last.applied[0]
        begun.insert(0, (last.received, State.OPEN, None, None))
        if entered.kind is Kind.IMPORTED and (ended := entered.day("ended")) is not None:
            begun.insert(1, (ended, State.CLOSED, ended, entered.text("outcome")))
    made: list[Spell] = []
    counted_in = None
    for at, (first, state, ended, outcome) in enumerate(begun):
        if at + 1 < len(begun) and begun[at + 1][0] <= first:
            continue
        made.append(Spell(first, state, last.received, last.counts, ended, outcome, counted_in))
        if counted_in is None and ended is not None and at + 1 < len(begun):
            stood = first.year  # at the end of this year, unless the next spell begins within it
            counted_in = stood if begun[at + 1][0].year > stood else None
    return tuple(made)


def _ended(now: Standing) -> tuple[date | None, str | None]:
    return (now.ended, now.outcome) if now.ended is not None and now.outcome is not None else (None, None)
