"""What the public may see of applications: projections, filled from the chains of the inner side, read here alone; letters, sealed.

An installation that stands apart from the inner side holds these rows and nothing else of an application.
"""

from django.db import models

from mingbai_web.ledger.projections import Projected

__all__ = ["PublicCase", "PublicEnclosure", "PublicLetter", "PublicStep"]


class PublicCase(Projected):
    """One application as it stands for who proves its code. One number may lead to several, where one letter held several."""

    number = models.CharField(max_length=20, db_index=True)
    code_hash = models.CharField(max_length=64)  # intake.codes
    reference = models.CharField(max_length=60)  # the body's own number of the application
    body = models.UUIDField()
    office = models.CharField(max_length=120, blank=True)
    state_zh = models.CharField(max_length=120)
    state_en = models.CharField(max_length=200)
    received = models.DateField(null=True)
    due = models.DateField(null=True)
    firm = models.BooleanField(default=True)
    ended = models.BooleanField(default=False)
    answered = models.DateField(null=True)  # the day with which the clock stopped
    next_zh = models.CharField(max_length=300, blank=True)
    next_en = models.CharField(max_length=500, blank=True)
    next_by = models.DateField(null=True)
    next_firm = models.BooleanField(default=True)
    clock = models.TextField(blank=True)  # the steps of the counting, as JSON
    period = models.PositiveSmallIntegerField(null=True)
    remedies = models.TextField(blank=True)  # last days, as JSON


class PublicStep(Projected):
    """One public act on an application."""

    number = models.CharField(max_length=20, db_index=True)
    reference = models.CharField(max_length=60)
    ordinal = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    zh = models.CharField(max_length=300)
    en = models.CharField(max_length=500)
    day = models.DateField()
    note_zh = models.CharField(max_length=500, blank=True)
    note_en = models.CharField(max_length=800, blank=True)
    instrument = models.CharField(max_length=40, blank=True)
    article = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=20, blank=True)
    letter = models.UUIDField(null=True)
    letter_name = models.CharField(max_length=120, blank=True)


class PublicLetter(models.Model):
    """A letter as the inner side handed it over, readable by who holds number and code; gone when the party is erased."""

    id = models.UUIDField(primary_key=True, editable=False)
    number = models.CharField(max_length=20, db_index=True)
    name = models.CharField(max_length=120)
    sealed = models.BinaryField()
    made_at = models.DateTimeField()


class PublicEnclosure(models.Model):
    """A file that a letter encloses, handed over with it: its bytes stand sealed in the public store, its name sealed here."""

    letter = models.UUIDField()
    ordinal = models.PositiveSmallIntegerField()  # its place among what the letter encloses
    number = models.CharField(max_length=20, db_index=True)
    type = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    name = models.BinaryField()  # sealed
    place = models.CharField(max_length=32, unique=True)  # in the public store
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "ordinal"], name="an_enclosure_once_a_letter"),
        ]
