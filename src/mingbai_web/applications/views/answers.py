"""Answering: choose how the application ends, fill what the articles ask for, read the letter, send it to approval."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingbai.outcomes import ending, ends_as
from mingbai.text.words import Words
from mingbai_web.accounts.doors import permitted
from mingbai_web.applications import letters, services
from mingbai_web.applications.forms import EndingsForm, ReplyForm
from mingbai_web.applications.views.seeing import seeing
from mingbai_web.applications.wording import RECEIPT
from mingbai_web.look.acting import ActForm, act_page
from mingbai_web.look.parts import Confirmation
from mingbai_web.orgs import queries as orgs
from mingbai_web.papers import printed, queries
from mingbai_web.papers.consequences import STOPS, numbered
from mingbai_web.papers.wording.pages import UNDO

__all__ = ["answer", "carry_on", "receipt"]


@permitted("papers.draft")
@permitted("applications.handle")
def answer(request: HttpRequest, id: UUID) -> HttpResponse:
    """Draft the reply. Without a chosen ending the page asks for it; then for what the ending has to carry."""
    now = timezone.now()
    sheet = seeing(request, id, timezone.localdate(now))
    viewer = request.viewer  # type: ignore[attr-defined]
    first = EndingsForm(request.GET if "ending" in request.GET else None)
    searches = [each.facts for each in sheet.happenings if each.kind == "searched"]
    searched = bool(searches)
    if not first.is_valid():
        told = {"form": first, "sheet": sheet, "title": _("起草答复"), "searched": searched}
        return render(request, "applications/endings.html", told)
    if not searched and services.NEEDS_SEARCH.intersection(first.chosen):  # before anything is typed
        told = {"form": first, "sheet": sheet, "title": _("起草答复"), "searched": False, "unsearched": True}
        return render(request, "applications/endings.html", told, status=422)
    form = ReplyForm(
        first.chosen,
        request.POST or None,
        seen=sheet.head,
        matter=sheet.facts.matter,
        search=_searched(searches),
    )

    def preview(filled: ActForm) -> Confirmation:
        reply = cast("ReplyForm", filled)
        drawn = letters.replied(
            sheet.facts,
            sheet.standing,
            reply.replied(),
            day=timezone.localdate(now),
            settings=sheet.case.settings,
            counted_as=reply.cleaned_data.get("counted_as", ""),
            enclosures=reply.enclosed,
        )
        context["letter"] = printed.html(drawn)
        counted = ends_as(first.chosen, counted_as=reply.cleaned_data.get("counted_as") or None)
        return Confirmation(
            Words(
                f"确认后，保存为答复书草稿，还没有送审。送审并签发以后，才作出“{counted.words.zh}”的处理决定；{STOPS.zh}。",
                f"once confirmed, it is saved as a draft reply and not yet submitted for approval. Only once it is submitted and signed is “{counted.words.en}” decided; {STOPS.en}.",
            ),
            ground=counted.cites[0] if counted.cites else None,
            button=Words("保存草稿", "Save the draft"),
        )

    def perform(filled: ActForm) -> str:
        reply = cast("ReplyForm", filled)
        paper = services.draft_reply(
            application=id,
            parts=reply.replied(),
            by=viewer,
            seen=reply.cleaned_data["seen"],
            now=now,
            counted_as=reply.cleaned_data.get("counted_as", ""),
            enclosures=reply.enclosed,
            key=reply.cleaned_data["key"],
        )
        return paper_address(paper)

    context: dict[str, object] = {
        "sheet": sheet,
        "parts": [ending(key) for key in first.chosen],
        "back": reverse("applications:case", args=[id]),
        "back_to_choice": reverse("applications:answer", args=[id]),
    }
    return act_page(
        request,
        form=form,
        title=_("起草答复"),
        perform=perform,
        preview=preview,
        done=_("草稿已保存，请送审。"),
        head=sheet.head,
        unless=sheet.held_newest,
        template="applications/reply.html",
        beside="applications/letter.html",
        extra=context,
    )


@permitted("papers.draft")
def receipt(request: HttpRequest, id: UUID) -> HttpResponse:
    """Issue the receipt, with the due day as it is counted: it takes a number, so its letter is shown before."""
    now = timezone.now()
    today = timezone.localdate(now)
    sheet = seeing(request, id, today)
    context: dict[str, object] = {"sheet": sheet, "back": reverse("applications:case", args=[id])}

    def preview(filled: ActForm) -> Confirmation:
        context["letter"] = printed.html(services.receipt_letter(id, today))
        number = numbered(sheet.facts.body, "receipt", today)
        return Confirmation(
            Words(
                f"确认后，接收回执定稿{number.zh}；申请的状态和答复期限不变。",
                f"once confirmed, the receipt is issued{number.en}; the application and its period to reply stay as they are.",
            ),
            undo=UNDO["issue"],
            button=RECEIPT,
        )

    def perform(filled: ActForm) -> str:
        paper = services.issue_receipt(
            application=id,
            by=request.viewer,  # type: ignore[attr-defined]
            seen=filled.cleaned_data["seen"],
            now=now,
            key=filled.cleaned_data["key"],
        )
        return paper_address(paper)

    return act_page(
        request,
        form=ActForm(request.POST or None, seen=sheet.head),
        title=RECEIPT,
        perform=perform,
        preview=preview,
        head=sheet.head,
        unless=sheet.held_newest,
        template="applications/act.html",
        beside="applications/letter.html",
        extra=context,
    )


def _searched(searches: list[dict[str, object]]) -> str:
    """Return what the searches on record say, for the officer to go on from."""
    return "；".join(
        f"检索了{each['where']}，{each['how']}，{'找到了相关信息' if each['found'] else '没有找到'}"
        for each in searches
    )


def paper_address(paper: UUID) -> str:
    """Return the page of a paper."""
    return f"/office/papers/{paper}/"


@permitted("papers.draft")
@permitted("applications.handle")
def carry_on(request: HttpRequest, id: UUID, paper: UUID) -> HttpResponse:
    """Take up the draft of a body that has ended in the name of the one that has the case: its letter is shown before."""
    now = timezone.now()
    today = timezone.localdate(now)
    sheet = seeing(request, id, today)
    viewer = request.viewer  # type: ignore[attr-defined]
    old = queries.sheet(paper, viewer)
    context: dict[str, object] = {"sheet": sheet, "back": reverse("applications:case", args=[id])}

    def preview(filled: ActForm) -> Confirmation:
        context["letter"] = printed.html(services.carried_letter(old, sheet.facts, now))
        name = orgs.name_on(sheet.facts.body, today)
        return Confirmation(
            Words(
                f"确认后，以“{name}”的名义另存为一件草稿，正文照旧，请核对其中的机关名称、地址、联系方式；原来的一件作废，它的签批不沿用，新的一件要重新送审。",
                f"once confirmed, it is saved as a draft in the name of {name}, with its text as it was: check the names, addresses and contacts in it. The old paper is voided, what was signed of it is not taken over, and the new one is submitted for approval anew.",
            ),
            undo=UNDO["void"],
            button=Words("保存草稿", "Save the draft"),
        )

    def perform(filled: ActForm) -> str:
        made = services.carry_on(
            application=id,
            paper=paper,
            by=viewer,
            seen=filled.cleaned_data["seen"],
            now=now,
            key=filled.cleaned_data["key"],
        )
        return paper_address(made)

    return act_page(
        request,
        form=ActForm(request.POST or None, seen=sheet.head),
        title=_("以承接机关名义续办"),
        perform=perform,
        preview=preview,
        done=_("草稿已保存，请送审。"),
        head=sheet.head,
        unless=sheet.held_newest,
        template="applications/act.html",
        beside="applications/letter.html",
        extra=context,
    )
