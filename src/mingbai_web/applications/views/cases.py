"""A case on one page: facts at the left, timeline in the middle, clock and next steps at the right; and a page for each step."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from mingbai.lifecycle import STATES, Kind, act, acts
from mingbai.text.words import Words
from mingbai_web.accounts import queries as accounts
from mingbai_web.accounts.doors import permitted, seated
from mingbai_web.accounts.permissions import may, permissions
from mingbai_web.accounts.roles import called
from mingbai_web.applications import letters, queries, services, sheets, wording
from mingbai_web.applications.cases import COURT, SUBJECT, brings
from mingbai_web.applications.consequences import Consequence, consequence, day_en, day_zh
from mingbai_web.applications.forms import OFFICE_FORMS, StepForm
from mingbai_web.applications.forms.base import labelled
from mingbai_web.applications.kinds import permission_for
from mingbai_web.applications.queries import Sheet
from mingbai_web.applications.related import related
from mingbai_web.applications.views import told
from mingbai_web.applications.views.internal import PREVIEWS
from mingbai_web.applications.views.overseeing import overview
from mingbai_web.applications.views.seeing import seeing
from mingbai_web.files import queries as files
from mingbai_web.files.services import store
from mingbai_web.ledger.subjects import Subject
from mingbai_web.look.acting import ActForm, act_page
from mingbai_web.look.parts import Confirmation
from mingbai_web.look.templatetags.look import said
from mingbai_web.orgs import queries as orgs
from mingbai_web.papers import queries as papers
from mingbai_web.papers.wording.kinds import kind as paper_kind
from mingbai_web.rules import queries as rules

__all__ = ["case", "extension_notice", "office_act", "step"]


@seated
@rules.steady()
def case(request: HttpRequest, id: UUID) -> HttpResponse:
    """One case, as it stands or as it stood on a day by what was known on a day."""
    if not may(request.viewer, "applications.see") and may(request.viewer, "applications.see_queue"):  # type: ignore[attr-defined]
        return overview(request, id)
    today = timezone.localdate()
    effective, known = (_day(request.GET.get(name)) for name in ("effective", "known"))
    sheet = seeing(request, id, today, effective, known)
    viewer = request.viewer  # type: ignore[attr-defined]
    standing = sheet.standing
    reply = standing.reply
    offered = _offered(sheet, viewer)
    names = told.named(sheet, today)
    listed = _papers(id, viewer)
    begun = _begun(listed, "reply", sheet)
    may_answer = not (effective or known) and Kind.DECIDED in sheet.open and _drafts(viewer)
    search_first = may_answer and begun is None and not sheet.facts.searched
    return render(
        request,
        "applications/case.html",
        {
            "sheet": sheet,
            "standing": standing,
            "state": STATES[standing.state],
            "facts": list(told.facts(sheet, viewer, today, names)),
            "moments": list(told.moments(sheet, viewer, names, effective or today)),
            "steps": standing.steps(),
            "due": standing.due,
            "firm": reply is None or reply.missing is None,
            "workdays_left": _left(sheet, effective or today),
            "today": effective or today,
            "as_of": effective or known,
            "next_steps": [(kind.value, wording.asked(kind)) for kind in offered if kind not in _SELDOM],
            "seldom": [(kind.value, wording.asked(kind)) for kind in offered if kind in _SELDOM],
            "papers": listed,
            "to_carry": []
            if effective or known
            else [each for each in listed if each["line"].open and each["line"].body != sheet.facts.body],
            "may_carry": _drafts(viewer),
            "begun": begun,
            "no_extension": None if effective or known else _not_extended(sheet, viewer, today),
            "untold": None if effective or known or standing.ended else sheet.facts.untold,
            "may_tell": _drafts(viewer),
            "telling": _begun(listed, "extension_notice", sheet),
            "receipted": any(
                each["line"].kind == "receipt" and each["line"].state != "voided" for each in listed
            ),
            "related": ()
            if effective or known
            else related(id, (sheet.facts.party, *sheet.facts.others), viewer=viewer),
            "may_answer": may_answer,
            "search_first": wording.OFFICE_ACTS["search"] if search_first else None,
            "may_receipt": standing.due is not None
            and standing.decided is None
            and standing.ended is None
            and may(viewer, "papers.draft"),
            "office_acts": [
                (name, words)
                for name, words in wording.OFFICE_ACTS.items()
                if may(viewer, _OFFICE[name])
                and _fits(name, sheet)
                and not (search_first and name == "search")
            ],
            "refusals": standing.refusals,
            "files": [
                *files.listed(Subject(SUBJECT, id), viewer),
                *(each for item in sheet.facts.items for each in files.listed(Subject("item", item), viewer)),
            ],
            "arrivals": () if effective or known else list(_arrivals(sheet, offered, viewer)),
            "note_ends": any(each.what not in COURT for each in sheet.facts.arrivals),
            "may_unmask": may(viewer, "applications.unmask"),
            "may_attach": may(viewer, "files.store"),
            "calls": sheets.calls(sheet)[:-1],
            "prints": [
                (kind, sheets.PRINTS[kind])
                for kind in sheets.KINDS
                if may(viewer, "applications.see")
                and (kind != "transfer_slip" or not standing.ended or _sent(sheet))
            ],
        },
    )


@seated
def step(request: HttpRequest, id: UUID, kind: str) -> HttpResponse:
    """One step that the law knows: fill in, see what it changes, confirm."""
    if kind not in set(Kind):
        raise Http404
    wanted, now = Kind(kind), timezone.now()
    today = timezone.localdate(now)
    sheet = seeing(request, id, today)
    viewer = request.viewer  # type: ignore[attr-defined]
    out = tuple(each.party for each in sheet.standing.consultations if each.answered is None)
    form = StepForm(
        wanted,
        request.POST or None,
        seen=sheet.head,
        today=_day(request.GET.get("effective")) or today,
        parties=out if not wanted.value.endswith("_consulted") else (),
        known=tuple(each.party for each in sheet.standing.consultations),
    )
    if wanted is Kind.TAKEN_OVER:
        form.fields["organ"].initial = _heir(sheet.facts.body, today)
        form.fields["organ"].help_text = _("填写在本系统内的机关的名称，申请随即由该机关办理。")
    if wanted is Kind.EXTENDED:
        most = sheet.case.settings.law.on("extension_days", sheet.standing.received or today).number
        form.fields["days"].help_text = _("总共不超过%(most)s个工作日。") % {"most": most}
    entry, found = acts()[wanted], letters.letter_of(wanted)
    writes = found is not None and _drafts(viewer)
    if found is not None and writes:
        form.ask_for(found)
    issues = (
        writes and found is not None and may(viewer, found.issued) and may(viewer, permission_for(wanted))
    )

    drawn: dict[str, Any] = {"today": today}

    def preview(filled: ActForm) -> Confirmation:
        given = filled.facts(tuple(entry.needs) + tuple(entry.may))
        if wanted is Kind.EXTENDED:
            given["approved_by"] = viewer.name
        effective = filled.cleaned_data.get("effective") or today
        made = act(wanted, effective, recorded=today, happened=min(effective, today), **given)  # type: ignore[arg-type]
        way = "" if issues else "signed" if writes else "after"
        found = consequence(sheet.case, made, way)
        if found.after is not None and found.after.due is not None and found.after.due != found.before.due:
            drawn["steps_after"] = found.after.steps()
        return _confirmation(found, filled)

    def write(filled: ActForm) -> str:
        paper = services.write_step(
            application=id,
            step=wanted,
            facts=filled.facts((*entry.needs, *entry.may)),
            given=form.letter_facts(),
            addressee=form.addressee,
            by=viewer,
            seen=filled.cleaned_data["seen"],
            now=now,
            key=filled.cleaned_data["key"],
        )
        return f"/office/papers/{paper}/"

    def perform(filled: ActForm) -> str:
        services.take_step(
            application=id,
            kind=wanted,
            effective=filled.cleaned_data["effective"],
            by=viewer,
            seen=filled.cleaned_data["seen"],
            now=now,
            facts=filled.facts(filled.names),  # type: ignore[attr-defined]
            key=filled.cleaned_data["key"],
        )
        return reverse("applications:case", args=[id])

    if not writes:
        _must(request, permission_for(wanted))
    return act_page(
        request, form=form, title=wording.asked(wanted), perform=write if writes else perform, preview=preview, head=sheet.head, sheet=sheet, unless=sheet.held_newest,
        ground=entry.ground_on(today), extra=drawn, live=True, back=reverse("applications:case", args=[id]),
        template="applications/act.html", beside="applications/clock_after.html",
    )  # fmt: skip


@permitted("papers.draft")
@permitted("applications.handle")
def extension_notice(request: HttpRequest, id: UUID) -> HttpResponse:
    """Draft the notice of an extension to which the head of the working body agreed: its letter is shown before it is kept."""
    now = timezone.now()
    today = timezone.localdate(now)
    sheet = seeing(request, id, today)
    wanted = letters.letter_of(Kind.EXTENDED)
    if wanted is None or sheet.facts.untold is None:
        raise Http404
    form = StepForm(Kind.EXTENDED, request.POST or None, seen=sheet.head, today=today)
    form.ask_for(wanted)
    del form.fields["days"]
    due = sheet.standing.due

    def preview(filled: ActForm) -> Confirmation:
        until = Words(day_zh(due), day_en(due)) if due is not None else Words("", "")
        return Confirmation(
            Words(
                f"确认后，《延期答复告知书》存为草稿，待签发；告知申请人答复期限延至{until.zh}。",
                f"once confirmed: the notice is kept as a draft and waits for who signs it; it tells the applicant that the period to reply ends on {until.en}.",
            ),
            ground=acts()[Kind.EXTENDED].ground_on(today),
            button=Words("保存草稿", "Save the draft"),
        )

    def perform(filled: ActForm) -> str:
        paper = services.draft_notice_of_extension(
            application=id,
            given=form.letter_facts(),
            by=request.viewer,  # type: ignore[attr-defined]
            seen=filled.cleaned_data["seen"],
            now=now,
            key=filled.cleaned_data["key"],
        )
        return reverse("papers:paper", args=[paper])

    return act_page(
        request, form=form, title=_("起草《延期答复告知书》"), perform=perform, preview=preview, head=sheet.head, sheet=sheet,
        unless=sheet.held_newest, ground=acts()[Kind.EXTENDED].ground_on(today),
        back=reverse("applications:case", args=[id]), template="applications/act.html",
    )  # fmt: skip


@seated
def office_act(request: HttpRequest, id: UUID, name: str) -> HttpResponse:
    """What an office does beside the law: hand on, search, call, note, send to a unit, press."""
    if name not in OFFICE_FORMS:
        raise Http404
    _must(request, _OFFICE[name])
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
        preview=(lambda filled: PREVIEWS[name](filled, today)) if name in PREVIEWS else None, head=sheet.head, sheet=sheet,
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
_OFFICE = {
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


def _fits(name: str, sheet: Sheet) -> bool:
    """Return whether there is anything to do *name* on: nothing is handed on that has ended, nothing comes back that never went."""
    match name:
        case "assign" | "send-task":
            return sheet.standing.ended is None
        case "return-task":
            return bool(sheet.facts.tasks)
        case "answer-court":
            return any(each.what in COURT for each in sheet.facts.arrivals)
        case "answer-press":
            return bool(sheet.facts.presses)
        case _:
            return True


def _sent(sheet: Sheet) -> bool:
    """Return whether it was ever sent to a unit."""
    return any(each.kind == "task_sent" for each in sheet.happenings)


def _drafts(viewer: Any) -> bool:
    """Return whether the seat drafts what an application is handled with: the window drafts receipts and what it answers on the spot."""
    return may(viewer, "papers.draft") and may(viewer, "applications.handle")


def _must(request: HttpRequest, key: str) -> None:
    permitted(key)(lambda _: HttpResponse())(request)


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


_SELDOM = {
    Kind.REROUTED, Kind.TAKEN_OVER, Kind.SPLIT, Kind.MERGED, Kind.APPLICANT_GONE, Kind.DEFERRED, Kind.REASONS_ASKED,
    Kind.REDO_ORDERED, Kind.JOINT_MAKER_CONSULTED, Kind.ORGAN_CONSULTED,
}  # fmt: skip
"""Steps that few cases see: offered apart, so that the common ones are found at a glance."""


def _heir(body: UUID, today: date) -> str:
    """Return the name of the body to which powers moved last, where any did."""
    moved = [each for each in orgs.successions(body) if each.kind == "powers_moved" and each.since <= today]
    return orgs.name_on(moved[-1].into[0], today) if moved else ""


def _papers(id: UUID, viewer: Any) -> list[dict[str, Any]]:
    if not may(viewer, "papers.see"):
        return []
    return [
        {"line": line, "title": paper_kind(line.kind).words, "state": line.said}
        for line in papers.about(Subject(SUBJECT, id), viewer)
    ]


def _not_extended(sheet: Sheet, viewer: Any, today: date) -> Words | None:
    """Return why an open application whose period is over is not extended, for who would; None where nobody wonders."""
    due = sheet.standing.due
    over = due is not None and due < today and sheet.standing.ended is None and sheet.standing.decided is None
    if not over or Kind.EXTENDED in sheet.open or not (_drafts(viewer) or may(viewer, "applications.extend")):
        return None
    wanted = act(Kind.EXTENDED, today, days=1, approved_by=viewer.name)
    return consequence(sheet.case, wanted).refused


def _begun(listed: list[dict[str, Any]], kind: str, sheet: Sheet) -> Any:
    """Return the paper of *kind* that is begun in the name of who has the case, and not signed; None where there is none."""
    lines = (each["line"] for each in listed)
    return next(
        (one for one in lines if one.kind == kind and one.open and one.body == sheet.facts.body), None
    )


def _offered(sheet: Sheet, viewer: Any) -> list[Kind]:
    """Return the steps that this seat enters, or whose letter it drafts for another seat to issue."""
    drafts = _drafts(viewer)
    return [
        kind
        for kind in sheet.open
        if kind not in queries.NOT_BY_HAND
        and (may(viewer, permission_for(kind)) or (drafts and letters.letter_of(kind) is not None))
    ]


def _arrivals(sheet: Sheet, offered: list[Kind], viewer: Any) -> Any:
    """Yield what came in and waits, each with the step that it brings about where this seat may take it now."""
    for came in sheet.facts.arrivals:
        steps = [kind for kind in offered if kind in brings(came.what)]
        where, words = "", Words("", "")
        if steps:
            step = reverse("applications:step", args=[sheet.subject, steps[0].value])
            where, words = f"{step}?effective={came.arrived}", wording.asked(steps[0])
        elif came.what == "receipt" and (sent := _unserved(sheet)) and may(viewer, "papers.dispatch"):
            where = reverse("papers:act", args=[sent, "serve"])
            words = Words("登记送达", "record service")
        elif came.what in COURT and may(viewer, _OFFICE["answer-court"]):
            where = reverse("applications:office_act", args=[sheet.subject, "answer-court"])
            words = wording.OFFICE_ACTS["answer-court"]
        limit = came.answer_by(sheet.case.settings)
        yield {
            "came": came,
            "what": wording.JOINS[came.what],
            "address": where,
            "step": words,
            "limit": limit,
        }


def _unserved(sheet: Sheet) -> object:
    """Return the reply that went out and of which it is not known that it arrived."""
    standing = sheet.standing
    return sheet.facts.paper if standing.answered is not None and standing.served is None else None


def _left(sheet: Sheet, today: date) -> int | None:
    """Return how many working days are left, the due day included, or have gone since; None where no clock runs."""
    due = sheet.standing.due
    if due is None or sheet.standing.ended is not None:
        return None
    return rules.days_to(due, today, sheet.case.settings.calendar)


def _confirmation(found: Consequence, form: ActForm) -> Confirmation:
    if found.refused is not None:
        form.add_error(None, str(said(found.refused)))
    return Confirmation(found.says, ground=found.ground)


def _day(text: str | None) -> date | None:
    try:
        return parse_date(text) if text else None
    except ValueError:
        return None
