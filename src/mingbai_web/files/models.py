"""A file in the vault. No projection: its bytes and its name are no part of any act."""

from django.db import models

from mingbai_web.parties.models import Party

__all__ = ["File"]


class File(models.Model):
    """What is known of a file: whose it is, what for, where its bytes stand; its name is sealed like its bytes."""

    id = models.UUIDField(primary_key=True, editable=False)
    body = models.UUIDField(db_index=True)
    of_kind = models.CharField(max_length=40)  # the subject it belongs to, never a foreign key
    of = models.UUIDField()
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True
    )  # under whose key it is; the vault's if nobody's
    purpose = models.CharField(max_length=20)
    type = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    screened = models.CharField(max_length=10)  # what was looked at: text, no text
    stored_at = models.DateTimeField()
    place = models.CharField(max_length=32, unique=True)  # in the vault
    name = models.BinaryField()  # sealed
    same = models.CharField(max_length=64)  # keyed digest of the content within its subject

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["of_kind", "of", "purpose", "same"], name="one_file_once_in_a_case"
            ),
        ]

    @property
    def about(self) -> str:
        """What its sealed bytes are about: they open as no other file's."""
        return f"file/{self.id}"
