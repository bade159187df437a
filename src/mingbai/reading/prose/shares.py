"""Lists of shares (占18.9%) that end in what remains, and so claim to be the whole."""

import re
from collections.abc import Iterator

from mingbai.reading.prose.lists import clause_start, is_residue
from mingbai.reading.prose.passages import Passages
from mingbai.reading.prose.sentences import Sentence
from mingbai.report.values import Breakdown, Joint, Kind

__all__ = ["shares"]

_SHARE = re.compile(r"占(?:比|总数|总量|全部)?[^，,；;、]{0,6}\Z|占\Z")


def shares(passages: Passages, source: str, sentence: Sentence) -> Iterator[Breakdown]:
    """Yield lists of shares that end in a residual one.

    Their whole is 100 %, which no figure states: their `total` is the first of their own parts.
    """
    run: list[int] = []
    position = sentence.start
    for index, quantity in enumerate(sentence.quantities):
        words = passages.text[position : quantity.start]
        position = quantity.stop
        if quantity.kind is not Kind.RATE or not _SHARE.search(words):
            run = []
            continue
        if "其中" in words:
            run = []
        run.append(index)
        if len(run) > 2 and is_residue(re.sub(r"占.*\Z", "", words)):
            first, last = sentence.quantities[run[0]], quantity
            yield Breakdown(
                total=sentence.first + run[0],
                parts=tuple(sentence.first + i for i in run),
                joint=Joint.AMONG,
                complete=True,
                channels=False,
                quote=source[
                    slice(*passages.source(clause_start(passages.text, sentence, first), last.stop))
                ].strip(),
                span=passages.source(first.start, last.stop),
            )
            run = []
