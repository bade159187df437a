"""The pages of an application as forms: each asks one thing of Article 29, and none asks what it is wanted for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mingbai.outcomes import applicants
from mingbai.text.words import Words
from mingbai_web.files.fields import TakenField
from mingbai_web.intake.details import IDENTITIES, PURPOSES, Person, Sought, Wanted
from mingbai_web.intake.fields import Line, Number, Paragraphs, resident_number
from mingbai_web.intake.uploads import EACH, EXAMINED_AS

__all__ = [
    "WAYS",
    "ApplicantPage",
    "BodyPage",
    "FilePage",
    "JointRow",
    "OthersPage",
    "SoughtPage",
    "WayPage",
    "joint_rows",
]

WAYS = {
    f"{form}/{route}": Words(zh, en)
    for form, route, zh, en in (
        (
            "electronic",
            "online",
            "电子文件，在本网站查询页下载",
            "an electronic file, downloaded from the page where I follow it",
        ),
        ("electronic", "email", "电子文件，发到我的电子邮箱", "an electronic file, sent by e-mail"),
        ("paper", "post", "纸质复制件，邮寄给我", "a copy on paper, sent by post"),
        ("paper", "pickup", "纸质复制件，我自行领取", "a copy on paper, collected by me"),
        ("reading", "pickup", "到现场阅读、抄录", "reading and copying on the spot"),
    )
}
"""The form and the way of receipt as one question: what does not go together cannot be chosen."""

MOST_JOINT = 8


def _choices(of: Mapping[str, Words]) -> Any:
    """Return the choices in the reader's language, read when the form is made."""
    return lambda: [
        (key, words.in_("en" if (get_language() or "").startswith("en") else "zh"))
        for key, words in of.items()
    ]


class BodyPage(forms.Form):
    """Which body is applied to (条例第二十七条)."""

    body = forms.ChoiceField(
        label=_("向哪个机关申请"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("请选择一个机关。"),
            "invalid_choice": _("没有这个机关：请从列出的机关中选择。"),
        },
    )

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["body"].choices = bodies  # type: ignore[attr-defined]


