"""Whose hand enters an act on a seat or a person, and the entry of an act on a person."""

from collections.abc import Mapping
from datetime import date, datetime

from mingbai.errors import MingbaiError
from mingbai_web.accounts.models import Person
from mingbai_web.accounts.permissions import Forbidden
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.services import enter
from mingbai_web.ledger.subjects import Hand, Subject

__all__ = ["SYSTEM", "NotAllowed", "hand_of", "noted"]

SYSTEM = Hand("system", "", "", "", "system")
"""Who enters what no seat can enter yet: the first administrators."""


class NotAllowed(MingbaiError):
    """What was asked for goes against how seats and persons are kept; says why and what would do."""


def hand_of(by: Viewer | Hand) -> Hand:
    """Return whose hand enters: an administrator's seat may be for no body yet. Raises `Forbidden` for a hand but `SYSTEM`."""
    if isinstance(by, Hand):
        if by != SYSTEM:
            raise Forbidden("请从岗位办理", "act from a seat")
        return by
    if by.bodies:
        return by.hand(by.bodies[0])
    return Hand(by.person, str(by.seat), "", f"seat:{by.deputy_for}" if by.deputy_for else "")


def noted(
    person: Person,
    kind: str,
    facts: Mapping[str, object],
    by: Viewer | Hand | None,
    now: datetime,
    today: date,
) -> None:
    """Enter an act on the person; without *by* it is the person's own, outside any seat."""
    hand = Hand(person.username, "", "") if by is None else hand_of(by)
    head = ledger.head("person", person.id)
    enter(
        subject=Subject("person", person.id),
        kind=kind,
        facts=facts,
        happened=today,
        effective=today,
        by=hand,
        seen=head.digest if head is not None else "",
        now=now,
    )
