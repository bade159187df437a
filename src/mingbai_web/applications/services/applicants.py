"""Erasing an applicant: when nothing has to be answered or served any more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from mingbai.errors import MingbaiError
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications.models import Application, Joint
from mingbai_web.parties import services as parties

__all__ = ["StillNeeded", "erase_applicant", "hold_done_with"]


class StillNeeded(MingbaiError):
    """An application of who is to be erased has still to be answered or served."""


@transaction.atomic
def erase_applicant(*, party: UUID, by: Viewer, reason: str, now: datetime, seen: str) -> None:
    """Erase what is known of *party*, who applied alone or with others, in every copy of the database.

    Acts, days and figures stay. Raises `StillNeeded`, `Forbidden`, and what `parties.services.erase` raises.
    """
    hold_done_with(party)
    parties.erase(party=party, by=by, reason=reason, now=now, seen=seen)


def hold_done_with(party: UUID) -> None:
    """Raise `StillNeeded` where an application of *party* has still to be answered or served."""
    joint = Joint.objects.filter(party=party).values("subject")
    theirs = Application.objects.filter(Q(party=party) | Q(subject__in=joint))
    left = theirs.filter(Q(ended=None) | Q(answered__isnull=False, served=None)).order_by("number").first()
    if left is not None:
        raise StillNeeded(
            f"{left.number} 还没有办结、送达，姓名和地址还用得着：送达以后再删除",
            f"{left.number} is not yet answered and served: its name and address are needed until then",
        )
