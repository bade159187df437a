"""What the frame of the office shows of who is looking: the name, the seat."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

__all__ = ["seat"]


def seat(request: HttpRequest) -> dict[str, Any]:
    """Return the viewer and the name of the seat; nothing is asked of the database."""
    viewer = getattr(request, "viewer", None)
    if viewer is None:
        return {}
    name = viewer.seat_name
    return {"viewer": viewer, "seat_name": _("代 %(seat)s") % {"seat": name} if viewer.deputy_for else name}
