"""The form of a seat's mailbox."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mingbai_web.look.acting import ActForm

__all__ = ["MailboxForm"]


class MailboxForm(ActForm):
    """Where reminders go: the office's address of a post, not a person's."""

    address = forms.EmailField(
        label=_("电子邮箱"),
        required=False,
        max_length=120,
        help_text=_("填单位为岗位开的邮箱，不填个人邮箱；不填就不寄邮件。"),
    )
    phone = forms.RegexField(
        r"^[0-9+ -]{5,30}$",
        label=_("接收短信的电话"),
        required=False,
        help_text=_("接通短信网关的才用得上；短信里只有件数。"),
    )
