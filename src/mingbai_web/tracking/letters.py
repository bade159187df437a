"""Letters that may be fetched by who proved the code: handed over by the inner side, sealed.

A letter is sealed under a key that HKDF derives from the query code and a data key of the letter's own. The data key stands in
the key store, outside the database: who has the database alone cannot try codes, and once it is destroyed with the party's,
no copy of the database opens to anybody. AES-256-GCM or SM4-GCM, as the key store has it.

What a letter encloses is sealed under the same key, its bytes in the public store: it opens with its letter, and goes with it.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mingbai.errors import MingbaiError
from mingbai_web.files.types import TYPES, Type
from mingbai_web.files.vault import Missing, public
from mingbai_web.parties import keys
from mingbai_web.parties.ciphers import Key, Unopened
from mingbai_web.parties.keys import KeyGone
from mingbai_web.tracking.models import PublicEnclosure, PublicLetter

__all__ = [
    "Enclosed",
    "NotHere",
    "content",
    "enclosed",
    "enclosure",
    "put",
    "put_enclosure",
    "remove",
    "sweep",
    "there",
]

_TYPE = "application/pdf"


class NotHere(MingbaiError):
    """The letter is not on this side."""

    status = 404


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that a letter encloses, as its line is shown."""

    ordinal: int
    name: str = field(repr=False)
    type: Type
    size: int


def put(*, letter: UUID, number: str, code: str, name: str, pdf: bytes, now: datetime) -> None:
    """Keep *pdf* for who holds *number* and *code*; a letter that is there stays. Raises `KeyGone` for one that was removed."""
    sealed = _key(keys.store().make(letter), number, code).seal(pdf, _about(letter))
    row = PublicLetter(id=letter, number=number, name=name, sealed=sealed, made_at=now)
    PublicLetter.objects.bulk_create([row], ignore_conflicts=True)


def put_enclosure(
    *, letter: UUID, ordinal: int, number: str, code: str, name: str, type: str, data: bytes, now: datetime
) -> None:
    """Keep what stands at place *ordinal* among the enclosures of *letter*; one that is there stays. Raises `KeyGone`.

    It is on disk before its row. Called in one transaction with `put`: a letter is never here without what it encloses.
    """
    if PublicEnclosure.objects.filter(letter=letter, ordinal=ordinal).exists():
        return
    key, about = _key(keys.store().make(letter), number, code), _about(letter, ordinal)
    row = PublicEnclosure(
        letter=letter,
        ordinal=ordinal,
        number=number,
        type=type,
        size=len(data),
        name=key.seal(name.encode(), f"{about}/name"),
        place=public().put(key.seal(data, about)),
        made_at=now,
    )
    PublicEnclosure.objects.bulk_create([row], ignore_conflicts=True)


def content(letter: UUID, number: str, code: str) -> tuple[bytes, str]:
    """Return the bytes and the type of a letter of *number*. Raises `NotHere` where it is not, or *code* does not open it."""
    row = PublicLetter.objects.filter(id=letter, number=number).first()
    try:
        if row is not None:
            key = _key(keys.store().of(letter), number, code)
            return key.open(bytes(row.sealed), _about(letter)), _TYPE
    except (KeyGone, Unopened):
        pass
    raise _not_here()


def enclosed(number: str, code: str) -> Mapping[UUID, tuple[Enclosed, ...]]:
    """Return what each letter of *number* encloses, in order; nothing of a letter that *code* does not open."""
    found: dict[UUID, tuple[Enclosed, ...]] = {}
    opens: dict[UUID, Key | None] = {}
    for row in PublicEnclosure.objects.filter(number=number).order_by("letter", "ordinal"):
        try:
            if row.letter not in opens:
                opens[row.letter] = None
                opens[row.letter] = _key(keys.store().of(row.letter), number, code)
            if (key := opens[row.letter]) is not None:
                line = Enclosed(row.ordinal, _name(row, key), TYPES[row.type], row.size)
                found[row.letter] = (*found.get(row.letter, ()), line)
        except (KeyGone, Unopened):
            continue
    return found


def enclosure(letter: UUID, ordinal: int, number: str, code: str) -> tuple[bytes, Type, str]:
    """Return the bytes, the type and the name of what *letter* of *number* encloses at place *ordinal*.

    Raises `NotHere` where it is not, or *code* does not open it.
    """
    row = PublicEnclosure.objects.filter(letter=letter, ordinal=ordinal, number=number).first()
    try:
        if row is not None:
            key = _key(keys.store().of(letter), number, code)
            return (
                key.open(public().get(row.place), _about(letter, ordinal)),
                TYPES[row.type],
                _name(row, key),
            )
    except (KeyGone, Missing, Unopened):
        pass
    raise _not_here()


def there(number: str) -> frozenset[UUID]:
    """Return which letters of *number* can be fetched."""
    return frozenset(PublicLetter.objects.filter(number=number).values_list("id", flat=True))


@transaction.atomic
def remove(letters: Iterable[UUID]) -> None:
    """Take *letters* out with what they enclose; the caller destroys their data keys once that is committed."""
    gone = list(letters)
    PublicLetter.objects.filter(id__in=gone).delete()
    enclosures = PublicEnclosure.objects.filter(letter__in=gone)
    places = list(enclosures.values_list("place", flat=True))
    enclosures.delete()
    transaction.on_commit(lambda: _swept(places))


def sweep(*, older: float = 86_400) -> int:
    """Remove from the public store what never got its row, put more than *older* seconds ago; return how many files that were."""
    kept = set(PublicEnclosure.objects.values_list("place", flat=True))
    return _swept([name for name in public().names(before=time.time() - older) if name not in kept])


def _swept(places: list[str]) -> int:
    for place in places:
        public().remove(place)
    return len(places)


def _name(row: PublicEnclosure, key: Key) -> str:
    return key.open(bytes(row.name), f"{_about(row.letter, row.ordinal)}/name").decode()


def _key(own: Key, number: str, code: str) -> Key:
    return own.derive(f"public-letter/{number}/{code}")


def _about(letter: UUID, ordinal: int = 0) -> str:
    return f"public-letter/{letter}/{ordinal}" if ordinal else f"public-letter/{letter}"


def _not_here() -> NotHere:
    return NotHere(
        "这份文书现在不能在网上下载：请向机关索取",
        "this letter cannot be fetched here now: ask the body for it",
    )
