"""The applicant of a case: unmasked only for a reason that goes on record; and the files of items and cases."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from mingbai.errors import MingbaiError
from mingbai.text.words import Words
from mingbai_web.accounts.doors import permitted
from mingbai_web.accounts.permissions import may
from mingbai_web.applications import services as applications
from mingbai_web.applications.cases import SUBJECT
from mingbai_web.applications.forms.base import choices
from mingbai_web.applications.models import Item
from mingbai_web.applications.views.seeing import seeing
from mingbai_web.files import services as files
from mingbai_web.files.fields import TakenField
from mingbai_web.ledger.subjects import Subject
from mingbai_web.look.acting import ActForm, act_page, said_of
from mingbai_web.look.parts import Confirmation, Fact
from mingbai_web.look.templatetags.look import said
from mingbai_web.parties import queries as parties
from mingbai_web.parties import services
from mingbai_web.parties.details import IDENTITIES, Details

__all__ = ["applicant", "attach_to_case", "attach_to_item", "correct_applicant", "erase_applicant"]


class Why(forms.Form):
    """Why somebody looks."""

    reason = forms.CharField(
        label=gettext_lazy("查看理由"),
        min_length=2,
        max_length=200,
        help_text=gettext_lazy("记入访问日志，供审计查看。"),
    )


class Correction(ActForm):
    """What is wrong of what is known; what is left empty stays."""

    name = forms.CharField(label=gettext_lazy("姓名或者名称"), required=False, max_length=200)
    identity = forms.ChoiceField(label=gettext_lazy("证件种类"), required=False)
    number = forms.CharField(label=gettext_lazy("证件号码"), required=False, max_length=60)
    phone = forms.CharField(label=gettext_lazy("电话"), required=False, max_length=60)
    email = forms.EmailField(label=gettext_lazy("电子邮箱"), required=False)
    address = forms.CharField(label=gettext_lazy("通信地址"), required=False, max_length=500)
    post_code = forms.CharField(label=gettext_lazy("邮政编码"), required=False, max_length=20)
    contact = forms.CharField(label=gettext_lazy("联系人"), required=False, max_length=100)
    reason = forms.CharField(
        label=gettext_lazy("更正理由"),
        min_length=2,
        max_length=200,
        help_text=gettext_lazy("永久留在记录里：不要写姓名、证件号码、电话。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = choices({key: words for key, words in IDENTITIES.items() if key})
        self.fields["identity"].choices = [("", _("不改")), *kinds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for something to correct."""
        given = super().clean() or self.cleaned_data
        if not self.errors and not self.corrected():
            raise forms.ValidationError(_("请填写要更正的那一项；没有错的留空。"))
        return given

    def corrected(self) -> dict[str, str]:
        """Return what is to be put in the place of what is known."""
        return {name: said for name, said in self.given.items() if said and name != "reason"}


class Erasure(ActForm):
    """Why it is erased."""

    reason = forms.CharField(
        label=gettext_lazy("删除理由"),
        min_length=2,
        max_length=200,
        help_text=gettext_lazy(
            "例如：保存期限届满；申请人要求删除。永久留在记录里：不要写姓名、证件号码、电话。"
        ),
    )


