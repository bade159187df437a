"""What stands around a finding's place: the passage to quote, and the figure in it to mark."""

import re
from dataclasses import dataclass

from mingbai.audit.findings import Finding
from mingbai.report.values import Report
from mingbai.text.page import Span

__all__ = ["Passage", "passages", "valid"]

_ENDS = "\n\r。；！？;"
_LONG = 160


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotation in three parts; `marked` is what the finding is about and may be empty."""

    before: str
    marked: str
    after: str

    def __str__(self) -> str:
        return self.before + self.marked + self.after


def passages(finding: Finding, report: Report | None = None, *, reach: int = 36) -> tuple[Passage, ...]:
    """Return the quotations of *finding*, with up to *reach* characters of their sentence on either side.

    From the page where the finding has a place in it, else from the finding's own quote; none where it has neither.
    Two, in the order of the page, where one passage stands against another; a sentence is quoted once.
    """
    text = report.page.text if report is not None and report.page is not None else ""
    own, against = finding.span, finding.against
    if own is not None and _marks(own, text):
        found = _around(text, own, reach)
        if against is not None and _marks(against, text):
            other = _around(text, against, reach)
            if str(other) == str(found):
                return (found,)
            return (other, found) if against < own else (found, other)
        bare = not found.before and not found.after
        if not (bare and finding.quote and len(finding.quote) > len(found.marked)):
            return (_narrow(found, finding.found),)
    if finding.quote:
        return (_narrow(Passage("", _tidy(finding.quote), ""), finding.found, whole=False),)
    return ()


def _marks(span: Span, text: str) -> bool:
    """Tell whether *span* marks any of *text*."""
    return valid(span, text) and span[0] < span[1]


def valid(span: Span, text: str) -> bool:
    """Tell whether *span* lies within *text*."""
    return 0 <= span[0] <= span[1] <= len(text)


def _around(text: str, span: Span, reach: int) -> Passage:
    start, end = span
    left = start
    while left > 0 and start - left < reach and text[left - 1] not in _ENDS:
        left -= 1
    right = end
    while right < len(text) and right - end < reach and text[right] not in _ENDS:
        right += 1
    before = ("…" if left > 0 and text[left - 1] not in _ENDS else "") + _tidy(text[left:start]).lstrip()
    after = _tidy(text[end:right]).rstrip() + ("…" if right < len(text) and text[right] not in _ENDS else "")
    return Passage(before, _tidy(text[start:end]), after)


def _narrow(found: Passage, figure: str | None, *, whole: bool = True) -> Passage:
    """Mark only the figure where the marked part holds it once among other words."""
    if figure and len(found.marked) > len(figure):
        edges = r"(?<![\d.]){}(?![\d])" if figure[0].isdigit() else "{}"
        hits = list(re.finditer(edges.format(re.escape(figure)), found.marked))
        if len(hits) == 1:
            start, end = hits[0].span()
            return Passage(
                found.before + found.marked[:start], found.marked[start:end], found.marked[end:] + found.after
            )
    if not whole:
        return Passage(_clip(found.marked), "", "")
    return Passage(found.before, _clip(found.marked), found.after)


def _clip(text: str) -> str:
    return text if len(text) <= _LONG else f"{text[: _LONG // 2]} …… {text[-_LONG // 4 :]}"


def _tidy(text: str) -> str:
    """Return *text* on one line, cells parted by a bar, control characters made visible."""
    text = re.sub(r"[ \u3000]*\t[ \u3000]*", " │ ", text)
    text = re.sub(r"\s*[\r\n]+\s*", " ", text)
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", "\ufffd", text)
