"""What reading a batch does with one file: read it, and write it down as the format asked for has it."""

import io
from dataclasses import dataclass, replace

from mingbai.batch.reports import report_in
from mingbai.report.values import Report

__all__ = ["Extracted", "Extracting"]

Extracted = str | Report
"""Text that is ready to be written, or for workbooks the report itself with nothing but its tables."""


@dataclass(frozen=True)
class Extracting:
    """Reading as work: to ``text``, ``json``, ``csv`` (lines without the heading), ``plain`` text, or ``report``."""

    format: str
    language: str = "zh"
    body: str | None = None
    year: int | None = None

    def prepare(self) -> None:
        """Read the forms, which every report needs."""
        from mingbai.report.form import editions

        editions()

    def __call__(self, data: bytes, name: str, *, named: bool) -> Extracted:
        """Return the report in *data* as the format has it."""
        if self.format == "plain":
            from mingbai.reading.decode import decode

            return decode(data, name=name).text
        report = report_in(data, name, named=named, body=self.body, year=self.year)
        if self.format == "json":
            from mingbai.report.jsonform import dumps, to_json

            return dumps(to_json(report))
        if self.format == "csv":
            from mingbai.report.long import csv_lines

            lines = io.StringIO()
            pieces = csv_lines([report])
            next(pieces)
            lines.writelines(pieces)
            return lines.getvalue()
        if self.format == "text":
            from mingbai.batch.readout import readout

            return readout(report, self.language)
        return replace(
            report, claims=(), breakdowns=(), statements=(), metadata={}, chapters=(), unread=(), page=None
        )
