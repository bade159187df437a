"""What to call the place that a finding or an unread cell speaks of: a path as words a person knows."""

from mingbai.report.form import TableForm
from mingbai.report.naming import cell_name, row_name, table_name
from mingbai.report.tables import TABLE_NAMES, form_in, table_form, table_of
from mingbai.report.values import Report
from mingbai.text.words import Words

__all__ = ["form_of", "name"]


def form_of(report: Report, key: str) -> TableForm | None:
    """Return the form that the table *key* of *report* follows, or would follow if the report had it."""
    if key not in TABLE_NAMES:
        return None
    table = table_of(report, key)
    return table_form(key, table) if table is not None else form_in(report.edition, key)


def name(at: str | None, report: Report | None) -> Words | None:
    """Return *at* in words, ``（三）不予公开 1.属于国家秘密 · 总计``; None where it names no place in a table."""
    if not at or report is None:
        return None
    if at.startswith("prose/"):  # a claim's subject: the cell it speaks of, where it speaks of one
        at = at.removeprefix("prose/").replace(".", "/")
    key, _, rest = at.partition("/")
    shape = form_of(report, key)
    if shape is None:
        return None
    row, _, column = rest.partition("/")
    try:
        return Words(*(_called(shape, row, column, language) for language in ("zh", "en")))
    except (KeyError, StopIteration):
        return None


def _called(shape: TableForm, row: str, column: str, language: str) -> str:
    if not row:
        return table_name(shape, language)
    return cell_name(shape, row, column, language) if column else row_name(shape, row, language)
