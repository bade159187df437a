"""A job that was asked for, who leads the schedules at the moment, and what verifications found."""

import uuid

from django.db import models

__all__ = ["Job", "Lead", "Proof", "State"]


class State(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", "待办"
    RUNNING = "running", "在办"
    DONE = "done", "办结"
    FAILED = "failed", "失败"


class Job(models.Model):
    """Work asked for in the transaction of the act that wants it: there when the act is, gone when it is not.

    Facts name things by their ids and hold no personal data. A worker that takes a job holds it until its lease ends;
    the number of attempts tells its turn from that of another who took it over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    work = models.CharField(max_length=60)
    facts = models.TextField()  # canonical JSON
    key = models.CharField(max_length=120, null=True, unique=True)  # the same work asked for twice is one job
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()  # not begun before; while it runs, when its lease ends
    ended_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, blank=True)
    reason = models.CharField(max_length=300, blank=True)  # why the last attempt came to nothing

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="job_by_state")]


class Lead(models.Model):
    """Which worker looks at the schedules, until when; whoever comes after that takes over."""

    name = models.CharField(max_length=20, primary_key=True)
    worker = models.CharField(max_length=80)
    until = models.DateTimeField()


class Proof(models.Model):
    """A verification of the whole ledger that ended, and what it found."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    asked_by = models.CharField(max_length=80)
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    entries = models.PositiveBigIntegerField()
    seals = models.PositiveIntegerField()
    count = models.PositiveIntegerField()  # of what does not hold
    faults = models.TextField()  # the first of them, as JSON
