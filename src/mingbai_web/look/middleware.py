"""What every answer carries for safety, and which failures become a clear page instead of a stack of code."""

import errno
import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from mingbai.errors import MingbaiError
from mingbai_web.look import errors

__all__ = ["BoundedPosts", "ClearErrors", "SafeHeaders", "away", "drained", "length_of"]

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


class BoundedPosts:
    """Answers an address that no browser of a person asks for, and a post that is too large before anything of it is read, or lands on the disk.

    To look for the form's key is to read the post, with its files: so this stands before the middleware that does. Views
    that are `bounded` hold posts to a size of their own.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], given: Any, named: Any
    ) -> HttpResponse | None:
        """Return the page for what is too large: files come from who sits in a seat, text is bounded for everybody."""
        if "%00" in request.META.get(
            "QUERY_STRING", ""
        ):  # a sign that nobody types, and that PostgreSQL has in no text
            return errors.bad_request(request)
        if getattr(view, "bounded", False):
            return None
        files = getattr(request, "viewer", None) is not None and request.content_type == "multipart/form-data"
        most = _FILES if files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE or _FILES
        if length_of(request) <= most:
            return None
        drained(request)
        return errors.too_large(request, most)


_FILES = 128 * 1024**2
_DRAINED = 32 * 1024**2


def length_of(request: HttpRequest) -> int:
    """Return how many bytes the request says that it brings."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def drained(request: HttpRequest) -> None:
    """Read what is not taken and let it go, within reason: a browser that is cut off while it sends shows no page."""
    left = min(length_of(request), _DRAINED)
    while left > 0 and (piece := request.read(min(left, 64 * 1024))):
        left -= len(piece)


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
