"""收件: what came in, logging it, and sorting it into applications, a case in hand, or neither."""

from datetime import datetime
from typing import cast
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingbai.outcomes import matters
from mingbai.text.words import Words
from mingbai_web.accounts.doors import permitted
from mingbai_web.accounts.permissions import may
from mingbai_web.applications import incoming, queries, services, wording
from mingbai_web.applications.consequences import beginning
from mingbai_web.applications.forms import JoinForm, LogForm, RequestForm, TellForm
from mingbai_web.applications.models import Item
from mingbai_web.files import queries as files
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.subjects import Subject
from mingbai_web.look.acting import ActForm, act_page
from mingbai_web.look.parts import Confirmation, Fact
from mingbai_web.orgs import queries as orgs
from mingbai_web.parties import services as parties
from mingbai_web.rules import queries as rules

__all__ = ["item", "items", "join", "log", "register", "tell"]


@permitted("applications.log")
def items(request: HttpRequest) -> HttpResponse:
    """What waits to be sorted, and what came last."""
    viewer, today = request.viewer, timezone.localdate()  # type: ignore[attr-defined]
    return render(
        request,
        "applications/items.html",
        {
            "submissions": incoming.submissions(viewer=viewer, today=today),
            "today": today,
            "waiting": [_shown(row) for row in incoming.items_to_sort(viewer=viewer)],
            "lately": [_shown(row) for row in incoming.items_sorted(viewer=viewer)],
            "may_spot": may(viewer, "papers.draft"),
        },
    )


@permitted("applications.log")
def log(request: HttpRequest) -> HttpResponse:
    """Log what came in."""
    viewer, now = request.viewer, timezone.now()  # type: ignore[attr-defined]
    bodies = orgs.names_on(viewer.bodies, timezone.localdate())
    form = LogForm(request.POST or None, bodies=bodies, now=now)
    names = ("about", "tracking", "signed_by", "handed_by", "sent_on", "note")

    def perform(filled: ActForm) -> str:
        made = services.log_item(
            body=filled.cleaned_data["body"],
            carrier=filled.cleaned_data["carrier"],
            arrived_at=filled.cleaned_data["arrived_at"],
            by=viewer,
            now=now,
            key=filled.cleaned_data["key"],
            **filled.facts(names),  # type: ignore[arg-type]
        )
        return reverse("applications:item", args=[made.id])

    return act_page(
        request,
        form=form,
        title=_("收件登记"),
        perform=perform,
        done=_("已登记。请接着说明它是什么。"),
        button=_("登记"),
        template="applications/log.html",
        back=reverse("applications:items"),
    )


