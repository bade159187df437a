"""What an entry is about, who enters it: values that every app hands to the ledger."""

from dataclasses import dataclass
from uuid import UUID

import uuid_utils.compat

__all__ = ["Hand", "Subject", "new_id"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What an entry is about: a kind and a UUID of version 7, never a foreign key or a document number."""

    kind: str
    id: UUID


@dataclass(frozen=True, slots=True)
class Hand:
    """Who enters an act: the person in a seat of a body, on whose behalf, and from what source."""

    person: str
    seat: str
    body: str
    on_behalf_of: str = ""
    source: str = "screen"


def new_id() -> UUID:
    """Return a new UUID of version 7: in the order of making, without a number that says how many there were."""
    made: UUID = uuid_utils.compat.uuid7()
    return made
