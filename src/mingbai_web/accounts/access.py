"""The log of personal data read without its mask: who, in which seat, whose, why, when. The database refuses to change it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mingbai.errors import MingbaiError
from mingbai.screening import markings
from mingbai.text.words import Words
from mingbai_web.accounts import queries
from mingbai_web.accounts.models import Read, SignIn
from mingbai_web.accounts.permissions import require
from mingbai_web.accounts.viewer import Viewer

__all__ = ["EVENTS", "Attempt", "NoReason", "Reading", "attempts", "read", "reads"]

EVENTS = {
    "in": Words("登录", "signed in"),
    "wrong": Words("用户名或密码不对", "wrong username or password"),
    "second_wrong": Words("动态口令不对", "wrong code"),
    "locked": Words("账号锁定中，拒绝", "refused while locked"),
    "recovery": Words("用备用码登录", "signed in with a recovery code"),
    "out": Words("退出", "signed out"),
    "idle": Words("长时间未操作，退出", "signed out after doing nothing"),
    "elsewhere": Words("在别处登录，退出", "ended by signing in elsewhere"),
}


class NoReason(MingbaiError):
    """Personal data is shown without its mask only for a reason that is written down."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading, with the names of today."""

    at: datetime
    person: str
    name: str
    seat: str
    party: UUID
    reason: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to sign in, or an end of it."""

    at: datetime
    person: str
    address: str
    event: Words


def read(viewer: Viewer, party: UUID, reason: str, now: datetime) -> None:
    """Put on record that *viewer* reads the personal data of *party*, before it is shown.

    Raises `Forbidden` for a seat that may not, `NoReason` without a reason of 2 to 200 signs, `Refused` for one that bears a
    marking of secrecy.
    """
    require(viewer, "applications.unmask")
    reason = " ".join(reason.split())
    if not 2 <= len(reason) <= 200:
        raise NoReason(
            "请写明查看个人信息的理由，2 至 200 个字",
            "say why the personal data is looked at, in 2 to 200 signs",
        )
    markings.hold(reason)
    Read.objects.create(
        at=now,
        person=viewer.person,
        seat=viewer.seat,
        deputy_for=viewer.deputy_for,
        party=party,
        reason=reason,
    )


def reads(
    *,
    viewer: Viewer,
    person: str = "",
    party: UUID | None = None,
    since: date | None = None,
    until: date | None = None,
    first: int = 0,
    most: int = 100,
) -> list[Reading]:
    """Return what was read, the latest first: by a person, of a party, in a time. For the audit administrator."""
    require(viewer, "settings.ledger")
    found = Read.objects.order_by("-at", "-id")
    if person:
        found = found.filter(person=person)
    if party is not None:
        found = found.filter(party=party)
    if since is not None:
        found = found.filter(at__date__gte=since)
    if until is not None:
        found = found.filter(at__date__lte=until)
    rows = list(found[first : first + most])
    names = queries.names(row.person for row in rows)
    seats = queries.seat_names(row.deputy_for or row.seat for row in rows)
    return [
        Reading(
            row.at,
            row.person,
            names.get(row.person, row.person),
            seats.get(row.deputy_for or row.seat, "") + ("（代）" if row.deputy_for else ""),
            row.party,
            row.reason,
        )
        for row in rows
    ]


def attempts(*, viewer: Viewer, person: str = "", first: int = 0, most: int = 100) -> list[Attempt]:
    """Return attempts to sign in, the latest first. For the audit administrator."""
    require(viewer, "settings.ledger")
    found = SignIn.objects.order_by("-id")
    if person:
        found = found.filter(person=person)
    return [
        Attempt(row.at, row.person, row.address, EVENTS[row.event]) for row in found[first : first + most]
    ]
