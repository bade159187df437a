"""What each figure of the prose claims: its subject, its year, and for whom it speaks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mingbai.reading.prose.passages import Passages
from mingbai.reading.prose.periods import Periods, periods
from mingbai.reading.prose.quantities import Quantity
from mingbai.reading.prose.scopes import REPORT, Speaker
from mingbai.reading.prose.subjects import Words, subject_of
from mingbai.report.values import Claim

__all__ = ["Sentence", "claims", "sentences", "topic_of"]

_DELIMITER = re.compile(r"[，,；;:。(]")
_RIGHT = re.compile(r"[，,；;:。、()\n]")
_HOLLOW = re.compile(r"[，,；;:(、]*(?:其中|共有|共计|合计|总计|累计|总数|总量|数量|共|达到|达|为|是|有|约|全年|今年|分别|数|的|已|计)*[:、，,]?\Z")
_TOPIC = re.compile(
    r"(?P<reconsideration>复议(?!后|机关|委员))|(?P<suit>诉讼|复议后起诉|起诉|应诉)"
    r"|(?P<application>(?<!复议)(?<!诉讼)(?<!被)申请(?!人|行政复议|复议|强制)|依申请)"
    r"|(?P<message>热线|工单|留言|信箱|来信)|(?P<proposal>提案)|(?P<document>公文|发文|公开属性|拟文)|(?P<service>政务服务事项|许可事项|办件)"
)
_ASKED = re.compile(r"申请公开|信息公开申请|依申请|公开申请")
_TITLED = re.compile(r"申请|复议|诉讼|处理费")
_TITLE = re.compile(r"《[^》]{0,80}》")
_QUOTES = str.maketrans("", "", "“”‘’\"'「」『』")
_NEAR = 80
_BRACKETED = re.compile(r"\([^()]*\)")


@dataclass(slots=True)
class Sentence:
    """A sentence with quantities; offsets of its quantities are those of the passages."""

    start: int
    end: int
    text: str
    heading: str
    before: str
    periods: Periods
    quantities: list[Quantity]
    first: int
    """The position of its first quantity among all, which is that of its claim."""


def sentences(passages: Passages, found: list[Quantity], year: int | None) -> list[Sentence]:
    """Return the sentences that have quantities, in order."""
    made: list[Sentence] = []
    for index, quantity in enumerate(found):
        if made and quantity.start < made[-1].end:
            made[-1].quantities.append(quantity)
            continue
        made.append(sentence_at(passages, quantity.start, year, index))
        made[-1].quantities.append(quantity)
    return made


def sentence_at(passages: Passages, at: int, year: int | None, first: int = 0) -> Sentence:
    """Return the sentence around *at*, with no quantities yet."""
    start, end = passages.sentence(at)
    earlier_start, earlier_end = passages.before(start)
    before = passages.text[earlier_start:earlier_end]
    default = None if passages.planned(at) or before and periods(before, year, default=year).carries else year
    text = _TITLE.sub(lambda title: "□" * len(title[0]), passages.text[start:end])
    return Sentence(start, end, text, passages.heading(at), before, periods(text, year, default=default), [], first)


def topic_of(sentence: Sentence, at: int) -> str | None:
    """Return what the sentence was last speaking of before offset *at* of it; else the sentence before, else the heading."""
    for text in (sentence.text[:at], sentence.before, sentence.heading):
        last = None
        for found in _TOPIC.finditer(text):
            last = found.lastgroup
        if last is not None:
            return last
    return None


def claims(passages: Passages, source: str, made: list[Sentence], speaker: Speaker) -> Iterator[Claim]:
    """Yield the claim of every quantity, in order."""
    for sentence in made:
        keys: list[tuple[int, str | None]] = []
        position = sentence.start
        for index, quantity in enumerate(sentence.quantities):
            following = sentence.quantities[index + 1].start if index + 1 < len(sentence.quantities) else sentence.end
            claim = _claim(passages, source, sentence, quantity, position, following, keys, speaker)
            keys.append((quantity.start - sentence.start, claim.about))
            position = quantity.stop
            yield claim


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
    right = right[: cut.start()] if cut else right
    at = quantity.start - sentence.start
    lead = sentence.text[:at]
    titled = sentence.heading if _TITLED.search(sentence.heading) else ""
    asked = sentence.before if _ASKED.search(sentence.before) else ""
    subject = subject_of(
        Words(f"{left}#{right}".translate(_QUOTES), f"{titled}\n{asked}\n{lead}{right}", topic_of(sentence, at), _within(lead, keys)),
        quantity.unit,
        quantity.kind,
    )
    scope = REPORT if subject is None else _scope(text, sentence, quantity, lead, right, speaker)
    period = sentence.periods.of(at)
    if subject is not None and subject.key.startswith("applications.carried") and period is not None:
        period = sentence.periods.of(0)
    quote = passages.source(_quoted(text, sentence.start, quantity.start), quantity.stop + len(right))
    return Claim(
        about=None if subject is None else subject.key,
        value=quantity.value,
        unit=quantity.unit,
        kind=quantity.kind,
        period=period,
        scope=scope,
        quote=source[slice(*quote)].strip(),
        span=passages.source(quantity.start, quantity.end),
        approximate=quantity.approximate,
        what=(left.strip("，,；;:(、 ") or right)[-40:],
    )


def _left(text: str, position: int, start: int, first: int) -> str:
    """Return the words that lead up to a figure: from the last mark, and from the one before where those say nothing."""
    words = _BRACKETED.sub("", text[position:start])[-_NEAR:]
    marks = [found.start() for found in _DELIMITER.finditer(words)]
    for mark in reversed(marks):
        if not _HOLLOW.match(words[mark:]):
            return words[mark + 1 :]
    if position == first or not _HOLLOW.match(words):
        return words.lstrip("，,；;:(")
    return words


def _within(lead: str, keys: list[tuple[int, str | None]]) -> str | None:
    """Return the key of the total whose items are being listed at the end of *lead*; empty when it has none."""
    opened = lead.rfind("其中")
    if opened < 0 or max(lead.rfind(";"), lead.rfind("；")) > opened:
        return None
    return next((key or "" for at, key in reversed(keys) if at < opened), "")


def _scope(text: str, sentence: Sentence, quantity: Quantity, lead: str, right: str, speaker: Speaker) -> str:
    scope = speaker.scope(_BRACKETED.sub("", lead), sentence.heading)
    if scope == REPORT and text[quantity.stop : quantity.stop + 1] == "(":
        inner = text[quantity.stop + 1 : text.find(")", quantity.stop, quantity.stop + 30)]
        if any(word in inner for word in ("本级", "不含", "不包括", "办公室", "除")) and not any(c.isdigit() for c in inner):
            return inner
    return scope


def _quoted(text: str, start: int, at: int) -> int:
    """Return where the part of the sentence begins that carries the figure at *at*."""
    words = text[start:at]
    marks = [found.end() for found in re.finditer(r"[，,；;]", words)]
    best = next((mark for mark in reversed(marks) if not _HOLLOW.match(words[mark:])), 0)
    return start + best
