"""The statutory ways in which an application may end, and the one row of the report that each is counted in.

One application ends in exactly one row (年报表三：(一)至(六) are summed to (七)总计). A reply that gives a part is counted as
partly granted whatever it withholds; a reply that withholds on several grounds is counted under its dominant one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from mingbai.errors import BadStatute, Refused
from mingbai.statutes import CONFIRMED, Ground, packaged, shipped
from mingbai.text.words import Words

__all__ = ["Ending", "Means", "dominant", "ending", "endings", "ends_as"]


@dataclass(frozen=True, slots=True)
class Means:
    """Something that a reply has to carry."""

    key: str
    words: Words


_REFUSED = "第三十六条第三项"
"""What every refusal cites; the article that follows says why."""


@dataclass(frozen=True, slots=True)
class Ending:
    """One way to end: `rows` by edition of the report, `cites` what the reply cites, `carries` what it has to say.

    `paragraph` is what the reply says in the main, in Chinese: ``{matter}`` and what it carries stand in braces.
    `partial` gives a part and withholds the rest. `replies` is False where the case is closed without a reply.
    """

    key: str
    words: Words
    rows: Mapping[str, str]
    cites: tuple[Ground, ...]
    carries: tuple[Means, ...]
    paragraph: str
    partial: bool
    replies: bool

    @property
    def gives(self) -> bool:
        """Return whether something is disclosed, wholly or in part."""
        return self.rows["2021"] in ("granted", "partly_granted")

    @property
    def rests_on(self) -> Ground | None:
        """Return the article that says why: of a refusal not the one that every refusal cites, but the one after it."""
        if len(self.cites) > 1 and self.cites[0].article == _REFUSED:
            return self.cites[1]
        return self.cites[0] if self.cites else None

    def says(self, matter: str, facts: Mapping[str, str]) -> str:
        """Return the reply's main paragraph about *matter*. Raises `Refused` for what it has to carry and is not in *facts*."""
        missing = [means for means in self.carries if not facts.get(means.key)]
        if missing:
            by = (self.cites or (shipped().ground("条例-2019", "第三十六条"),))[0].words
            zh = "、".join(means.words.zh for means in missing)
            en = ", ".join(means.words.en for means in missing)
            raise Refused(
                f"答复还应当载明：{zh}（{by.zh}）", f"the reply has to carry as well: {en} ({by.en})"
            )
        return self.paragraph.format(matter=matter, **{means.key: facts[means.key] for means in self.carries})

    def row(self, edition: str) -> str | None:
        """Return the row (of 2014: the indicator) it is counted in, None where the edition has none for it."""
        return self.rows.get(edition)


@cache
def endings() -> Mapping[str, Ending]:
    """Return every ending by its key, in the order of the report's rows."""
    made = {data["key"]: _ending(data) for data in packaged("mingbai.outcomes", "endings.toml")["ending"]}
    return MappingProxyType(made)


def ending(key: str) -> Ending:
    """Return the ending *key*; raises `Refused` when there is none."""
    found = endings().get(key)
    if found is None:
        counted = [each for each in endings().values() if key in each.rows.values()]
        if counted:
            raise Refused(
                f"{key} 是年报的一行，不是处理结果；计入这一行的有：{'、'.join(each.key for each in counted)}",
                f"{key} is a row of the report, not an outcome; counted in it are: {', '.join(e.key for e in counted)}",
            )
        known = "、".join(endings())
        raise Refused(
            f"没有 {key} 这种结果（可选：{known}）",
            f"there is no outcome {key} (known: {', '.join(endings())})",
        )
    return found


def ends_as(keys: Sequence[str], *, counted_as: str | None = None) -> Ending:
    """Return the one ending that a reply with the parts *keys* is counted as.

    Parts given and parts withheld or absent: partly granted (年报表三 (二)：区分处理的，只计这一情形). Several that give
    nothing: the dominant one, which the officer names as *counted_as*. Raises `Refused` when it is none of the parts.
    """
    if not keys:
        raise Refused("答复没有结果", "a reply has no outcome")
    parts = [ending(key) for key in keys]
    gives = [part for part in parts if part.gives]
    if gives and len(gives) < len(parts):
        return ending("partly_granted")
    if gives:
        return next((part for part in gives if part.partial), parts[0])
    if counted_as is not None:
        if counted_as not in keys:
            raise Refused(
                f"{counted_as} 不在答复的各项结果之中（年报格式表三：一件申请只计一种情形）",
                f"{counted_as} is none of the reply's outcomes (table 3: an application is counted once)",
            )
        return ending(counted_as)
    return dominant(parts)


def dominant(parts: Sequence[Ending]) -> Ending:
    """Return the part that stands first in the report's order: what must not be disclosed before what may be withheld.

    依据待核: no text says which of several grounds is counted; an officer may name another.
    """
    order = list(endings())
    return min(parts, key=lambda part: order.index(part.key))


def _ending(data: Mapping[str, Any]) -> Ending:
    allowed = {
        "key", "zh", "en", "row_2021", "row_2019", "indicator_2014", "partial", "reply", "status",
        "cites", "carries", "paragraph",
    }  # fmt: skip
    if unknown := set(data) - allowed:
        raise BadStatute(f"endings.toml：有不认识的键 {unknown}", f"endings.toml: unknown key {unknown}")
    law = shipped()
    status = data.get("status", CONFIRMED)
    cites = [("条例-2019", each) if isinstance(each, str) else each for each in data["cites"]]
    rows = {"2021": data["row_2021"], "2019": data["row_2019"]}
    if "indicator_2014" in data:
        rows["2014"] = data["indicator_2014"]
    carries = tuple(Means(key, Words(*said.split("|"))) for key, said in data["carries"].items())
    return Ending(
        data["key"],
        Words(data["zh"], data["en"]),
        MappingProxyType(rows),
        tuple(law.ground(instrument, article, status) for instrument, article in cites),
        carries,
        data.get("paragraph", ""),
        data.get("partial", False),
        data.get("reply", True),
    )
