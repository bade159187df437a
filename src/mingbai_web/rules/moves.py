"""What a change of the rules moves: the days of open cases before and after it, for who decides on it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mingbai.lifecycle import Act, Case, Settings, Standing
from mingbai.text.words import Words

__all__ = ["LIMITS", "Move", "OpenCase", "open_cases", "provide", "what_moves"]

LIMITS = {
    "due": Words("答复期限", "the reply"),
    "amend_by": Words("补正期限", "the amendment"),
    "pay_by": Words("缴费期限", "the payment"),
}


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case that is not ended: its subject, what it is called in the office, its acts."""

    about: UUID
    title: str
    acts: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """A day of a case that is another under other rules, or is certain where it was not."""

    about: UUID
    title: str
    limit: Words
    before: date | None
    after: date | None
    was_firm: bool
    is_firm: bool


_PROVIDERS: list[Callable[[], Iterable[OpenCase]]] = []


def provide(cases: Callable[[], Iterable[OpenCase]]) -> None:
    """Let the pages of rules ask *cases* for what is open: for the app that has them, which stands above this one."""
    if cases not in _PROVIDERS:
        _PROVIDERS.append(cases)


def open_cases() -> Iterator[OpenCase]:
    """Yield what is open, from whoever provides it."""
    for each in _PROVIDERS:
        yield from each()


def what_moves(cases: Iterable[OpenCase], before: Settings, after: Settings) -> Iterator[Move]:
    """Yield what is another day, or another certainty, under *after* than under *before*."""
    for case in cases:
        was, now = Case.of(case.acts, before).as_of(), Case.of(case.acts, after).as_of()
        for name, words in LIMITS.items():
            move = Move(
                case.about,
                case.title,
                words,
                getattr(was, name),
                getattr(now, name),
                _firm(was, name),
                _firm(now, name),
            )
            if (move.before, move.was_firm) != (move.after, move.is_firm):
                yield move


def _firm(standing: Standing, name: str) -> bool:
    """Return whether the day is certain: no year on the way to it waits for its notice."""
    day: date | None = getattr(standing, name)
    if day is None:
        return True
    if name == "due":
        return standing.reply is None or standing.reply.missing is None
    return day.year in standing.calendar.years
