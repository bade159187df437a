"""The ledger in pieces that can be proved apart from each other, and processes that prove them side by side."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import NamedTuple, Protocol, TypeVar
from uuid import UUID

import django
from django.db.models import QuerySet

from mingbai_web.ledger.models import Entry

__all__ = ["Each", "Piece", "apart", "pieces"]

T = TypeVar("T")
R = TypeVar("R")


class Piece(NamedTuple):
    """Subjects of a kind that stand next to each other: from *first* up to, but without, *until*; None is no bound."""

    kind: str
    first: UUID | None
    until: UUID | None

    def entries(self) -> QuerySet[Entry]:
        """Return the entries on its subjects, subject by subject, each in order."""
        found = Entry.objects.filter(subject_kind=self.kind)
        if self.first is not None:
            found = found.filter(subject_id__gte=self.first)
        if self.until is not None:
            found = found.filter(subject_id__lt=self.until)
        return found.order_by("subject_id", "ordinal")


def pieces(kind: str, count: int) -> list[Piece]:
    """Return pieces of about *count* subjects; together they hold every entry of the kind, also one that comes meanwhile."""
    begun = Entry.objects.filter(subject_kind=kind, ordinal=1).order_by("subject_id")
    subjects = begun.values_list("subject_id", flat=True).iterator(chunk_size=10_000)
    bounds = [subject for number, subject in enumerate(subjects) if number and number % count == 0]
    return [Piece(kind, first, until) for first, until in zip([None, *bounds], [*bounds, None], strict=True)]


class Each(Protocol):
    """What does the same to each of many things, as `map` does, and gives what comes of it in their order."""

    def __call__(self, do: Callable[[T], R], things: Iterable[T], /) -> Iterable[R]: ...


@contextmanager
def apart(processes: int) -> Iterator[Each]:
    """Yield what does things in so many processes of their own, each with its own connection; one is this process.

    What another process is given and gives back has to be of kinds that pickle. It sees what is committed, no more.
    """
    if processes == 1:
        yield map
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=django.setup) as pool:
        yield pool.map
