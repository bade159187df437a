"""A finding in one line, with its places named: for tests that hold the whole of what a check says."""

from dataclasses import replace

from mingbai.audit.findings import Finding
from mingbai.report.form import TABLES
from mingbai.report.tables import table_of
from mingbai.report.values import Report, Table
from mingbai.text.page import Span
from tests.factories import page

__all__ = ["printed", "told"]


def printed(given: Report) -> Report:
    """Return the report with the figure of each cell standing at the end of its page, so that a place tells the cell."""
    text = f"{given.page.text}\n" if given.page is not None else ""
    tables = {}
    for key in TABLES:
        table = table_of(given, key)
        if table is None:
            continue
        cells = {}
        for place, cell in table.cells.items():
            raw = cell.raw or ""
            cells[place] = replace(cell, span=(len(text), len(text) + len(raw)))
            text += f"{raw}\n"
        tables[key] = Table(table.edition, cells)
    return replace(given, page=page(text), **tables)  # type: ignore[arg-type]


def told(finding: Finding, given: Report) -> str:
    """Return how grave the finding is, where it stands, its figures, its quotation and its advice, parted by dots."""

    def place(span: Span) -> str:
        for key in TABLES:
            table = table_of(given, key)
            for (row, column), cell in table.cells.items() if table is not None else ():
                if cell.span == span:
                    return f"{key}/{row}/{column}"
        assert given.page is not None
        return f"“{given.page.text[slice(*span)]}”"

    parts = [f"{finding.severity} {finding.at}: {finding.found}, not {finding.expected}"]
    parts += [f"on {place(finding.span)}"] if finding.span is not None else []
    parts += ["and " + ", ".join(map(place, finding.also))] if finding.also else []
    parts += [f"reads “{finding.quote}”"] if finding.quote is not None else []
    parts += [words.zh for words in (finding.explains, finding.fix) if words is not None]
    return " · ".join(parts)