class SoughtPage(forms.Form):
    """What is sought: its name, its document number, or other features; one of them will do."""

    name = Line(
        label=_("信息的名称"), required=False, max_length=200,
        help_text=_("例如：清河区2025年老旧小区改造计划。"),
    )  # fmt: skip
    number = Line(
        label=_("文号"), required=False, max_length=100, help_text=_("知道就写，例如：清政发〔2025〕12号。")
    )
    features = Paragraphs(
        label=_("其他便于查找的特征"), required=False, max_length=2_000,
        help_text=_("什么时间、什么地点、什么事项。写得越具体，找得越快。请不要写申请的用途，也不要粘贴涉密内容。"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse a page that says nothing to search by."""
        said = super().clean() or {}
        if not self.errors and not any(said.values()):
            self.add_error("name", _("请至少填写一项：名称、文号或者其他特征（条例第二十九条）。"))
        return said

    def value(self) -> Sought:
        """Return what is sought."""
        return Sought(**self.cleaned_data)


class WayPage(forms.Form):
    """In what form and by what way the applicant wants it (条例第二十九条第二款第三项、第四十条)."""

    way = forms.ChoiceField(
        label=_("希望怎样获取"),
        choices=_choices(WAYS),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("请选择一种获取方式。"),
            "invalid_choice": _("没有这种方式：请从列出的方式中选择。"),
        },
    )
    otherwise = forms.BooleanField(label=_("如果机关无法按这种方式提供，也可以用其他方式"), required=False)

    def value(self) -> Wanted:
        """Return the form, the way and whether another will do."""
        form, route = self.cleaned_data["way"].split("/")
        return Wanted(form, route, self.cleaned_data["otherwise"])


class _Reachable(forms.Form):
    """A person with a document of identity and a way to be reached."""

    name = Line(
        label=_("姓名或者名称"), max_length=100, error_messages={"required": _("请填写姓名或者名称。")},
        help_text=_("与身份证明一致；生僻字照样填写。"),
    )  # fmt: skip
    identity = forms.ChoiceField(label=_("证件种类"), choices=_choices(IDENTITIES), required=False)
    identity_number = Number(
        label=_("证件号码"), required=False, max_length=40,
        help_text=_("也可以不填，在后面上传身份证明。"),
    )  # fmt: skip
    phone = Number(label=_("电话"), required=False, max_length=40)

    def clean(self) -> dict[str, Any]:
        """Hold the number of an identity card against its own check."""
        said = super().clean() or {}
        number = said.get("identity_number", "")
        if said.get("identity") == "resident" and number and not resident_number(number):
            self.add_error("identity_number", _("身份证号码有误：应为18位，请对照证件核对每一位。"))
        phone = said.get("phone", "")
        if phone and not 5 <= sum(c.isdigit() for c in phone) <= 20:
            self.add_error("phone", _("电话号码有误：请填写数字，固定电话带区号。"))
        return said


class ApplicantPage(_Reachable):
    """Who applies; the kind decides the column of the annual report."""

    kind = forms.ChoiceField(
        label=_("申请人是"),
        choices=_choices({key: each.words for key, each in applicants().items()}),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("请选择申请人的类别。"),
            "invalid_choice": _("没有这种类别：请从列出的类别中选择。"),
        },
    )
    contact = Line(label=_("联系人"), required=False, max_length=60, help_text=_("单位申请时填写。"))
    email = forms.EmailField(
        label=_("电子邮箱"), required=False, max_length=200,
        error_messages={"invalid": _("电子邮箱有误：应像 name@example.com 这样。")},
    )  # fmt: skip
    address = Line(label=_("通信地址"), required=False, max_length=200)
    postcode = Number(label=_("邮政编码"), required=False, max_length=10)

    field_order = (
        "kind",
        "name",
        "identity",
        "identity_number",
        "contact",
        "phone",
        "email",
        "address",
        "postcode",
    )

    def __init__(self, *args: Any, route: str = "", **given: Any) -> None:
        super().__init__(*args, **given)
        self.route = route

    def clean(self) -> dict[str, Any]:
        """Want what the chosen way needs, and one way at least to be reached."""
        said = super().clean()
        if self.route == "post" and not said.get("address") and "address" not in self.errors:
            self.add_error("address", _("您选择了邮寄：请填写通信地址。"))
        if self.route == "email" and not said.get("email") and "email" not in self.errors:
            self.add_error("email", _("您选择了电子邮件：请填写电子邮箱。"))
        reachable = any(said.get(each) for each in ("phone", "email", "address"))
        if not reachable and not {"phone", "email", "address"} & set(self.errors):
            self.add_error("phone", _("请至少留一种联系方式：电话最好，机关要与您确认收到申请。"))
        return said

    def value(self) -> Person:
        """Return the applicant."""
        return Person(**self.cleaned_data)


class OthersPage(_Reachable):
    """Whether somebody files it for the applicant."""

    by_agent = forms.BooleanField(label=_("我是代理人，替申请人提交"), required=False)
    field_order = ("by_agent", "name", "identity", "identity_number", "phone")

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **given)
        self.fields["name"].label = _("代理人姓名")
        self.fields["name"].required = False

    def clean(self) -> dict[str, Any]:
        """Want the agent's name where there is one."""
        said = super().clean()
        if said.get("by_agent") and not said.get("name") and "name" not in self.errors:
            self.add_error("name", _("请填写代理人姓名。"))
        if not said.get("by_agent") and any(said.get(each) for each in ("name", "identity_number", "phone")):
            self.add_error("by_agent", _("您填写了代理人：请在这里打勾；不是代理人的，请清空下面几项。"))
        return said

    def value(self) -> Person | None:
        """Return the agent, None where the applicant files it."""
        said = dict(self.cleaned_data)
        return Person(**said) if said.pop("by_agent") else None


class JointRow(forms.Form):
    """One more applicant."""

    name = Line(label=_("姓名或者名称"), required=False, max_length=100)
    identity_number = Number(label=_("证件号码"), required=False, max_length=40)
    phone = Number(label=_("电话"), required=False, max_length=40)

    def clean(self) -> dict[str, Any]:
        """Want the name of who is there at all."""
        said = super().clean() or {}
        if any(said.values()) and not said.get("name"):
            self.add_error("name", _("请填写这位共同申请人的姓名或者名称。"))
        return said

    def value(self) -> Person | None:
        """Return the applicant, None for an empty row."""
        return Person(**self.cleaned_data) if self.cleaned_data.get("name") else None


def joint_rows(typed: Mapping[str, Any] | None, count: int, *, asked: bool = True) -> list[JointRow]:
    """Return *count* rows for joint applicants, at most eight, filled with what was *typed*; judged where it is *asked*."""
    numbers = range(1, min(max(count, 0), MOST_JOINT) + 1)
    if asked:
        return [JointRow(typed, prefix=f"joint{n}") for n in numbers]
    told = typed or {}
    return [
        JointRow(
            prefix=f"joint{n}", initial={name: told.get(f"joint{n}-{name}") for name in JointRow.base_fields}
        )
        for n in numbers
    ]


class FilePage(forms.Form):
    """One file to attach."""

    purpose = forms.ChoiceField(label=_("这个文件是"), choices=_choices(PURPOSES))
    file = TakenField(
        {EXAMINED_AS[key]: words for key, words in PURPOSES.items()},
        most=EACH,
        label=_("选择文件"),
        required=False,
        error_messages={
            "invalid": _("文件没有传完整：请再上传一次。"),
            "empty": _("这个文件是空的：请重新选择。"),
            "max_length": _("文件名太长：请改短后再上传。"),
        },
    )
