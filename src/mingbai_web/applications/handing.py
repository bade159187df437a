"""What a seat has in hand of applications, and how it passes to another seat when somebody leaves."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from mingbai_web.accounts import queries as accounts
from mingbai_web.accounts.handing import Handing, InHand
from mingbai_web.accounts.handing import declare as declare_handing
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications.cases import SUBJECT, facts_of
from mingbai_web.applications.models import Application
from mingbai_web.applications.services.steps import enter_on
from mingbai_web.duties.models import Duty
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.subjects import Hand, Subject

__all__ = ["declare", "named"]


def declare() -> None:
    """Declare how open applications are handed over."""
    declare_handing(Handing(SUBJECT, _held, _move, named))


def named(ids: Iterable[UUID]) -> dict[UUID, str]:
    """Return number and matter of each application of *ids*."""
    rows = Application.objects.filter(subject__in=list(ids)).values_list("subject", "number", "matter")
    return {subject: f"{number} {matter}" for subject, number, matter in rows}


def _held(seat: UUID, day: date) -> list[InHand]:
    asked = Duty.objects.filter(about_kind=SUBJECT, seat=seat).values(
        "about"
    )  # of an ended one too: its proof
    rows = Application.objects.filter(Q(ended=None) | Q(subject__in=asked), seat=seat).order_by("due", "pk")
    return [InHand(Subject(SUBJECT, row.subject), f"{row.number} {row.matter}", row.due) for row in rows]


def _move(
    subject: Subject, *, seat: UUID, to: UUID, on: date, by: Viewer | Hand, now: datetime, today: date
) -> None:
    chain = ledger.entries(subject.kind, subject.id)
    facts = facts_of(chain)
    given = {"unit": accounts.seat(to).unit or facts.unit, "seat": to, "note": f"移交自 {on}"}
    if isinstance(by, Hand):
        by = replace(by, body=str(facts.body))
    enter_on(subject.id, chain, "assigned", given, by=by, seen=chain[-1].digest, now=now)
