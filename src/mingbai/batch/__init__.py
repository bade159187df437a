"""The same work over a file, many, a folder, an archive: results in the order given, one bad file no end of it.

With the command, the only package that opens a user's files.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from mingbai.batch.archives import Archives
from mingbai.batch.job import Broke, Job, Work
from mingbai.batch.places import find
from mingbai.batch.pool import Limits, in_order, in_process, processors
from mingbai.errors import MingbaiError, NotAReport

__all__ = ["Broke", "Done", "Job", "Limits", "Work", "processors", "run"]

R = TypeVar("R")

FEW = 8
"""Up to so many files are done without further processes, unless the caller says how many it wants."""


@dataclass(frozen=True, slots=True)
class Done(Generic[R]):
    """What came of one file: a value, or the error that stood in its way.

    `skipped` is set for a file that was met in a folder or an archive, not named, and is no report that can be read.
    """

    name: str
    value: R | None
    error: MingbaiError | None = None
    named: bool = False
    skipped: bool = False


def run(
    paths: Iterable[str],
    work: Work[R],
    *,
    jobs: int | None = None,
    standard_input: Callable[[], bytes] | None = None,
    leave_out: str | None = None,
    told: Callable[[int, bool], object] = lambda total, final: None,
    limits: Limits | None = None,
) -> Iterator[Done[R]]:
    """Yield what *work* makes of each file in *paths*, in order, in bounded memory.

    Folders are searched to the bottom and archives opened; ``-`` is read by *standard_input*; *leave_out* is a file
    that is being written. *jobs* is how many processes to use (None: one for each processor when there are more than a
    few files, else none beside this one). *told* hears how many files there are as far as known.
    """
    found = list(find(paths, standard_input=standard_input, leave_out=leave_out))
    archives = Archives()
    several = archives.any_in(found)
    told(len(found), not several)
    if jobs is None:
        jobs = processors() if several or len(found) > FEW else 1
    tasks = archives.opened(found, lambda more: told(len(found) + more, False))
    most = limits or Limits()
    do = in_order(tasks, work, jobs, most) if jobs > 1 else in_process(tasks, work, most)
    for job, outcome in do:
        if isinstance(outcome, MingbaiError):
            skipped = not job.named and not isinstance(outcome, Broke)
            yield Done(job.name, None, outcome, job.named, skipped)
        else:
            archives.read(job)
            yield Done(job.name, outcome, None, job.named)
    for name, named in archives.without_a_report():
        why = NotAReport("里面没有可读取的年报", "holds no annual report that could be read")
        yield Done(name, None, why, named, not named)
