"""The forms of acts on papers; each carries the head it is decided on, and a key that makes a second posting the same act."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mingbai.text.words import Words
from mingbai_web.files.fields import TakenField, accepted
from mingbai_web.look.acting import ActForm
from mingbai_web.look.fields import DayField
from mingbai_web.look.templatetags.look import capital
from mingbai_web.papers.enclosing import PURPOSE
from mingbai_web.papers.services.sending import PROOFS, ROUTES
from mingbai_web.papers.wording.pages import RESULTS, SIGNED

__all__ = ["FORMS", "RedraftForm"]

_LONGEST_TITLE = 120


def _choices(words: dict[str, Any]) -> Any:
    return lambda: [(key, capital(each)) for key, each in words.items()]


class RemarkForm(ActForm):
    """An act with a remark that may be left out."""

    remark = forms.CharField(
        label=_("意见"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("会永久保留，请不要写证件号码、手机号码。"),
    )


class ReturnForm(ActForm):
    """A return says why."""

    remark = forms.CharField(label=_("退回的理由"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class SecrecyForm(ActForm):
    """A review has a result and a ground."""

    result = forms.ChoiceField(label=_("审查结论"), choices=_choices(RESULTS), widget=forms.RadioSelect)
    ground = forms.CharField(
        label=_("依据"),
        max_length=400,
        help_text=_("例如：经核对不含国家秘密、工作秘密；附件一第3列属于个人隐私（条例第十五条）。"),
    )
    opinion = forms.CharField(
        label=_("意见"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SignForm(RemarkForm):
    """Signing may give a number that another system made."""

    number = forms.CharField(
        label=_("文号"), required=False, max_length=80, help_text=_("不填则按系列取下一个号。")
    )
    field_order = ("number", "remark")


class NumberForm(ActForm):
    """Issuing may give a number that another system made."""

    number = forms.CharField(
        label=_("文号"), required=False, max_length=80, help_text=_("不填则按系列取下一个号。")
    )


class RecordForm(ActForm):
    """What was signed on the printed slip, with its scan."""

    act = forms.ChoiceField(label=_("纸上所签"), choices=_choices(SIGNED))
    signer = forms.ChoiceField(label=_("签批人"))
    signed_on = DayField(label=_("签批日期"))
    result = forms.ChoiceField(
        label=_("审查结论（保密审查时填写）"), choices=_choices({"": "—", **RESULTS}), required=False
    )
    ground = forms.CharField(label=_("依据（保密审查时填写）"), required=False, max_length=400)
    remark = forms.CharField(
        label=_("意见"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    number = forms.CharField(
        label=_("文号（签发时填写）"), required=False, max_length=80, help_text=_("不填则按系列取下一个号。")
    )
    scan = TakenField({"scan": None}, label=_("扫描件"))

    def __init__(self, *args: Any, signers: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signer"].choices = list(signers)  # type: ignore[attr-defined]


class DispatchForm(ActForm):
    """How and when it went out."""

    route = forms.ChoiceField(label=_("送达方式"), choices=_choices(ROUTES), widget=forms.RadioSelect)
    day = DayField(label=_("发出日期"))
    tracking = forms.CharField(label=_("邮件编号"), required=False, max_length=60)
    carrier = forms.CharField(
        label=_("寄递企业"),
        required=False,
        max_length=60,
        help_text=_("只能通过邮政企业寄递（国办公开办函〔2016〕235号）。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tracking"].need = _("邮寄的必填")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a letter that is posted without the number by which the post finds it."""
        given = super().clean() or self.cleaned_data
        if given.get("route") == "post" and not given.get("tracking", "").strip():
            self.add_error("tracking", _("邮寄的应当写明邮件编号"))
        return given


class ServeForm(ActForm):
    """When it was served, and how that is known."""

    day = DayField(label=_("送达日期"))
    how = forms.CharField(
        label=_("怎样知道送达"),
        required=False,
        max_length=120,
        help_text=_("例如：送达回证签收、邮政回执、电子送达系统到达时间。"),
    )


class ProveForm(ActForm):
    """A proof of service and its scan."""

    proof = forms.ChoiceField(label=_("凭证"), choices=_choices(PROOFS))
    scan = TakenField({"scan": None}, label=_("扫描件"))


class VoidForm(ActForm):
    """Voiding says why."""

    reason = forms.CharField(label=_("作废的理由"), max_length=400)


