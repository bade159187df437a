"""What is found: a row a document, computed from acts like any projection. The index over its tokens is kept by the database.

Two tables, so that nothing of the office can ever be found by the public, however a query is written.
"""

from django.db import models

from mingbai_web.ledger.projections import Projected

__all__ = ["OfficeDocument", "PublicDocument"]


class Document(Projected):
    """One thing that can be found: a subject of `kind`. No personal data stands in any of it."""

    kind = models.CharField(max_length=20)
    body = models.UUIDField()
    day = models.DateField()
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)  # shown below the title
    address = models.CharField(max_length=60)  # the name of the page, which takes the subject
    said = models.TextField()  # all it is found by, as `tokens.normal` has it
    tokens = models.TextField()  # what the index is over, a space between

    class Meta:
        abstract = True


class OfficeDocument(Document):
    """A document of the office; `seat` is who has it in hand, for seats that see only what is theirs."""

    seat = models.UUIDField(null=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "body", "day"], name="office_document_by_day")]


class PublicDocument(Document):
    """A document that anybody may find."""

    class Meta:
        indexes = [models.Index(fields=["kind", "day"], name="public_document_by_day")]
