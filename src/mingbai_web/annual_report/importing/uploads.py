"""A register on its way in: sealed where it waits, with what was told of it so far; gone when entered, discarded, or after a day."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from mingbai.screening.markings import refusal, screen, typed
from mingbai_web.accounts.permissions import require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.annual_report.importing.mapping import Layout
from mingbai_web.annual_report.importing.services import NoImport, NotImported, digest_of
from mingbai_web.annual_report.importing.sheets import Sheet
from mingbai_web.annual_report.models import Upload
from mingbai_web.annual_report.taken_apart import read_register
from mingbai_web.ledger.subjects import new_id
from mingbai_web.parties import sealing

__all__ = ["Waiting", "discard", "keep", "tell", "waiting"]

_KEPT = timedelta(days=1)
_KINDS = ("xlsx", "xls", "ods", "csv", "txt")


@dataclass(frozen=True, slots=True)
class Waiting:
    """An upload opened: its sheets, the one chosen, and how it is to be read as far as that was told."""

    id: UUID
    body: UUID
    digest: str
    sheets: tuple[Sheet, ...]
    chosen: int
    layout: Layout | None

    @property
    def sheet(self) -> Sheet:
        """Return the sheet that is being imported."""
        return self.sheets[min(self.chosen, len(self.sheets) - 1)]


def keep(*, data: bytes, name: str, body: UUID, by: Viewer, now: datetime) -> UUID:
    """Keep a register that was uploaded, once it proves to be one that bears no marking of secrecy.

    Raises `Forbidden`, `NotImported`, `Unreadable`.
    """
    require(by, "figures.import")
    if body not in by.bodies:
        raise NotImported("本岗位不为这个机关办理", "this seat does not serve that body")
    kind = name.rpartition(".")[2].lower()
    _unmarked(read_register(data, f"a.{kind}"))
    upload = Upload(
        id=new_id(), body=body, seat=by.seat, kind=kind if kind in _KINDS else "", uploaded_at=now
    )
    upload.sealed = sealing.seal(sealing.public_key(timezone.localdate(now)), data)
    with transaction.atomic():
        Upload.objects.filter(uploaded_at__lt=now - _KEPT).delete()
        upload.save()
    return upload.id


def waiting(*, id: UUID, by: Viewer, now: datetime) -> Waiting:
    """Return an upload of this seat. Raises `Forbidden`, and `NoImport` when it is gone."""
    upload = _upload(id, by, now)
    try:
        data = sealing.open(bytes(upload.sealed))
    except (sealing.KeyGone, sealing.Unopened):
        raise _gone() from None
    told = Layout.read(json.loads(upload.layout)) if upload.layout else None
    return Waiting(
        id, upload.body, digest_of(data), read_register(data, f"a.{upload.kind}"), upload.sheet, told
    )


@transaction.atomic
def tell(*, id: UUID, sheet: int, layout: Layout | None, by: Viewer, now: datetime) -> None:
    """Keep which sheet is meant and how it is to be read."""
    upload = _upload(id, by, now)
    upload.sheet = sheet
    upload.layout = json.dumps(layout.said(), ensure_ascii=False) if layout is not None else ""
    upload.save(update_fields=["sheet", "layout"])


@transaction.atomic
def discard(*, id: UUID, by: Viewer) -> None:
    """Let go of an upload of this seat."""
    require(by, "figures.import")
    Upload.objects.filter(id=id, seat=by.seat).delete()


def _upload(id: UUID, by: Viewer, now: datetime) -> Upload:
    require(by, "figures.import")
    found = Upload.objects.filter(
        id=id, seat=by.seat, body__in=by.bodies, uploaded_at__gte=now - _KEPT
    ).first()
    if found is None:
        raise _gone()
    return found


def _unmarked(sheets: Sequence[Sheet]) -> None:
    """Refuse a register in which something bears a marking of secrecy, and say in which rows."""
    for sheet in sheets:
        told = "\n".join(cell for row in sheet.rows for cell in row if isinstance(cell, str))
        if all(mark.rule.where == "line" for mark in screen(told)):
            continue
        found = {
            at: marks[0]
            for at, row in enumerate(sheet.rows, 1)
            for cell in row
            if isinstance(cell, str) and (marks := typed(cell))
        }
        if found:
            said = refusal(next(iter(found.values())).rule)
            rows = "、".join(map(str, [*found][:_NAMED]))
            raise NotImported(
                f"第 {rows} 行{'等' if len(found) > _NAMED else ''}：{said.zh}。整份台账没有收下",
                f"rows {rows}{' and others' if len(found) > _NAMED else ''}: {said.en}; nothing of the register was taken",
            )


_NAMED = 10


def _gone() -> NoImport:
    return NoImport(
        "上传的台账已经导入、放弃或者超过一天：请重新上传",
        "the register was imported, discarded, or waited for more than a day: upload it again",
    )
