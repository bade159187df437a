"""From the acts on imports and profiles to their rows."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from mingbai_web.annual_report.models import Import, Profile
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.projections import Projected, Projection
from mingbai_web.ledger.projections import declare as declare_projection

__all__ = ["declare"]


def declare() -> None:
    """Declare the projections of this app."""
    declare_projection(Projection("import", "import", (Import,), _import))
    declare_projection(Projection("profile", "profile", (Profile,), _profile))


def _import(subject: UUID, entries: Sequence[Entry]) -> Iterator[Projected]:
    first, last = entries[0], entries[-1]
    said = first.read()
    yield Import(
        body=said["body"],
        digest=said["digest"],
        sheet=said.get("sheet", ""),
        rows=said["rows"],
        made=said["made"],
        imported_at=first.recorded_at,
        person=first.person,
        undone_at=last.recorded_at if last.kind == "undone" else None,
    )


def _profile(subject: UUID, entries: Sequence[Entry]) -> Iterator[Projected]:
    last = entries[-1]
    if last.kind == "saved":
        said = last.read()
        yield Profile(body=said["body"], use=said["use"], name=said["name"], said=last.facts)
