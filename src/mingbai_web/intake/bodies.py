"""The bodies that one may apply to, and what their guides say of how to reach them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mingbai_web.orgs import queries
from mingbai_web.orgs.values import GuideOn, UnknownBody

__all__ = ["Choice", "choices", "found", "guide", "name"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A body as one that may be applied to."""

    id: UUID
    name: str
    short: str


def choices(today: date) -> tuple[Choice, ...]:
    """Return the bodies of *today* in the order of their lists."""
    return tuple(Choice(each.id, each.name, each.short) for each in queries.bodies(on=today))


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
