"""A page that acts: fill in, see what it will change, confirm. Two postings of one form; where htmx runs, one page.

    return act_page(request, form=form, title=..., preview=lambda form: Confirmation(...), perform=does, back=..., head=...)

*perform* calls the service and returns where to go. A form with a file acts at once (`files=True`), since no browser sends a
file twice: what it changes is said above it, as *consequence*.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mingbai.errors import MingbaiError
from mingbai.screening import markings
from mingbai.text.words import Words
from mingbai_web.look.parts import Confirmation, Moment
from mingbai_web.look.templatetags.look import said

__all__ = ["ActForm", "act_page", "declare_names", "said_of"]

_HIDDEN = ("seen", "key")
_OVERTAKEN = 409  # the status of an error that says: somebody else's act came first


class ActForm(forms.Form):
    """`seen` is the head that the act is decided on, `key` makes a second posting the same act."""

    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    key = forms.RegexField(r"[0-9a-f]{32}", widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, files: Any = None, *, seen: str = "", initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, files)
        self.initial = {"seen": seen, "key": uuid4().hex, **(initial or {})}

    def full_clean(self) -> None:
        """Refuse what bears a marking of secrecy, at its field: it would be refused when entered, and less clearly."""
        super().full_clean()
        for name, value in [*getattr(self, "cleaned_data", {}).items()]:
            try:
                markings.hold(*([value] if isinstance(value, str) else _texts(value)))
            except MingbaiError as error:
                self.add_error(name, said_of(error))

    @property
    def given(self) -> dict[str, Any]:
        """Return what was filled in, without the two hidden fields."""
        return {name: value for name, value in self.cleaned_data.items() if name not in _HIDDEN}

    def facts(self, names: Iterable[str]) -> dict[str, object]:
        """Return what was given of *names*; what was left empty is not among it."""
        given = {name: self.cleaned_data.get(name) for name in names}
        return {name: fact for name, fact in given.items() if fact not in (None, "", ())}


def act_page(
    request: HttpRequest,
    *,
    form: forms.Form,
    title: Any,
    perform: Callable[[Any], str | HttpResponse],
    preview: Callable[[Any], Confirmation] | None = None,
    done: str = "",
    head: str = "",
    back: str = "",
    template: str = "look/act.html",
    unless: Callable[[str], None] | None = None,
    **context: Any,
) -> HttpResponse:
    """Show *form*; filled in, show the *preview*; confirmed, *perform*, which returns where to go or a page of its own.

    Whatever refuses the act is said at the top of the form, with all that was typed kept. Who was overtaken is shown what
    was done meanwhile and gets the newest *head* to decide on, not a silent second try. A template named `beside` is shown with the preview; what the preview
    puts into a mapping given as `extra` is there for it. With `live=True` the preview follows what is being filled in.
    *unless* raises for who is overtaken already when the preview is to be shown; it is given the head that was seen.
    """
    extra = context.pop("extra", {})
    confirmation = None
    since: list[Moment] = []
    if request.method == "POST" and "change" not in request.POST and form.is_valid():
        try:
            if preview is None or "confirm" in request.POST:
                where = perform(form)
                if isinstance(where, HttpResponse):
                    return where
                messages.success(request, done or _("已办理：%(what)s。") % {"what": _told(title)})
                return redirect(where)
            if unless is not None:
                unless(form.cleaned_data["seen"])
            confirmation = preview(form)
        except MingbaiError as error:
            form.add_error(None, said_of(error))
            form.refused = "refused"  # type: ignore[attr-defined]  # nothing that was filled in is wrong
            if getattr(error, "status", None) == _OVERTAKEN:
                form.refused = "overtaken"  # type: ignore[attr-defined]
                form.data = form.data.copy()  # type: ignore[attr-defined]
                form.data["seen"] = getattr(error, "head", "") or head  # type: ignore[index]
                since = _moments(getattr(error, "since", ()))
    if form.errors:
        confirmation = None
    told = {"frame": "look/office.html", "form": form, "title": title, "confirmation": confirmation, "back": back,
            "previews": preview is not None, "since": since, **context, **extra}  # fmt: skip
    if (
        "live" in request.POST and confirmation is None
    ):  # still being filled in: nothing is said of what is missing
        return HttpResponse(status=204)
    if confirmation is not None and getattr(request, "htmx", False):
        response = render(request, "look/parts/consequence.html", {**told, "in_place": True})
        response["HX-Retarget"] = "#consequence"
        response["HX-Reswap"] = "innerHTML"
        return response
    return render(request, template, told, status=422 if form.is_bound and form.errors else 200)


def declare_names(of: Callable[[set[str]], Mapping[str, str]]) -> None:
    """Declare by what the names of persons are found from what acts say of who entered them."""
    _NAMES[:] = [of]


_NAMES: list[Callable[[set[str]], Mapping[str, str]]] = []


def _moments(entries: Sequence[Any]) -> list[Moment]:
    """Return the acts that came first, as a timeline shows them: what, when, by whom."""
    names = _NAMES[0]({each.person for each in entries}) if _NAMES and entries else {}
    return [Moment(each.words, each.recorded_at, who=names.get(each.person, each.person)) for each in entries]


def _told(title: Any) -> str:
    """Return what was done, as its page is called."""
    return str(said(title)) if isinstance(title, Words) else str(title)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, (tuple, list)) else ()


def said_of(error: MingbaiError) -> str:
    """Return the line of *error* in the reader's language."""
    return str(said(Words(error.zh, error.en)))
