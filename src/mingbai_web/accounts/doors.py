"""What stands before a view of the office: somebody signed in, in a seat, who may do what the view does."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from mingbai_web.accounts import passwords
from mingbai_web.accounts.models import Person
from mingbai_web.accounts.permissions import permissions, require

__all__ = ["permitted", "seated", "signed_in", "to_sign_in"]

View = Callable[..., HttpResponse]


def seated(view: View) -> View:
    """Let only somebody in a seat in; others sign in or choose a seat first, and come back.

    For a class, `method_decorator(seated, name="dispatch")`.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.viewer is None:  # type: ignore[attr-defined]
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    return wrapped


def permitted(key: str) -> Callable[[View], View]:
    """Let only a seat in that may do *key*; others are told whose it is (`Forbidden`)."""
    permissions()[key]  # a key that there is not is a fault of ours, seen when the module is read

    def wrapping(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            require(request.viewer, key)  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        return seated(wrapped)

    return wrapping


def signed_in(view: View) -> View:
    """Let in whoever is signed in, in a seat or not: to choose one, to change the password."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not isinstance(request.user, Person):
            return to_sign_in(request)
        return view(request, *args, **kwargs)

    return wrapped


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Return the way to the step that is missing: signing in, or choosing a seat."""
    if not isinstance(request.user, Person):
        step = "accounts:sign_in"
    elif passwords.is_stale(request.user, timezone.now()):
        step = "accounts:password"
    else:
        step = "accounts:seat"
    address = reverse(step)
    if request.method == "GET":
        address += "?" + urlencode({"next": request.get_full_path()})
    if request.headers.get(
        "HX-Request"
    ):  # a piece of a page cannot show the sign-in page: the whole page goes there
        return HttpResponse(status=204, headers={"HX-Redirect": reverse(step)})
    return redirect(address)
