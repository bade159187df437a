"""The database itself refuses to change or remove what is on record: statements for SQLite and PostgreSQL."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

__all__ = ["TABLES", "create", "drop", "missing"]

TABLES = ("ledger_entry", "ledger_seal")
_SAYS = "the ledger is append-only"


def create(vendor: str) -> Iterator[str]:
    """Yield the statements that make the triggers."""
    if vendor == "postgresql":
        yield (
            "CREATE FUNCTION ledger_refuses() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_SAYS}'; END $$"
        )
    for table in TABLES:
        if vendor == "postgresql":
            yield (
                f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION ledger_refuses()"
            )
            yield (
                f"CREATE TRIGGER {table}_stays_whole BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuses()"
            )
        else:
            for act in ("update", "delete"):
                yield (
                    f"CREATE TRIGGER {table}_{act} BEFORE {act.upper()} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{_SAYS}'); END"
                )


def drop(vendor: str) -> Iterator[str]:
    """Yield the statements that remove the triggers."""
    for table in TABLES:
        if vendor == "postgresql":
            yield f"DROP TRIGGER {table}_stays ON {table}"
            yield f"DROP TRIGGER {table}_stays_whole ON {table}"
        else:
            for act in ("update", "delete"):
                yield f"DROP TRIGGER {table}_{act}"
    if vendor == "postgresql":
        yield "DROP FUNCTION ledger_refuses()"


def missing(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of the triggers that do not stand, or do not fire, in the database of *connection*."""
    ends = ("stays", "stays_whole") if connection.vendor == "postgresql" else ("update", "delete")
    wanted = {f"{table}_{end}" for table in TABLES for end in ends}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                "WHERE t.tgenabled IN ('O', 'A') AND c.relnamespace = current_schema()::regnamespace"
            )
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return wanted - {name for (name,) in cursor.fetchall()}
