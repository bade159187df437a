"""The database itself refuses to change or remove what is on record: statements for SQLite and PostgreSQL."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

__all__ = ["LEDGER", "TABLES", "Kept", "create", "drop", "missing"]


@dataclass(frozen=True, slots=True)
class Kept:
    """Tables whose rows stay, each with its unique columns; what is said to who tries, and by which function on PostgreSQL."""

    tables: Mapping[str, tuple[tuple[str, ...], ...]]
    function: str
    says: str

    def create(self, vendor: str) -> Iterator[str]:
        """Yield the statements that make the triggers."""
        if vendor == "postgresql":
            yield f"CREATE FUNCTION {self.function}() RETURNS trigger LANGUAGE plpgsql AS $${self._body}$$"
            for table in self.tables:
                for name, when, each in _POSTGRESQL:
                    yield (
                        f"CREATE TRIGGER {table}_{name} BEFORE {when} ON {table} "
                        f"FOR EACH {each} EXECUTE FUNCTION {self.function}()"
                    )
            return
        for name, rest in self._sqlite():
            yield f"CREATE TRIGGER {name} {rest}"

    def drop(self, vendor: str) -> Iterator[str]:
        """Yield the statements that remove the triggers."""
        if vendor == "postgresql":
            yield from (f"DROP TRIGGER {t}_{name} ON {t}" for t in self.tables for name, _, _ in _POSTGRESQL)
            yield f"DROP FUNCTION {self.function}()"
            return
        yield from (f"DROP TRIGGER {name}" for name, _ in self._sqlite())

    def renew(self, editor: BaseDatabaseSchemaEditor) -> None:
        """Make SQLite's triggers as they are now, where an earlier version made fewer; for migrations."""
        if (vendor := editor.connection.vendor) == "sqlite":
            for statement in self.drop(vendor):
                editor.execute(statement.replace("DROP TRIGGER", "DROP TRIGGER IF EXISTS"))
            for statement in self.create(vendor):
                editor.execute(statement)

    def missing(self, connection: BaseDatabaseWrapper) -> set[str]:
        """Return the names of the triggers that do not stand, do not fire or do something else, in the database of *connection*."""
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                wanted = {f"{table}_{name}" for table in self.tables for name, _, _ in _POSTGRESQL}
                cursor.execute(
                    "SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
                    "JOIN pg_proc p ON p.oid = t.tgfoid "
                    "WHERE t.tgenabled IN ('O', 'A') AND c.relnamespace = current_schema()::regnamespace "
                    "AND t.tgqual IS NULL AND p.proname = %s AND p.prosrc = %s",
                    [self.function, self._body],
                )
                return wanted - {name for (name,) in cursor.fetchall()}
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            there = dict(cursor.fetchall())
        return {
            name
            for name, rest in self._sqlite()
            if not there.get(name, "").endswith(f"TRIGGER {name} {rest}")
        }

    @property
    def _body(self) -> str:
        return f" BEGIN RAISE EXCEPTION '{self.says}'; END "

    def _sqlite(self) -> Iterator[tuple[str, str]]:
        """Yield name and definition of each trigger. A row that a REPLACE pushes out is deleted without a trigger being told."""
        refuses = f"BEGIN SELECT RAISE(ABORT, '{self.says}'); END"
        for table, uniques in self.tables.items():
            for act in ("update", "delete"):
                yield f"{table}_{act}", f"BEFORE {act.upper()} ON {table} {refuses}"
            same = " OR ".join(
                f"EXISTS (SELECT 1 FROM {table} WHERE {' AND '.join(f'{name} = NEW.{name}' for name in each)})"
                for each in (("id",), *uniques)
            )
            yield f"{table}_replace", f"BEFORE INSERT ON {table} WHEN {same} {refuses}"


_POSTGRESQL = (("stays", "UPDATE OR DELETE", "ROW"), ("stays_whole", "TRUNCATE", "STATEMENT"))
LEDGER = Kept(
    {
        "ledger_entry": (("subject_kind", "subject_id", "ordinal"), ("key",)),
        "ledger_seal": (("sealed_on",),),
    },
    "ledger_refuses",
    "the ledger is append-only",
)
TABLES = tuple(LEDGER.tables)
create, drop, missing = LEDGER.create, LEDGER.drop, LEDGER.missing
