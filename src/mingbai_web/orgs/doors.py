"""Who may enter a page of settings: these apps stand below those that know who signs in, so the door asks the viewer."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

__all__ = ["door"]

View = Callable[..., HttpResponse]


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
