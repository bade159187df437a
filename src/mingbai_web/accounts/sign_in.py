"""Signing in, step by step: the password, the second factor, the one session that is then valid; and how it ends.

Nobody is signed in between the steps: what stands in the session there is only who has shown a password, and when. Whoever
asks gets the same answer, after the same time, whether there is such a person or not.
"""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from axes.handlers.proxy import AxesProxyHandler
from django.conf import settings
from django.contrib import auth
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from mingbai.errors import MingbaiError
from mingbai_web.accounts import passwords, persons, second_factor
from mingbai_web.accounts.models import Person, SignIn

__all__ = [
    "Locked",
    "TooMany",
    "Wrong",
    "address_of",
    "complete",
    "failed",
    "go_on",
    "may_try",
    "onward",
    "password_shown",
    "second_shown",
    "seen",
    "shown_password",
    "sign_out",
    "take_seat",
    "valid",
]

PENDING, TOKEN, SEEN, SEAT = "accounts.pending", "accounts.token", "accounts.seen", "accounts.seat"
_BACKEND = "django.contrib.auth.backends.ModelBackend"
_STEP = timedelta(minutes=5)
_WINDOW = timedelta(minutes=10)
_MINUTE = timedelta(minutes=1)


class Wrong(MingbaiError):
    """Username and password do not belong together, or the code is not right."""


class Locked(MingbaiError):
    """The username failed too often; whether there is such a person is not said."""


class TooMany(MingbaiError):
    """Too many failures came from one address."""


def address_of(request: HttpRequest) -> str:
    """Return the address that asks, behind as many reverse proxies as the setting says; what a client adds itself is not believed."""
    proxies = settings.MINGBAI_PROXIES
    forwarded = [
        each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",") if each.strip()
    ]
    if proxies and len(forwarded) >= proxies:
        return forwarded[-proxies][:45]
    return str(request.META.get("REMOTE_ADDR", ""))[:45]


def password_shown(request: HttpRequest, *, username: str, password: str, now: datetime) -> Person:
    """Note that the password was shown, and return whose it is; nobody is signed in yet.

    Raises `TooMany`, `Locked` or `Wrong`.
    """
    address, username = address_of(request), persons.folded(username)[:150]
    _hold_rate(address, now)
    person = auth.authenticate(request, username=username, password=password[: passwords.LONGEST + 1])
    if not isinstance(person, Person):
        known = Person.objects.filter(username=username).exists()
        if getattr(request, "axes_locked_out", False) or _is_locked(request, username):
            _log("locked", username if known else "", address, now)
            raise _locked()
        _log("wrong", username if known else "", address, now)
        raise Wrong("用户名或密码不对", "the username or the password is not right")
    request.session.flush()  # whatever was in it, and its name, was there before the password
    request.session[PENDING] = [str(person.pk), now.isoformat()]
    return person


def shown_password(request: HttpRequest, now: datetime) -> Person | None:
    """Return who has shown a password within the last minutes and is to show the second factor."""
    match request.session.get(PENDING):
        case [str(id), str(at)] if now - datetime.fromisoformat(at) <= _STEP:
            return Person.objects.filter(pk=UUID(id), is_active=True).first()
    return None


def second_shown(request: HttpRequest, person: Person, token: str, *, now: datetime) -> None:
    """Take the code of the moment, or a recovery code. Raises `Wrong`, or `Locked` after too many: they count with the passwords."""
    may_try(request, person, now=now)
    proof = second_factor.proves(person, token, now=now)
    if not proof:
        failed(request, person, "second_wrong", now=now)
        raise Wrong(
            "动态口令不对，或者已经用过：请等下一个",
            "the code is not right, or was used: wait for the next one",
        )
    if proof == second_factor.RECOVERY:
        _log("recovery", person.username, address_of(request), now)


