"""Finds injected content: blocks foreign to the text around them, spam words, hidden links, noise."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mingbai.screening.lexicon import Injected, characters, injected, present
from mingbai.text.page import Hidden, Span

__all__ = ["Block", "blocks", "hidden", "noise", "words"]


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text that does not belong: where, why, and how many phrases it strings together."""

    span: Span
    phrases: int
    words: tuple[str, ...]
    overlap: float
    switched: bool
    """The block is in the other script than the text."""


_SEPARATORS = re.compile(r"[|｜│\n\t]+")
_GAP = re.compile(r"\n[ \t　\r]*\n[ \t　\r]*\n")
_DAY = re.compile(r"(?m)^.{0,6}20\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日[ \t　|]*$")
_LINE = re.compile(r"[^\n|｜]*[㐀-鿿][^\n|｜]*")
_HAN = re.compile("[㐀-鿿]+")
_HANT = re.compile("[們國務為與實號區開關門應對發業會東車書長體數據]")
_HANS = re.compile("[们国务为与实号区开关门应对发业会东车书长体数据]")
_FEW, _MANY = 8, 40
_LOW = 0.1
_LONG_PHRASE = 30
_DENSE = 0.08
"""The share of a stretch that spam words make up when it is no sentence of the report."""
_SEVERAL = 3
_SAMPLE = 60


def words(text: str, least: int = 2) -> tuple[str, ...]:
    """Return the spam words in *text*: any strong one, weak ones only when *least* different ones are there."""
    lexicon = injected()
    strong = present(lexicon.strong, text)
    weak = present(lexicon.weak, text)
    apart = [word for word in weak if not any(word != other and word in other for other in weak)]
    return strong + weak if strong or len(apart) >= least else ()


@lru_cache(maxsize=1)  # two checks ask in turn
def blocks(text: str, plain: str) -> tuple[Block, ...]:
    """Return the injected blocks of *text*; *plain* is the same in simplified script, offset for offset."""
    lexicon = injected()
    strong = present(lexicon.strong, plain)
    found: list[Block] = []
    stretches = list(_candidates(plain, strong))
    others = _without(plain, stretches)  # one injected block does not vouch for another
    for start, end in stretches:
        piece = plain[start:end]
        phrases = [p for p in _SEPARATORS.split(piece) if len("".join(_HAN.findall(p))) > 1]
        hits = tuple(w for w in (*strong, *lexicon.weak, *lexicon.loose) if w in piece)
        overlap = _overlap(piece, others)
        switched = _switched(text[start:end], text[:start] + text[end:])
        share = sum(piece.count(word) * len(word) for word in hits) / len(piece)
        if (share >= _DENSE and (len(phrases) >= _FEW or len(hits) > _SEVERAL)) or _strange(
            piece, phrases, overlap, switched, lexicon
        ):
            found.append(Block((start, end), len(phrases), hits, overlap, switched))
    if (tail := _advertisement(plain, lexicon)) is not None and not any(
        block.span[0] < tail.span[1] and tail.span[0] < block.span[1] for block in found
    ):
        found.append(tail)
    return tuple(found)


