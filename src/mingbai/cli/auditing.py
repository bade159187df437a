"""`mingbai report audit`: files in, findings out, in any format, and the exit code that they amount to."""

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mingbai.audit.checks import ACROSS, every
from mingbai.audit.digest import Digest
from mingbai.audit.findings import Across, Audit, Outcome, Severity
from mingbai.audit.output import Failure, Output, Tally, writer
from mingbai.audit.run import audit_across, select
from mingbai.batch.auditing import Auditing
from mingbai.cli.arguments import AUDIT_FORMATS
from mingbai.cli.baseline import Baseline
from mingbai.cli.batches import Counts, each, format_of, one_document
from mingbai.cli.loading import report_at
from mingbai.cli.terminal import Sink, results, say, say_written, width

__all__ = ["audit"]


def audit(options: argparse.Namespace) -> int:
    """Audit the files that *options* name; return the exit code."""
    wanted, unwanted = _ids(options.select), _ids(options.ignore)
    select(every(), wanted, unwanted)  # refuses an id that fits nothing
    format = format_of(options, AUDIT_FORMATS)
    work = Auditing(
        select=wanted,
        ignore=unwanted,
        previous=report_at(options.previous) if options.previous is not None else None,
        only=one_document(options.paths),
        body=options.body,
        year=options.year,
        keep="whole" if format == "html" else "counts" if format in ("text", "xlsx") else "findings",
    )
    baseline = Baseline.read(options.baseline)
    run = _Run(options, baseline)
    with results(options.output, binary=format in ("xlsx", "parquet")) as sink:
        output = _output(format, sink, options)
        output.begin()
        for item in run.audits(work):
            output.add(item)
        tally = run.end(output, format)
    run.words(tally, format)
    if run.counts.unread:
        return 2
    return 1 if run.grave else 0


class _Run:
    """One run of the command: what was counted, what was known, what the reports are like."""

    def __init__(self, options: argparse.Namespace, baseline: Baseline) -> None:
        self.options = options
        self.baseline = baseline
        self.counts = Counts()
        self.grave = 0
        self._digests: list[Digest] = []
        self._levels = (Severity.ERROR,) if options.fail_on == "error" else (Severity.ERROR, Severity.WARNING)

    def audits(self, work: Auditing) -> Iterator[Audit | Failure]:
        """Yield each audit, known findings marked, and each file that could not be read."""
        for done in each(self.options, work, self.counts):
            if done.value is not None:
                self._digests.append(done.value.digest)
                found = done.value.audit
                report = found.report
                body = report.body.name if report.body else None
                outcomes = self._judged(found.outcomes, (report.source.name,), body, report.year)
                yield replace(found, outcomes=outcomes)
            elif done.error is not None and not done.skipped:
                yield Failure(done.name, done.error)

    def end(self, output: Output, format: str) -> Tally:
        """Write what the checks across the files say, and return the counts."""
        if (
            format == "text"
            and not self.counts.read
            and not self.counts.skipped
            and self.options.output is None
        ):
            return output.tally  # nothing but failures, and they have been told
        checks = select(ACROSS, _ids(self.options.select), _ids(self.options.ignore))
        if self.options.previous and len(self._digests) == 1:
            checks = tuple(
                check for check in checks if check.pair is None
            )  # they stand in the report's own audit
        found: list[Across] = [
            replace(one, outcomes=self._judged(one.outcomes, one.sources, one.body, one.year))
            for one in audit_across(self._digests, checks=checks)
        ]
        return output.end(found, skipped=self.counts.skipped)

    def words(self, tally: Tally, format: str) -> None:
        """Say on standard error what the results leave unsaid."""
        english = self.options.lang == "en"
        for line in self.baseline.stale():
            say(line.in_(self.options.lang))
        if self.options.quiet:
            return
        if self.baseline.matched:
            number = self.baseline.matched
            say(f"{number} known finding(s) not counted" if english else f"{number} 处已知问题，不计入退出码")
        if self.counts.done == 0 or (self.counts.read == 0 and self.counts.failed == 0):
            say("no report was found" if english else "没有找到年报")
        if format != "text" or self.options.output:
            say(_summary(tally, english))
        say_written(self.options.output, self.options.lang)

    def _judged(
        self, outcomes: Iterable[Outcome], sources: tuple[str, ...], body: str | None, year: int | None
    ) -> tuple[Outcome, ...]:
        """Return *outcomes* with what is known marked, and count what is not."""
        judged = []
        for outcome in outcomes:
            findings = []
            for finding in outcome.findings:
                reason = self.baseline.reason(outcome.check, finding, sources, body, year)
                if reason is None:
                    self.grave += finding.severity in self._levels
                findings.append(finding if reason is None else self.baseline.marked(finding, reason))
            judged.append(replace(outcome, findings=tuple(findings)) if findings else outcome)
        return tuple(judged)


def _output(format: str, sink: Sink, options: argparse.Namespace) -> Output:
    from mingbai import __version__

    if format == "parquet":
        from mingbai.cli.parquet import Findings

        return Findings(sink.write, options.lang)
    return writer(
        format,
        sink.write,
        checks=every(),
        language=options.lang,
        width=width() if options.output is None else 100,
        colour=sink.colour,
        version=__version__,
    )


def _ids(given: list[str]) -> tuple[str, ...]:
    """Return the ids that an option gave, whether repeated or parted by commas."""
    return tuple(name.strip() for one in given for name in one.split(",") if name.strip())


def _summary(tally: Tally, english: bool) -> str:
    if english:
        return (
            f"{tally.files} file(s): {tally.read} read, {tally.skipped} skipped, {tally.failed} could not be read; "
            f"{tally.errors} error(s), {tally.warnings} question(s), {tally.notices} notice(s)"
        )
    return (
        f"{tally.files} 个文件：读出 {tally.read}，跳过 {tally.skipped}，未能读取 {tally.failed}；"
        f"错误 {tally.errors}，疑问 {tally.warnings}，提示 {tally.notices}"
    )
