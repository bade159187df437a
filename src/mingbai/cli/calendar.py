"""`mingbai calendar`: the working days of a year, as months in a terminal, as JSON, or for a calendar program."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from mingbai.batch.job import load
from mingbai.cli.arguments import CALENDAR_FORMATS
from mingbai.cli.batches import format_of, of
from mingbai.cli.terminal import Wrong, results, say_written
from mingbai.cli.terminal import width as columns
from mingbai.errors import MingbaiError
from mingbai.workdays import Workdays, announced, year_of

__all__ = ["calendar", "with_notices"]

_MOST_BYTES = 1024 * 1024


def calendar(options: argparse.Namespace) -> int:
    """Show the year that *options* name; return the exit code."""
    ends_so = not options.format and (options.output or "").lower().endswith(".ics")
    format = "ics" if ends_so else format_of(options, CALENDAR_FORMATS)
    year = year_of(with_notices(options.notices), options.year)
    with results(options.output) as sink:
        if format == "text":
            from mingbai.cli.months import lines

            told = lines(year, options.lang, room=columns(), colour=sink.colour)
            sink.write("".join(f"{line.rstrip()}\n" for line in told))
        elif format == "json":
            from mingbai.report.jsonform import dumps
            from mingbai.workdays.jsonform import to_json

            sink.write(dumps(to_json(year)) + "\n")
        else:
            from mingbai.workdays.ics import to_ics

            sink.write(to_ics(year, options.lang))
    if not options.quiet:
        say_written(options.output, options.lang)
    return 0


def with_notices(paths: Sequence[str]) -> Workdays:
    """Return the calendar that comes with Mingbai, with the year files that *paths* name, each a file or a folder of them."""
    files = [file for path in paths for file in _files(path)]
    return announced().with_files((name, _text(name)) for name in files) if files else announced()


def _files(path: str) -> list[str]:
    if not os.path.isdir(path):
        return [path]
    found = sorted(str(file) for file in Path(path).glob("*.toml"))
    if not found:
        raise Wrong(
            f"{path}：文件夹中没有年份文件（*.toml）", f"{path}: no year file (*.toml) in this folder"
        )
    return found


def _text(path: str) -> str:
    try:
        return load(path, _MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Wrong(f"{path}：不是 UTF-8 文本", f"{path}: not UTF-8 text") from None
    except MingbaiError as error:
        raise Wrong(f"{path}：{of(error, 'zh')}", f"{path}: {of(error, 'en')}") from None
