"""Every address of the platform with what may stand in it, and the forms that its pages hold."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any
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

__all__ = ["Form", "NAMES", "addresses", "forms"]

_KINDS = {
    "items": "item", "submissions": "submission", "cases": "case", "papers": "paper", "persons": "person",
    "seats": "seat", "bodies": "body", "import": "import", "units": "unit",
}  # fmt: skip
_WORDS: dict[str, list[Any]] = {
    "applications:step kind": [each.value for each in Kind],
    "applications:office_act name": list(OFFICE_FORMS),
    "papers:act name": list(PAPER_ACTS),
    "papers:step name": list(PAPER_ACTS),
    "papers:step step": [0, 1, 2],
    "orgs:act name": list(BODY_ACTS),
    "orgs:unit_act name": list(UNIT_ACTS),
    "accounts:person_act act": ["rename", "lock", "unlock", "free", "password", "second-factor"],
    "intake:page page": [each for each in TITLES if each not in ("files", "review")],
    "look:components_in shell": ["public", "office"],
    "annual_report:table_file to": ["xlsx", "csv", "json", "print"],
    "rules:withdraw year": [2026],
    "tracking:letter file": [UUID(int=5)],
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


@dataclass(frozen=True)
class Form:
    """A form of a page: where it is sent, and its fields with what stands in them and what may be chosen."""

    page: str
    action: str
    method: str
    fields: tuple[tuple[str, str, str, tuple[str, ...]], ...]  # name, type, value, choices


def addresses(name: str, world: World) -> Iterator[str]:
    """Yield the addresses of *name*, with each thing there is of the kind that it is about."""
    route = NAMES[name]
    asked = [part.strip("<>").partition(":")[2] for part in _parts(route)]
    if not asked:
        yield reverse(name)
        return
    may: list[list[Any]] = []
    for part in asked:
        if f"{name} {part}" in _WORDS:
            may.append(_WORDS[f"{name} {part}"])
        elif part == "form":
            may.append(["pdf", "html", "docx"])
        elif part == "key":
            may.append([key for key, each in shipped().parameters.items() if each.choices is not None])
        else:
            kind = _kind(route) if part == "id" else {"deputy": "seat"}.get(part, part)
            may.append(list(world.there.get(kind, [])) or [UUID(int=9)])
    for chosen in product(*may):
        yield reverse(name, kwargs=dict(zip(asked, chosen, strict=True)))


def _parts(route: str) -> list[str]:
    return [f"<{part.partition('>')[0]}>" for part in route.split("<")[1:]]


def _kind(route: str) -> str:
    before = route.partition("<uuid:id>")[0].rstrip("/").split("/")
    return _KINDS[before[-1]]


def forms(page: str, html: bytes) -> Iterator[Form]:
    """Yield the forms on *page*."""
    tree = lxml.html.document_fromstring(html)
    for form in tree.iter("form"):
        fields = []
        for each in form.iter("input", "textarea", "select", "button"):
            if not (name := each.get("name")):
                continue
            choices: tuple[str, ...] = ()
            value = each.get("value") or ""
            if each.tag == "select":
                choices = tuple(option.get("value") or "" for option in each.iter("option"))
                value = next((choice for choice in choices if choice), "")
            elif each.tag == "textarea":
                value = each.text or ""
            kind = each.get("type") or ("text" if each.tag == "input" else each.tag)
            fields.append((name, kind, value, choices))
        yield Form(page, form.get("action") or page, (form.get("method") or "get").lower(), tuple(fields))
