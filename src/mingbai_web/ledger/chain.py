"""How an entry is digested: canonical JSON of all that it says, with the digest of the entry before."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple
from uuid import UUID

__all__ = ["ALGORITHM", "Link", "canonical", "digest_of", "digest_over"]

ALGORITHM = "sha256"
FORMAT = 1
_json = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":")
).encode  # made once: verification digests every entry


class Link(NamedTuple):
    """Everything of an entry that its digest covers, which is everything but the database's own number and the key."""

    subject_kind: str
    subject_id: UUID
    ordinal: int
    previous: str
    kind: str
    version: int
    facts: str
    happened: date
    effective: date
    recorded_at: datetime
    person: str
    seat: str
    body: str
    on_behalf_of: str
    source: str


def canonical(facts: Mapping[str, object]) -> str:
    """Return *facts* as JSON that the same facts always give: keys sorted, no spaces, days as YYYY-MM-DD."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def digest_of(link: Link) -> str:
    """Return the digest of an entry, in hexadecimal."""
    said = [
        FORMAT,
        link.subject_kind,
        str(link.subject_id),
        link.ordinal,
        link.previous,
        link.kind,
        link.version,
        link.facts,
        link.happened.isoformat(),
        link.effective.isoformat(),
        link.recorded_at.astimezone(UTC).isoformat(timespec="microseconds"),
        link.person,
        link.seat,
        link.body,
        link.on_behalf_of,
        link.source,
    ]
    return _digest(_json(said))


def digest_over(heads: Iterable[tuple[str, UUID, str]], previous: str, on: date) -> str:
    """Return the digest over the *heads* of all chains (kind, subject, digest), in their order, after *previous*."""
    found = hashlib.sha256(f"{FORMAT} {on.isoformat()} {previous}\n".encode())
    for kind, subject, head in heads:
        found.update(f"{kind} {subject} {head}\n".encode())
    return found.hexdigest()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, date):  # an instant is one too
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, tuple):
        return list(value)
    raise TypeError(f"{type(value).__name__} has no place in a ledger: give texts, numbers, days, lists")
