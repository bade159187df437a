"""What a key store keeps and promises; the installation's own is asked for with `store()`.

Keys stand outside the database, with a backup of their own: who has the database, or an old copy of it, has no personal
data, and a key destroyed here is destroyed for every copy of the database there ever was.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Protocol
from uuid import UUID

from django.conf import settings

from mingbai.errors import MingbaiError
from mingbai_web.parties.ciphers import Key

__all__ = ["KeyGone", "KeyStore", "KeysUnusable", "PublicKey", "Purpose", "store"]


class KeysUnusable(MingbaiError):
    """The key store is not there, not whole, or open to others."""


class KeyGone(MingbaiError):
    """The key was destroyed, or this store never had it: what it sealed cannot be read by anybody."""


class Purpose(StrEnum):
    """What an installation's own secrets are for; one never serves for another."""

    INDEX = "index"  # blind indexes
    CODE = "code"  # query codes of submissions
    COMMITMENT = "commitment"
    VAULT = "vault"  # files of no party
    SECOND_FACTOR = "second_factor"  # what telephones make their codes with


class PublicKey(NamedTuple):
    """The key with which a day's submissions are sealed. It is no secret."""

    id: str
    key: bytes


class KeyStore(Protocol):
    """Keys that are on disk before anything they seal is."""

    def make(self, party: UUID) -> Key:
        """Return the data key of *party*, made and on disk when there was none. Raises `KeyGone` for one destroyed."""

    def make_all(self, parties: Sequence[UUID]) -> list[Key]:
        """Return the data keys of *parties*, in their order, made and on disk together. Raises as `make`."""

    def of(self, party: UUID) -> Key:
        """Return the data key of *party*. Raises `KeyGone` when it was destroyed or never was."""

    def several(self, parties: Iterable[UUID]) -> dict[UUID, Key]:
        """Return the data keys that there are of *parties*, in one reading."""

    def has(self, party: UUID) -> bool:
        """Return whether there is a data key of *party*."""

    def destroyed(self, parties: Iterable[UUID]) -> set[UUID]:
        """Return those of *parties* whose data keys were destroyed here; one that never was is none of them."""

    def destroy(self, parties: Iterable[UUID]) -> None:
        """Destroy the data keys of *parties* for good; none is ever made again for them. Twice is as once."""

    def secret(self, purpose: Purpose) -> Key:
        """Return the installation's key for *purpose*, made when first asked for."""

    def sealing(self, day: date) -> PublicKey:
        """Return the public key of *day*, made when first asked for. Raises `KeyGone` for a retired day."""

    def private(self, key: str) -> bytes:
        """Return the private half of the sealing key named. Raises `KeyGone`."""

    def retire(self, day: date) -> None:
        """Destroy the private halves of *day*; none is ever made again for it. Twice is as once."""

    def rotate(self) -> int:
        """Make a new master key, wrap every key by it, destroy the old one; return how many keys there are."""

    def backup_to(self, path: Path) -> None:
        """Write a copy of the whole store in the place of the copy before."""


def store() -> KeyStore:
    """Return the key store of this installation. Raises `KeysUnusable`."""
    return _files(Path(settings.HOME) / "keys")


@lru_cache(maxsize=4)
def _files(folder: Path) -> KeyStore:
    from mingbai_web.parties.key_files import FileKeys  # it stands on this module

    return FileKeys(folder)
