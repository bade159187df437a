"""The keys of the outer zone, each for one purpose, derived from one of the key store."""

import hmac

from mingbai_web.parties import keys

__all__ = ["key"]


def key(purpose: str) -> bytes:
    """Return the key for *purpose*; who has one of them has no other."""
    secret = keys.store().secret(keys.Purpose.CODE).secret
    return hmac.digest(secret, f"mingbai.intake/{purpose}".encode(), "sha256")
