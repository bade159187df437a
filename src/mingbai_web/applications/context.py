"""The four numbers at the top of every page of the office."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from mingbai_web.accounts.permissions import may
from mingbai_web.applications import queries

__all__ = ["SEES", "today"]

SEES = ("applications.see", "applications.see_queue", "applications.see_assigned")


def today(request: HttpRequest) -> dict[str, Any]:
    """Return `today_line` for a seat that sees applications; asked of the database only where a page shows it."""
    viewer = getattr(request, "viewer", None)
    if viewer is None or not any(may(viewer, key) for key in SEES):
        return {}
    return {
        "today_line": SimpleLazyObject(lambda: queries.today_line(viewer=viewer, today=timezone.localdate()))
    }
