"""What a report prints, whatever the format: title, metadata, chapters in the order of the form, tables with notes."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mingbai.report import form as forms
from mingbai.report.form import Form, Heading, Line, TableForm
from mingbai.report.layout import Layout, lay_out, left_out
from mingbai.report.printed import At
from mingbai.report.render.prose import paragraphs, prose
from mingbai.report.tables import tables
from mingbai.report.values import Report, Status, Table, Unread

__all__ = ["METADATA", "Document", "Section", "Sheet", "compose"]

TITLE = "政府信息公开工作年度报告"
MANY, LONG = 10, 7
"""From so many columns and digits on, a table needs a page on its side."""

NO_REASON = "原因没有记录"
FROM_DATA = "本章文字未随数据提供。"
NOT_ON_PAGE = "原文没有这一章。"
NO_TEXT = "原文这一章没有文字。"
NO_TABLE = "没有这张表的数据。"

METADATA = MappingProxyType(
    {
        "index_no": "索引号",
        "doc_no": "文号",
        "written_on": "成文日期",
        "published_on": "发布日期",
        "publisher": "发布机构",
        "author": "制作机关",
        "title": "标题",
        "mode": "公开方式",
        "category": "主题分类",
        "validity": "有效性",
    }
)
"""How the fields of the metadata header are called in print."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with all that is printed under it.

    `notes` explain the marks of cells that could not be read; `marks` says which note a cell has, counted from 1.
    """

    name: str
    title: str
    form: TableForm
    table: Table
    layout: Layout
    notes: tuple[str, ...]
    marks: Mapping[At, int]
    left_out: tuple[Line, ...]

    @property
    def wide(self) -> bool:
        """Tell whether its figures are too long for its columns on an upright page."""
        figures = (printed.text for row in self.layout.rows for printed in row if printed.at)
        return self.layout.width >= MANY and any(len(text) >= LONG for text in figures)


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter: its numeral and title, its paragraphs, its table, and what to say where it has neither."""

    key: str
    heading: str
    paragraphs: tuple[str, ...]
    sheet: Sheet | None
    empty: str


@dataclass(frozen=True, slots=True)
class Document:
    """A report ready to be printed."""

    title: str
    body: str
    year: int | None
    form: Form | None
    metadata: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    annexes: tuple[Sheet, ...]
    notes: tuple[str, ...]

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Return every table in the order in which it is printed."""
        return (*(section.sheet for section in self.sections if section.sheet), *self.annexes)


def compose(report: Report, chapters: Mapping[str, str] | None = None) -> Document:
    """Return *report* as it is to be printed; *chapters* gives the text of a chapter by the form's key."""
    form = _form(report)
    sheets = {name: _sheet(report, name, table, table_form) for name, table, table_form in tables(report)}
    sections = _sections(report, form, chapters or {}, sheets)
    placed = {section.sheet.name for section in sections if section.sheet}
    body = report.body.name if report.body else ""
    year = f"{report.year}年" if report.year else ""
    return Document(
        title=body + year + TITLE,
        body=body,
        year=report.year,
        form=form,
        metadata=tuple((METADATA.get(key, key), datum.value) for key, datum in report.metadata.items()),
        sections=sections,
        annexes=tuple(sheet for name, sheet in sheets.items() if name not in placed),
        notes=tuple(unread.why for unread in report.unread if _table_of(unread) not in sheets),
    )


def _form(report: Report) -> Form | None:
    """Return the form whose chapters are printed: the report's own, else that of its year."""
    if any(form.edition == report.edition for form in forms.editions()):
        return forms.of(report.edition)
    return None if report.year is None or report.chapters else forms.for_year(report.year)


def _sections(
    report: Report, form: Form | None, given: Mapping[str, str], sheets: Mapping[str, Sheet]
) -> tuple[Section, ...]:
    """Return the chapters of the form with what the report has of each; its other chapters after their forerunner."""
    texts: dict[str, list[str]] = {}
    known = {heading.key: heading for heading in form.chapters} if form else {}
    after: dict[str, list[str]] = {}
    headings: dict[str, str] = {}
    last = ""
    for index, (chapter, lines) in enumerate(zip(report.chapters, prose(report), strict=True)):
        key = chapter.key if chapter.key in known and chapter.key else f"own-{index + 1}"
        if key not in known:
            after.setdefault(last, []).append(key)
            headings[key] = chapter.as_written
        last = key if key in known else last
        texts.setdefault(key, []).extend(lines)
    texts |= {key: list(paragraphs(text)) for key, text in given.items()}
    order = list(after.get("", ()))
    for key, heading in known.items():
        order += [key, *after.get(key, ())]
        headings[key] = _numbered(heading)
    return tuple(
        Section(
            key=key,
            heading=headings[key],
            paragraphs=tuple(texts.get(key, ())),
            sheet=sheets.get(key),
            empty=_empty(
                report, key, key in texts, form is not None and any(t.key == key for t in form.tables)
            ),
        )
        for key in order
    )


def _numbered(heading: Heading) -> str:
    return f"{heading.number}、{heading.label}"


def _empty(report: Report, key: str, found: bool, table: bool) -> str:
    if table:
        return NO_TABLE
    if report.page is None:
        return FROM_DATA
    return NO_TEXT if found else NOT_ON_PAGE


def _sheet(report: Report, name: str, table: Table, form: TableForm) -> Sheet:
    reasons = {unread.at.replace(".", "/"): unread.why for unread in report.unread}
    notes: list[str] = []
    marks: dict[At, int] = {}
    for at, cell in table.cells.items():
        if cell.status is Status.UNREADABLE:
            paths = (f"{name}/{at[0]}/{at[1]}", f"{name}/{at[0]}", name)
            why = next((reasons[path] for path in paths if path in reasons), NO_REASON)
            if why not in notes:
                notes.append(why)
            marks[at] = notes.index(why) + 1
    return Sheet(
        name, form.title, form, table, lay_out(form, table), tuple(notes), marks, left_out(form, table)
    )


def _table_of(unread: Unread) -> str:
    return unread.at.replace(".", "/").partition("/")[0]
