"""One file to be worked on, and the work done so that whatever is in it comes back as a value or an error."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from mingbai.errors import MingbaiError, TooLarge, Unreadable

__all__ = ["MOST_BYTES", "Broke", "Job", "Work", "do", "load", "out_of_memory", "out_of_time", "too_large"]

MOST_BYTES = 64 * 1024 * 1024
"""The largest document that is opened at all."""

R_co = TypeVar("R_co", covariant=True)
R = TypeVar("R")


class Broke(Unreadable):
    """The work itself broke on the file: a crash, no end in time, no memory. Never passed over in silence."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file: opened from `path`, or given as `data`, or already known to be unreadable (`error`).

    `named` is set when the file stands on the command line, not when it was met in a folder or an archive; `archive` is
    the number of the archive that it comes from.
    """

    name: str
    named: bool
    path: str | None = None
    data: bytes | None = None
    error: MingbaiError | None = None
    archive: int | None = None


class Work(Protocol[R_co]):
    """What is done to each file; it and what it returns must be able to cross to another process."""

    def prepare(self) -> None:
        """Import what the work needs, once a process."""

    def __call__(self, data: bytes, name: str, *, named: bool) -> R_co:
        """Return what is made of a file's bytes; raise `MingbaiError` when nothing can be."""


def do(work: Work[R], job: Job) -> R | MingbaiError:
    """Return what *work* makes of *job*, or the error that says why nothing could be made of it."""
    try:
        if job.error is not None:
            return job.error
        data = load(job.path) if job.data is None and job.path is not None else job.data or b""
        return work(data, job.name, named=job.named)
    except MingbaiError as error:
        return plain(error)
    except MemoryError:
        return out_of_memory()
    except RecursionError:
        return Broke(
            "嵌套层次过深，无法处理；请只保留年报部分后再试", "nested too deeply; keep the annual report only"
        )
    except Exception as fault:  # whatever is in one file, the other files are still done
        what = " ".join(f"{type(fault).__name__}: {fault}".split())[:200]
        return Broke(
            f"处理时出错（{what}）；这是程序的缺陷，请报告",
            f"failed inside ({what}); this is a defect of Mingbai, please report it",
        )


def plain(error: MingbaiError) -> MingbaiError:
    """Return *error* without its cause and traceback, which hold on to the document."""
    return type(error)(error.zh, error.en)


def load(path: str, most: int = MOST_BYTES) -> bytes:
    """Return the bytes of the file at *path*; `Unreadable` where it cannot be opened, `TooLarge` beyond *most*."""
    try:
        size = Path(path).stat().st_size
        if size > most:
            raise too_large(size, most)
        with open(path, "rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise cannot_open(error) from None
    if len(data) > most:
        raise too_large(len(data), most)
    return data


def cannot_open(error: OSError) -> Unreadable:
    """Return what to say when the system does not let a file be read."""
    if isinstance(error, FileNotFoundError):
        return Unreadable("没有这个文件；请检查路径", "no such file; check the path")
    if isinstance(error, PermissionError):
        return Unreadable(
            "没有读取权限；请检查文件权限", "no permission to read it; check the file's permissions"
        )
    if isinstance(error, IsADirectoryError):
        return Unreadable("是文件夹，不是文件", "is a folder, not a file")
    why = error.strerror or type(error).__name__
    return Unreadable(f"无法打开（{why}）", f"could not be opened ({why})")


def too_large(size: int, most: int) -> TooLarge:
    """Return what to say of a file of *size* bytes where *most* are opened."""
    have, may = (f"{round(n / 1024 / 1024)} MB" for n in (size, most))
    return TooLarge(
        f"文件太大（{have}，上限 {may}）；请只保留年报部分后再试",
        f"the file is too large ({have}, the limit is {may}); keep the annual report only and try again",
    )


def out_of_memory() -> Broke:
    """Return what to say when a file needs more memory than one file may."""
    return Broke(
        "处理这个文件需要的内存超过上限；请只保留年报部分后再试",
        "needs more memory than one file may take; keep the annual report only and try again",
    )


def out_of_time(seconds: float) -> Broke:
    """Return what to say when a file takes longer than one file may."""
    return Broke(
        f"{seconds:.0f} 秒内没有处理完；请只保留年报部分后再试",
        f"not done within {seconds:.0f} seconds; keep the annual report only and try again",
    )
