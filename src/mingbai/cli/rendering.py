"""`mingbai report render`: a report in its statutory layout."""

import argparse

from mingbai.cli.loading import report_at
from mingbai.cli.terminal import results, say_written
from mingbai.report.render import render as rendered

__all__ = ["render"]


def render(options: argparse.Namespace) -> int:
    """Write the report that *options* name in the format that they ask for; return the exit code."""
    report = report_at(options.report)
    with results(options.output, binary=options.to in ("docx", "pdf", "xlsx")) as sink:
        sink.write(rendered(report, options.to))
    if not options.quiet:
        say_written(options.output, options.lang)
    return 0
