"""The pages on which one applies: one question a page, kept as one goes, looked over before it is sent."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mingbai.errors import MingbaiError
from mingbai_web.intake import bodies, codes, drafts, limits, services, uploads
from mingbai_web.intake.addresses import address_of
from mingbai_web.intake.details import PURPOSES
from mingbai_web.intake.forms import MOST_JOINT, FilePage, joint_rows
from mingbai_web.intake.guarded import guarded
from mingbai_web.intake.sheets import Sheet, after, before, kept_of, sheet
from mingbai_web.intake.wording import TITLES
from mingbai_web.rules.queries import online_receipt
from mingbai_web.search import queries as search

__all__ = ["clear", "files", "page", "privacy", "receipt", "review", "sent", "start"]

COOKIE = "mingbai_draft"
SHOWN_FOR = timedelta(hours=1)
"""How long the device that sent an application may show its query code again."""
_TEXT, _FILES = 2 * 1024**2, 24 * 1024**2


@never_cache
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """Say what is needed, and go on with what was typed before."""
    now = timezone.now()
    draft = _draft(request, now)
    told = {"draft": draft, "lives": drafts.LIVES.days, "body": request.GET.get("body", "")[:40]}
    return render(request, "intake/start.html", told)


@never_cache
@guarded(_TEXT)
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, page: str) -> HttpResponse:
    """Show one page of the application; keep what was typed on it and go on where it is right."""
    if page not in TITLES or page in ("files", "review"):
        raise Http404
    now = timezone.now()
    draft = _draft(request, now)
    if draft is None and _sent(request) is not None:
        return redirect("intake:sent")
    there = _takers(now)
    if request.method == "GET":
        return _page(request, page, sheet(draft, there, asked=False), there)
    try:
        draft = draft or drafts.begin(visitor=_visitor(request, now), now=now)
    except MingbaiError as error:
        return _refused(request, page, _typed(page, request, there), there, error)
    typed = _kept(page, request, there)
    kept = drafts.keep(draft, page=page, typed=typed, now=now)
    filled = sheet(draft if kept else drafts.Draft("", {**draft.pages, page: typed}, draft.files), there)
    onward = _right(page, filled) and not {"add", "search"} & set(request.POST)
    response = redirect(*_next(page, request)) if onward else _page(request, page, filled, there, posted=True)
    return _with_cookie(response, draft)


@never_cache
@guarded(_FILES)
@require_http_methods(["GET", "POST"])
def files(request: HttpRequest) -> HttpResponse:
    """Take files one by one, and give them back."""
    now = timezone.now()
    draft = _draft(request, now)
    if draft is None:
        return redirect("intake:sent" if _sent(request) is not None else "intake:start")
    form, error = FilePage(), ""
    if request.method == "POST":
        if gone := request.POST.get("remove"):
            drafts.detach(draft, gone, now=now)
            return redirect("intake:files")
        chosen = "file" in request.FILES
        if not chosen and "upload" not in request.POST:
            return redirect("intake:review")
        form = FilePage(request.POST, request.FILES)
        if not chosen:
            form.add_error("file", _("请先选择一个文件，再点“上传”。"))
        elif form.is_valid():
            try:
                _attach(draft, form, now)
            except MingbaiError as refusal:
                error = refusal.in_(_language())
                form.add_error("file", error)
            else:
                return redirect("intake:review" if "onward" in request.POST else "intake:files")
    listed = [
        {**each, "shown": uploads.shown_size(each["size"]), "words": PURPOSES[each["purpose"]]}
        for each in draft.files
    ]
    told = {
        **_frame("files"),
        "form": form,
        "files": listed,
        "most": uploads.MOST,
        "together": uploads.shown_size(uploads.ALL_TOGETHER),
    }
    return render(request, "intake/files.html", told, status=400 if form.errors else 200)


@never_cache
@guarded(_TEXT)
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    """Show everything once more; take it in when it is sent."""
    now = timezone.now()
    draft = _draft(request, now)
    if draft is None:
        return redirect("intake:sent" if _sent(request) is not None else "intake:start")
    filled = sheet(draft, _takers(now))
    faults, error = filled.faults(), ""
    if request.method == "POST" and not faults:
        try:
            services.submit(
                details=filled.details(_language()),
                files=drafts.content_of(draft),
                body=UUID(filled.body.cleaned_data["body"]),
                key=drafts.form_key(draft.token),
                now=now,
                visitor=_visitor(request, now),
                draft=draft.id,
            )
            return redirect("intake:sent")
        except MingbaiError as refusal:
            error = refusal.in_(_language())
    parts = [(each, TITLES[each], filled.facts(each)) for each in TITLES if each not in ("files", "review")]
    listed = [
        {**each, "shown": uploads.shown_size(each["size"]), "words": PURPOSES[each["purpose"]]}
        for each in draft.files
    ]
    told = {
        **_frame("review"), "parts": parts, "public": _public(filled), "files": listed, "faults": faults, "cautions": filled.cautions(), "error": error,
    }  # fmt: skip
    return render(request, "intake/review.html", told, status=429 if error else 200)


@never_cache
@require_GET
def sent(request: HttpRequest) -> HttpResponse:
    """Acknowledge what was submitted: number, code, instant, and what happens next."""
    first = _sent(request)
    if first is None:
        return redirect("intake:start")
    now = timezone.now()
    today = timezone.localdate(first.instant)
    told = {
        "first": first,
        "code": codes.shown(first.code) if now - first.instant <= SHOWN_FOR else "",
        "body": bodies.name(first.body, today),
        "guide": bodies.guide(first.body, today),
        "rule": online_receipt(today),
    }
    return render(request, "intake/sent.html", told)


@never_cache
@require_GET
def receipt(request: HttpRequest) -> HttpResponse:
    """Give the acknowledgement as a text that can be kept on a telephone."""
    first = _sent(request)
    if first is None or timezone.now() - first.instant > SHOWN_FOR:
        return redirect("intake:sent")
    told = {
        "first": first,
        "code": codes.shown(first.code),
        "body": bodies.name(first.body, timezone.localdate(first.instant)),
        "address": request.build_absolute_uri("/follow/"),
    }
    response = render(request, "intake/receipt.txt", told, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{first.number}.txt"'
    return response


@guarded(_TEXT)
@require_POST
def clear(request: HttpRequest) -> HttpResponse:
    """Remove what this device knows of an application, the draft with it."""
    drafts.forget(request.COOKIES.get(COOKIE, "")[:100])
    response = redirect("intake:start" if "again" in request.POST else "/")
    response.delete_cookie(COOKIE, path="/apply/", samesite="Lax")
    return response


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is done with what one types."""
    return render(request, "intake/privacy.html", {"lives": drafts.LIVES.days})


