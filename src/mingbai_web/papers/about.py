"""What a paper is about, as its owner tells it to a seat: a number, a matter, an applicant's label, a page; found by words.

Papers know no application: who owns the subjects of a kind provides both functions in `AppConfig.ready()`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q

from mingbai.text.words import Words
from mingbai_web.accounts.viewer import Viewer

__all__ = ["About", "found", "named", "provide", "told"]


@dataclass(frozen=True, slots=True)
class About:
    """What a seat is told: `who` is a label that names nobody, `address` is empty for a seat that may not open it.

    `due` is the last day to reply, None where no clock runs; `held` the one that was kept to or missed, where it is
    answered, with the paper that is its `reply`.
    """

    number: str
    matter: str
    who: Words | str = ""
    address: str = ""
    due: date | None = None
    held: date | None = None
    reply: UUID | None = None


Teller = Callable[[Iterable[UUID], Viewer], Mapping[UUID, About]]
Finder = Callable[[str, Viewer], Any]
Namer = Callable[[Iterable[UUID]], Mapping[UUID, str]]
_OWNERS: dict[str, tuple[Teller, Finder, Namer]] = {}


def provide(about_kind: str, teller: Teller, finder: Finder, namer: Namer) -> None:
    """Let *teller* tell of subjects of a kind, *finder* give a query of the ids of those in which words stand.

    *namer* names each by its number and matter, for lists in which no person is named.
    """
    _OWNERS[about_kind] = teller, finder, namer


def named(subjects: Iterable[tuple[str, UUID]]) -> dict[UUID, str]:
    """Return number and matter of each of *subjects*, as kind and id; one that nobody owns is left out."""
    listed: dict[UUID, str] = {}
    for kind, ids in _by_kind(subjects).items():
        listed.update(_OWNERS[kind][2](ids))
    return listed


def told(subjects: Iterable[tuple[str, UUID]], viewer: Viewer) -> dict[UUID, About]:
    """Return what *viewer* is told of each of *subjects*, as kind and id; one that nobody owns is left out."""
    listed: dict[UUID, About] = {}
    for kind, ids in _by_kind(subjects).items():
        listed.update(_OWNERS[kind][0](ids, viewer))
    return listed


def found(text: str, viewer: Viewer) -> Q:
    """Return what tells the papers that are about something in which *text* stands."""
    wanted = Q(pk__in=())
    for kind, (_, finder, _) in _OWNERS.items():
        wanted |= Q(about_kind=kind, about__in=finder(text, viewer))
    return wanted


def _by_kind(subjects: Iterable[tuple[str, UUID]]) -> dict[str, set[UUID]]:
    kinds: dict[str, set[UUID]] = {}
    for kind, id in subjects:
        if kind in _OWNERS:
            kinds.setdefault(kind, set()).add(id)
    return kinds
