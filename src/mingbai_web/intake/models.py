"""Submissions until the inner side has taken them in, and what a visitor has typed so far.

No projections: what these tables hold is in no act yet. Nothing of what an applicant wrote can be read from them: a submission
is sealed for the inner side, a draft for the browser that it was typed in.
"""

from django.db import models

from mingbai_web.ledger.subjects import new_id

__all__ = ["Attachment", "Draft", "DraftFile", "Submission", "Visit"]


class Submission(models.Model):
    """What was sent and acknowledged. `sealed` is emptied when it is taken in; the digest of what it was stays."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=20, unique=True)
    code_hash = models.CharField(max_length=64)
    body = models.UUIDField(db_index=True)
    channel = models.CharField(max_length=20, default="online")
    submitted_at = models.DateTimeField()
    key = models.CharField(
        max_length=64, unique=True
    )  # of the form: a second post finds the first answer by it
    visitor = models.CharField(
        max_length=32, blank=True
    )  # keyed digest of the address, for the limits of an hour
    sealed_for = models.CharField(max_length=80)  # the id of the public key
    sealed = models.BinaryField()
    digest = models.CharField(max_length=64)  # over what is sealed, attachments in their order
    taken_at = models.DateTimeField(null=True)
    taken_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["submitted_at"], name="submission_by_time"),
            models.Index(fields=["visitor", "submitted_at"], name="submission_by_visitor"),
            models.Index(
                fields=["submitted_at"], condition=models.Q(taken_at=None), name="submission_waiting"
            ),
        ]


class Attachment(models.Model):
    """A file of a submission, sealed; its name and purpose are in the payload of the submission."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="attachments")
    ordinal = models.PositiveSmallIntegerField()
    sealed = models.BinaryField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "ordinal"], name="one_attachment_an_ordinal")
        ]


class Draft(models.Model):
    """What was typed so far, encrypted with a key that only the browser's cookie holds; `id` is a digest of that cookie."""

    id = models.CharField(primary_key=True, max_length=64)
    content = models.BinaryField()
    changed_at = models.DateTimeField(db_index=True)


class DraftFile(models.Model):
    """A file chosen so far, encrypted like its draft."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    draft = models.CharField(max_length=64, db_index=True)
    content = models.BinaryField()
    size = models.PositiveIntegerField()  # in the clear, for the limits
    changed_at = models.DateTimeField(db_index=True)


class Visit(models.Model):
    """Something a visitor did that is limited: what, by whom (a keyed digest), when. Kept for a day."""

    bucket = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["bucket", "at"], name="visit_by_bucket"),
            models.Index(fields=["at"], name="visit_by_time"),
        ]
