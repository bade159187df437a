"""A page that acts: fill in, see what it will change, confirm. Without a script these are two postings of one form."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mingbai.errors import MingbaiError
from mingbai.text.words import Words
from mingbai_web.ledger.services import Overtaken
from mingbai_web.look.parts import Confirmation
from mingbai_web.look.templatetags.look import said
from mingbai_web.papers.forms import PaperForm

__all__ = ["acting"]


def acting(
    request: HttpRequest,
    *,
    form: PaperForm,
    confirmation: Callable[[PaperForm], Confirmation],
    perform: Callable[[PaperForm], object],
    where: str,
    head: str,
    files: bool,
    context: dict[str, Any],
) -> HttpResponse:
    """Show *form*, then what it will change, then *perform* it and go to *where*.

    A form with a file is confirmed at once, since a browser does not send a file twice; its consequence then stands above
    the form. Whatever refuses the act is said at the top, with all that was typed kept; who was overtaken decides on *head*.
    """
    shown = None
    if request.method == "POST" and form.is_valid():
        try:
            if not files and "confirm" not in request.POST:
                shown = confirmation(form)
            else:
                perform(form)
                messages.success(request, _("已办理。"))
                return redirect(where)
        except Overtaken as error:
            form.add_error(None, _line(error))
            form.data = {**form.data.dict(), "seen": head}  # type: ignore[attr-defined]
        except MingbaiError as error:
            form.add_error(None, _line(error))
    given = {"form": form, "confirmation": shown, "files": files, "back": where, **context}
    return render(request, "papers/act.html", given, status=422 if form.errors else 200)


def _line(error: MingbaiError) -> str:
    return str(said(Words(error.zh, error.en)))
