"""Writing a file so that a crash leaves the old one or the new one, never half of either."""

import os
from contextlib import suppress
from pathlib import Path

__all__ = ["sync_folder", "write_whole"]


def write_whole(path: Path, said: str | bytes, *, mode: int = 0o640, once: bool = False) -> None:
    """Write *said* into *path*; when this returns, the disk has it under that name.

    With *once*, a file that is there stays as it is: of two who write at the same time one wins.
    """
    beside = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
    number = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(said.encode() if isinstance(said, str) else said)
            file.flush()
            os.fsync(file.fileno())
        if once:
            with suppress(FileExistsError):
                os.link(beside, path)
        else:
            os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Let the disk have the names in *folder* too, where a folder can be opened (not on Windows)."""
    try:
        number = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(number)
    finally:
        os.close(number)
