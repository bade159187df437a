"""Persons who sign in. What they may do hangs on the seats they hold, never on the person."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from mingbai_web.ledger.subjects import new_id

__all__ = ["Person"]


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
