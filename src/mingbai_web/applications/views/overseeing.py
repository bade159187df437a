"""What the superior body sees of a case, and pressing for an answer: from there, or by the head of the working body."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingbai.text.words import Words
from mingbai_web.accounts.doors import permitted
from mingbai_web.applications import overseeing, services, wording
from mingbai_web.applications.forms import PressForm
from mingbai_web.applications.overseeing import Overview
from mingbai_web.applications.queries import NotSeen
from mingbai_web.look import wording as look
from mingbai_web.look.acting import act_page
from mingbai_web.look.parts import Confirmation, Fact, Moment
from mingbai_web.orgs import queries as orgs

__all__ = ["overview", "press"]


@permitted("applications.see_queue")
def overview(request: HttpRequest, id: UUID) -> HttpResponse:
    """A case by its number, its days and whose it is; nothing of the applicant, the papers, the files."""
    today = timezone.localdate()
    found = _found(request, id, today)
    told = {
        "case": found,
        "facts": list(_facts(found, today)),
        "moments": [_moment(each) for each in found.presses],
        "today": today,
    }
    return render(request, "applications/overview.html", told)


@permitted("applications.supervise")
def press(request: HttpRequest, id: UUID) -> HttpResponse:
    """Press for an answer (催办、督办)."""
    now = timezone.now()
    found = _found(request, id, timezone.localdate(now))
    back = reverse("applications:case", args=[id])

    def preview(filled: PressForm) -> Confirmation:
        by = filled.cleaned_data["reply_by"]
        zh = f"，请于{look.day(by, 'zh')}前回复" if by else ""
        en = f", to be answered by {look.day(by, 'en')}" if by else ""
        return Confirmation(
            Words(
                f"确认后，承办岗位和政府信息公开工作机构负责人的待办中出现这件催办{zh}。",
                f"Once confirmed, it stands among the duties of the officer's seat and of the head of the working body{en}.",
            ),
            undo=Words(
                "催办记入办理过程，不能收回。",
                "It goes on record with the application and cannot be taken back.",
            ),
        )

    def perform(filled: PressForm) -> str:
        given = filled.cleaned_data
        services.press(
            application=id,
            says=given["says"],
            reply_by=given["reply_by"],
            by=request.viewer,  # type: ignore[attr-defined]
            seen=given["seen"],
            now=now,
            key=given["key"],
        )
        return back

    return act_page(
        request,
        form=PressForm(request.POST or None, seen=found.head),
        title=wording.OFFICE_ACTS["press"],
        preview=preview,
        perform=perform,
        done=_("已催办。"),
        back=back,
        head=found.head,
        template="applications/press.html",
        case=found,
    )


def _found(request: HttpRequest, id: UUID, today: date) -> Overview:
    viewer: Any = request.viewer  # type: ignore[attr-defined]
    try:
        return overseeing.overview(application=id, viewer=viewer, today=today)
    except NotSeen:
        raise Http404 from None


def _facts(found: Overview, today: date) -> Iterator[Fact]:
    yield Fact(Words("机关", "body"), orgs.name_on(found.body, today))
    if found.unit is not None:
        yield Fact(Words("承办", "handled by"), orgs.unit(found.unit, today).name)
    yield Fact(Words("状态", "state"), found.state)
    if found.received:
        yield Fact(Words("收到日期", "received on"), found.received)
    if found.due and not found.ended:
        yield Fact(Words("答复期限", "period to reply ends"), found.due)
    if found.waits_until and not found.ended:
        yield Fact(Words("等到", "waits until"), found.waits_until)
    if found.ended:
        yield Fact(Words("办结日期", "closed on"), found.ended)


def _moment(each: overseeing.Press) -> Moment:
    if each.answer:
        return Moment(Words("回复催办", "answered"), each.on, note=each.says)
    zh = f"请于{look.day(each.reply_by, 'zh')}前回复" if each.reply_by else ""
    en = f"to be answered by {look.day(each.reply_by, 'en')}" if each.reply_by else ""
    said = each.says.rstrip("。；;. ")
    both = [Words(said, said)] * bool(said) + [Words(zh, en)] * bool(zh)
    note = Words("；".join(part.zh for part in both), "; ".join(part.en for part in both))
    return Moment(Words("催办、督办", "pressed for an answer"), each.on, note=note)
