"""The bodies that one may apply to, and what their guides say of how to reach them."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mingbai_web.orgs import queries
from mingbai_web.orgs.values import GuideOn, UnknownBody

__all__ = ["Choice", "answered_by", "choices", "found", "guide", "name", "takes"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A body as one that may be applied to."""

    id: UUID
    name: str
    short: str
    takes: bool = True
    """Whether somebody there sees what is sent to it online."""


Taking = Callable[[Iterable[UUID], date], Collection[UUID]]
"""Tells of bodies those in which somebody registers on a day what is sent online."""
_taking: list[Taking] = []


def answered_by(taking: Taking) -> None:
    """Let the inner side say which bodies take what is sent; where nobody says it, all of them do."""
    _taking[:] = [taking]


def choices(today: date) -> tuple[Choice, ...]:
    """Return the bodies of *today* in the order of their lists; those that take nothing online say so."""
    every = queries.bodies(on=today)
    taking = _taken([each.id for each in every], today)
    return tuple(Choice(each.id, each.name, each.short, each.id in taking) for each in every)


def takes(body: UUID, today: date) -> bool:
    """Return whether somebody at *body* sees what is sent to it online."""
    return body in _taken([body], today)


def _taken(bodies: list[UUID], today: date) -> Collection[UUID]:
    return _taking[0](bodies, today) if _taking else bodies


def found(all_of_them: tuple[Choice, ...], typed: str) -> tuple[Choice, ...]:
    """Return those whose name holds every part of what was *typed*."""
    parts = typed.split()
    return tuple(
        each for each in all_of_them if all(part in each.name or part in each.short for part in parts)
    )


def guide(body: UUID, today: date) -> GuideOn | None:
    """Return what the body's guide says on *today*."""
    return queries.guide(body, today)


def name(body: UUID, today: date) -> str:
    """Return the name of the body on *today*, empty where there is none."""
    try:
        return queries.name_on(body, today)
    except UnknownBody:
        return ""
