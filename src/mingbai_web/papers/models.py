"""Papers, whose turn they wait for, chains and series: rows computed from acts. What a paper says stands sealed, apart."""

from django.db import models

from mingbai_web.ledger.projections import Projected

__all__ = ["Chain", "Content", "PaperRow", "Series", "Turn"]


class Content(models.Model):
    """What one version of a paper says, sealed under the key of the party it is about, else of the installation.

    Not in acts, which hold a commitment to it: erasing a party erases what was written to it.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    paper = models.UUIDField(db_index=True)
    party = models.UUIDField(null=True, db_index=True)
    sealed = models.BinaryField()

    @property
    def about(self) -> str:
        """What the sealed text is about: it opens in no other row."""
        return f"paper/{self.paper}/{self.id}"


class PaperRow(Projected):
    """A paper as it stands."""

    about_kind = models.CharField(max_length=40)
    about = models.UUIDField(db_index=True)
    kind = models.CharField(max_length=40)
    body = models.UUIDField(db_index=True)
    state = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=60, blank=True)
    drafter_seat = models.CharField(max_length=80)
    seats = models.TextField(
        blank=True
    )  # ids of the seats with which it is while it is not signed, a space between
    drafted_on = models.DateField()
    number = models.CharField(max_length=80, blank=True)
    signed_on = models.DateField(null=True)
    route = models.CharField(max_length=20, blank=True)
    dispatched_on = models.DateField(null=True)
    served_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["body", "number"], condition=~models.Q(number=""), name="a_number_once_a_body"
            ),
        ]


class Turn(Projected):
    """A step that waits for a signature: whose turn it is, by role in a body or by seat."""

    step = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    what = models.CharField(max_length=20)
    role = models.CharField(max_length=40, blank=True)
    seat = models.UUIDField(null=True)
    body = models.UUIDField(db_index=True)
    since = models.DateField()


class Chain(Projected):
    """A version of an approval chain of a body, for one kind of paper or (empty) for all; a delegation names its document."""

    body = models.UUIDField(db_index=True)
    paper = models.CharField(max_length=40, blank=True)
    since = models.DateField()
    until = models.DateField(null=True)
    document = models.CharField(max_length=120, blank=True)
    outcomes = models.TextField(blank=True)  # keys, a space between
    steps = models.TextField()  # canonical JSON: rows are compared by value
    ordinal = models.PositiveIntegerField()


class Series(Projected):
    """A series of numbers of a body, a kind and a year; `last` is the last number taken."""

    body = models.UUIDField()
    series = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    mark = models.CharField(max_length=40)
    counted = models.BooleanField()
    last = models.PositiveIntegerField()
    voids = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body", "series", "year"], name="a_series_once_a_body_and_year"),
        ]
