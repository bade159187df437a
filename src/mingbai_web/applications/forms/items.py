"""收件登记: what came in; the applications it becomes; what it joins; what its sender was told."""

import re
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingbai.outcomes import applicants, matters
from mingbai_web.applications import wording
from mingbai_web.applications.forms.base import choices
from mingbai_web.intake.details import FORMS, ROUTES
from mingbai_web.intake.fields import resident_number
from mingbai_web.look.acting import ActForm
from mingbai_web.look.fields import DayField, instant_field
from mingbai_web.parties.details import IDENTITIES, Agent, Details, normal

__all__ = ["JoinForm", "LogForm", "RequestForm", "TakeInForm", "TellForm"]


class LogForm(ActForm):
    """What came in: how, when, with what on its envelope."""

    body = forms.TypedChoiceField(label=_("收件机关"), coerce=UUID)
    carrier = forms.ChoiceField(label=_("来件方式"))
    arrived_at = instant_field(label=_("收到时间"))
    about = forms.CharField(
        label=_("来件事由"), max_length=200, help_text=_("一句话，不写姓名、电话、证件号码。")
    )
    tracking = forms.CharField(label=_("邮件编号"), required=False, max_length=60)
    signed_by = forms.CharField(label=_("签收人"), required=False, max_length=40)
    handed_by = forms.CharField(label=_("转交人或者机构"), required=False, max_length=80)
    sent_on = DayField(label=_("寄出日期（邮戳）"), required=False)
    note = forms.CharField(
        label=_("备注"), required=False, max_length=1_000, widget=forms.Textarea({"rows": 2})
    )

    def __init__(self, *args: Any, bodies: dict[UUID, str], now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = list(bodies.items())  # type: ignore[attr-defined]
        if len(bodies) == 1:
            self.fields["body"].initial = next(iter(bodies))
        self.fields["carrier"].choices = choices(wording.CARRIERS)  # type: ignore[attr-defined]
        self.fields["arrived_at"].initial = timezone.localtime(now)


class RequestForm(ActForm):
    """One letter as the applications that it holds: who asks, and for what, one matter a line."""

    applicant = forms.ChoiceField(
        label=_("申请人类别"), help_text=_("按申请人本人，不按代理人；决定计入年报的哪一栏。")
    )
    name = forms.CharField(label=_("姓名或者名称"), max_length=100)
    identity = forms.ChoiceField(label=_("证件种类"), required=False)
    number = forms.CharField(label=_("证件号码"), required=False, max_length=40)
    phone = forms.CharField(label=_("联系电话"), required=False, max_length=40)
    email = forms.EmailField(label=_("电子邮箱"), required=False, max_length=120)
    address = forms.CharField(label=_("联系地址"), required=False, max_length=200)
    post_code = forms.CharField(label=_("邮政编码"), required=False, max_length=10)
    agent_name = forms.CharField(label=_("代理人姓名"), required=False, max_length=100)
    agent_identity = forms.ChoiceField(label=_("代理人证件种类"), required=False)
    agent_number = forms.CharField(label=_("代理人证件号码"), required=False, max_length=40)
    agent_phone = forms.CharField(label=_("代理人电话"), required=False, max_length=40)
    agent_address = forms.CharField(label=_("代理人联系地址"), required=False, max_length=200)
    agent_authority = forms.CharField(
        label=_("代理权限"),
        required=False,
        max_length=200,
        help_text=_("照授权委托书写，例如：代为提出申请、代收文书。"),
    )
    joint = forms.CharField(
        label=_("共同申请人"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("一行一人：姓名，证件号码，电话（后两项知道就写）。"),
    )
    matters = forms.CharField(
        label=_("申请内容"),
        max_length=4_000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_(
            "一行一件：一封信申请几件事，就登记为几件申请。写明名称、文号或者其他特征；不写个人信息。"
        ),
    )
    channel = forms.ChoiceField(label=_("收到日期的规则"), widget=forms.RadioSelect)
    arrived_at = instant_field(label=_("收到时间"))
    form = forms.ChoiceField(label=_("要求的提供形式"), required=False)
    route = forms.ChoiceField(label=_("要求的获取途径"), required=False)
    oral = forms.BooleanField(label=_("口头申请，由本机关代为填写"), required=False)
    unreachable = forms.BooleanField(label=_("暂时联系不上申请人"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        empty = [("", "—")]
        listed = {
            "applicant": choices({key: each.words for key, each in applicants().items()}),
            "identity": choices(IDENTITIES),
            "agent_identity": choices(IDENTITIES),
            "channel": choices(wording.CHANNELS),
            "form": empty + choices(FORMS),
            "route": empty + choices(ROUTES),
        }
        for name, offered in listed.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]

    @property
    def lines(self) -> list[str]:
        """Return the matters, one application each."""
        return [line.strip() for line in self.cleaned_data["matters"].splitlines() if line.strip()]

    def clean_matters(self) -> str:
        """Hold each matter to the length that a list can show."""
        text: str = self.cleaned_data["matters"]
        if any(len(line.strip()) > 300 for line in text.splitlines()):
            raise forms.ValidationError(_("一件申请的内容请写在 300 字以内，全文见来件扫描件。"))
        return text

    def details(self) -> Details:
        """Return who applies."""
        given = self.cleaned_data
        agent = (
            Agent(
                given["agent_name"],
                *(given[f"agent_{name}"] for name in ("identity", "number", "phone", "authority", "address")),
            )
            if given["agent_name"]
            else None
        )
        plain = {
            name: given[name]
            for name in ("name", "identity", "number", "phone", "email", "address", "post_code")
        }
        return Details(**plain, agent=agent, person=given["applicant"] == "natural_person")

    def doubted(self) -> list[str]:
        """Return the numbers that were written down as those of resident identity cards and can be none."""
        agent = self.details().agent
        known: list[Details | Agent] = [
            self.details(),
            *self.others(),
            *([agent] if agent is not None else []),
        ]
        return [
            each.number
            for each in known
            if each.identity == "resident"
            and each.number
            and not resident_number(normal("number", each.number))
        ]

    def others(self) -> list[Details]:
        """Return who applies together with the applicant."""
        return [_joint(line) for line in self.cleaned_data["joint"].splitlines() if line.strip()]

    def clean_joint(self) -> str:
        """Say which line cannot be read, and hold the number of lines."""
        text: str = self.cleaned_data["joint"]
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) > _MOST_JOINT:
            raise forms.ValidationError(
                _("共同申请人最多 %(most)s 人：请用附件列名单。"), params={"most": _MOST_JOINT}
            )
        for at, line in enumerate(lines, 1):
            parts = _parts(line)
            if not parts or len(parts) > 3 or not all(map(_NUMBER.fullmatch, parts[1:])):
                raise forms.ValidationError(
                    _("第 %(at)s 行写成“姓名，证件号码，电话”，证件号码和电话可以不写。"), params={"at": at}
                )
        return text


_MOST_JOINT = 200
_NUMBER = re.compile(r"[0-9A-Za-z()+\- ]{3,40}")
_PHONE = re.compile(r"(?:\+?86)?1[0-9]{10}|0[0-9]{2,3}-?[0-9]{7,8}")


def _parts(line: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,，;；\t]", line) if part.strip()]


def _joint(line: str) -> Details:
    """Return the person on a line: after the name a number, and a telephone, which may stand alone."""
    name, *numbers = _parts(line)
    phone = next((each for each in numbers[::-1] if _PHONE.fullmatch(each.replace(" ", ""))), "")
    number = next((each for each in numbers if each != phone), "")
    resident = re.fullmatch(r"[1-9][0-9]{16}[0-9Xx]", number)
    return Details(name, ("resident" if resident else "other") if number else "", number, phone)


class TakeInForm(ActForm):
    """What an online submission asks for, in the office's words; and when it was confirmed, if it was."""

    matters = forms.CharField(
        label=_("申请内容"),
        max_length=4_000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("一行一件。用于清单和查找，不写个人信息；申请人的原文另行加密保存。"),
    )
    confirmed_on = DayField(
        label=_("与申请人确认的日期"),
        required=False,
        help_text=_("收到后当日与申请人确认；确认之日为收到申请之日。还没有确认的，以后再办。"),
    )


class JoinForm(ActForm):
    """Which application the item belongs to, and as what."""

    number = forms.CharField(label=_("申请编号"), max_length=60, help_text=_("例如 申〔2026〕12号"))
    what = forms.ChoiceField(label=_("作为"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = choices(wording.JOINS)  # type: ignore[attr-defined]


class TellForm(ActForm):
    """Why the item is no application, and what its sender was told."""

    matter = forms.ChoiceField(label=_("来件性质"), widget=forms.RadioSelect)
    told = forms.CharField(label=_("告知内容"), max_length=1_000, widget=forms.Textarea({"rows": 3}))
    told_on = DayField(label=_("告知日期"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {key: each.words for key, each in matters().items() if not each.counts}
        self.fields["matter"].choices = choices(offered)  # type: ignore[attr-defined]
