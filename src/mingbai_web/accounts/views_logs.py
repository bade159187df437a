"""The table of permissions for everybody in a seat, and the two logs for the audit administrator."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingbai_web.accounts import access, permissions
from mingbai_web.accounts.doors import permitted, seated
from mingbai_web.accounts.roles import ROLES

__all__ = ["reads", "sign_ins", "table"]

MOST = 100


@seated
def table(request: HttpRequest) -> HttpResponse:
    """Show who may do what: one row a permission."""
    rows = [
        (each, [words for role, words in ROLES.items() if role in each.roles])
        for each in permissions.permissions().values()
    ]
    return render(request, "accounts/permissions.html", {"rows": rows})


@permitted("settings.ledger")
def reads(request: HttpRequest) -> HttpResponse:
    """Show whose personal data was read without its mask, by whom and why."""
    asked = request.GET
    found = access.reads(
        viewer=request.viewer,  # type: ignore[attr-defined]
        person=asked.get("person", "").strip(),
        party=_uuid(asked.get("party", "")),
        first=_first(asked.get("first", "")),
        most=MOST + 1,
    )
    return render(request, "accounts/reads.html", _page(request, found))


@permitted("settings.ledger")
def sign_ins(request: HttpRequest) -> HttpResponse:
    """Show who signed in or tried to."""
    asked = request.GET
    found = access.attempts(
        viewer=request.viewer,  # type: ignore[attr-defined]
        person=asked.get("person", "").strip(),
        first=_first(asked.get("first", "")),
        most=MOST + 1,
    )
    return render(request, "accounts/sign_ins.html", _page(request, found))


def _page(request: HttpRequest, found: list[Any]) -> dict[str, Any]:
    """Return what a page of a log shows: its rows, and where the older ones are."""
    asked, first = request.GET, _first(request.GET.get("first", ""))
    kept = {name: asked[name] for name in ("person", "party") if asked.get(name)}
    older = urlencode(kept | {"first": first + MOST}) if len(found) > MOST else ""
    return {"rows": found[:MOST], "older": older, "asked": asked, "newest": urlencode(kept), "first": first}


def _first(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0


def _uuid(said: str) -> UUID | None:
    try:
        return UUID(said.strip()) if said.strip() else None
    except ValueError:
        return UUID(int=0)  # what is no id is nobody's
