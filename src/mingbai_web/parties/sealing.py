"""Sealing what the public sends in: the outer zone writes what it cannot read, the inner zone opens it.

Each day has a key pair. A submission is sealed to the public half with a key that is used once (X25519, HKDF, AES-GCM), so
whoever holds the outer zone, or its backups, reads no submission of the days before. When a day's submissions are taken
in, `retire` destroys its private half and what old backups hold of them stays closed for good.
"""

import re
from datetime import date

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from mingbai_web.parties import keys
from mingbai_web.parties.ciphers import Unopened
from mingbai_web.parties.keys import KeyGone, PublicKey

__all__ = ["ALGORITHM", "KeyGone", "PublicKey", "Unopened", "day_of", "open", "public_key", "retire", "seal"]

ALGORITHM = "x25519-hkdf-sha256-aes-256-gcm"
_HEAD = re.compile(rb"\A([a-z0-9-]{1,40})\0([0-9]{4}-[0-9]{2}-[0-9]{2}\.[0-9a-f]{8})\0")
_PUBLIC, _TAG = 32, 16
_NONCE = bytes(12)  # the key is used once


def public_key(today: date) -> PublicKey:
    """Return the public key with which submissions of *today* are sealed, and its name."""
    return keys.store().sealing(today)


def seal(public: PublicKey, payload: bytes) -> bytes:
    """Return *payload* sealed to *public*. Needs no secret, no database and no key store."""
    ephemeral = X25519PrivateKey.generate()
    mine = ephemeral.public_key().public_bytes_raw()
    head = ALGORITHM.encode() + b"\0" + public.id.encode() + b"\0" + mine
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public.key))
    return head + AESGCM(_once(shared, head, public.key)).encrypt(_NONCE, payload, head)


def open(blob: bytes) -> bytes:
    """Return the payload. Raises `KeyGone` after its day was retired, `Unopened` for what was altered or is no such thing."""
    found = _HEAD.match(blob)
    if found is None or found[1] != ALGORITHM.encode() or len(blob) < found.end() + _PUBLIC + _TAG:
        raise _unopened()
    head = blob[: found.end() + _PUBLIC]
    private = X25519PrivateKey.from_private_bytes(keys.store().private(found[2].decode()))
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(head[-_PUBLIC:]))
        key = _once(shared, head, private.public_key().public_bytes_raw())
        return AESGCM(key).decrypt(_NONCE, blob[len(head) :], head)
    except (InvalidTag, ValueError):  # ValueError: a point chosen so that the secret would be known
        raise _unopened() from None


def day_of(blob: bytes) -> date:
    """Return the day whose key sealed *blob*. Raises `Unopened` for what is no sealed submission."""
    found = _HEAD.match(blob)
    if found is None:
        raise _unopened()
    return date.fromisoformat(found[2][:10].decode())


def retire(day: date) -> None:
    """Destroy the private key of *day*. The caller has taken in, and stored otherwise, all that was sealed with it."""
    keys.store().retire(day)


def _once(shared: bytes, head: bytes, public: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, None, head + public).derive(shared)


def _unopened() -> Unopened:
    return Unopened(
        "提交的内容打不开：已被改动或者不完整", "a submission does not open: it was altered or cut short"
    )