def _advertisement(plain: str, lexicon: Injected) -> Block | None:
    """Return what follows the signature's day when it speaks of trade, and not as a site's furniture does."""
    days = list(_DAY.finditer(plain, len(plain) // 2))
    if not days:
        return None
    lines = [
        found.span()
        for found in _LINE.finditer(plain, days[-1].end())
        if not any(word in found[0] for word in lexicon.chrome)
    ]
    piece = "\n".join(plain[start:end] for start, end in lines)
    hits = present(lexicon.trade, piece)
    if len(hits) < _SEVERAL or sum(map(len, hits)) < _DENSE * len(piece):
        return None
    phrases = len([p for p in re.split(r"[|｜\n，。、\s]+", piece) if p])
    span = lines[0][0], lines[-1][1]
    return Block(span, phrases, (), _overlap(piece, plain[: span[0]]), False)


def _without(text: str, spans: Sequence[Span]) -> str:
    """Return *text* with *spans*, which are in order and apart, cut out."""
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(text[at:start])
        at = end
    return "".join((*pieces, text[at:]))


def _candidates(text: str, strong: Sequence[str]) -> Iterator[Span]:
    """Yield the stretches worth a look: lines of many separators or spam words, and what follows a gap near the end."""
    spans: list[Span] = []
    if "|" in text or "｜" in text or strong:
        start = 0
        for line in text.split("\n"):
            end = start + len(line)
            bars = line.count("|") + line.count("｜")
            if (bars >= _FEW and len(_HAN.findall(line)) >= _FEW) or any(word in line for word in strong):
                spans.append((start, end))
            start = end + 1
    last = None
    for gap in _GAP.finditer(text, len(text) * 3 // 5):
        last = gap
    if last is not None and len(text) - last.end() >= _MANY:
        spans.append((last.end(), len(text)))
    at = -1
    for start, end in sorted(spans):
        if start >= at:
            tail = text[start:end].rstrip()
            begin = start + len(tail) - len(tail.lstrip())
            if begin < start + len(tail):
                yield begin, start + len(tail)
            at = end


def _strange(piece: str, phrases: Sequence[str], overlap: float, switched: bool, lexicon: Injected) -> bool:
    """Whether a stretch without known spam words is foreign all the same."""
    if len(phrases) < _FEW or overlap > _LOW or "。" in piece or sum(map(len, phrases)) < _MANY:
        return False
    if sum(map(len, phrases)) / len(phrases) > _LONG_PHRASE or any(word in piece for word in lexicon.chrome):
        return False
    return switched or piece.count("|") + piece.count("｜") >= _FEW


def _overlap(piece: str, rest: str) -> float:
    """Return the share of the stretch's two-character pairs that stand elsewhere in the text."""
    pairs = sorted({run[i : i + 2] for run in _HAN.findall(piece) for i in range(len(run) - 1)})
    pairs = pairs[:: len(pairs) // _SAMPLE + 1]
    return sum(pair in rest for pair in pairs) / len(pairs) if pairs else 1.0


def _switched(piece: str, rest: str) -> bool:
    """Whether the text is in one script throughout and the stretch in the other."""
    there, here = len(_HANT.findall(rest)), len(_HANT.findall(piece))
    if there >= 20 and not here and sum(map(len, _HAN.findall(piece))) >= _MANY:
        return True
    return here >= 10 and not there and len(_HANS.findall(rest)) >= 20


_TRICKS = frozenset(
    {"off-screen", "tiny", "background-colour", "zero-height", "text-indent", "marquee", "iframe"}
)


def hidden(parts: Sequence[Hidden]) -> Iterator[tuple[Hidden, tuple[str, ...]]]:
    """Yield the hidden parts that no honest page needs, with the spam words in them.

    Menus and print buttons are hidden too: without a spam word only a link to elsewhere counts, and only where the
    trick serves nothing else.
    """
    for part in parts:
        hits = words(part.text, least=1)
        outward = [target for target in part.targets if target.startswith(("http://", "https://", "//"))]
        if hits or (outward and part.how in _TRICKS and _HAN.search(part.text)):
            yield part, hits


_READINGS = re.compile("[(（][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,7}[)）](?=[㐀-鿿])")
_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_SYLLABLES = re.compile(f"(?<=[㐀-鿿])[a-z]*[{_TONES}][a-z]*")
_LEAST = 4


def noise(text: str) -> list[Span]:
    """Return the readings set after characters (“信(xin)息”, “信xìn息”), when too many to be anybody's wording."""
    spans = [
        found.span()
        for found in _READINGS.finditer(text)
        if found.start() and "㐀" <= text[found.start() - 1] <= "鿿"
    ]
    if not characters(text).isdisjoint(_TONES):
        spans = sorted({*spans, *(found.span() for found in _SYLLABLES.finditer(text))})
    return spans if len(spans) >= _LEAST else []
