"""Imports of registers and profiles, as their acts say; and a register that was uploaded and waits, sealed, to be entered."""

from django.db import models

from mingbai_web.ledger.projections import Projected

__all__ = ["Import", "Profile", "Upload"]


class Import(Projected):
    """One register that was taken in; a file that was undone may be taken in again, as the next attempt."""

    body = models.UUIDField()
    digest = models.CharField(max_length=64)
    sheet = models.CharField(max_length=100, blank=True)
    rows = models.PositiveIntegerField()
    made = models.PositiveIntegerField()
    imported_at = models.DateTimeField()
    person = models.CharField(max_length=80)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject"], name="one_row_an_import")]
        indexes = [models.Index(fields=["body", "digest"], name="import_by_file")]


class Profile(Projected):
    """A named way to read a register (`use` import) or to write one (`use` export)."""

    body = models.UUIDField()
    use = models.CharField(max_length=10)
    name = models.CharField(max_length=60)
    said = models.TextField()  # canonical JSON of what the last act of saving says

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject"], name="one_row_a_profile"),
            models.UniqueConstraint(fields=["body", "use", "name"], name="one_profile_a_name"),
        ]


class Upload(models.Model):
    """A register on its way in: its bytes hold personal data, so they are sealed, and gone when it is entered or after a day."""

    id = models.UUIDField(primary_key=True)
    body = models.UUIDField()
    seat = models.UUIDField()
    sealed = models.BinaryField()
    kind = models.CharField(
        max_length=10
    )  # the ending of its name, which helps where the bytes leave it open
    layout = models.TextField(blank=True)  # JSON: how it is to be read, as far as that is told
    sheet = models.PositiveSmallIntegerField(default=0)
    uploaded_at = models.DateTimeField()
