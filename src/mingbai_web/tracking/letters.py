"""Letters that may be fetched by who proved the code: handed over by the inner side, sealed.

A letter is sealed under a key that HKDF derives from the query code and a data key of the letter's own. The data key stands in
the key store, outside the database: who has the database alone cannot try codes, and once it is destroyed with the party's,
no copy of the database opens to anybody. AES-256-GCM or SM4-GCM, as the key store has it.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mingbai.errors import MingbaiError
from mingbai_web.parties import keys
from mingbai_web.parties.ciphers import Key, Unopened
from mingbai_web.parties.keys import KeyGone
from mingbai_web.tracking.models import PublicLetter

__all__ = ["NotHere", "content", "put", "remove", "there"]

_TYPE = "application/pdf"


class NotHere(MingbaiError):
    """The letter is not on this side."""

    status = 404


def put(*, letter: UUID, number: str, code: str, name: str, pdf: bytes, now: datetime) -> None:
    """Keep *pdf* for who holds *number* and *code*; a letter that is there stays. Raises `KeyGone` for one that was removed."""
    sealed = _key(keys.store().make(letter), number, code).seal(pdf, _about(letter))
    row = PublicLetter(id=letter, number=number, name=name, sealed=sealed, made_at=now)
    PublicLetter.objects.bulk_create([row], ignore_conflicts=True)


def content(letter: UUID, number: str, code: str) -> tuple[bytes, str]:
    """Return the bytes and the type of a letter of *number*. Raises `NotHere` where it is not, or *code* does not open it."""
    row = PublicLetter.objects.filter(id=letter, number=number).first()
    try:
        if row is not None:
            key = _key(keys.store().of(letter), number, code)
            return key.open(bytes(row.sealed), _about(letter)), _TYPE
    except (KeyGone, Unopened):
        pass
    raise NotHere(
        "这份文书现在不能在网上下载：请向机关索取",
        "this letter cannot be fetched here now: ask the body for it",
    )


def there(number: str) -> frozenset[UUID]:
    """Return which letters of *number* can be fetched."""
    return frozenset(PublicLetter.objects.filter(number=number).values_list("id", flat=True))


@transaction.atomic
def remove(letters: Iterable[UUID]) -> None:
    """Take *letters* out; the caller destroys their data keys once that is committed."""
    PublicLetter.objects.filter(id__in=list(letters)).delete()


def _key(own: Key, number: str, code: str) -> Key:
    return own.derive(f"public-letter/{number}/{code}")


def _about(letter: UUID) -> str:
    return f"public-letter/{letter}"
