"""The form that asks for number and code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mingbai_web.intake.fields import Line

__all__ = ["Ask"]


class Ask(forms.Form):
    """A number and a query code, typed however they were written down."""

    number = Line(
        label=_("申请编号"),
        max_length=80,
        help_text=_("提交凭证或者登记回执上的编号，例如 20261103-48291736。"),
        error_messages={
            "required": _("请填写申请编号。"),
            "max_length": _("编号没有这么长：请对照凭证核对。"),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}),
    )
    code = Line(
        label=_("查询码"),
        max_length=80,
        help_text=_("十个字母和数字，大小写都可以，中间的横线可以不写。"),
        error_messages={
            "required": _("请填写查询码。"),
            "max_length": _("查询码没有这么长：请对照凭证核对。"),
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )
