"""The page for what no view could catch: a database that is away already when the session is read is told as such too."""

import sys

from django.http import HttpRequest, HttpResponse

from mingbai_web.look import errors
from mingbai_web.look.middleware import away

__all__ = ["broken"]


def broken(request: HttpRequest) -> HttpResponse:
    """Return the page for the error at hand: that the database or disk is away, or that the fault is ours."""
    return errors.unavailable(request) if away(sys.exc_info()[1]) else errors.broken(request)
