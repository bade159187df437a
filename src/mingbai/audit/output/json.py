"""Audits as JSON, ``mingbai.audit/1``: one object for a batch, each report written as soon as it is there."""

import json
from collections.abc import Sequence
from importlib import resources
from typing import Any

from mingbai.audit.findings import Across, Audit, Finding, Outcome
from mingbai.audit.output.stream import Failure, Output, Rules, Write
from mingbai.report.jsonform import dumps
from mingbai.report.values import Body, Report
from mingbai.text.words import Words

__all__ = ["SCHEMA", "Json", "schema"]

SCHEMA = "mingbai.audit/1"


class Json(Output):
    """One object: ``reports`` streamed, then ``failed``, ``across`` and ``summary``."""

    def __init__(self, write: Write, rules: Rules, language: str = "zh") -> None:
        super().__init__(rules, language)
        self._write = write
        self._failures: list[object] = []

    def begin(self) -> None:
        """Write the head of the object."""
        self._write(f'{{"schema": {dumps(SCHEMA)},\n"reports": [')

    def _audited(self, audit: Audit) -> None:
        self._write(("\n" if self.tally.read == 1 else ",\n") + dumps(self._report(audit)))

    def _failed(self, failure: Failure) -> None:
        error: dict[str, object] = {"error": failure.error.zh, "error_en": failure.error.en}
        self._failures.append({"source": {"name": failure.name}, **error})

    def _ended(self, across: Sequence[Across]) -> None:
        tally = self.tally
        summary: dict[str, object] = {
            "files": tally.files,
            "read": tally.read,
            "skipped": tally.skipped,
            "errors": tally.errors,
            "warnings": tally.warnings,
            "not_assessed": tally.not_assessed,
            "failed": tally.failed,
            "notices": tally.notices,
        }
        self._write("],\n")
        self._write(f'"failed": {dumps(self._failures)},\n')
        self._write(f'"across": {dumps([self._across(one) for one in across])},\n')
        self._write(f'"summary": {dumps(summary)}}}\n')

    def _report(self, audit: Audit) -> object:
        report = audit.report
        unread = [{"at": u.at, "why": u.why, "why_en": u.why_en or None} for u in report.unread]
        return {
            "source": _source(report),
            "body": _body(report.body),
            "year": report.year,
            "edition": report.edition,
            "checks": [self._check(outcome) for outcome in audit.outcomes],
            "unread": unread,
        }

    def _across(self, across: Across) -> object:
        return {
            "body": None if across.body is None else {"name": across.body},
            "sources": list(across.sources),
            "year": across.year,
            "edition": across.edition,
            "checks": [self._check(outcome) for outcome in across.outcomes],
        }

    def _check(self, outcome: Outcome) -> object:
        says, ground = self.rules.says(outcome.check), self.rules.ground(outcome.check)
        return {
            "id": outcome.check,
            "says": says.zh,
            "says_en": says.en,
            "ground": ground.zh,
            "ground_en": ground.en,
            "outcome": outcome.result.value,
            "compared": outcome.compared,
            **_both("why_not", outcome.why_not),
            "findings": [_finding(finding) for finding in outcome.findings],
        }


def schema() -> dict[str, Any]:
    """Return the JSON Schema of ``mingbai.audit/1``."""
    text = resources.files(__package__).joinpath("audit.schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def _source(report: Report) -> object:
    source = report.source
    return {
        "name": source.name,
        "sha256": source.sha256,
        "media_type": source.media_type,
        "charset": source.charset,
        "script": source.script,
    }


def _body(body: Body | None) -> object:
    return None if body is None else {"name": body.name, "as_written": body.as_written}


def _finding(finding: Finding) -> object:
    return {
        "severity": finding.severity.value,
        **_both("says", finding.says),
        "at": finding.at,
        "expected": finding.expected,
        "found": finding.found,
        "quote": finding.quote,
        "span": None if finding.span is None else list(finding.span),
        "also": [list(span) for span in finding.also],
        **_both("explains", finding.explains),
        **_both("fix", finding.fix),
    }


def _both(key: str, words: Words | None) -> dict[str, object]:
    if words is None:
        return {key: None, f"{key}_en": None}
    return {key: words.zh, f"{key}_en": words.en}
