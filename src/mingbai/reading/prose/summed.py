"""Lists that end in what they come to (“直接起诉5件、复议后起诉3件，共计8件”)."""

import re
from collections.abc import Iterator

from mingbai.reading.prose.passages import Passages
from mingbai.reading.prose.sentences import Sentence
from mingbai.report.values import Breakdown, Joint, Kind

__all__ = ["summed"]

_TOTAL = re.compile(r"[，,；;、](?:以上|上述|两项|三项|几项|各项)?(?:共计|合计|总计|共)(?:为|是|有|:)?\Z")
_ADDED = re.compile(r"[，,；;、(](?:再)?加上?[^，,。；;:、\d]{1,14}\Z")
_ADDED_UP = re.compile(
    r"\)?[，,](?:全年|本年度?|实际)?(?:共计?|合计|总计|总共)(?:需|应)?(?:办理|处理|受理)?(?:申请)?(?:为|是|有|:)?\Z"
)
_ITEM = re.compile(r"[、；;，,](?:和|及)?[^，,。；;:、\d]{1,14}\Z")
_STARTS = re.compile(r"(?:^|[:(，,；;])(?:\d{4}年度?)?[^，,。；;:、\d]{1,14}\Z")


def summed(passages: Passages, source: str, sentence: Sentence) -> Iterator[Breakdown]:
    """Yield the lists of *sentence* whose total follows them."""
    if not any(word in sentence.text for word in ("共", "合计", "总计")):
        return
    text, figures = passages.text, sentence.quantities
    yield from _added(passages, source, sentence)
    for index in range(2, len(figures)):
        total = figures[index]
        if total.kind is not Kind.COUNT or not _TOTAL.match(text, figures[index - 1].stop, total.start):
            continue
        first = index - 1
        mark = text[figures[first - 1].stop : figures[first - 1].stop + 1]
        while (
            first > 0
            and figures[first - 1].unit == figures[first].unit == total.unit
            and figures[first - 1].kind is figures[first].kind is Kind.COUNT
            and text[figures[first - 1].stop : figures[first - 1].stop + 1] == mark
            and _ITEM.match(text, figures[first - 1].stop, figures[first].start)
        ):
            first -= 1
        begins = figures[first - 1].stop if first else sentence.start
        parts = figures[first:index]
        if len(parts) < 2 or not _STARTS.search(text[begins : figures[first].start]):
            continue
        if mark not in "、；;" and (first or mark not in "，,"):
            continue  # a comma parts statements too, unless the sentence says nothing else before the total
        yield Breakdown(
            total=sentence.first + index,
            parts=tuple(sentence.first + i for i in range(first, index)),
            joint=Joint.DASH,
            complete=False,
            channels=False,
            quote=source[slice(*passages.source(begins, total.stop))].strip("，,；; \n"),
            span=passages.source(parts[0].start, total.stop),
        )


def _added(passages: Passages, source: str, sentence: Sentence) -> Iterator[Breakdown]:
    """Yield the sums of two that the words add up (“新收37件，加上上年结转2件，共39件”)."""
    text, figures = passages.text, sentence.quantities
    for index in range(2, len(figures)):
        total, added, before = figures[index], figures[index - 1], figures[: index - 1]
        if not (
            _ADDED.search(text[before[-1].stop : added.start])
            and _ADDED_UP.match(text, added.stop, total.start)
            and total.kind is added.kind is Kind.COUNT
            and total.unit == added.unit
        ):
            continue
        like = [i for i, one in enumerate(before) if one.unit == total.unit and one.kind is Kind.COUNT]
        if not like:
            continue
        base = next((i for i in like if figures[i].value + added.value == total.value), like[0])
        yield Breakdown(
            total=sentence.first + index,
            parts=(sentence.first + base, sentence.first + index - 1),
            joint=Joint.DASH,
            complete=False,
            channels=False,
            quote=source[slice(*passages.source(figures[base].start, total.stop))].strip("，,；; \n"),
            span=passages.source(figures[base].start, total.stop),
        )
