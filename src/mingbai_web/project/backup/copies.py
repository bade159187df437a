"""Taking a backup of an installation that runs, and putting one into an empty installation."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from mingbai import __version__
from mingbai_web.ledger import projections, queries
from mingbai_web.ledger.models import Entry, Seal
from mingbai_web.project.backup import rows
from mingbai_web.project.backup.archive import Archive, BadBackup, Writing

__all__ = ["NotEmpty", "arrived", "files_there", "put_back", "put_files_back", "refuse_unless_empty", "take"]


class NotEmpty(BadBackup):
    """There is something already where a backup was to be restored."""


def take(archive: Writing, *, now: datetime, files: bool = True) -> Mapping[str, Any]:
    """Write everything but the keys into *archive*; return what its manifest says.

    Rows come first, all of one instant, then files: a file is on disk before the row that names it, and never changes.
    """
    with rows.snapshot():
        counts = {
            label: archive.lines(f"rows/{label}.jsonl", rows.written(model)) - 1
            for label, model in rows.tables().items()
        }
        said = {
            "made_at": now.isoformat(),
            "version": __version__,
            "django": django.get_version(),
            "database": connection.vendor,
            "migrations": _migrations(),
            "counts": counts,
            "heads": _heads(),
            "seal": Seal.objects.order_by("-sealed_on").values_list("digest", flat=True).first() or "",
        }
    if files:
        for path in files_there():
            archive.copy(f"files/{path.relative_to(settings.HOME).as_posix()}", path)
    archive.manifest(said)
    return said


def files_there() -> list[Path]:
    """Return the files of the installation that a backup holds; half-written ones, whose names begin with a dot, are none."""
    found = (path for name in settings.BACKED_UP for path in (Path(settings.HOME) / name).rglob("*"))
    return sorted(path for path in found if path.is_file() and not path.name.startswith("."))


def refuse_unless_empty(*, files: bool = True) -> None:
    """Raise `NotEmpty` when the installation holds anything, before anything is done to it."""
    if not rows.is_empty() or (files and files_there()):
        raise NotEmpty(
            "这里已有数据，没有恢复：备份只能恢复到空的安装（换一个 --home 或数据库）",
            "there is something here already, nothing was restored: name an empty --home or database",
        )


def put_back(archive: Archive) -> None:
    """Put the rows of *archive* into the empty tables, all or none, and compute the projections from the acts."""
    manifest = archive.manifest
    if manifest["migrations"] != _migrations():
        raise BadBackup(
            f"这份备份来自 {manifest['version']} 版，数据表与本版不同：用那一版恢复，再升级",
            f"this backup is of version {manifest['version']}, whose tables differ: restore it with that version, then upgrade",
        )
    with transaction.atomic():
        rows.emptied()
        for label, model in rows.tables().items():
            rows.load(model, archive.lines(f"rows/{label}.jsonl"))
        rows.reset_numbers()
        projections.rebuild()


def put_files_back(archive: Archive) -> None:
    """Put the files of *archive* into the folder of the installation."""
    folders = tuple(f"files/{name}/" for name in settings.BACKED_UP)
    for name in archive.files():
        if not name.startswith(folders):
            raise BadBackup(
                f"备份里有来历不明的文件 {name}", f"the backup holds a file of no known folder: {name}"
            )
        archive.extract(name, Path(settings.HOME))


def arrived(archive: Archive) -> bool:
    """Return whether the tables hold exactly what the manifest counts, and the chains end where they ended."""
    counts = {label: model._base_manager.count() for label, model in rows.tables().items()}
    return bool(counts == archive.manifest["counts"] and _heads() == archive.manifest["heads"])


def _heads() -> str:
    """Return one digest over the heads of all chains, with the number of the last entry."""
    last = Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0
    found = hashlib.sha256(f"{last}\n".encode())
    for kind, subject, digest in queries.heads(last):
        found.update(f"{kind} {subject} {digest}\n".encode())
    return found.hexdigest()


def _migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
