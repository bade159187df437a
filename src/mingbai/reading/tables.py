"""The statutory tables read from a page: what is printed, what is blank, and what cannot be told, cell by cell."""

from mingbai.reading.applications import read_applications
from mingbai.reading.indicators import read_indicators
from mingbai.reading.proactive import read_proactive
from mingbai.reading.remedies import read_remedies
from mingbai.reading.stream import Mark, tokens
from mingbai.reading.table import ANOTHER_YEAR, LOST, Reading, of_another_year, span_of, unread_at
from mingbai.text.fold import Folded
from mingbai.text.page import Page, Span

__all__ = ["Reading", "read_indicators", "read_table"]

_READERS = {"proactive": read_proactive, "applications": read_applications, "remedies": read_remedies}


def read_table(key: str, page: Page, folded: Folded, region: Span) -> Reading:
    """Return table *key* (``proactive``, ``applications``, ``remedies``) as it stands in *region* of the page."""
    found = tokens(page, folded, region)
    if not any(token.mark is Mark.FIGURE for token in found):
        return Reading(None, (unread_at(key, LOST),))
    if of_another_year(found):
        return Reading(None, (unread_at(key, ANOTHER_YEAR),), span_of(found))
    return _READERS[key](found, page)
