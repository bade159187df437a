"""A report as a person reads it in a terminal: its head, its tables as they were read, what could not be read."""

from collections.abc import Iterator

from mingbai.audit.output import place
from mingbai.audit.output.columns import clip, width, wrap
from mingbai.audit.output.stream import body_of, cells_read
from mingbai.audit.output.words import edition, heading
from mingbai.report.form import Block, Line, TableForm
from mingbai.report.naming import table_name
from mingbai.report.printed import figure
from mingbai.report.tables import tables
from mingbai.report.values import Cell, Report, Status, Table

__all__ = ["readout"]

_SIGNS = {Status.BLANK: "□", Status.UNREADABLE: "?", Status.ABSENT: "–"}
_LABEL = 34
_COLUMN = 8


def readout(report: Report, language: str) -> str:
    """Return *report* as text."""
    return "\n".join(_lines(report, language)) + "\n"


def _lines(report: Report, language: str) -> Iterator[str]:
    english = language == "en"
    read, of = cells_read(report)
    cells = f"{read} of {of} cells read" if english else f"读出 {read}/{of} 格"
    claims = (
        f"{len(report.claims)} figures in the prose" if english else f"正文中的数字 {len(report.claims)} 个"
    )
    yield _plain(heading(body_of(report), report.year).in_(language))
    yield " · ".join((edition(report.edition).in_(language), cells, claims, _plain(report.source.name)))
    found = tables(report)
    for _, table, form in found:
        yield ""
        yield table_name(form, language)
        yield from _table(table, form, english)
    if not found:
        yield ""
        yield "no tables" if english else "没有表格"
    signs = {cell.status for _, table, _ in found for cell in table.cells.values()}
    legend = [
        (Status.BLANK, "空白", "blank"),
        (Status.UNREADABLE, "未读出", "not read"),
        (Status.ABSENT, "页面未印", "not printed"),
    ]
    if told := [f"{_SIGNS[s]} {en if english else zh}" for s, zh, en in legend if s in signs]:
        yield ""
        yield "  ".join(told)
    if report.unread:
        yield ""
        yield f"not read: {len(report.unread)}" if english else f"没有读出的 {len(report.unread)} 处"
    for unread in report.unread:
        words = place.name(unread.at, report)
        where = words.in_(language) if words is not None else unread.at
        yield f"  {_plain(where)}  {_plain(unread.why_en if english and unread.why_en else unread.why)}"


def _table(table: Table, form: TableForm, english: bool) -> Iterator[str]:
    above: tuple[str, ...] = ()
    for block in form.blocks:
        rows = [row for row in block.rows if _printed(table, block, row)]
        if not rows:
            continue
        heads = [wrap(column.en if english else column.label, _COLUMN) for column in block.columns]
        for at in range(max(map(len, heads)) if len(heads) > 1 else 0):
            line = "".join(_pad(head[at] if at < len(head) else "", _COLUMN + 2, left=True) for head in heads)
            yield (" " * _LABEL + line).rstrip()
        for row in rows:
            groups = form.groups_of(row)
            for deep, key in enumerate(groups):
                if groups[: deep + 1] != above[: deep + 1]:
                    group = form.group(key)
                    yield "  " * deep + (group.en if english else group.label)
            above = groups
            yield _row(table, row, block, len(groups), english)


def _printed(table: Table, block: Block, row: Line) -> bool:
    return any(table[row.key, column.key].status is not Status.ABSENT for column in block.columns)


def _row(table: Table, row: Line, block: Block, deep: int, english: bool) -> str:
    label = "  " * deep + (row.en if english else row.label)
    values = [_shown(table[row.key, column.key]) for column in block.columns]
    return _pad(clip(label, _LABEL - 1), _LABEL) + "".join(_cell(value) for value in values)


def _cell(value: str) -> str:
    room = _COLUMN + 2
    return _pad(value, room, left=True) if width(value) < room else f" {value}"


def _pad(text: str, to: int, *, left: bool = False) -> str:
    """Return *text* with spaces up to *to* columns; before it where *left* is set."""
    gap = " " * max(0, to - width(text))
    return gap + text if left else text + gap


def _shown(cell: Cell) -> str:
    return figure(cell.value) if cell.value is not None else _SIGNS.get(cell.status, "?")


def _plain(text: str) -> str:
    """Return *text* without the control characters that could drive a terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)
