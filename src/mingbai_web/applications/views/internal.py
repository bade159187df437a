"""What an office does beside the law: hand on, search, call, note, send to a unit, press; what it changes is said before."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingbai.text.words import Words
from mingbai_web.accounts import queries as accounts
from mingbai_web.accounts.doors import seated
from mingbai_web.accounts.permissions import permissions, require
from mingbai_web.accounts.roles import called
from mingbai_web.applications import services, wording
from mingbai_web.applications.cases import COURT, SUBJECT
from mingbai_web.applications.forms import OFFICE_FORMS
from mingbai_web.applications.forms.base import labelled
from mingbai_web.applications.queries import Sheet
from mingbai_web.applications.views.seeing import seeing
from mingbai_web.files.services import store
from mingbai_web.ledger.subjects import Subject
from mingbai_web.look.acting import ActForm, act_page
from mingbai_web.look.parts import Confirmation
from mingbai_web.look.templatetags.look import said
from mingbai_web.orgs import queries as orgs

__all__ = ["PERMISSIONS", "office_act"]


@seated
def office_act(request: HttpRequest, id: UUID, name: str) -> HttpResponse:
    """What an office does beside the law: hand on, search, call, note, send to a unit, press."""
    if name not in OFFICE_FORMS:
        raise Http404
    require(request.viewer, PERMISSIONS[name])  # type: ignore[attr-defined]
    now = timezone.now()
    today = timezone.localdate(now)
    sheet = seeing(request, id, today)
    viewer = request.viewer  # type: ignore[attr-defined]
    form = OFFICE_FORMS[name](request.POST or None, request.FILES or None, seen=sheet.head)
    labelled(form, wording.FACTS)
    _offer(form, sheet, now)

    def perform(filled: ActForm) -> str:
        names = tuple(each for each in filled.fields if each not in ("seen", "key"))
        given = {
            each: filled.cleaned_data[each] for each in names if filled.cleaned_data[each] not in (None, "")
        }
        if (scan := given.pop("scan", None)) is not None:
            # Before the transaction of the act: its bytes are on disk before the database is locked.
            kept = store(
                scan.file, purpose="scan", subject=Subject(SUBJECT, id), name=scan.name, by=viewer, now=now,
                party=sheet.facts.party, body=sheet.facts.body
            )  # fmt: skip
            given["files"] = (kept.id,)
        _SERVICES[name](
            application=id, by=viewer, seen=filled.cleaned_data["seen"], now=now, key=filled.cleaned_data["key"], **given
        )  # fmt: skip
        return reverse("applications:case", args=[id])

    return act_page(
        request, form=form, title=wording.OFFICE_ACTS[name], perform=perform,
        preview=(lambda filled: _PREVIEWS[name](filled, today)) if name in _PREVIEWS else None, head=sheet.head, sheet=sheet,
        template="applications/act.html", files=name == "return-task",
        button=wording.OFFICE_ACTS[name] if name == "return-task" else "",
        back=reverse("applications:case", args=[id]),
    )  # fmt: skip


_SERVICES: dict[str, Any] = {
    "assign": services.assign,
    "search": services.search,
    "telephone": services.telephone,
    "note": services.note,
    "answer-court": services.answer_court,
    "send-task": services.send_task,
    "return-task": services.return_task,
    "answer-press": services.answer_press,
}
PERMISSIONS: Mapping[str, str] = {
    "assign": "applications.assign",
    "search": "applications.handle",
    "telephone": "applications.confirm",
    "note": "applications.handle",
    "answer-court": "applications.handle",
    "send-task": "applications.assign",
    "return-task": "applications.return_task",
    "press": "applications.supervise",
    "answer-press": "applications.answer_press",
}
"""By the name of an act of the office, who may do it."""


def _offer(form: ActForm, sheet: Sheet, now: Any) -> None:
    """Fill in the choices that depend on the case: units of its body, seats there."""
    today = timezone.localdate(now)
    units = [(str(each.id), each.name) for each in orgs.units(on=today) if sheet.facts.body in each.serves]
    if "returned_on" in form.fields:
        out = {unit for unit, *_ in sheet.facts.tasks}
        units = [(str(unit), orgs.unit(unit, today).name) for unit in out]
    if "unit" in form.fields:
        form.fields["unit"].choices = units  # type: ignore[attr-defined]
        form.fields["unit"].coerce = UUID  # type: ignore[attr-defined]
    if "seat" in form.fields:
        form.fields["seat"].choices = [("", "—"), *_handling(sheet.facts.body, today)]  # type: ignore[attr-defined]
        form.fields["seat"].coerce = UUID  # type: ignore[attr-defined]
    if "at" in form.fields:
        form.fields["at"].initial = timezone.localtime(now)
    for name in {"returned_on", "answered_on"} & set(form.fields):
        form.fields[name].initial = today
    if "item" in form.fields:
        form.fields["item"].choices = [  # type: ignore[attr-defined]
            (str(each.item), f"{each.number} {said(wording.JOINS[each.what])}")
            for each in sheet.facts.arrivals
            if each.what in COURT
        ]


def _handling(body: UUID, today: date) -> list[tuple[str, str]]:
    """Return the seats that an application may be handed to, each with who sits there: those that handle, or see what is theirs."""
    table = permissions()
    roles = table["applications.handle"].roles | table["applications.see_assigned"].roles
    found = [each for each in accounts.seats(body=body, on=today) if each.role in roles]
    held = accounts.staffed((each.id for each in found), today)
    units = orgs.unit_names({each.unit for each in found if each.unit is not None}, today)
    vacant = _("空缺")
    return [
        (
            str(each.id),
            "　".join(
                filter(
                    None,
                    (
                        units.get(each.unit, "") if each.unit is not None else "",
                        said(called(each.name)),
                        "、".join(who.name for who in held[each.id]) or vacant,
                    ),
                )
            ),
        )
        for each in found
    ]


def _assigning(form: ActForm, today: date) -> Confirmation:
    """Return to whom it goes, and whether the seat is one of another unit than the one chosen."""
    given = form.cleaned_data
    unit, seat = UUID(str(given["unit"])), UUID(str(given["seat"])) if given["seat"] else None
    named = orgs.unit_names([unit], today).get(unit, "")
    caution: Words | str = ""
    who, who_en = "", ""
    if seat is not None:
        found = accounts.seat(seat)
        sitting = "、".join(each.name for each in accounts.holders(seat, today))
        words = called(found.name)
        who = (
            f"的{words.zh}{sitting}"
            if found.unit is None or found.unit == unit
            else f"，由{words.zh}{sitting}经办"
        )
        who_en = f", {words.en} {sitting}".rstrip()
        if found.unit is not None and found.unit != unit:
            other = orgs.unit_names([found.unit], today).get(found.unit, "")
            caution = Words(
                f"所选岗位属于{other}，不在{named}。",
                f"the seat that was chosen is one of {other}, not of {named}.",
            )
    sentence = Words(
        f"确认后，这件申请交给{named}{who}；出现在对方的工作台上，办理过程中记下交办。",
        f"Once confirmed, the application goes to {named}{who_en}; it stands on their desk, and the handing over is on record.",
    )
    return Confirmation(sentence, caution=caution)


def _searching(form: ActForm, today: date) -> Confirmation:
    """Return what a search that is put on record allows."""
    if form.cleaned_data["found"]:
        sentence = Words(
            "确认后，记下检索了哪里、怎样检索、找到了相关信息；申请的状态和期限不变。",
            "Once confirmed, it is on record where and how was searched, and that something was found; state and due day stay.",
        )
    else:
        sentence = Words(
            "确认后，记下检索了哪里、怎样检索、没有找到；可以据此答复本机关不掌握，申请的状态和期限不变。",
            "Once confirmed, it is on record where and how was searched, and that nothing was found; an answer that the body does not hold it can rest on that. State and due day stay.",
        )
    undo = Words(
        "记录留在办理过程里，可以再记一次，不能删改。",
        "It stays on record: another may be added, none changed.",
    )
    return Confirmation(sentence, undo=undo)


_PREVIEWS: Mapping[str, Callable[[ActForm, date], Confirmation]] = {
    "assign": _assigning,
    "search": _searching,
}
"""By the name of an act of the office, what it changes."""
