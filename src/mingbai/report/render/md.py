"""A report as Markdown: headings, paragraphs and pipe tables that can be read back."""

import re
from collections.abc import Iterator

from mingbai.report.layout import Layout
from mingbai.report.render.document import Document, Sheet

__all__ = ["markdown"]


def markdown(document: Document) -> str:
    """Return the text, one blank line between blocks."""
    return "\n\n".join(_blocks(document)) + "\n"


def _blocks(document: Document) -> Iterator[str]:
    yield f"# {_plain(document.title)}"
    if document.metadata:
        yield "\n".join(f"- {_plain(name)}：{_plain(value)}" for name, value in document.metadata)
    for section in document.sections:
        yield f"## {_plain(section.heading)}"
        for paragraph in section.paragraphs:
            yield _paragraph(paragraph)
        if section.sheet:
            yield from _sheet(section.sheet)
        elif not section.paragraphs:
            yield f"*{section.empty}*"
    for sheet in document.annexes:
        yield f"## 附：{sheet.title}"
        yield from _sheet(sheet)
    if document.notes:
        yield "\n".join(f"- 未能读出：{_plain(note)}" for note in document.notes)


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield _table(sheet.layout)
    if sheet.notes:
        yield "\n".join(f"- 未读出，没有补填，也不是0：{_plain(note)}" for note in sheet.notes)


def _table(layout: Layout) -> str:
    """Return a pipe table: a spanned cell's text in its upper left place, the rest of the span empty.

    A blank figure is a hard space, so that it is not taken for part of a span when the table is read back.
    """
    grid = [[""] * layout.width for _ in layout.rows]
    for y, x, printed in layout.placed():
        grid[y][x] = _plain(printed.text).replace("|", "\\|") or ("&nbsp;" if printed.at else "")
    lines = ["| " + " | ".join(row) + " |" for row in grid]
    lines.insert(1, "|" + " --- |" * layout.width)
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Return *text* on one line, with the marks escaped that Markdown would act upon."""
    return re.sub(r"([\\`*_<\[\]])", r"\\\1", " ".join(text.split()))


def _paragraph(text: str) -> str:
    """Return a paragraph that Markdown does not take for a heading, a list, a quotation or a rule."""
    plain = _plain(text)
    return re.sub(
        r"^(#|>|[-+=~]|\d+(?=[.)]\s))",
        lambda found: "\\" + found[1] if not found[1].isdigit() else found[1] + "\\",
        plain,
    )
