"""`mingbai report compare`: two reports side by side."""

import argparse
import csv
import io
from collections.abc import Iterator, Sequence

from mingbai.audit.findings import Outcome, Result
from mingbai.audit.output.words import MARK
from mingbai.audit.run import audit
from mingbai.cli.arguments import COMPARE_FORMATS
from mingbai.cli.batches import format_of
from mingbai.cli.loading import report_at
from mingbai.cli.terminal import results, say_written
from mingbai.report import comparison
from mingbai.report.compare import Comparison
from mingbai.report.compare import compare as compared
from mingbai.report.jsonform import dumps
from mingbai.report.values import Report

__all__ = ["compare"]


def compare(options: argparse.Namespace) -> int:
    """Compare the two files that *options* name; return the exit code."""
    format = format_of(options, COMPARE_FORMATS)
    first, second = report_at(options.first), report_at(options.second)
    both, kept = compared(first, second), _between_years(first, second)
    with results(options.output) as sink:
        sink.write(_written(both, kept, format, options.lang))
    if not options.quiet:
        say_written(options.output, options.lang)
    return 0


def _between_years(first: Report, second: Report) -> tuple[Outcome, ...]:
    """Return what the checks between two years say, where the reports are one body's."""
    if first.body is not None and second.body is not None and first.body.name != second.body.name:
        return ()
    return audit(second, previous=first, checks=()).outcomes


def _judged(kept: Sequence[Outcome], language: str) -> Iterator[str]:
    """Yield what must carry over from year to year, and whether it does."""
    if kept:
        yield ""
        yield "From year to year" if language == "en" else "年度之间的核对"
    for outcome in kept:
        if outcome.result is Result.PASSED:
            number = outcome.compared
            yield f"  ✓ {outcome.check}  " + (
                f"{number} compared" if language == "en" else f"比对{number}处，一致"
            )
        for finding in outcome.findings:
            yield f"  {MARK[finding.severity]} {outcome.check}  {finding.says.in_(language)}"
        if outcome.why_not is not None:
            yield f"  – {outcome.check}  {outcome.why_not.in_(language)}"


def _written(both: Comparison, kept: Sequence[Outcome], format: str, language: str) -> str:
    if format == "json":
        checks = [
            {
                "id": outcome.check,
                "outcome": outcome.result.value,
                "compared": outcome.compared,
                "why_not": outcome.why_not and outcome.why_not.zh,
                "why_not_en": outcome.why_not and outcome.why_not.en,
                "findings": [
                    {
                        "at": f.at,
                        "says": f.says.zh,
                        "says_en": f.says.en,
                        "expected": f.expected,
                        "found": f.found,
                    }
                    for f in outcome.findings
                ],
            }
            for outcome in kept
        ]
        return dumps({**comparison.to_json(both), "checks": checks}) + "\n"
    if format == "text":
        return "\n".join([*comparison.lines(both, language), *_judged(kept, language)]) + "\n"
    table = io.StringIO()
    table.write("\ufeff")
    rows = csv.writer(table, lineterminator="\r\n")
    rows.writerow(comparison.COLUMNS)
    rows.writerows(
        ["" if value is None else str(value) for value in row] for row in comparison.rows(both, language)
    )
    return table.getvalue()
