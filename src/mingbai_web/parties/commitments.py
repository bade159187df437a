"""Commitments: digests that bind an act to a value without telling it, since a plain digest of a number *is* the number.

A commitment names its algorithm, a salt of its own, and the keyed digest. The key of a party's commitments comes from the
party's data key, so erasing the party leaves digests that nobody can try values against.
"""

import os
import re
from collections.abc import Iterable, Mapping
from uuid import UUID

from mingbai_web.parties import keys
from mingbai_web.parties.ciphers import Key
from mingbai_web.parties.keys import Purpose

__all__ = ["commit", "commit_each", "each_holds", "holds", "index", "keyed"]

_SHAPE = re.compile(r"\A([a-z0-9-]{1,32}):([0-9a-f]{32}):([0-9a-f]{64})\Z")


def commit(value: str, *, party: UUID | None = None) -> str:
    """Return a commitment to *value*, which is of *party* where one is given."""
    return _made(_key(party), value)


def commit_each(values: Iterable[tuple[str, str]], *, key: Key) -> dict[str, str]:
    """Return commitments to several values of the party whose data key is *key*, by name."""
    own = key.derive("commitment")
    return {name: _made(own, value) for name, value in values}


def holds(commitment: str, value: str, *, party: UUID | None = None) -> bool:
    """Return whether *commitment* was made to *value*. Raises `KeyGone` when the party was erased."""
    return _held(_key(party), commitment, value)


def each_holds(commitments: Mapping[str, str], values: Iterable[tuple[str, str]], *, key: Key) -> bool:
    """Return whether the commitments by name are to those values, and no others, of the party whose data key is *key*."""
    own, told = key.derive("commitment"), dict(values)
    return told.keys() == commitments.keys() and all(
        _held(own, commitments[name], value) for name, value in told.items()
    )


def index(field: str, value: str) -> str:
    """Return the blind index of the normal *value* of *field*."""
    return keyed(Purpose.INDEX, field, value)


def keyed(purpose: Purpose, *parts: str) -> str:
    """Return the keyed digest of *parts* by which an equal value is found again: for codes and indexes, in hexadecimal."""
    return keys.store().secret(purpose).digest(*parts).hex()


def _made(key: Key, value: str) -> str:
    salt = os.urandom(16).hex()
    return f"{key.digests_by}:{salt}:{key.digest(salt, value).hex()}"


def _held(key: Key, commitment: str, value: str) -> bool:
    found = _SHAPE.match(commitment)
    if found is None or found[1] != key.digests_by:
        return False
    return key.digested(bytes.fromhex(found[3]), found[2], value)


def _key(party: UUID | None) -> Key:
    if party is None:
        return keys.store().secret(Purpose.COMMITMENT)
    return keys.store().of(party).derive("commitment")
