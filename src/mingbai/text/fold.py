"""The text as it is matched: half-width, simplified, rid of injected noise, each character with its place."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from mingbai.text.page import Span
from mingbai.text.script import Script, script, simplify, traditional

__all__ = ["Folded", "fold"]


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made fit for matching; `at` has, for each of its characters, the offset it had in the source."""

    text: str
    at: Sequence[int]
    source_length: int
    script: Script

    def span(self, start: int, end: int) -> Span:
        """Return the span of the source that `text[start:end]` was made from."""
        at = self.at
        if end > start:
            return at[start], at[end - 1] + 1
        place = at[start] if start < len(at) else self.source_length
        return place, place


_SPACES = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_ZERO_WIDTH = "\xad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_ZERO_WIDTH += "\u2060\u2061\u2062\u2063\u2064\ufeff" + "".join(map(chr, range(0xFE00, 0xFE10)))
_STAYS = "！，？～"  # marks of a sentence; the comma of a list must not look like one inside a number
_HAN = "㐀-䶿一-鿿〇"
_LATIN = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹɡ"
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_ZHUYIN = "ㄅ-ㄩˇˋˊ˙"
_BARE = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹɡ", "aaaaeeeeiiiioooouuuuvvvvvnnng")

_syllable = (
    r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?"
    r"(?:i(?:ang|ong|an|ao|ng|a|e|n|u)?|u(?:ang|an|ai|eng|a|o|e|i|n)?|v(?:an|e|n)?|a(?:ng|i|o|n)?|e(?:ng|i|n|r)?|o(?:ng|u)?)"
)
_PINYIN = re.compile(rf"(?:{_syllable})(?:[ ']?{_syllable}){{0,5}}")
_INJECTED = re.compile(
    rf"[(\[{_LATIN}{_ZHUYIN}@^$&](?<=[{_HAN}].)(?:"
    rf"(?P<bracketed>(?<=[(\[])[{_LATIN}' ]{{1,24}}[)\]])"
    rf"|(?P<zhuyin>(?<=[{_ZHUYIN}])[{_ZHUYIN} ]*|(?<=[(\[])[{_ZHUYIN}][{_ZHUYIN} ]*[)\]])"
    rf"|(?P<bare>(?<=[{_LATIN}])[{_LATIN}]{{0,11}}(?=[{_HAN}、，。；:,;)]))"
    rf"|(?P<sign>(?<=[@^$&])[@^$&]{{0,3}}(?=[{_HAN}、，。；:,;)])))"
)
# So many of a kind, and so many to a thousand Han characters, before any of it is taken for noise.
_DENSE = {
    "toned": (3, 0),
    "zhuyin": (3, 0),
    "bracketed": (6, 4),
    "bare": (10, 8),
    "latin": (30, 30),
    "sign": (8, 4),
}


_ALIKE = ("sign", "zhuyin", "toned")  # noise even where it is always the same
_VARIETY = 5  # of the rest: a name that a text repeats is no noise


@cache
def _narrow() -> dict[str, str]:
    """Return what each character that only looks different is matched as."""
    table = {chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F) if chr(c) not in _STAYS}
    table |= dict.fromkeys(_SPACES, " ") | dict.fromkeys("‐‑‒–−﹣", "-")
    table |= dict.fromkeys("\u2028\u2029\x85", "\n")
    table |= {"﹪": "%", "﹕": ":", "∶": ":", "﹔": ";", "﹙": "(", "﹚": ")", "﹒": ".", "ˉ": "-"}
    doubles = (
        *range(0x2E80, 0x2FD6),
        *range(0xF900, 0xFADA),
    )  # radicals and the like, as PDF fonts hand them out
    for code in doubles:
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[chr(code)] = plain
    radicals = "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻚⻛⻜⻝⻢⻥⻦⻨⻩⻬⻮⻰⻳"
    return table | dict(zip(radicals, "母民西见角贝车长门页风飞食马鱼鸟麦黄齐齿龙龟", strict=True))


@cache
def _remarkable() -> re.Pattern[str]:
    """Return the pattern of every character that may need work; one scan shows that a clean text has none."""
    kept = "".join(_narrow()) + _ZERO_WIDTH + "".join(sorted(traditional()))
    return re.compile(f"[{re.escape(kept)}{_LATIN}{_ZHUYIN}@^$&]")


@cache
def _suspicious() -> frozenset[str]:
    """Return the characters without which nothing was injected."""
    signs = re.compile(f"[{_LATIN}{_ZHUYIN}@^$&]")
    every = (*map(chr, range(0x2000)), *map(chr, range(0x3100, 0x3130)), *_narrow())
    return frozenset(c for c in every if signs.match(_narrow().get(c, c)))


def fold(text: str) -> Folded:
    """Return *text* as it is matched."""
    length = len(text)
    if text.isascii():
        return Folded(text, range(length), length, "hans")
    present = set(_remarkable().findall(text))
    narrow = _narrow()
    for old in present & narrow.keys():
        text = text.replace(old, narrow[old])
    at: Sequence[int] = range(length)
    if not present.isdisjoint(_ZERO_WIDTH):
        text, at = _without(text, at, [found.span() for found in re.finditer(f"[{_ZERO_WIDTH}]+", text)])
    noise = [] if present.isdisjoint(_suspicious()) else _noise(text)
    if noise:
        text, at = _without(text, at, noise)
    kind: Script = "hans" if present.isdisjoint(traditional()) else script(text)
    if kind != "hans":
        text = simplify(text, words=kind == "hant")
    return Folded(text, at, length, kind)


def _without(text: str, at: Sequence[int], spans: Sequence[Span]) -> tuple[str, list[int]]:
    """Cut *spans*, which are in order and apart, out of the text and of its offsets."""
    pieces: list[str] = []
    kept: list[int] = []
    position = 0
    for start, end in (*spans, (len(text), len(text))):
        pieces.append(text[position:start])
        kept.extend(at[position:start])
        position = end
    return "".join(pieces), kept


def _noise(text: str) -> list[Span]:
    """Return the spans of what was injected between the characters, where it is too dense for wording."""
    found: dict[str, list[Span]] = {}
    for kind, span in _suspects(text):
        found.setdefault(kind, []).append(span)
    if not found:
        return []
    han = len(re.findall(f"[{_HAN}]", text))
    dense = {kind: spans for kind, spans in found.items() if _is_dense(kind, spans, text, han)}
    if "toned" in dense:  # the same hand left some syllables without a tone
        dense |= {kind: found[kind] for kind in ("bare", "bracketed") if kind in found}
    return sorted({span for spans in dense.values() for span in spans})


def _is_dense(kind: str, spans: Sequence[Span], text: str, han: int) -> bool:
    least, share = _DENSE[kind]
    if len(spans) < least or len(spans) * 1000 < share * han:
        return False
    return kind in _ALIKE or len({text[slice(*span)] for span in spans}) >= _VARIETY


def _suspects(text: str) -> Iterator[tuple[str, Span]]:
    """Yield what stands right after a Han character and may be no part of the wording, by kind."""
    for found in _INJECTED.finditer(text):
        kind = found.lastgroup or "bare"
        if kind in _ALIKE:
            yield kind, found.span()
            continue
        written = found[0].strip("()[] ")
        if not _PINYIN.fullmatch(written.translate(_BARE)):
            if kind == "bare":
                yield "latin", found.span()
        elif any(letter in _TONED for letter in written):
            yield "toned", found.span()
        elif len(written) > 1:
            yield kind, found.span()
