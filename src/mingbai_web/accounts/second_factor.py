"""The second factor: a code of the moment from a telephone (TOTP), and codes on paper for the day it is lost."""

import hashlib
import secrets
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django_otp.plugins.otp_totp.models import TOTPDevice

from mingbai_web.accounts import queries
from mingbai_web.accounts.entering import noted
from mingbai_web.accounts.models import Person, RecoveryCode
from mingbai_web.accounts.seats import ADMINISTRATORS

__all__ = ["CODE", "CODES", "RECOVERY", "confirm", "has", "needed", "offered", "proves", "remove"]

CODES = 10
CODE, RECOVERY = "code", "recovery"
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that looks like something else


def has(person: Person) -> bool:
    """Return whether a second factor is set up."""
    return bool(TOTPDevice.objects.filter(user=person, confirmed=True).exists())


def needed(person: Person, today: date) -> bool:
    """Return whether the person may not go without: the three administrators, or everybody, or in a demonstration nobody."""
    if settings.MINGBAI_SECOND_FACTOR != "administrators":
        return bool(settings.MINGBAI_SECOND_FACTOR == "all")
    return any(choice.seat.role in ADMINISTRATORS for choice in queries.seats_of(person.username, today))


@transaction.atomic
def offered(person: Person) -> TOTPDevice:
    """Return the device that is being set up; the same one until it is confirmed."""
    Person.objects.select_for_update().get(pk=person.pk)
    made, _ = TOTPDevice.objects.get_or_create(user=person, confirmed=False, defaults={"name": "phone"})
    return made


@transaction.atomic
def confirm(person: Person, token: str, *, now: datetime, today: date) -> list[str]:
    """Take the device into use when it gives the right code; return the recovery codes, shown this once. Empty when it does not."""
    device = TOTPDevice.objects.select_for_update().filter(user=person, confirmed=False).first()
    if device is None or not device.verify_token(_digits(token)):
        return []
    TOTPDevice.objects.filter(user=person).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    codes = ["-".join(_group() for _ in range(3)) for _ in range(CODES)]
    person.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person=person, digest=_digest(person, code)) for code in codes
    )
    noted(person, "second_factor_made", {}, None, now, today)
    return codes


@transaction.atomic
def proves(person: Person, token: str, *, now: datetime) -> str:
    """Return what *token* proved to be: `CODE` of the moment, not used before; `RECOVERY`, then used up; or nothing."""
    device = TOTPDevice.objects.select_for_update().filter(user=person, confirmed=True).first()
    if device is None:
        return ""
    if len(digits := _digits(token)) == device.digits:
        return CODE if device.verify_token(digits) else ""
    unused = person.recovery_codes.filter(digest=_digest(person, token), used_at=None)
    return RECOVERY if unused.update(used_at=now) else ""


def remove(person: Person) -> bool:
    """Take the second factor and its recovery codes away; return whether there was one."""
    person.recovery_codes.all().delete()
    count, _ = TOTPDevice.objects.filter(user=person).delete()
    return bool(count)


def _group() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(5))


def _digits(token: str) -> str:
    return "".join(token.split())


def _digest(person: Person, code: str) -> str:
    """Return what is kept of a recovery code; 75 bits drawn at random need no slow hash."""
    said = code.upper().replace("-", "").replace(" ", "")
    return hashlib.sha256(f"{person.pk} {said}".encode()).hexdigest()