def _page(
    request: HttpRequest, page: str, filled: Sheet, there: tuple[bodies.Choice, ...], *, posted: bool = False
) -> HttpResponse:
    form = getattr(filled, page)
    told: dict[str, Any] = {**_frame(page), "form": form, "page": page}
    wrong = posted and not {"add", "search"} & set(request.POST) and not _right(page, filled)
    if page == "body":
        typed = (request.POST.get("q") or request.GET.get("q") or "").strip()[:40]
        chosen = form["body"].value() or request.GET.get("body", "")
        shown = bodies.found(there, typed) if typed else there
        told |= {"bodies": shown, "chosen": chosen, "q": typed, "all": len(there), "others": _others(typed)}
    if page == "others":
        rows = filled.joint
        if "add" in request.POST:
            rows = [*rows, *joint_rows(None, len(rows) + 1)[len(rows) :]]
        told |= {"joint": rows, "more": len(rows) < MOST_JOINT}
    if page == "way" and not posted:
        told["public"] = _public(filled)
    told["forms"] = [form, *filled.joint] if page == "others" else [form]
    told["wrong"] = wrong
    return render(request, f"intake/{page}.html", told, status=400 if wrong else 200)


def _public(filled: Sheet) -> list[dict[str, object]]:
    """Return what is public already and like what is sought. Nobody is kept from applying, least of all by a search that fails."""
    typed = [str(filled.sought[name].value() or "") for name in ("name", "number", "features")]
    try:
        found = search.like_public(" ".join(typed), most=3)
        return [{"title": each.title, "day": each.day, "address": each.address} for each in found]
    except (DatabaseError, NoReverseMatch):
        return []


