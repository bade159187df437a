"""Who holds which seat on a day, who stands in, and in whose place a person looks and acts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext

from mingbai.errors import MingbaiError
from mingbai.text.words import Words
from mingbai_web.accounts.models import DeputyRow, HandOverRow, HoldingRow, Person, SeatRow
from mingbai_web.accounts.permissions import permissions, require
from mingbai_web.accounts.roles import Role, called
from mingbai_web.accounts.seats import Seat, Term
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger.subjects import Subject
from mingbai_web.orgs import queries as orgs

__all__ = [
    "NOBODY",
    "Choice",
    "Listed",
    "NoSuchSeat",
    "HandedOver",
    "NotYourSeat",
    "Officer",
    "deputies",
    "hand_overs",
    "holders",
    "holding",
    "holdings",
    "names",
    "now_with",
    "roll",
    "sat",
    "seat",
    "seat_names",
    "seats",
    "seats_of",
    "sitters",
    "staffed",
    "viewer_of",
    "where_seats_may",
]


NOBODY = "system"
"""Who enters what no person does: no username of anybody."""


class NoSuchSeat(MingbaiError):
    """There is no seat of this id."""


class NotYourSeat(MingbaiError):
    """The person neither holds the seat on the day nor stands in for it."""


@dataclass(frozen=True, slots=True)
class Officer:
    """A person, as others see one."""

    username: str
    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A seat that a person may take today: one's own, or the one that one's own seat stands in for."""

    seat: Seat
    own: UUID
    deputy_for: UUID | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A person on the roll, with the names of the seats held today."""

    id: UUID
    username: str
    name: str
    is_active: bool
    seats: tuple[Words, ...]


def seat(id: UUID) -> Seat:
    """Return the seat. Raises `NoSuchSeat`."""
    found = SeatRow.objects.filter(subject=id).first()
    if found is None:
        raise NoSuchSeat("没有这个岗位", "there is no such seat")
    return _seat(found)


def seats(
    *, role: Role | None = None, body: UUID | None = None, on: date | None = None, closed: bool = False
) -> list[Seat]:
    """Return the seats in the order of their roles: of a role, for a body, there on a day; those closed for good only where asked for."""
    found = SeatRow.objects.all()
    if role is not None:
        found = found.filter(role=role)
    if body is not None:
        found = found.filter(bodies__contains=str(body))
    if on is not None:
        found = found.filter(Q(last=None) | Q(last__gte=on))
    elif not closed:
        found = found.filter(last=None)
    return sorted(map(_seat, found), key=_place)


def where_seats_may(key: str, bodies: Iterable[UUID], on: date) -> frozenset[UUID]:
    """Return of *bodies* those for which there is on the day a seat that may do *key*."""
    rows = SeatRow.objects.filter(Q(last=None) | Q(last__gte=on), role__in=permissions()[key].roles)
    served = {each for said in rows.values_list("bodies", flat=True) for each in said.split()}
    return frozenset(each for each in bodies if str(each) in served)


def seats_of(person: str, today: date) -> list[Choice]:
    """Return the seats that *person*, a username, may take *today*: own ones first, then those stood in for."""
    own = list(_on(HoldingRow.objects.filter(person=person), today).values_list("subject", flat=True))
    if not own:
        return []
    stand_ins = list(
        _on(DeputyRow.objects.filter(deputy__in=own), today)
        .exclude(subject__in=own)
        .order_by("since", "deputy")
        .values_list("subject", "deputy")
    )
    wanted = {*own, *(subject for subject, _ in stand_ins)}
    found = {row.subject: _seat(row) for row in SeatRow.objects.filter(subject__in=wanted)}
    made = [Choice(found[id], id) for id in dict.fromkeys(own) if id in found]
    made.sort(key=lambda choice: _place(choice.seat))
    behalf = dict(reversed(stand_ins))
    others = [
        Choice(found[subject], deputy, subject) for subject, deputy in behalf.items() if subject in found
    ]
    others.sort(key=lambda choice: _place(choice.seat))
    return [choice for choice in (*made, *others) if choice.seat.open_on(today)]


def viewer_of(person: str | Person, seat_id: UUID, today: date) -> Viewer:
    """Return *person* in the seat *today*; who stands in for it sits in one's own seat, with its role and bodies.

    Raises `NotYourSeat` for a seat that is not held or stood in for today, and for a person whose account is closed.
    """
    officer = Person.objects.filter(username=person).first() if isinstance(person, str) else person
    row = SeatRow.objects.filter(subject=seat_id).first()
    if officer is None or not officer.is_active or row is None or not (found := _seat(row)).open_on(today):
        raise _not_yours()
    own = _on(HoldingRow.objects.filter(person=officer.username), today)
    held = sorted(set(own.values_list("subject", flat=True)))
    deputy_for = None
    if seat_id not in held:
        stand_ins = _on(DeputyRow.objects.filter(subject=seat_id, deputy__in=held), today)
        held = list(stand_ins.order_by("since", "deputy").values_list("deputy", flat=True)[:1])
        deputy_for = seat_id
        if not held:
            raise _not_yours()
    sits = seat_id if deputy_for is None else held[0]
    return Viewer(
        officer.username,
        officer.name,
        sits,
        found.role,
        found.bodies,
        found.unit,
        deputy_for,
        found.name,
        orgs.predecessors(found.bodies, today),
    )


def holding(seat: UUID, day: date) -> list[str]:
    """Return the usernames of those who hold the seat on *day*."""
    terms = _on(HoldingRow.objects.filter(subject=seat), day)
    return list(terms.order_by("person").values_list("person", flat=True))


def holders(seat: UUID, day: date) -> list[Officer]:
    """Return who holds the seat on *day*."""
    return staffed([seat], day)[seat]


def staffed(ids: Iterable[UUID], day: date) -> dict[UUID, list[Officer]]:
    """Return who holds each of the seats on *day*; a vacant one has nobody."""
    found: dict[UUID, list[Officer]] = {id: [] for id in ids}
    terms = list(_on(HoldingRow.objects.filter(subject__in=list(found)), day).order_by("person"))
    known = names(term.person for term in terms)
    for term in terms:
        found[term.subject].append(Officer(term.person, known[term.person]))
    return found


def sat(seat: UUID, day: date) -> list[Officer]:
    """Return who sat in the seat on *day*: those who held it, then those who held a seat that stood in for it (AB 角)."""
    found = SeatRow.objects.filter(subject=seat).first()
    if found is None or not _seat(found).open_on(day):
        return []
    stand_ins = _on(DeputyRow.objects.filter(subject=seat), day).order_by("since", "deputy")
    seats = [seat, *stand_ins.values_list("deputy", flat=True)]
    held = staffed(seats, day)
    return list(dict.fromkeys(officer for each in dict.fromkeys(seats) for officer in held[each]))


def sitters(seat: UUID, since: date, until: date) -> list[Officer]:
    """Return who sat in the seat on any day from *since* to *until*."""
    days = {since, until}
    for rows in (
        HoldingRow.objects.filter(subject__in=_stood_in(seat)),
        DeputyRow.objects.filter(subject=seat),
    ):
        days |= {day for day in rows.values_list("since", flat=True) if since < day < until}
    return list(dict.fromkeys(officer for day in sorted(days) for officer in sat(seat, day)))


def holdings(seat: UUID) -> list[Term]:
    """Return who held the seat from when to when, the latest first."""
    found = HoldingRow.objects.filter(subject=seat).order_by("-since", "person")
    return [Term(row.person, row.since, row.until) for row in found]


def deputies(seat: UUID, *, on: date | None = None) -> list[Term]:
    """Return the seats that stand in for the seat, all or those of a day, the latest first."""
    found = DeputyRow.objects.filter(subject=seat).order_by("-since", "deputy")
    return [Term(str(row.deputy), row.since, row.until) for row in (found if on is None else _on(found, on))]


def roll(*, viewer: Viewer, today: date) -> list[Listed]:
    """Return all persons by username, with the seats they hold today. For the security administrator."""
    require(viewer, "settings.seats")
    own: dict[str, list[UUID]] = {}
    for row in _on(HoldingRow.objects.all(), today):
        own.setdefault(row.person, []).append(row.subject)
    names = seat_names(id for ids in own.values() for id in ids)
    return [
        Listed(
            each.pk,
            each.username,
            each.name,
            each.is_active,
            tuple(map(called, sorted(names[id] for id in own.get(each.username, ())))),
        )
        for each in Person.objects.order_by("username")
    ]


def names(usernames: Iterable[str]) -> dict[str, str]:
    """Return the name of each person by username; what the installation enters by itself is the system's."""
    wanted = set(usernames)
    found = dict(Person.objects.filter(username__in=wanted).values_list("username", "name"))
    return found | ({NOBODY: gettext("系统")} if NOBODY in wanted else {})


