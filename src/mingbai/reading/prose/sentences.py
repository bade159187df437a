"""Sentences of a report, each looked at once: what it speaks of, for whom, and of which year."""

import re
from dataclasses import dataclass, field

from mingbai.reading.prose.passages import Passages
from mingbai.reading.prose.periods import Periods, periods
from mingbai.reading.prose.quantities import Quantity
from mingbai.reading.prose.scopes import REPORT, Mark, Speaker

__all__ = ["Sentence", "Sentences"]

_ASKING = re.compile(r"申请|受理|复议|诉讼|规范性文件")
_ASKED = re.compile(r"申请公开|信息公开申请|依申请|公开申请|信息公开[^。；;]{0,20}(?:复议|诉讼)")
_TITLED = re.compile(r"申请|复议|诉讼|处理费")
_CARRIED = re.compile(r"上一?年度?结转[^。；;]{0,40}新收|本年度?新收[^。；;]{0,40}结转|结转下年度继续办理")
_FEW = 3
_GOES_ON = 2
_BEFORE = 300
_TITLE = re.compile(r"《[^》]{0,80}》")
_DATED = re.compile(r"[\d累截历期]|半年|季度")
_OFFICES = ("办公室", "办公厅", "办", "本级", "机关")
_ELSEWHERE = "(?:许可|救助|低保|补贴|入学|积分|落户|社保|贷款|商标|专利|登记|听证|仲裁|援助|住房|保障|医保|退税|兑现|资助|认定|执行|评审|赔偿)"
_TOPIC = re.compile(
    r"(?=[复诉起应申依予部热工留信来提公发拟政许办投举咨问线救低补入落社贷商专登听仲援住保医退兑资认执评赔积])(?:(?P<reconsideration>复议(?!后|机关|委员))"
    r"|(?P<suit>诉讼|复议后起诉|起诉|应诉)"
    r"|(?P<application>申(?<!复议申)(?<!诉讼申)(?<!被申)请(?!人|行政复议|复议|强制)|依申请|予以公开(?=(?:的)?[”’\"]?:?\d+[件宗起][^。]{0,40}部分公开)|部分公开(?=(?:的)?[”’\"]?:?\d+[件宗起][^。]{0,40}(?:不予公开|无法提供)))"
    r"|(?P<message>热线|工单|留言|信箱|来信|投诉(?!类)|举报(?!、?投诉)|诉求|来电|信访(?!、?举报)|来访|咨询|问题|线索)|(?P<proposal>提案)"
    rf"|(?P<document>公文|发文|公开属性|拟文)|(?P<service>政务服务事项|许可事项|办件|{_ELSEWHERE}[^，,。；;、]{{0,4}}申请))"
)


@dataclass(slots=True)
class Sentence:
    """A sentence and its quantities, whose offsets are those of the passages; `text` has its titles blotted out."""

    start: int
    end: int
    text: str
    heading: str
    before: str
    periods: Periods
    year: int | None
    earlier: str | None
    """What the passage was speaking of before this sentence, else its heading."""
    titled: str
    """The heading, where it is about applications or remedies."""
    asked: str
    """The sentence that this one goes on from, where it is about applications for disclosure or reviews of them."""
    quantities: list[Quantity] = field(default_factory=list)
    first: int = 0
    """The position of its first quantity among all, which is that of its claim."""
    _topics: list[tuple[int, str]] | None = None
    _marks: list[Mark] | None = None

    def topic(self, at: int) -> str | None:
        """Return what was last spoken of before offset *at*: here, in the sentence before, or in the heading."""
        if self._topics is None:
            self._topics = [(found.start(), found.lastgroup or "") for found in _TOPIC.finditer(self.text)]
        for place, topic in reversed(self._topics):
            if place < at:
                return topic
        return self.earlier or ("application" if _CARRIED.search(self.text) else None)

    def own_topic(self, at: int) -> bool:
        """Return whether the sentence before offset *at*, its heading or what it goes on from says what it speaks of."""
        topic = self.topic(at)
        return (
            self._names_topic(at)
            or topic == _last_topic(self.heading.rpartition("\n")[2])
            or (bool(self.asked) and topic == self.earlier)
        )

    def _names_topic(self, at: int) -> bool:
        self.topic(at)
        return any(place < at for place, _ in self._topics or ())

    def scope(self, at: int, speaker: Speaker) -> str:
        """Return the scope of a figure at offset *at*: `REPORT`, or the word that narrows it.

        A part that the sentence before speaks of (上句：…) leaves it open whose figure this is, unless that sentence told the
        department's own applications and this one names its topic anew.
        """
        if self._marks is None:
            self._marks = speaker.marks(self.text)
        for mark in reversed(self._marks):
            if mark.end <= at and (mark.closes is None or mark.closes >= at):
                return mark.scope
        own = speaker.marks(self.heading.rpartition("\n")[2])
        if own:
            return own[-1].scope
        before = self.before if self._names_topic(at) else self.asked or self.before
        earlier = speaker.marks(before)
        part = earlier[-1].scope if earlier else REPORT
        goes_on = not _ASKING.search(before) or part.endswith(_OFFICES) or not self._names_topic(at)
        open_ = part != REPORT and goes_on
        return f"上句：{part}" if open_ else REPORT