def _refused(
    request: HttpRequest, page: str, filled: Sheet, there: tuple[bodies.Choice, ...], error: MingbaiError
) -> HttpResponse:
    """Show the page again as it was typed, with why it cannot be kept now."""
    getattr(filled, page).add_error(None, error.in_(_language()))
    response = _page(request, page, filled, there, posted=True)
    response.status_code = 429
    return response


def _typed(page: str, request: HttpRequest, there: tuple[bodies.Choice, ...]) -> Sheet:
    return sheet(drafts.Draft("", {page: _kept(page, request, there)}), there)


def _kept(page: str, request: HttpRequest, there: tuple[bodies.Choice, ...]) -> dict[str, str]:
    typed = kept_of(getattr(sheet(None, there), page), request.POST)
    if page == "others":
        rows = joint_rows(None, sum(f"joint{n}-name" in request.POST for n in range(1, MOST_JOINT + 1)))
        for row in rows:
            typed |= kept_of(row, request.POST)
        typed["rows"] = str(len(rows))
    return typed


def _takers(now: datetime) -> tuple[bodies.Choice, ...]:
    """Return the bodies that may be applied to online."""
    return tuple(each for each in bodies.choices(timezone.localdate(now)) if each.takes)


def _others(typed: str) -> list[bodies.Choice]:
    """Return the bodies that take nothing online, of those that were asked for by what was *typed*."""
    every = bodies.choices(timezone.localdate())
    return [each for each in (bodies.found(every, typed) if typed else every) if not each.takes]


def _right(page: str, filled: Sheet) -> bool:
    right = getattr(filled, page).is_valid()
    return right and all(row.is_valid() for row in filled.joint) if page == "others" else right


def _next(page: str, request: HttpRequest) -> tuple[str, ...]:
    name = "review" if request.POST.get("back") == "review" else after(page)
    return (f"intake:{name}",) if name in ("files", "review") else ("intake:page", name)


def _frame(page: str) -> dict[str, Any]:
    names = tuple(TITLES)
    return {
        "title": TITLES[page],
        "number": names.index(page) + 1,
        "count": len(names),
        "before": before(page),
        "page": page,
    }


def _attach(draft: drafts.Draft, form: FilePage, now: datetime) -> None:
    given = form.cleaned_data["file"]
    together = sum(each["size"] for each in draft.files)
    uploads.hold_size(given.size)
    purpose = form.cleaned_data["purpose"]
    file = uploads.file_of(given.name, purpose, given.read(), count=len(draft.files), together=together)
    drafts.attach(draft, file, now=now)


def _draft(request: HttpRequest, now: datetime) -> drafts.Draft | None:
    return drafts.load(request.COOKIES.get(COOKIE, ""), now)


def _sent(request: HttpRequest) -> services.Acknowledgement | None:
    token = request.COOKIES.get(COOKIE, "")
    return services.acknowledged(drafts.form_key(token)) if 20 <= len(token) <= 100 else None


def _with_cookie(response: HttpResponse, draft: drafts.Draft) -> HttpResponse:
    response.set_cookie(
        COOKIE,
        draft.token,
        max_age=drafts.LIVES,
        path="/apply/",
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )
    return response


def _visitor(request: HttpRequest, now: datetime) -> str:
    return limits.visitor(address_of(request), timezone.localdate(now))


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh"
