"""What falls due, as other apps' projections write it; who was told of it; where a seat reads its mail."""

from django.db import models

from mingbai_web.ledger.projections import Projected

__all__ = ["Duty", "Mailbox", "Notice"]


class Duty(Projected):
    """One thing that somebody has to do, or waits for. Apps write it as part of their own projections.

    No personal data stands in a title: a number and the matter in the office's words.
    """

    about_kind = models.CharField(max_length=40)  # the subject that it is about, as the ledger names it
    about = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=60)  # declared in `kinds`, by the app that writes it
    title = models.CharField(max_length=200)
    body = models.UUIDField()
    unit = models.UUIDField(null=True)
    seat = models.UUIDField(null=True)  # whose it is; None while nobody's in particular
    role = models.CharField(
        max_length=20, blank=True
    )  # of whichever seat of the body has it, where no seat is named
    since = models.DateField()
    due = models.DateField(null=True)
    firm = models.BooleanField(default=True)  # False while a year on the way waits for its holiday notice
    waits = models.BooleanField(default=False)  # for somebody outside, up to the due day if there is one

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["body", "due"], name="duty_by_body"),
            models.Index(fields=["seat", "due"], name="duty_by_seat"),
        ]


class Notice(models.Model):
    """That a seat is told of a duty at a level, once for a due day: telling again on the same day changes nothing."""

    seat = models.UUIDField()
    about_kind = models.CharField(max_length=40)
    about = models.UUIDField()
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    due = models.DateField()
    level = models.CharField(max_length=20)
    told_on = models.DateField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["about", "kind", "due", "level", "seat"], name="told_once"),
        ]
        indexes = [models.Index(fields=["sent_at", "seat"], name="notice_to_send")]


class Mailbox(models.Model):
    """Where a seat reads its mail: the office's address of a post, not a person's."""

    seat = models.UUIDField(unique=True)
    address = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    changed_by = models.CharField(max_length=80)
    changed_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
