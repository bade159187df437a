"""The applicant of a case: unmasked only for a reason that goes on record; and the files of items and cases."""

from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables

from mingbai.errors import MingbaiError
from mingbai.text.words import Words
from mingbai_web.accounts.doors import permitted
from mingbai_web.applications.cases import SUBJECT
from mingbai_web.applications.models import Item
from mingbai_web.applications.views.seeing import seeing
from mingbai_web.files import services as files
from mingbai_web.ledger.subjects import Subject
from mingbai_web.look.acting import act_page, said_of
from mingbai_web.look.parts import Fact
from mingbai_web.parties import queries as parties
from mingbai_web.parties.details import IDENTITIES, Details

__all__ = ["applicant", "attach_to_case", "attach_to_item"]


class Why(forms.Form):
    """Why somebody looks."""

    reason = forms.CharField(
        label=gettext_lazy("查看理由"),
        min_length=2,
        max_length=200,
        help_text=gettext_lazy("记入访问日志，供审计查看。"),
    )


class Scan(forms.Form):
    """A file that came with it."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("是什么"),
        choices=[
            ("scan", gettext_lazy("扫描件")),
            ("identity", gettext_lazy("身份证明")),
            ("attachment", gettext_lazy("附件")),
        ],
    )
    file = forms.FileField(label=gettext_lazy("文件"), max_length=200)


@permitted("applications.unmask")
@sensitive_variables()
def applicant(request: HttpRequest, id: UUID) -> HttpResponse:
    """Show what is known of the applicant to who says why."""
    sheet = seeing(request, id, timezone.localdate())
    form = Why(request.POST or None)
    facts: list[Fact] = []
    if form.is_valid():
        try:
            viewer = request.viewer  # type: ignore[attr-defined]
            why, now = form.cleaned_data["reason"], timezone.now()
            facts = _known(parties.unmasked(sheet.facts.party, viewer, why, now))
            for at, each in enumerate(sheet.facts.others, 1):
                facts += _also(at, parties.unmasked(each, viewer, why, now))
        except MingbaiError as error:
            form.add_error(None, said_of(error))
    return render(request, "applications/applicant.html", {"sheet": sheet, "form": form, "facts": facts})


@permitted("files.store")
def attach_to_case(request: HttpRequest, id: UUID) -> HttpResponse:
    """Keep a scan with a case."""
    sheet = seeing(request, id, timezone.localdate())
    return _attach(request, Subject(SUBJECT, id), sheet.facts.body, sheet.facts.party, f"/office/cases/{id}/")


@permitted("files.store")
def attach_to_item(request: HttpRequest, id: UUID) -> HttpResponse:
    """Keep a scan with an item."""
    viewer = request.viewer  # type: ignore[attr-defined]
    row = Item.objects.filter(subject=id, body__in=viewer.reach).first()
    if row is None:
        raise Http404
    return _attach(request, Subject("item", id), row.body, row.party, f"/office/items/{id}/")


def _attach(
    request: HttpRequest, subject: Subject, body: UUID, party: UUID | None, back: str
) -> HttpResponse:
    def perform(filled: Scan) -> str:
        upload = filled.cleaned_data["file"]
        files.store(
            upload,
            purpose=filled.cleaned_data["purpose"],
            subject=subject,
            name=upload.name,
            by=request.viewer,  # type: ignore[attr-defined]
            now=timezone.now(),
            party=party,
            body=body,
        )
        return back

    return act_page(
        request,
        form=Scan(request.POST or None, request.FILES or None),
        title=_("添加文件"),
        perform=perform,
        done=_("已添加。"),
        back=back,
        template="applications/attach.html",
        files=True,
        button=_("添加"),
    )


def _also(at: int, known: Details) -> list[Fact]:
    """Return what is known of the joint applicant number *at*, one line."""
    identity = IDENTITIES.get(known.identity, Words("证件", "document"))
    told = [each for each in (known.number, known.phone, known.email, known.address) if each]
    note = Words(f"{identity.zh} {'，'.join(told)}", f"{identity.en} {', '.join(told)}") if told else ""
    return [Fact(Words(f"共同申请人{at}", f"joint applicant {at}"), known.name, note=note)]


def _known(known: Details) -> list[Fact]:
    rows = [
        Fact(Words("姓名或者名称", "name"), known.name),
        Fact(IDENTITIES.get(known.identity, Words("证件", "document")), known.number),
        Fact(Words("电话", "telephone"), known.phone),
        Fact(Words("电子邮箱", "e-mail"), known.email),
        Fact(Words("地址", "address"), f"{known.address} {known.post_code}".strip()),
        Fact(Words("联系人", "contact"), known.contact),
        Fact(Words("申请人的原文", "in the applicant's words"), known.notes),
    ]
    if known.agent is not None:
        rows.append(Fact(Words("代理人", "agent"), f"{known.agent.name} {known.agent.phone}".strip()))
    rows += [Fact(Words("共同申请人", "joint applicant"), each.name) for each in known.joint]
    return [row for row in rows if row.value]
