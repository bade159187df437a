"""From a text to what it is found by: overlapping pairs of Han characters, and words of letters and digits.

The index holds a superset of the answer; `Asked.answers` decides, on the text itself, the same on every database. A Han
query is found wherever its characters stand one after the other; a word is found as a whole word. Punctuation separates.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["LONGEST", "Asked", "asked", "is_word", "normal", "pairs", "spelt", "stands", "tokens"]

LONGEST = 200
"""Of a query so many characters are looked at."""
_HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\ue000-\uf8ff\U00020000-\U0003ffff\U000f0000-\U0010ffff"
"""々 and 〇 among them, and the private areas in which old systems keep rare characters of names."""
_RUN = re.compile(f"([{_HAN}]+)|([^{_HAN}\\s]+)")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
_BREAK = re.compile(f"[^\\w{_HAN}]+|_+")
_PLAIN = re.compile("[0-9a-z\u3400-\u4db5\u4e00-\u9fa5]+")
"""What every version of SQLite and PostgreSQL takes for letters and leaves as it is; all else goes in as digits."""
_WORD = 40


def normal(*fields: str) -> str:
    """Return *fields* as they are compared, a line each: in one width and case, a space for what separates."""
    return "\n".join(_BREAK.sub(" ", _folded(field)).strip() for field in fields)


def pairs(text: str) -> tuple[str, ...]:
    """Return the pairs of Han characters and the words of *text* that is `normal`, each once, in order."""
    found: dict[str, None] = {}
    for han, word in _RUN.findall(text):
        for token in _pairs_of(han) if han else (word[:_WORD],):
            found[token] = None
    return tuple(found)


def tokens(text: str) -> tuple[str, ...]:
    """Return what *text* that is `normal` is indexed by: `pairs`, spelt so that no database takes them apart."""
    return tuple(map(spelt, pairs(text)))


@dataclass(frozen=True, slots=True)
class Asked:
    """A query: each of `pieces` has to stand in a document, whose index has each of `tokens`."""

    pieces: tuple[str, ...]
    tokens: tuple[str, ...]

    def answers(self, text: str) -> bool:
        """Return whether *text* that is `normal` is an answer."""
        return all(stands(piece, text) for piece in self.pieces)


def asked(text: str) -> Asked | None:
    """Return what was asked by *text* as typed; None for what asks nothing: one character, punctuation alone."""
    pieces = dict.fromkeys(piece for part in text[:LONGEST].split() if (piece := normal(part)))
    if sum(len(piece.replace(" ", "")) for piece in pieces) < 2:
        return None
    wanted = dict.fromkeys(token for piece in pieces for token in tokens(piece))
    return Asked(tuple(pieces), tuple(wanted)) if wanted else None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", unicodedata.normalize("NFKC", text).casefold()))


def _pairs_of(run: str) -> Iterator[str]:
    for at in range(len(run) - 1):
        yield run[at : at + 2]


def spelt(token: str) -> str:
    """Return a pair or a word as it stands in the index."""
    return token if _PLAIN.fullmatch(token) else f"x{token.encode('utf-8', 'replace').hex()}"


def is_word(token: str) -> bool:
    """Return whether a token of `pairs` is a word, which counts only as a whole, and no pair of Han characters."""
    return _in_word(token[0])


def stands(piece: str, text: str) -> bool:
    """Return whether *piece* stands in *text*, a word at its ends not within a longer one."""
    at = text.find(piece)
    while at >= 0:
        end = at + len(piece)
        if not (_joined(text, at) or _joined(text, end)):
            return True
        at = text.find(piece, at + 1)
    return False


def _joined(text: str, at: int) -> bool:
    """Return whether the place *at* is inside a word."""
    return 0 < at < len(text) and _in_word(text[at - 1]) and _in_word(text[at])


@lru_cache(8_192)
def _in_word(sign: str) -> bool:
    return not sign.isspace() and _RUN.match(sign)[2] is not None  # type: ignore[index]
