"""What a password must be: long enough, of several kinds of signs, not a common one, not one of the last, changed in time."""

import re
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    password_validators_help_texts,
    validate_password,
)
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mingbai.errors import MingbaiError
from mingbai_web.accounts.models import FormerPassword, Person

__all__ = [
    "LONGEST",
    "BadPassword",
    "Common",
    "Enough",
    "Kinds",
    "NotNamed",
    "Unused",
    "generated",
    "give",
    "is_stale",
    "rules",
]

LONGEST = 128
_KINDS = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^a-zA-Z0-9]")
_SIGNS = (
    "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-+=@#"  # nothing that looks like something else
)
_STEMS = re.compile(
    r"p[a@]ss?w[o0]rd|admin|qwer|1qaz|2wsx|asdf|zxcv|abc123|123456|654321|woaini|5201314|welcome|letmein|mingbai|mima|iloveyou"
)
"""What the passwords that are tried first are made of; the rest of one must then be long enough by itself."""


class BadPassword(MingbaiError):
    """The password is not one that the rules allow; says why."""


class Enough(MinimumLengthValidator):
    """As many signs as MINGBAI_PASSWORD_LENGTH says, and not more than can be hashed at leisure."""

    def __init__(self) -> None:
        super().__init__(settings.MINGBAI_PASSWORD_LENGTH)

    def validate(self, password: str, user: Person | None = None) -> None:
        if not self.min_length <= len(password) <= LONGEST:
            raise ValidationError(
                _("密码应当有 %(least)s 至 %(most)s 个字符") % {"least": self.min_length, "most": LONGEST}
            )

    def get_help_text(self) -> str:
        return _("至少 %(least)s 个字符") % {"least": self.min_length}


class Kinds:
    """Signs of as many kinds as MINGBAI_PASSWORD_KINDS says: small letters, capitals, digits, others."""

    def validate(self, password: str, user: Person | None = None) -> None:
        wanted = settings.MINGBAI_PASSWORD_KINDS
        if sum(bool(re.search(kind, password)) for kind in _KINDS) < wanted:
            raise ValidationError(
                _("密码应当含有小写字母、大写字母、数字、其他符号中的至少 %(kinds)s 类") % {"kinds": wanted}
            )

    def get_help_text(self) -> str:
        return _("小写字母、大写字母、数字、其他符号中至少 %(kinds)s 类") % {
            "kinds": settings.MINGBAI_PASSWORD_KINDS
        }


class Common(CommonPasswordValidator):
    """Not one of the 20,000 that are tried first, nor such a one with a few signs about it."""

    def validate(self, password: str, user: Person | None = None) -> None:
        folded = password.casefold()
        rest = _STEMS.sub("", folded)
        if (
            folded in self.passwords
            or re.sub(r"\W|_", "", folded) in self.passwords
            or (rest != folded and len(rest) < 8)
        ):
            raise ValidationError(_("这个密码太常见，容易被猜中"))

    def get_help_text(self) -> str:
        return _("不是常见的密码")


class NotNamed:
    """Not made of the person's username or name."""

    def validate(self, password: str, user: Person | None = None) -> None:
        folded = password.casefold()
        if user is not None and any(
            len(part) > 1 and part.casefold() in folded for part in (user.username, user.name)
        ):
            raise ValidationError(_("密码中不能有用户名或姓名"))

    def get_help_text(self) -> str:
        return _("不含用户名和姓名")


class Unused:
    """None of the last MINGBAI_PASSWORD_KEPT, the present one among them."""

    def validate(self, password: str, user: Person | None = None) -> None:
        if user is None or user._state.adding:
            return
        kept = settings.MINGBAI_PASSWORD_KEPT
        former = user.former.order_by("-until", "-id").values_list("password", flat=True)[: max(kept - 1, 0)]
        if any(each and check_password(password, each) for each in (user.password, *former)):
            raise ValidationError(_("不能使用最近 %(kept)s 次用过的密码") % {"kept": kept})

    def get_help_text(self) -> str:
        return _("不是最近 %(kept)s 次用过的密码") % {"kept": settings.MINGBAI_PASSWORD_KEPT}


def is_stale(person: Person, now: datetime) -> bool:
    """Return whether the password has to be changed before anything else."""
    if person.must_change or person.password_changed_at is None:
        return True
    return now - person.password_changed_at > timedelta(days=settings.MINGBAI_PASSWORD_DAYS)


def rules() -> list[str]:
    """Return what a password must be, as it is told to who makes one."""
    return [
        *password_validators_help_texts(),
        _("每 %(days)s 天至少更换一次") % {"days": settings.MINGBAI_PASSWORD_DAYS},
    ]


def generated() -> str:
    """Return a first password that holds to the rules, to be told once and changed at once."""
    length = max(12, settings.MINGBAI_PASSWORD_LENGTH)
    while True:
        made = "".join(secrets.choice(_SIGNS) for each in range(length))
        if all(re.search(kind, made) for kind in _KINDS):
            return made


@transaction.atomic
def give(person: Person, password: str, *, now: datetime, must_change: bool) -> None:
    """Give *person* the password, keep the one before in mind, end the session that is open. Raises `BadPassword`."""
    try:
        validate_password(password, person)
    except ValidationError as faults:
        said = "；".join(faults.messages)
        raise BadPassword(said, f"the password is not allowed: {said}") from None
    if not person._state.adding and person.password:
        FormerPassword.objects.create(person=person, password=person.password, until=now)
    person.set_password(password)
    person.password_changed_at, person.must_change, person.sign_in = now, must_change, ""
    person.save()
