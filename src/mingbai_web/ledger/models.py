"""An entry of the ledger and a daily seal over the heads of all chains. Triggers refuse to change or remove either."""

import json
from typing import Any

from django.db import models

from mingbai.text.words import Words
from mingbai_web.ledger import schemas
from mingbai_web.ledger.rows import Row

__all__ = ["Entry", "Seal"]


class Entry(Row):
    """One act on one subject, as it was recorded.

    A subject is a kind and a UUID, never a foreign key or a document number: entries outlive what they speak of. The
    unique ordinal decides who came first when two act at once.
    """

    subject_kind = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    ordinal = models.PositiveIntegerField()
    previous = models.CharField(max_length=64)  # the digest of the entry before; empty for the first
    digest = models.CharField(max_length=64)
    algorithm = models.CharField(max_length=16)
    kind = models.CharField(max_length=60)
    version = models.PositiveSmallIntegerField()  # of the kind's schema
    facts = models.TextField()  # canonical JSON: a database's own JSON type would reorder it
    happened = models.DateField()
    effective = models.DateField()
    recorded_at = models.DateTimeField()
    person = models.CharField(max_length=80)
    seat = models.CharField(max_length=80)
    body = models.CharField(max_length=80)
    on_behalf_of = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=20)  # screen, paper, import, api, system
    key = models.CharField(max_length=80, null=True, unique=True)  # unique where given

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "ordinal"], name="one_entry_an_ordinal"
            ),
        ]
        indexes = [models.Index(fields=["kind", "effective"], name="entry_by_kind")]

    @property
    def words(self) -> Words:
        """Return what the act is called, by the version of the schema under which it was entered."""
        return schemas.schema(self.subject_kind, self.kind, self.version).words

    def read(self) -> dict[str, Any]:
        """Return the facts as values, read by the version of the schema under which they were entered."""
        return schemas.read(
            schemas.schema(self.subject_kind, self.kind, self.version), json.loads(self.facts)
        )


class Seal(models.Model):
    """The digest over the heads of all chains at the end of a day; a copy of it leaves the machine."""

    sealed_on = models.DateField(unique=True)
    sealed_at = models.DateTimeField()
    entries = models.PositiveBigIntegerField()  # how many there were, by which later ones are told apart
    last_entry = models.PositiveBigIntegerField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    algorithm = models.CharField(max_length=16)
