"""What was submitted online and waits: opened by the registrar, registered, confirmed with the applicant."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingbai.outcomes import applicants
from mingbai.text.words import Words
from mingbai_web.accounts.doors import permitted
from mingbai_web.applications import services
from mingbai_web.applications.consequences import beginning
from mingbai_web.applications.forms import TakeInForm
from mingbai_web.intake.details import FORMS, IDENTITIES, ROUTES, Opened, Person
from mingbai_web.ledger import queries as ledger
from mingbai_web.look.acting import ActForm, act_page
from mingbai_web.look.parts import Confirmation, Fact
from mingbai_web.look.templatetags.look import listed
from mingbai_web.rules import queries as rules

__all__ = ["take_in"]


@permitted("applications.register")
def take_in(request: HttpRequest, id: UUID) -> HttpResponse:
    """Read a submission and register it; confirmation may be entered in the same go."""
    viewer, now = request.viewer, timezone.now()  # type: ignore[attr-defined]
    if request.method == "POST":  # the same form again: it was taken in then
        before = ledger.by_key(f"{request.POST.get('key', '')}/0")
        if before is not None:
            return HttpResponse(
                status=302, headers={"Location": reverse("applications:case", args=[before.subject_id])}
            )
    opened = services.open_submission(submission=id, by=viewer)
    form = TakeInForm(request.POST or None, initial={"matters": opened.details.sought.name})

    def preview(filled: ActForm) -> Confirmation:
        return Confirmation(_taking(len(_lines(filled)), opened, filled.cleaned_data["confirmed_on"], now))

    def perform(filled: ActForm) -> str:
        made = services.take_in(
            submission=id,
            matters=_lines(filled),
            by=viewer,
            now=now,
            key=filled.cleaned_data["key"],
            confirmed_on=filled.cleaned_data["confirmed_on"],
        )
        return reverse("applications:case", args=[made[0].id])

    return act_page(
        request,
        form=form,
        title=_("登记网上提交的申请"),
        perform=perform,
        preview=preview,
        done=_("已登记。"),
        template="applications/take_in.html",
        facts=list(_facts(opened)),
        number=opened.number,
        back=reverse("applications:items"),
    )


def _lines(form: ActForm) -> list[str]:
    return [line.strip() for line in form.cleaned_data["matters"].splitlines() if line.strip()]


def _taking(number: int, opened: Opened, confirmed: date | None, now: datetime) -> Words:
    """Return what taking in comes to: how many applications, received when, to be answered by when."""
    arrived, today = (timezone.localtime(each).date() for each in (opened.submitted_at, now))
    follows = beginning("online", arrived, today, rules.settings(), confirmed=confirmed)
    return Words(
        f"确认后，登记为 {number} 件申请；{follows.zh}。",
        f"once confirmed, applications registered: {number}; {follows.en}.",
    )


def _facts(opened: Opened) -> list[Fact]:
    said, who = opened.details, opened.details.applicant
    rows = [
        Fact(Words("提交时间", "submitted at"), opened.submitted_at),
        Fact(Words("所需信息的名称", "name of the information"), said.sought.name),
        Fact(Words("文号", "document number"), said.sought.number),
        Fact(Words("其他特征", "other features"), said.sought.features),
        Fact(Words("要求的形式", "form wanted"), FORMS.get(said.wanted.form, "")),
        Fact(Words("要求的途径", "route wanted"), ROUTES.get(said.wanted.route, "")),
        Fact(Words("申请人类别", "kind of applicant"), applicants()[who.kind].words),
        *_person(who, "申请人", "applicant"),
    ]
    if said.agent is not None:
        rows += _person(said.agent, "代理人", "agent")
    for each in said.joint:
        rows += _person(each, "共同申请人", "joint applicant")
    if opened.files:
        rows.append(Fact(Words("附件", "files"), listed([each["name"] for each in opened.files])))
    return [row for row in rows if row.value not in ("", None)]


def _person(person: Person, zh: str, en: str) -> list[Fact]:
    papers, number = IDENTITIES.get(person.identity, Words("证件", "document")), person.identity_number
    numbered = Words(f"{papers.zh} {number}", f"{papers.en} {number}") if number else ""
    return [
        Fact(Words(zh, en), person.name),
        Fact(Words("证件", "document of identity"), numbered),
        Fact(Words("电话", "telephone"), person.phone),
        Fact(Words("电子邮箱", "e-mail"), person.email),
        Fact(Words("地址", "address"), f"{person.address} {person.postcode}".strip()),
        Fact(Words("联系人", "contact"), person.contact),
    ]
