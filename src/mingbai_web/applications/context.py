"""The four numbers at the top of every page of the office, and how much waits at a place of its rail."""

from collections.abc import Sized
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from mingbai_web.accounts.permissions import may
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications import incoming, queries
from mingbai_web.applications.incoming import CameIn
from mingbai_web.papers import queries as papers

__all__ = ["SEES", "today", "waits"]

SEES = ("applications.see", "applications.see_queue", "applications.see_assigned")


def waits(came: CameIn, signing: Sized) -> dict[str, int]:
    """Return how much waits for this seat at a place of the rail: what is to be registered, what is to be signed."""
    return {"/office/items/": came.count, "/office/papers/": len(signing)}


def _waits(viewer: Viewer) -> dict[str, int]:
    came = incoming.came_in(viewer=viewer, today=timezone.localdate())
    return waits(came, papers.to_sign(viewer))


def today(request: HttpRequest) -> dict[str, Any]:
    """Return `today_line` for a seat that sees applications; and `waits`; asked of the database only where a page shows it."""
    viewer = getattr(request, "viewer", None)
    if viewer is None:
        return {}
    rail = {"waits": SimpleLazyObject(lambda: _waits(viewer))}
    if not any(may(viewer, key) for key in SEES):
        return rail
    return {
        **rail,
        "today_line": SimpleLazyObject(lambda: queries.today_line(viewer=viewer, today=timezone.localdate())),
    }
