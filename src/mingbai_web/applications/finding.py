"""Applications and items as documents that are found by words; no personal data stands in them."""

from collections.abc import Sequence

from django.db.models import Q

from mingbai.screening.personal import personal
from mingbai.text.words import Words
from mingbai_web.accounts.permissions import may
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications.cases import SUBJECT, Facts
from mingbai_web.applications.models import Item
from mingbai_web.ledger.models import Entry
from mingbai_web.search import documents
from mingbai_web.search.kinds import Kind
from mingbai_web.search.models import OfficeDocument

__all__ = ["KINDS", "application", "item", "sees_applications"]


def application(facts: Facts, entries: Sequence[Entry]) -> OfficeDocument:
    """Return the document of an application: its numbers, its matter, and notes in which no personal number stands."""
    notes = (entry.read()["note"] for entry in entries if entry.kind == "noted")
    return documents.office(
        SUBJECT,
        body=facts.body,
        seat=facts.seat,
        day=facts.registered_on,
        title=facts.number,
        text=facts.matter,
        more=(facts.public_number, *(note for note in notes if next(personal(note), None) is None)),
        address="applications:case",
    )


def item(row: Item) -> OfficeDocument:
    """Return the document of an item: its number, what it is about, its tracking number."""
    return documents.office(
        "item",
        body=row.body,
        day=row.logged_on,
        title=row.number,
        text=row.about,
        more=(row.tracking,),
        address="applications:item",
    )


def sees_applications(viewer: Viewer) -> Q | None:
    """Return which applications the seat sees, None for a seat that sees none; holds for `Application` as well."""
    if may(viewer, "applications.see") or may(viewer, "applications.see_queue"):
        return Q(body__in=viewer.reach)
    if may(viewer, "applications.see_assigned"):
        return Q(body__in=viewer.reach, seat=viewer.seat)
    return None


def _sees_items(viewer: Viewer) -> Q | None:
    return Q(body__in=viewer.reach) if may(viewer, "applications.log") else None


KINDS = (
    Kind(SUBJECT, Words("申请", "applications"), sees_applications),
    Kind("item", Words("收件", "items"), _sees_items),
)
