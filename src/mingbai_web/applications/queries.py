"""Reading applications: the work list, the four numbers of the day, one case as a sheet."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from mingbai.errors import MingbaiError
from mingbai.lifecycle import STATES, Case, Kind, Standing, State, acts, openings
from mingbai.lifecycle import Entry as Declared
from mingbai.outcomes import ending
from mingbai.statutes import Ground
from mingbai.text.words import Words
from mingbai.workdays import Workdays
from mingbai_web.accounts.permissions import may, require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications.cases import SUBJECT, Facts, case_of, facts_of, stood
from mingbai_web.applications.kinds import permission_for
from mingbai_web.applications.models import Application
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger import schemas
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.services import overtaken
from mingbai_web.look.parts import TodayLine
from mingbai_web.papers.wording.kinds import kind as paper_kind
from mingbai_web.rules import queries as rules

__all__ = [
    "NOT_BY_HAND",
    "Bucket",
    "Happening",
    "NoNumber",
    "NotSeen",
    "OnRecord",
    "Row",
    "Sheet",
    "by_number",
    "find",
    "listed",
    "numbers",
    "on_record",
    "sheet",
    "today_line",
    "within",
    "work_list",
]

SOON = 3
"""Working days ahead that count as *soon*."""
A_PAGE = 100
"""Applications on a page of the work list."""


class NotSeen(LookupError):
    """There is no such application for this seat."""


class NoNumber(MingbaiError):
    """No application of the body has the number."""


class Bucket(StrEnum):
    """How pressing an application is."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    WAITING = "waiting"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Row:
    """An application in a list. No personal data: the applicant is a party's number and a kind."""

    subject: UUID
    number: str
    body: UUID
    party: UUID
    applicant: str
    matter: str
    state: Words
    bucket: Bucket
    received: date | None
    due: date | None
    firm: bool
    safe_due: date | None
    waits_until: date | None
    unit: UUID | None
    seat: UUID | None
    ended: date | None
    outcome: str
    pressed: int
    refusals: int
    left: int | None
    asks: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of a case's timeline, the newest of all is the head that an act has to have seen."""

    kind: str
    words: Words
    ground: Ground | None
    effective: date
    happened: date
    entry: Entry
    facts: dict[str, object]
    public: bool
    void: Words | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A case on one page: facts, where it stands as of the days asked for, what happened, what may be done next.

    `since` is the day from which it is on record, where it was taken in from another register after the day asked for.
    """

    subject: UUID
    facts: Facts
    case: Case
    standing: Standing
    happenings: tuple[Happening, ...]
    open: tuple[Kind, ...]
    next_steps: tuple[Kind, ...]
    head: str
    since: date | None = None

    @property
    def number(self) -> str:
        """Return the number of the register."""
        return self.facts.number

    def held_newest(self, seen: str) -> None:
        """Raise `Overtaken`, which says what was done meanwhile, where *seen* is not the newest head."""
        if seen != self.head:
            raise overtaken(ledger.entries(SUBJECT, self.subject), seen)


def work_list(
    *,
    viewer: Viewer,
    today: date,
    bucket: Bucket | None = None,
    body: UUID | None = None,
    unit: UUID | None = None,
    seat: UUID | None = None,
    text: str = "",
    named: Collection[UUID] = (),
    page: str | int = 1,
) -> "Page[Row]":
    """Return a page of the open applications that the seat may see, the most pressing first; with *bucket* those of it only.

    With *text* those in whose number or matter it stands, and those with one of the units *named* so. One query for the
    page, one for how many there are, and one that asks whether the rules are still those read before. Raises `Forbidden`.
    """
    found = _seen(viewer)
    soon, calendar = _ahead(today)
    if bucket is Bucket.ENDED:
        found = found.filter(ended__isnull=False).order_by("-ended", "number")
    else:
        found = found.filter(ended__isnull=True)
        if bucket is not None:
            found = found.filter(_within(bucket, today, soon))
        found = found.order_by(F("due").asc(nulls_last=True), "registered_on", "pk")
    if body is not None:
        found = found.filter(body=body)
    if unit is not None:
        found = found.filter(unit=unit)
    if seat is not None:
        found = found.filter(seat=seat)
    if text:
        found = found.filter(Q(number__contains=text) | Q(matter__contains=text) | Q(unit__in=list(named)))
    asked = Paginator(found, A_PAGE).get_page(page)
    rows = [_row(row, today, soon, calendar) for row in asked.object_list]
    return Page(rows, asked.number, cast("Paginator[Row]", asked.paginator))


def listed(*, applications: Sequence[UUID], viewer: Viewer, today: date) -> list[Row]:
    """Return those of *applications* that the seat may see, in their order. Raises `Forbidden`."""
    soon, calendar = _ahead(today)
    found = {
        row.subject: _row(row, today, soon, calendar)
        for row in _seen(viewer).filter(subject__in=applications)
    }
    return [found[each] for each in applications if each in found]


def today_line(*, viewer: Viewer, today: date) -> TodayLine:
    """Return the four numbers for the seat, as many queries as the work list. Raises `Forbidden`."""
    soon = _soon(today)
    found = _seen(viewer).filter(ended__isnull=True)
    numbers = found.aggregate(
        **{
            each.value: Count("pk", filter=_within(each, today, soon))
            for each in (Bucket.TODAY, Bucket.SOON, Bucket.OVERDUE, Bucket.WAITING)
        }
    )
    return TodayLine(**numbers)


@dataclass(frozen=True, slots=True)
class OnRecord:
    """What tells whether an entry of another register is on record already."""

    number: str
    received: date | None
    applicant: str
    matter: str


def on_record(*, body: UUID, viewer: Viewer) -> list[OnRecord]:
    """Return all applications of the body, open and ended, as far as another register could name them. Raises `Forbidden`."""
    require(viewer, "figures.import")
    found = Application.objects.filter(body=body, body__in=viewer.reach)
    return [OnRecord(*row) for row in found.values_list("number", "received", "applicant", "matter")]


def find(
    *, viewer: Viewer, today: date, subjects: Iterable[UUID] | None = None, most: int = 100
) -> list[Row]:
    """Return the applications of *subjects*, or of all, open or ended, the newest first. Raises `Forbidden`."""
    found = _seen(viewer) if subjects is None else _seen(viewer).filter(subject__in=list(subjects))
    soon, calendar = _ahead(today)
    return [_row(row, today, soon, calendar) for row in found.order_by("-registered_on", "-pk")[:most]]


def by_number(*, viewer: Viewer, number: str, body: UUID) -> UUID:
    """Return the application of *body* with *number*. Raises `NoNumber`."""
    found = _seen(viewer).filter(body=body, number=number.strip()).values_list("subject", flat=True).first()
    if found is None:
        raise NoNumber(
            f"没有编号为 {number} 的申请：请核对编号", f"there is no application {number}: check the number"
        )
    return found


def numbers(subjects: Iterable[UUID]) -> list[dict[str, Any]]:
    """Return number and matter of each application of *subjects*, in the order of numbers."""
    found = Application.objects.filter(subject__in=list(subjects)).order_by("pk")
    return [dict(row) for row in found.values("subject", "number", "matter")]


def sheet(
    *,
    application: UUID,
    viewer: Viewer,
    today: date,
    effective: date | None = None,
    known: date | None = None,
) -> Sheet:
    """Return the case as the seat may see it, as of *effective* by what was recorded up to *known*.

    The next steps are those that the law allows *today* and that are this seat's; none when another day is asked for.
    Raises `Forbidden`, and `NotSeen` for one that there is not or that is another's.
    """
    chain = ledger.entries(SUBJECT, application)
    if not chain or not sees(viewer, facts := facts_of(chain)):
        raise NotSeen(application)
    case = case_of(chain, rules.settings())
    standing, on_record_since = stood(case, effective, known)
    possible = openings(case, today) if effective is None and known is None else ()
    return Sheet(
        application,
        facts,
        case,
        standing,
        tuple(_happenings(chain, standing)),
        possible,
        tuple(each for each in possible if each not in NOT_BY_HAND and may(viewer, permission_for(each))),
        chain[-1].digest,
        on_record_since,
    )


def sees(viewer: Viewer, facts: Facts) -> bool:
    """Return whether the seat sees the application of *facts*; raise `Forbidden` when it sees none at all."""
    if facts.body not in viewer.reach:
        return False
    if may(viewer, "applications.see"):
        return True
    require(viewer, "applications.see_assigned")
    return facts.seat == viewer.seat


def _seen(viewer: Viewer) -> QuerySet[Application]:
    found = Application.objects.filter(body__in=viewer.reach)
    if may(viewer, "applications.see") or may(viewer, "applications.see_queue"):
        return found
    require(viewer, "applications.see_assigned")
    return found.filter(seat=viewer.seat)


def within(bucket: Bucket, today: date) -> Q:
    """Return what tells the open applications in *bucket* today."""
    return _within(bucket, today, _soon(today))


def _soon(today: date) -> date:
    """Return the last day that counts as soon."""
    return _ahead(today)[0]


def _ahead(today: date) -> tuple[date, Workdays]:
    """Return the last day that counts as soon, and the calendar: asked for once a list, not once a row."""
    calendar = rules.settings().calendar
    return calendar.after(today, SOON).day, calendar


_WAITING = Q(due__isnull=True) | Q(waits_until__isnull=False)
"""No clock runs, or a view is out: what comes next is somebody else's."""


