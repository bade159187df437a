"""What may be seen of parties: labels by most, all of it by few who say why, earlier ones of the same by blind index."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mingbai.errors import MingbaiError
from mingbai.text.words import Words
from mingbai_web.accounts import access
from mingbai_web.accounts.access import NoReason
from mingbai_web.accounts.permissions import may, require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger import queries as ledger
from mingbai_web.parties import commitments, keys
from mingbai_web.parties.ciphers import Key
from mingbai_web.parties.details import KINDS, Details, normal
from mingbai_web.parties.labels import ERASED
from mingbai_web.parties.models import Index, Party

__all__ = ["NoParty", "NoReason", "find", "head", "masked", "opened", "same_as", "unmasked"]


_TELLING = ("number", "phone", "name")
"""What parties are the same by, alone or together."""


class NoParty(MingbaiError):
    """There is no such party in the viewer's bodies."""


def masked(parties: Iterable[UUID], viewer: Viewer) -> dict[UUID, Words]:
    """Return what may stand in a list for each of *parties* of the viewer's bodies: its label, or its kind alone.

    A seat without personal data (the supervisor's) is told the kind.
    """
    rows = Party.of(viewer.reach).filter(id__in=set(parties)).values_list("id", "kind", "label")
    if may(viewer, "parties.see"):
        return {party: Words(label, "erased" if label == ERASED else label) for party, _, label in rows}
    return {party: KINDS[kind] for party, kind, _ in rows}


@transaction.atomic
def unmasked(party: UUID, viewer: Viewer, reason: str, now: datetime) -> Details:
    """Return all that is known of a party; the access log has who read it and why before anything is opened.

    Raises `Forbidden`, `NoReason`, `NoParty`, and `KeyGone` for an erased one.
    """
    require(viewer, "applications.unmask")
    row = _row(party, viewer)
    access.read(viewer, party, reason, now)
    return opened(row)


def same_as(parties: Iterable[UUID], viewer: Viewer) -> list[UUID]:
    """Return the viewer's other parties that are the same as one of *parties*, the newest first.

    The same document number says so; without one, the same name with the same telephone. A name alone does not. Of a
    party of another body nothing is said. Asks two things, of however many.
    """
    own = set(parties)
    mine: dict[tuple[str, str], set[UUID]] = {}
    known = Index.objects.filter(party__in=Party.of(viewer.reach).filter(id__in=own))
    for one, *index in known.values_list("party", "field", "digest"):
        mine.setdefault((index[0], index[1]), set()).add(one)
    shared = Index.objects.filter(digest__in={digest for _, digest in mine}, field__in=_TELLING)
    found: dict[tuple[UUID, UUID], set[str]] = {}
    rows = shared.filter(party__body__in=viewer.reach).exclude(party__in=own)
    for other, field, digest in rows.values_list("party", "field", "digest"):
        for one in mine.get((field, digest), ()):
            found.setdefault((one, other), set()).add(field)
    same = {other for (_, other), on in found.items() if "number" in on or {"phone", "name"} <= on}
    return sorted(same, reverse=True)  # ids are in the order of making


def find(field: str, value: str, viewer: Viewer) -> list[UUID]:
    """Return the viewer's parties whose `number`, `phone` or `name` is *value*, however it was typed; the newest first."""
    require(viewer, "parties.see")
    if not (wanted := normal(field, value[:1_000])):
        return []
    rows = Index.objects.filter(
        field=field, digest=commitments.index(field, wanted), party__body__in=viewer.reach
    )
    return sorted(rows.values_list("party", flat=True), reverse=True)


def head(party: UUID) -> str:
    """Return the digest of the party's last act, on which the next is decided."""
    last = ledger.head("party", party)
    return last.digest if last is not None else ""


def opened(row: Party, key: Key | None = None) -> Details:
    """Return the sealed details of *row*. Raises `KeyGone`, `Unopened`. For services, which say who sees it."""
    return Details.read((key or keys.store().of(row.id)).open(bytes(row.sealed), row.about))


def _row(party: UUID, viewer: Viewer) -> Party:
    row = Party.of(viewer.reach).filter(id=party).first()
    if row is None:
        raise _no_party()
    return row


def _no_party() -> NoParty:
    return NoParty("没有这个当事人，或者不属于本机关", "there is no such party, or it is another body's")
