"""What the superior body sees of the bodies it oversees: how many are due when, one case by its days, who was pressed.

No applicant, no paper, no file, no words of a step: an `Overview` has no field for them, so no page can show them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from mingbai.text.words import Words
from mingbai_web.accounts.permissions import require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications import queries
from mingbai_web.applications.cases import SUBJECT
from mingbai_web.applications.models import Application
from mingbai_web.applications.queries import Bucket, NotSeen
from mingbai_web.ledger import queries as ledger

__all__ = ["Overview", "Press", "Queue", "overview", "queues"]


@dataclass(frozen=True, slots=True)
class Press:
    """That somebody pressed, or that it was answered. What it says is shown to who pressed, and an answer to whoever oversees."""

    on: date
    answer: bool
    says: str
    reply_by: date | None


@dataclass(frozen=True, slots=True)
class Overview:
    """One application for who oversees its body."""

    subject: UUID
    number: str
    matter: str
    body: UUID
    unit: UUID | None
    state: Words
    bucket: Bucket
    received: date | None
    due: date | None
    firm: bool
    waits_until: date | None
    ended: date | None
    left: int | None
    presses: tuple[Press, ...]
    head: str


@dataclass(frozen=True, slots=True)
class Queue:
    """How many open applications of a body are where."""

    body: UUID
    open: int
    overdue: int
    today: int
    soon: int
    waiting: int


def overview(*, application: UUID, viewer: Viewer, today: date) -> Overview:
    """Return what may be seen of an application without seeing it. Raises `Forbidden`, `NotSeen`."""
    require(viewer, "applications.supervise")
    rows = queries.listed(applications=[application], viewer=viewer, today=today)
    if not rows:
        raise NotSeen(application)
    row, chain = rows[0], ledger.entries(SUBJECT, application)
    presses = []
    for entry in chain:
        if entry.kind not in ("pressed", "press_answered"):
            continue
        told, answer = entry.read(), entry.kind == "press_answered"
        shown = answer or entry.seat == str(viewer.seat)
        presses.append(Press(entry.effective, answer, told["says"] if shown else "", told.get("reply_by")))
    return Overview(
        row.subject,
        row.number,
        row.matter,
        row.body,
        row.unit,
        row.state,
        row.bucket,
        row.received,
        row.due,
        row.firm,
        row.waits_until,
        row.ended,
        row.left,
        tuple(presses),
        chain[-1].digest,
    )


def queues(*, viewer: Viewer, today: date) -> Sequence[Queue]:
    """Return the open applications of each body that the seat oversees, counted by when they are due. Raises `Forbidden`."""
    require(viewer, "applications.see_queue")
    asked = (Bucket.OVERDUE, Bucket.TODAY, Bucket.SOON, Bucket.WAITING)
    counts = {each.value: Count("pk", filter=queries.within(each, today)) for each in asked}
    rows = Application.objects.filter(body__in=viewer.bodies, ended__isnull=True).order_by()
    names = ("open", *counts)
    counted = rows.values("body").annotate(open=Count("pk"), **counts).values_list("body", *names)
    found = {body: dict(zip(names, numbers, strict=True)) for body, *numbers in counted}
    return [Queue(body, **found.get(body, dict.fromkeys(names, 0))) for body in viewer.bodies]
