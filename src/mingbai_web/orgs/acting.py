"""A page of settings that acts: fill in, see what it will change, confirm. Without a script these are two postings of one form.

The apps of settings stand below those that know who signs in, so the door asks the viewer that the request carries.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mingbai.errors import MingbaiError
from mingbai.text.words import Words
from mingbai_web.ledger.services import Overtaken
from mingbai_web.look.parts import Confirmation
from mingbai_web.look.templatetags.look import said

__all__ = ["ActForm", "act_page", "door", "said_of"]

View = Callable[..., HttpResponse]


class ActForm(forms.Form):
    """`seen` is the head that the act is decided on, `key` makes a second posting the same act."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    key = forms.RegexField(r"[0-9a-f]{32}", widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, seen: str = "", initial: dict[str, Any] | None = None) -> None:
        super().__init__(data)
        self.initial = {"seen": seen, "key": uuid4().hex, **(initial or {})}

    @property
    def given(self) -> dict[str, Any]:
        """Return what was filled in, without the two hidden fields."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("seen", "key")}


def door(key: str) -> Callable[[View], View]:
    """Let only a seat in that may do *key*; who is in no seat signs in first."""

    def wrapping(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            viewer = getattr(request, "viewer", None)
            if viewer is None:
                return redirect_to_login(request.get_full_path(), str(settings.LOGIN_URL))
            viewer.require(key)
            return view(request, *args, **kwargs)

        return wrapped

    return wrapping


def act_page(
    request: HttpRequest,
    *,
    form: ActForm,
    title: Words,
    perform: Callable[[ActForm], str],
    preview: Callable[[ActForm], Confirmation],
    back: str,
    head: str = "",
    template: str = "orgs/act.html",
    **context: Any,
) -> HttpResponse:
    """Show *form*; filled in, show the *preview*; confirmed, *perform*, which returns where to go.

    Whatever refuses the act is said at the top of the form, with all that was typed kept; who was overtaken decides anew on
    the newest *head*.
    """
    confirmation = None
    if request.method == "POST" and "change" not in request.POST and form.is_valid():
        try:
            if "confirm" in request.POST:
                where = perform(form)
                messages.success(request, _("已登记。"))
                return redirect(where)
            confirmation = preview(form)
        except Overtaken as error:
            form.add_error(None, said_of(error))
            form.data = {**form.data.dict(), "seen": head}  # type: ignore[attr-defined]
        except MingbaiError as error:
            form.add_error(None, said_of(error))
    told = {"form": form, "title": title, "confirmation": confirmation, "back": back, **context}
    return render(request, template, told, status=422 if form.errors else 200)


def said_of(error: MingbaiError) -> str:
    """Return the line of *error* in the reader's language."""
    return str(said(Words(error.zh, error.en)))
