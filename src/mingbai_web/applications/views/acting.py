"""A page that acts: fill in, see what it will change, confirm. Without a script these are two postings of one form."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mingbai.errors import MingbaiError
from mingbai.text.words import Words
from mingbai_web.applications import queries
from mingbai_web.applications.forms import ActForm
from mingbai_web.applications.queries import NotSeen, Sheet
from mingbai_web.ledger.services import Overtaken
from mingbai_web.look.parts import Confirmation
from mingbai_web.look.templatetags.look import said

__all__ = ["act_page", "said_of", "seeing"]


def act_page(
    request: HttpRequest,
    *,
    form: ActForm,
    title: Any,
    perform: Callable[[ActForm], str],
    preview: Callable[[ActForm], Confirmation] | None = None,
    done: str = "",
    head: str = "",
    template: str = "applications/act.html",
    extra: dict[str, Any] | None = None,
    **context: Any,
) -> HttpResponse:
    """Show *form*; once it is filled in show the *preview*; once that is confirmed *perform*, which returns where to go.

    Whatever refuses the act is said at the top of the form, with all that was typed kept. Who was overtaken gets the newest
    *head* to decide on, not a silent second try. *extra* is what the preview may add to while it is made.
    """
    confirmation = None
    # 返回修改 shows the form again, filled in as it was.
    if request.method == "POST" and form.is_valid() and "change" not in request.POST:
        try:
            if preview is not None and "confirm" not in request.POST:
                confirmation = preview(form)
                if form.errors:
                    confirmation = None
            else:
                where = perform(form)
                messages.success(request, done or _("已办理。"))
                return redirect(where)
        except Overtaken as error:
            form.add_error(None, said_of(error))
            form.data = {**form.data.dict(), "seen": head}  # type: ignore[attr-defined]
        except MingbaiError as error:
            form.add_error(None, said_of(error))
    given = {
        "form": form,
        "title": title,
        "confirmation": confirmation,
        "previews": preview is not None,
        **context,
        **(extra or {}),
    }
    if "live" in request.POST:  # while it is still being filled in: nothing is said of what is missing
        return _in_place(request, given) if confirmation is not None else HttpResponse(status=204)
    if confirmation is not None and getattr(request, "htmx", False):
        return _in_place(request, given)
    return render(request, template, given, status=422 if form.errors else 200)


def _in_place(request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    """Return the consequence alone, to stand below the form that is still there."""
    response = render(request, "applications/consequence.html", given)
    response["HX-Retarget"] = "#consequence"
    response["HX-Reswap"] = "innerHTML"
    return response


def said_of(error: MingbaiError) -> str:
    """Return the line of *error* in the reader's language."""
    return str(said(Words(error.zh, error.en)))


def seeing(
    request: HttpRequest, id: UUID, today: date, effective: date | None = None, known: date | None = None
) -> Sheet:
    """Return the case as the seat sees it; what it may not see is not found."""
    try:
        viewer = request.viewer  # type: ignore[attr-defined]
        return queries.sheet(application=id, viewer=viewer, today=today, effective=effective, known=known)
    except NotSeen:
        raise Http404 from None
