"""Proving the ledger: every chain is whole and says what its digests say, and every seal covers what it covered.

Tamper-evident, not tamper-proof: who owns the database can still replace a whole chain with all its digests, or remove a
chain, back to the last seal that left the machine. A seal kept elsewhere shows that.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from mingbai.text.words import Words
from mingbai_web.ledger import queries, triggers
from mingbai_web.ledger.chain import Link, digest_of, digest_over
from mingbai_web.ledger.models import Entry, Seal
from mingbai_web.ledger.pieces import Each, Piece, pieces

__all__ = ["Fault", "verify"]


_AT_ONCE = 1_000
"""Subjects whose chains are read together."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold, and where."""

    at: str
    says: Words


def verify(each: Each = map) -> Iterator[Fault]:
    """Yield what does not hold: the triggers, chain by chain, then seal by seal; nothing when all is whole.

    *each* goes through the pieces (`ledger.pieces.apart`).
    """
    for name in sorted(triggers.missing(connection)):
        yield Fault(f"trigger/{name}", Words("数据库不再拒绝改动", "the database no longer refuses changes"))
    kinds = Entry.objects.order_by("subject_kind").values_list("subject_kind", flat=True).distinct()
    chains = each(_chains, [piece for kind in kinds for piece in pieces(kind, _AT_ONCE)])
    seals = list(_seals())  # while other processes, if there are, go through the chains
    for found in chains:
        yield from found
    yield from seals


def _chains(piece: Piece) -> list[Fault]:
    """Return what does not hold in the chains of the piece."""
    found = []
    before: UUID | None = None
    ordinal, previous = 0, ""
    rows = piece.entries().values_list(*Link._fields, "digest")
    for *fields, digest in rows.iterator(chunk_size=2_000):
        link = Link(*fields)
        if link.subject_id != before:
            before, ordinal, previous = link.subject_id, 0, ""
        at = f"{link.subject_kind}/{link.subject_id}#{link.ordinal}"
        if link.ordinal != ordinal + 1:
            found.append(Fault(at, Words(f"缺第{ordinal + 1}条", f"entry {ordinal + 1} is missing")))
        elif link.previous != previous:
            found.append(Fault(at, Words("与前一条不相接", "it does not follow from the entry before")))
        if digest_of(link) != digest:
            found.append(Fault(at, Words("内容与摘要不符", "what it says is not what its digest says")))
        ordinal, previous = link.ordinal, digest
    return found


def _seals() -> Iterator[Fault]:
    """Hold each seal against the heads that moved since the seal before it, reading every entry once, in order of number."""
    seals = list(
        Seal.objects.order_by("sealed_on")
    )  # before the entries: one that comes meanwhile covers later ones
    rows = Entry.objects.order_by("id").values_list("id", "subject_kind", "subject_id", "digest")
    entries = rows.iterator(chunk_size=5_000)
    row = next(entries, None)
    previous, count = "", 0
    for seal in seals:
        at = f"seal/{seal.sealed_on}"
        moved: dict[tuple[str, UUID], str] = {}
        while row is not None and row[0] <= seal.last_entry:
            _, kind, subject, digest = row
            moved[kind, subject] = digest
            count += 1
            row = next(entries, None)
        heads = ((*subject, moved[subject]) for subject in sorted(moved, key=queries.in_order))
        if seal.previous != previous:
            yield Fault(at, Words("与前一日的封存不相接", "it does not follow from the seal before"))
        if count != seal.entries:
            yield Fault(at, Words("封存之后有记录增减", "entries it covered were added or removed"))
        elif digest_over(heads, seal.previous, seal.sealed_on) != seal.digest:
            yield Fault(at, Words("封存的内容已变", "what it covered has changed"))
        previous = seal.digest