def may_try(request: HttpRequest, person: Person, *, now: datetime) -> None:
    """Raise `TooMany` or `Locked` when neither this address nor this username may try anything more for now."""
    address = address_of(request)
    _hold_rate(address, now)
    if _is_locked(request, person.username):
        _log("locked", person.username, address, now)
        raise _locked()


def failed(request: HttpRequest, person: Person, event: str, *, now: datetime) -> None:
    """Count a failure against the username as a wrong password counts. Raises `Locked`, and ends the session, at the last."""
    credentials = {"username": person.username}
    user_login_failed.send(sender=__name__, credentials=credentials, request=request)
    _log(event, person.username, address_of(request), now)
    if _is_locked(request, person.username):
        auth.logout(request)
        raise _locked()


def complete(request: HttpRequest, person: Person, *, now: datetime) -> None:
    """Sign *person* in: this session is valid from now on, and no other of the same person."""
    request.session.pop(PENDING, None)
    auth.login(request, person, backend=_BACKEND)
    _make_valid(request, person, now)
    _log("in", person.username, address_of(request), now)


def go_on(request: HttpRequest, person: Person, *, now: datetime) -> None:
    """Keep this session, and no other, after the person changed the password."""
    person.refresh_from_db()
    auth.update_session_auth_hash(request, person)
    _make_valid(request, person, now)


def valid(request: HttpRequest, person: Person) -> bool:
    """Return whether this session is the one that is valid for *person*."""
    token = request.session.get(TOKEN, "")
    return bool(person.sign_in) and secrets.compare_digest(token, person.sign_in)


def seen(request: HttpRequest, now: datetime, idle: timedelta) -> bool:
    """Note that something was asked for; return False when the last time is longer ago than *idle*.

    It is noted once a minute, so that reading does not write: nobody stays longer than *idle* for it.
    """
    last = datetime.fromisoformat(request.session[SEEN])
    if now - last > idle:
        return False
    if now - last >= _MINUTE:
        request.session[SEEN] = now.isoformat()
    return True


def take_seat(request: HttpRequest, seat: UUID) -> None:
    """Keep the seat that was chosen for this session."""
    request.session[SEAT] = str(seat)


def sign_out(request: HttpRequest, *, event: str, now: datetime) -> None:
    """End the session; what is left of it in the browser opens nothing."""
    person = request.user
    if isinstance(person, Person):
        _log(event, person.username, address_of(request), now)
        if event != "elsewhere":
            Person.objects.filter(pk=person.pk, sign_in=request.session.get(TOKEN, "")).update(sign_in="")
    auth.logout(request)


def onward(request: HttpRequest, wanted: str) -> str:
    """Return *wanted* when it is a page of this office to go on to, nothing otherwise."""
    if wanted.startswith("/office/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return ""


def _make_valid(request: HttpRequest, person: Person, now: datetime) -> None:
    person.sign_in = secrets.token_urlsafe(32)
    person.save(update_fields=["sign_in"])
    request.session[TOKEN] = person.sign_in
    request.session[SEEN] = now.isoformat()


def _hold_rate(address: str, now: datetime) -> None:
    failed = SignIn.objects.filter(
        address=address, at__gt=now - _WINDOW, event__in=["wrong", "second_wrong", "locked"]
    )
    if failed.count() >= settings.MINGBAI_SIGN_IN_RATE:
        raise TooMany(
            "这台电脑所在的网络登录失败太多：请过十分钟再试",
            "too many failures came from this network: try again in ten minutes",
        )


def _is_locked(request: HttpRequest, username: str) -> bool:
    return not AxesProxyHandler.is_allowed(request, {"username": username})


def _locked() -> Locked:
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return Locked(
        f"失败次数太多，这个用户名已锁定：请 {minutes} 分钟后再试，或者请安全管理员解除",
        f"too many failures: this username is locked for {minutes} minutes, or until the security administrator frees it",
    )


def _log(event: str, username: str, address: str, now: datetime) -> None:
    SignIn.objects.create(at=now, person=username[:40], address=address, event=event)
