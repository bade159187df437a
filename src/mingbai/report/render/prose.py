"""The prose of a report's chapters, taken from the page it was read from, without the statutory tables."""

from collections.abc import Iterator

from mingbai.report.tables import tables
from mingbai.report.values import Chapter, Report
from mingbai.text.page import Span

__all__ = ["paragraphs", "prose"]

LABEL = 40
"""A line up to this long without a full stop, just before the figures of a table, is taken for its heading."""


def prose(report: Report) -> tuple[tuple[str, ...], ...]:
    """Return the paragraphs under each of the report's chapters; none where it came from data."""
    page = report.page
    if page is None:
        return tuple(() for _ in report.chapters)
    regions = _tables(report, page.text)
    return tuple(
        tuple(_outside(page.text, span, regions))
        for span in _bodies(report.chapters, len(page.text), page.text)
    )


def paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of *text*: its lines without the space around them, cells parted by a full-width space."""
    for line in text.splitlines():
        cells = (cell.strip() for cell in line.split("\t"))
        if paragraph := "\u3000".join(cell for cell in cells if cell):
            yield paragraph


def _bodies(chapters: tuple[Chapter, ...], length: int, text: str) -> Iterator[Span]:
    """Yield where the text under each heading stands; a chapter's span may be its heading's alone."""
    whole = any(c.span[1] - c.span[0] > len(c.as_written) + 1 for c in chapters)
    starts = sorted(c.span[0] for c in chapters)
    for chapter in chapters:
        start, end = chapter.span
        if not whole:
            end = next((other for other in starts if other > start), length)
        if text.startswith(chapter.as_written, start):
            start += len(chapter.as_written)
        yield start, max(start, end)


def _tables(report: Report, text: str) -> list[Span]:
    """Return where the statutory tables stand: their grids, or from the first figure to the last with the labels."""
    headings = [chapter.span[0] for chapter in report.chapters]
    grids = [grid.span for grid in report.page.grids] if report.page else []
    grids = [(s, e) for s, e in grids if not any(s <= heading < e for heading in headings)]
    found: list[Span] = []
    for _, table, _ in tables(report):
        spans = [cell.span for cell in table.cells.values() if cell.span and cell.span[0] < cell.span[1]]
        loose = [span for span in spans if not any(s <= span[0] and span[1] <= e for s, e in grids)]
        found += [(s, e) for s, e in grids if any(s <= span[0] and span[1] <= e for span in spans)]
        if loose:
            found.append(_with_labels(text, min(s for s, _ in loose), max(e for _, e in loose)))
    return found


def _with_labels(text: str, start: int, end: int) -> Span:
    """Return the lines from *start* to *end*, and the short lines before them that hold no sentence."""
    start = text.rfind("\n", 0, start) + 1
    while start > 0:
        above = text.rfind("\n", 0, start - 1) + 1
        line = text[above : start - 1].strip()
        if len(line) > LABEL or "。" in line:
            break
        start = above
    stop = text.find("\n", end)
    return start, len(text) if stop < 0 else stop


def _outside(text: str, span: Span, regions: list[Span]) -> Iterator[str]:
    """Yield the paragraphs of *span* that lie outside *regions*."""
    at, end = span
    for start, stop in sorted(regions):
        if stop <= at or start >= end:
            continue
        if start > at:
            yield from paragraphs(text[at:start])
        at = max(at, stop)
    if at < end:
        yield from paragraphs(text[at:end])
