"""A small office for tests: three administrators, and persons and seats as a test needs them."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from django.test import Client
from django.utils import timezone

from mingbai_web.accounts import bootstrap, persons, queries, services, sign_in
from mingbai_web.accounts.bootstrap import Newcomer
from mingbai_web.accounts.models import Person
from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.viewer import Viewer

TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
BODY = UUID("01900000-0000-7000-8000-000000000001")
OTHER = UUID("01900000-0000-7000-8000-000000000002")
PASSWORD = "Lantian-7788"
WHEN = {"now": NOW, "today": TODAY}

ADMINISTRATORS = {
    Role.SYSTEM_ADMIN: Newcomer("xitong", "习统", PASSWORD),
    Role.SECURITY_ADMIN: Newcomer("anquan", "安泉", PASSWORD),
    Role.AUDIT_ADMIN: Newcomer("shenji", "沈季", PASSWORD),
}


def founded(today: date = TODAY, now: datetime = NOW) -> dict[Role, UUID]:
    """Make the three administrators; return their seats."""
    return bootstrap.administrators(given=ADMINISTRATORS, now=now, today=today, must_change=False)


def security(today: date = TODAY) -> Viewer:
    """Return the security administrator."""
    (seat,) = queries.seats(role=Role.SECURITY_ADMIN)
    return queries.viewer_of("anquan", seat.id, today)


def someone(username: str, name: str = "某人", now: datetime = NOW, today: date = TODAY) -> Person:
    """Enter a person whose password need not be changed."""
    return persons.make_person(
        username=username,
        name=name,
        password=PASSWORD,
        by=services.SYSTEM,
        now=now,
        today=today,
        must_change=False,
    )


def seat(
    role: Role, *who: str, bodies: tuple[UUID, ...] = (BODY,), today: date = TODAY, name: str = ""
) -> UUID:
    """Make a seat that the persons *who* hold from *today* on."""
    made = services.make_seat(
        name=name or f"{role.value} 一岗", role=role, bodies=bodies, by=services.SYSTEM, now=NOW, today=today
    )
    for username in who:
        services.hold_seat(seat=made, person=username, since=today, by=services.SYSTEM, now=NOW, today=today)
    return made


def seated(role: Role, *, person: str = "liming", bodies: tuple[UUID, ...] = (BODY,)) -> Viewer:
    """Return a viewer in a seat of *role* that is in no database."""
    return Viewer(person, "李明", uuid4(), role, bodies)


def later(days: int) -> date:
    return TODAY + timedelta(days=days)


def inside(username: str, seat_id: UUID) -> Client:
    """Return a client that is signed in as *username* in the seat."""
    client, person = Client(), Person.objects.get(username=username)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    person.sign_in = "token"
    person.save(update_fields=["sign_in"])
    session = client.session
    session[sign_in.TOKEN], session[sign_in.SEAT] = "token", str(seat_id)
    session[sign_in.SEEN] = timezone.now().isoformat()
    session.save()
    return client
