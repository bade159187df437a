"""The subjects that figures of the prose may be about, as `subjects.toml` names them."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from mingbai.errors import BadForm
from mingbai.report.values import Kind

__all__ = ["Expression", "Subject", "Words", "subject_of", "subjects"]

_FOLLOWING_UP = re.compile(r"引发|引起|发生|被申请|被提起|导致|产生|由此")
_KIND = re.compile(r"(?P<kind>[一-龥]{2})申请(?!人|公开|政府信息)")
_OURS = re.compile(
    r"收到|接到|新收|受理|办理|办结|答复|处理|提出|提交|信息|公开|各类|有效|.依|.的|网络|网上|当面|信函|书面|.件|所有|全部|其中|重复|反复|诉类|补正|撤回|撤销|本年|年度|全年|共计"
)
_REVIEWED = re.compile(r"(?:信息公开|依申请|公开申请)[^。；;]{0,20}(?:复议|诉讼)")
_KEYS = {
    "key",
    "zh",
    "en",
    "units",
    "kinds",
    "needs",
    "near",
    "unless",
    "context",
    "beside",
    "without",
    "topic",
    "whole",
    "alone",
    "within",
}


class Expression:
    """A regular expression that is compiled when first asked, since a report needs few of them."""

    __slots__ = ("_compiled", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._compiled: re.Pattern[str] | None = None

    def found_in(self, words: str) -> bool:
        """Return whether the expression stands somewhere in *words*."""
        if self._compiled is None:
            self._compiled = re.compile(self.text)
        return self._compiled.search(words) is not None


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that is counted, and how the prose speaks of it."""

    key: str
    zh: str
    en: str
    units: frozenset[str] | None
    kinds: frozenset[Kind]
    needs: tuple[str, ...]
    near: Expression
    unless: Expression | None
    context: Expression | None
    beside: Expression | None
    without: Expression | None
    topic: str | None
    whole: bool
    alone: bool
    within: frozenset[str] | None
    """The totals under whose 其中 it stands, None where that does not matter."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words about one figure: `near` has a `#` in the figure's place; `around` is heading and sentence up to it.

    `sentence` is the whole of it, `asked` the sentence before, where that speaks of applications for disclosure; `own` is set when the sentence
    itself names its `topic`.
    """

    near: str
    around: str
    sentence: str
    asked: str
    topic: str | None
    own: bool
    within: str | None
    """The key of the total whose items are being listed (其中 …), None outside such a list."""


@cache
def subjects() -> tuple[Subject, ...]:
    """Return the vocabulary, in the order in which it is tried."""
    table = tomllib.loads(files(__package__).joinpath("subjects.toml").read_text("utf-8"))
    units = {name: frozenset(words) for name, words in table["units"].items()}
    return tuple(_subject(entry, table["words"], units) for entry in table["subject"])


@dataclass(frozen=True, slots=True)
class _Group:
    """The subjects of one unit and kind, found by the first character of the words that they need."""

    members: tuple[Subject, ...]
    needs: dict[str, list[tuple[str, int]]]
    always: tuple[int, ...]

    def candidates(self, near: str) -> list[int]:
        """Return the positions of the members of which a needed word stands in *near*, in order."""
        found = set(self.always)
        for at, character in enumerate(near):
            for need, member in self.needs.get(character, ()):
                if member not in found and near.startswith(need, at):
                    found.add(member)
        return sorted(found)


@cache
def _for(unit: str, kind: Kind) -> _Group:
    members = tuple(s for s in subjects() if kind in s.kinds and (s.units is None or unit in s.units))
    needs: dict[str, list[tuple[str, int]]] = {}
    for member, subject in enumerate(members):
        for need in subject.needs:
            if need:
                needs.setdefault(need[0], []).append((need, member))
    return _Group(members, needs, tuple(i for i, s in enumerate(members) if "" in s.needs))


def subject_of(words: Words, unit: str, kind: Kind) -> Subject | None:
    """Return what a figure with these words around it counts, None when that is not known."""
    near = words.near
    group = _for(unit, kind)
    for member in group.candidates(near):
        subject = group.members[member]
        if subject.topic is not None and (subject.topic != words.topic or (subject.whole and not words.own)):
            continue
        if not subject.near.found_in(near) or (subject.unless is not None and subject.unless.found_in(near)):
            continue
        if subject.context is not None and not _fits(subject, subject.context, words):
            continue
        if subject.without is not None and subject.without.found_in(
            words.sentence if subject.key.endswith(".loose") else words.around
        ):
            continue
        if subject.within is not None and words.within not in subject.within:
            continue
        if subject.alone and words.within is not None:
            return None
        if (
            subject.whole
            and words.within is not None
            and subject.key.partition(".")[0] == words.within.partition(".")[0]
        ):
            return None
        return subject
    return None


def _fits(subject: Subject, context: Expression, words: Words) -> bool:
    """Return whether the context speaks for *subject*; of a review only its own sentence does, or one that follows up."""
    if context.found_in(words.around):
        return True
    if subject.beside is not None and subject.beside.found_in(words.sentence):
        return True
    if subject.whole and words.within is not None:
        return False
    if subject.topic == "application" and _of_another_kind(words.sentence):
        return False
    if subject.key.startswith("remedies") and not (
        _FOLLOWING_UP.search(words.around) or (not subject.whole and _REVIEWED.search(words.asked))
    ):
        return False
    return bool(words.asked) and context.found_in(words.asked)


def _of_another_kind(sentence: str) -> bool:
    """Return whether *sentence* has applications of its own kind (查档申请), and so goes on from no other."""
    return any(not _OURS.fullmatch(found["kind"]) for found in _KIND.finditer(sentence))


def _subject(entry: dict[str, object], macros: dict[str, str], units: dict[str, frozenset[str]]) -> Subject:
    if unknown := entry.keys() - _KEYS:
        raise BadForm(
            f"subjects.toml：{entry.get('key')} 有不认识的项 {sorted(unknown)}",
            f"subjects.toml: unknown keys {sorted(unknown)}",
        )

    def pattern(name: str) -> Expression | None:
        text = entry.get(name)
        if not isinstance(text, str):
            return None
        for macro, words in macros.items():
            text = text.replace(f"{{{macro}}}", words)
        return Expression(text)

    near = pattern("near")
    named = entry["units"]
    needs = entry.get("needs")
    kinds = entry.get("kinds")
    if near is None or not isinstance(needs, list):
        raise BadForm(
            f"subjects.toml：{entry.get('key')} 缺 near 或 needs",
            f"subjects.toml: {entry.get('key')} lacks near or needs",
        )
    if isinstance(kinds, list):
        allowed = frozenset(Kind(kind) for kind in kinds)
    else:
        allowed = frozenset({Kind.RATE} if named == "rate" else {Kind.COUNT})
    own = None if named == "*" else units[named] if isinstance(named, str) else frozenset(named)  # type: ignore[call-overload]
    topic = entry.get("topic")
    within = entry.get("within")
    return Subject(
        key=str(entry["key"]),
        zh=str(entry["zh"]),
        en=str(entry["en"]),
        units=own,
        kinds=allowed,
        needs=tuple(needs),
        near=near,
        unless=pattern("unless"),
        context=pattern("context"),
        beside=pattern("beside"),
        without=pattern("without"),
        topic=topic if isinstance(topic, str) else None,
        whole=bool(entry.get("whole", False)),
        alone=bool(entry.get("alone", False)),
        within=frozenset(within) if isinstance(within, list) else None,
    )
