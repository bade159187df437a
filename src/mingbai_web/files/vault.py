"""Two folders that never meet: the vault, whose files are sealed, and the public store, which only a release writes.

A file is named by chance, so that its name says nothing, and stands in a folder of the first two characters. It is on
disk, with its name, before anything speaks of it.
"""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from mingbai.errors import MingbaiError
from mingbai_web.jobs.durable import sync_folder, write_whole

__all__ = ["Folder", "Missing", "public", "vault"]

_NAME = re.compile(r"\A[0-9a-f]{32}\Z")


class Missing(MingbaiError):
    """The bytes of a file are not where they were put, or no such name can be."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Files by names of chance under one folder."""

    root: Path

    def put(self, said: bytes) -> str:
        """Keep *said*; return its name when the disk has it."""
        name = os.urandom(16).hex()
        path = self._path(name)
        for folder in (self.root, path.parent):
            if not folder.exists():
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                sync_folder(folder.parent)
        write_whole(path, said, mode=0o600)
        return name

    def get(self, name: str) -> bytes:
        """Return what was put under *name*. Raises `Missing`."""
        try:
            handle = os.open(self._path(name), os.O_RDONLY | os.O_NOFOLLOW)
        except OSError:
            raise _missing() from None
        with open(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise _missing()
            return file.read()

    def has(self, name: str) -> bool:
        """Return whether there is a file of that name."""
        return self._path(name).is_file()

    def remove(self, name: str) -> None:
        """Remove a file; one that is not there is no error."""
        self._path(name).unlink(missing_ok=True)

    def names(self, *, before: float) -> Iterator[str]:
        """Yield the names of files that were put before the instant *before* (seconds since 1970)."""
        for path in sorted(self.root.glob("??/*")):
            if _NAME.match(path.name) and path.stat().st_mtime < before:
                yield path.name

    def _path(self, name: str) -> Path:
        if not _NAME.match(name):
            raise _missing()
        return self.root / name[:2] / name


def vault() -> Folder:
    """Return the vault of this installation."""
    return Folder(Path(settings.HOME) / "vault")


def public() -> Folder:
    """Return the public store. Nothing but the release of a file writes to it."""
    return Folder(Path(settings.HOME) / "public")


def _missing() -> Missing:
    return Missing("文件不在库中：请与管理员联系", "the file is not in the vault: tell the administrator")
