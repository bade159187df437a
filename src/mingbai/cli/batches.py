"""What reading and auditing a batch have in common: which format, which files, what to say of those that failed."""

import argparse
import glob
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from mingbai.batch import Done, Work, run
from mingbai.cli.terminal import Progress, say, standard_input
from mingbai.errors import MingbaiError, NotAReport

__all__ = ["Counts", "each", "format_of", "of", "one_document"]

R = TypeVar("R")

_ENDINGS = {
    ".json": "json",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".xlsx": "xlsx",
    ".sarif": "sarif",
    ".parquet": "parquet",
    ".svg": "svg",
}


@dataclass(slots=True)
class Counts:
    """How a batch went."""

    done: int = 0
    read: int = 0
    failed: int = 0
    skipped: int = 0
    unread: int = 0
    """Of the files named, how many could not be read: what makes the exit code 2."""


def format_of(options: argparse.Namespace, formats: tuple[str, ...]) -> str:
    """Return the format asked for, else what the ending of ``--output`` says, else text."""
    if options.format:
        return str(options.format)
    ending = os.path.splitext(options.output or "")[1].lower()
    guessed = _ENDINGS.get(ending, "text")
    return guessed if guessed in formats else "text"


def of(error: MingbaiError, language: str) -> str:
    """Return *error* in *language*, on one line."""
    return " ".join(error.in_(language).split())


def one_document(paths: list[str]) -> bool:
    """Tell whether *paths* name one file that is no folder and no archive."""
    if len(paths) != 1 or os.path.isdir(paths[0]):
        return False
    return not paths[0].lower().endswith((".zip", ".warc", ".warc.gz"))


def each(options: argparse.Namespace, work: Work[R], counts: Counts) -> Iterator[Done[R]]:
    """Yield what came of each file, with progress, and a line on standard error for each that could not be read."""
    progress = Progress(False if options.quiet else options.progress, options.lang)
    paths = [found for path in options.paths for found in _matching(path)]
    try:
        for done in run(
            paths,
            work,
            jobs=options.jobs,
            standard_input=standard_input,
            leave_out=options.output,
            told=progress.expect,
        ):
            counts.done += 1
            if done.error is None:
                counts.read += 1
            elif done.skipped:
                counts.skipped += 1
            else:
                counts.failed += 1
                counts.unread += done.named
            if done.error is not None and _worth_a_word(done, quiet=options.quiet):
                progress.clear()
                say(_line(done, done.error, options.lang))
            progress.show(counts.done, done.name)
            yield done
    finally:
        progress.clear()


def _matching(path: str) -> list[str]:
    """Return the files that *path* names where the shell left its wildcards to us, as on Windows."""
    if os.path.exists(path) or not glob.has_magic(path):
        return [path]
    return sorted(glob.glob(path)) or [path]


def _worth_a_word(done: Done[R], *, quiet: bool) -> bool:
    """Tell whether to say that a file was not read: always when it failed, and of others when it may be a report."""
    from mingbai.batch.places import PassedOver

    return not done.skipped or not (quiet or isinstance(done.error, NotAReport | PassedOver))


def _line(done: Done[R], error: MingbaiError, language: str) -> str:
    name = "".join(c if c.isprintable() else "\ufffd" for c in done.name)
    if done.skipped:
        return f"{name}: skipped: {error.en}" if language == "en" else f"{name}：跳过：{error.zh}"
    return f"{name}: {of(error, 'en')}" if language == "en" else f"{name}：{of(error, 'zh')}"
