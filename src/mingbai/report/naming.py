"""How a cell is called in words: its groups, its row, its column."""

from collections.abc import Callable

from mingbai.report import form as forms
from mingbai.report.form import Line, TableForm

__all__ = ["cell_name", "row_name", "table_name"]


def table_name(form: TableForm, lang: str = "zh") -> str:
    """Return the title of the table."""
    return form.en if lang == "en" else form.title


def row_name(form: TableForm, row: str, lang: str = "zh") -> str:
    """Return a row's label after those of its groups but the widest: “（三）不予公开 1.属于国家秘密”."""
    form = _knowing(form, lambda table: any(line.key == row for line in table.rows))
    line = form.row(row)
    groups = [form.group(key) for key in form.groups_of(line)]
    groups = [g for g in groups if g.within is not None or form.layout == "across"]
    return " ".join([*(g.en if lang == "en" else g.label for g in groups), _label(line, lang)])


def cell_name(form: TableForm, row: str, column: str, lang: str = "zh") -> str:
    """Return the row's name and the column's label, the latter left out where there is only one."""
    form = _knowing(form, lambda table: (row, column) in table.cells())
    columns = form.columns(row)
    if len(columns) == 1:
        return row_name(form, row, lang)
    label = next(_label(line, lang) for line in columns if line.key == column)
    return f"{row_name(form, row, lang)} · {label}"


def _label(line: Line, lang: str) -> str:
    return line.en if lang == "en" else line.label


def _knowing(form: TableForm, knows: Callable[[TableForm], bool]) -> TableForm:
    """Return *form* where it knows the place, else the newest edition's table that does."""
    others = (
        table for edition in reversed(forms.editions()) for table in edition.tables if table.key == form.key
    )
    for table in (form, *others):
        if knows(table):
            return table
    raise KeyError(form.key)
