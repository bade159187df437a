"""Who may see the files of a case or an item: the seats that see the case or log what comes in."""

from uuid import UUID

from mingbai_web.accounts.permissions import Forbidden, may
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications.cases import SUBJECT, facts_of
from mingbai_web.applications.models import Item
from mingbai_web.applications.queries import sees
from mingbai_web.files import guards
from mingbai_web.ledger import queries as ledger

__all__ = ["declare"]


def declare() -> None:
    """Declare who sees files here."""
    guards.declare(SUBJECT, _case)
    guards.declare("item", _item)


def _case(of: UUID, viewer: Viewer) -> bool:
    chain = ledger.entries(SUBJECT, of)
    try:
        return bool(chain) and sees(viewer, facts_of(chain))
    except Forbidden:
        return False


def _item(of: UUID, viewer: Viewer) -> bool:
    return (
        may(viewer, "applications.log") and Item.objects.filter(subject=of, body__in=viewer.bodies).exists()
    )
