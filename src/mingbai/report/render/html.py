"""A report as one self-contained HTML page in the statutory layout; the PDF is made from the same page."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import Any

from mingbai.report.layout import Layout, Printed
from mingbai.report.render.document import TITLE, Document, Section, Sheet
from mingbai.report.values import Status

__all__ = ["html", "widths"]

STYLES = ("report.css", "screen.css", "print.css")

NARROW = 12
"""From so many columns on, a table is set smaller."""


@dataclass(frozen=True, slots=True)
class _Cell:
    tag: str
    id: str
    scope: str
    rows: int
    columns: int
    headers: str
    classes: str
    text: str
    pieces: tuple[str, ...]
    mark: int
    absent: bool
    label: str
    over: str


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    layout: str
    compact: bool
    wide: bool
    caption: str
    widths: tuple[str, ...]
    head: list[list[_Cell]]
    parts: list[list[list[_Cell]]]
    notes: tuple[str, ...]
    left_out: str


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    paragraphs: tuple[str, ...]
    sheet: _Table | None
    empty: str


def html(document: Document, *, screen: bool = True) -> str:
    """Return the page; without what only a browser understands where it is not for a *screen*."""
    return str(
        _template().render(
            document=document,
            title=f"{document.year}年{TITLE}" if document.year else TITLE,
            styles=[_resource(name) for name in (STYLES if screen else STYLES[::2])],
            sections=[_section(section) for section in document.sections],
            annexes=[_table(sheet) for sheet in document.annexes],
        )
    )


def widths(kind: str, layout: Layout) -> tuple[float, ...]:
    """Return the width of each column of a table, in percent of it."""
    if kind == "rows" and layout.labels == 3:
        labels: tuple[float, ...] = (8.0, 10.5, 27.5)
    elif kind == "list":
        labels = (66.0, 12.0)
    else:
        labels = tuple(34.0 / layout.labels for _ in range(layout.labels))
    rest = layout.width - len(labels)
    return (*labels, *((100 - sum(labels)) / rest for _ in range(rest)))


@cache
def _template() -> Any:
    import jinja2

    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, keep_trailing_newline=True
    )
    return environment.from_string(_resource("page.html.j2"))


@cache
def _resource(name: str) -> str:
    """Return a file of this package."""
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def pieces(printed: Printed) -> tuple[str, ...]:
    """Return the parts of a heading that stay whole where it wraps in a narrow column: 社会·公益·组织, （三）·不予公开.

    A heading of four or six Han characters over a column is made of words of two; another heading has no parts.
    """
    text = printed.text
    if printed.scope == "col" and len(text) in (4, 6) and all("\u4e00" <= c <= "\u9fff" for c in text):
        return tuple(text[i : i + 2] for i in range(0, len(text), 2))
    if printed.scope == "rowgroup" and printed.rows > 1 and text.startswith("（") and "）" in text:
        end = text.index("）") + 1
        return text[:end], text[end:]
    return ()


def _section(section: Section) -> _Section:
    return _Section(
        section.heading, section.paragraphs, _table(section.sheet) if section.sheet else None, section.empty
    )


def _table(sheet: Sheet) -> _Table:
    layout = sheet.layout
    texts = {printed.key: printed.text for row in layout.rows for printed in row if printed.key}
    rows = [[_cell(sheet, printed, texts) for printed in row] for row in layout.rows]
    starts = (*layout.sections, len(rows))
    return _Table(
        name=sheet.name,
        layout=sheet.form.layout,
        compact=layout.width >= NARROW,
        wide=sheet.wide,
        caption=f"{sheet.title}{_unit(sheet)}",
        widths=tuple(f"{width:.2f}" for width in widths(sheet.form.layout, layout)),
        head=rows[: layout.head],
        parts=[rows[start:end] for start, end in pairwise(starts)],
        notes=sheet.notes,
        left_out="、".join(f"“{line.label}”" for line in sheet.left_out),
    )


def _unit(sheet: Sheet) -> str:
    """Return the unit for the caption where the whole table has one."""
    units = {sheet.form.unit(row, column) for row, column in sheet.form.cells()}
    return f"（单位：{units.pop()}）" if len(units) == 1 else ""


def _cell(sheet: Sheet, printed: Printed, texts: dict[str, str]) -> _Cell:
    over, label = _labels(sheet, printed, texts)
    return _Cell(
        tag="th" if printed.header else "td",
        id=f"{sheet.name}-{printed.key}" if printed.key else "",
        scope=printed.scope,
        rows=printed.rows,
        columns=printed.columns,
        headers=" ".join(f"{sheet.name}-{key}" for key in printed.headers),
        classes=" ".join(_classes(sheet, printed)),
        text=printed.text,
        pieces=pieces(printed),
        mark=sheet.marks.get(printed.at, 0) if printed.at else 0,
        absent=printed.cell is not None and printed.cell.status is Status.ABSENT,
        label=label,
        over=over,
    )


def _classes(sheet: Sheet, printed: Printed) -> Iterator[str]:
    if sheet.form.layout == "list" and printed.header:
        yield f"level-{printed.level}"
    if printed.key == "corner":
        yield "note"
    if printed.at in sheet.form.sums() and sheet.form.layout != "list":
        yield "sum"


def _labels(sheet: Sheet, printed: Printed, texts: dict[str, str]) -> tuple[str, str]:
    """Return what stands over a figure where the table is shown as pairs: the heading of its block, its own."""
    if printed.at is None:
        return "", ""
    kind = sheet.form.layout
    columns = [texts[key] for key in printed.headers if not key.startswith(("r-", "g"))]
    if kind == "across":
        blocks = [texts[key] for key in printed.headers if key.startswith("r-")]
        return "".join(blocks), columns[-1]
    return "", columns[-1]
