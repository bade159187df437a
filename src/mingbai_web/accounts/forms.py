"""What is typed to sign in, to change a password, and to keep persons and seats."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mingbai_web.accounts import passwords, queries
from mingbai_web.accounts.models import Person
from mingbai_web.accounts.roles import ROLES
from mingbai_web.accounts.wording import language
from mingbai_web.look.acting import ActForm
from mingbai_web.look.fields import DayField
from mingbai_web.orgs import queries as orgs

__all__ = [
    "ChangePassword",
    "Code",
    "DeputyForm",
    "EndForm",
    "HandOverForm",
    "HoldingForm",
    "Name",
    "NewPerson",
    "NewSeat",
    "Nothing",
    "Reason",
    "SeatForm",
    "SignInForm",
]


class SignInForm(forms.Form):
    """Username and password."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=passwords.LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class Code(forms.Form):
    """A code of the moment, or one of those kept on paper."""

    code = forms.CharField(
        label=_("动态口令"),
        max_length=30,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
        ),
    )


class ChangePassword(forms.Form):
    """The present password, and the new one twice."""

    old = forms.CharField(
        label=_("现在的密码"),
        max_length=passwords.LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("新密码"),
        max_length=passwords.LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("再输一次新密码"),
        max_length=passwords.LONGEST,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_again(self) -> str:
        """Hold the two against each other."""
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("new"):
            raise forms.ValidationError(_("两次输入的新密码不一样"))
        return again


class Nothing(ActForm):
    """An act that needs no facts."""


class Reason(ActForm):
    """Why."""

    reason = forms.CharField(label=_("理由"), max_length=200)


class Name(ActForm):
    """A name."""

    name = forms.CharField(label=_("姓名"), max_length=80)


class NewPerson(ActForm):
    """Who is entered; the first password is made by the system."""

    username = forms.CharField(
        label=_("用户名"),
        max_length=40,
        help_text=_("登录时使用。以后不能更改，也不能再给别人：办理记录里写的就是它。"),
    )
    name = forms.CharField(label=_("姓名"), max_length=80)


class SeatForm(ActForm):
    """Name, unit and bodies of a seat."""

    name = forms.CharField(label=_("岗位名称"), max_length=80, help_text=_("例如：信息公开科经办一岗。"))
    bodies = forms.TypedMultipleChoiceField(
        label=_("办理哪些机关的事"), required=False, coerce=UUID, widget=forms.CheckboxSelectMultiple
    )
    unit = forms.TypedChoiceField(label=_("所在内设机构"), required=False, coerce=UUID, empty_value=None)

    field_order = ("role", "name", "bodies", "unit")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = [(str(body.id), body.name) for body in orgs.bodies(on=today)]
        units = [(str(unit.id), unit.name) for unit in orgs.units(on=today)]
        _choices(self, bodies=bodies, unit=[("", _("不定")), *units])


def role_choices() -> list[tuple[str, str]]:
    """Return the kinds of seat in the reader's language."""
    return [(role.value, words.in_(language())) for role, words in ROLES.items()]


class NewSeat(SeatForm):
    """A seat that is made: what it is for besides."""

    role = forms.ChoiceField(label=_("岗位种类"), choices=role_choices)


class HoldingForm(ActForm):
    """Who holds a seat, from when to when."""

    person = forms.ChoiceField(label=_("人员"))
    since = DayField(label=_("从哪一天起"))
    until = DayField(label=_("到哪一天止"), required=False, help_text=_("含这一天。没有定期的不填。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Person.objects.filter(is_active=True).order_by("username")
        _choices(self, person=[(each.username, str(each)) for each in found])


class DeputyForm(ActForm):
    """Which seat stands in, from when to when."""

    deputy = forms.TypedChoiceField(coerce=UUID, label=_("由哪个岗位代理"))
    since = DayField(label=_("从哪一天起"))
    until = DayField(label=_("到哪一天止"), required=False, help_text=_("含这一天。长期互为 AB 角的不填。"))

    def __init__(self, *args: Any, seat: UUID, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choices(self, deputy=_others(seat, today))


class EndForm(ActForm):
    """The last day of a term."""

    last = DayField(label=_("最后一日"), help_text=_("含这一天；填昨天就是立即结束。"))


class HandOverForm(ActForm):
    """What is handed over, to which seat, from when."""

    to = forms.TypedChoiceField(coerce=UUID, label=_("移交给哪个岗位"))
    on = DayField(label=_("从哪一天起"))
    subjects = forms.MultipleChoiceField(label=_("移交的事项"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, seat: UUID, subjects: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = set(queries.seat(seat).bodies)
        _choices(self, to=_others(seat, today, bodies), subjects=subjects)


def _choices(form: forms.Form, **choices: Any) -> None:
    for name, given in choices.items():
        form.fields[name].choices = given  # type: ignore[attr-defined]


def _others(seat: UUID, today: date, bodies: set[UUID] | None = None) -> list[tuple[str, str]]:
    """Return the other seats of the day as choices, with *bodies* those that serve one of them."""
    found = [
        each
        for each in queries.seats(on=today)
        if each.id != seat and (bodies is None or bodies & set(each.bodies))
    ]
    return [
        (str(each.id), f"{each.words.in_(language())}（{each.role_words.in_(language())}）") for each in found
    ]
