"""What a reader chooses about how pages look, and the living page of components."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from mingbai_web.look.acting import act_page
from mingbai_web.look.context import THEME_COOKIE, THEMES
from mingbai_web.look.specimens import SpecimenAct, confirmation, specimens

__all__ = ["components", "language", "theme"]

YEAR = 365 * 24 * 3600


@csrf_exempt  # a preference of the reader's alone; so public pages need no session cookie for it
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Keep the language that was chosen in a cookie and go back."""
    response = _back(request)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, chosen)
    return response


@csrf_exempt
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the theme that was chosen in a cookie and go back; anything else than a theme follows the system again."""
    response = _back(request)
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        _keep(response, THEME_COOKIE, chosen)
    else:
        response.delete_cookie(THEME_COOKIE, samesite="Lax")
    return response


def components(request: HttpRequest, shell: str = "public") -> HttpResponse:
    """Show every component in the frame of the public pages or of the office; the act on the page can be tried."""
    frame = "look/office.html" if shell == "office" else "look/public.html"
    if request.method == "POST":
        return act_page(
            request,
            form=SpecimenAct(request.POST, auto_id="act_%s"),
            title=_("延长答复期限"),
            preview=lambda filled: confirmation(),
            perform=lambda filled: request.path,
            done=_("已延期。（这里只是样子，什么都没有改变。）"),
            frame=frame,
        )
    return render(request, "look/components.html", {"frame": frame, "shell": shell, **specimens(request)})


def _back(request: HttpRequest) -> HttpResponseRedirect:
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(asked if safe else "/")


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=YEAR, secure=settings.LANGUAGE_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
