"""Persons who sign in with what proves them, seats as their acts leave them, and what was read and by whom.

What a person may do hangs on the seats held, never on the person.
"""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from mingbai_web.ledger.projections import Projected
from mingbai_web.ledger.subjects import new_id

__all__ = [
    "DeputyRow",
    "FormerPassword",
    "HandOverRow",
    "HoldingRow",
    "Person",
    "Read",
    "RecoveryCode",
    "SeatRow",
    "SignIn",
    "Telephone",
]


class Person(AbstractBaseUser):
    """Who signs in. The username stands in acts, so it is never changed and never given to another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    is_active = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    password_changed_at = models.DateTimeField(null=True)
    must_change = models.BooleanField(default=False)  # a password that somebody else has seen
    sign_in = models.CharField(max_length=64, blank=True)  # names the one session that is valid

    objects = BaseUserManager()

    USERNAME_FIELD = "username"

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name}（{self.username}）"


class FormerPassword(models.Model):
    """A password that a person had, hashed, so that it is not taken again."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="former")
    password = models.CharField(max_length=128)
    until = models.DateTimeField()

    class Meta:
        default_permissions = ()


class Telephone(models.Model):
    """What shows the code of the moment (TOTP). Its key is sealed: who has the database alone has no second factor."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="telephones")
    confirmed = models.BooleanField(default=False)
    sealed = models.BinaryField()
    drift = models.SmallIntegerField(default=0)  # half-minutes that its clock is known to be off
    last = models.BigIntegerField(
        default=-1
    )  # the half-minute of the last code taken, which is not taken again

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "confirmed"], name="one_telephone")]


class RecoveryCode(models.Model):
    """A code for the day the telephone is lost, digested; it serves once."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()


class SeatRow(Projected):
    """A seat as its last act left it."""

    name = models.CharField(max_length=80)
    role = models.CharField(max_length=30)
    unit = models.UUIDField(null=True)
    bodies = models.TextField(blank=True)  # ids with a space between: one seat serves a handful
    last = models.DateField(null=True)  # the last day of a seat that was closed

    class Meta:
        default_permissions = ()


class HoldingRow(Projected):
    """A person in the seat `subject`, from a day to a day, both counted."""

    person = models.CharField(max_length=40, db_index=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        default_permissions = ()


class DeputyRow(Projected):
    """A seat that stands in for the seat `subject` (AB 角), from a day to a day, both counted."""

    deputy = models.UUIDField(db_index=True)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        default_permissions = ()


class HandOverRow(Projected):
    """One thing that the seat `subject` handed over to another from a day on."""

    to = models.UUIDField()
    on = models.DateField()
    at = models.DateTimeField()  # when it was recorded: two of one day have an order
    what_kind = models.CharField(max_length=40)
    what_id = models.UUIDField(db_index=True)

    class Meta:
        default_permissions = ()


class Read(models.Model):
    """One reading of personal data without its mask: who, whose, why, when. The database refuses to change it."""

    at = models.DateTimeField(db_index=True)
    person = models.CharField(max_length=40)
    seat = models.UUIDField()
    deputy_for = models.UUIDField(null=True)
    party = models.UUIDField(db_index=True)
    reason = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()


class SignIn(models.Model):
    """One attempt to sign in, or an end of it. The database refuses to change it."""

    at = models.DateTimeField()
    person = models.CharField(
        max_length=40, blank=True
    )  # empty for nobody's: it may be a password typed too early
    address = models.CharField(max_length=45)
    event = models.CharField(max_length=20)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["address", "at"], name="sign_in_by_address")]