class SubmitForm(ActForm):
    """Submitting goes through the body's chain, or under a standing delegation."""

    delegation = forms.ChoiceField(label=_("审批流程"), required=False)

    def __init__(self, *args: Any, chains: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["delegation"]
        field.choices = list(chains)  # type: ignore[attr-defined]
        field.need = _("必填")  # type: ignore[attr-defined]  # the first, the body's own chain, is chosen already
        if len(chains) > 1:
            field.help_text = _("已选本机关的流程；有授权文件可以适用的，可以改选。")
        else:
            field.help_text = _("本机关设定的流程；没有可以适用的授权。")


class _Several(forms.FileInput):
    allow_multiple_selected = True


class Files(TakenField):
    """One file or several, chosen at once: cleaned to a list of them."""

    def __init__(self, wanted: Mapping[str, Words | None], **given: Any) -> None:
        super().__init__(wanted, widget=_Several(attrs={"accept": accepted(wanted)}), **given)
        self.help_text = format_lazy(
            "{}{}", self.help_text, _("可以一次选几个。应当遮盖的先遮盖，请不要上传涉密材料。")
        )

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return what was chosen; each is held to what one file is held to."""
        chosen = data if isinstance(data, (list, tuple)) else [data]
        return [super(Files, self).clean(each, initial) for each in chosen or [None]]


class EncloseForm(ActForm):
    """Files that go out with the letter, and what it prints of each."""

    uploads = Files(
        {PURPOSE: None},
        label=_("文件"),
        max_length=200,
        error_messages={"max_length": _("文件名太长：请改短后再上传。")},
    )
    titles = forms.CharField(
        label=_("附件名称"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("印在文书上的名称，一件一行，与文件的顺序相同；不填则用文件名。"),
    )

    def clean(self) -> dict[str, Any]:
        """Hold the titles to the files: a line each, or none."""
        given = super().clean() or self.cleaned_data
        given["titles"] = titles = _titles(given.get("titles", ""))
        if titles and "uploads" in given and len(titles) != len(given["uploads"]):
            self.add_error("titles", _("名称的行数应当与文件的个数相同"))
        _short(self, "titles", titles)
        return given


class UnencloseForm(ActForm):
    """Which of the files do not go out with the letter after all."""

    out = forms.MultipleChoiceField(label=_("撤下的附件"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, enclosed: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["out"].choices = list(enclosed)  # type: ignore[attr-defined]


class RedraftForm(ActForm):
    """The text of a letter, a paragraph a line; of the files that it encloses the titles."""

    addressee = forms.CharField(label=_("受文者"), max_length=200)
    text = forms.CharField(
        label=_("正文"), widget=forms.Textarea(attrs={"rows": 16}), help_text=_("一段一行，段首不必空格。")
    )
    titles = forms.CharField(
        label=_("附件名称（已附上的文件）"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("一件一行，件数和顺序不变；增减文件在“附上文件”“撤下附件”中办理。"),
    )
    enclosures = forms.CharField(
        label=_("附件"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("只以纸质、光盘等随附的，一件一行。"),
    )
    copies = forms.CharField(
        label=_("抄送"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("一个一行。"),
    )
    reason = forms.CharField(label=_("修改说明"), required=False, max_length=200)

    def __init__(self, *args: Any, titled: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._titled = titled
        if titled:
            self.fields["titles"].widget.attrs["rows"] = max(2, titled)
        else:
            del self.fields["titles"]

    def clean(self) -> dict[str, Any]:
        """Hold the titles to the files: a line each."""
        given = super().clean() or self.cleaned_data
        given["titles"] = titles = _titles(given.get("titles", ""))
        if "titles" in self.fields and titles and len(titles) != self._titled:
            self.add_error("titles", _("名称的行数应当与文件的个数相同"))
        _short(self, "titles", titles)
        return given


def _titles(text: str) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())


def _short(form: forms.Form, name: str, titles: tuple[str, ...]) -> None:
    if any(len(title) > _LONGEST_TITLE for title in titles):
        form.add_error(name, _("附件名称太长：每件最多 120 个字"))


FORMS: dict[str, type[ActForm]] = {
    "redraft": RedraftForm,
    "enclose": EncloseForm,
    "unenclose": UnencloseForm,
    "submit": SubmitForm,
    "issue": NumberForm,
    "sign_step": RemarkForm,
    "secrecy": SecrecyForm,
    "sign": SignForm,
    "return": ReturnForm,
    "record": RecordForm,
    "dispatch": DispatchForm,
    "serve": ServeForm,
    "prove": ProveForm,
    "void": VoidForm,
}
