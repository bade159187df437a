"""The file of a backup: a ZIP with the rows of each table, the files, and a manifest with the digest of every member."""

import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Any

from mingbai.errors import MingbaiError
from mingbai_web.jobs.durable import sync_folder

__all__ = ["Archive", "BadBackup", "Writing", "opened", "writing"]

MANIFEST = "manifest.json"
FORMAT = "mingbai.backup/1"


class BadBackup(MingbaiError):
    """The file is no backup, is damaged, or is of another version."""


class Writing:
    """A backup while it is written."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._file = file
        self.members: dict[str, dict[str, Any]] = {}

    def lines(self, name: str, lines: Iterable[str]) -> int:
        """Write *lines* as the member *name*; return how many there were."""
        count = 0
        with self._member(name, zipfile.ZIP_DEFLATED) as write:
            for line in lines:
                write(line.encode())
                count += 1
        return count

    def copy(self, name: str, path: Path) -> None:
        """Write the file *path* as the member *name*."""
        with path.open("rb") as source, self._member(name, zipfile.ZIP_STORED) as write:
            while block := source.read(1 << 20):
                write(block)

    def manifest(self, said: Mapping[str, Any]) -> None:
        """Write the manifest, the last member."""
        whole = {"format": FORMAT, **said, "members": self.members}
        self._file.writestr(MANIFEST, json.dumps(whole, ensure_ascii=False, indent=1), zipfile.ZIP_DEFLATED)

    @contextmanager
    def _member(self, name: str, how: int) -> Iterator[Callable[[bytes], None]]:
        digest, size = hashlib.sha256(), 0
        entry = zipfile.ZipInfo(name)
        entry.compress_type = how
        with self._file.open(entry, "w", force_zip64=True) as member:

            def write(block: bytes) -> None:
                nonlocal size
                digest.update(block)
                size += len(block)
                member.write(block)

            yield write
        self.members[name] = {"sha256": digest.hexdigest(), "size": size}


@contextmanager
def writing(path: Path) -> Iterator[Writing]:
    """Write a backup that stands under its name only when it is whole and on the disk; readable by its owner alone."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
            with zipfile.ZipFile(file, "w", allowZip64=True) as made:
                yield Writing(made)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
        sync_folder(path.parent)
    finally:
        beside.unlink(missing_ok=True)


class Archive:
    """A backup to be read; every member was found to be what the manifest says."""

    def __init__(self, file: zipfile.ZipFile, manifest: Mapping[str, Any]) -> None:
        self._file = file
        self.manifest = manifest

    def lines(self, name: str) -> Iterator[str]:
        """Yield the lines of the member *name*."""
        with (
            self._file.open(name) as member,
            io.TextIOWrapper(member, encoding="utf-8", newline="\n") as text,
        ):
            yield from text

    def files(self) -> list[str]:
        """Return the names of the files, each below one of the folders of an installation."""
        return [name for name in self.manifest["members"] if name.startswith("files/")]

    def extract(self, name: str, home: Path) -> None:
        """Write a file to its place below *home*; when this returns the disk has it."""
        place = home.joinpath(*PurePosixPath(name).parts[1:])
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._file.open(name) as source, place.open("xb") as target:
            while block := source.read(1 << 20):
                target.write(block)
            target.flush()
            os.fsync(target.fileno())
        place.chmod(0o600)


@contextmanager
def opened(path: Path) -> Iterator[Archive]:
    """Open a backup and hold every member against the manifest. Raises `BadBackup`."""
    try:
        file = zipfile.ZipFile(path)
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise BadBackup(f"读不了 {path}（{why}）", f"cannot read {path} ({why})") from error
    except zipfile.BadZipFile as error:
        raise _damaged(path) from error
    with file:
        try:
            manifest = json.loads(file.read(MANIFEST))
            whole = manifest["format"] == FORMAT and all(
                _digest(file.open(name)) == member["sha256"] and _is_safe(name)
                for name, member in manifest["members"].items()
            )
        except (KeyError, ValueError, TypeError, zipfile.BadZipFile, EOFError, OSError) as error:
            raise _damaged(path) from error
        if not whole:
            raise _damaged(path)
        yield Archive(file, manifest)


def _digest(member: IO[bytes]) -> str:
    found = hashlib.sha256()
    with member:
        while block := member.read(1 << 20):
            found.update(block)
    return found.hexdigest()


def _is_safe(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return (
        parts[0] in ("rows", "files") and ".." not in parts and "\\" not in name and not name.startswith("/")
    )


def _damaged(path: Path) -> BadBackup:
    return BadBackup(
        f"{path} 不是完整的备份：缺了内容，或者内容与清单不符",
        f"{path} is no whole backup: something is missing, or is not what its manifest says",
    )
