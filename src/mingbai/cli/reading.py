"""`mingbai report read`: files in, what was read of them out."""

import argparse
from collections.abc import Callable, Iterator

from mingbai.batch import Done
from mingbai.batch.extracting import Extracted, Extracting
from mingbai.cli.arguments import READ_FORMATS
from mingbai.cli.batches import Counts, each, format_of, of, one_document
from mingbai.cli.terminal import Sink, Wrong, results, say, say_written
from mingbai.report.values import Report

__all__ = ["read"]


def read(options: argparse.Namespace) -> int:
    """Read the files that *options* name; return the exit code."""
    format = format_of(options, READ_FORMATS)
    if options.plain and options.format not in (None, "text"):
        raise Wrong("--plain 是纯文本，不能再选 --format", "--plain is text; it goes with no other --format")
    kind = "plain" if options.plain else "report" if format in ("xlsx", "parquet") else format
    write = _FORMATS["plain" if options.plain else format]
    counts = Counts()
    work = Extracting(kind, options.lang, options.body, options.year)
    with results(options.output, binary=kind == "report") as sink:
        write(each(options, work, counts), sink, options)
    _words(options, counts, format)
    return 2 if counts.unread else 0


Stream = Iterator[Done[Extracted]]


def _text(stream: Stream, sink: Sink, options: argparse.Namespace) -> None:
    between = ""
    for done in stream:
        if isinstance(done.value, str):
            sink.write(between + done.value)
            between = "\n"


def _plain(stream: Stream, sink: Sink, options: argparse.Namespace) -> None:
    alone = one_document(options.paths)
    for done in stream:
        if isinstance(done.value, str):
            sink.write(done.value if alone else f"==> {done.name} <==\n{done.value}\n")


def _json(stream: Stream, sink: Sink, options: argparse.Namespace) -> None:
    """Write one object for one file, an array for several, each as soon as it is there."""
    from mingbai.report.jsonform import SCHEMA, dumps

    alone = one_document(options.paths)
    before = "" if alone else "["
    for done in stream:
        if done.skipped:
            continue
        if isinstance(done.value, str):
            piece = done.value
        elif done.error is not None:
            failed = {"schema": SCHEMA, "source": {"name": done.name}, "error": of(done.error, "zh")}
            piece = dumps({**failed, "error_en": of(done.error, "en")})
        else:
            continue
        sink.write(f"{before}{piece}" if alone else f"{before}\n{piece}")
        before = ","
    sink.write("\n" if alone else "[]\n" if before == "[" else "\n]\n")


def _csv(stream: Stream, sink: Sink, options: argparse.Namespace) -> None:
    from mingbai.report.long import csv_lines

    sink.write("".join(csv_lines([])))
    for done in stream:
        if isinstance(done.value, str):
            sink.write(done.value)


def _xlsx(stream: Stream, sink: Sink, options: argparse.Namespace) -> None:
    """Write a workbook; it is put together beside its place, since its parts come in no order."""
    from tempfile import TemporaryFile

    from mingbai.report.long import write_xlsx

    with TemporaryFile() as file:
        write_xlsx(_reports(stream), file)
        file.seek(0)
        while piece := file.read(1 << 20):
            sink.write(piece)


def _parquet(stream: Stream, sink: Sink, options: argparse.Namespace) -> None:
    from mingbai.cli.parquet import cells, needed
    from mingbai.report.long import long_rows

    needed()
    cells((row for report in _reports(stream) for row in long_rows(report)), sink.write)


def _reports(stream: Stream) -> Iterator[Report]:
    for done in stream:
        if isinstance(done.value, Report):
            yield done.value


_FORMATS: dict[str, Callable[[Stream, Sink, argparse.Namespace], None]] = {
    "text": _text,
    "plain": _plain,
    "json": _json,
    "csv": _csv,
    "xlsx": _xlsx,
    "parquet": _parquet,
}


def _words(options: argparse.Namespace, counts: Counts, format: str) -> None:
    if options.quiet:
        return
    english = options.lang == "en"
    if not one_document(options.paths):
        say(
            f"{counts.done} file(s): {counts.read} read, {counts.skipped} skipped, {counts.failed} could not be read"
            if english
            else f"{counts.done} 个文件：读出 {counts.read}，跳过 {counts.skipped}，未能读取 {counts.failed}"
        )
    if counts.read or counts.failed:
        say_written(options.output, options.lang)
