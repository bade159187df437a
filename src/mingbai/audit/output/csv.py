"""Findings as a table: one line a finding, for spreadsheets and scripts."""

import csv
import io
import re
from collections.abc import Sequence

from mingbai.audit.findings import Across, Audit, Finding, Outcome, gravest_first
from mingbai.audit.output.stream import Failure, Output, Rules, Write, body_of

__all__ = ["COLUMNS", "Csv", "harmless", "line"]

COLUMNS = (
    "file",
    "body",
    "year",
    "edition",
    "check",
    "severity",
    "says",
    "at",
    "expected",
    "found",
    "quote",
    "start",
    "end",
    "explains",
    "fix",
)
"""The columns by name; the same in either language, so that scripts may rely on them."""

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")
_FORMULA = tuple("=+-@\t\r\n|＝＋－＠")


class Csv(Output):
    """UTF-8 with a byte-order mark, so that Excel opens it; a finding across files names them all."""

    def __init__(self, write: Write, rules: Rules, language: str = "zh") -> None:
        super().__init__(rules, language)
        self._write = write

    def begin(self) -> None:
        """Write the byte-order mark and the head."""
        self._write("\ufeff")
        self._row(COLUMNS)

    def _audited(self, audit: Audit) -> None:
        report = audit.report
        lead = (report.source.name, body_of(report), str(report.year or ""), report.edition)
        self._rows(lead, audit.outcomes)

    def _failed(self, failure: Failure) -> None:
        """A file that failed has no finding; the command says why on standard error."""

    def _ended(self, across: Sequence[Across]) -> None:
        for one in across:
            lead = (" | ".join(one.sources), one.body or "", str(one.year or ""), one.edition or "")
            self._rows(lead, one.outcomes)

    def _rows(self, lead: tuple[str, ...], outcomes: Sequence[Outcome]) -> None:
        for check, finding in gravest_first(outcomes):
            self._row((*lead, *line(check, finding, self.language)))

    def _row(self, values: Sequence[str]) -> None:
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\r\n").writerow([harmless(value) for value in values])
        self._write(buffer.getvalue())


def line(check: str, finding: Finding, language: str) -> tuple[str, ...]:
    """Return the part of a row that the finding fills: `COLUMNS` from ``check`` on."""
    start, end = finding.span or ("", "")
    return (
        check,
        finding.severity.value,
        finding.says.in_(language),
        finding.at or "",
        finding.expected or "",
        finding.found or "",
        finding.quote or "",
        str(start),
        str(end),
        finding.explains.in_(language) if finding.explains else "",
        finding.fix.in_(language) if finding.fix else "",
    )


def harmless(value: str) -> str:
    """Return *value* so that no spreadsheet takes it for a formula; a plain number stays as it is."""
    value = value.replace("\x00", "")
    if value.startswith(_FORMULA) and not _NUMBER.fullmatch(value):
        return "'" + value
    return value
