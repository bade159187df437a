"""Audits as one self-contained HTML page: the text with its findings in place, the tables, what was not assessed.

Nothing is fetched: style and script stand in the page and are named by hash in its content-security policy. Reports
are held packed until the end, since the page opens with the counts and lists the worst report first.
"""

import base64
import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import jinja2
from markupsafe import Markup

from mingbai.audit.findings import Across, Audit, Result, Severity, gravest_first
from mingbai.audit.output import place
from mingbai.audit.output.grids import Drawn, draw, labels
from mingbai.audit.output.marked import Marked, folds, mark
from mingbai.audit.output.markup import LETTER, Numbered, both, number, safe
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
from mingbai.audit.output.words import LABEL, MARK, SEVERITY, edition, heading
from mingbai.report.form import TABLES, TableForm
from mingbai.report.tables import table_of
from mingbai.report.values import Report, Table
from mingbai.text.words import Words

__all__ = ["Html"]


@dataclass(frozen=True, slots=True)
class _Line:
    """What the overview says of one report; its section is packed."""

    anchor: str
    title: Words
    body: str
    year: int | None
    source: str
    tally: Tally
    cells: tuple[int, int]
    packed: bytes


class Html(Output):
    """The page; `whole` is how many reports are shown with text and tables, `graver` up to how many those with errors
    or questions still are. Beyond that a report shows its findings alone, and says so."""

    def __init__(
        self, write: Write, rules: Rules, language: str = "zh", *, whole: int = 60, graver: int = 300
    ) -> None:
        super().__init__(rules, language)
        self._write = write
        self._whole = whole
        self._graver = graver
        self._lines: list[_Line] = []
        self._failures: list[tuple[str, Words]] = []
        self._shapes: dict[tuple[str, str], TableForm] = {}
        self._checks: dict[str, int] = {}

    def _audited(self, audit: Audit) -> None:
        report, tally = audit.report, Tally()
        tally.count(audit.outcomes)
        anchor = f"r{self.tally.read}"
        grave = tally.errors + tally.warnings > 0
        text = self.tally.read <= self._whole or (grave and self.tally.read <= self._graver)
        title = heading(body_of(report), report.year)
        section = self._section(audit, anchor, text=text)
        packed = zlib.compress(section.encode("utf-8"), 6)
        self._lines.append(
            _Line(
                anchor,
                title,
                body_of(report),
                report.year,
                report.source.name,
                tally,
                cells_read(report),
                packed,
            )
        )

    def _failed(self, failure: Failure) -> None:
        self._failures.append((failure.name, Words(failure.error.zh, failure.error.en)))

    def _ended(self, across: Sequence[Across]) -> None:
        self._lines.sort(key=lambda line: worst_first(line.tally, line.body))
        style, script = _asset("page.css"), _asset("page.js")
        style += (
            "\n@media (max-width: 640px) {\n" + "\n".join(labels(s) for s in self._shapes.values()) + "\n}\n"
        )
        single = len(self._lines) == 1 and not self._failures
        between = [
            self._between(one, at)
            for at, one in enumerate(across, start=1)
            if any(outcome.findings for outcome in one.outcomes)
        ]
        page = (
            _environment()
            .get_template("page.html")
            .stream(
                language=self.language,
                style=Markup(style),
                script=Markup(script),
                policy=_policy(style, script),
                single=single,
                title=self._lines[0].title if single else self._title(),
                tally=self.tally,
                lines=self._lines,
                sections=(self._unpacked(line) for line in self._lines),
                across=between,
                across_open=[
                    (why, [(c, self.rules.says(c)) for c in checks])
                    for why, checks in by_reason([outcome for one in across for outcome in one.outcomes])
                ],
                anchors={line.source: line.anchor for line in self._lines},
                failures=self._failures,
                checks=sorted(self._checks.items()),
                severities=[(s, LETTER[s], getattr(self.tally, f"{s.value}s")) for s in Severity],
            )
        )
        page.enable_buffering(50)
        for piece in page:
            self._write(piece)

    def _title(self) -> Words:
        reports = self.tally.read
        return Words(f"{reports} 份年度报告的审核结果", f"Audit of {reports} annual reports")

    # -- one report ---------------------------------------------------------------------------------------------

    def _section(self, audit: Audit, anchor: str, *, text: bool) -> str:
        report = audit.report
        tally = Tally()
        tally.count(audit.outcomes)
        found = number(gravest_first(audit.outcomes))
        for one in found:
            self._checks[one.check] = self._checks.get(one.check, 0) + 1
        tables = self._tables(report) if text else {}
        for table, shape in tables.values():
            self._shapes[shape.key, table.edition] = shape
        drawn = {key: draw(table, shape, found, anchor) for key, (table, shape) in tables.items()}
        places = folds(report, tables)
        marked = mark(report, found, places, lambda key: drawn[key].html, anchor) if text else None
        shown = {fold.key for fold in places}
        return (
            _environment()
            .get_template("report.html")
            .render(
                report=report,
                anchor=anchor,
                findings=[self._card(one, report, anchor, drawn, marked) for one in found],
                text=marked.html if marked is not None and report.page is not None else None,
                left_out=not text,
                tables=[one.html for key, one in drawn.items() if key not in shown],
                edition=edition(report.edition),
                open=[
                    (why, [(c, self.rules.says(c)) for c in checks])
                    for why, checks in by_reason(audit.outcomes)
                ],
                open_count=tally.not_assessed,
                passed=[
                    (o.check, self.rules.says(o.check), o.compared)
                    for o in audit.outcomes
                    if o.result is Result.PASSED
                ],
                unread=[
                    (place.name(u.at, report) or Words(u.at, u.at), Words(u.why, u.why_en or u.why))
                    for u in report.unread
                ],
            )
        )

    def _tables(self, report: Report) -> dict[str, tuple[Table, TableForm]]:
        pairs: dict[str, tuple[Table, TableForm]] = {}
        for key in TABLES:
            table, shape = table_of(report, key), place.form_of(report, key)
            if table is not None and shape is not None:
                pairs[key] = (table, shape)
        return pairs

    def _card(
        self,
        one: Numbered,
        report: Report | None,
        anchor: str,
        drawn: dict[str, Drawn],
        marked: Marked | None,
    ) -> dict[str, object]:
        cell = next(
            (table.anchors[one.number] for table in drawn.values() if one.number in table.anchors), None
        )
        in_text = marked is not None and (
            one.number in marked.visible or (cell is None and one.number in marked.folded)
        )
        where = place.name(one.finding.at, report)
        return {
            "one": one,
            "id": f"{anchor}f{one.number}",
            "quotes": passages(one.finding, report),
            "where": where,
            "ground": self.rules.ground(one.check),
            "rule": self.rules.says(one.check),
            "to_text": f"{anchor}m{one.number}" if in_text else None,
            "to_cell": cell,
        }

    def _between(self, across: Across, at: int) -> dict[str, object]:
        found = number(gravest_first(across.outcomes))
        for one in found:
            self._checks[one.check] = self._checks.get(one.check, 0) + 1
        return {
            "body": across.body,
            "sources": across.sources,
            "findings": [self._card(one, None, f"a{at}", {}, None) for one in found],
        }

    @staticmethod
    def _unpacked(line: _Line) -> tuple[_Line, Markup]:
        return line, Markup(zlib.decompress(line.packed).decode("utf-8"))


def _policy(style: str, script: str) -> str:
    """Return the page's content-security policy: its own style and script by hash, and nothing else at all."""
    hashes = [
        base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode() for text in (style, script)
    ]
    return (
        f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _asset(name: str) -> str:
    return resources.files(__package__).joinpath("page", name).read_text("utf-8")


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(_asset),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
    )
    environment.filters["both"] = both
    environment.filters["safe_text"] = safe
    environment.globals.update(
        words=lambda zh, en: both(Words(zh, en)),
        label=lambda key: both(LABEL[key]),
        severity=lambda s: both(SEVERITY[s]),
        sign=MARK.__getitem__,
    )
    return environment
