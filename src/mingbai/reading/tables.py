"""The statutory tables read from a page: what is printed, what is blank, and what cannot be told, cell by cell."""

import re
from collections import Counter
from collections.abc import Sequence

from mingbai.reading.applications import read_applications
from mingbai.reading.indicators import read_indicators
from mingbai.reading.proactive import read_proactive
from mingbai.reading.remedies import read_remedies
from mingbai.reading.settle import Doubt
from mingbai.reading.stream import Mark, Token, tokens
from mingbai.reading.table import LOST, Reading, span_of, unread_at
from mingbai.text.fold import Folded
from mingbai.text.page import Page, Span

__all__ = ["Reading", "read_indicators", "read_table"]

_YEAR = re.compile(r"\(?(?P<year>20\d\d)(?:年度?|-度)\)?(?P<note>\([^)]*\))?")
_OF_BEFORE = re.compile("上年|上一年|去年|往年|对照|对比")
_YEARS = Doubt(
    "表上标着另一年度，分不清哪些数是本年度的",
    "the table is marked as another year's, so it cannot be told which figures are this year's",
)

_READERS = {"proactive": read_proactive, "applications": read_applications, "remedies": read_remedies}


def read_table(key: str, page: Page, folded: Folded, region: Span) -> Reading:
    """Return table *key* (``proactive``, ``applications``, ``remedies``) as it stands in *region* of the page."""
    found = tokens(page, folded, region)
    if not any(token.mark is Mark.FIGURE for token in found):
        return Reading(None, (unread_at(key, LOST),))
    if _marked_with_another_year(found):
        return Reading(None, (unread_at(key, _YEARS),), span_of(found))
    return _READERS[key](found, page)


def _marked_with_another_year(found: Sequence[Token]) -> bool:
    """Tell whether a line above figures says that they are last year's, or two such lines say two different years."""
    alone = Counter(token.row for token in found)
    years: set[str] = set()
    mark: re.Match[str] | None = None
    for token in found:
        if alone[token.row] == 1 and (said := _YEAR.fullmatch(token.text)):
            mark = said
        elif mark and token.mark is Mark.FIGURE:
            years.add(mark["year"])
            if len(years) > 1 or _OF_BEFORE.search(mark["note"] or ""):
                return True
    return False
