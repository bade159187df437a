"""Signing in and out, the second factor, the choice of a seat, the password: what one does before the work begins."""

from base64 import b32encode
from urllib.parse import urlencode

import segno
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from mingbai.errors import MingbaiError
from mingbai_web.accounts import forms, passwords, persons, queries, second_factor, sign_in
from mingbai_web.accounts.doors import signed_in, to_sign_in
from mingbai_web.accounts.models import Person
from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.seats import ADMINISTRATORS
from mingbai_web.accounts.wording import language

__all__ = ["enter", "leave", "new_second", "password", "seat", "second"]


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for username and password."""
    if isinstance(request.user, Person):
        viewer = request.viewer  # type: ignore[attr-defined]
        return redirect(_next(request) or _home(viewer.role)) if viewer else _onward(request)
    form = forms.SignInForm(request.POST or None)
    status = 200
    if form.is_valid():
        now = timezone.now()
        try:
            person = sign_in.password_shown(request, **form.cleaned_data, now=now)
        except (sign_in.Wrong, sign_in.Locked, sign_in.TooMany) as refusal:
            status = _said(form, refusal)
        else:
            if second_factor.has(person):
                return redirect(_with_next(request, "accounts:second"))
            if second_factor.needed(person, timezone.localdate()):
                return redirect(_with_next(request, "accounts:new_second"))
            sign_in.complete(request, person, now=now)
            return _onward(request)
    return render(request, "accounts/sign_in.html", {"form": form, "next": _next(request)}, status=status)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def second(request: HttpRequest) -> HttpResponse:
    """Ask for the code of the moment."""
    now = timezone.now()
    person = sign_in.shown_password(request, now)
    if person is None:
        return to_sign_in(request)
    form = forms.Code(request.POST or None)
    status = 200
    if form.is_valid():
        try:
            sign_in.second_shown(request, person, form.cleaned_data["code"], now=now)
        except (sign_in.Wrong, sign_in.Locked, sign_in.TooMany) as refusal:
            status = _said(form, refusal)
        else:
            sign_in.complete(request, person, now=now)
            return _onward(request)
    return render(request, "accounts/second.html", {"form": form, "next": _next(request)}, status=status)


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def new_second(request: HttpRequest) -> HttpResponse:
    """Set a second factor up: before signing in where it is compulsory, later by whoever wants one."""
    now = timezone.now()
    person = request.user if isinstance(request.user, Person) else sign_in.shown_password(request, now)
    if person is None:
        return to_sign_in(request)
    if second_factor.has(person):
        return redirect("accounts:seat" if person is request.user else "accounts:second")
    telephone = second_factor.offered(person)
    form = forms.Code(request.POST or None)
    if form.is_valid():
        codes = second_factor.confirm(person, form.cleaned_data["code"], now=now, today=timezone.localdate())
        if codes:
            if person is not request.user:
                sign_in.complete(request, person, now=now)
            return render(request, "accounts/codes.html", {"codes": codes, "next": _next(request)})
        form.add_error("code", _("口令不对：请核对手机时间是否准确，再输入新的一组数字"))
    told = {
        "form": form,
        "next": _next(request),
        "picture": _picture(second_factor.address(telephone)),
        "key": _key(second_factor.key_of(telephone)),
    }
    return render(request, "accounts/new_second.html", told)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out."""
    sign_in.sign_out(request, event="out", now=timezone.now())
    messages.success(request, _("已经退出"))
    return redirect("accounts:sign_in")


@never_cache
@signed_in
@require_http_methods(["GET", "POST"])
def seat(request: HttpRequest) -> HttpResponse:
    """Let the person choose among the seats of today; one with a single seat is in it at once."""
    person, today = request.user, timezone.localdate()
    if passwords.is_stale(person, timezone.now()):  # type: ignore[arg-type]
        return redirect(_with_next(request, "accounts:password"))
    choices = queries.seats_of(person.get_username(), today)
    wanted = request.POST.get("seat", "")
    if len(choices) == 1 and request.viewer is None:  # type: ignore[attr-defined]
        wanted = str(choices[0].seat.id)
    for choice in choices:
        if str(choice.seat.id) == wanted:
            sign_in.take_seat(request, choice.seat.id)
            return redirect(_next(request) or _home(choice.seat.role))
    told = {
        "choices": choices,
        "next": _next(request),
        "chosen": getattr(request.viewer, "deputy_for", None) or getattr(request.viewer, "seat", None),  # type: ignore[attr-defined]
        "has_second": second_factor.has(person),  # type: ignore[arg-type]
    }
    return render(request, "accounts/seat.html", told)


@sensitive_post_parameters()
@never_cache
@signed_in
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Let the person change the password; whoever has to, before anything else."""
    person, now = request.user, timezone.now()
    stale = passwords.is_stale(person, now)  # type: ignore[arg-type]
    form = forms.ChangePassword(request.POST or None)
    status = 200
    if form.is_valid():
        given = form.cleaned_data
        try:
            sign_in.may_try(request, person, now=now)  # type: ignore[arg-type]
            persons.change_password(
                person=person,  # type: ignore[arg-type]
                old=given["old"],
                new=given["new"],
                now=now,
                today=timezone.localdate(),
            )
        except persons.WrongPassword as refusal:
            form.add_error("old", refusal.in_(language()))
            try:
                sign_in.failed(request, person, "wrong", now=now)  # type: ignore[arg-type]
            except sign_in.Locked as locked:
                messages.error(request, locked.in_(language()))
                return redirect("accounts:sign_in")
        except passwords.BadPassword as refusal:
            form.add_error("new", refusal.in_(language()))
        except (sign_in.Locked, sign_in.TooMany) as refusal:
            status = _said(form, refusal)
        else:
            sign_in.go_on(request, person, now=now)  # type: ignore[arg-type]
            messages.success(request, _("密码已经修改；在别处的登录都已结束"))
            return redirect(_with_next(request, "accounts:seat"))
    told = {"form": form, "next": _next(request), "stale": stale, "rules": passwords.rules()}
    return render(request, "accounts/password.html", told, status=status)


def _said(form: Form, refusal: MingbaiError) -> int:
    """Say the refusal above the form; return the status of the answer."""
    form.add_error(None, refusal.in_(language()))
    return 429 if isinstance(refusal, (sign_in.Locked, sign_in.TooMany)) else 200


def _next(request: HttpRequest) -> str:
    return sign_in.onward(request, request.POST.get("next") or request.GET.get("next") or "")


def _with_next(request: HttpRequest, name: str) -> str:
    wanted = _next(request)
    return reverse(name) + ("?" + urlencode({"next": wanted}) if wanted else "")


def _home(role: Role) -> str:
    """Return where a seat begins: the administrators with the settings, everybody else with the work list."""
    return "/office/settings/" if role in ADMINISTRATORS else "/office/"


def _onward(request: HttpRequest) -> HttpResponse:
    return redirect(_with_next(request, "accounts:seat"))


def _picture(address: str) -> SafeString:
    """Return the QR of what the telephone reads; black on white in both themes, or cameras do not see it."""
    made = segno.make(address, micro=False)
    return mark_safe(made.svg_inline(scale=4, border=4, light="#fff", dark="#000", title=_("动态口令二维码")))


def _key(key: bytes) -> str:
    """Return the key as it is typed where no camera is: groups of four."""
    said = b32encode(key).decode()
    return " ".join(said[at : at + 4] for at in range(0, len(said), 4))
