"""The running text of a report without its tables, line wraps and spaces; each place in it known."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from mingbai.text.fold import Folded
from mingbai.text.page import Span

__all__ = ["Passages", "passages", "without_sentences"]

_GAP = re.compile(r"[|\s]+")
_STOP = re.compile(r"[。！？!?\n]+|\.(?<=[一-鿿]\.)(?=[一-鿿\n])")
_HEADING = re.compile(
    r"(?<![^\n。；;:!])(?:[一二三四五六七八九十]{1,3}[、,.]|\([一二三四五六七八九十]{1,3}\)、?"
    r"|第[一二三四五六七八九十]{1,2}[章节部]分?|\d{1,2}[.、](?!\d))([^\n。]{2,60})"
)
_CHAPTER = re.compile(r"[一二三四五六七八九十]{1,3}[、,.]|第")
_SENTENCES = re.compile(r"[^\n\t|]{12,}。[”’）)]?[ ]*")
_MARK = re.compile(r"[(]?[一二三四五六七八九十\d]{1,3}[、.)是]|[一二三四]是|第[一二三四五六七八九十]")
_WRAPPED = range(22, 64)
_BESIDE = 400
_LONGEST = 2000
_ENDS = frozenset("。！？!?;；:.…”）)")


@dataclass(frozen=True, slots=True)
class Passages:
    """The prose to read: `text` has no spaces, and a newline where one passage ends."""

    text: str
    folded: Folded
    _starts: Sequence[int]
    _origins: Sequence[int]
    _stops: Sequence[int]
    _heads: Sequence[int]
    _titles: Sequence[str]
    _planned: Sequence[Span]

    def source(self, start: int, end: int) -> Span:
        """Return the span of the source that `text[start:end]` was read from."""
        first = self._origin(start)
        last = self._origin(end - 1) + 1 if end > start else first
        return self.folded.span(first, last)

    def sentence(self, at: int) -> Span:
        """Return the sentence around *at*, without the mark that ends it."""
        index = bisect_right(self._stops, at)
        start = self._stops[index - 1] if index else 0
        end = self._stops[index] if index < len(self._stops) else len(self.text)
        while end > start and self.text[end - 1] in "。！？!?\n":
            end -= 1
        return start, end

    def before(self, start: int) -> Span:
        """Return the sentence before the one that begins at *start*, empty at the start of a passage."""
        if not start or self.text[start - 1] == "\n":
            return start, start
        return self.sentence(start - 1)

    def above(self, start: int) -> Span:
        """Return the sentence before the one that begins at *start*, in the passage above where none is and both share a heading."""
        found = self.before(start)
        if found[1] > found[0] or not start:
            return found
        above = self.sentence(start - 1)
        return above if bisect_right(self._heads, above[0]) == bisect_right(self._heads, start) else found

    def heading(self, at: int) -> str:
        """Return the words of the heading that *at* stands under, the chapter's before its own; empty if none."""
        index = bisect_right(self._heads, at)
        return self._titles[index - 1] if index else ""

    def planned(self, at: int) -> bool:
        """Return whether *at* stands in a chapter on what is still to be done."""
        index = bisect_right(self._planned, (at, len(self.text)))
        return bool(index) and at < self._planned[index - 1][1]

    def _origin(self, at: int) -> int:
        index = bisect_right(self._starts, at) - 1
        return self._origins[index] + at - self._starts[index]


def passages(folded: Folded, outside: Sequence[Span]) -> Passages:
    """Return the prose of a text; *outside* are the source spans that are no prose."""
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    length = 0
    for begin, end in _inside(folded, outside):
        for start, stop, gap in _runs(folded.text, begin, end):
            if stop > start:
                pieces.append(folded.text[start:stop])
                starts.append(length)
                origins.append(start)
                length += stop - start
            if gap:
                pieces.append(gap)
                starts.append(length)
                origins.append(min(stop, max(len(folded.text) - 1, 0)))
                length += 1
    text = "".join(pieces)
    heads, titles, planned = _headings(text)
    stops = _stops(text)
    return Passages(text, folded, starts or [0], origins or [0], stops, heads, titles, planned)


