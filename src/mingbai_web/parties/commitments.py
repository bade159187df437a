"""Commitments: digests that bind an act to a value without telling it, since a plain digest of a number *is* the number.

A commitment names its algorithm, a salt of its own, and the keyed digest. The key of a party's commitments comes from the
party's data key, so erasing the party leaves digests that nobody can try values against.
"""

import os
import re
from uuid import UUID

from mingbai_web.parties import keys
from mingbai_web.parties.ciphers import Key
from mingbai_web.parties.keys import Purpose

__all__ = ["commit", "holds", "index", "keyed"]

_SHAPE = re.compile(r"\A([a-z0-9-]{1,32}):([0-9a-f]{32}):([0-9a-f]{64})\Z")


def commit(value: str, *, party: UUID | None = None) -> str:
    """Return a commitment to *value*, which is of *party* where one is given."""
    key, salt = _key(party), os.urandom(16).hex()
    return f"{key.digests_by}:{salt}:{key.digest(salt, value).hex()}"


def holds(commitment: str, value: str, *, party: UUID | None = None) -> bool:
    """Return whether *commitment* was made to *value*. Raises `KeyGone` when the party was erased."""
    found, key = _SHAPE.match(commitment), _key(party)
    if found is None or found[1] != key.digests_by:
        return False
    return key.digested(bytes.fromhex(found[3]), found[2], value)


def index(field: str, value: str) -> str:
    """Return the blind index of the normal *value* of *field*."""
    return keyed(Purpose.INDEX, field, value)


def keyed(purpose: Purpose, *parts: str) -> str:
    """Return the keyed digest of *parts* by which an equal value is found again: for codes and indexes, in hexadecimal."""
    return keys.store().secret(purpose).digest(*parts).hex()


def _key(party: UUID | None) -> Key:
    if party is None:
        return keys.store().secret(Purpose.COMMITMENT)
    return keys.store().of(party).derive("commitment")
