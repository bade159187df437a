"""What each kind of act has to say and may say: declared by the apps in their `acts.toml`, held against every entry.

A version that was in use is never edited: an act that says more is a new version, and old entries are read by theirs.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from mingbai.errors import MingbaiError
from mingbai.screening import markings
from mingbai.statutes import packaged
from mingbai.text.words import Words

__all__ = ["BadFacts", "Schema", "declare", "held", "read", "register", "schema", "schemas"]


class BadFacts(MingbaiError):
    """An act of no declared kind, or whose facts are not those that its kind declares."""


@dataclass(frozen=True, slots=True)
class Schema:
    """One version of one kind of act: the facts it needs and may have, typed by name; `public` acts may be shown outside."""

    subject: str
    kind: str
    version: int
    words: Words
    needs: Mapping[str, str]
    may: Mapping[str, str]
    public: bool = False


_DECLARED: dict[tuple[str, str], dict[int, Schema]] = {}


def declare(package: str) -> None:
    """Declare the acts in *package*'s `acts.toml`."""
    for data in packaged(package, "acts.toml")["act"]:
        register(
            Schema(
                data["subject"],
                data["kind"],
                data.get("version", 1),
                Words(data["zh"], data["en"]),
                MappingProxyType(data.get("needs", {})),
                MappingProxyType(data.get("may", {})),
                data.get("public", False),
            )
        )


def register(*made: Schema) -> None:
    """Declare the schemas *made*. Raises `BadFacts` for a type that there is not, or a version that says something else."""
    for each in made:
        for name, wanted in {**each.needs, **each.may}.items():
            if wanted not in _TYPES:
                raise BadFacts(
                    f"{each.subject}/{each.kind} 的 {name}：没有 {wanted} 这种类型",
                    f"{each.subject}/{each.kind}: {name}: there is no type {wanted}",
                )
        versions = _DECLARED.setdefault((each.subject, each.kind), {})
        if versions.setdefault(each.version, each) != each:
            raise BadFacts(
                f"{each.subject}/{each.kind} 第 {each.version} 版已另有定义",
                f"{each.subject}/{each.kind}: version {each.version} was declared otherwise",
            )


def schemas() -> Iterable[Schema]:
    """Yield the newest version of every kind declared, in the order of declaration."""
    for versions in _DECLARED.values():
        yield versions[max(versions)]


def schema(subject: str, kind: str, version: int | None = None) -> Schema:
    """Return the schema of *kind* on *subject*, the newest unless *version* is given. Raises `BadFacts` when there is none."""
    versions = _DECLARED.get((subject, kind), {})
    found = versions.get(max(versions, default=0) if version is None else version)
    if found is None:
        raise BadFacts(f"{subject} 没有 {kind} 这一步", f"{subject}: there is no act {kind}")
    return found


def held(by: Schema, facts: Mapping[str, object]) -> None:
    """Hold *facts* against the schema, and each text against markings of secrecy: an entry could never be rid of one.

    Raises `BadFacts` for one that is missing, not declared or of another type, `Refused` for one that bears a marking.
    """
    zh, en = by.words
    for name in by.needs:
        if facts.get(name) in (None, "", (), [], {}):
            raise BadFacts(f"{zh}：应当记明 {name}", f"{en}: {name} must be given")
    for name, fact in facts.items():
        wanted = by.needs.get(name) or by.may.get(name)
        if wanted is None:
            raise BadFacts(f"{zh}：没有 {name} 这一项", f"{en}: there is no fact {name}")
        if not _TYPES[wanted](fact):
            raise BadFacts(f"{zh}：{name} 不是 {wanted}", f"{en}: {name} is no {wanted}")
        markings.hold(*_said(fact))


def _said(fact: object) -> Iterator[str]:
    """Yield the texts of a fact."""
    match fact:
        case str():
            yield fact
        case Mapping():
            for pair in fact.items():
                yield from pair
        case list() | tuple():
            for each in fact:
                yield from _said(each)


def read(by: Schema, said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts *said* in canonical JSON with days, instants, ids and lists as values again."""
    types = {**by.needs, **by.may}
    return {name: _READ.get(types[name], _same)(fact) for name, fact in said.items()}


def _same(fact: Any) -> Any:
    return fact


def _texts(fact: object) -> bool:
    return isinstance(fact, Mapping) and all(isinstance(each, str) for pair in fact.items() for each in pair)


_TYPES: Mapping[str, Callable[[object], bool]] = {
    "day": lambda fact: type(fact) is date,
    "instant": lambda fact: isinstance(fact, datetime) and fact.tzinfo is not None,
    "number": lambda fact: type(fact) is int,
    "flag": lambda fact: type(fact) is bool,
    "text": lambda fact: isinstance(fact, str),
    "id": lambda fact: isinstance(fact, UUID),
    "list": lambda fact: (
        isinstance(fact, (list, tuple)) and all(isinstance(each, (str, UUID)) for each in fact)
    ),
    "map": _texts,
    "table": lambda fact: isinstance(fact, (list, tuple)) and all(_texts(each) for each in fact),
}
_READ: Mapping[str, Callable[[Any], Any]] = {
    "day": date.fromisoformat,
    "instant": datetime.fromisoformat,
    "id": UUID,
    "list": tuple,
    "table": tuple,
}
