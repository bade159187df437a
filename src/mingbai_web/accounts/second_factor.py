"""The second factor: a code of the moment from a telephone (TOTP), and codes on paper for the day it is lost."""

import hashlib
import os
import secrets
from base64 import b32encode
from datetime import date, datetime
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import transaction
from django_otp.oath import TOTP

from mingbai_web.accounts import queries, sealing
from mingbai_web.accounts.entering import noted
from mingbai_web.accounts.models import Person, RecoveryCode, Telephone
from mingbai_web.accounts.seats import ADMINISTRATORS

__all__ = [
    "CODE",
    "CODES",
    "RECOVERY",
    "address",
    "confirm",
    "has",
    "key_of",
    "needed",
    "offered",
    "proves",
    "remove",
]

CODES = 10
CODE, RECOVERY = "code", "recovery"
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # nothing that looks like something else
_ISSUER = "Mingbai"
_SIZE, _DIGITS, _STEP, _TOLERANCE = 20, 6, 30, 1  # RFC 4226 and 6238, as every telephone knows them


def has(person: Person) -> bool:
    """Return whether a second factor is set up."""
    return person.telephones.filter(confirmed=True).exists()


def needed(person: Person, today: date) -> bool:
    """Return whether the person may not go without: the three administrators, or everybody, or in a demonstration nobody."""
    if settings.MINGBAI_SECOND_FACTOR != "administrators":
        return bool(settings.MINGBAI_SECOND_FACTOR == "all")
    return any(choice.seat.role in ADMINISTRATORS for choice in queries.seats_of(person.username, today))


@transaction.atomic
def offered(person: Person) -> Telephone:
    """Return the telephone that is being set up; the same one until it is confirmed."""
    Person.objects.select_for_update().get(pk=person.pk)
    made = person.telephones.filter(confirmed=False).first()
    if made is None:
        sealed = sealing.sealer().seal(os.urandom(_SIZE), _about(person.pk))
        made = Telephone.objects.create(person=person, sealed=sealed)
    return made


def key_of(telephone: Telephone) -> bytes:
    """Return the key that the telephone has; for the one page that shows it, and for checking codes."""
    return sealing.sealer().open(bytes(telephone.sealed), _about(telephone.person_id))


def address(telephone: Telephone) -> str:
    """Return what a telephone reads to be set up (otpauth)."""
    label = quote(f"{_ISSUER}:{telephone.person.username}")
    key = b32encode(key_of(telephone)).decode()
    said = {"secret": key, "issuer": _ISSUER, "algorithm": "SHA1", "digits": _DIGITS, "period": _STEP}
    return f"otpauth://totp/{label}?{urlencode(said)}"


@transaction.atomic
def confirm(person: Person, token: str, *, now: datetime, today: date) -> list[str]:
    """Take the telephone into use when it gives the right code; return the recovery codes, shown this once. Empty when it does not."""
    telephone = person.telephones.select_for_update().filter(confirmed=False).first()
    if telephone is None or not _shows(telephone, _digits(token), now):
        return []
    person.telephones.exclude(pk=telephone.pk).delete()
    telephone.confirmed = True
    telephone.save(update_fields=["confirmed"])
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
    telephone = person.telephones.select_for_update().filter(confirmed=True).first()
    if telephone is None:
        return ""
    if len(digits := _digits(token)) == _DIGITS:
        return CODE if _shows(telephone, digits, now) else ""
    unused = person.recovery_codes.filter(digest=_digest(person, token), used_at=None)
    return RECOVERY if unused.update(used_at=now) else ""


def remove(person: Person) -> bool:
    """Take the second factor and its recovery codes away; return whether there was one."""
    person.recovery_codes.all().delete()
    count, _ = person.telephones.all().delete()
    return bool(count)


def _shows(telephone: Telephone, digits: str, now: datetime) -> bool:
    """Return whether the telephone shows *digits* now, or half a minute off; the code is then used up and its clock known."""
    if not digits.isascii() or not digits.isdecimal():
        return False
    made = TOTP(key_of(telephone), _STEP, digits=_DIGITS, drift=telephone.drift)
    made.time = now.timestamp()
    if not made.verify(int(digits), _TOLERANCE, telephone.last + 1):
        return False
    telephone.last, telephone.drift = made.t(), made.drift
    telephone.save(update_fields=["last", "drift"])
    return True


def _about(person: object) -> str:
    return f"accounts/telephone/{person}"


def _group() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(5))


def _digits(token: str) -> str:
    return "".join(token.split())


def _digest(person: Person, code: str) -> str:
    """Return what is kept of a recovery code; 75 bits drawn at random need no slow hash."""
    said = code.upper().replace("-", "").replace(" ", "")
    return hashlib.sha256(f"{person.pk} {said}".encode()).hexdigest()
