"""Named ways to read and to write registers, kept as acts of the body: who said which word counts as what stays known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from mingbai.errors import MingbaiError
from mingbai.screening.personal import personal
from mingbai_web.accounts.permissions import require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.annual_report.models import Profile
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.services import enter
from mingbai_web.ledger.subjects import Subject

__all__ = ["EXPORT", "IMPORT", "BadProfile", "Kept", "drop", "profile", "profiles", "save"]

IMPORT, EXPORT = "import", "export"
_PERMISSIONS = {IMPORT: "figures.import", EXPORT: "figures.export"}
_ROOM = UUID("8d1c2c1e-6a43-5a8e-9d2c-1f3f0a6b7c11")
_LONGEST = 40


class BadProfile(MingbaiError):
    """A profile that cannot be kept, or that there is not."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A profile: `columns` in their order (field and heading, or a key), what words mean, and the meanings for a whole register."""

    name: str
    columns: tuple[Mapping[str, str], ...]
    words: tuple[Mapping[str, str], ...] = ()
    whole: Mapping[str, str] | None = None


@transaction.atomic
def save(*, body: UUID, use: str, kept: Kept, by: Viewer, now: datetime) -> None:
    """Keep a profile under its name; one of the same name is replaced. Raises `Forbidden`, `BadProfile`."""
    require(by, _PERMISSIONS[use])
    name = " ".join(kept.name.split())
    if body not in by.bodies:
        raise BadProfile("本岗位不为这个机关办理", "this seat does not serve that body")
    if not 1 <= len(name) <= _LONGEST:
        raise BadProfile(
            f"方案的名称应当是 1 至 {_LONGEST} 字", f"a profile's name has 1 to {_LONGEST} signs"
        )
    told = [value for row in (*kept.columns, *kept.words) for value in row.values()]
    if any(len(each) > _LONGEST or next(personal(each), None) is not None for each in (name, *told)):
        raise BadProfile(
            "列名或者写法过长，或者含有个人信息：请核对每一列对应的是哪一项",
            "a heading or word is too long or holds personal data: check which column is which",
        )
    facts: dict[str, object] = {"body": body, "use": use, "name": name, "columns": kept.columns}
    if kept.words:
        facts["words"] = kept.words
    if kept.whole:
        facts["whole"] = dict(kept.whole)
    _enter(body, use, name, "saved", facts, by, now)


@transaction.atomic
def drop(*, body: UUID, use: str, name: str, by: Viewer, now: datetime) -> None:
    """Drop a profile. Raises `Forbidden`, and `BadProfile` when there is none of that name."""
    require(by, _PERMISSIONS[use])
    profile(body=body, use=use, name=name, viewer=by)
    _enter(body, use, name, "dropped", {"body": body}, by, now)


def profiles(*, bodies: Sequence[UUID], use: str, viewer: Viewer) -> list[str]:
    """Return the names of the profiles that the seat may use."""
    require(viewer, _PERMISSIONS[use])
    mine = [body for body in bodies if body in viewer.bodies]
    found = Profile.objects.filter(body__in=mine, use=use).order_by("name")
    return list(dict.fromkeys(found.values_list("name", flat=True)))


def profile(*, body: UUID, use: str, name: str, viewer: Viewer) -> Kept:
    """Return a profile by its name. Raises `Forbidden`, `BadProfile`."""
    require(viewer, _PERMISSIONS[use])
    if body not in viewer.bodies or not Profile.objects.filter(body=body, use=use, name=name).exists():
        raise BadProfile(f"没有“{name}”这个方案", f"there is no profile {name}")
    said: dict[str, Any] = ledger.entries("profile", _subject(body, use, name).id)[-1].read()
    return Kept(name, tuple(said.get("columns", ())), tuple(said.get("words", ())), said.get("whole"))


def _subject(body: UUID, use: str, name: str) -> Subject:
    return Subject("profile", uuid5(_ROOM, f"{body}/{use}/{name}"))


def _enter(
    body: UUID, use: str, name: str, kind: str, facts: Mapping[str, object], by: Viewer, now: datetime
) -> None:
    subject = _subject(body, use, name)
    head, today = ledger.head("profile", subject.id), timezone.localdate(now)
    enter(
        subject=subject,
        kind=kind,
        facts=facts,
        happened=today,
        effective=today,
        by=by.hand(body),
        seen=head.digest if head is not None else "",
        now=now,
    )
