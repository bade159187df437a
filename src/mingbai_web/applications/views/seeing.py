"""A case as the seat sees it, for every page about one."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.dateparse import parse_date

from mingbai_web.accounts.permissions import may
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications import queries
from mingbai_web.applications.queries import NotSeen, Sheet

__all__ = ["day_asked", "drafts", "seeing"]


def seeing(
    request: HttpRequest, id: UUID, today: date, effective: date | None = None, known: date | None = None
) -> Sheet:
    """Return the case as the seat sees it; what it may not see is not found."""
    try:
        viewer = request.viewer  # type: ignore[attr-defined]
        return queries.sheet(application=id, viewer=viewer, today=today, effective=effective, known=known)
    except NotSeen:
        raise Http404 from None


def drafts(viewer: Viewer) -> bool:
    """Return whether the seat drafts what an application is handled with: the window drafts receipts and what it answers on the spot."""
    return may(viewer, "papers.draft") and may(viewer, "applications.handle")


def day_asked(text: str | None) -> date | None:
    """Return the day that an address asks for, None where it is none."""
    try:
        return parse_date(text) if text else None
    except ValueError:
        return None
