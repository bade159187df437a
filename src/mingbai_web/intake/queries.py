"""What waits for the inner side, what is sealed in it, and what the outer side may say of a submission."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mingbai_web.intake.models import Attachment, Submission

__all__ = ["Sealed", "Sent", "Waiting", "sealed", "sent", "waiting"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A submission that the inner side has not taken in: who it is for and since when; what it says is sealed."""

    id: UUID
    number: str
    body: UUID
    submitted_at: datetime
    code_hash: str
    sealed_for: str
    digest: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """A submission to be opened with the private key `sealed_for`: its payload (`details.unpack`) and its files in order."""

    id: UUID
    sealed_for: str
    payload: bytes
    files: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """What the outer side may say of a submission to who proves its code."""

    number: str
    code_hash: str
    body: UUID
    submitted_at: datetime
    taken: bool


def waiting(bodies: Collection[UUID] | None = None) -> tuple[Waiting, ...]:
    """Return what waits to be taken in, for *bodies* or for all, the oldest first."""
    found = Submission.objects.filter(taken_at=None)
    if bodies is not None:
        found = found.filter(body__in=bodies)
    fields = ("id", "number", "body", "submitted_at", "code_hash", "sealed_for", "digest")
    return tuple(Waiting(*row) for row in found.order_by("submitted_at", "id").values_list(*fields))


def sealed(submission: UUID) -> Sealed | None:
    """Return what is sealed in *submission*, None where there is none or it was taken in."""
    found = (
        Submission.objects.filter(id=submission, taken_at=None).values_list("sealed_for", "sealed").first()
    )
    if found is None:
        return None
    files = Attachment.objects.filter(submission_id=submission).order_by("ordinal")
    return Sealed(submission, found[0], bytes(found[1]), tuple(bytes(each.sealed) for each in files))


def sent(number: str) -> Sent | None:
    """Return what may be said of the submission *number* to who proves its code, None where there is none."""
    found = (
        Submission.objects.filter(number=number)
        .values_list("number", "code_hash", "body", "submitted_at", "taken_at")
        .first()
    )
    return None if found is None else Sent(*found[:4], taken=found[4] is not None)
