"""Markings of classified material in what is typed: Mingbai holds none, so the form does not take it."""

import re
import unicodedata

__all__ = ["marking_in"]

_MARKED = re.compile(
    r"(?:绝\s*密|机\s*密|秘\s*密)\s*(?:[★☆*＊]|[（(【\[]\s*★)|(?:绝密|机密|秘密)\s*(?:级|件)?\s*[（(]?\s*\d{1,2}\s*年\s*[）)]?\s*$"
)


def marking_in(text: str) -> str:
    """Return the classification marking in *text* as it stands there, nothing where there is none.

    The bare words are no marking: one may well ask for the rules on state secrets. A marking is a level with its star, or
    one with a term of years at the end of a line.
    """
    for line in unicodedata.normalize("NFKC", text).splitlines():
        if (found := _MARKED.search(line)) is not None:
            return found.group().strip()
    return ""
