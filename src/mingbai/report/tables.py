"""Which form a table of a report follows, and the tables of a report by name."""

from mingbai.report import form as forms
from mingbai.report.form import TABLES as TABLE_NAMES
from mingbai.report.form import TableForm
from mingbai.report.values import Report, Table

__all__ = ["TABLE_NAMES", "form_in", "table_form", "table_of", "tables"]


def table_of(report: Report, name: str) -> Table | None:
    """Return the table with *name* (``proactive`` …), None when the report does not have it."""
    table: Table | None = getattr(report, name) if name in TABLE_NAMES else None
    return table


def tables(report: Report) -> tuple[tuple[str, Table, TableForm], ...]:
    """Return the tables that the report has, each with its name and form."""
    found = ((name, table_of(report, name)) for name in TABLE_NAMES)
    return tuple((name, table, table_form(name, table)) for name, table in found if table is not None)


def table_form(name: str, table: Table) -> TableForm:
    """Return the form that *table* follows: its edition's, or the edition's that knows most of its rows.

    A report of 2023 may still print the one row of 2019 for what was otherwise closed.
    """
    own = form_in(table.edition, name)
    rows = set(table.rows())
    if own is not None and rows <= {line.key for line in own.rows}:
        return own
    known = [
        (len(rows & {line.key for line in f.rows}), f.edition == table.edition, f) for f in _having(name)
    ]
    return max(known, key=lambda item: item[:2])[2]


def form_in(edition: str | None, name: str) -> TableForm | None:
    """Return the table *name* in the form of *edition*; None where there is no such edition or table."""
    for form in _having(name):
        if form.edition == edition:
            return form
    return None


def _having(name: str) -> tuple[TableForm, ...]:
    """Return the table *name* of every edition that has one, newest first."""
    return tuple(t for form in reversed(forms.editions()) for t in form.tables if t.key == name)
