"""A page for each step that the law knows: fill in, see what it changes, confirm."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingbai.lifecycle import Kind, act, acts
from mingbai.text.words import Words
from mingbai_web.accounts.doors import permitted, seated
from mingbai_web.accounts.permissions import may, require
from mingbai_web.applications import letters, services, wording
from mingbai_web.applications.consequences import Consequence, consequence, day_en, day_zh
from mingbai_web.applications.forms import StepForm
from mingbai_web.applications.kinds import permission_for
from mingbai_web.applications.views.seeing import day_asked, drafts, seeing
from mingbai_web.look.acting import ActForm, act_page
from mingbai_web.look.parts import Confirmation
from mingbai_web.look.templatetags.look import said
from mingbai_web.orgs import queries as orgs

__all__ = ["extension_notice", "step"]


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
        today=day_asked(request.GET.get("effective")) or today,
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
    writes = found is not None and drafts(viewer)
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
        require(request.viewer, permission_for(wanted))  # type: ignore[attr-defined]
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


def _heir(body: UUID, today: date) -> str:
    """Return the name of the body to which powers moved last, where any did."""
    moved = [each for each in orgs.successions(body) if each.kind == "powers_moved" and each.since <= today]
    return orgs.name_on(moved[-1].into[0], today) if moved else ""


def _confirmation(found: Consequence, form: ActForm) -> Confirmation:
    if found.refused is not None:
        form.add_error(None, str(said(found.refused)))
    return Confirmation(found.says, ground=found.ground)
