"""Storing files: sealed, on disk before their row and act; refusals kept as the bare fact."""

import hashlib
import time
from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from mingbai_web.accounts.permissions import Forbidden, require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.files.examining import Examined, Marked, examine
from mingbai_web.files.models import File
from mingbai_web.files.names import harmless
from mingbai_web.files.purposes import purposes
from mingbai_web.files.types import BadFile, kind_of
from mingbai_web.files.vault import vault
from mingbai_web.ledger import failpoints
from mingbai_web.ledger.services import enter
from mingbai_web.ledger.subjects import Hand, Subject, new_id
from mingbai_web.parties import commitments, keys
from mingbai_web.parties.ciphers import Key
from mingbai_web.parties.keys import Purpose as Secret
from mingbai_web.parties.models import Party

__all__ = ["keep_made", "key_of", "note_refusal", "receive", "store", "store_examined", "sweep"]


def receive(
    data: bytes | BinaryIO, *, name: str, purpose: str, by: Viewer, now: datetime, body: UUID | None = None
) -> Examined:
    """Examine a file before a transaction is begun; the fact of a refusal for a marking is kept, and nothing else of it."""
    require(by, "files.store")
    try:
        return examine(data, name=name, purpose=purpose)
    except Marked as marked:
        note_refusal(marked, purpose=purpose, by=by.hand(_body(by, body)), now=now)
        raise


def note_refusal(marked: Marked, *, purpose: str, by: Hand, now: datetime) -> None:
    """Enter that something was refused for its marking: by which rule, brought for what. Call it outside a transaction."""
    day = timezone.localdate(now)
    enter(
        subject=Subject("file", new_id()),
        kind="file_refused",
        facts={"rule": marked.rule, "purpose": purpose},
        happened=day,
        effective=day,
        by=by,
        seen="",
        now=now,
    )


def store(
    data: bytes | BinaryIO,
    *,
    purpose: str,
    subject: Subject,
    name: str,
    by: Viewer,
    now: datetime,
    party: UUID | None = None,
    body: UUID | None = None,
) -> File:
    """Examine and store a file of *subject*, where there is no more to the act than the file itself."""
    examined = receive(data, name=name, purpose=purpose, by=by, now=now, body=body)
    return store_examined(examined, subject=subject, by=by, now=now, party=party, body=body)


def store_examined(
    examined: Examined,
    *,
    subject: Subject,
    by: Viewer,
    now: datetime,
    party: UUID | None = None,
    body: UUID | None = None,
    source: str = "screen",
) -> File:
    """Store a file of *subject* under the key of *party*, the vault's own where it is nobody's.

    Its bytes and their place are on disk before row and act are written, and before the database is locked for them. The
    same bytes for the same purpose of the same subject are stored once: the file that there is comes back. Between
    subjects nothing is compared.
    """
    require(by, "files.store")
    body = _body(by, body)
    return _stored(examined, subject, body, party, by.hand(body, source=source), now)


def keep_made(
    data: bytes,
    *,
    name: str,
    purpose: str,
    subject: Subject,
    body: UUID,
    party: UUID | None,
    by: Hand,
    now: datetime,
) -> File:
    """Store a file that the installation made itself, in the purpose's own type: nobody brought it, so nothing is screened.

    The same bytes are stored once. Raises `KeyGone`, `Forbidden` once its party was erased.
    """
    wanted = purposes()[purpose]
    kind = kind_of(data)
    if kind.key not in wanted.types:
        raise BadFile(f"{wanted.words.zh}不收{kind.words.zh}", f"{wanted.words.en}: no {kind.words.en}")
    made = Examined(data, harmless(name, kind), kind, wanted, hashlib.sha256(data).hexdigest(), "text")
    return _stored(made, subject, body, party, by, now)


def _stored(
    examined: Examined, subject: Subject, body: UUID, party: UUID | None, by: Hand, now: datetime
) -> File:
    if party is not None and not Party.of([body]).filter(id=party, erased_on=None).exists():
        raise Forbidden(
            "没有这个当事人，或者其个人信息已经删除",
            "there is no such party, or its personal data were erased",
        )
    same = commitments.keyed(Secret.VAULT, subject.kind, str(subject.id), examined.sha256)
    there = File.objects.filter(of_kind=subject.kind, of=subject.id, purpose=examined.purpose.key, same=same)
    if (found := there.first()) is not None:
        return found
    row = File(
        id=new_id(),
        body=body,
        of_kind=subject.kind,
        of=subject.id,
        party_id=party,
        purpose=examined.purpose.key,
        type=examined.type.key,
        size=len(examined.data),
        screened=examined.screened,
        stored_at=now,
        same=same,
    )
    key = key_of(row)
    row.name = key.seal(examined.name.encode(), f"{row.about}/name")
    row.place = vault().put(key.seal(examined.data, row.about))
    failpoints.reach("file.after_put")
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            failpoints.reach("file.after_row")
            _enter(row, examined.sha256, by=by, now=now)
            failpoints.reach("file.before_commit")
    except IntegrityError:  # the same file came twice at once
        vault().remove(row.place)
        return there.get()
    return row


def _enter(row: File, sha256: str, *, by: Hand, now: datetime) -> None:
    day = timezone.localdate(now)
    facts: dict[str, object] = {
        "digest": commitments.commit(sha256, party=row.party_id),
        "size": row.size,
        "type": row.type,
        "purpose": row.purpose,
        "of_kind": row.of_kind,
        "of": row.of,
        "screened": row.screened,
    }
    if row.party_id is not None:
        facts["party"] = row.party_id
    enter(
        subject=Subject("file", row.id),
        kind="file_stored",
        facts=facts,
        happened=day,
        effective=day,
        by=by,
        seen="",
        now=now,
    )


def sweep(*, older: float = 86_400) -> int:
    """Remove from the vault what never got its row, and what erased parties left; return how many files that were.

    Only what was put more than *older* seconds ago: a younger one may be on its way to its row. Nothing by a database that
    knows of no file at all: it is taken for the wrong one.
    """
    folder = vault()
    if not File.objects.exists():
        return 0
    kept = set(File.objects.filter(party__erased_on=None).values_list("place", flat=True))
    gone = [name for name in folder.names(before=time.time() - older) if name not in kept]
    for name in gone:
        folder.remove(name)
    return len(gone)


def key_of(row: File) -> Key:
    """Return the key of a file. Raises `KeyGone` when its party was erased."""
    store = keys.store()
    return (store.secret(Secret.VAULT) if row.party_id is None else store.of(row.party_id)).derive("file")


def pass_on(subject: Subject, to: UUID) -> None:
    """Let the files of *subject* be those of the body *to*, which the subject went to."""
    File.objects.filter(of_kind=subject.kind, of=subject.id).update(body=to)


def _body(by: Viewer, body: UUID | None) -> UUID:
    if body is None and len(by.bodies) == 1:
        return by.bodies[0]
    if body is None or body not in by.reach:
        raise Forbidden("请选择本岗位所属的机关", "choose a body that this seat serves")
    return body
