"""An audit as text in a terminal: what is wrong, by how grave it is, each with its quotation and what to do."""

from collections.abc import Callable, Sequence

from mingbai.audit.findings import Across, Audit, Finding, Outcome, Severity, gravest_first
from mingbai.audit.output import place
from mingbai.audit.output.columns import clip, width, wrap
from mingbai.audit.output.passage import passages
from mingbai.audit.output.stream import (
    Failure,
    Output,
    Rules,
    Tally,
    Write,
    body_of,
    by_reason,
    cells_read,
    worst_first,
)
from mingbai.audit.output.words import LABEL, MARK, SEVERITY, count, edition, heading
from mingbai.report.values import Report
from mingbai.text.words import Words

__all__ = ["Text"]

_COLOUR = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTICE: "36"}
_UNREAD_SHOWN = 8
_REASONS_SHOWN = 16


class Text(Output):
    """One report: its head, findings, and what was not assessed. Several: one line a report, worst first, before that.

    Only the finished lines are held until the end, never a report.
    """

    def __init__(
        self, write: Write, rules: Rules, language: str = "zh", *, width: int = 80, colour: bool = False
    ) -> None:
        super().__init__(rules, language)
        self._write = write
        self._width = max(40, min(width, 120))
        self._colour = colour
        self._reports: list[tuple[tuple[int, int, int, str], str, str]] = []
        self._failures: list[str] = []

    def _audited(self, audit: Audit) -> None:
        tally = Tally()
        tally.count(audit.outcomes)
        title = self._say(heading(body_of(audit.report), audit.report.year))
        line = self._line(tally, title, audit.report.source.name)
        block = "\n".join(
            [
                *self._head(audit, title, tally),
                *self._body(audit.outcomes, audit.report),
                *self._unread(audit.report),
            ]
        )
        self._reports.append((worst_first(tally, audit.report.source.name), line, block))

    def _failed(self, failure: Failure) -> None:
        why = failure.error.in_(self.language)
        self._failures.extend(self._hang(f"✕ {_plain(failure.name)}  ", _plain(why)))

    def _ended(self, across: Sequence[Across]) -> None:
        self._reports.sort(key=lambda entry: entry[0])
        batch = self.tally.files > 1 or self._failures or len(self._reports) != 1
        if batch:
            self._out(self._bold(self._total()))
            for _, line, _ in self._reports:
                self._out(line)
            for line in self._failures:
                self._out(line)
        for key, _, block in self._reports:
            if not batch or any(key[:3]):
                self._out(("\n" if batch else "") + block)
        self._across(across)

    def _across(self, across: Sequence[Across]) -> None:
        between = [one for one in across if any(outcome.findings for outcome in one.outcomes)]
        unassessed = self._unassessed([outcome for one in across for outcome in one.outcomes])
        if between or unassessed:
            self._out("\n" + self._bold(self._say(LABEL["across"])))
        for one in between:
            named = "\n".join(self._hang("", _plain(" · ".join(one.sources)), self._dim))
            self._out("\n" + (self._bold(_plain(one.body)) + "\n" if one.body else "") + named)
            self._out("\n".join(self._findings(one.outcomes, None)[1:]))
        if unassessed:
            self._out("\n".join(unassessed))

    # -- lines --------------------------------------------------------------------------------------------------

    def _total(self) -> str:
        t = self.tally
        if self.language == "en":
            words = f"{t.read} reports read of {t.files} files"
            words += f" · {t.failed} could not be read" * bool(t.failed) + f" · {t.skipped} skipped" * bool(
                t.skipped
            )
        else:
            words = f"{t.files} 个文件，读出 {t.read} 份报告"
            words += f"，{t.failed} 个未能读取" * bool(t.failed) + f"，跳过 {t.skipped} 个" * bool(t.skipped)
        return f"{words}  {self._counts(t)}"

    def _counts(self, tally: Tally) -> str:
        pairs = zip(Severity, (tally.errors, tally.warnings, tally.notices), strict=True)
        return "  ".join(self._say(count(severity, number)) for severity, number in pairs)

    def _line(self, tally: Tally, title: str, source: str) -> str:
        figures = []
        for severity, number in zip(Severity, (tally.errors, tally.warnings, tally.notices), strict=True):
            cell = f"{MARK[severity]}{number:>3}" if number else "   ·"
            figures.append(self._paint(cell, _COLOUR[severity]) if number else self._dim(cell))
        room = max(24, self._width - 18)
        name = clip(_plain(title), min(46, room))
        rest = room - width(name) - 2
        tail = self._dim("  " + clip(_plain(source), rest)) if rest > 8 else ""
        return f"{'  '.join(figures)}  {name}{tail}"

    def _head(self, audit: Audit, title: str, tally: Tally) -> list[str]:
        report = audit.report
        read, of = cells_read(report)
        cells = (
            Words(f"读出 {read}/{of} 格", f"{read} of {of} cells read")
            if of
            else Words("没有表格", "no tables")
        )
        checks = Words(
            f"通过 {tally.passed} 项检查，未评估 {tally.not_assessed} 项",
            f"{tally.passed} checks passed, {tally.not_assessed} not assessed",
        )
        facts = [
            self._say(edition(report.edition)),
            self._say(cells),
            self._say(checks),
        ]
        return [
            *self._hang("", _plain(title), self._bold),
            self._counts(tally),
            *self._hang("", " · ".join(facts), self._dim),
            *self._hang("", _plain(report.source.name), self._dim),
        ]

    def _body(self, outcomes: Sequence[Outcome], report: Report) -> list[str]:
        lines = self._findings(outcomes, report)
        if not lines:
            lines = ["", self._say(LABEL["nothing"])]
        return lines + self._unassessed(outcomes)

    def _unassessed(self, outcomes: Sequence[Outcome]) -> list[str]:
        reasons = by_reason(outcomes)
        if not reasons:
            return []
        number = len({check for _, checks in reasons for check in checks})
        lines = ["", self._bold(f"– {self._say(LABEL['not_assessed'])} {number}")]
        for why, checks in reasons[:_REASONS_SHOWN]:
            lead = ": " if self.language == "en" else "："
            lines += self._hang("  ", _plain(self._say(why)) + lead + " ".join(checks), self._dim)
        rest = len(reasons) - _REASONS_SHOWN
        if rest > 0:
            lines.append(self._say(Words(f"  另有 {rest} 种原因", f"  and {rest} more reasons")))
        return lines

    def _findings(self, outcomes: Sequence[Outcome], report: Report | None) -> list[str]:
        lines: list[str] = []
        last: Severity | None = None
        found = gravest_first(outcomes)
        for check, finding in found:
            if finding.severity is not last:
                last = finding.severity
                number = sum(f.severity is last for _, f in found)
                label = f"{MARK[last]} {self._say(SEVERITY[last])} {number}"
                lines += ["", self._paint(self._bold(label), _COLOUR[last])]
            else:
                lines.append("")
            lines += self._finding(check, finding, report)
        return lines

    def _finding(self, check: str, finding: Finding, report: Report | None) -> list[str]:
        lines = self._hang(f"  {MARK[finding.severity]} ", _plain(self._say(finding.says)), self._bold)
        where = place.name(finding.at, report)
        at = self._say(where) if where else _plain((finding.at or "").removeprefix("prose/"))
        at = "" if "/" not in at and "." not in at and where is None else at
        lines += self._hang("    ", f"{check}  {at}".rstrip(), self._dim)
        for quoted in passages(finding, report):
            marked = f"【{quoted.marked}】" if quoted.marked else ""
            lines += self._hang("    ", f"“{quoted.before}{marked}{quoted.after}”")
        if finding.expected is not None or finding.found is not None:
            parts = [
                f"{self._say(LABEL[key])} {_plain(value)}"
                for key, value in (("expected", finding.expected), ("found", finding.found))
                if value is not None
            ]
            lines += self._hang("    ", "  ·  ".join(parts))
        for key, words in (("explains", finding.explains), ("fix", finding.fix)):
            if words is not None:
                lines += self._hang(f"    {self._say(LABEL[key])} ", _plain(self._say(words)))
        return lines

    def _unread(self, report: Report) -> list[str]:
        if not report.unread:
            return []
        lines = ["", self._bold(f"– {self._say(LABEL['unread'])} {len(report.unread)}")]
        for unread in report.unread[:_UNREAD_SHOWN]:
            where = place.name(unread.at, report)
            why = unread.why_en if self.language == "en" and unread.why_en else unread.why
            lines += self._hang(
                f"  {_plain(self._say(where) if where else unread.at)}  ", _plain(why), self._dim
            )
        rest = len(report.unread) - _UNREAD_SHOWN
        if rest > 0:
            lines.append(self._say(Words(f"  另有 {rest} 格", f"  and {rest} more")))
        return lines

    # -- marks --------------------------------------------------------------------------------------------------

    def _say(self, words: Words) -> str:
        return words.in_(self.language)

    def _out(self, line: str) -> None:
        self._write(line + "\n")

    def _hang(self, lead: str, text: str, style: Callable[[str], str] | None = None) -> list[str]:
        """Return *text* wrapped after *lead*, further lines set in under it (or by four where the lead is long)."""
        deep = width(lead) if width(lead) <= 14 else 6
        room = self._width - width(lead)
        lines = wrap(text, room) if room >= 16 else [""]
        if deep != width(lead) and (len(lines) > 1 or not lines[0]):
            lines = [lines[0], *wrap(text[len(lines[0]) :].lstrip(), self._width - deep)]
        if style is not None:
            lines = [style(line) for line in lines]
        return [(lead + lines[0]).rstrip(), *(" " * deep + line for line in lines[1:])]

    def _paint(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour and text else text

    def _bold(self, text: str) -> str:
        return self._paint(text, "1")

    def _dim(self, text: str) -> str:
        return self._paint(text, "2")


def _plain(text: str) -> str:
    """Return *text* without the control characters that could drive a terminal."""
    return "".join(c if c.isprintable() or c == " " else "\ufffd" for c in text)
