"""Acts on seats (岗位): made, changed, held, left, deputised, handed over, closed. Each is one entry on the seat's chain."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from mingbai_web.accounts import handing, queries
from mingbai_web.accounts.entering import SYSTEM, NotAllowed, hand_of
from mingbai_web.accounts.models import HandOverRow, HoldingRow, Person, SeatRow
from mingbai_web.accounts.permissions import require
from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.seats import ADMINISTRATORS, Seat
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.services import enter
from mingbai_web.ledger.subjects import Hand, Subject, new_id

__all__ = [
    "SYSTEM",
    "NotAllowed",
    "change_seat",
    "close_seat",
    "deputise",
    "end_deputy",
    "hand_over",
    "hold_seat",
    "leave_seat",
    "make_seat",
    "move_what_is_due",
]

_MADE_UP = timedelta(days=7)


@transaction.atomic
def make_seat(
    *,
    name: str,
    role: Role,
    bodies: Sequence[UUID],
    by: Viewer | Hand,
    now: datetime,
    today: date,
    unit: UUID | None = None,
) -> UUID:
    """Make a seat for *bodies* and return its id."""
    made = new_id()
    facts = {"name": _said(name), "role": role.value, "bodies": list(bodies)} | (
        {"unit": unit} if unit else {}
    )
    _enter(made, "seat_made", facts, by, now, today, seen="")
    return made


@transaction.atomic
def change_seat(
    *,
    seat: UUID,
    name: str,
    bodies: Sequence[UUID],
    by: Viewer | Hand,
    now: datetime,
    today: date,
    unit: UUID | None = None,
    seen: str | None = None,
) -> None:
    """Give the seat another name, unit or bodies. What it is for does not change: that is another seat."""
    _open(seat, today)
    facts = {"name": _said(name), "bodies": list(bodies)} | ({"unit": unit} if unit else {})
    _enter(seat, "seat_changed", facts, by, now, today, seen=seen)


@transaction.atomic
def hold_seat(
    *,
    seat: UUID,
    person: str,
    since: date,
    by: Viewer | Hand,
    now: datetime,
    today: date,
    until: date | None = None,
    seen: str | None = None,
) -> None:
    """Put *person*, a username, into the seat from *since* to *until*, both counted.

    Raises `NotAllowed` for oneself, for a second of the three administrators' seats, for a term that ends before it begins.
    """
    held = _open(seat, since)
    _in_order(since, until)
    _not_oneself(person, by)
    officer = Person.objects.select_for_update().filter(username=person, is_active=True).first()
    if officer is None:
        raise NotAllowed(
            "没有这个账号，或者已经停用：请先登记人员", "there is no such account, or it is closed"
        )
    if held.role in ADMINISTRATORS:
        _one_of_three(person, held, since, until)
    facts = {"person": person, "since": since} | ({"until": until} if until else {})
    _enter(seat, "seat_held", facts, by, now, today, seen=seen, effective=since)


@transaction.atomic
def leave_seat(
    *,
    seat: UUID,
    person: str,
    last: date,
    by: Viewer | Hand,
    now: datetime,
    today: date,
    seen: str | None = None,
) -> None:
    """End what *person* holds of the seat after the day *last*; yesterday means at once."""
    _not_gone(last, today)
    if not any(term.who == person and term.ended(last) != term for term in queries.holdings(seat)):
        raise NotAllowed(
            "这个人在这一天之后不在这个岗位上", "the person does not hold this seat after that day"
        )
    _enter(seat, "seat_left", {"person": person, "last": last}, by, now, today, seen=seen, effective=last)


@transaction.atomic
def deputise(
    *,
    seat: UUID,
    deputy: UUID,
    since: date,
    by: Viewer | Hand,
    now: datetime,
    today: date,
    until: date | None = None,
    seen: str | None = None,
) -> None:
    """Let the seat *deputy* stand in for the seat (AB 角) from *since* to *until*, both counted.

    An administrator's seat stands in for one of its own kind only, and for no other; else one person would be two of the three.
    """
    stood_for, standing = _open(seat, since), _open(deputy, since)
    _in_order(since, until)
    if seat == deputy:
        raise NotAllowed("岗位不能做自己的 B 角", "a seat does not stand in for itself")
    if {stood_for.role, standing.role} & ADMINISTRATORS and stood_for.role != standing.role:
        raise NotAllowed(
            "三员分立：管理员的岗位只能由同类管理员的岗位代理",
            "the three administrators are kept apart: only a seat of the same kind stands in for one",
        )
    for term in queries.holdings(deputy):
        _not_oneself(term.who, by)
    facts = {"deputy": deputy, "since": since} | ({"until": until} if until else {})
    _enter(seat, "seat_deputised", facts, by, now, today, seen=seen, effective=since)


@transaction.atomic
def end_deputy(
    *,
    seat: UUID,
    deputy: UUID,
    last: date,
    by: Viewer | Hand,
    now: datetime,
    today: date,
    seen: str | None = None,
) -> None:
    """End that the seat *deputy* stands in for the seat, after the day *last*; yesterday means at once."""
    _not_gone(last, today)
    if not any(term.who == str(deputy) and term.ended(last) != term for term in queries.deputies(seat)):
        raise NotAllowed("这一天之后没有这个 B 角", "that seat does not stand in after that day")
    _enter(seat, "deputy_ended", {"deputy": deputy, "last": last}, by, now, today, seen=seen, effective=last)


@transaction.atomic
def hand_over(
    *,
    seat: UUID,
    to: UUID,
    subjects: Sequence[Subject],
    on: date,
    by: Viewer,
    now: datetime,
    today: date,
    seen: str | None = None,
) -> None:
    """Hand *subjects* over from the seat to the seat *to* from the day *on*; the apps whose they are move them along, on that day.

    Raises `NotAllowed` for a day that is past, and for a seat that may not do what it would have to.
    """
    giving, taking = queries.seat(seat), _open(to, on)
    if seat == to or not subjects:
        raise NotAllowed("请选择接收的岗位和要移交的事项", "choose another seat, and what is handed over")
    if by.role not in ADMINISTRATORS and not set(by.bodies) & set(giving.bodies) & set(taking.bodies):
        raise NotAllowed("只能在本机关的岗位之间移交", "work is handed over between seats of one's own body")
    if on < today:
        raise NotAllowed("移交之日不能早于今天", "work is handed over today or later: the past stays")
    handing.takes(subjects, seat=seat, to=taking)
    listed = [{"kind": each.kind, "id": str(each.id)} for each in subjects]
    facts = {"to": to, "on": on, "subjects": listed}
    _enter(seat, "hand_over", facts, by, now, today, seen=seen, effective=on, permission="settings.hand_over")
    if on == today:
        handing.move(subjects, seat=seat, to=to, on=on, by=by, now=now, today=today)


@transaction.atomic
def move_what_is_due(*, now: datetime, today: date) -> int:
    """Move what was listed for a day that has come, and is with the seat that gives it still; return how many things it was.

    A few days that nobody worked are made up for; what came back to the seat long after stays there, and what the other
    seat may not take since.
    """
    moved = 0
    for row in HandOverRow.objects.filter(on__lte=today, on__gt=today - _MADE_UP).order_by("on", "at"):
        what = Subject(row.what_kind, row.what_id)
        if localdate(row.at) < row.on and what in {each.subject for each in handing.held(row.subject, today)}:
            try:
                handing.takes([what], seat=row.subject, to=_open(row.to, today))
            except NotAllowed:
                continue
            handing.move([what], seat=row.subject, to=row.to, on=row.on, by=SYSTEM, now=now, today=today)
            moved += 1
    return moved


@transaction.atomic
def close_seat(
    *, seat: UUID, last: date, by: Viewer | Hand, now: datetime, today: date, seen: str | None = None
) -> None:
    """Close the seat after the day *last*: who holds it or stands in for it leaves it then.

    Raises `NotAllowed` while work is left with it, and for the last seat of one of the three administrators.
    """
    closed = _open(seat, last)
    _not_gone(last, today)
    if closed.role in ADMINISTRATORS and len(queries.seats(role=closed.role)) == 1:
        raise NotAllowed(
            f"这是唯一的“{closed.role_name}”岗位，不能撤销",
            "this is the only seat of that administrator: it stays",
        )
    if left := handing.held(seat, last):
        raise NotAllowed(
            f"这个岗位还有 {len(left)} 件事项：请先移交",
            f"{len(left)} things are still with this seat: hand them over first",
        )
    _enter(seat, "seat_closed", {"last": last}, by, now, today, seen=seen, effective=last)


def _enter(
    seat: UUID,
    kind: str,
    facts: Mapping[str, object],
    by: Viewer | Hand,
    now: datetime,
    today: date,
    *,
    seen: str | None,
    effective: date | None = None,
    permission: str = "settings.seats",
) -> None:
    if isinstance(by, Viewer):
        require(by, permission)
    head = ledger.head("seat", seat)
    enter(
        subject=Subject("seat", seat),
        kind=kind,
        facts=facts,
        happened=today,
        effective=effective or today,
        by=hand_of(by),
        seen=(head.digest if head is not None else "") if seen is None else seen,
        now=now,
    )


def _said(name: str) -> str:
    if not (said := " ".join(name.split())) or len(said) > 80:
        raise NotAllowed("请写明名称，不超过 80 个字", "give a name of at most 80 signs")
    return said


def _open(id: UUID, day: date) -> Seat:
    found = queries.seat(id)
    if not found.open_on(day):
        raise NotAllowed(f"岗位“{found.name}”在 {day} 已经撤销", f"the seat {found.name} is closed on {day}")
    return found


def _in_order(since: date, until: date | None) -> None:
    if until is not None and until < since:
        raise NotAllowed("结束的日子早于开始的日子", "it ends before it begins")


def _not_gone(last: date, today: date) -> None:
    if last < today - timedelta(days=1):
        raise NotAllowed(
            "最后一日不能早于昨天：过去的事实不改写", "the last day is not before yesterday: the past stays"
        )


def _not_oneself(person: str, by: Viewer | Hand) -> None:
    if isinstance(by, Viewer) and by.person == person:
        raise NotAllowed(
            "不能给自己安排岗位：请由另一位安全管理员办理",
            "nobody gives oneself a seat: ask another administrator",
        )


def _one_of_three(person: str, wanted: Seat, since: date, until: date | None) -> None:
    """Raise `NotAllowed` when *person* would, on any day, be two of the three administrators."""
    others = SeatRow.objects.filter(role__in=ADMINISTRATORS - {wanted.role}).values("subject")
    held = HoldingRow.objects.filter(Q(until=None) | Q(until__gte=since), person=person, subject__in=others)
    if until is not None:
        held = held.filter(since__lte=until)
    if held.exists():
        raise NotAllowed(
            "三员分立：一个人不能兼任系统、安全、审计管理员中的两个",
            "the three administrators are kept apart: one person is only one of them",
        )
