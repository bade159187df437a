"""Pieces of HTML: text made safe, words in both languages, and the numbered findings that a page marks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from mingbai.audit.findings import Finding, Severity
from mingbai.audit.output.words import MARK, SEVERITY
from mingbai.text.words import Words

__all__ = ["LETTER", "Numbered", "both", "number", "ref", "safe"]

LETTER: Mapping[Severity, str] = {Severity.ERROR: "e", Severity.WARNING: "w", Severity.NOTICE: "n"}
"""The class of a severity on the page."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A finding with its number on the page, counted within its report, gravest first."""

    number: int
    check: str
    finding: Finding

    @property
    def letter(self) -> str:
        """Return the class of its severity."""
        return LETTER[self.finding.severity]

    @property
    def mark(self) -> str:
        """Return its sign and number: ``▲3``."""
        return f"{MARK[self.finding.severity]}{self.number}"


def number(findings: Sequence[tuple[str, Finding]]) -> tuple[Numbered, ...]:
    """Return *findings* numbered from 1 in their order."""
    return tuple(Numbered(at, check, finding) for at, (check, finding) in enumerate(findings, start=1))


def safe(text: str) -> Markup:
    """Return *text* escaped; what HTML forbids, or turns the writing direction, becomes a replacement sign."""
    return escape(_TURNING.sub("\ufffd", _CONTROL.sub("\ufffd", text)))


def both(words: Words) -> Markup:
    """Return *words* in both languages; the page shows one of them."""
    if words.zh == words.en:
        return safe(words.zh)
    zh = Markup('<span class="zh" lang="zh-CN">{}</span>').format(safe(words.zh))
    return zh + Markup('<span class="en" lang="en">{}</span>').format(safe(words.en))


def ref(one: Numbered, prefix: str) -> Markup:
    """Return the link from a marked place to its finding; a screen reader hears the severity in words."""
    word = both(SEVERITY[one.finding.severity])
    return Markup('<a class="ref {}" href="#{}f{}"><span class="sr">{} </span>{}</a>').format(
        one.letter, prefix, one.number, word, one.mark
    )
