"""What the settings show of papers: chains with all their versions, series with what was taken and voided; which bodies lack one."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from types import MappingProxyType
from uuid import UUID

from mingbai.text.words import Words
from mingbai_web.accounts.permissions import require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger import queries as ledger
from mingbai_web.orgs import queries as orgs
from mingbai_web.orgs.values import BodyOn, Estate
from mingbai_web.papers.models import Chain, Series
from mingbai_web.papers.paper import Step, steps_of

__all__ = [
    "SERIES",
    "ChainLine",
    "Number",
    "SeriesLine",
    "Version",
    "bodies",
    "chain",
    "chains",
    "numbers",
    "one",
    "series",
]

SERIES: Mapping[str, Words] = MappingProxyType(
    {"reply": Words("答复书", "replies"), "notice": Words("告知书、通知书", "notices")}
)
"""The series of numbers that the kinds of letter ask for."""


@dataclass(frozen=True, slots=True)
class Version:
    """A chain as it was set once; `until` is the day a delegation ends, `ends` the day before the next version begins."""

    since: date
    until: date | None
    steps: tuple[Step, ...]
    outcomes: tuple[str, ...]
    person: str
    recorded_at: datetime

    @property
    def groups(self) -> list[list[Step]]:
        """Return the steps in their order, those that run side by side together."""
        return [list(found) for _, found in groupby(self.steps, key=lambda step: step.group)]


@dataclass(frozen=True, slots=True)
class ChainLine:
    """A chain of a body with its versions, the newest first; `now` is the one in force today, None before it begins."""

    id: UUID
    body: UUID
    paper: str
    document: str
    versions: tuple[Version, ...]
    now: Version | None
    head: str


@dataclass(frozen=True, slots=True)
class SeriesLine:
    """A series of a body in a year; `heir` is who goes on with it since its body has ended."""

    id: UUID
    body: UUID
    series: str
    year: int
    mark: str
    counted: bool
    last: int
    voids: int
    heir: UUID | None


@dataclass(frozen=True, slots=True)
class Number:
    """A number that was taken, and why it was voided where it was."""

    number: str
    on: date
    paper: UUID
    void: str


def bodies(viewer: Viewer, today: date) -> tuple[BodyOn, ...]:
    """Return the bodies whose papers the seat keeps: all, for an administrator of no body in particular."""
    found = orgs.bodies(on=today)
    return tuple(each for each in found if not viewer.bodies or each.id in viewer.bodies)


def chains(body: UUID, viewer: Viewer, today: date) -> tuple[ChainLine, ...]:
    """Return the chains and delegations of a body, the general one first. Raises `Forbidden`."""
    require(viewer, "settings.chains")
    rows = Chain.objects.filter(body=body).order_by("document", "paper", "subject", "-since", "-ordinal")
    lines = []
    for id, found in groupby(rows, key=lambda row: row.subject):
        entries = {entry.ordinal: entry for entry in ledger.entries("chain", id)}
        listed = list(found)
        versions = tuple(
            Version(
                row.since,
                row.until,
                steps_of(json.loads(row.steps)["steps"]),
                tuple(row.outcomes.split()),
                entries[row.ordinal].person,
                entries[row.ordinal].recorded_at,
            )
            for row in listed
        )
        now = next((each for each in versions if each.since <= today), None)
        if now is not None and now.until is not None and now.until < today:
            now = None
        first = listed[0]
        lines.append(
            ChainLine(id, body, first.paper, first.document, versions, now, entries[max(entries)].digest)
        )
    return tuple(lines)


def chain(body: UUID, paper: str, document: str, viewer: Viewer, today: date) -> ChainLine | None:
    """Return the chain for papers of a kind, or the delegation by a document; None where there is none yet. Raises `Forbidden`."""
    return next(
        (each for each in chains(body, viewer, today) if (each.paper, each.document) == (paper, document)),
        None,
    )


def series(viewer: Viewer, today: date) -> tuple[SeriesLine, ...]:
    """Return the series of the seat's bodies, the latest year first, those of bodies that have ended too. Raises `Forbidden`."""
    require(viewer, "papers.series")
    rows = Series.objects.order_by("-year", "body", "series")
    return tuple(
        _line(row, today) for row in (rows.filter(body__in=viewer.bodies) if viewer.bodies else rows)
    )


def one(id: UUID, viewer: Viewer, today: date) -> SeriesLine | None:
    """Return one of these, None where there is none for this seat. Raises `Forbidden`."""
    return next((each for each in series(viewer, today) if each.id == id), None)


def numbers(id: UUID, viewer: Viewer) -> Sequence[Number]:
    """Return the numbers taken from a series, the latest first. Raises `Forbidden`."""
    require(viewer, "papers.series")
    taken: dict[str, Number] = {}
    for entry in ledger.entries("series", id):
        said = entry.read()
        if entry.kind == "taken":
            taken[said["number"]] = Number(said["number"], entry.happened, said["paper"], "")
        elif entry.kind == "number_voided" and said["number"] in taken:
            before = taken[said["number"]]
            taken[said["number"]] = Number(before.number, before.on, before.paper, said["reason"])
    return list(reversed(taken.values()))


def _line(row: Series, today: date) -> SeriesLine:
    heir = orgs.successor(row.body, today, Estate.SERIES)
    return SeriesLine(
        row.subject,
        row.body,
        row.series,
        row.year,
        row.mark,
        row.counted,
        row.last,
        row.voids,
        heir if heir != row.body else None,
    )
