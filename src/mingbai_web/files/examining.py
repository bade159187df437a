"""What a file that comes in has to pass before anything is kept of it: size, type by content, text read, no marking.

It takes as long as the document needs, so it is done before a transaction is begun, never within one.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

from mingbai.screening.markings import Rule, refusal, screen
from mingbai.screening.personal import personal
from mingbai_web.files import apart
from mingbai_web.files.names import harmless
from mingbai_web.files.purposes import Purpose, purposes
from mingbai_web.files.types import TYPES, BadFile, Type, kind_of

__all__ = ["Examined", "Marked", "examine"]


class Marked(BadFile):
    """What came bears a marking of secrecy, of an internal paper or of a work secret: nothing of it is kept."""

    def __init__(self, zh: str, en: str, rule: str = "") -> None:
        super().__init__(zh, en)
        self.rule = rule

    @classmethod
    def by(cls, rule: Rule) -> "Marked":
        """Return the refusal by *rule*."""
        said = refusal(rule)
        return cls(said.zh, said.en, rule.id)


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that may be stored. `screened` says what was looked at: its text, or nothing, for a picture or a scan.

    `tells` says of what is given out whether numbers of persons stand in its text: who discloses it has to know.
    """

    data: bytes = field(repr=False)
    name: str = field(repr=False)
    type: Type
    purpose: Purpose
    sha256: str = field(repr=False)
    screened: Literal["text", "no text"]
    tells: bool = False


def examine(data: bytes | BinaryIO, *, name: str, purpose: str) -> Examined:
    """Return *data* as a file that may be stored for *purpose*. Raises `BadFile`, `Marked` for one that bears a marking.

    A picture, and a page that is only a picture, carries no text to screen: `screened` says so, and somebody looks.
    """
    wanted = purposes()[purpose]
    if not isinstance(data, bytes):
        data = data.read(wanted.most + 1)
    if len(data) > wanted.most:
        raise BadFile(
            f"{wanted.words.zh}最大 {wanted.most >> 20} MB：请压缩或者拆分",
            f"{wanted.words.en}: at most {wanted.most >> 20} MB: make it smaller or split it",
        )
    kind = kind_of(data)
    if kind.key not in wanted.types:
        allowed = [TYPES[key].words for key in wanted.types]
        raise BadFile(
            f"{wanted.words.zh}不收{kind.words.zh}：请用{'、'.join(zh for zh, _ in allowed)}",
            f"{wanted.words.en}: no {kind.words.en}; use {', '.join(en for _, en in allowed)}",
        )
    _screened([name[:1_000]])
    texts = [] if kind.picture else apart.texts(kind, data)
    _screened(texts)
    pages = texts[1:] if kind.key == "pdf" else texts
    seen = bool(pages) and all(text.strip() for text in pages) if kind.key == "pdf" else bool(texts)
    return Examined(
        data,
        harmless(name, kind),
        kind,
        wanted,
        hashlib.sha256(data).hexdigest(),
        "text" if seen else "no text",
        wanted.given_out and any(next(personal(text), None) is not None for text in texts),
    )


def _screened(texts: Iterable[str]) -> None:
    for text in texts:
        if found := screen(text):
            raise Marked.by(found[0].rule)
