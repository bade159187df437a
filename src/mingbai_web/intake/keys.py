"""The keys of the outer zone, each for one purpose, derived from one of the key store."""

import hmac
from functools import lru_cache

from django.conf import settings

from mingbai_web.parties import keys

__all__ = ["key"]


def key(purpose: str) -> bytes:
    """Return the key for *purpose*; who has one of them has no other."""
    return _key(purpose, str(settings.HOME))


@lru_cache(maxsize=16)
def _key(purpose: str, home: str) -> bytes:
    """The key of an installation, which *home* tells from others, never changes: a process derives each once."""
    secret = keys.store().secret(keys.Purpose.CODE).secret
    return hmac.digest(secret, f"mingbai.intake/{purpose}".encode(), "sha256")
