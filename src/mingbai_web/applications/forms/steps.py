"""The form of each step of the core's table, made from its facts; and those of what an office does beside the law."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from mingbai.lifecycle import Kind, acts
from mingbai_web.applications import wording
from mingbai_web.applications.forms.base import choices, labelled
from mingbai_web.applications.letters import asked_of
from mingbai_web.files.fields import TakenField
from mingbai_web.look.acting import ActForm
from mingbai_web.look.fields import DayField, instant_field
from mingbai_web.look.templatetags.look import capital
from mingbai_web.papers.wording.kinds import Wording
from mingbai_web.parties.labels import label

__all__ = ["OFFICE_FORMS", "PressForm", "StepForm", "step_form"]

LONG = 4_000
_GIVEN = {"approved_by"}
"""What the service knows and nobody types."""
_SORTS = (("organisation", _("单位")), ("person", _("自然人（记录里只留姓氏，姓名只写在函件上）")))
_BESIDE = {
    Kind.DISPATCHED: ("tracking",),
    Kind.SERVED: ("signed_by", "proof"),
}


class StepForm(ActForm):
    """A step that the law knows: the day from which it takes effect, and the facts that the article asks for."""

    def __init__(
        self,
        kind: Kind,
        *args: Any,
        today: date,
        parties: tuple[str, ...] = (),
        known: tuple[str, ...] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        entry = acts()[kind]
        self.kind = kind
        self.letter: Wording | None = None
        self.fields["effective"] = DayField(
            label=_("发生日期"), initial=today, help_text=_("可以补记以前的日期。")
        )
        for name, type_ in {**entry.needs, **entry.may}.items():
            if name not in _GIVEN:
                self.fields[name] = _field(name, type_, required=name in entry.needs, parties=parties)
        for name in (*_BESIDE.get(kind, ()), "note"):
            self.fields[name] = _field(name, "text", required=False)
        self.addressee, self._known = "", known
        if kind is Kind.THIRD_PARTY_CONSULTED:
            self.fields["sort"] = forms.ChoiceField(
                choices=_SORTS, widget=forms.RadioSelect, label=_("对方是")
            )
            self.order_fields(["party", "sort"])
        labelled(self, wording.FACTS)

    def clean(self) -> dict[str, Any]:
        """Leave of a person's name what may stand in a record that nobody can erase; the letter is addressed in full."""
        given = super().clean() or self.cleaned_data
        if given.get("sort") == "person" and (name := given.get("party")):
            self.addressee, masked = name, label(name, "third_party", person=True)
            alike = sum(each.partition("（")[0] == masked for each in self._known)
            given["party"] = f"{masked}（{alike + 1}）" if alike else masked
        return given

    def ask_for(self, letter: Wording) -> None:
        """Ask too for what the letter of the step has to say; the step takes effect on the day on which it is issued."""
        self.letter = letter
        del self.fields["effective"]
        del self.fields["note"]
        for means, needed in asked_of(letter):
            if means.key not in self.fields:
                self.fields[means.key] = _letter_field(means.key, letter, needed)
                self.fields[means.key].label = capital(means.words)

    def letter_facts(self) -> dict[str, Any]:
        """Return what was given for the letter."""
        if self.letter is None:
            return {}
        return {means.key: self.cleaned_data.get(means.key) or "" for means, _ in asked_of(self.letter)}

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the facts."""
        return tuple(name for name in self.fields if name not in ("seen", "key", "effective", "sort"))


def step_form(kind: Kind, *args: Any, **kwargs: Any) -> StepForm:
    """Return the form of *kind*."""
    return StepForm(kind, *args, **kwargs)


def _field(name: str, type_: str, *, required: bool, parties: tuple[str, ...] = ()) -> forms.Field:
    if name == "route":
        return forms.ChoiceField(choices=choices(wording.ROUTES), required=required, widget=forms.RadioSelect)
    if name == "party" and parties:
        return forms.ChoiceField(choices=[(each, each) for each in parties], required=required)
    match type_:
        case "day":
            return DayField(required=required)
        case "number":
            return forms.IntegerField(required=required, min_value=1, max_value=1_000_000)
        case "list":
            return _List(required=required, max_length=LONG)
        case _:
            wide = name in ("note", "view")
            return forms.CharField(
                required=required,
                max_length=LONG if wide else 200,
                widget=forms.Textarea({"rows": 3}) if wide else forms.TextInput,
            )


def _letter_field(name: str, letter: Wording, needed: bool) -> forms.Field:
    if name in letter.binding:
        return DayField(required=needed)
    return forms.CharField(required=needed, max_length=LONG, widget=forms.Textarea({"rows": 2}))


class _List(forms.CharField):
    """Several texts, with 、 or ； between them or one a line."""

    def clean(self, value: Any) -> tuple[str, ...]:
        text = super().clean(value)
        for mark in "、；;，,\n":
            text = text.replace(mark, "\n")
        return tuple(each.strip() for each in text.split("\n") if each.strip())


class AssignForm(ActForm):
    """To which unit, and to whom there."""

    unit = forms.TypedChoiceField(label=_("交给"))
    seat = forms.TypedChoiceField(label=pgettext_lazy("一个", "岗位"), required=False)
    due = DayField(label=_("内部期限"), required=False)
    note = forms.CharField(required=False, max_length=LONG, widget=forms.Textarea({"rows": 3}))


class NoteForm(ActForm):
    """A note that no applicant sees."""

    text = forms.CharField(label=_("备注"), max_length=LONG, widget=forms.Textarea({"rows": 4}))


class TelephoneForm(ActForm):
    """A call: when, whether anybody answered, what was said."""

    at = instant_field(label=_("通话时间"))
    direction = forms.ChoiceField(choices=lambda: choices(wording.CALLS), widget=forms.RadioSelect)
    reached = forms.BooleanField(required=False, initial=True)
    said = forms.CharField(max_length=LONG, widget=forms.Textarea({"rows": 4}))


class SearchForm(ActForm):
    """A search: 本机关不掌握 is not answered without one (条例第三十六条第四项)."""

    where = forms.CharField(max_length=500, help_text=_("例如：办公室档案、业务系统、电子公文库。"))
    how = forms.CharField(max_length=1_000, widget=forms.Textarea({"rows": 3}))
    found = forms.TypedChoiceField(
        label=_("结果"),
        choices=[("yes", _("找到了相关信息")), ("no", _("没有找到"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = forms.CharField(required=False, max_length=LONG, widget=forms.Textarea({"rows": 3}))


class SendTaskForm(ActForm):
    """To a unit without accounts, by a printed slip."""

    unit = forms.TypedChoiceField(label=_("转给"))
    what = forms.CharField(max_length=1_000, widget=forms.Textarea({"rows": 3}))
    due = DayField(label=_("返回期限"))


class ReturnTaskForm(ActForm):
    """What the slip said that came back, entered on the unit's behalf."""

    unit = forms.TypedChoiceField(label=_("返回机构"))
    says = forms.CharField(label=_("返回意见"), max_length=LONG, widget=forms.Textarea({"rows": 4}))
    signed_by = forms.CharField(label=_("签字人"), required=False, max_length=80)
    returned_on = DayField(label=_("返回日期"))
    scan = TakenField({"scan": None}, label=_("返回单扫描件"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field, always = self.fields["scan"], _("不在网上办理的机构必须附上。")
        field.help_text = f"{always} {field.help_text}"


class PressForm(ActForm):
    """催办、督办."""

    says = forms.CharField(
        label=_("催办内容"),
        max_length=1_000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("不写个人信息。"),
    )
    reply_by = DayField(label=_("请于何日前回复"), required=False)


class AnswerPressForm(ActForm):
    """What who pressed is told: read by the superior body, so without personal data."""

    says = forms.CharField(
        label=_("回复内容"),
        max_length=1_000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("上级主管部门看得到；不写个人信息。"),
    )


class AnswerCourtForm(ActForm):
    """That a court or a reconsideration organ was answered, and when."""

    item = forms.TypedChoiceField(label=_("答复的是哪一件"), coerce=UUID)
    answered_on = DayField(label=_("提交之日"))
    note = forms.CharField(
        required=False,
        max_length=LONG,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("例如：答复书、答辩状的文号，提交了哪些证据。"),
    )


OFFICE_FORMS: dict[str, type[ActForm]] = {
    "assign": AssignForm,
    "search": SearchForm,
    "telephone": TelephoneForm,
    "note": NoteForm,
    "answer-court": AnswerCourtForm,
    "send-task": SendTaskForm,
    "return-task": ReturnTaskForm,
    "answer-press": AnswerPressForm,
}
