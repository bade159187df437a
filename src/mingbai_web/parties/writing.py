"""Writing a file so that a loss of power leaves the old one or the new one, whole."""

import os
from contextlib import suppress
from pathlib import Path

__all__ = ["sync_folder", "write_whole"]


def write_whole(path: Path, said: bytes, *, once: bool = False) -> None:
    """Write *said* to *path*, for its owner alone; return when the disk has the file and its name.

    With *once*, a file that is there stays as it is: of two who write at the same time one wins.
    """
    fresh = path.with_name(f".{path.name}.new-{os.urandom(4).hex()}")
    handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        with open(handle, "wb") as file:
            file.write(said)
            file.flush()
            os.fsync(file.fileno())
        if once:
            with suppress(FileExistsError):
                os.link(fresh, path)
        else:
            os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Return when the disk has the names in *folder*."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