def without_sentences(span: Span, text: str) -> Span:
    """Return the span of a table less the lines of whole sentences that a chapter says before and after it."""
    start, end = span
    while _SENTENCES.fullmatch(text, line := text.rfind("\n", start, end) + 1, end) and line > start:
        end = start + len(text[start:line].rstrip())
    while (stop := text.find("\n", start, end)) > 0 and _SENTENCES.fullmatch(text, start, stop):
        start = end - len(text[stop:end].lstrip())
    return start, end


def _stops(text: str) -> list[int]:
    """Return where sentences end; one that goes on for pages is cut at a comma."""
    stops: list[int] = []
    last = 0
    for end in (*(found.end() for found in _STOP.finditer(text)), len(text)):
        while end - last > _LONGEST:
            comma = max(text.rfind(mark, last + _LONGEST // 2, last + _LONGEST) for mark in "，,;、")
            last = comma + 1 if comma > 0 else last + _LONGEST
            stops.append(last)
        last = end
        stops.append(end)
    return stops


def _inside(folded: Folded, outside: Sequence[Span]) -> list[Span]:
    """Return the stretches of the folded text that no span of *outside* touches."""
    found: list[Span] = []
    position = 0
    for start, end in sorted(outside):
        begin = bisect_left(folded.at, start)
        if begin > position:
            found.append((position, begin))
        position = max(position, bisect_left(folded.at, end))
    if position < len(folded.text):
        found.append((position, len(folded.text)))
    return found


def _runs(text: str, begin: int, end: int) -> list[tuple[int, int, str]]:
    """Cut `text[begin:end]` at its gaps; each run says what stands for the gap after it."""
    runs: list[tuple[int, int, str]] = []
    position = begin
    line = begin
    for gap in _GAP.finditer(text, begin, end):
        start, stop = gap.span()
        words = gap[0]
        if "\n" in words or "|" in words or "\t" in words:
            mark = "" if _wraps(text, line, start, stop, words, end) else "\n"
            line = stop
        else:
            mark = (
                " "
                if start > begin and stop < end and text[start - 1].isdigit() and text[stop].isdigit()
                else ""
            )
        runs.append((position, start, mark))
        position = stop
    runs.append((position, end, "\n"))
    return runs


def _wraps(text: str, line: int, start: int, stop: int, gap: str, end: int) -> bool:
    """Return whether the line that ends at *start* goes on after the gap, as lines of a PDF do."""
    if gap.strip(" ") != "\n" or start - line not in _WRAPPED or stop >= end or text[start - 1] in _ENDS:
        return False
    return not (_MARK.match(text, stop) or _MARK.match(text, line))


def _headings(text: str) -> tuple[list[int], list[str], list[Span]]:
    """Return where headings stand, their words under their chapter's, and the stretches about plans."""
    heads: list[int] = []
    titles: list[str] = []
    planned: list[Span] = []
    chapter = ""
    plan: int | None = None
    for found in _HEADING.finditer(text):
        title = found[1]
        own = title if len(title) < 40 else title[:24]
        top = _CHAPTER.match(found[0]) is not None
        if top:
            chapter = own
        heads.append(found.start())
        titles.append(own if top else f"{chapter}\n{own}")
        starts_plan = top and _is_plan(own)
        if top and plan is not None and not starts_plan:
            planned.append((plan, found.start()))
            plan = None
        if starts_plan and plan is None:
            plan = found.start()
        elif not top and plan is None and len(own) < 24 and _is_plan(own):
            planned.append((found.start(), min(found.end() + _BESIDE, len(text))))
    if plan is not None:
        planned.append((plan, len(text)))
    return heads, titles, sorted(planned)


def _is_plan(title: str) -> bool:
    return any(
        word in title
        for word in ("下一步", "打算", "改进", "努力方向", "工作计划", "思路", "展望", "工作安排", "下步")
    )
