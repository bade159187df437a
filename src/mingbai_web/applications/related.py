"""Other applications that who handles one should know of: of the same applicant, and on the same matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mingbai.text.words import Words
from mingbai_web.accounts.permissions import may
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications.cases import SUBJECT
from mingbai_web.applications.finding import sees_applications
from mingbai_web.applications.models import Application, Joint
from mingbai_web.parties import queries as parties
from mingbai_web.search import queries as search

__all__ = ["Related", "related"]

MOST = 5
_APPLICANT = Words("同一申请人", "the same applicant")
_MATTER = Words("内容相近", "a like matter")


@dataclass(frozen=True, slots=True)
class Related:
    """An application that has to do with another, and why."""

    subject: UUID
    number: str
    matter: str
    day: date
    why: tuple[Words, ...]


def related(
    application: UUID, applied: Sequence[UUID], *, matter: str, viewer: Viewer
) -> tuple[Related, ...]:
    """Return the applications of those who *applied*, of each alone or with others, the newest first, then those on a *matter* like its own, the likest first.

    Of the applicant a seat is told that sees parties; of each application only what the seat sees anyway.
    """
    found: dict[UUID, Related] = {}
    for row in _of_applicants(application, applied, viewer):
        found[row.subject] = Related(row.subject, row.number, row.matter, row.registered_on, (_APPLICANT,))
    for hit in search.like(viewer, SUBJECT, matter, but=application, most=MOST):
        why = (*found[hit.subject].why, _MATTER) if hit.subject in found else (_MATTER,)
        found[hit.subject] = Related(hit.subject, hit.title, hit.text, hit.day, why)
    return tuple(found.values())


def _of_applicants(application: UUID, applied: Sequence[UUID], viewer: Viewer) -> list[Application]:
    sees = sees_applications(viewer)
    if sees is None or not may(viewer, "parties.see"):
        return []
    same = {*applied, *parties.same_as(applied, viewer)}
    # By what they applied for first: on its own it is found by an index, joined with the rest all of a body is read.
    theirs = Application.objects.filter(party__in=same).values_list("subject", flat=True)
    joint = Joint.objects.filter(party__in=same).values_list("subject", flat=True)
    others = set(theirs.union(joint)) - {application}
    rows = Application.objects.filter(sees, subject__in=others)
    return list(rows.order_by("-registered_on", "-subject")[:MOST]) if others else []
