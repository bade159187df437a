"""What came in and waits to be registered: items to be sorted, submissions to be taken in."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from mingbai_web.accounts.permissions import may, require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications.models import Item
from mingbai_web.intake import queries as intake
from mingbai_web.rules import queries as rules

__all__ = ["CameIn", "came_in", "items_sorted", "items_to_sort", "submission_numbered", "submissions"]


def items_to_sort(*, viewer: Viewer, most: int = 200) -> list[Item]:
    """Return what came in and is not yet sorted, the oldest first. Raises `Forbidden`."""
    require(viewer, "applications.log")
    return list(Item.objects.filter(body__in=viewer.reach, became="").order_by("arrived_at")[:most])


def submissions(*, viewer: Viewer, today: date) -> list[dict[str, Any]]:
    """Return what was submitted online and waits, with the day by which it is to be confirmed. Raises `Forbidden`."""
    require(viewer, "applications.log")
    calendar = rules.settings().calendar
    found = []
    for each in intake.waiting(viewer.reach):
        day = timezone.localdate(each.submitted_at)
        # The same working day; what comes in on a day of rest is confirmed on the next working day (条例第三十一条).
        by = day if calendar.works(day) else calendar.after(day, 1).day
        found.append(
            {
                "id": each.id,
                "number": each.number,
                "submitted_at": each.submitted_at,
                "confirm_by": by,
                "left": rules.days_to(by, today, calendar),
            }
        )
    return found


def submission_numbered(text: str, *, viewer: Viewer) -> UUID | None:
    """Return the submission that waits under the number that was told to its applicant, for who registers it."""
    if not may(viewer, "applications.register"):
        return None
    number = unicodedata.normalize("NFKC", text).strip()
    return next((each.id for each in intake.waiting(viewer.reach) if each.number == number), None)


@dataclass(frozen=True, slots=True)
class CameIn:
    """How much came in and is not registered yet, and the first day by which what came online is to be confirmed."""

    online: int = 0
    items: int = 0
    confirm_by: date | None = None
    left: int | None = None

    @property
    def count(self) -> int:
        """Return how much it is together."""
        return self.online + self.items


def came_in(*, viewer: Viewer, today: date) -> CameIn:
    """Return how much waits at this seat to be registered; nothing for a seat that registers nothing."""
    if not may(viewer, "applications.log"):
        return CameIn()
    online = submissions(viewer=viewer, today=today)
    items = Item.objects.filter(body__in=viewer.reach, became="").count()
    first = min(online, key=lambda each: each["confirm_by"], default={})
    return CameIn(len(online), items, first.get("confirm_by"), first.get("left"))


def items_sorted(*, viewer: Viewer, most: int = 50) -> list[Item]:
    """Return what was sorted last, the newest first. Raises `Forbidden`."""
    require(viewer, "applications.log")
    return list(Item.objects.filter(body__in=viewer.reach).exclude(became="").order_by("-arrived_at")[:most])
