"""What each figure of the prose claims: its subject, its year, and for whom it speaks."""

import re
from collections.abc import Iterator

from mingbai.reading.prose.passages import Passages
from mingbai.reading.prose.quantities import Quantity
from mingbai.reading.prose.scopes import REPORT, Speaker
from mingbai.reading.prose.sentences import Sentence
from mingbai.reading.prose.subjects import Words, subject_of
from mingbai.report.values import Claim

__all__ = ["claims"]

_DELIMITER = re.compile(r"[，,；;:。(]")
_RIGHT = re.compile(r"[，,；;:。、()\n]")
_HOLLOW = re.compile(
    r"[，,；;:(、]*(?:其中|共有|共计|合计|总计|累计|总数|总量|数量|共|达到|达|为|是|有|约|全年|今年|分别|数|的|已|计)*[:、，,]?\Z"
)
_COUNTED_AFTER = re.compile(r"(?:被|由|系|来自|尚未|尚在|已办结|未办结|结转|予以|不予|维持|纠正|驳回)")
_PROCEEDS = re.compile(r"(?:已|共|全年|本年度?|年内|均|全部){0,3}(?:办结|答复|办理|受理)")
_QUOTES = re.compile("[“”‘’\"'「」『』]")
_NEAR = 80
_LEAD = 300
_PASSED_ON = ("转办", "转送", "转来", "交办", "代办", "代为")
_INSIDE = ("本级", "不含", "不包括", "办公室", "除", "网上", "网络", "信函", "当面", "线上", "线下")
_MORE = re.compile(r"(?:\([^()]{0,12}\))?[，,；;](?:另|此外|另外)(?:有|又)?(?:收到|受理|接收|接到)")
_BRACKETED = re.compile(r"\([^()]*\)")


def claims(passages: Passages, source: str, made: list[Sentence], speaker: Speaker) -> Iterator[Claim]:
    """Yield the claim of every quantity, in order."""
    for sentence in made:
        keys: list[tuple[int, str | None]] = []
        position = sentence.start
        for index, quantity in enumerate(sentence.quantities):
            following = (
                sentence.quantities[index + 1].start if index + 1 < len(sentence.quantities) else sentence.end
            )
            claim = _claim(passages, source, sentence, quantity, position, following, keys, speaker)
            keys.append((quantity.start - sentence.start, claim.subject))
            position = quantity.stop
            yield claim


_PLAIN = {
    "applications.accepted": "applications.new.total",
    "remedies.reconsideration.loose": "remedies.reconsideration.total",
    "remedies.suits.loose": "remedies.suits.total",
}
"""What a subject with several readings is plainly about."""
_AT_YEAR_END = (
    "applications.handled.total",
    "applications.carried_out.total",
    "proactive.normative_documents.in_force",
    "proactive.regulations.in_force",
    "remedies.reconsideration.pending",
    "remedies.suits.pending",
)
"""Told as of the end of the year (截至年底), these are the year's; other figures may then be those of all years."""


def _claim(
    passages: Passages,
    source: str,
    sentence: Sentence,
    quantity: Quantity,
    position: int,
    following: int,
    keys: list[tuple[int, str | None]],
    speaker: Speaker,
) -> Claim:
    text = passages.text
    left = _left(text, position, quantity.start, sentence.start)
    right = text[quantity.stop : min(following, quantity.stop + 24)]
    cut = _RIGHT.search(right)
    if cut:  # of a row of names (不予公开、无法提供) the first is not alone
        right = right[: cut.start() + (cut[0] == "、" and cut.start() > 0)]
    if _COUNTED_AFTER.match(right) and position > sentence.start and text[quantity.start - 1] in "，,；;":
        left = ""  # “5件被维持，2件被纠正”: what is counted follows
    at = quantity.start - sentence.start
    lead = sentence.text[max(0, at - _LEAD) : at]
    subject = subject_of(
        Words(
            near=_QUOTES.sub("", f"{left}#{right}").lstrip("、和及与)"),
            around=f"{sentence.titled}\n{lead}{right}",
            sentence=sentence.text,
            asked=sentence.asked,
            topic=sentence.topic(at),
            own=sentence.own_topic(at),
            within=_within(sentence.text, at, keys),
        ),
        quantity.unit,
        quantity.kind,
    )
    scope = REPORT if subject is None else _scope(text, sentence, quantity, speaker)
    period = sentence.periods.of(at)
    if subject is not None and subject.key.startswith("applications.carried") and period is not None:
        period = sentence.periods.of(0)
    if period is None and subject is not None and subject.key in _AT_YEAR_END and sentence.periods.ends(at):
        period = sentence.year
    begins = _quoted(text, sentence.start, quantity.start)
    if subject is not None and subject.key.startswith("proactive.normative") and "文件" not in left + right:
        begins = min(
            begins, max(sentence.start, text.rfind("规范性文件", sentence.start, quantity.start) - 12)
        )
    quote = passages.source(begins, quantity.stop + len(right))
    return Claim(
        about=None if subject is None else _PLAIN.get(subject.key, subject.key),
        value=quantity.value,
        unit=quantity.unit,
        kind=quantity.kind,
        period=period,
        scope=scope,
        quote=source[slice(*quote)].strip(),
        span=passages.source(quantity.start, quantity.end),
        approximate=quantity.approximate,
        what=(left.strip("，,；;:(、 ") or right)[-40:],
        sense=subject.key if subject is not None and subject.key in _PLAIN else None,
    )


def _left(text: str, position: int, start: int, first: int) -> str:
    """Return the words that lead up to a figure: from the last mark, or the one before where those say nothing."""
    words = _BRACKETED.sub("", text[position:start])[-_NEAR:]
    marks = [found.start() for found in _DELIMITER.finditer(words)]
    for mark in reversed(marks):
        if not _HOLLOW.match(words[mark:]):
            return words[mark + 1 :]
    if position == first or not _HOLLOW.match(words):
        return words.lstrip("，,；;:(")
    return words


def _within(text: str, end: int, keys: list[tuple[int, str | None]]) -> str | None:
    """Return the key of the total whose items are being listed at *end*; empty when it has none."""
    opened = text.rfind("其中", 0, end)
    if opened < 0 or max(text.rfind(";", opened, end), text.rfind("；", opened, end)) > opened:
        return None
    clause = text[text.rfind("，", opened, end) + 1 : end] if "，" in text[opened:end] else ""
    if _PROCEEDS.match(clause) and not _PROCEEDS.match(text[opened + 2 : opened + 12].lstrip(":，")):
        return None  # “其中网络20件、信函8件，办结28件”: the list is over
    return next((key or "" for at, key in reversed(keys) if at < opened), "")


def _scope(text: str, sentence: Sentence, quantity: Quantity, speaker: Speaker) -> str:
    scope = sentence.scope(quantity.start - sentence.start, speaker)
    if scope == REPORT and _MORE.match(text, quantity.stop):
        return "另有"
    if scope == REPORT and text[quantity.stop : quantity.stop + 1] == "(":
        inner = text[quantity.stop + 1 : text.find(")", quantity.stop, quantity.stop + 30)]
        counted = any(c.isdigit() for c in inner)
        if any(word in inner for word in (_PASSED_ON if counted else _INSIDE)):
            return inner
    return scope


def _quoted(text: str, start: int, at: int) -> int:
    """Return where the part of the sentence begins that carries the figure at *at*."""
    start = max(start, at - _LEAD)
    end = at
    while True:
        mark = max(text.rfind(one, start, end) for one in "，,；;")
        if mark < 0:
            return start
        if not _HOLLOW.match(text, mark + 1, at):
            return mark + 1
        end = mark
