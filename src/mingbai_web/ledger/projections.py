"""Projections: tables that can be computed from acts, written by nobody but this module.

A projection is a pure function from a subject's chain to rows. Lists and statistics read the rows; `rewrite` brings
one subject's rows up to its chain within the transaction of the act, `differences` proves stored rows against the chain,
`rebuild` writes all anew.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, NamedTuple
from uuid import UUID

from django.db import models, transaction

import mingbai
from mingbai.text.words import Words
from mingbai_web.ledger import locks, queries
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.pieces import Each, Piece, pieces
from mingbai_web.ledger.rows import Row
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
    "rewrite_all",
]


class Projected(Row):
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
    """Rows of `models` for each subject of the kind `subject`; `rules` names what they are computed under besides the acts.

    Within `steady` those rules are asked for once and stay as they are.
    """

    subject: str
    name: str
    models: tuple[type[Projected], ...]
    rows: Callable[[UUID, Sequence[Entry]], Iterable[Projected]]
    rules: Callable[[], str] = _no_rules
    steady: Callable[[], AbstractContextManager[object]] = nullcontext

    def under(self) -> str:
        """Return 16 hexadecimal digits that name what rows are computed under: the rules, and this version of Mingbai."""
        return hashlib.sha256(f"{mingbai.__version__} {self.rules()}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Difference:
    """Stored rows that are not those which the chain gives now, and whether the rules changed or the rows did."""

    at: str
    says: Words


_DECLARED: dict[str, Projection] = {}
_AT_ONCE = 250
"""Subjects whose rows are made, or compared with those stored, together."""


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
        with projection.steady():
            made = _made(projection, projection.under(), subject.id, chain)
        for model in projection.models:
            _write(projection, model, subject.id, made.get(model, []))


def rewrite_all(chains: Mapping[Subject, Sequence[Entry]], *, known: Collection[Subject]) -> None:
    """Bring the rows of many subjects up to their *chains*, which are whole, in a few queries; *known* had rows before."""
    for projection in _DECLARED.values():
        own = {subject.id: chain for subject, chain in chains.items() if subject.kind == projection.subject}
        waiting: dict[type[Projected], list[Projected]] = {}
        with projection.steady():
            rules = projection.under() if own else ""
            for id, chain in own.items():
                for model, rows in _made(projection, rules, id, chain).items():
                    waiting.setdefault(model, []).extend(rows)
        before = [each.id for each in known if each.id in own]
        for model in projection.models if own else ():
            for at in range(0, len(before), _AT_ONCE):
                there = model._default_manager.filter(subject__in=before[at : at + _AT_ONCE])
                there.filter(projection=projection.name).delete()
            model._default_manager.bulk_create(waiting.get(model, []))


def differences(each: Each = map) -> Iterator[Difference]:
    """Yield where stored rows are not what the chains give; what changes while it is looked at is looked at again.

    *each* goes through the pieces (`ledger.pieces.apart`).
    """
    for projection in _DECLARED.values():
        found = each(partial(_doubtful, projection.name), pieces(projection.subject, _AT_ONCE))
        strangers = list(_strangers(projection))  # while other processes, if there are, go through the pieces
        for doubtful in found:
            for subject in doubtful:
                yield from _looked_at_again(projection, subject)
        yield from strangers


@transaction.atomic
def catch_up(count: int = 50) -> list[Subject]:
    """Bring up to *count* subjects, whose rows were computed under other rules than now, up to them; return which.

    No act is entered meanwhile, so the rows are those of the whole chain; call it again until it returns nothing.
    """
    locks.sealing()
    late: dict[Subject, None] = {}
    for projection in _DECLARED.values():
        rules = projection.under()
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
        for piece in pieces(projection.subject, _AT_ONCE):
            chains = dict(queries.chains_of(piece))
            count += len(chains)
            waiting: dict[type[Projected], list[Projected]] = {}
            with projection.steady():
                rules = projection.under()
                for subject, chain in chains.items():
                    for model, rows in _made(projection, rules, subject, chain).items():
                        waiting.setdefault(model, []).extend(rows)
            for model, rows in waiting.items():
                model._default_manager.bulk_create(rows)
    return count


def _doubtful(name: str, piece: Piece) -> list[UUID]:
    """Return the subjects of the piece whose stored rows are, as they are read once, not what their chains give."""
    return list(_differing(_DECLARED[name], dict(queries.chains_of(piece))))


def _strangers(projection: Projection) -> Iterator[Difference]:
    """Yield the rows of subjects on which there is no act at all."""
    begun = Entry.objects.filter(subject_kind=projection.subject, ordinal=1).values("subject_id")
    for model in projection.models:
        rows = model._default_manager.filter(projection=projection.name).exclude(subject__in=begun)
        for subject in rows.values_list("subject", flat=True).distinct():
            yield Difference(
                f"{projection.name}/{subject}",
                Words("数据不符：没有相应的记录", "data differ: no acts for it"),
            )


def _differing(projection: Projection, chains: Mapping[UUID, Sequence[Entry]]) -> dict[UUID, Difference]:
    """Return the differences of those subjects whose stored rows are not what *chains* give."""
    with projection.steady():
        rules = projection.under()
        made = {subject: _made(projection, rules, subject, chain) for subject, chain in chains.items()}
    found: dict[UUID, Difference] = {}
    for model in projection.models:
        fields = _fields(model)
        stored: dict[UUID, list[_Stored]] = {}
        for row in _stored(projection, model, list(chains)):
            stored.setdefault(row.subject, []).append(row)
        for subject, rows in made.items():
            wanted = [_values(row, fields) for row in rows.get(model, [])]
            there = stored.get(subject, [])
            values = [row.values for row in there]
            if wanted == values or Counter(wanted) == Counter(values):  # the order may be another
                continue
            says = (
                Words("规则已变：应当重建", "rules differ: rebuild")
                if any(row.rules != rules for row in there)
                else Words("数据不符：与记录推出的不一致", "data differ: not what the acts give")
            )
            found[subject] = Difference(f"{projection.name}/{subject}", says)
    return found


def _looked_at_again(projection: Projection, subject: UUID) -> Iterable[Difference]:
    """Return the difference that stands while no act is entered; one that was seen because an act was entered is none.

    The lock that keeps acts out is taken only for what still differs when it is read afresh.
    """

    def afresh() -> Iterable[Difference]:
        return _differing(projection, {subject: queries.entries(projection.subject, subject)}).values()

    if not afresh():
        return ()
    with transaction.atomic():
        locks.sealing()
        return afresh()


def _made(
    projection: Projection, rules: str, subject: UUID, chain: Sequence[Entry]
) -> dict[type[Projected], list[Projected]]:
    made: dict[type[Projected], list[Projected]] = {}
    for row in projection.rows(subject, chain):
        row.subject, row.projection, row.rules = subject, projection.name, rules
        made.setdefault(type(row), []).append(row)
    return made


class _Stored(NamedTuple):
    """A row as it stands, its `values` in the order of `_fields`."""

    pk: int
    subject: UUID
    rules: str
    values: tuple[Any, ...]


@cache
def _fields(model: type[Projected]) -> tuple[str, ...]:
    """Return the names of the columns that a row is compared by: all but its number, subject, projection and rules."""
    apart = {"id", "subject", "projection", "rules"}
    return tuple(field.attname for field in model._meta.concrete_fields if field.attname not in apart)


def _values(row: Projected, fields: Sequence[str]) -> tuple[Any, ...]:
    return tuple([getattr(row, name) for name in fields])


def _stored(projection: Projection, model: type[Projected], subjects: Sequence[UUID]) -> Iterator[_Stored]:
    found = model._default_manager.filter(subject__in=subjects, projection=projection.name).order_by("pk")
    for pk, subject, rules, *values in found.values_list("pk", "subject", "rules", *_fields(model)):
        yield _Stored(pk, subject, rules, tuple(values))


def _write(projection: Projection, model: type[Projected], subject: UUID, made: list[Projected]) -> None:
    """Leave the rows that stay, take out those that go, put in those that are new."""
    fields = _fields(model)
    wanted: dict[tuple[Any, ...], list[Projected]] = {}
    for row in made:
        wanted.setdefault(_values(row, fields), []).append(row)
    gone = []
    for stored in _stored(projection, model, [subject]):
        same = wanted.get(stored.values)
        if same and same[-1].rules == stored.rules:
            same.pop()
        else:
            gone.append(stored.pk)
    if gone:
        model._default_manager.filter(pk__in=gone).delete()
    if new := [row for rows in wanted.values() for row in rows]:
        model._default_manager.bulk_create(new)
