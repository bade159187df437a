"""The first three administrators of an installation, made before there is a seat that could make them; and the way back in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from axes.utils import reset
from django.db import transaction

from mingbai_web.accounts import passwords, persons, queries, second_factor
from mingbai_web.accounts.entering import SYSTEM, NotAllowed, noted
from mingbai_web.accounts.models import Person
from mingbai_web.accounts.roles import ROLES, Role
from mingbai_web.accounts.seats import ADMINISTRATORS
from mingbai_web.accounts.services import hold_seat, make_seat

__all__ = ["Newcomer", "administrators", "recover"]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who is to be an administrator, and the first password."""

    username: str
    name: str
    password: str


@transaction.atomic
def administrators(
    *,
    given: Mapping[Role, Newcomer],
    now: datetime,
    today: date,
    bodies: Sequence[UUID] = (),
    must_change: bool = True,
) -> dict[Role, UUID]:
    """Make the system, the security and the audit administrator, three persons in three seats; return the seats.

    Raises `NotAllowed` when there is an administrator already, or when two of them are one person.
    """
    if set(given) != ADMINISTRATORS:
        raise NotAllowed(
            "请指定系统、安全、审计三个管理员", "name the system, the security and the audit administrator"
        )
    if len({persons.folded(each.username) for each in given.values()}) != len(ADMINISTRATORS):
        raise NotAllowed("三员分立：三个管理员应当是三个人", "the three administrators are three persons")
    if any(queries.seats(role=role, closed=True) for role in ADMINISTRATORS):
        raise NotAllowed(
            "已经有管理员：由安全管理员办理",
            "there are administrators already: the security administrator acts",
        )
    made = {}
    for role, each in given.items():
        person = persons.make_person(
            username=each.username,
            name=each.name,
            password=each.password,
            by=SYSTEM,
            now=now,
            today=today,
            must_change=must_change,
        )
        made[role] = make_seat(name=ROLES[role].zh, role=role, bodies=bodies, by=SYSTEM, now=now, today=today)
        hold_seat(seat=made[role], person=person.username, since=today, by=SYSTEM, now=now, today=today)
    return made


@transaction.atomic
def recover(*, username: str, password: str, now: datetime, today: date) -> None:
    """Let somebody in again who lost password and second factor, from the machine itself: for the last security administrator."""
    person = Person.objects.select_for_update().filter(username=persons.folded(username)).first()
    if person is None:
        raise NotAllowed("没有这个人员", "there is no such person")
    passwords.give(person, password, now=now, must_change=True)
    reset(username=person.username)
    noted(person, "password_reset", {}, SYSTEM, now, today)
    if second_factor.remove(person):
        noted(person, "second_factor_reset", {}, SYSTEM, now, today)
