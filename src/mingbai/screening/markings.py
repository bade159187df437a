"""Finds markings of secrecy, of internal papers and of work secrets: Mingbai holds nothing that bears one.

A marking is what the maker of a paper put on it (机密★10年 at the right of the head); prose that speaks of secrets (商业秘密,
不属于国家秘密, 《保守国家秘密法》) bears none, nor does a marking quoted in a sentence. The shapes stand in `markings.toml`,
each with its ground. Not looked for: markings in pictures, and anything the text does not carry.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from mingbai.errors import Refused
from mingbai.statutes import packaged
from mingbai.text.page import Span
from mingbai.text.words import Words

__all__ = ["Marking", "Rule", "hold", "refusal", "rules", "screen", "typed"]

Kind = Literal["secret", "internal", "work"]
_AROUND = 100
_GAP = r"[ \t\u00a0\u2000-\u200a\u3000]{0,4}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape of marking, and where it counts."""

    id: str
    kind: Kind
    words: Words
    where: Literal["anywhere", "line", "line_anywhere"]
    pattern: re.Pattern[str]
    grounds: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Marking:
    """One marking: its rule, where it stands, on which line (from 1)."""

    rule: Rule
    span: Span
    line: int


@cache
def rules() -> tuple[Rule, ...]:
    """Return the shapes that are looked for, in their order."""
    data = _data()
    pieces = _pieces(data["pieces"])
    return tuple(
        Rule(
            each["id"],
            each["kind"],
            Words(each["zh"], each["en"]),
            each["where"],
            re.compile(_filled(each["pattern"], pieces)),
            tuple((law, article, status) for law, article, status in each["grounds"]),
        )
        for each in data["rule"]
    )


def screen(text: str) -> list[Marking]:
    """Return the markings that *text* bears, in its order, one a place."""
    if not any(sign in text for sign in _data()["signs"]):
        return []
    plain = _visible(text)
    found = [marking for rule in rules() for marking in _by(rule, plain)]
    kept: list[Marking] = []
    for marking in sorted(found, key=lambda each: (each.span[0], -each.span[1])):
        if not kept or marking.span[0] >= kept[-1].span[1]:
            kept.append(marking)
    return kept


def typed(text: str) -> list[Marking]:
    """Return the markings that a text typed or pasted into a field bears.

    A level that stands alone marks the paper whose head it is; as all that a field says, it is an answer and no paper.
    """
    found = screen(text)
    if found and len([*_lines(text)]) < 2:
        return [each for each in found if each.rule.where != "line"]
    return found


def hold(*texts: str) -> None:
    """Raise `Refused`, which says what to do instead, when one of *texts*, as typed, bears a marking; the message holds nothing of it."""
    for text in texts:
        if found := typed(text):
            raise refusal(found[0].rule)


def refusal(rule: Rule) -> Refused:
    """Return the refusal of what bears a marking by *rule*: one line with the lawful way out."""
    out = _data()["way_out"][rule.kind]
    return Refused(out["zh"], out["en"])


def _visible(text: str) -> str:
    """Return *text*, as long as before, with what cannot be seen turned to spaces: it hides no marking."""
    return "".join(" " if ord(c) > 127 and unicodedata.category(c) == "Cf" else c for c in text)


def _by(rule: Rule, text: str) -> Iterator[Marking]:
    seen, line = 0, 1
    if rule.where == "anywhere":
        for found in rule.pattern.finditer(text):
            if not _is_word(rule, text, found.start()) and not _is_quoted(text, found.span()):
                line += text.count("\n", seen, found.start())
                seen = found.start()
                yield Marking(rule, found.span(), line)
        return
    lines = list(_lines(text))
    heads = _data()["heads"]
    for number, (start, said) in enumerate(lines):
        edge = number < heads["lines"] or number >= len(lines) - heads["tail_lines"]
        if len(said) > heads["longest"] or (rule.where == "line" and not edge):
            continue
        if rule.pattern.fullmatch(said) and not _is_listed(rule, lines, number):
            line += text.count("\n", seen, start)
            seen = start
            yield Marking(rule, (start, start + len(said)), line)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield start and content of each line that has any."""
    for found in re.finditer(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+", text):
        if stripped := found[0].strip():
            yield found.start() + found[0].index(stripped[0]), stripped


def _is_word(rule: Rule, text: str, start: int) -> bool:
    """Return whether what stands before makes another word of it: 商业秘密."""
    if rule.kind != "secret":
        return False
    before = re.sub(r"\s", "", text[max(0, start - 12) : start])
    return before.endswith(tuple(_data()["not_after"]["secret"]))


def _is_quoted(text: str, span: Span) -> bool:
    """Return whether it is quoted within a sentence: “机密★10年”字样 speaks of a marking and is none."""
    quotes = _data()["quotes"]
    start, end = span
    if not text[start - 1 : start] or text[start - 1] not in quotes["open"]:
        return False
    after = text[end : end + 12]
    closed = next((n for n, c in enumerate(after) if c in quotes["close"]), None)
    if closed is None or "\n" in after[:closed]:
        return False
    before = text[max(0, start - 1 - _AROUND) : start - 1].rpartition("\n")[2]
    behind = text[end + closed + 1 : end + closed + 1 + _AROUND].partition("\n")[0]
    return len(re.sub(r"\W", "", before + behind)) >= 4


def _is_listed(rule: Rule, lines: list[tuple[int, str]], number: int) -> bool:
    """Return whether the lines beside are of the same sort: the levels listed, as in a form or the head of a table."""
    beside = [lines[other][1] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
    return any(line != lines[number][1] and rule.pattern.fullmatch(line) for line in beside if len(line) < 20)


@cache
def _data() -> Mapping[str, Any]:
    return packaged("mingbai.screening", "markings.toml")


def _pieces(given: Mapping[str, str]) -> dict[str, str]:
    made = {"gap": _GAP}
    for name, pattern in given.items():  # each may use those before it
        made[name] = _filled(pattern, made)
    return made


def _filled(pattern: str, pieces: Mapping[str, str]) -> str:
    for name, piece in pieces.items():
        pattern = pattern.replace("{" + name + "}", piece)
    return pattern
