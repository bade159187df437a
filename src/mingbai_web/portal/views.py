"""The public front. Calculators are asked by address, so that an answer can be kept, sent on and printed."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from mingbai.deadlines import CHANNELS
from mingbai.errors import MingbaiError
from mingbai.fees import by_item, by_page
from mingbai.remedies import remedy
from mingbai.text.words import Words
from mingbai_web.intake import bodies
from mingbai_web.look.parts import Fact
from mingbai_web.portal.counting import Counted, counted
from mingbai_web.portal.forms import FeeForm, RemedyForm, ReplyForm
from mingbai_web.rules.queries import online_receipt
from mingbai_web.rules.queries import settings as rules

__all__ = [
    "accessibility",
    "calculators",
    "fees",
    "guide",
    "guides",
    "home",
    "remedies",
    "reply",
    "robots",
    "sitemap",
]

_FIRST = {
    True: Words("应当先申请行政复议，对复议决定仍不服的再起诉", "reconsideration comes first; a suit may follow its decision"),
    False: Words("可以申请行政复议，也可以直接起诉", "reconsideration or a suit, at choice"),
    None: Words("是否应当先申请行政复议尚无定论：先申请行政复议较稳妥", "not settled whether reconsideration comes first: applying for it first is the safe way"),
}  # fmt: skip


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Answer the three questions that people come with."""
    return render(request, "portal/home.html")


@require_safe
def calculators(request: HttpRequest) -> HttpResponse:
    """List the calculators."""
    return render(request, "portal/calculators.html")


@require_safe
def reply(request: HttpRequest) -> HttpResponse:
    """Say when a reply falls due, day by day, each step with its article."""
    form = ReplyForm(request.GET) if "arrived" in request.GET else ReplyForm()
    told: dict[str, Any] = {"form": form, "today": timezone.localdate()}
    if form.is_valid():
        try:
            found = counted(form.cleaned_data, rules())
        except MingbaiError as error:
            form.add_error(None, error.in_(_language()))
        else:
            told |= {"found": found, "facts": [*_without(form, found), *_facts(found)]}
    told["way_open"] = form.is_bound and any(request.GET.get(name) for name in ReplyForm.ON_THE_WAY)
    return render(request, "portal/reply.html", told, status=400 if form.errors else 200)


@require_safe
def fees(request: HttpRequest) -> HttpResponse:
    """Say what may be charged, bracket by bracket."""
    form = FeeForm(request.GET) if "number" in request.GET else FeeForm(initial={"mode": "items"})
    told: dict[str, Any] = {"form": form}
    if form.is_valid():
        said, law, today = form.cleaned_data, rules().law, timezone.localdate()
        try:
            if said["mode"] == "items":
                fee = by_item(said["number"], already=said["already"] or 0, on=today, law=law)
            else:
                fee = by_page(said["number"], on=today, law=law)
        except MingbaiError as error:
            form.add_error(None, error.in_(_language()))
        else:
            told["fee"] = fee
            told["brackets"] = [(each, each.last - each.first + 1) for each in fee.brackets]
    return render(request, "portal/fees.html", told, status=400 if form.errors else 200)


@require_safe
def remedies(request: HttpRequest) -> HttpResponse:
    """Say what may be done against a reply or against silence, and until when."""
    form = RemedyForm(request.GET) if "served" in request.GET else RemedyForm()
    told: dict[str, Any] = {"form": form}
    if form.is_valid():
        outcome, withheld = form.rows()
        now = rules()
        try:
            found = remedy(
                form.cleaned_data["served"], outcome, withheld=withheld, law=now.law, calendar=now.calendar
            )
        except MingbaiError as error:
            form.add_error(None, error.in_(_language()))
        else:
            told |= {
                "found": found,
                "first": _FIRST[found.review_first],
                "limits": [found.reconsider, found.sue],
            }
    return render(request, "portal/remedies.html", told, status=400 if form.errors else 200)


@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    """List the bodies, or those whose name holds what was asked for."""
    asked = request.GET.get("q", "").strip()[:40]
    every = bodies.choices(timezone.localdate())
    shown = bodies.found(every, asked) if asked else every
    return render(request, "portal/guides.html", {"bodies": shown, "q": asked, "count": len(every)})


@require_safe
def guide(request: HttpRequest, body: UUID) -> HttpResponse:
    """Show a body's guide: where and how to reach it, how to apply, when it has to answer."""
    today = timezone.localdate()
    name = bodies.name(body, today)
    if not name:
        raise Http404
    law = rules().law
    told = {
        "body": body,
        "name": name,
        "guide": bodies.guide(body, today),
        "takes": bodies.takes(body, today),
        "receipts": [
            (
                words,
                law.on(f"receipt_{key}", today).value == "arrival",
                law.on(f"receipt_{key}", today).ground,
            )
            for key, words in CHANNELS.items()
        ],
        "online": online_receipt(today),
    }
    return render(request, "portal/guide.html", told)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say what was done so that everybody can use these pages, and what to do where one cannot."""
    return render(request, "portal/accessibility.html")


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """List the addresses that anybody may keep."""
    pages = ["home", "calculators", "reply", "fees", "remedies", "guides", "accessibility"]
    found = [reverse(f"portal:{page}") for page in pages] + ["/apply/", "/apply/privacy/", "/follow/"]
    found += [reverse("portal:guide", args=[each.id]) for each in bodies.choices(timezone.localdate())]
    told = {"addresses": [request.build_absolute_uri(address) for address in found]}
    return render(request, "portal/sitemap.xml", told, content_type="application/xml; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Keep those who index pages from what is nobody else's."""
    lines = ["User-agent: *", "Disallow: /office/", "Disallow: /apply/", "Disallow: /follow/"]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('portal:sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _without(form: ReplyForm, found: Counted) -> list[Fact]:
    """Return the day on which it would fall due if nothing had happened on the way, where that is another."""
    first = {name: form.cleaned_data.get(name) for name in ("arrived", "channel", "confirmed")}
    plain = counted(first, rules()).due
    if plain is None or plain == found.due:
        return []
    return [Fact(Words("没有中途这些情形的话", "if nothing had happened on the way"), plain)]


def _facts(found: Counted) -> list[Fact]:
    told = (
        (Words("收到之日（起算日，当日不计）", "the day of receipt, itself not counted"), found.received),
        (Words("稳妥日期：从提交之日起算", "the safe day, counted from submission"), found.safe_due),
        (Words("意见还没有收到，最迟顺延到", "the view is still out: at the latest"), found.latest),
        (Words("申请人补正的最后一日（通知没有写明期限时，依据待核）", "the last day to amend, where the notice sets none (unconfirmed)"), found.amend_by),
        (Words("缴费的最后一日", "the last day to pay"), found.pay_by),
    )  # fmt: skip
    return [Fact(words, day) for words, day in told if day is not None]


def _language() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh"
