"""What is filled in on choices and calendars."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingbai_web.look.acting import ActForm
from mingbai_web.look.fields import DayField
from mingbai_web.look.templatetags.look import said
from mingbai_web.rules.queries import Question

__all__ = ["ChooseForm", "LoadForm", "ReasonForm"]


class ChooseForm(ActForm):
    """Which reading, from when, by which decision."""

    value = forms.ChoiceField(label=_("选择"), widget=forms.RadioSelect)
    begins = DayField(label=_("自哪一天起适用"), help_text=_("适用于这一天以后收到的申请；以前的期限不动。"))
    reason = forms.CharField(
        label=_("决定的名称或者文号"), help_text=_("以后凡按它计算的期限，都写明这一依据。"), max_length=200
    )

    def __init__(self, data: Any = None, *, question: Question, today: date, **given: Any) -> None:
        super().__init__(data, **given)
        options = [(each.value, said(each.words)) for each in question.options]
        self.fields["value"].choices = options  # type: ignore[attr-defined]
        self.initial.setdefault("begins", today + timedelta(1))


class ReasonForm(ActForm):
    """Why something is taken back."""

    reason = forms.CharField(label=_("理由"), max_length=200)


class LoadForm(ActForm):
    """The text of a year's file, and the reason where it corrects what is known."""

    text = forms.CharField(label=_("节假日文件的内容"), widget=forms.Textarea, max_length=20_000, strip=False)
    correction = forms.CharField(
        label=_("更正的理由"),
        help_text=_(
            "只在改正此前载入有误的安排时填写；国务院办公厅修改安排的，在原通知之后另加一个 [[notice]]。"
        ),
        required=False,
        max_length=200,
    )
