"""The one question before personal data is shown: why."""

from django import forms
from django.utils.translation import gettext_lazy as _

__all__ = ["Why"]


class Why(forms.Form):
    """The reason for which a proof of identity is opened; it goes into the access log."""

    reason = forms.CharField(
        label=_("查看理由"), min_length=2, max_length=200, help_text=_("记入访问日志，供审计查看。")
    )
