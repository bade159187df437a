"""What an answer rests on: an instrument, an article of it, and whether that was confirmed in the official text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from mingbai.text.words import Words

__all__ = ["CONFIRMED", "UNCONFIRMED", "Ground", "Instrument", "together"]

CONFIRMED = "confirmed"
UNCONFIRMED = "依据待核"
"""Not compared with the official text, or a reading of ours where the text is silent; shown wherever the ground is."""

_PART = re.compile(r"第([一二三四五六七八九十百零]+)(条|款|项|目)(?:之([一二三四五六七八九十]+))?")


@dataclass(frozen=True, slots=True)
class Instrument:
    """A statute, regulation, interpretation or official letter; `until` is the last day on which it was in force."""

    key: str
    title: Words
    number: str | None
    edition: str | None
    since: date
    until: date | None
    status: str

    @property
    def name(self) -> Words:
        """Return how it is cited: in Chinese with its number, in English with the year from which it is in force."""
        told = self.number or self.edition or f"{self.since.year}年施行"
        return Words(f"《{self.title.zh}》（{told}）", f"{self.title.en} ({self.since.year})")


@dataclass(frozen=True)
class Ground:
    """An article of an instrument; `article` is empty when the whole instrument is meant."""

    instrument: Instrument
    article: str
    status: str

    @cached_property
    def words(self) -> Words:
        """Return the citation, marked where it is not confirmed."""
        return together((self,))

    @property
    def place(self) -> Words:
        """Return what a citation says after the name of the instrument."""
        mark = Words("", "") if self.status == CONFIRMED else Words("（依据待核）", " [unconfirmed]")
        article = f", {_english(self.article)}" if self.article else ""
        return Words(f"{self.article}{mark.zh}", f"{article}{mark.en}")


def together(grounds: Iterable[Ground]) -> Words:
    """Return the citation of several grounds: each instrument named once, its articles after it, each once."""
    of: dict[Instrument, dict[Words, None]] = {}
    for ground in grounds:
        of.setdefault(ground.instrument, {})[ground.place] = None
    return Words(
        "、".join(each.name.zh + "、".join(place.zh for place in places) for each, places in of.items()),
        "; ".join(each.name.en + "".join(place.en for place in places) for each, places in of.items()),
    )


def _english(article: str) -> str:
    """Return 第三十三条第二款 as ``art. 33(2)``, and several articles joined as they are in Chinese."""
    told = []
    for one in article.split("、"):
        parts = []
        for number, unit, more in _PART.findall(one):
            counted = f"{_number(number)}-{_number(more)}" if more else str(_number(number))
            parts.append({"条": f"art. {counted}", "款": f"({counted})"}.get(unit, f" item {counted}"))
        told.append("".join(parts) or one)
    return ", ".join(told)


def _number(written: str) -> int:
    from mingbai.text.numerals import parse  # only needed when a ground is told in English

    value = parse(written)
    return int(value.value) if value is not None else 0
