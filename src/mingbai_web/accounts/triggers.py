"""The database itself refuses to change what was read and who signed in: triggers as the ledger's."""

from collections.abc import Iterator

__all__ = ["TABLES", "create", "drop"]

TABLES = ("accounts_read", "accounts_signin")
_SAYS = "the access log is append-only"


def create(vendor: str) -> Iterator[str]:
    """Yield the statements that make the triggers."""
    if vendor == "postgresql":
        yield (
            "CREATE FUNCTION accounts_refuses() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_SAYS}'; END $$"
        )
    for table in TABLES:
        if vendor == "postgresql":
            yield (
                f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} "
                "FOR EACH ROW EXECUTE FUNCTION accounts_refuses()"
            )
            yield (
                f"CREATE TRIGGER {table}_stays_whole BEFORE TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION accounts_refuses()"
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
        yield "DROP FUNCTION accounts_refuses()"
