"""What every answer carries for safety, and which failures become a clear page instead of a stack of code."""

import errno
import logging
from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from mingbai.errors import MingbaiError
from mingbai_web.look import errors

__all__ = ["ClearErrors", "SafeHeaders", "away"]

Answer = Callable[[HttpRequest], HttpResponse]
logger = logging.getLogger("mingbai.look")

_OFF = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "microphone",
    "payment",
    "usb",
)
_AWAY = ("locked", "full", "unable to open", "disk i/o", "readonly", "read-only")
"""What SQLite says when it is the disk that fails; anything else it says is a fault of ours."""


class SafeHeaders:
    """Sends the headers that switch off what no page of ours needs; pages of the office stay in no cache."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", ", ".join(f"{name}=()" for name in _OFF))
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith("/office/"):
            response.headers.setdefault("Cache-Control", "no-store")
        return response


class ClearErrors:
    """Turns a refusal of the platform, and a database or disk that is away, into a page that says what was kept."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the page for *exception*, None where it is a fault of ours that must be seen."""
        if isinstance(exception, MingbaiError):
            return errors.refused(request, exception)
        if away(exception):
            logger.error("the database or the disk is away: %s", type(exception).__name__)
            return errors.unavailable(request)
        return None


def away(exception: BaseException | None) -> bool:
    """Return whether *exception* says that the database or the disk cannot be used, and not that we made a mistake."""
    if isinstance(exception, OSError):
        return exception.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
    if not isinstance(exception, OperationalError | InterfaceError):
        return False
    cause = exception.__cause__
    if isinstance(cause, DatabaseError) or "sqlite" in type(cause).__module__:
        return any(word in str(exception).lower() for word in _AWAY)
    return True
