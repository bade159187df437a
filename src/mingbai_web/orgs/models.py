"""Bodies and units over time, as tables: a row holds from `since` up to, not including, `until`.

All of them are computed from acts (see `history`); nobody else writes them.
"""

from django.db import models

from mingbai_web.ledger.projections import Projected

__all__ = ["Body", "Guide", "Serving", "Succession", "Supervision", "Unit"]


class Body(Projected):
    """What a body (行政机关) was from a day on; the row after its end says how it ended."""

    since = models.DateField()
    until = models.DateField(null=True)
    name = models.CharField(max_length=120)
    short = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=18, blank=True)
    mark = models.CharField(max_length=40, blank=True)  # 机关代字, as in 清公开〔2026〕3号
    letterhead = models.CharField(max_length=160, blank=True)
    level = models.CharField(max_length=20)
    makes_rules = models.BooleanField(default=False)
    position = models.IntegerField(default=0)  # among those beside it, where their order is a custom
    reports_to = models.UUIDField(null=True)
    ended = models.CharField(max_length=20, blank=True)  # the act that ended it; empty while it lives

    class Meta:
        indexes = [models.Index(fields=["since", "until"], name="body_by_day")]


class Supervision(Projected):
    """Who supervises a body (业务主管): in a vertical system another than the one it reports to."""

    supervisor = models.UUIDField(db_index=True)
    since = models.DateField()
    until = models.DateField(null=True)


class Succession(Projected):
    """That a body ended, or gave powers away, and who takes its open cases, number series and opening balances."""

    since = models.DateField()
    kind = models.CharField(max_length=20)
    into = models.TextField(blank=True)  # the ids of the bodies that follow, in the order given
    matter = models.TextField(blank=True)
    cases = models.UUIDField(null=True)
    series = models.UUIDField(null=True)
    balances = models.UUIDField(null=True)


class Guide(Projected):
    """What a body's guide (公开指南) says of where and how to apply (条例第十二条)."""

    since = models.DateField()
    until = models.DateField(null=True)
    working_body = models.CharField(max_length=120)
    address = models.CharField(max_length=200)
    hours = models.CharField(max_length=200)
    telephone = models.CharField(max_length=60)
    fax = models.CharField(max_length=60, blank=True)
    post_address = models.CharField(max_length=200, blank=True)
    post_code = models.CharField(max_length=12, blank=True)
    online = models.CharField(max_length=200, blank=True)
    email = models.CharField(max_length=120, blank=True)
    classification = models.TextField(blank=True)
    arrangement = models.TextField(blank=True)
    obtaining = models.TextField(blank=True)


class Unit(Projected):
    """What a unit (内设机构) was from a day on; one without accounts works on printed slips."""

    since = models.DateField()
    until = models.DateField(null=True)
    name = models.CharField(max_length=120)
    has_accounts = models.BooleanField()
    telephone = models.CharField(max_length=60, blank=True)
    address = models.CharField(max_length=200, blank=True)
    position = models.IntegerField(default=0)
    ended = models.BooleanField(default=False)


class Serving(Projected):
    """Which bodies a unit serves: one office may serve several, each with its letterhead, series and report."""

    body = models.UUIDField(db_index=True)
    since = models.DateField()
    until = models.DateField(null=True)
