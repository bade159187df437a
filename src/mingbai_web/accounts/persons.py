"""Acts on persons: entered, renamed, closed, opened again; passwords and second factors reset by another. No secret is entered."""

import re
import unicodedata
from datetime import date, datetime

from axes.utils import reset
from django.db import IntegrityError, transaction

from mingbai_web.accounts import passwords, second_factor
from mingbai_web.accounts.entering import NotAllowed, hand_of, noted
from mingbai_web.accounts.models import Person
from mingbai_web.accounts.permissions import require
from mingbai_web.accounts.queries import NOBODY
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger.subjects import Hand

__all__ = [
    "WrongPassword",
    "change_password",
    "folded",
    "free_person",
    "lock_person",
    "make_person",
    "rename_person",
    "reset_password",
    "reset_second_factor",
    "unlock_person",
]


class WrongPassword(NotAllowed):
    """What was given as the present password is not it."""


def folded(username: str) -> str:
    """Return a username as it is compared: what looks alike is alike, so that no one signs in beside a lock."""
    return unicodedata.normalize("NFKC", username).strip().casefold()


@transaction.atomic
def make_person(
    *,
    username: str,
    name: str,
    password: str,
    by: Viewer | Hand,
    now: datetime,
    today: date,
    must_change: bool = True,
) -> Person:
    """Enter a person with a first password, to be changed at the first sign-in.

    Raises `NotAllowed` for a username that is taken or not one, `passwords.BadPassword` for a password that is too weak.
    """
    _may(by)
    username, name = folded(username), " ".join(name.split())
    if username == NOBODY or not re.fullmatch(r"[\w.-]{2,40}", username):
        raise NotAllowed(
            "用户名用 2 至 40 个字母、汉字、数字、点、横线",
            "a username is 2 to 40 letters, digits, dots, hyphens",
        )
    if not name or len(name) > 80:
        raise NotAllowed("请写明姓名，不超过 80 个字", "give a name of at most 80 signs")
    made = Person(username=username, name=name, made_at=now)
    try:
        with transaction.atomic():
            passwords.give(made, password, now=now, must_change=must_change)
    except IntegrityError:
        raise NotAllowed("这个用户名已经有人使用", "the username is taken") from None
    noted(made, "person_made", {"username": username, "name": name}, by, now, today)
    return made


@transaction.atomic
def rename_person(*, username: str, name: str, by: Viewer | Hand, now: datetime, today: date) -> None:
    """Give the person another name; the username stays, since acts carry it."""
    _may(by)
    person, name = _person(username), " ".join(name.split())
    if not name or len(name) > 80:
        raise NotAllowed("请写明姓名，不超过 80 个字", "give a name of at most 80 signs")
    person.name = name
    person.save(update_fields=["name"])
    noted(person, "person_renamed", {"name": name}, by, now, today)


@transaction.atomic
def lock_person(*, username: str, reason: str, by: Viewer | Hand, now: datetime, today: date) -> None:
    """Close the account at once: whoever is signed in with it is out. Raises `NotAllowed` for one's own."""
    _may(by)
    person = _person(username)
    _not_oneself(person, by)
    if not person.is_active:
        raise NotAllowed("这个账号已经停用", "the account is closed already")
    person.is_active, person.sign_in = False, ""
    person.save(update_fields=["is_active", "sign_in"])
    noted(person, "person_locked", {"reason": reason}, by, now, today)


@transaction.atomic
def unlock_person(*, username: str, by: Viewer | Hand, now: datetime, today: date) -> None:
    """Open the account again."""
    _may(by)
    person = _person(username)
    if person.is_active:
        raise NotAllowed("这个账号没有停用", "the account is open")
    person.is_active = True
    person.save(update_fields=["is_active"])
    noted(person, "person_unlocked", {}, by, now, today)


@transaction.atomic
def free_person(*, username: str, by: Viewer | Hand, now: datetime, today: date) -> None:
    """Let a username that failed too often try again at once. Raises `NotAllowed` for one's own."""
    _may(by)
    person = _person(username)
    _not_oneself(person, by)
    reset(username=username)
    noted(person, "lock_lifted", {}, by, now, today)


@transaction.atomic
def reset_password(*, username: str, password: str, by: Viewer | Hand, now: datetime, today: date) -> None:
    """Give the person a password that has to be changed at the next sign-in. Raises `NotAllowed` for one's own."""
    _may(by)
    person = _person(username)
    _not_oneself(person, by)
    passwords.give(person, password, now=now, must_change=True)
    reset(username=username)  # and the failures that led here
    noted(person, "password_reset", {}, by, now, today)


@transaction.atomic
def reset_second_factor(*, username: str, by: Viewer | Hand, now: datetime, today: date) -> None:
    """Take the second factor of somebody who lost it away. Raises `NotAllowed` for one's own, and where there is none."""
    _may(by)
    person = _person(username)
    _not_oneself(person, by)
    if not second_factor.remove(person):
        raise NotAllowed("这个账号没有绑定动态口令", "the account has no second factor")
    noted(person, "second_factor_reset", {}, by, now, today)


@transaction.atomic
def change_password(*, person: Person, old: str, new: str, now: datetime, today: date) -> None:
    """Change one's own password. Raises `WrongPassword` when *old* is not it, `passwords.BadPassword` for a weak one."""
    locked = _person(person.username)
    if not locked.check_password(old):
        raise WrongPassword("现在的密码不对", "the present password is not right")
    passwords.give(locked, new, now=now, must_change=False)
    noted(locked, "password_changed", {}, None, now, today)


def _may(by: Viewer | Hand) -> None:
    if isinstance(by, Viewer):
        require(by, "settings.seats")
    else:
        hand_of(by)


def _person(username: str) -> Person:
    found = Person.objects.select_for_update().filter(username=username).first()
    if found is None:
        raise NotAllowed("没有这个人员", "there is no such person")
    return found


def _not_oneself(person: Person, by: Viewer | Hand) -> None:
    if by.person == person.username:
        raise NotAllowed(
            "不能对自己的账号这样做：请由另一位安全管理员办理",
            "not to one's own account: ask another administrator",
        )
