"""An act is filled in, then shown with what it will change, and only then done: two pages, or one where htmx runs.

if request.method == "POST" and form.is_valid() and not two_steps.back(request):
    if two_steps.confirmed(request):
        ...                                   # the service
        return redirect(...)
    return two_steps.ask(request, form=form, title=..., confirmation=Confirmation(...))
return render(request, "...", {"form": form})
"""

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingbai.text.words import Words
from mingbai_web.look.parts import Confirmation

__all__ = ["ask", "back", "confirmed"]


def confirmed(request: HttpRequest) -> bool:
    """Return whether the person saw what will change and said yes."""
    return request.POST.get("step") == "do"


def back(request: HttpRequest) -> bool:
    """Return whether the person wants to change what was filled in."""
    return request.POST.get("step") == "edit"


def ask(
    request: HttpRequest,
    *,
    form: BaseForm,
    title: Words | str,
    confirmation: Confirmation,
    frame: str = "look/office.html",
) -> HttpResponse:
    """Return the page that says what will change, with what was filled in kept in it.

    A file cannot be kept so: an act that needs one takes it in first and names it here.
    """
    told = {"form": form, "heading": title, "confirmation": confirmation, "frame": frame}
    if getattr(request, "htmx", False):
        response = render(request, "look/parts/confirm_form.html", told)
        response["HX-Retarget"] = "#consequence"
        response["HX-Reswap"] = "innerHTML"
        return response
    return render(request, "look/confirm.html", told)
