"""A case as the seat sees it, for every page about one."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest

from mingbai_web.applications import queries
from mingbai_web.applications.queries import NotSeen, Sheet

__all__ = ["seeing"]


def seeing(
    request: HttpRequest, id: UUID, today: date, effective: date | None = None, known: date | None = None
) -> Sheet:
    """Return the case as the seat sees it; what it may not see is not found."""
    try:
        viewer = request.viewer  # type: ignore[attr-defined]
        return queries.sheet(application=id, viewer=viewer, today=today, effective=effective, known=known)
    except NotSeen:
        raise Http404 from None
