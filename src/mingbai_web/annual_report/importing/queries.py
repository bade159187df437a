"""What was imported, for who may import."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mingbai_web.accounts.permissions import require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.annual_report.importing.services import NoImport
from mingbai_web.annual_report.models import Import

__all__ = ["Taken", "import_of", "imports"]


@dataclass(frozen=True, slots=True)
class Taken:
    """One import: how many rows it read, how many applications it made, whether it was taken back."""

    id: UUID
    body: UUID
    sheet: str
    rows: int
    made: int
    imported_at: datetime
    person: str
    undone_at: datetime | None


def imports(*, viewer: Viewer, most: int = 200) -> list[Taken]:
    """Return the imports of the viewer's bodies, the latest first. Raises `Forbidden`."""
    require(viewer, "figures.import")
    found = Import.objects.filter(body__in=viewer.reach).order_by("-imported_at")
    return [_taken(row) for row in found[:most]]


def import_of(*, id: UUID, viewer: Viewer) -> Taken:
    """Return one import. Raises `Forbidden`, `NoImport`."""
    require(viewer, "figures.import")
    row = Import.objects.filter(subject=id, body__in=viewer.reach).first()
    if row is None:
        raise NoImport("没有这次导入", "there is no such import")
    return _taken(row)


def _taken(row: Import) -> Taken:
    return Taken(
        row.subject, row.body, row.sheet, row.rows, row.made, row.imported_at, row.person, row.undone_at
    )
