"""A case on one page: facts at the left, timeline in the middle, clock and next steps at the right."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from mingbai.lifecycle import STATES, Kind, act
from mingbai.text.words import Words
from mingbai_web.accounts.doors import seated
from mingbai_web.accounts.permissions import may
from mingbai_web.applications import letters, queries, sheets, wording
from mingbai_web.applications.cases import COURT, SUBJECT, brings
from mingbai_web.applications.consequences import consequence
from mingbai_web.applications.kinds import permission_for
from mingbai_web.applications.queries import Sheet
from mingbai_web.applications.related import related
from mingbai_web.applications.views import told
from mingbai_web.applications.views.internal import PERMISSIONS
from mingbai_web.applications.views.overseeing import overview
from mingbai_web.applications.views.seeing import day_asked, drafts, seeing
from mingbai_web.files import queries as files
from mingbai_web.ledger.subjects import Subject
from mingbai_web.papers import queries as papers
from mingbai_web.papers.wording.kinds import kind as paper_kind
from mingbai_web.rules import queries as rules

__all__ = ["case"]


@seated
@rules.steady()
def case(request: HttpRequest, id: UUID) -> HttpResponse:
    """One case, as it stands or as it stood on a day by what was known on a day."""
    if not may(request.viewer, "applications.see") and may(request.viewer, "applications.see_queue"):  # type: ignore[attr-defined]
        return overview(request, id)
    today = timezone.localdate()
    effective, known = (day_asked(request.GET.get(name)) for name in ("effective", "known"))
    sheet = seeing(request, id, today, effective, known)
    viewer = request.viewer  # type: ignore[attr-defined]
    standing = sheet.standing
    reply = standing.reply
    offered = _offered(sheet, viewer)
    names = told.named(sheet, today)
    listed = _papers(id, viewer)
    begun = _begun(listed, "reply", sheet)
    may_answer = not (effective or known) and Kind.DECIDED in sheet.open and drafts(viewer)
    to_carry = (
        []
        if effective or known
        else [each for each in listed if each["line"].open and each["line"].body != sheet.facts.body]
    )
    untold = None if effective or known or standing.ended else sheet.facts.untold
    arrivals = [] if effective or known else list(_arrivals(sheet, offered, viewer))
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
            "to_carry": to_carry,
            "may_carry": drafts(viewer),
            "main": _main(bool(to_carry) and drafts(viewer), arrivals, untold is not None),
            "begun": begun,
            "no_extension": None if effective or known else _not_extended(sheet, viewer, today),
            "untold": untold,
            "may_tell": drafts(viewer),
            "telling": _begun(listed, "extension_notice", sheet),
            "receipted": any(
                each["line"].kind == "receipt" and each["line"].state != "voided" for each in listed
            ),
            "related": ()
            if effective or known
            else related(
                id, (sheet.facts.party, *sheet.facts.others), matter=sheet.facts.matter, viewer=viewer
            ),
            "may_answer": may_answer,
            "search_first": wording.OFFICE_ACTS["search"] if search_first else None,
            "may_receipt": standing.due is not None
            and standing.decided is None
            and standing.ended is None
            and may(viewer, "papers.draft"),
            "office_acts": [
                (name, words)
                for name, words in wording.OFFICE_ACTS.items()
                if may(viewer, PERMISSIONS[name])
                and _fits(name, sheet)
                and not (search_first and name == "search")
            ],
            "refusals": standing.refusals,
            "files": files.listed_of(
                [Subject(SUBJECT, id), *(Subject("item", item) for item in sheet.facts.items)], viewer
            ),
            "arrivals": arrivals,
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


def _main(carries: bool, arrivals: list[dict[str, Any]], tells: bool) -> str:
    """Return which button of the page is the solid one, of an arrival its address: what keeps the reply waiting comes before it."""
    if carries:
        return "carry"
    came = next((each["address"] for each in arrivals if each["address"]), "")
    return came or ("tell" if tells else "answer")


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


_SELDOM = {
    Kind.REROUTED, Kind.TAKEN_OVER, Kind.SPLIT, Kind.MERGED, Kind.APPLICANT_GONE, Kind.DEFERRED, Kind.REASONS_ASKED,
    Kind.REDO_ORDERED, Kind.JOINT_MAKER_CONSULTED, Kind.ORGAN_CONSULTED,
}  # fmt: skip
"""Steps that few cases see: offered apart, so that the common ones are found at a glance."""


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
    if not over or Kind.EXTENDED in sheet.open or not (drafts(viewer) or may(viewer, "applications.extend")):
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
    writes = drafts(viewer)
    return [
        kind
        for kind in sheet.open
        if kind not in queries.NOT_BY_HAND
        and (may(viewer, permission_for(kind)) or (writes and letters.letter_of(kind) is not None))
    ]


def _arrivals(sheet: Sheet, offered: list[Kind], viewer: Any) -> Iterator[dict[str, Any]]:
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
        elif came.what in COURT and may(viewer, PERMISSIONS["answer-court"]):
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
