"""Lists that end in what they come to (“直接起诉5件、复议后起诉3件，共计8件”)."""

import re
from collections.abc import Iterator

from mingbai.reading.prose.passages import Passages
from mingbai.reading.prose.sentences import Sentence
from mingbai.report.values import Breakdown, Joint, Kind

__all__ = ["summed"]

_TOTAL = re.compile(r"[，,；;、](?:以上|上述|两项|三项|几项|各项)?(?:共计|合计|总计)(?:为|是|:)?\Z")
_ITEM = re.compile(r"[、；;，,](?:和|及)?[^，,。；;:、\d]{1,14}\Z")
_STARTS = re.compile(r"(?:^|[:(，,；;])[^，,。；;:、\d]{1,14}\Z")


def summed(passages: Passages, source: str, sentence: Sentence) -> Iterator[Breakdown]:
    """Yield the lists of *sentence* whose total follows them."""
    if not any(word in sentence.text for word in ("共计", "合计", "总计")):
        return
    text, figures = passages.text, sentence.quantities
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
        if len(parts) < 2 or mark not in "、；;" or not _STARTS.search(text, begins, figures[first].start):
            continue
        yield Breakdown(
            total=sentence.first + index,
            parts=tuple(sentence.first + i for i in range(first, index)),
            joint=Joint.DASH,
            complete=False,
            channels=False,
            quote=source[slice(*passages.source(begins, total.stop))].strip("，,；; \n"),
            span=passages.source(parts[0].start, total.stop),
        )