_NOW = Q(asks__gt="")
"""To be confirmed, or something came in: to be done today, and not late, whatever the day."""


def _within(bucket: Bucket, today: date, soon: date) -> Q:
    match bucket:
        case Bucket.OVERDUE:
            return Q(due__lt=today)
        case Bucket.TODAY:
            return Q(due=today) | (_NOW & (Q(due=None) | Q(due__gt=today)))
        case Bucket.SOON:
            return Q(due__gt=today, due__lte=soon, asks="")
        case Bucket.WAITING:
            return _WAITING & ~Q(due__lte=soon) & Q(asks="")
        case _:
            return Q(due__gt=soon, asks="") & ~_WAITING


def _bucket(row: Application, today: date, soon: date) -> Bucket:
    if row.ended is not None:
        return Bucket.ENDED
    if row.due is not None and row.due < today:
        return Bucket.OVERDUE
    if row.due == today or row.asks:
        return Bucket.TODAY
    if row.due is not None and row.due <= soon:
        return Bucket.SOON
    return Bucket.WAITING if row.due is None or row.waits_until is not None else Bucket.LATER


def _row(row: Application, today: date, soon: date, calendar: Workdays) -> Row:
    left = rules.days_to(row.due, today, calendar) if row.due is not None and row.ended is None else None
    return Row(
        row.subject,
        row.number,
        row.body,
        row.party,
        row.applicant,
        row.matter,
        STATES[State(row.state)],
        _bucket(row, today, soon),
        row.received,
        row.due,
        row.firm,
        row.safe_due,
        row.waits_until,
        row.unit,
        row.seat,
        row.ended,
        row.outcome,
        row.pressed,
        row.refusals,
        left,
        row.asks,
    )


