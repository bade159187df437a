"""The kinds of letter: what each says, cites and has to carry, read from `letters.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from mingbai.errors import Refused
from mingbai.outcomes import Means
from mingbai.statutes import Ground, packaged, shipped
from mingbai.text.words import Words

__all__ = ["Wording", "kind", "kinds"]


@dataclass(frozen=True, slots=True)
class Wording:
    """One kind of letter. `issued` is the permission under which one seat may issue it; empty where a chain approves it;
    `agrees` the one that who signs it has besides, where the law names who agrees.

    `act` is the step of the case that it goes with, `series` the series of numbers, `periods` the parameters of the law
    whose numbers stand in its paragraphs, `slip` the form that comes back. What goes to the `applicant` can be fetched where an
    application is followed.
    """

    key: str
    words: Words
    title: str
    act: str
    series: str
    issued: str
    agrees: str
    cites: tuple[Ground, ...]
    needs: tuple[Means, ...]
    may: tuple[Means, ...]
    binding: frozenset[str]
    periods: Mapping[str, str]
    paragraphs: tuple[str, ...]
    remedies: bool
    slip: str
    applicant: bool


@cache
def kinds() -> Mapping[str, Wording]:
    """Return every kind of letter by its key, in the order of the file."""
    law = shipped()
    found = {}
    for data in packaged("mingbai_web.papers.wording", "letters.toml")["letter"]:
        found[data["key"]] = Wording(
            key=data["key"],
            words=Words(data["zh"], data["en"]),
            title=data["title"],
            act=data.get("act", ""),
            series=data.get("series", ""),
            issued=data.get("issued", ""),
            agrees=data.get("agrees", ""),
            cites=tuple(law.ground(instrument, article) for instrument, article in data["cites"]),
            needs=_means(data.get("needs", {})),
            may=_means(data.get("may", {})),
            binding=frozenset(data.get("binding", ())),
            periods=MappingProxyType(data.get("periods", {})),
            paragraphs=tuple(data["paragraphs"]),
            remedies=data.get("remedies", False),
            slip=data.get("slip", ""),
            applicant=data.get("applicant", False),
        )
    return MappingProxyType(found)


def kind(key: str) -> Wording:
    """Return the kind of letter *key*. Raises `Refused` when there is none."""
    found = kinds().get(key)
    if found is None:
        raise Refused(
            f"没有 {key} 这种文书（可选：{'、'.join(kinds())}）",
            f"there is no letter {key} (known: {', '.join(kinds())})",
        )
    return found


def _means(listed: Mapping[str, str]) -> tuple[Means, ...]:
    return tuple(Means(key, Words(*said.split("|"))) for key, said in listed.items())
