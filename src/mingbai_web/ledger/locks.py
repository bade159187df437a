"""Who waits for whom in the ledger: entries go side by side, a seal waits for those under way and lets none begin.

Without it a seal could count up to a number below which an entry, begun earlier, is committed later. SQLite has one writer
at a time and needs nothing.
"""

import hashlib

from django.db import connection

__all__ = ["alone", "entering", "sealing"]

_KEY = 0x6D696E67  # "ming"


def entering() -> None:
    """Hold off seals until the transaction ends."""
    _take("pg_advisory_xact_lock_shared")


def sealing() -> None:
    """Wait for the entries under way and hold off others until the transaction ends."""
    _take("pg_advisory_xact_lock")


def alone(what: str) -> None:
    """Let one transaction at a time do *what* (take the next number of a register), until it ends."""
    key = int.from_bytes(hashlib.sha256(what.encode()).digest()[:8], "big", signed=True)
    _take("pg_advisory_xact_lock", key)


def _take(function: str, key: int = _KEY) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [key])
