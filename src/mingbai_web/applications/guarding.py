"""Who may see the files of a case or an item: the seats that see the case, or log what comes in."""

from collections.abc import Iterator
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
    if may(viewer, "applications.log") and Item.objects.filter(subject=of, body__in=viewer.reach).exists():
        return True
    return any(_case(each, viewer) for each in _became(of))


def _became(item: UUID) -> Iterator[UUID]:
    """Yield the applications that the item became, or joined: who handles one reads what came in for it."""
    for entry in ledger.entries("item", item):
        match entry.kind:
            case "became":
                yield from map(UUID, entry.read()["applications"])
            case "joined":
                yield entry.read()["application"]
            case _:
                pass
