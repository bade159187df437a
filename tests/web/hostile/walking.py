"""Every address of the platform with what may stand in it, and the forms that its pages hold."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any
from urllib.parse import urljoin
from uuid import UUID

import lxml.html
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from mingbai.lifecycle import Kind
from mingbai.statutes import shipped
from mingbai_web.applications.forms import OFFICE_FORMS
from mingbai_web.intake.wording import TITLES
from mingbai_web.orgs.views import ACTS as BODY_ACTS
from mingbai_web.orgs.views import UNIT_ACTS
from mingbai_web.papers.wording.pages import ACTS as PAPER_ACTS
from tests.web.hostile.world import World

__all__ = ["NAMES", "Field", "Form", "candidates", "forms"]

_KINDS = {
    "items": "item", "submissions": "submission", "cases": "case", "papers": "paper", "persons": "person",
    "seats": "seat", "bodies": "body", "import": "import", "units": "unit", "mailboxes": "seat", "series": "series",
    "jobs": "job",
}  # fmt: skip
_WORDS: dict[str, list[Any]] = {
    "applications:step kind": [each.value for each in Kind],
    "applications:office_act name": list(OFFICE_FORMS),
    "papers:act name": list(PAPER_ACTS),
    "papers:step name": list(PAPER_ACTS),
    "papers:step step": [0],
    "orgs:act name": list(BODY_ACTS),
    "orgs:unit_act name": list(UNIT_ACTS),
    "accounts:person_act act": ["rename", "lock", "unlock", "free", "password", "second-factor"],
    "intake:page page": [each for each in TITLES if each not in ("files", "review")],
    "look:components_in shell": ["public", "office"],
    "annual_report:table_file to": ["xlsx", "csv", "json", "print"],
    "rules:withdraw year": [2026],
    "tracking:letter file": [UUID(int=5)],
    "tracking:enclosure file": [UUID(int=5)],
    "tracking:enclosure ordinal": [1],
}


def _named(resolver: URLResolver | Any, space: str = "", route: str = "") -> Iterator[tuple[str, str]]:
    for each in resolver.url_patterns:
        here = route + str(each.pattern)
        if isinstance(each, URLPattern):
            yield f"{space}{each.name}", here
        else:
            yield from _named(each, f"{each.namespace}:" if each.namespace else space, here)


NAMES = dict(_named(get_resolver()))
"""Every address by its name, with its route."""
_BUT_IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\?.*")


@dataclass(frozen=True)
class Field:
    """A field of a form, with what stands in it and what may be chosen."""

    name: str
    kind: str
    value: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """A form of a page, and where it is sent."""

    action: str
    method: str
    fields: tuple[Field, ...]

    @property
    def same(self) -> tuple[object, ...]:
        """Return by what two of them are one: the frame of every page has the same few."""
        return (self.method, _BUT_IDS.sub("*", self.action), tuple(field.name for field in self.fields))


def candidates(name: str, world: World, *, beyond: bool = False) -> Iterator[list[str]]:
    """Yield the addresses of *name*, those together that differ only in which thing of a kind they are about.

    With *beyond* the things are those of the other office.
    """
    route, things = NAMES[name], world.beyond if beyond else world.there
    asked = [part.partition(">")[0].rpartition(":")[2] for part in route.split("<")[1:]]
    words: dict[str, list[Any]] = {}
    ids: dict[str, list[Any]] = {}
    for part in asked:
        if f"{name} {part}" in _WORDS:
            words[part] = _WORDS[f"{name} {part}"]
        elif part == "form":
            words[part] = ["html"]
        elif part == "key":
            words[part] = [key for key, each in shipped().parameters.items() if each.choices is not None]
        else:
            kind = _kind(route) if part == "id" else {"deputy": "seat"}.get(part, part)
            ids[part] = things.get(kind) or [UUID(int=9)]
    for said in product(*words.values()):
        yield [
            reverse(
                name, kwargs={**dict(zip(words, said, strict=True)), **dict(zip(ids, which, strict=True))}
            )
            for which in product(*ids.values())
        ]


def _kind(route: str) -> str:
    return _KINDS[route.partition("<uuid:id>")[0].rstrip("/").rpartition("/")[2]]


def forms(page: str, html: bytes) -> Iterator[Form]:
    """Yield the forms on *page*."""
    for form in lxml.html.document_fromstring(html).iter("form"):
        fields = tuple(
            _field(each) for each in form.iter("input", "textarea", "select", "button") if each.get("name")
        )
        yield Form(urljoin(page, form.get("action") or ""), (form.get("method") or "get").lower(), fields)


def _field(each: Any) -> Field:
    if each.tag == "select":
        choices = tuple(option.get("value") or "" for option in each.iter("option"))
        return Field(each.get("name"), "select", next((choice for choice in choices if choice), ""), choices)
    if each.tag == "textarea":
        return Field(each.get("name"), "textarea", (each.text or "").strip())
    return Field(
        each.get("name"),
        each.get("type") or ("text" if each.tag == "input" else "button"),
        each.get("value") or "",
    )
