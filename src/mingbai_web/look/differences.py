"""What was taken out of and put into a text, sentence by sentence and then character by character."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

__all__ = ["between"]

_SENTENCE = re.compile(r"[^。；！？\n]*[。；！？\n]?")
_CLOSE = 2000
"""Up to this many characters a changed passage is compared by characters; beyond it that would take too long."""

Part = tuple[str, str]
"""A kind (same, gone, come) and the text that it holds for."""


def between(old: str, new: str) -> Iterator[Part]:
    """Yield the parts that turn *old* into *new*, in reading order."""
    before, after = (_SENTENCE.findall(text)[:-1] for text in (old, new))
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        if tag == "equal":
            yield "same", gone
        elif tag == "replace" and max(len(gone), len(come)) <= _CLOSE:
            yield from _closely(gone, come)
        else:
            yield from _parts(gone, come)


def _closely(old: str, new: str) -> Iterator[Part]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < 0.4:  # so different that marking single characters would be noise
        yield from _parts(old, new)
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield "same", old[a:b]
        else:
            yield from _parts(old[a:b], new[c:d])


def _parts(gone: str, come: str) -> Iterator[Part]:
    if gone:
        yield "gone", gone
    if come:
        yield "come", come