def _happenings(chain: Sequence[Entry], standing: Standing) -> Iterator[Happening]:
    void = {(each.act.kind.value, each.act.effective): each.why for each in standing.refusals}
    steps = {kind.value: entry for kind, entry in acts().items()}
    for entry in chain:
        schema = schemas.schema(entry.subject_kind, entry.kind, entry.version)
        step, said = steps.get(entry.kind), entry.read()
        yield Happening(
            entry.kind,
            _drawn_up(said["letter"]) if entry.kind == "letter_drafted" else schema.words,
            _ground(step, entry.effective, said) if step is not None else None,
            entry.effective,
            entry.happened,
            entry,
            said,
            schema.public,
            void.get((entry.kind, entry.effective)),
        )


def _ground(step: Declared, on: date, said: Mapping[str, object]) -> Ground:
    """Return what a step rested on; a decision on the article of the outcome that was taken."""
    taken = ending(str(said["outcome"])).rests_on if step.kind is Kind.DECIDED else None
    return taken if taken is not None and taken.instrument.since <= on else step.ground_on(on)


def _drawn_up(letter: str) -> Words:
    """Return which letter was drawn up: a receipt is issued at once, another is drafted."""
    words = paper_kind(letter).words
    if letter == "receipt":
        return Words(f"制作{words.zh}", f"{words.en} issued")
    return Words(f"起草{words.zh}", f"{words.en} drafted")


NOT_BY_HAND = {
    Kind.RECEIVED, Kind.OPENING_BALANCE, Kind.IMPORTED, Kind.IMPORT_UNDONE, Kind.DECIDED, Kind.DISPATCHED, Kind.SERVED,
}  # fmt: skip
"""Steps that come about otherwise: by registering, by importing, by signing a reply and sending it."""
