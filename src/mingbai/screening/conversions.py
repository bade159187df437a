"""Finds faults of conversion: characters chosen wrongly by a map, the other script mixed in, bytes decoded wrongly."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mingbai.screening.lexicon import conversion, present
from mingbai.text.page import Span

__all__ = ["Wrong", "misconverted", "mixed", "mojibake"]


@dataclass(frozen=True, slots=True)
class Wrong:
    """A word written with the wrong character, what is right, and where it stands."""

    wrong: str
    right: str
    spans: tuple[Span, ...]


_SUSPECTS = "麵製複係曆裏幹準"


def misconverted(text: str) -> Iterator[Wrong]:
    """Yield the words that only a character map writes so; *text* is as published."""
    if not any(character in text for character in _SUSPECTS) and "關于" not in text:
        return
    pairs = conversion().wrong
    for wrong in present(pairs, text):
        spans = tuple(found.span() for found in re.finditer(wrong, text))
        yield Wrong(wrong, pairs[wrong], spans)


def mojibake(text: str) -> Iterator[Wrong]:
    """Yield the traces of bytes that were decoded in the wrong charset."""
    for trace in present(conversion().mojibake, text):
        yield Wrong(trace, "", tuple(found.span() for found in re.finditer(re.escape(trace), text)))


_HANT = "們國務為與實號區開關門應對發業會東車書長體數據"
_HANS = "们国务为与实号区开关门应对发业会东车书长体数据"
_ENOUGH = 5


def mixed(text: str, without: Sequence[Span]) -> tuple[int, int]:
    """Return how many marker characters of the traditional and the simplified script stand outside *without*."""
    for start, end in sorted(without, reverse=True):
        text = text[:start] + text[end:]
    return sum(map(text.count, _HANT)), sum(map(text.count, _HANS))
