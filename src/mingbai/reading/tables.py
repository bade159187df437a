"""The statutory tables read from a page: what is printed, what is blank, and what cannot be told, cell by cell."""

from collections.abc import Sequence
from itertools import groupby

from mingbai.reading.applications import read_applications
from mingbai.reading.indicators import read_indicators
from mingbai.reading.proactive import read_proactive
from mingbai.reading.remedies import read_remedies
from mingbai.reading.stream import Mark, Token, inside, tokens
from mingbai.reading.table import (
    ANOTHER_YEAR,
    LOST,
    Reading,
    editions_of,
    of_another_year,
    span_of,
    unread_at,
)
from mingbai.text.fold import Folded
from mingbai.text.page import Page, Span

__all__ = ["Reading", "read_indicators", "read_table"]

_READERS = {"proactive": read_proactive, "applications": read_applications, "remedies": read_remedies}


def read_table(key: str, page: Page, folded: Folded, region: Span) -> Reading:
    """Return table *key* (``proactive``, ``applications``, ``remedies``) as it stands in *region* of the page."""
    found = tokens(page, folded, region)
    if not any(token.mark is Mark.FIGURE for token in found):
        return Reading(None, (unread_at(key, LOST),))
    if of_another_year(found, folded, inside(folded, region)[0]):
        return Reading(None, (unread_at(key, ANOTHER_YEAR),), span_of(found))
    reading = _READERS[key](found, page)
    if reading.unread and not any(token.celled for token in found):
        cells = tokens(page, folded, region, blank_lines=True)
        if len(cells) > len(found) and _fills_rows(cells, key):
            again = _READERS[key](cells, page)
            return reading if again.unread else again
    return reading


def _fills_rows(found: Sequence[Token], key: str) -> bool:
    """Tell whether every stretch of figures and blanks between words is a full row: then its blank lines are its empty cells."""
    table = editions_of(key)[0]
    widths = {len(block.columns) for block in table.blocks}
    if key == "remedies":  # one row holds all of them
        widths |= {len(table.blocks[0].columns) * len(table.rows)}
    stretches = groupby(found, key=lambda token: token.mark is Mark.WORDS)
    return all(len(list(stretch)) in widths for words, stretch in stretches if not words)
