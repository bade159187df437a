"""Seats (岗位) as values, and how the rows of one seat follow from its acts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from mingbai.text.words import Words
from mingbai_web.accounts.models import DeputyRow, HandOverRow, HoldingRow, SeatRow
from mingbai_web.accounts.roles import ROLES, Role, called
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.projections import Projected, Projection

__all__ = ["ADMINISTRATORS", "PROJECTION", "Seat", "Term", "rows"]

ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
"""The three that are kept apart (三员分立): nobody holds two of them."""


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat: what it is for, in which unit, for which bodies; `last` is the last day of one that was closed."""

    id: UUID
    name: str
    role: Role
    bodies: tuple[UUID, ...]
    unit: UUID | None = None
    last: date | None = None

    @property
    def words(self) -> Words:
        """What the seat is called: one called by what it is for is so called in English too."""
        return called(self.name)

    @property
    def role_words(self) -> Words:
        """What the seat is for."""
        return ROLES[self.role]

    @property
    def role_name(self) -> str:
        """What the seat is for, in Chinese."""
        return self.role_words.zh

    def open_on(self, day: date) -> bool:
        """Return whether the seat is there on *day*."""
        return self.last is None or day <= self.last


@dataclass(frozen=True, slots=True)
class Term:
    """From a day to a day, both counted; without an end while there is none."""

    who: str  # a username, or the id of a deputy's seat
    since: date
    until: date | None = None

    def ended(self, last: date) -> "Term | None":
        """Return the term cut off after *last*; None when nothing of it is left."""
        if self.since > last:
            return None
        return self if self.until is not None and self.until <= last else replace(self, until=last)


def rows(subject: UUID, entries: Sequence[Entry]) -> Iterator[Projected]:
    """Yield the rows that the acts on a seat give: the seat, who held it, who stood in, what it handed over."""
    seat = SeatRow()
    held: list[Term] = []
    deputies: list[Term] = []
    for entry in entries:
        facts = entry.read()
        match entry.kind:
            case "seat_made" | "seat_changed":
                seat.name, seat.role = facts["name"], facts.get("role", seat.role)
                seat.unit, seat.bodies = facts.get("unit"), " ".join(facts.get("bodies", ()))
            case "seat_held":
                held.append(Term(facts["person"], facts["since"], facts.get("until")))
            case "seat_left":
                held = _ended(held, facts["last"], facts["person"])
            case "seat_deputised":
                deputies.append(Term(str(facts["deputy"]), facts["since"], facts.get("until")))
            case "deputy_ended":
                deputies = _ended(deputies, facts["last"], str(facts["deputy"]))
            case "hand_over":
                for what in facts["subjects"]:
                    yield HandOverRow(
                        to=facts["to"],
                        on=facts["on"],
                        at=entry.recorded_at,
                        what_kind=what["kind"],
                        what_id=UUID(what["id"]),
                    )
            case "seat_closed":
                seat.last = facts["last"]
                held, deputies = _ended(held, facts["last"]), _ended(deputies, facts["last"])
    yield seat
    for term in held:
        yield HoldingRow(person=term.who, since=term.since, until=term.until)
    for term in deputies:
        yield DeputyRow(deputy=UUID(term.who), since=term.since, until=term.until)


def _ended(terms: list[Term], last: date, who: str | None = None) -> list[Term]:
    """Return *terms* with those of *who*, or of everybody, cut off after *last*."""
    cut = (term.ended(last) if who in (None, term.who) else term for term in terms)
    return [term for term in cut if term is not None]


PROJECTION = Projection("seat", "accounts.seat", (SeatRow, HoldingRow, DeputyRow, HandOverRow), rows)
