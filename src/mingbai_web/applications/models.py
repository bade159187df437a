"""Tables that follow from the acts: each application and each item as it stands now, and the spells that figures are counted from."""

from django.db import models

from mingbai_web.ledger.projections import Projected

__all__ = ["Application", "Item", "Joint", "Spell"]


class Application(Projected):
    """An application as it stands by all that is on record. Days are without *today*: who asks compares."""

    number = models.CharField(max_length=60)
    body = models.UUIDField()
    origin = (
        models.UUIDField()
    )  # the body that registered it: another than `body` where that one took it over
    party = models.UUIDField()
    applicant = models.CharField(max_length=40)  # the kind of applicant, which decides the column
    matter = models.CharField(max_length=300)
    channel = models.CharField(max_length=20)
    unit = models.UUIDField(null=True)
    seat = models.UUIDField(null=True)
    state = models.CharField(max_length=24)
    registered_on = models.DateField()
    arrived = models.DateField(null=True)
    received = models.DateField(null=True)
    due = models.DateField(null=True)
    firm = models.BooleanField(default=True)
    safe_due = models.DateField(null=True)
    waits_until = models.DateField(null=True)  # for an amendment, a payment, a view
    outcome = models.CharField(max_length=60, blank=True)
    decided = models.DateField(null=True)
    answered = models.DateField(null=True)
    served = models.DateField(null=True)
    ended = models.DateField(null=True)
    paper = models.UUIDField(null=True)
    asks = models.CharField(
        max_length=20, blank=True
    )  # what is to be done now, whatever the day: confirm, joined
    refusals = models.PositiveSmallIntegerField(default=0)
    pressed = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject"], name="one_row_an_application"),
            models.UniqueConstraint(fields=["origin", "number"], name="one_application_a_number"),
        ]
        indexes = [
            models.Index(fields=["body", "ended", "due"], name="application_open_by_due"),
            models.Index(fields=["party"], name="application_by_party"),
        ]


class Joint(Projected):
    """Who applies together with the applicant of `subject`."""

    party = models.UUIDField()

    class Meta:
        indexes = [models.Index(fields=["party"], name="joint_by_party")]


class Item(Projected):
    """What came in, once, and what became of it."""

    number = models.CharField(max_length=60)
    body = models.UUIDField()
    carrier = models.CharField(max_length=20)
    arrived_at = models.DateTimeField()
    about = models.CharField(max_length=300, blank=True)
    party = models.UUIDField(null=True)
    tracking = models.CharField(max_length=60, blank=True)
    became = models.CharField(max_length=20, blank=True)  # applications, joined, told; empty: to be sorted
    matter = models.CharField(max_length=40, blank=True)  # what it was, where it was no application
    logged_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subject"], name="one_row_an_item"),
            models.UniqueConstraint(fields=["body", "number"], name="one_item_a_number"),
        ]
        indexes = [models.Index(fields=["body", "became", "arrived_at"], name="item_to_be_sorted")]


class Spell(Projected):
    """How an application stood from `first` to before `until`, as it was known from `known_from` to before `known_until`.

    The far ends are `FAR`. With two days, *effective up to D* and *known on K*, exactly one spell of an application is found, or
    none before it was received.
    """

    body = models.UUIDField()
    applicant = models.CharField(max_length=40)
    first = models.DateField()
    until = models.DateField()
    known_from = models.DateField()
    known_until = models.DateField()
    received = models.DateField()
    ended = models.DateField(null=True)
    outcome = models.CharField(max_length=60, blank=True)
    counted_in = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["body", "first", "until"], name="spell_by_body"),
        ]
