"""Days as reports write them: in the metadata, and under the signature."""

import re
from datetime import date

from mingbai.audit.check import Context
from mingbai.report.values import Report
from mingbai.text.page import Span

__all__ = ["day", "metadata_day", "publication_days", "signed"]

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-年/.．]\s*(\d{1,2})\s*[-月/.．]\s*(\d{1,2})(?!\d)")
_SIGNED = re.compile(
    r"^[ \t　]*((?:19|20)\d\d|[二2][〇○Ｏ零0][〇○零一二三四五六七八九\d]{2})\s*年"
    r"\s*([\d十一二三四五六七八九]{1,3})\s*月\s*([\d十一二三四五六七八九]{1,3})\s*日[ \t　|]*$",
    re.MULTILINE,
)
_TAIL = 600
_DIGITS = str.maketrans("〇○零Ｏ一二三四五六七八九", "0000123456789")


def day(text: str) -> date | None:
    """Return the first day written in *text* in figures, None when there is none or it does not exist."""
    found = _DAY.search(text)
    return _date(*map(int, found.groups())) if found else None


def _date(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _count(text: str) -> int:
    """Return a number below 100 written in figures or Chinese numerals."""
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (int(tens.translate(_DIGITS)) if tens else 1) * 10 + (
            int(ones.translate(_DIGITS)) if ones else 0
        )
    return int(text.translate(_DIGITS))


def metadata_day(report: Report, key: str) -> tuple[date, Span | None] | None:
    """Return the day in the metadata field *key* and where it stands."""
    datum = report.metadata.get(key)
    found = day(datum.value) if datum is not None else None
    return (found, datum.span) if datum is not None and found is not None else None


def signed(context: Context) -> tuple[date, Span] | None:
    """Return the day that stands alone on a line at the end of the text, as under a signature."""
    text = context.plain
    start = max(0, len(text) - _TAIL)
    if "日" not in text[start:]:
        return None
    last = None
    for found in _SIGNED.finditer(text, start):
        try:
            value = _date(int(found[1].translate(_DIGITS)), _count(found[2]), _count(found[3]))
        except ValueError:
            value = None
        if value is not None:
            last = value, found.span()
    return last


def publication_days(report: Report, context: Context) -> list[tuple[date, Span | None]]:
    """Return the days that tell when the report came out, earliest first: posted, issued, written, signed."""
    days = [metadata_day(report, key) for key in ("published_on", "issued_on", "written_on")]
    return sorted([d for d in (*days, signed(context)) if d is not None], key=lambda pair: pair[0])
