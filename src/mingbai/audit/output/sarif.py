"""Findings as SARIF 2.1.0, for code-review tools and dashboards.

Regions count code points of the plain text (``mingbai report read --plain``), which is what a span means everywhere.
"""

import hashlib
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from mingbai.audit.findings import Across, Audit, Finding, Severity, gravest_first
from mingbai.audit.output.passage import valid
from mingbai.audit.output.stream import Failure, Output, Rules, Write
from mingbai.report.jsonform import dumps
from mingbai.report.values import Report
from mingbai.text.words import Words

__all__ = ["Sarif", "uri"]

_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
_HEAD = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


class Sarif(Output):
    """One run; results go out as they come, files that failed follow as notifications of the invocation."""

    def __init__(
        self, write: Write, rules: Rules, language: str = "zh", *, version: str | None = None
    ) -> None:
        super().__init__(rules, language)
        self._write = write
        self._version = version
        self._index = {rule.id: at for at, rule in enumerate(rules.all)}
        self._failures: list[object] = []
        self._results = 0

    def begin(self) -> None:
        """Write the head of the log and the rules."""
        rules: list[object] = [
            {
                "id": rule.id,
                "shortDescription": _message(rule.says, self.language),
                "fullDescription": _message(rule.ground, self.language),
                "help": _message(rule.severity, self.language),
            }
            for rule in self.rules.all
        ]
        driver: dict[str, object] = {"name": "mingbai", "fullName": "Mingbai 明白", "rules": rules}
        if self._version:
            driver["semanticVersion"] = self._version
        self._write(f'{{"$schema": {dumps(_HEAD)},\n"version": "2.1.0",\n"runs": [{{')
        self._write(f'"tool": {dumps({"driver": driver})},\n"columnKind": "unicodeCodePoints",\n"results": [')

    def _audited(self, audit: Audit) -> None:
        report = audit.report
        starts = _line_starts(report.page.text) if report.page is not None else []
        for check, finding in gravest_first(audit.outcomes):
            regions = self._regions(report, finding, starts)
            places = [_place(report.source.name, region) for region in regions]
            self._result(check, finding, places[:1], places[1:])

    def _failed(self, failure: Failure) -> None:
        why = failure.error.in_(self.language)
        self._failures.append(
            {"level": "error", "message": {"text": why}, "locations": [_place(failure.name, None)]},
        )

    def _ended(self, across: Sequence[Across]) -> None:
        for one in across:
            places = [_place(name, None) for name in one.sources]
            for check, finding in gravest_first(one.outcomes):
                self._result(check, finding, places[:1], places[1:])
        tally = self.tally
        invocation: object = {
            "executionSuccessful": not self._failures,
            "toolExecutionNotifications": self._failures,
        }
        counts: object = {
            "files": tally.files,
            "read": tally.read,
            "skipped": tally.skipped,
            "notAssessed": tally.not_assessed,
            "regions": "code points of the plain text, as `mingbai report read --plain` prints it",
        }
        self._write(f'],\n"invocations": {dumps([invocation])},\n"properties": {dumps(counts)}}}]}}\n')

    def _result(
        self, check: str, finding: Finding, places: Sequence[object], related: Sequence[object]
    ) -> None:
        result: dict[str, object] = {"ruleId": check}
        if check in self._index:
            result["ruleIndex"] = self._index[check]
        words = [finding.says, *(w for w in (finding.explains, finding.fix) if w is not None)]
        text = "\n".join(w.in_(self.language) for w in words)
        key = "\n".join((check, finding.at or "", finding.found or "", finding.quote or ""))
        result |= {
            "level": _LEVEL[finding.severity],
            "message": {"text": text},
            "locations": list(places),
            "partialFingerprints": {
                "mingbai/v1": hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:32]
            },
            "properties": {"at": finding.at, "expected": finding.expected, "found": finding.found},
        }
        if related:
            result["relatedLocations"] = list(related)
        self._write(("\n" if not self._results else ",\n") + dumps(result))
        self._results += 1

    @staticmethod
    def _regions(report: Report, finding: Finding, starts: Sequence[int]) -> list[object]:
        if report.page is None:
            return [None]
        spans = [span for span in (finding.span, *finding.also) if span and valid(span, report.page.text)]
        regions: list[object] = []
        for span in spans:
            line, column = _line_column(span[0], starts)
            last, end = _line_column(span[1], starts)
            region: dict[str, object] = {
                "startLine": line,
                "startColumn": column,
                "endLine": last,
                "endColumn": end,
                "charOffset": span[0],
                "charLength": span[1] - span[0],
            }
            if span[0] < span[1]:
                region["snippet"] = {"text": report.page.text[span[0] : span[1]]}
            regions.append(region)
        return regions or [None]


def uri(name: str) -> str:
    """Return *name*, a path on any system or an address, as a percent-encoded URI reference."""
    name = name.encode("utf-8", "replace").decode("utf-8")
    if re.match(r"https?://", name):
        return quote(name, safe="/:?#[]@!$&'()*+,;=%-._~")
    if re.match(r"[A-Za-z]:[\\/]", name):
        return "file:///" + name[:2] + quote(name[2:].replace("\\", "/"), safe="/")
    return ("file://" if name.startswith("/") else "") + quote(name, safe="/")


def _place(name: str, region: object) -> object:
    physical: dict[str, object] = {"artifactLocation": {"uri": uri(name)}}
    if isinstance(region, Mapping):
        physical["region"] = region
    return {"physicalLocation": physical}


def _message(words: Words, language: str) -> object:
    return {"text": words.in_(language) or "–"}


def _line_starts(text: str) -> list[int]:
    return [0, *(at + 1 for at, c in enumerate(text) if c == "\n")]


def _line_column(offset: int, starts: Sequence[int]) -> tuple[int, int]:
    low = bisect_right(starts, offset) - 1
    return low + 1, offset - starts[low] + 1
