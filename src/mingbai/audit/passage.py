"""The words about a place on the page, as a finding quotes them."""

import re

from mingbai.audit.check import unable
from mingbai.text.page import Page, Span

__all__ = ["NO_PAGE", "SHOWN", "both", "passage"]

NO_PAGE = unable("报告来自数据，没有页面文字", "the report came from data; there is no text to look at")
SHOWN = 8
"""Places that one finding lists at most."""
_AROUND = 14


def passage(page: Page, span: Span, around: int = _AROUND) -> str:
    """Return the words about *span*, on one line."""
    start, end = max(0, span[0] - around), min(len(page.text), span[1] + around)
    return re.sub(r"\s+", " ", page.text[start:end]).strip()


def both(one: str, other: str) -> str:
    """Return two passages that contradict each other as one quotation; the same sentence is quoted once."""
    return one if other in one else other if one in other else f"{one}；{other}"
