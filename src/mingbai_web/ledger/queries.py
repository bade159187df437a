"""Reading the ledger: a subject's entries in order, its head, all heads up to an entry."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from mingbai_web.ledger.models import Entry, Seal
from mingbai_web.ledger.pieces import Piece

__all__ = [
    "by_key",
    "by_keys",
    "chains",
    "chains_of",
    "entries",
    "head",
    "heads",
    "in_order",
    "seal_on",
    "touched",
]


def head(kind: str, subject: UUID) -> Entry | None:
    """Return the last entry on the subject, None when there is none."""
    return Entry.objects.filter(subject_kind=kind, subject_id=subject).order_by("-ordinal").first()


def entries(kind: str, subject: UUID, *, known: datetime | None = None) -> list[Entry]:
    """Return the entries on the subject in the order of recording, those recorded up to *known*."""
    found = Entry.objects.filter(subject_kind=kind, subject_id=subject)
    if known is not None:
        found = found.filter(recorded_at__lte=known)
    return list(found.order_by("ordinal"))


def by_key(key: str) -> Entry | None:
    """Return the entry that was made with the intake key *key*, None when there is none."""
    return Entry.objects.filter(key=key).first()


def by_keys(start: str) -> list[Entry]:
    """Return the entries that were made with intake keys that begin with *start*, in the order of recording."""
    return list(Entry.objects.filter(key__startswith=start).order_by("id"))


def chains(kind: str, *, among: Iterable[UUID] | None = None) -> Iterator[tuple[UUID, list[Entry]]]:
    """Yield each subject of *kind* with its entries in order; those of *among* alone where it is given."""
    for found in _entries_of(Entry.objects.filter(subject_kind=kind), among):
        ordered = found.order_by("subject_id", "ordinal")
        for subject, chain in groupby(ordered.iterator(chunk_size=2_000), attrgetter("subject_id")):
            yield subject, list(chain)


def chains_of(piece: Piece) -> Iterator[tuple[UUID, list[Entry]]]:
    """Yield each subject of the piece with its entries in order."""
    for subject, chain in groupby(piece.entries(), attrgetter("subject_id")):
        yield subject, list(chain)


def _entries_of(found: QuerySet[Entry], among: Iterable[UUID] | None) -> Iterator[QuerySet[Entry]]:
    """Yield the entries in pieces: a database takes so many ids in one question."""
    if among is None:
        yield found
        return
    ids = sorted(among)
    for at in range(0, len(ids), 5_000):
        yield found.filter(subject_id__in=ids[at : at + 5_000])


def touched(kind: str, among: Iterable[UUID], person: str) -> set[UUID]:
    """Return those subjects of *among* on whose chain *person* entered anything, or on whose behalf anything was."""
    by = Q(person=person) | Q(on_behalf_of=person)
    found = Entry.objects.filter(by, subject_kind=kind, subject_id__in=list(among))
    return set(found.values_list("subject_id", flat=True))


def heads(last: int, *, after: int = 0) -> Iterator[tuple[str, UUID, str]]:
    """Yield kind, subject and digest of each chain's head among the entries number *after* + 1 to *last*, in a fixed order."""
    ends = (
        Entry.objects.filter(id__gt=after, id__lte=last)
        .values("subject_kind", "subject_id")
        .annotate(end=Max("id"))
        .values_list("end", flat=True)
    )
    found = Entry.objects.filter(id__in=ends).values_list("subject_kind", "subject_id", "digest")
    yield from sorted(found.iterator(), key=lambda head: in_order(head[:2]))


def in_order(subject: tuple[str, UUID]) -> tuple[str, str]:
    """Return what orders subjects alike on every database, whose own orders of texts and ids differ."""
    return subject[0], subject[1].hex


def seal_on(day: date) -> Seal:
    """Return the seal of *day*."""
    return Seal.objects.get(sealed_on=day)