class Scan(forms.Form):
    """A file that came with it."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("是什么"),
        choices=[
            ("scan", gettext_lazy("扫描件")),
            ("identity", gettext_lazy("身份证明")),
            ("authorisation", gettext_lazy("授权委托书")),
            ("attachment", gettext_lazy("附件")),
        ],
    )
    file = TakenField(
        dict.fromkeys(("scan", "identity", "authorisation", "attachment")),
        label=gettext_lazy("文件"),
        max_length=200,
    )


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
    viewer = request.viewer  # type: ignore[attr-defined]
    everybody = [sheet.facts.party, *sheet.facts.others]
    labels = parties.masked(everybody, viewer)
    told = {
        "sheet": sheet,
        "form": form,
        "facts": facts,
        "everybody": [(each, labels[each]) for each in everybody if each in labels],
        "may_correct": may(viewer, "parties.correct"),
        "may_erase": may(viewer, "parties.erase"),
    }
    return render(request, "applications/applicant.html", told)


@permitted("parties.correct")
@sensitive_variables()
@sensitive_post_parameters()
def correct_applicant(request: HttpRequest, id: UUID, party: UUID) -> HttpResponse:
    """Correct what was written down wrong of an applicant, without showing what is known."""
    label = _label(request, id, party)
    form = Correction(request.POST or None, seen=parties.head(party))

    def preview(filled: Correction) -> Confirmation:
        sentence = Words(
            f"更正“{label.zh}”的 {len(filled.corrected())} 项信息；以前的内容不再显示，已经发出的文书不变。",
            f"Corrects {len(filled.corrected())} of what is known of “{label.en}”; what stood before is shown no more, letters sent stay as they are.",
        )
        return Confirmation(sentence)

    def perform(filled: Correction) -> str:
        services.correct_some(
            party=party, given=filled.corrected(), reason=filled.cleaned_data["reason"], by=request.viewer,  # type: ignore[attr-defined]
            now=timezone.now(), seen=filled.cleaned_data["seen"],
        )  # fmt: skip
        return reverse("applications:case", args=[id])

    back = reverse("applications:applicant", args=[id])
    title = Words(f"更正{label.zh}的信息", f"Correct what is known of {label.en}")
    return act_page(
        request, form=form, title=said(title), perform=perform, preview=preview, done=_("已更正。"),
        head=parties.head(party), back=back, template="applications/correction.html",
    )  # fmt: skip


@permitted("parties.erase")
def erase_applicant(request: HttpRequest, id: UUID, party: UUID) -> HttpResponse:
    """Erase what is known of an applicant whose applications are all done with."""
    label = _label(request, id, party)
    form = Erasure(request.POST or None, seen=parties.head(party))

    def preview(filled: Erasure) -> Confirmation:
        applications.hold_done_with(party)
        return Confirmation(
            Words(
                f"删除“{label.zh}”的姓名、证件、联系方式、写给申请人的函件和提交的文件：本机和所有备份里的都不再能读出。办理记录、日期和统计数字不变。",
                f"Erases name, document, telephone and address of “{label.en}”, the letters written to and the files sent by them: nobody can read them again, here or in any backup. Acts, days and figures stay.",
            ),
            undo=Words("删除以后无法恢复。", "It cannot be undone."),
            button=_("删除，不再恢复"),
        )

    def perform(filled: Erasure) -> str:
        applications.erase_applicant(
            party=party, by=request.viewer, reason=filled.cleaned_data["reason"],  # type: ignore[attr-defined]
            now=timezone.now(), seen=filled.cleaned_data["seen"],
        )  # fmt: skip
        return reverse("applications:case", args=[id])

    back = reverse("applications:applicant", args=[id])
    title = Words(f"删除{label.zh}的个人信息", f"Erase the personal data of {label.en}")
    return act_page(
        request, form=form, title=said(title), perform=perform, preview=preview, done=_("已删除。"),
        head=parties.head(party), back=back,
    )  # fmt: skip


def _label(request: HttpRequest, id: UUID, party: UUID) -> Words:
    """Return what *party* is called in lists, one of those who applied in the case."""
    facts = seeing(request, id, timezone.localdate()).facts
    labels = parties.masked([party], request.viewer)  # type: ignore[attr-defined]
    if party not in (facts.party, *facts.others) or party not in labels:
        raise Http404
    return labels[party]


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


def _of_agent(what: Words) -> Words:
    return Words(f"代理人的{what.zh}", f"the agent's {what.en}")


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
        agent = known.agent
        rows += [
            Fact(Words("代理人", "agent"), f"{agent.name} {agent.phone}".strip()),
            Fact(_of_agent(IDENTITIES.get(agent.identity, Words("证件", "document"))), agent.number),
            Fact(_of_agent(Words("地址", "address")), agent.address),
            Fact(_of_agent(Words("权限", "authority")), agent.authority),
        ]
    rows += [Fact(Words("共同申请人", "joint applicant"), each.name) for each in known.joint]
    return [row for row in rows if row.value]
