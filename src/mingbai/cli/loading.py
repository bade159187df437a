"""The one report that an argument names."""

from mingbai.batch.job import load
from mingbai.batch.reports import report_in
from mingbai.cli.batches import of
from mingbai.cli.terminal import Wrong, standard_input
from mingbai.errors import MingbaiError
from mingbai.report.values import Report

__all__ = ["report_at"]


def report_at(path: str) -> Report:
    """Return the report in the file at *path*; what is wrong with it is said with its name."""
    try:
        return report_in(standard_input() if path == "-" else load(path), path)
    except MingbaiError as error:
        raise Wrong(f"{path}：{of(error, 'zh')}", f"{path}: {of(error, 'en')}") from None
