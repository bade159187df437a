"""The report in a file's bytes, whether published or our own JSON, with what the caller knows of it."""

from mingbai.errors import NotAReport
from mingbai.report.values import Report

__all__ = ["report_in"]

_REPORT, _AUDIT = b'"mingbai.report/1"', b'"mingbai.audit/1"'
_AUDIT_PAGE = "明白 Mingbai</title>".encode()


def report_in(
    data: bytes, name: str, *, named: bool = True, body: str | None = None, year: int | None = None
) -> Report:
    """Return the report in *data*; raises `MingbaiError` as `mingbai.read` does.

    What Mingbai wrote about reports is no report; one that was not *named* and says so is not even read.
    """
    from mingbai.reading.report import read

    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if (start.startswith(b"{") and _AUDIT in start) or (start.startswith(b"[") and _REPORT in start):
        raise NotAReport(
            "是审核结果或多份报告的 JSON，不是一份年报",
            "is the JSON of an audit or of several reports, not one report",
        )
    if not named and _AUDIT_PAGE in start:
        raise NotAReport("是审核结果的网页，不是年报", "is the page of an audit, not a report")
    return read(data, name=name, body=body, year=year)
