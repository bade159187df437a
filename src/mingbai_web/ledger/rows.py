"""Rows of plain columns that are read and made by the hundred thousand."""

from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.db import models
from django.db.models.base import ModelState

__all__ = ["Row"]


class Row(models.Model):
    """A model without relations, made by the names of its columns alone, of which nobody is told by a signal.

    Django asks each column of each instance on its own, which was an eighth of what verification took.
    """

    class Meta:
        abstract = True

    if not TYPE_CHECKING:  # for whom makes a row, it is made as any of Django's

        def __init__(self, **given: Any) -> None:
            """Make a row that is not stored yet. Raises `TypeError` for a name that is no column."""
            columns = _columns(type(self))
            self._state = ModelState()
            values = self.__dict__
            values.update(columns.plain)
            for name, default in columns.made:
                values[name] = default()
            values.update(given)
            if len(values) > columns.most:
                unknown = ", ".join(sorted(given.keys() - columns.names))
                raise TypeError(f"{type(self).__name__} has no column {unknown}")

        @classmethod
        def from_db(cls, db: str | None, field_names: Collection[str], values: Sequence[Any]) -> Self:
            """Return the row as it was read; columns that were not read are asked for when they are needed."""
            row = cls.__new__(cls)
            row._state = state = ModelState()
            state.adding, state.db = False, db
            row.__dict__.update(zip(field_names, values, strict=True))
            return row


class _Columns(NamedTuple):
    """What a row starts with: defaults that are always the same, those that are made anew, and how much it holds at most."""

    plain: dict[str, Any]
    made: tuple[tuple[str, Callable[[], Any]], ...]
    names: frozenset[str]
    most: int


@cache
def _columns(model: type[models.Model]) -> _Columns:
    fields = model._meta.concrete_fields
    made = {
        field.attname: field.get_default
        for field in fields
        if field.has_default() and callable(field.default)
    }
    plain = {field.attname: field.get_default() for field in fields if field.attname not in made}
    return _Columns(plain, tuple(made.items()), frozenset(field.attname for field in fields), len(fields) + 1)