@permitted("applications.log")
def item(request: HttpRequest, id: UUID) -> HttpResponse:
    """One item: what came, and what it became or may become."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row = _item(request, id)
    chain = ledger.entries("item", id)
    said = chain[0].read()
    rows = [
        Fact(Words("来件方式", "carrier"), wording.CARRIERS[row.carrier]),
        Fact(Words("收到时间", "arrived"), row.arrived_at),
        Fact(Words("来件事由", "about"), row.about),
        Fact(Words("邮件编号", "tracking number"), row.tracking),
        Fact(Words("签收人", "signed for by"), said.get("signed_by", "")),
        Fact(Words("转交", "handed over by"), said.get("handed_by", "")),
        Fact(Words("寄出日期", "sent on"), said.get("sent_on")),
        Fact(Words("备注", "note"), said.get("note", "")),
    ]
    became: list[dict[str, object]] = []
    told = None
    for entry in chain[1:]:
        facts = entry.read()
        match entry.kind:
            case "became":
                became = queries.numbers(map(UUID, facts["applications"]))
            case "joined":
                became = queries.numbers([facts["application"]])
            case "told":
                told = {**facts, "words": matters()[facts["matter"]].words}
            case _:
                pass
    return render(
        request,
        "applications/item.html",
        {
            "item": row,
            "facts": rows,
            "became": became,
            "told": told,
            "joined": row.became == "joined",
            "files": files.listed(Subject("item", id), viewer),
            "may_register": may(viewer, "applications.register"),
        },
    )


@permitted("applications.register")
def register(request: HttpRequest, id: UUID) -> HttpResponse:
    """Register the applications that the item holds."""
    viewer, now = request.viewer, timezone.now()  # type: ignore[attr-defined]
    row, head = _item(request, id), _head(id)
    initial = {
        "channel": wording.CHANNEL_OF.get(row.carrier, ""),
        "arrived_at": timezone.localtime(row.arrived_at),
        "matters": row.about,
    }
    form = RequestForm(request.POST or None, seen=head, initial=initial)

    def preview(filled: ActForm) -> Confirmation:
        asked = cast("RequestForm", filled)
        return Confirmation(
            _registering(asked, now), button=Words("登记", "Register"), caution=_doubts(asked.doubted())
        )

    @transaction.atomic
    def perform(filled: ActForm) -> str:
        form = cast("RequestForm", filled)
        given = form.cleaned_data
        before = ledger.by_key(f"{given['key']}/0")
        if before is not None:  # the same form again: its party was taken then
            return reverse("applications:case", args=[before.subject_id])
        kind = given["applicant"]
        taken = [(each, kind) for each in (form.details(), *form.others())]
        party, *joint = parties.take_all(taken, by=viewer, now=now, body=row.body, source="screen")
        asked = [
            services.Request(
                party=party,
                applicant=given["applicant"],
                matter=line,
                channel=given["channel"],
                arrived_at=given["arrived_at"],
                form=given["form"],
                route=given["route"],
                oral=given["oral"],
                agent=bool(given["agent_name"]),
                joint=tuple(joint),
                unreachable=given["unreachable"],
            )
            for line in form.lines
        ]
        made = services.register(
            body=row.body, requests=asked, by=viewer, now=now, key=given["key"], item=id, seen=given["seen"]
        )
        if len(made) == 1:
            return reverse("applications:case", args=[made[0].id])
        return reverse("applications:item", args=[id])

    return act_page(
        request,
        form=form,
        title=_("登记为申请"),
        perform=perform,
        preview=preview,
        done=_("已登记。"),
        head=head,
        template="applications/register.html",
        item=row,
        back=reverse("applications:item", args=[id]),
    )


@permitted("applications.register")
def join(request: HttpRequest, id: UUID) -> HttpResponse:
    """Say which application in hand the item belongs to."""
    viewer, now = request.viewer, timezone.now()  # type: ignore[attr-defined]
    row, head = _item(request, id), _head(id)
    form = JoinForm(request.POST or None, seen=head)

    def perform(filled: ActForm) -> str:
        given = filled.cleaned_data
        case = queries.by_number(viewer=viewer, number=given["number"], body=row.body)
        services.join_item(
            item=id,
            application=case,
            what=given["what"],
            by=viewer,
            seen=given["seen"],
            now=now,
            key=given["key"],
        )
        return reverse("applications:case", args=[case])

    back = reverse("applications:item", args=[id])
    return act_page(
        request,
        form=form,
        title=_("归入在办的申请"),
        perform=perform,
        done=_("已归入。由它引起的一步，在“来件”下办理。"),
        head=head,
        item=row,
        back=back,
        template="applications/act.html",
    )


@permitted("applications.register")
def tell(request: HttpRequest, id: UUID) -> HttpResponse:
    """Close the item as no application."""
    viewer, now = request.viewer, timezone.now()  # type: ignore[attr-defined]
    row, head = _item(request, id), _head(id)
    form = TellForm(request.POST or None, seen=head, initial={"told_on": timezone.localdate(now)})

    def preview(filled: ActForm) -> Confirmation:
        found = matters()[filled.cleaned_data["matter"]]
        return Confirmation(
            Words(
                f"确认后，这件来件按“{found.words.zh}”了结，不计入年报的“收到和处理政府信息公开申请情况”。",
                f"once confirmed: the item is closed as “{found.words.en}” and is not among the applications of the annual report.",
            ),
            ground=found.ground,
        )

    def perform(filled: ActForm) -> str:
        given = filled.cleaned_data
        services.close_item(
            item=id,
            matter=given["matter"],
            told=given["told"],
            told_on=given["told_on"],
            by=viewer,
            seen=given["seen"],
            now=now,
            key=given["key"],
        )
        return reverse("applications:items")

    return act_page(
        request, form=form, title=_("不是申请，已告知"), perform=perform, preview=preview, head=head, item=row,
        back=reverse("applications:item", args=[id]), template="applications/act.html",
    )  # fmt: skip


def _registering(form: RequestForm, now: datetime) -> Words:
    """Return what registering comes to: how many applications, received when, to be answered by when."""
    number, channel = len(form.lines), wording.CHANNELS[form.cleaned_data["channel"]]
    arrived, today = (timezone.localtime(each).date() for each in (form.cleaned_data["arrived_at"], now))
    follows = beginning(form.cleaned_data["channel"], arrived, today, rules.settings())
    zh = f"确认后，登记为 {number} 件申请；{channel.zh}；{follows.zh}。"
    en = f"once confirmed, applications registered: {number}; {channel.en}; {follows.en}."
    return Words(zh, en)


def _doubts(numbers: list[str]) -> Words | str:
    """Return that *numbers* cannot be those of identity cards: said, not refused, for the letter may have them so."""
    if not numbers:
        return ""
    zh = f"身份证号码 {'、'.join(numbers)} 与其校验位不符：抄错的请改正；来件就是这样写的，可以照登。"
    en = (
        f"the identity number {', '.join(numbers)} does not fit its check digit: correct it where it was copied wrong; "
        "where the letter has it so, it may be registered so."
    )
    return Words(zh, en)


def _item(request: HttpRequest, id: UUID) -> Item:
    found = Item.objects.filter(subject=id, body__in=request.viewer.reach).first()  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def _head(id: UUID) -> str:
    found = ledger.head("item", id)
    return found.digest if found is not None else ""


def _shown(row: Item) -> dict[str, object]:
    return {"item": row, "carrier": wording.CARRIERS[row.carrier], "became": _BECAME.get(row.became)}


_BECAME = {
    "applications": Words("已登记为申请", "registered as applications"),
    "joined": Words("已归入申请", "joined to an application"),
    "told": Words("不是申请，已告知", "not an application; sender told"),
}
