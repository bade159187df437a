"""The rows of an installation in a form that no database owns: for each table the names of its columns, then a line a row.

Left out are projections, which the acts give anew, sessions, and who leads the schedules at the moment.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.utils.duration import duration_string

from mingbai_web.ledger.projections import Projected

__all__ = ["emptied", "is_empty", "load", "reset_numbers", "snapshot", "tables", "written"]

LEFT_OUT = frozenset(("sessions.Session", "jobs.Lead"))
MADE_BY_MIGRATE = frozenset(("contenttypes.ContentType", "auth.Permission"))
"""Rows of these are there in an empty installation too; restoring puts those of the backup in their place."""
_BATCH = 500


def tables() -> dict[str, type[models.Model]]:
    """Return the models whose rows are backed up, by label, in a fixed order."""
    found = (
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and not issubclass(model, Projected)
    )
    return {model._meta.label: model for model in sorted(found, key=_label) if _label(model) not in LEFT_OUT}


@contextmanager
def snapshot() -> Iterator[None]:
    """Read the database as it is at one instant while others write: nobody waits for anybody."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")  # not `atomic`, which would take the lock of writing
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def written(model: type[models.Model]) -> Iterator[str]:
    """Yield the columns and then the rows of *model*, a line of JSON each."""
    names = [field.attname for field in model._meta.local_concrete_fields]
    yield _line(names)
    found = model._base_manager.order_by("pk").values_list(*names)
    for row in found.iterator(chunk_size=2_000):
        yield _line(row)


def load(model: type[models.Model], lines: Iterator[str]) -> int:
    """Put the rows in *lines* into the table of *model* as they are; return how many there were."""
    known = {field.attname: field for field in model._meta.local_concrete_fields}
    fields = [known[name] for name in json.loads(next(lines))]
    size = max(1, min(_BATCH, connection.ops.bulk_batch_size(fields, range(_BATCH))))
    count = 0
    rows = (_row(model, fields, json.loads(line)) for line in lines)
    while batch := list(islice(rows, size)):
        # Raw: what a field would set by itself on saving stays as it was.
        model._base_manager._insert(batch, fields=fields, using="default", raw=True)  # type: ignore[attr-defined]
        count += len(batch)
    return count


def is_empty() -> bool:
    """Tell whether the database holds nothing but what setting it up puts there."""
    there = set(connection.introspection.table_names())
    return not any(
        model._meta.db_table in there and model._base_manager.exists()
        for label, model in tables().items()
        if label not in MADE_BY_MIGRATE
    )


def emptied() -> None:
    """Take out what setting the database up put there, before the rows of a backup come in."""
    with connection.cursor() as cursor:
        for label in ("auth.Permission", "contenttypes.ContentType"):
            cursor.execute(f"DELETE FROM {tables()[label]._meta.db_table}")


def reset_numbers() -> None:
    """Let the database's own numbers go on after the highest that came in (PostgreSQL; SQLite does by itself)."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(tables().values()))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _label(model: type[models.Model]) -> str:
    return model._meta.label


def _row(model: type[models.Model], fields: Sequence[Any], values: Sequence[Any]) -> models.Model:
    given: Mapping[str, Any] = {
        field.attname: None if value is None else field.to_python(value)
        for field, value in zip(fields, values, strict=True)
    }
    return model(**given)


def _line(values: Sequence[Any]) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=_plain) + "\n"


def _plain(value: Any) -> Any:
    """Return what JSON lacks as a text that the column's field reads back."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, timedelta):
        return duration_string(value)
    if isinstance(value, bytes | memoryview):
        import base64

        return base64.b64encode(bytes(value)).decode()
    raise TypeError(f"a backup has no form for {type(value).__name__}")
