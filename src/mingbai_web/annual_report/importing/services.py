"""Entering a register that was tried, all of it or nothing; and taking a whole import back."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from mingbai.errors import MingbaiError
from mingbai.screening.personal import personal
from mingbai_web.accounts.permissions import require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.annual_report.importing.mapping import Layout, headings
from mingbai_web.annual_report.importing.sheets import Sheet
from mingbai_web.annual_report.importing.trial import Draft, Line, Trial, tried
from mingbai_web.annual_report.models import Import
from mingbai_web.applications import queries as cases
from mingbai_web.applications import services as applications
from mingbai_web.ledger import locks
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.services import enter
from mingbai_web.ledger.subjects import Subject
from mingbai_web.parties import services as parties
from mingbai_web.rules import queries as rules

__all__ = ["NoImport", "NotImported", "Outcome", "digest_of", "import_register", "try_register", "undo"]

_ROOM = UUID("1f7b8e52-0f9e-5d0b-8a0e-4b2f6c9d3e77")


class NotImported(MingbaiError):
    """A register cannot be imported as it stands, or an import cannot be taken back."""


class NoImport(NotImported):
    """There is no such import for this seat."""

    status = 404


@dataclass(frozen=True, slots=True)
class Outcome:
    """What importing a file came to; `again` when this same file was in already and nothing was entered anew."""

    id: UUID
    made: tuple[UUID, ...]
    trial: Trial
    again: bool = False


def digest_of(data: bytes) -> str:
    """Return what names a file."""
    return hashlib.sha256(data).hexdigest()


def try_register(*, sheet: Sheet, layout: Layout, body: UUID, by: Viewer, now: datetime) -> Trial:
    """Return what importing *sheet* would come to; nothing is written. Raises `Forbidden`, `NotImported`."""
    require(by, "figures.import")
    if body not in by.bodies:
        raise NotImported("本岗位不为这个机关办理", "this seat does not serve that body")
    on_record = cases.on_record(body=body, viewer=by)
    alike: dict[object, str] = {
        (each.received, each.applicant, each.matter): each.number for each in on_record
    }
    numbers = {each.number: each.number for each in on_record}
    return tried(
        sheet, layout, today=timezone.localdate(now), settings=rules.settings(), numbers=numbers, alike=alike
    )


@transaction.atomic
def import_register(
    *,
    digest: str,
    sheet: Sheet,
    layout: Layout,
    body: UUID,
    by: Viewer,
    now: datetime,
    skip: bool = False,
    profile: str = "",
) -> Outcome:
    """Enter every row of the sheet as an application: all of them, or with *skip* those without a fault.

    The file of *digest* is entered once: a second time it returns what was made, until that import is undone. Raises
    `Forbidden`, and `NotImported` while something is wrong, with nothing written.
    """
    require(by, "figures.import")
    locks.alone(f"import {body}")
    if (before := _live(body, digest, sheet)) is not None:
        return Outcome(before.subject, tuple(_made_by(before.subject)), Trial((), {}, ()), again=True)
    trial = try_register(sheet=sheet, layout=layout, body=body, by=by, now=now)
    if trial.wants:
        raise NotImported("还有必需的列没有对应", "columns that are needed are not told")
    if trial.refused and not skip:
        raise NotImported(
            f"{len(trial.refused)} 行有问题，没有导入任何一行：改正后再导入，或者选择跳过这些行",
            f"{len(trial.refused)} rows are at fault, nothing was imported: put them right, or choose to skip them",
        )
    if not trial.drafts:
        raise NotImported("没有可以导入的行", "there is no row to import")
    subject = Subject("import", _next(body, digest, sheet))
    enter(
        subject=subject,
        kind="file_imported",
        facts=_told(digest, sheet, layout, body, trial, profile),
        happened=timezone.localdate(now),
        effective=timezone.localdate(now),
        by=by.hand(body, source="import"),
        seen="",
        now=now,
    )
    made = _entered(trial.drafts, subject.id, body, by, now)
    return Outcome(subject.id, made, trial)


@transaction.atomic
def undo(*, id: UUID, reason: str, by: Viewer, now: datetime) -> int:
    """Take an import back: each application it made leaves all tables and lists. Return how many.

    Refused when one of them was handled since; then nothing is taken back. Raises `Forbidden`, `NotImported`, `NotUndone`.
    """
    require(by, "figures.import")
    found = Import.objects.filter(subject=id, body__in=by.bodies).first()
    reason = " ".join(reason.split())
    if found is None:
        raise NoImport("没有这次导入", "there is no such import")
    if found.undone_at is not None:
        raise NotImported("这次导入已经撤销", "this import was undone already")
    if not 2 <= len(reason) <= 200 or next(personal(reason), None) is not None:
        raise NotImported(
            "请写明撤销的理由，2 至 200 字，不写个人信息", "say why, in 2 to 200 signs without personal data"
        )
    made = _made_by(id)
    applications.undo_import(applications=made, by=by, now=now, note=reason)
    head = ledger.head("import", id)
    enter(
        subject=Subject("import", id),
        kind="undone",
        facts={"reason": reason},
        happened=timezone.localdate(now),
        effective=timezone.localdate(now),
        by=by.hand(found.body, source="import"),
        seen=head.digest if head is not None else "",
        now=now,
    )
    return len(made)


def _entered(drafts: Sequence[Draft], into: UUID, body: UUID, by: Viewer, now: datetime) -> tuple[UUID, ...]:
    taken = [(draft.details, draft.past.applicant) for draft in drafts]
    found = parties.take_all(taken, by=by, now=now, body=body, source="import")
    pasts = [
        (replace(draft.past, party=party), f"import/{into.hex}/{draft.row}")
        for draft, party in zip(drafts, found, strict=True)
    ]
    return tuple(applications.import_past(body=body, pasts=pasts, by=by, now=now))


def _live(body: UUID, digest: str, sheet: Sheet) -> Import | None:
    return Import.objects.filter(body=body, digest=digest, sheet=sheet.name[:100], undone_at=None).first()


def _next(body: UUID, digest: str, sheet: Sheet) -> UUID:
    """Return the id of the next attempt to import the file: the same for whoever tries at the same time."""
    attempt = Import.objects.filter(body=body, digest=digest, sheet=sheet.name[:100]).count()
    return uuid5(_ROOM, f"{body}/{digest}/{sheet.name}/{attempt}")


def _made_by(id: UUID) -> list[UUID]:
    return [entry.subject_id for entry in ledger.by_keys(f"import/{id.hex}/")]


def _told(
    digest: str, sheet: Sheet, layout: Layout, body: UUID, trial: Trial, profile: str
) -> dict[str, object]:
    over = headings(sheet, layout.first, layout.depth)
    told: dict[str, object] = {
        "body": body,
        "digest": digest,
        "sheet": sheet.name[:100],
        "rows": len(trial.lines),
        "made": len(trial.drafts),
        "refused": _numbers(trial.refused),
        "aside": _numbers(trial.asides),
        "columns": [
            {"field": name, "heading": over[at][:40] if at < len(over) else ""}
            for name, at in layout.columns.items()
        ],
        "words": [
            {"field": name, "word": word[:40], "means": key}
            for name, meant in layout.words.items()
            for word, key in meant.items()
            if next(personal(word), None) is None
        ],
        "profile": profile,
    }
    return {name: fact for name, fact in told.items() if fact not in ("", [], ())}


def _numbers(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(str(line.row) for line in lines)