class Sentences:
    """The sentences of a text, made when asked for."""

    def __init__(self, passages: Passages, year: int | None) -> None:
        self._passages = passages
        self._year = year
        self._made: dict[int, Sentence] = {}
        self._topics: dict[int, str | None] = {}

    def at(self, offset: int) -> Sentence:
        """Return the sentence around *offset*."""
        start, end = self._passages.sentence(offset)
        made = self._made.get(start)
        if made is None:
            made = self._made[start] = self._sentence(start, end, offset)
        return made

    def with_quantities(self, found: list[Quantity]) -> list[Sentence]:
        """Return the sentences that have quantities, in order."""
        made: list[Sentence] = []
        for index, quantity in enumerate(found):
            if not made or quantity.start >= made[-1].end:
                made.append(self.at(quantity.start))
                made[-1].first = index
            made[-1].quantities.append(quantity)
        return made

    def _sentence(self, start: int, end: int, offset: int) -> Sentence:
        passages, year = self._passages, self._year
        earlier, stop = passages.before(start)
        before = passages.text[earlier:stop]
        default = year
        if passages.planned(offset) or (
            before and _DATED.search(before) and periods(before, year, default=year).carries
        ):
            default = None
        text = passages.text[start:end]
        if "《" in text:
            text = _TITLE.sub(lambda title: "□" * len(title[0]), text)
        heading = passages.heading(offset)
        topic, asked = self._earlier(earlier, stop), self._asked(earlier, stop)
        if stop <= earlier and _last_topic(text) in (None, "application"):
            above = passages.above(start)
            if self._earlier(*above) == "application":
                topic, asked = "application", self._asked(*above)
        return Sentence(
            start,
            end,
            text,
            heading,
            before,
            periods(text, year, default=default),
            year,
            topic or _last_topic(heading),
            heading if _TITLED.search(heading) else "",
            asked,
        )

    def _asked(self, start: int, stop: int) -> str:
        """Return the sentence from *start* to *stop*, or the one before it where that one only goes on, if it is about applications."""
        for _ in range(_GOES_ON):
            text = self._passages.text[start:stop]
            if _ASKED.search(text):
                return text[-_BEFORE:]
            if stop <= start or _last_topic(text) not in (None, "application"):
                return ""
            start, stop = self._passages.before(start)
        return ""

    def _earlier(self, start: int, stop: int) -> str | None:
        """Return what the sentence from *start* to *stop*, or one of the few before it, last spoke of."""
        for _ in range(_FEW):
            if stop <= start:
                return None
            if start not in self._topics:
                self._topics[start] = _last_topic(self._passages.text[start:stop])
            if topic := self._topics[start]:
                return topic
            start, stop = self._passages.before(start)
        return None


def _last_topic(text: str) -> str | None:
    last = None
    for found in _TOPIC.finditer(text):
        last = found.lastgroup
    return last
