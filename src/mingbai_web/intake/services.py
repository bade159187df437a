"""Taking in what the public sends: sealed, on disk, then acknowledged; and handing it over to the inner side.

What an acknowledgement costs: `submit` reads once by index before its one transaction (the limits), seals in memory, and in
the transaction inserts the submission, its attachments in one statement if there are any, and deletes the draft; then one
commit, which is one sync of the log on SQLite (WAL, synchronous=FULL) and on PostgreSQL. Nothing is looked up to find a
retry: the unique key refuses it, and only then is the first answer read.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from mingbai.errors import MingbaiError
from mingbai_web.intake import drafts, limits
from mingbai_web.intake.codes import code_hash, code_of, new_number
from mingbai_web.intake.details import Details, File, pack
from mingbai_web.intake.models import Attachment, Submission
from mingbai_web.intake.sealed import Seal, seal_of
from mingbai_web.ledger import failpoints
from mingbai_web.ledger.subjects import Hand, new_id

__all__ = ["Acknowledgement", "AlreadyTaken", "acknowledged", "submit", "taken"]

_TRIES = 5  # numbers are drawn from a hundred million a day


class AlreadyTaken(MingbaiError):
    """The inner side has this submission already."""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What is told to who sent it: that it was submitted, and how to follow it. `again` says that it was sent before."""

    id: UUID
    number: str
    code: str
    instant: datetime
    body: UUID
    again: bool = False


def submit(
    *,
    details: Details,
    files: Sequence[File],
    body: UUID,
    key: str,
    now: datetime,
    visitor: str = "",
    draft: str = "",
) -> Acknowledgement:
    """Take in an application for *body* and return its acknowledgement once it is on disk.

    A retry with the same *key* returns the first answer, with the same number and code, whatever it says now. *visitor* is
    who sends (`limits.visitor`), *draft* the draft that it was typed in and that goes with it. Raises `limits.TooOften`
    or `limits.Busy`.
    """
    try:
        limits.admit_submission(visitor, now)
    except (limits.TooOften, limits.Busy):
        if (first := acknowledged(key)) is not None:  # a retry costs nothing and is always answered
            return first
        raise
    seal = seal_of(localdate(now))
    contents = [seal(file.content) for file in files]
    for _ in range(_TRIES):
        made = _made(seal, details, files, contents, body, key, now, visitor)
        try:
            _store(made, contents, draft)
        except IntegrityError:
            if (first := acknowledged(key)) is not None:
                return first
        else:
            failpoints.reach("intake.after_commit")
            return _told(made.id, made.number, now, body)
    raise limits.Busy("没有取到编号，请再提交一次", "no number could be drawn: please send it once more")


def acknowledged(key: str) -> Acknowledgement | None:
    """Return what was answered to the form *key*, None when it was not sent."""
    first = Submission.objects.filter(key=key).values_list("id", "number", "submitted_at", "body").first()
    if first is None:
        return None
    return _told(*first, again=True)


@transaction.atomic
def taken(*, submission: UUID, by: Hand, now: datetime) -> None:
    """Record that the inner side has it, within the inner side's own transaction; what was sealed is removed here.

    The digest, the number and the proof of the code stay. Raises `AlreadyTaken`.
    """
    changed = Submission.objects.filter(id=submission, taken_at=None).update(
        taken_at=now, taken_by=by.seat, sealed=b"", visitor=""
    )
    if not changed:
        raise AlreadyTaken("这件提交已经转入，不再重复", "this submission was taken in already")
    Attachment.objects.filter(submission_id=submission).update(sealed=b"")


def _made(
    seal: Seal,
    details: Details,
    files: Sequence[File],
    contents: Sequence[bytes],
    body: UUID,
    key: str,
    now: datetime,
    visitor: str,
) -> Submission:
    id, number = new_id(), new_number(localdate(now))
    payload = seal(pack(id=id, number=number, body=body, submitted_at=now, details=details, files=files))
    over = hashlib.sha256(payload)
    for content in contents:
        over.update(hashlib.sha256(content).digest())
    return Submission(
        id=id,
        number=number,
        code_hash=code_hash(number, code_of(id)),
        body=body,
        submitted_at=now,
        key=key,
        visitor=visitor,
        sealed_for=seal.key_id,
        sealed=payload,
        digest=over.hexdigest(),
    )


@transaction.atomic
def _store(made: Submission, contents: Sequence[bytes], draft: str) -> None:
    made.save(force_insert=True)
    if contents:
        Attachment.objects.bulk_create(
            Attachment(submission=made, ordinal=n, sealed=content, digest=hashlib.sha256(content).hexdigest())
            for n, content in enumerate(contents, 1)
        )
    if draft:
        drafts.remove(draft, files=bool(contents))
    failpoints.reach("intake.before_commit")


def _told(id: UUID, number: str, instant: datetime, body: UUID, *, again: bool = False) -> Acknowledgement:
    return Acknowledgement(id, number, code_of(id), instant, body, again)
