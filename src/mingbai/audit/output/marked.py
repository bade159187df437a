"""A report's text as HTML with the findings highlighted in place, and its tables set where they stood."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from mingbai.audit.output.markup import Numbered, both, ref, safe
from mingbai.audit.output.passage import valid
from mingbai.report.form import TableForm
from mingbai.report.values import Report, Table
from mingbai.text.page import Span
from mingbai.text.words import Words

__all__ = ["Fold", "Marked", "folds", "mark"]

_PROSE = 150
"""A line this long without a cell's edge is prose: a region that holds one is no table."""
_HEADING = 60
_TITLE = 600
"""The document's own title stands within its first characters, or is not looked for."""
_PATH = "｜|>＞›»"
"""Marks of where the visitor is (首页 > … > 年报), which no title has."""
_ABSORBED = 80


@dataclass(frozen=True, slots=True)
class Fold:
    """A stretch of text that is a table: `key` names it; its words are folded away under the drawn table."""

    key: str
    span: Span


@dataclass(frozen=True, slots=True)
class Marked:
    """The text as HTML; which findings have a visible place in it, and which only one that is folded away."""

    html: Markup
    visible: frozenset[int]
    folded: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Highlight:
    one: Numbered
    span: Span
    own: bool


def folds(report: Report, tables: Mapping[str, tuple[Table, TableForm]]) -> tuple[Fold, ...]:
    """Return where the tables stand in the text; a table whose place holds prose, or another table, has none."""
    if report.page is None:
        return ()
    text = report.page.text
    found: list[Fold] = []
    for key, (table, shape) in tables.items():
        spans = [cell.span for cell in table.cells.values() if cell.span and valid(cell.span, text)]
        if not spans:
            continue
        hull = (min(start for start, _ in spans), max(end for _, end in spans))
        for grid in report.page.grids:
            if valid(grid.span, text) and any(grid.span[0] <= start < grid.span[1] for start, _ in spans):
                hull = (min(hull[0], grid.span[0]), max(hull[1], grid.span[1]))
        stops = {chapter.span[0] for chapter in report.chapters}
        hull = _whole_lines(text, hull, stops, shape.title)
        if not any(_is_prose(line) for line in text[hull[0] : hull[1]].split("\n")):
            found.append(Fold(key, hull))
    found.sort(key=lambda fold: fold.span)
    kept: list[Fold] = []
    for fold in found:
        if not kept or fold.span[0] >= kept[-1].span[1]:
            kept.append(fold)
    return tuple(kept)


def mark(
    report: Report,
    findings: Sequence[Numbered],
    places: Sequence[Fold],
    drawn: Callable[[str], Markup],
    prefix: str,
) -> Marked:
    """Return the text of *report* with *findings* marked and `drawn(key)` set at each of *places*."""
    text = report.page.text if report.page is not None else ""
    writer = _Writer(text, list(_highlights(text, findings)), prefix, {c.span[0] for c in report.chapters})
    parts: list[Markup] = []
    at = 0
    for fold in places:
        parts.append(writer.lines(at, fold.span[0]))
        parts.append(drawn(fold.key))
        seen = set(writer.seen)
        raw = writer.lines(*fold.span)
        writer.seen = seen  # a mark that is folded away is no place to send a reader to
        parts.append(
            Markup('<details class="raw"><summary>{}</summary>{}</details>').format(
                both(Words("这张表在原文中的文字", "The words of this table in the document")), raw
            )
        )
        at = fold.span[1]
    parts.append(writer.lines(at, len(text)))
    return Marked(Markup("").join(parts), frozenset(writer.seen), frozenset(writer.anchored - writer.seen))


def _highlights(text: str, findings: Sequence[Numbered]) -> Iterator[_Highlight]:
    for one in findings:
        spans = ((one.finding.span, True), *((span, False) for span in one.finding.also))
        for span, own in spans:
            if span is not None and valid(span, text) and span[0] < span[1]:
                yield _Highlight(one, span, own)


