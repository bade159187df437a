"""The index over the tokens of documents, kept by the database itself whenever a row is written or removed.

SQLite: an FTS5 table whose content is the column of tokens, kept by triggers, since it is told of every row that goes.
PostgreSQL: a GIN index over a column of lexemes that it makes of the tokens, without its parser, which would depend on the
server's locale.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.db import DatabaseError, OperationalError, connection
from django.db.models import BooleanField, Q, QuerySet
from django.db.models.expressions import RawSQL

from mingbai.text.words import Words
from mingbai_web.ledger.verification import Fault
from mingbai_web.search.models import Document

__all__ = ["TABLES", "all_of", "any_of", "create", "drop", "faults", "renew"]

T = TypeVar("T", bound=Document)
TABLES = ("search_officedocument", "search_publicdocument")


def create(vendor: str) -> Iterator[str]:
    """Yield the statements that make the indexes."""
    for table in TABLES:
        if vendor == "postgresql":
            made = "array_to_tsvector(string_to_array(tokens, ' '))"
            yield f"ALTER TABLE {table} ADD COLUMN lexemes tsvector GENERATED ALWAYS AS ({made}) STORED"
            yield f"CREATE INDEX {table}_tokens ON {table} USING gin (lexemes)"
            continue
        yield (
            f"CREATE VIRTUAL TABLE {table}_tokens USING fts5(tokens, content='{table}', content_rowid='id', "
            "detail='none', tokenize=\"unicode61 remove_diacritics 0\")"
        )
        put = f"INSERT INTO {table}_tokens(rowid, tokens) VALUES (new.id, new.tokens);"
        take = f"INSERT INTO {table}_tokens({table}_tokens, rowid, tokens) VALUES ('delete', old.id, old.tokens);"
        yield f"CREATE TRIGGER {table}_put AFTER INSERT ON {table} BEGIN {put} END"
        yield f"CREATE TRIGGER {table}_take AFTER DELETE ON {table} BEGIN {take} END"
        yield f"CREATE TRIGGER {table}_change AFTER UPDATE ON {table} BEGIN {take} {put} END"


def drop(vendor: str) -> Iterator[str]:
    """Yield the statements that remove the indexes."""
    for table in TABLES:
        if vendor == "postgresql":
            yield f"ALTER TABLE {table} DROP COLUMN lexemes"
            continue
        for name in ("put", "take", "change"):
            yield f"DROP TRIGGER {table}_{name}"
        yield f"DROP TABLE {table}_tokens"


def all_of(documents: QuerySet[T], tokens: Iterable[str]) -> QuerySet[T]:
    """Return those of *documents* that have all of *tokens*."""
    return documents.filter(_has(documents, tokens, " AND ", " & "))


def any_of(documents: QuerySet[T], tokens: Iterable[str]) -> QuerySet[T]:
    """Return those of *documents* that have any of *tokens*."""
    return documents.filter(_has(documents, tokens, " OR ", " | "))


def faults() -> Iterator[Fault]:
    """Yield each index that does not hold what its documents say. PostgreSQL's is its own, and cannot differ.

    SQLite's own check of an index wants the lock of writing; here both sides are read as they are at one instant.
    """
    if connection.vendor == "postgresql":
        return
    for table in TABLES:
        if not _holds(table):
            yield Fault(
                f"search/{table}",
                Words("检索索引与内容不符：应当重建", "the index does not match its documents: rebuild it"),
            )


def renew() -> None:
    """Make the indexes anew from the documents, whatever they hold. PostgreSQL's follows its rows."""
    if connection.vendor != "postgresql":
        with connection.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"INSERT INTO {table}_tokens({table}_tokens) VALUES ('rebuild')")


def _holds(table: str) -> bool:
    """Return whether the index has each token of each document and nothing else, by a sum that no order changes."""
    seen = f"temp.{table}_seen"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE VIRTUAL TABLE {seen} USING fts5vocab(main, {table}_tokens, instance)")
        begun = connection.get_autocommit() and not connection.in_atomic_block
        try:
            if begun:
                cursor.execute("BEGIN DEFERRED")  # not `atomic`, which would take the lock of writing
            cursor.execute(f"SELECT doc, term FROM {seen}")
            indexed = sum(hash((doc, term)) for doc, term in iter(cursor.fetchone, None))
            cursor.execute(f"SELECT id, tokens FROM {table}")
            rows = iter(cursor.fetchone, None)
            return indexed == sum(hash((id, token)) for id, tokens in rows for token in tokens.split())
        except OperationalError:
            raise
        except DatabaseError:  # the index is damaged itself
            return False
        finally:
            if begun:
                cursor.execute("ROLLBACK")
            cursor.execute(f"DROP TABLE {seen}")


def _has(documents: QuerySet[Document], tokens: Iterable[str], sqlite: str, postgresql: str) -> Q:
    """Return the condition; a token has only letters and digits, so no query is anything but words."""
    table = documents.model._meta.db_table
    if connection.vendor == "postgresql":
        wanted = postgresql.join(f"'{token}'" for token in tokens)
        return Q(RawSQL(f"{table}.lexemes @@ %s::tsquery", [wanted], output_field=BooleanField()))
    wanted = sqlite.join(f'"{token}"' for token in tokens)
    return Q(pk__in=RawSQL(f"SELECT rowid FROM {table}_tokens WHERE {table}_tokens MATCH %s", [wanted]))
