"""`mingbai report render`: a report in its statutory layout."""

import argparse

from mingbai.cli.comparing import report_at
from mingbai.cli.terminal import results, say
from mingbai.report.render import render as rendered

__all__ = ["render"]


def render(options: argparse.Namespace) -> int:
    """Write the report that *options* name in the format that they ask for; return the exit code."""
    report = report_at(options.report)
    with results(options.output, binary=options.to in ("docx", "pdf", "xlsx")) as sink:
        sink.write(rendered(report, options.to))
    if options.output and not options.quiet:
        say(f"written to {options.output}" if options.lang == "en" else f"已写入 {options.output}")
    return 0
