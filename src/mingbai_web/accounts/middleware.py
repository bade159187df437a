"""Puts the viewer on every request of the office: who is signed in, in the seat that was chosen; ends what has gone stale."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingbai_web.accounts import passwords, queries, sign_in
from mingbai_web.accounts.models import Person
from mingbai_web.accounts.seats import ADMINISTRATORS
from mingbai_web.accounts.viewer import Viewer

__all__ = ["SeatMiddleware"]


class SeatMiddleware:
    """Sets `request.viewer`: None outside the office, before signing in, before a seat is chosen, with a stale password."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = None  # type: ignore[attr-defined]
        if request.path.startswith("/office/"):
            request.viewer = _viewer(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def _viewer(request: HttpRequest) -> Viewer | None:
    person, now = request.user, timezone.now()
    if not isinstance(person, Person):
        return None
    if not sign_in.valid(request, person):
        _end(request, "elsewhere", _("这个账号已在别处登录，或者已被停用：本次登录已经结束"))
        return None
    viewer = _seated(request, person)
    minutes = _minutes(viewer)
    if not sign_in.seen(request, now, timedelta(minutes=minutes)):
        _end(request, "idle", _("%(minutes)s 分钟没有操作，已经退出：请重新登录") % {"minutes": minutes})
        return None
    return None if passwords.is_stale(person, now) else viewer


def _seated(request: HttpRequest, person: Person) -> Viewer | None:
    chosen = request.session.get(sign_in.SEAT)
    if chosen is None:
        return None
    try:
        return queries.viewer_of(person, UUID(chosen), timezone.localdate())
    except queries.NotYourSeat:
        del request.session[sign_in.SEAT]
        return None


def _minutes(viewer: Viewer | None) -> int:
    if viewer is not None and viewer.role in ADMINISTRATORS:
        return int(settings.MINGBAI_IDLE_MINUTES_ADMINISTRATORS)
    return int(settings.MINGBAI_IDLE_MINUTES)


def _end(request: HttpRequest, event: str, says: str) -> None:
    sign_in.sign_out(request, event=event, now=timezone.now())
    messages.warning(request, says)
