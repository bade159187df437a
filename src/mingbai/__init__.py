"""Mingbai 明白: read a published report on government information disclosure, and prove what is wrong in it."""

from typing import TYPE_CHECKING

from mingbai.errors import MingbaiError

if TYPE_CHECKING:
    from mingbai.audit.findings import Audit
    from mingbai.report.values import Report

__all__ = ["MingbaiError", "__version__", "audit", "read"]

__version__ = "0.1.0"


def read(data: bytes, *, name: str) -> "Report":
    """Return the annual report in *data*, a document of any format that we read; *name* is what its source is called.

    Raises `MingbaiError`: `Unreadable` when the bytes are no page, `NotAReport` when the page is no such report.
    """
    from mingbai.reading.report import read as read_report

    return read_report(data, name=name)


def audit(report: "Report", *, previous: "Report | None" = None) -> "Audit":
    """Return every check's outcome on *report*; *previous* is last year's, for what must carry over."""
    from mingbai.audit.run import audit as audit_report

    return audit_report(report, previous=previous)
