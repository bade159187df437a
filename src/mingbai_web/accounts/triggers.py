"""The database itself refuses to change what was read and who signed in: triggers as the ledger's, proved as they are."""

from collections.abc import Iterator

from django.db import connection

from mingbai.text.words import Words
from mingbai_web.ledger.triggers import Kept
from mingbai_web.ledger.verification import Fault

__all__ = ["TABLES", "create", "drop", "faults", "renew"]

_LOGS = Kept(
    {"accounts_read": (), "accounts_signin": ()}, "accounts_refuses", "the access log is append-only"
)
TABLES = tuple(_LOGS.tables)
create, drop, renew = _LOGS.create, _LOGS.drop, _LOGS.renew


def faults() -> Iterator[Fault]:
    """Yield each trigger that no longer keeps a log as it is."""
    for name in sorted(_LOGS.missing(connection)):
        yield Fault(f"trigger/{name}", Words("数据库不再拒绝改动", "the database no longer refuses changes"))