def seat_names(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return the name of each seat by id."""
    return dict(SeatRow.objects.filter(subject__in=set(ids)).values_list("subject", "name"))


@dataclass(frozen=True, slots=True)
class HandedOver:
    """One dated list: from which seat to which, from which day on, and what."""

    seat: UUID
    to: UUID
    on: date
    at: datetime
    subjects: tuple[Subject, ...]


def hand_overs(seats: Iterable[UUID], *, most: int = 50) -> list[HandedOver]:
    """Return the lists with which one of *seats* gave or took, the latest first."""
    wanted = list(seats)
    rows = HandOverRow.objects.filter(Q(subject__in=wanted) | Q(to__in=wanted)).order_by("-on", "-at", "id")
    made: dict[tuple[UUID, UUID, date, datetime], list[Subject]] = {}
    for row in rows:
        made.setdefault((row.subject, row.to, row.on, row.at), []).append(Subject(row.what_kind, row.what_id))
    return [HandedOver(*key, tuple(what)) for key, what in list(made.items())[:most]]


def now_with(what: Subject, seat: UUID, day: date) -> UUID:
    """Return the seat with which *what*, first with *seat*, is on *day* after all that was handed over."""
    moves = HandOverRow.objects.filter(what_kind=what.kind, what_id=what.id, on__lte=day)
    for move in moves.order_by("on", "at"):
        if move.subject == seat:
            seat = move.to
    return seat


def _stood_in(seat: UUID) -> list[UUID]:
    return [seat, *DeputyRow.objects.filter(subject=seat).values_list("deputy", flat=True)]


def _not_yours() -> NotYourSeat:
    return NotYourSeat(
        "今天不在这个岗位上：请重新选择岗位", "this is not your seat today: choose a seat again"
    )


def _on(found, day: date):  # type: ignore[no-untyped-def]  # a queryset of either kind of term
    return found.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


def _place(seat: Seat) -> tuple[int, str, UUID]:
    """Return where a seat stands in a list: as an office is told from its mail room to its administrators."""
    return list(Role).index(seat.role), seat.name, seat.id


def _seat(row: SeatRow) -> Seat:
    bodies: Sequence[str] = row.bodies.split()
    return Seat(row.subject, row.name, Role(row.role), tuple(map(UUID, bodies)), row.unit, row.last)
