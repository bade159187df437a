"""A party and what it is looked up by. Neither is a projection: what is true of a person stands here, sealed, and not in acts."""

from collections.abc import Iterable
from uuid import UUID

from django.db import models

from mingbai_web.parties.labels import ERASED

__all__ = ["Index", "Party"]


class Party(models.Model):
    """An applicant, a third party or an organ as one body knows it: a label that may be shown, and all else sealed."""

    id = models.UUIDField(primary_key=True, editable=False)
    body = models.UUIDField(db_index=True)  # whose files it stands in: each body answers for its own
    also = models.UUIDField(null=True, db_index=True)  # to whom an application of it went with moved powers
    kind = models.CharField(max_length=40)
    label = models.CharField(max_length=200, default=ERASED)
    sealed = models.BinaryField()  # `Details` under the party's own data key; empty when erased
    erased_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(erased_on=None) | models.Q(label=ERASED, sealed=b""),
                name="an_erased_party_is_blank",
            ),
        ]

    @classmethod
    def of(cls, bodies: Iterable[UUID]) -> models.QuerySet["Party"]:
        """Return the parties in the files of *bodies*."""
        wanted = list(bodies)
        return cls.objects.filter(models.Q(body__in=wanted) | models.Q(also__in=wanted))

    @property
    def about(self) -> str:
        """What the sealed details are about: they open in no other row."""
        return f"party/{self.id}"


class Index(models.Model):
    """A keyed digest of one thing a party is looked up by: equal values meet, none can be read."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="indexes")
    field = models.CharField(max_length=10)  # number, phone, name
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "field", "digest"], name="an_index_stands_once"),
        ]
        indexes = [models.Index(fields=["field", "digest"], name="party_by_digest")]
