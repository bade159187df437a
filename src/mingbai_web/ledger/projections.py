"""Projections: tables that can be computed from acts, written by nobody but this module.

A projection is a pure function from a subject's chain to rows. Lists and statistics read the rows; `rewrite` brings
one subject's rows up to its chain within the transaction of the act, `differences` proves stored rows against the chain,
`rebuild` writes all anew.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import models, transaction

from mingbai.text.words import Words
from mingbai_web.ledger import locks, queries
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.subjects import Subject

__all__ = [
    "Difference",
    "Projected",
    "Projection",
    "catch_up",
    "declare",
    "differences",
    "names",
    "rebuild",
    "rewrite",
]


class Projected(models.Model):
    """A row that was computed from the chain of `subject` by the projection named, under the rules named."""

    subject = models.UUIDField(db_index=True)
    projection = models.CharField(max_length=40)
    rules = models.CharField(max_length=16, blank=True)

    class Meta:
        abstract = True


def _no_rules() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Projection:
    """Rows of `models` for each subject of the kind `subject`; `rules` names what they are computed under besides the acts."""

    subject: str
    name: str
    models: tuple[type[Projected], ...]
    rows: Callable[[UUID, Sequence[Entry]], Iterable[Projected]]
    rules: Callable[[], str] = _no_rules


@dataclass(frozen=True, slots=True)
class Difference:
    """Stored rows that are not those which the chain gives now, and whether the rules changed or the rows did."""

    at: str
    says: Words


_DECLARED: dict[str, Projection] = {}
_TOGETHER = 400
"""Of how many subjects the stored rows are read at once."""


def declare(made: Projection) -> None:
    """Declare a projection; its name is its identity."""
    _DECLARED[made.name] = made


def names() -> tuple[str, ...]:
    """Return the names of the projections declared."""
    return tuple(_DECLARED)


def rewrite(subject: Subject) -> None:
    """Bring the rows of *subject* up to its chain."""
    wanted = [each for each in _DECLARED.values() if each.subject == subject.kind]
    if not wanted:
        return
    chain = queries.entries(subject.kind, subject.id)
    for projection in wanted:
        made = _made(projection, subject.id, chain)
        for model in projection.models:
            _write(projection, model, subject.id, made.get(model, []))


def differences() -> Iterator[Difference]:
    """Yield where stored rows are not what the chains give; what changes while it is looked at is looked at again."""
    for projection in _DECLARED.values():
        chains, doubtful = queries.chains(projection.subject), []
        while batch := dict(islice(chains, _TOGETHER)):
            stored = {model: _stored_of(projection, model, batch) for model in projection.models}
            for subject, chain in batch.items():
                made = _made(projection, subject, chain)
                for model in projection.models:
                    if not _same(model, made.get(model, []), stored[model].get(subject, [])):
                        doubtful.append((model, subject))
        for model, subject in doubtful:
            yield from _looked_at_again(projection, model, subject)
        for model in projection.models:
            strangers = model._default_manager.filter(projection=projection.name).exclude(
                subject__in=Entry.objects.filter(subject_kind=projection.subject).values("subject_id")
            )
            for subject in strangers.values_list("subject", flat=True).distinct():
                yield Difference(
                    f"{projection.name}/{subject}",
                    Words("数据不符：没有相应的记录", "data differ: no acts for it"),
                )


@transaction.atomic
def catch_up(count: int = 50) -> list[Subject]:
    """Bring up to *count* subjects, whose rows were computed under other rules than now, up to them; return which.

    No act is entered meanwhile, so the rows are those of the whole chain; call it again until it returns nothing.
    """
    locks.sealing()
    late: dict[Subject, None] = {}
    for projection in _DECLARED.values():
        rules = projection.rules()
        for model in projection.models:
            rows = model._default_manager.filter(projection=projection.name).exclude(rules=rules)
            for id in rows.order_by("subject").values_list("subject", flat=True).distinct()[:count]:
                late[Subject(projection.subject, id)] = None
    chosen = list(late)[:count]
    for subject in chosen:
        rewrite(subject)
    return chosen


@transaction.atomic
def rebuild() -> int:
    """Write the rows of all projections anew; return how many subjects were written."""
    count = 0
    for projection in _DECLARED.values():
        for model in projection.models:
            model._default_manager.filter(projection=projection.name).delete()
        waiting: dict[type[Projected], list[Projected]] = {model: [] for model in projection.models}
        for subject, chain in queries.chains(projection.subject):
            count += 1
            for model, rows in _made(projection, subject, chain).items():
                waiting[model] += rows
                if len(waiting[model]) >= 2_000:
                    model._default_manager.bulk_create(waiting[model])
                    waiting[model] = []
        for model, rows in waiting.items():
            model._default_manager.bulk_create(rows)
    return count


def _made(
    projection: Projection, subject: UUID, chain: Sequence[Entry]
) -> dict[type[Projected], list[Projected]]:
    made: dict[type[Projected], list[Projected]] = {}
    rules = projection.rules()
    for row in projection.rows(subject, chain):
        row.subject, row.projection, row.rules = subject, projection.name, rules
        made.setdefault(type(row), []).append(row)
    return made


def _fields(model: type[Projected]) -> list[str]:
    """Return the names of the columns that a row is compared by: all but its number, subject, projection and rules."""
    apart = {"id", "subject", "projection", "rules"}
    return [field.attname for field in model._meta.concrete_fields if field.attname not in apart]


def _looked_at_again(projection: Projection, model: type[Projected], subject: UUID) -> Sequence[Difference]:
    """Return the difference that stands while no act is entered; one that was seen because an act was entered is none.

    The lock that keeps acts out is taken only for what still differs when it is read afresh.
    """
    if _rows_if_different(projection, model, subject) is None:
        return ()
    with transaction.atomic():
        locks.sealing()
        stored = _rows_if_different(projection, model, subject)
    if stored is None:
        return ()
    rules = projection.rules()
    says = (
        Words("规则已变：应当重建", "rules differ: rebuild")
        if any(row["rules"] != rules for row in stored)
        else Words("数据不符：与记录推出的不一致", "data differ: not what the acts give")
    )
    return (Difference(f"{projection.name}/{subject}", says),)


def _rows_if_different(
    projection: Projection, model: type[Projected], subject: UUID
) -> list[dict[str, Any]] | None:
    """Return the stored rows when they are not what the chain gives now, else None."""
    made = _made(projection, subject, queries.entries(projection.subject, subject)).get(model, [])
    stored = list(_stored(projection, model, subject))
    return None if _same(model, made, stored) else stored


def _same(model: type[Projected], made: Sequence[Projected], stored: Sequence[Mapping[str, Any]]) -> bool:
    fields = _fields(model)
    return Counter(_values(row, fields) for row in made) == Counter(
        tuple(row[name] for name in fields) for row in stored
    )


def _stored_of(
    projection: Projection, model: type[Projected], subjects: Iterable[UUID]
) -> dict[UUID, list[dict[str, Any]]]:
    """Return the stored rows of several subjects at once, by subject."""
    found: dict[UUID, list[dict[str, Any]]] = {}
    rows = model._default_manager.filter(subject__in=list(subjects), projection=projection.name)
    for row in rows.values("subject", "rules", *_fields(model)):
        found.setdefault(row["subject"], []).append(row)
    return found


def _values(row: Projected, fields: Sequence[str]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in fields)


def _stored(projection: Projection, model: type[Projected], subject: UUID) -> Iterable[dict[str, Any]]:
    found: Iterable[dict[str, Any]] = model._default_manager.filter(
        subject=subject, projection=projection.name
    ).values("pk", "rules", *_fields(model))
    return found


def _write(projection: Projection, model: type[Projected], subject: UUID, made: list[Projected]) -> None:
    """Leave the rows that stay, take out those that go, put in those that are new."""
    fields = _fields(model)
    wanted: dict[tuple[Any, ...], list[Projected]] = {}
    for row in made:
        wanted.setdefault(_values(row, fields), []).append(row)
    gone = []
    for stored in _stored(projection, model, subject):
        same = wanted.get(tuple(stored[name] for name in fields))
        if same and same[-1].rules == stored["rules"]:
            same.pop()
        else:
            gone.append(stored["pk"])
    if gone:
        model._default_manager.filter(pk__in=gone).delete()
    if new := [row for rows in wanted.values() for row in rows]:
        model._default_manager.bulk_create(new)
