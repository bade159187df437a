"""What a seat has in hand, as the apps above know it, so that it can be handed over whole when somebody leaves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from mingbai_web.accounts.seats import Seat
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger.subjects import Hand, Subject

__all__ = ["Handing", "InHand", "Mover", "declare", "held", "labels", "move", "takes"]


@dataclass(frozen=True, slots=True)
class InHand:
    """One thing that a seat has in hand; `label` names it without personal data."""

    subject: Subject
    label: str
    due: date | None = None


class Mover(Protocol):
    """Enters, on the thing's own chain, that it is with another seat now."""

    def __call__(
        self,
        subject: Subject,
        *,
        seat: UUID,
        to: UUID,
        on: date,
        by: Viewer | Hand,
        now: datetime,
        today: date,
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class Handing:
    """How an app's things of one kind are listed by seat, and moved in the transaction of the hand-over.

    `takes` raises `NotAllowed` for a seat that may not do what the giving seat has to do.
    """

    kind: str
    held: Callable[[UUID, date], Sequence[InHand]]
    move: Mover | None = None
    labels: Callable[[Sequence[UUID]], Mapping[UUID, str]] | None = None
    takes: Callable[[UUID, UUID, Seat], None] | None = None


_DECLARED: dict[str, Handing] = {}


def declare(made: Handing) -> None:
    """Declare how things of a kind are handed over; an app does so in `ready()`."""
    _DECLARED[made.kind] = made


def held(seat: UUID, day: date) -> list[InHand]:
    """Return all that the seat has in hand on *day*."""
    return [each for handing in _DECLARED.values() for each in handing.held(seat, day)]


def labels(subjects: Sequence[Subject]) -> dict[Subject, str]:
    """Return what each of *subjects* is called in a list, empty where the app of its kind does not say."""
    made = dict.fromkeys(subjects, "")
    for kind, handing in _DECLARED.items():
        ids = [each.id for each in subjects if each.kind == kind]
        if ids and handing.labels is not None:
            made |= {Subject(kind, id): label for id, label in handing.labels(ids).items()}
    return made


def takes(subjects: Sequence[Subject], *, seat: UUID, to: Seat) -> None:
    """Raise `NotAllowed` for the first of *subjects* that the seat *to* may not take from *seat*."""
    for each in subjects:
        handing = _DECLARED.get(each.kind)
        if handing is not None and handing.takes is not None:
            handing.takes(each.id, seat, to)


def move(
    subjects: Sequence[Subject],
    *,
    seat: UUID,
    to: UUID,
    on: date,
    by: Viewer | Hand,
    now: datetime,
    today: date,
) -> None:
    """Let the apps whose *subjects* these are enter that they are with the seat *to*."""
    for each in subjects:
        handing = _DECLARED.get(each.kind)
        if handing is not None and handing.move is not None:
            handing.move(each, seat=seat, to=to, on=on, by=by, now=now, today=today)
