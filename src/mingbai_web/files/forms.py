"""The one question before personal data is shown: why."""

from django import forms

__all__ = ["Why"]


class Why(forms.Form):
    """The reason for which a proof of identity is opened; it goes into the access log."""

    reason = forms.CharField(
        label="查看理由", min_length=2, max_length=200, help_text="记入访问日志，供审计查看。"
    )
