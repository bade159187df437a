"""What the frame of the office shows of who is looking: the name, the seat."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from mingbai.text.words import Words
from mingbai_web.accounts.permissions import may
from mingbai_web.accounts.roles import called
from mingbai_web.look.templatetags.look import said

__all__ = ["seat"]

_PLACES = {
    "/office/items/": ("applications.log",),
    "/office/cases/": ("applications.see", "applications.see_assigned", "applications.see_queue"),
    "/office/papers/": ("papers.see",),
    "/office/figures/": ("figures.see", "figures.import", "figures.export"),
}
"""What one of opens a place of the rail; a place that is not here is open to every seat."""


_FINDS = {
    "/office/items/": Words("收件", "items"),
    "/office/cases/": Words("申请", "applications"),
    "/office/papers/": Words("文书", "papers"),
}
"""What the search of a seat finds: of these places those that are open to it."""


def seat(request: HttpRequest) -> dict[str, Any]:
    """Return the viewer, the name of the seat and the places closed to it; nothing is asked of the database."""
    viewer = getattr(request, "viewer", None)
    if viewer is None:
        return {}
    name = called(viewer.seat_name)
    closed = {place for place, keys in _PLACES.items() if not any(may(viewer, key) for key in keys)}
    return {
        "finds": [words for place, words in _FINDS.items() if place not in closed],
        "viewer": viewer,
        "seat_name": _("代 %(seat)s") % {"seat": said(name)} if viewer.deputy_for else name,
        "closed": closed,
    }