class _Writer:
    """Writes lines of the text; remembers which findings it has given an anchor."""

    def __init__(self, text: str, highlights: list[_Highlight], prefix: str, chapters: set[int]) -> None:
        self.text = text
        self.highlights = sorted(highlights, key=lambda h: (h.span[0], -h.span[1], h.one.number))
        self.prefix = prefix
        self.chapters = chapters
        self.seen: set[int] = set()
        self.anchored: set[int] = set()
        self.titled = False

    def lines(self, start: int, end: int) -> Markup:
        parts: list[Markup] = []
        at = start
        while at < end:
            stop = self.text.find("\n", at, end)
            stop = end if stop < 0 else stop
            line = self.text[at:stop]
            bare = line.strip()
            if bare:
                left = at + len(line) - len(line.lstrip())
                parts.append(self._line(left, left + len(bare)))
            at = stop + 1
        return Markup("\n").join(parts)

    def _line(self, start: int, end: int) -> Markup:
        inside = [h for h in self.highlights if h.span[0] < end and h.span[1] > start]
        line = self.text[start:end]
        content = self._segments(start, end, inside) if inside else safe(line)
        if (
            not self.titled
            and end <= _TITLE
            and line.endswith(("年度报告", "年报", "年度報告", "年報"))
            and len(line) <= _HEADING
            and not any(mark in line for mark in _PATH)
        ):
            self.titled = True
            return Markup('<h4 class="title">{}</h4>').format(content)
        if self._is_heading(start, end):
            return Markup("<h4>{}</h4>").format(content)
        if "\t" in line:
            return Markup('<p class="row">{}</p>').format(content)
        return (
            Markup("<p>{}</p>").format(content)
            if len(line) > 30
            else Markup('<p class="s">{}</p>').format(content)
        )

    def _is_heading(self, start: int, end: int) -> bool:
        if end - start > _HEADING:
            return False
        left = self.text.rfind("\n", 0, start) + 1
        return any(left <= chapter <= start for chapter in self.chapters)

    def _segments(self, start: int, end: int, inside: Sequence[_Highlight]) -> Markup:
        cuts = sorted({start, end, *(c for h in inside for c in h.span if start < c < end)})
        parts = Markup("")
        for left, right in pairwise(cuts):
            here = [h for h in inside if h.span[0] <= left and h.span[1] >= right]
            if not here:
                parts += safe(self.text[left:right])
                continue
            own = [h for h in here if h.own]
            first = min(own or here, key=lambda h: (h.one.finding.severity.rank, h.one.number))
            parts += self._anchors(own)
            css = first.one.letter if own else f"{first.one.letter} also"
            parts += Markup('<mark class="{}">{}</mark>').format(css, safe(self.text[left:right]))
            for h in here:
                if h.span[1] == right or (right == end and h.span[1] > end and self._last_line(h, end)):
                    parts += Markup("&#8288;") + ref(
                        h.one, self.prefix
                    )  # a word joiner: never alone on a line
        return parts

    def _anchors(self, own: Sequence[_Highlight]) -> Markup:
        parts = Markup("")
        for h in own:
            self.seen.add(h.one.number)
            if h.one.number not in self.anchored:
                self.anchored.add(h.one.number)
                parts += Markup('<span class="at" id="{}m{}"></span>').format(self.prefix, h.one.number)
        return parts

    def _last_line(self, h: _Highlight, end: int) -> bool:
        return not self.text[end : h.span[1]].strip()


def _whole_lines(text: str, hull: Span, stops: set[int], title: str) -> Span:
    """Widen *hull* to whole lines, and back over the short lines of its head, up to the chapter's heading."""
    start = text.rfind("\n", 0, hull[0]) + 1
    end = hull[1]
    if text[end - 1 : end] != "\n":
        end = text.find("\n", end)
        end = len(text) if end < 0 else end + 1
    for _ in range(_ABSORBED):
        above = text.rfind("\n", 0, start - 1) + 1 if start > 0 else 0
        line = text[above : start - 1] if start > 0 else ""
        if start == 0 or len(line) > _HEADING or any(above <= stop < start for stop in stops):
            break
        if _bare(title) in _bare(line) or line.rstrip().endswith(("。", "；", "：")):
            break
        start = above
    return start, end


def _bare(text: str) -> str:
    return re.sub(r"\W", "", text)


def _is_prose(line: str) -> bool:
    return len(line) > _PROSE and "\t" not in line and "|" not in line and "  " not in line.strip()
