"""Following an application: number and code are shown once, then a short-lived signed cookie opens the page.

The page can be reloaded and gone back to for half an hour; its address says nothing, so a bookmark leads to the form.
"""

import base64
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from urllib.parse import quote
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingbai.remedies import NO_REPLY, remedy
from mingbai.text.words import Words
from mingbai_web.intake import bodies, codes, keys, limits
from mingbai_web.intake.addresses import address_of
from mingbai_web.intake.guarded import guarded
from mingbai_web.look import errors
from mingbai_web.look.parts import Fact, Moment
from mingbai_web.parties.ciphers import INTERNATIONAL, Key, Unopened
from mingbai_web.rules.queries import days_to
from mingbai_web.rules.queries import settings as rules
from mingbai_web.tracking import attempts, letters, queries
from mingbai_web.tracking.following import Following, LastDay, Step, last_days
from mingbai_web.tracking.forms import Ask

__all__ = ["ask", "enclosure", "leave", "letter", "progress"]

COOKIE = "mingbai_follow"
LIVES = timedelta(minutes=30)
_SALT = "mingbai_web.tracking"
_MAKING = timedelta(days=3)


@never_cache
@guarded(64 * 1024)
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for number and code; one answer for whatever is wrong with them."""
    if request.method == "GET":
        return render(request, "tracking/ask.html", {"form": Ask()})
    form = Ask(request.POST)
    if form.is_valid():
        now = timezone.now()
        who = limits.visitor(address_of(request), timezone.localdate(now))
        number = codes.read_number(form.cleaned_data["number"])
        try:
            attempts.admit(number, who, now)
        except attempts.TooManyTries as error:
            return errors.too_many(request, int(error.wait.total_seconds()) + 1)
        code = codes.read_code(form.cleaned_data["code"])
        if queries.proved(number, code):
            response = redirect("tracking:progress")
            proof = queries.proof(number) or ""
            response.set_cookie(
                COOKIE,
                signing.dumps([number, proof[:16], _sealed(number, code)], salt=_SALT),
                max_age=LIVES,
                path="/follow/",
                secure=settings.HTTPS,
                httponly=True,
                samesite="Strict",
            )
            return response
        attempts.failed(number, who, now)
        form.add_error(None, _("编号或者查询码不对：请对照凭证，逐个字符核对。"))
    return render(request, "tracking/ask.html", {"form": form}, status=400)


@never_cache
@require_GET
def progress(request: HttpRequest) -> HttpResponse:
    """Show how far the application is, every public act with its day and article, and what comes next."""
    number, code = _proved(request)
    found = queries.shown(number) if number else None
    if found is None:
        return redirect("tracking:ask")
    today, there, files = timezone.localdate(), letters.there(number), letters.enclosed(number, code)
    told = {
        "found": found,
        "body": bodies.name(found.body, today),
        "guide": bodies.guide(found.body, today),
        "cases": [
            (
                case,
                _moments(case, found.submitted_at),
                _letters(case, there, files, today),
                _last_days(case.remedies),
                _last_days(_silence(case, today)),
                days_to(case.due, today, rules().calendar) if case.due is not None else None,
            )
            for case in found.cases
        ],
        "submitted": [
            Moment(_("网上提交"), found.submitted_at),
            Moment(_("机关与您确认收到申请"), None, state="next"),
        ],
        "today": today,
        "minutes": int(LIVES.total_seconds() // 60),
    }
    return render(request, "tracking/progress.html", told)


@never_cache
@require_GET
def letter(request: HttpRequest, file: UUID) -> HttpResponse:
    """Give a letter of the application that the code was proved for."""
    number, code = _proved(request)
    if not number:
        return redirect("tracking:ask")
    name = queries.has_letter(number, file)
    if name is None:
        raise Http404
    content, type = letters.content(file, number, code)
    return _saved(content, type, "letter.pdf", name)


@never_cache
@require_GET
def enclosure(request: HttpRequest, file: UUID, ordinal: int) -> HttpResponse:
    """Give what a letter of the application encloses at a place."""
    number, code = _proved(request)
    if not number:
        return redirect("tracking:ask")
    if queries.has_letter(number, file) is None:
        raise Http404
    content, type, name = letters.enclosure(file, ordinal, number, code)
    return _saved(content, type.media, f"enclosure-{ordinal}{type.suffix}", name)


def _saved(content: bytes, type: str, plain: str, name: str) -> HttpResponse:
    """Return a file to be saved as *name*, as *plain* by a browser that knows ASCII alone; run and guessed at by none."""
    response = HttpResponse(content, content_type=type)
    response["Content-Disposition"] = f"attachment; filename={plain}; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@guarded(64 * 1024)
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Forget on this device what was looked up."""
    response = redirect("tracking:ask")
    response.delete_cookie(COOKIE, path="/follow/", samesite="Strict")
    return response


def _proved(request: HttpRequest) -> tuple[str, str]:
    """Return number and code that the cookie was given for, empty where it is not ours, too old, or the code is another now."""
    try:
        number, proof, sealed = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=LIVES)
        code = _cookie_key().open(base64.b64decode(sealed), number).decode()
    except (signing.BadSignature, ValueError, TypeError, AttributeError, Unopened):
        return "", ""
    stored = queries.proof(number)
    return (number, code) if stored is not None and stored[:16] == proof else ("", "")


def _sealed(number: str, code: str) -> str:
    """Return the code as it stands in the cookie: who finds the cookie on a shared machine reads nothing in it."""
    return base64.b64encode(_cookie_key().seal(code.encode(), number)).decode()


def _cookie_key() -> Key:
    return Key(INTERNATIONAL, keys.key("follow-cookie"))


def _letters(
    case: Following, there: frozenset[UUID], files: Mapping[UUID, tuple[letters.Enclosed, ...]], today: date
) -> list[tuple[Step, str, tuple[letters.Enclosed, ...]]]:
    """Return the letters with how each stands: here, being made (it went out lately), or to be had from the body; and what it encloses."""
    return [
        (
            step,
            "here" if step.letter in there else "made" if today - step.day <= _MAKING else "body",
            files.get(step.letter, ()) if step.letter in there else (),
        )
        for step in case.steps
        if step.letter
    ]


def _moments(case: Following, submitted_at: datetime | None) -> list[Moment]:
    """Return what happened since it was submitted online, where it was, and what comes next."""
    told = [Moment(_("网上提交"), submitted_at)] if submitted_at is not None else []
    told += [Moment(step.words, step.day, note=step.note, ground=step.ground) for step in case.steps]
    if case.next is not None:
        told.append(Moment(case.next.words, case.next.by, state="next"))
    return told


def _silence(case: Following, today: date) -> tuple[LastDay, ...]:
    """Return the last days of remedies against silence, where the period is over and no reply was given."""
    if case.ended or case.due is None or today <= case.due:
        return ()
    now = rules()
    return last_days(remedy(case.due, NO_REPLY, law=now.law, calendar=now.calendar))


def _last_days(days: tuple[LastDay, ...]) -> list[Fact]:
    provisional = Words("（暂定）", " (provisional)")
    return [
        Fact(
            each.words if each.firm else Words(*map(str.__add__, each.words, provisional)),
            each.by,
            note=each.ground,
        )
        for each in days
    ]
