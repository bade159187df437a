"""Finds wrong wording: known slips, words said twice, brackets and quotation marks that do not close."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mingbai.screening.lexicon import present, wording
from mingbai.text.page import Span

__all__ = ["Slip", "slips", "unbalanced"]


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: where, what is written, what is meant (empty when only the fault is known)."""

    span: Span
    wrong: str
    right: str


def slips(plain: str) -> Iterator[Slip]:
    """Yield the slips of wording in a text in simplified script."""
    lexicon = wording()
    for phrase in lexicon.phrases:
        for wrong in present(phrase.wrong, plain):
            right = wrong.replace(phrase.find, phrase.right) if phrase.find else phrase.right
            for at in _every(wrong, plain):
                yield Slip((at, at + len(wrong)), wrong, right)
    for word in lexicon.doubled:
        twice = word + word
        if twice in plain:
            for at in _every(twice, plain):
                end = at + len(twice)
                before, after = lexicon.doubled_before, lexicon.doubled_after
                apart = plain.endswith(before, 0, at) and plain.startswith(after, end)
                if not apart and not plain.startswith(lexicon.doubled_longer, end):
                    yield Slip((at, end), twice, word)
    for mark in present(lexicon.marks, plain):
        for at in _every(mark, plain):
            if not plain.startswith(lexicon.marks_after, at + len(mark)):
                yield Slip((at, at + len(mark)), mark, mark[0])


def _every(word: str, text: str) -> Iterator[int]:
    """Yield the offsets of *word* in *text*."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


_MARKS = re.compile("[《》“”‘’（）()]")
_CLOSES = {"》": "《", "”": "“", "’": "‘", "）": "（"}
_FAR = {"《": 120, "“": 300, "（": 300}
_NAMES = {"《": "》", "“": "”", "（": "）"}


def unbalanced(text: str, without: Sequence[Span] = ()) -> Iterator[Slip]:
    """Yield the opening marks that never close and the closing marks that never opened, outside *without*.

    A lone “)” may number a list (“1)”) and a lone ’ may be an apostrophe: neither is reported. A pair may run over a
    line break, since tables and PDF break lines anywhere.
    """
    open_: list[tuple[str, int]] = []
    for found in _MARKS.finditer(text):
        mark, at = {"(": "（", ")": "）"}.get(found[0], found[0]), found.start()
        if any(start <= at < end for start, end in without):
            open_.clear()  # what opened before may close among the broken labels
            continue
        if mark in "《“‘（":
            if mark == "《" and any(m == "《" for m, _ in open_):
                yield from _given_up(text, open_, at, mark)
            open_.append((mark, at))
            continue
        opener = _CLOSES[mark]
        places = [i for i, (m, _) in enumerate(open_) if m == opener]
        if places:
            for m, place in open_[places[-1] + 1 :]:
                if m in "《“":
                    yield Slip((place, place + 1), m, _NAMES[m])
            del open_[places[-1] :]
        elif mark in "》”":
            yield Slip((at, at + 1), mark, opener)
    for m, place in open_:
        if m != "‘":
            yield Slip((place, place + 1), m, _NAMES[m])


def _given_up(text: str, open_: list[tuple[str, int]], at: int, mark: str) -> Iterator[Slip]:
    """Yield the openers that stand too far back, or in an earlier sentence, to close any more."""
    kept = []
    for m, place in open_:
        far = at - place > _FAR.get(m, 60) or (m == mark and "。" in text[place:at])
        if not far:
            kept.append((m, place))
        elif m != "‘":
            yield Slip((place, place + 1), m, _NAMES[m])
    open_[:] = kept
