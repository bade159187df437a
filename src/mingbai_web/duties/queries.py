"""What falls due, for who looks: overdue, today, within three working days, later, waiting."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, When

from mingbai.text.words import Words
from mingbai.workdays import Workdays
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.duties import kinds
from mingbai_web.duties.models import Duty
from mingbai_web.orgs import queries as orgs
from mingbai_web.rules import queries as rules

__all__ = [
    "BUCKETS",
    "SOON",
    "Bucket",
    "Due",
    "DueList",
    "Numbers",
    "asked_of",
    "due_list",
    "numbers",
    "working_days_left",
]

SOON = 3
"""How many working days ahead count as soon."""


class Bucket(StrEnum):
    """When something falls due, as a work list is divided."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    WAITING = "waiting"


BUCKETS = {
    Bucket.OVERDUE: Words("已超期", "overdue"),
    Bucket.TODAY: Words("今天到期", "due today"),
    Bucket.SOON: Words("三个工作日内到期", "due within three working days"),
    Bucket.LATER: Words("以后到期", "due later"),
    Bucket.WAITING: Words("等待中", "waiting"),
}


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many there are of each; the first four stand in the top line of every page of the office."""

    today: int
    soon: int
    overdue: int
    waiting: int
    later: int

    def of(self, bucket: Bucket) -> int:
        """Return how many are in the bucket."""
        count: int = getattr(self, bucket.value)
        return count


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that falls due. `left` is in working days, negative when overdue, None without a due day."""

    about_kind: str
    about: UUID
    kind: str
    words: Words
    title: str
    body: UUID
    unit: UUID | None
    seat: UUID | None
    since: date
    due: date | None
    firm: bool
    bucket: Bucket
    left: int | None
    page: str


@dataclass(frozen=True, slots=True)
class DueList:
    """A part of the list and the numbers of the whole; `soon_until` is the last day that counts as soon."""

    today: date
    soon_until: date
    numbers: Numbers
    rows: tuple[Due, ...]
    more: bool


def due_list(
    viewer: Viewer,
    today: date,
    *,
    bucket: Bucket | None = None,
    body: UUID | None = None,
    unit: UUID | None = None,
    seat: UUID | None = None,
    kind: Collection[str] = (),
    typed: str = "",
    first: int = 0,
    count: int = 100,
) -> DueList:
    """Return what falls due for *viewer*, the most urgent first: its bodies', or only its own, as its seat may see.

    The numbers are those of the filters without the *bucket*, so that each is a way into its own part. One query for the
    numbers, one for the rows.
    """
    calendar = rules.settings().calendar
    soon = _soon(today, calendar)
    found = _visible(viewer, today)
    for name, wanted in (("body", body), ("unit", unit), ("seat", seat)):
        if wanted is not None:
            found = found.filter(**{name: wanted})
    if kind:
        found = found.filter(kind__in=kind)
    for word in typed.split():
        found = found.filter(title__icontains=word)
    shown = found if bucket is None else found.filter(_in(bucket, today, soon))
    rows = list(_ordered(shown, today, soon)[first : first + count + 1])
    return DueList(
        today,
        soon,
        _numbers(found, today, soon),
        tuple(_due(row, today, soon, calendar) for row in rows[:count]),
        len(rows) > count,
    )


def asked_of(viewer: Viewer, today: date, kind: Collection[str]) -> tuple[Due, ...]:
    """Return what is due of each *kind* from this seat itself, the most urgent first, in one query."""
    calendar = rules.settings().calendar
    soon = _soon(today, calendar)
    found = _visible(viewer, today, mine=True).filter(kind__in=kind)
    return tuple(_due(row, today, soon, calendar) for row in _ordered(found, today, soon))


def numbers(viewer: Viewer, today: date) -> Numbers:
    """Return how many things there are for *viewer* of each urgency, in one query."""
    return _numbers(_visible(viewer, today), today, _soon(today, rules.settings().calendar))


def working_days_left(due: date, today: date, calendar: Workdays) -> int:
    """Return the working days from *today* to *due*: 0 on the day, negative when it is over."""
    left = rules.days_to(due, today, calendar)
    return left if due >= today else min(-1, left)  # over is over, on a day of rest too


def _visible(viewer: Viewer, today: date, mine: bool = False) -> QuerySet[Duty]:
    seats = [each for each in (viewer.seat, viewer.deputy_for) if each is not None]
    own = Q(seat__in=seats) | Q(seat=None, role=viewer.role.value, body__in=viewer.reach)
    if viewer.unit is not None:
        own |= Q(seat=None, role="", unit=viewer.unit, body__in=viewer.reach)
    if mine:
        return Duty.objects.filter(own)
    if viewer.may("applications.see"):
        own |= Q(body__in=viewer.reach)
    elif viewer.may("applications.see_queue"):
        own |= Q(body__in=[each.id for body in viewer.reach for each in orgs.supervised(body, today)])
    return Duty.objects.filter(own)


def _ordered(found: QuerySet[Duty], today: date, soon: date) -> QuerySet[Duty]:
    """Return *found*, the most urgent first."""
    part = Case(
        *(When(_in(each, today, soon), then=place) for place, each in enumerate(Bucket)),
        output_field=IntegerField(),
    )
    return found.order_by(part, F("due").asc(nulls_last=True), "since", "title", "id")


def _soon(today: date, calendar: Workdays) -> date:
    return calendar.after(today, SOON).day


def _in(bucket: Bucket, today: date, soon: date) -> Q:
    ours = Q(waits=False)
    return {
        Bucket.OVERDUE: ours & Q(due__lt=today),
        # Who waited for somebody and waited in vain has to act now; it is not late yet.
        Bucket.TODAY: (ours & Q(due=today)) | Q(waits=True, due__lt=today),
        Bucket.SOON: ours & Q(due__gt=today, due__lte=soon),
        Bucket.LATER: ours & Q(due__gt=soon),
        Bucket.WAITING: Q(due=None) | Q(waits=True, due__gte=today),
    }[bucket]


def _numbers(found: QuerySet[Duty], today: date, soon: date) -> Numbers:
    counted = found.aggregate(**{each.value: Count("id", filter=_in(each, today, soon)) for each in Bucket})
    return Numbers(**counted)


def _due(row: Duty, today: date, soon: date, calendar: Workdays) -> Due:
    return Due(
        row.about_kind,
        row.about,
        row.kind,
        kinds.kind(row.kind).words,
        row.title,
        row.body,
        row.unit,
        row.seat,
        row.since,
        row.due,
        row.firm,
        _bucket(row, today, soon),
        None if row.due is None else working_days_left(row.due, today, calendar),
        kinds.page(row.kind, row.about),
    )


def _bucket(row: Duty, today: date, soon: date) -> Bucket:
    if row.due is None or (row.waits and row.due >= today):
        return Bucket.WAITING
    if row.waits or row.due == today:
        return Bucket.TODAY
    if row.due < today:
        return Bucket.OVERDUE
    return Bucket.SOON if row.due <= soon else Bucket.LATER
