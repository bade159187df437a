"""Who is told what today, once for each duty, due day and level; and the digest that each seat is mailed.

Telling is a table of notices, mailing is a job of its own for each seat: nothing that is true waits for either.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.timezone import localdate

from mingbai.text.words import Words
from mingbai_web.accounts import queries as accounts
from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.seats import Seat
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.duties import kinds, levels
from mingbai_web.duties.models import Duty, Mailbox, Notice
from mingbai_web.duties.queries import working_days_left
from mingbai_web.ledger.subjects import Subject
from mingbai_web.look import wording
from mingbai_web.rules import queries as rules

__all__ = ["Digest", "Line", "send", "set_mailbox", "tell", "told"]


@dataclass(frozen=True, slots=True)
class Line:
    """One notice, as it is read."""

    level: levels.Level
    kind: Words
    title: str
    due: date
    about_kind: str
    about: UUID
    page: str


@dataclass(frozen=True, slots=True)
class Digest:
    """What a seat has been told and has not been sent."""

    seat: UUID
    lines: tuple[Line, ...]

    @property
    def subject(self) -> str:
        """Return what the mail is called: how many of each level, the gravest first."""
        counted = [
            f"{each.words.zh}{sum(line.level is each for line in self.lines)}件"
            for each in reversed(levels.levels())
            if any(line.level is each for line in self.lines)
        ]
        return "待办提醒：" + "，".join(counted)

    @property
    def text(self) -> str:
        """Return the mail, one line a duty, by its number alone: the matter is an applicant's, and mail leaves the machine."""
        lines = [
            f"【{each.level.words.zh}】{each.kind.zh}：{each.title.partition(' ')[0]}，{wording.day(each.due, 'zh')}到期"
            for each in self.lines
        ]
        return "\n".join([*lines, "", "请登录“明白”办理。这封邮件由系统发出，不必回复。", ""])


@transaction.atomic
def tell(*, today: date, now: datetime) -> list[UUID]:
    """Note who is to be told of what on *today*; return the seats with something new. On a day of rest nobody is told.

    Told again on the same day, or after days on which nobody worked, it adds what is missing and repeats nothing.
    """
    calendar = rules.settings().calendar
    if not calendar.works(today):
        return []
    until = calendar.after(today, levels.levels()[0].days).day
    found = Duty.objects.filter(waits=False, due__lte=until).order_by("due", "id")
    seats = _Seats(today)
    made = []
    for duty in found.iterator(chunk_size=2_000):
        level = duty.due and levels.reached(working_days_left(duty.due, today, calendar))
        if duty.due and level:
            told = seats.told(duty, level.tells)
            made += [_notice(duty, duty.due, seat, level.key, today) for seat in told]
    before = set(Notice.objects.filter(told_on=today).values_list("id", flat=True))
    Notice.objects.bulk_create(made, ignore_conflicts=True, batch_size=500)
    new = Notice.objects.filter(told_on=today, sent_at=None).exclude(id__in=before)
    return sorted(set(new.values_list("seat", flat=True)))


def told(viewer: Viewer, today: date) -> tuple[Line, ...]:
    """Return what the seat of *viewer* was told on *today*."""
    found = Notice.objects.filter(seat=viewer.seat, told_on=today).order_by("due", "title")
    return tuple(map(_line, found))


def send(seat: UUID, *, now: datetime) -> bool:
    """Mail the seat its digest and note that it was sent; return whether there was anything to send, and where to.

    What is older than a week is not sent any more. A mail server that is away raises, and the notices stay unsent for the
    next turn.
    """
    week_ago = localdate(now) - timedelta(days=7)
    unsent = list(Notice.objects.filter(seat=seat, sent_at=None, told_on__gte=week_ago))
    made = _digest(seat, unsent)
    box = Mailbox.objects.filter(seat=seat).exclude(address="").first()
    if made is None or box is None:
        return False
    EmailMessage(made.subject, made.text, to=[box.address]).send()
    Notice.objects.filter(id__in=[each.id for each in unsent]).update(sent_at=now)
    return True


def set_mailbox(*, seat: UUID, address: str, by: Viewer, now: datetime, phone: str = "") -> None:
    """Note where the seat reads its mail; empty for nowhere. One's own seat, or any for who keeps seats."""
    if by.seat != seat:
        by.require("settings.seats")
    Mailbox.objects.update_or_create(
        seat=seat,
        defaults={"address": address, "phone": phone, "changed_by": by.person, "changed_at": now},
    )


class _Seats:
    """Which seats are meant by the names in a level; each question is asked once."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._of: dict[tuple[Role, UUID], Sequence[Seat]] = {}
        self._deputies: dict[UUID, list[UUID]] = {}

    def told(self, duty: Duty, tells: Iterable[str]) -> list[UUID]:
        """Return the seats to tell, each once; those who stand in for the owner too."""
        made: list[UUID] = []
        for whom in tells:
            made += self._owners(duty) if whom == "owner" else self._role(Role(whom), duty)
        return list(dict.fromkeys(made))

    def _owners(self, duty: Duty) -> list[UUID]:
        if duty.role:
            return self._role(Role(duty.role), duty)
        if duty.seat is None:
            return self._role(Role.CASE_OFFICER, duty) or self._role(Role.REGISTRAR, duty)
        seat = accounts.now_with(Subject(duty.about_kind, duty.about), duty.seat, self._today)
        if seat not in self._deputies:
            terms = accounts.deputies(seat, on=self._today)
            self._deputies[seat] = [UUID(term.who) for term in terms]
        return [seat, *self._deputies[seat]]

    def _role(self, role: Role, duty: Duty) -> list[UUID]:
        key = (role, duty.body)
        if key not in self._of:
            self._of[key] = accounts.seats(role=role, body=duty.body, on=self._today)
        found = self._of[key]
        own = [each for each in found if each.unit == duty.unit]
        # The head of the working body is of no department; others are asked for in their own first.
        return [each.id for each in (own if own and role is not Role.WORKING_BODY_HEAD else found)]


def _notice(duty: Duty, due: date, seat: UUID, level: str, today: date) -> Notice:
    return Notice(
        seat=seat,
        about_kind=duty.about_kind,
        about=duty.about,
        kind=duty.kind,
        title=duty.title,
        due=due,
        level=level,
        told_on=today,
    )


def _digest(seat: UUID, unsent: Sequence[Notice]) -> Digest | None:
    lines = sorted(map(_line, unsent), key=lambda line: (line.level.days, line.due, line.title))
    return Digest(seat, tuple(lines)) if lines else None


def _line(row: Notice) -> Line:
    return Line(
        levels.level(row.level),
        kinds.kind(row.kind).words,
        row.title,
        row.due,
        row.about_kind,
        row.about,
        kinds.page(row.kind, row.about),
    )
