"""Archives among the files: told apart by how they begin, opened one member at a time."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from mingbai.batch.job import Job, cannot_open, plain, too_large
from mingbai.errors import MingbaiError

__all__ = ["Archives"]

MOST_BYTES = 256 * 1024 * 1024
"""The largest ZIP that is opened; a WARC is read record by record and may be of any size."""

_ENDINGS = (".zip", ".warc", ".warc.gz", ".gz")
_DOCUMENT = re.compile(
    r"\.(?:s?html?|xhtml|mht(?:ml)?|txt|md|docx|xlsx?|ods|pdf|doc|json|csv|ofd|wps|rtf)", re.IGNORECASE
)
_STARTS = (b"PK\x03\x04", b"\x1f\x8b", b"WARC/")


@dataclass(slots=True)
class _Archive:
    job: Job
    warc: bool
    told: int = 0


class Archives:
    """The archives of one run, and whether anything was told of each."""

    def __init__(self) -> None:
        self._all: list[_Archive] = []

    def any_in(self, jobs: Sequence[Job]) -> bool:
        """Tell whether an archive is among *jobs*."""
        return any(_is_archive(job) for job in jobs)

    def opened(self, jobs: Iterable[Job], told: Callable[[int], object]) -> Iterator[Job]:
        """Yield *jobs* with each archive replaced by its members; *told* hears how many more files that makes."""
        more = 0
        for job in jobs:
            if not _is_archive(job):
                yield job
                continue
            for count, member in enumerate(self._inside(job)):
                more += count > 0
                told(more)
                yield member

    def read(self, job: Job) -> None:
        """Note that a report was read from *job*."""
        if job.archive is not None:
            self._all[job.archive].told += 1

    def without_a_report(self) -> Iterator[tuple[str, bool]]:
        """Yield (name, named) of each archive in which nothing could be read; a WARC may well hold no report."""
        for archive in self._all:
            if not archive.told and not archive.warc:
                yield archive.job.name, archive.job.named

    def _inside(self, job: Job) -> Iterator[Job]:
        from mingbai.reading.archive import members

        try:
            with _open(job) as file:
                zipped = file.read(2) == b"PK"
                size = file.seek(0, os.SEEK_END)
                file.seek(0)
                if zipped and size > MOST_BYTES:
                    raise too_large(size, MOST_BYTES)
                archive = _Archive(job, warc=not zipped)
                number = len(self._all)
                self._all.append(archive)
                for name, content in members(file, name=job.name):
                    error = plain(content) if isinstance(content, MingbaiError) else None
                    data = None if isinstance(content, MingbaiError) else content
                    if name in (job.name, job.name.removesuffix(".gz")):
                        archive.told += 1
                        yield Job(name, job.named, data=data, error=error)
                    else:
                        yield Job(name, False, data=data, error=error, archive=number)
        except OSError as error:
            yield Job(job.name, job.named, error=cannot_open(error))
        except MingbaiError as error:
            yield Job(job.name, job.named, error=plain(error))


def _open(job: Job) -> BinaryIO:
    return open(job.path, "rb") if job.path is not None else BytesIO(job.data or b"")


def _is_archive(job: Job) -> bool:
    """Tell whether *job* may be an archive: by its ending, else by how it begins."""
    if job.error is not None:
        return False
    if job.path is None:
        return (job.data or b"").startswith(_STARTS)
    name = job.name.lower()
    if _DOCUMENT.fullmatch(os.path.splitext(name)[1]):
        return False
    try:
        with open(job.path, "rb") as file:
            return file.seekable() and (file.read(5).startswith(_STARTS) or name.endswith(_ENDINGS))
    except OSError:
        return False
