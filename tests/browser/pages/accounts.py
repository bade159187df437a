"""The pages of signing in, of persons and seats, and of the logs."""

from collections.abc import Callable
from uuid import uuid4

from django.test import Client
from django.utils import timezone

from mingbai_web.accounts import access
from mingbai_web.accounts.models import Person
from mingbai_web.accounts.roles import Role
from tests.browser.places import Place, Prepared, signed_in
from tests.web.accounts.office import PASSWORD, founded, inside, seat, seated, someone

SETTINGS = "/office/settings/"


def as_administrator(role: Role, address: str) -> Callable[[], Prepared]:
    """Return how *address* is met by the administrator of *role*; `{seat}` and `{person}` are those of 李明."""

    def prepared() -> Prepared:
        today, now = timezone.localdate(), timezone.now()
        seats = founded(today, now)
        person = someone("liming", "李明", now=now, today=today)
        held = seat(Role.REGISTRAR, "liming", today=today, name="窗口登记一岗")
        access.read(seated(Role.REGISTRAR), uuid4(), "核对身份证明", now)
        username = {Role.SECURITY_ADMIN: "anquan", Role.AUDIT_ADMIN: "shenji"}[role]
        client = inside(username, seats[role])
        return Prepared(address.format(seat=held, person=person.pk), signed_in(client))

    return prepared


def at_the_door(address: str, username: str) -> Callable[[], Prepared]:
    """Return how *address* is met by who has shown the password and nothing else."""

    def prepared() -> Prepared:
        today, now = timezone.localdate(), timezone.now()
        founded(today, now)
        someone("liming", "李明", now=now, today=today)
        for role in (Role.REGISTRAR, Role.CASE_OFFICER):
            seat(role, "liming", today=today)
        client = Client()
        client.post("/office/sign-in/", {"username": username, "password": PASSWORD})
        return Prepared(address, signed_in(client))

    return prepared


def stale() -> Prepared:
    """Return how the password is changed when it has to be."""
    made = at_the_door("/office/password/", "liming")()
    Person.objects.update(must_change=True)
    return made


SECURITY, AUDIT = Role.SECURITY_ADMIN, Role.AUDIT_ADMIN
PAGES = (
    Place("the sign-in", "/office/sign-in/"),
    Place("a second factor is set up", prepare=at_the_door("/office/second-factor/", "anquan")),
    Place("the choice of a seat", prepare=at_the_door("/office/seat/", "liming")),
    Place("a password that has to be changed", prepare=stale),
    Place("the persons", prepare=as_administrator(SECURITY, SETTINGS + "persons/")),
    Place("a person is entered", prepare=as_administrator(SECURITY, SETTINGS + "persons/new/")),
    Place("a person", prepare=as_administrator(SECURITY, SETTINGS + "persons/{person}/")),
    Place("a password is reset", prepare=as_administrator(SECURITY, SETTINGS + "persons/{person}/password/")),
    Place("the seats", prepare=as_administrator(SECURITY, SETTINGS + "seats/")),
    Place("a seat is made", prepare=as_administrator(SECURITY, SETTINGS + "seats/new/")),
    Place("a seat", prepare=as_administrator(SECURITY, SETTINGS + "seats/{seat}/")),
    Place("a seat is taken up", prepare=as_administrator(SECURITY, SETTINGS + "seats/{seat}/hold/")),
    Place("a deputy is named", prepare=as_administrator(SECURITY, SETTINGS + "seats/{seat}/deputise/")),
    Place("the lists of what was handed over", prepare=as_administrator(SECURITY, SETTINGS + "hand-overs/")),
    Place("nothing to hand over", prepare=as_administrator(SECURITY, SETTINGS + "seats/{seat}/hand-over/")),
    Place("the table of permissions", prepare=as_administrator(SECURITY, SETTINGS + "permissions/")),
    Place("the log of readings", prepare=as_administrator(AUDIT, SETTINGS + "reads/")),
    Place("the log of sign-ins", prepare=as_administrator(AUDIT, SETTINGS + "sign-ins/")),
    Place("a page that is another seat's", prepare=as_administrator(AUDIT, SETTINGS + "seats/"), status=403),
)
