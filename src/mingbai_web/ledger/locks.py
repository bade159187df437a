"""Who waits for whom in the ledger: entries go side by side, a seal waits for those under way and lets none begin.

Without it a seal could count up to a number below which an entry, begun earlier, is committed later. SQLite has one writer
at a time and needs nothing.
"""

from django.db import connection

__all__ = ["entering", "sealing"]

_KEY = 0x6D696E67  # "ming"


def entering() -> None:
    """Hold off seals until the transaction ends."""
    _take("pg_advisory_xact_lock_shared")


def sealing() -> None:
    """Wait for the entries under way and hold off others until the transaction ends."""
    _take("pg_advisory_xact_lock")


def _take(function: str) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s)", [_KEY])
