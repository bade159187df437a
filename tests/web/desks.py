"""Browsers in which a person in a seat is signed in, and a form posted as a browser without scripts does."""

from datetime import date
from typing import Any
from uuid import UUID

from django.test import Client
from django.utils import timezone

from mingbai_web.accounts import sign_in
from mingbai_web.accounts.roles import Role
from tests.web.accounts import office as people

__all__ = ["posted", "signed_in"]

BEFORE = date(2020, 1, 1)


def signed_in(role: Role, *bodies: UUID) -> Client:
    """Return a browser in which somebody in a seat of *role* is signed in."""
    now = timezone.now()
    name = role.value.replace("_", "")
    person = people.someone(name, "某人", now=now, today=BEFORE)
    seat = people.seat(role, name, bodies=bodies, today=BEFORE)
    client = Client(headers={"host": "localhost"})
    client.force_login(person)
    person.sign_in = "token"
    person.save(update_fields=["sign_in"])
    session = client.session
    session[sign_in.TOKEN] = person.sign_in
    session[sign_in.SEEN] = now.isoformat()
    session[sign_in.SEAT] = str(seat)
    session.save()
    return client


def posted(client: Client, address: str, data: dict[str, Any], *, confirm: bool = True) -> Any:
    """Get the form at *address*, post it, and confirm what it says will change; return the last answer."""
    page = client.get(address)
    assert page.status_code == 200, page.content.decode()[:2000]
    hidden = {name: page.context["form"][name].value() or "" for name in ("seen", "key")}
    found = client.post(address, {**hidden, **data})
    if confirm and found.status_code == 200:
        assert found.context["confirmation"] is not None
        found = client.post(address, {**hidden, **data, "confirm": "1"})
    return found
