"""Drafts: what was typed so far, kept for the browser that it was typed in and readable by no one else.

The cookie holds a random token. The row is found by a digest of it and opened with a key derived from it: neither the
database nor a backup can tell what a draft says. A draft lives seven days after its last change.
"""

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction

from mingbai_web.intake import limits
from mingbai_web.intake.details import File
from mingbai_web.intake.models import Draft as Row
from mingbai_web.intake.models import DraftFile
from mingbai_web.ledger.subjects import new_id

__all__ = [
    "LIVES",
    "Draft",
    "attach",
    "begin",
    "content_of",
    "detach",
    "form_key",
    "forget",
    "keep",
    "load",
    "remove",
    "sweep",
]

LIVES = timedelta(days=7)
MOST = 64 * 1024
"""Bytes that the typed text of a draft may take; the forms allow less."""
_KEPT = "SELECT content FROM intake_draft WHERE id = %s AND changed_at > %s"
"""Asked on every page of the form: composed by Django it costs three times as much."""


@dataclass(slots=True)
class Draft:
    """What was typed on each page, by page and field, as it was typed; and the files that were chosen."""

    token: str
    pages: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: list[dict[str, Any]] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Return by what its row is found."""
        return _id(self.token)


def begin(*, visitor: str, now: datetime) -> Draft:
    """Return a new draft, not kept before something is typed. Raises `limits.TooOften` or `limits.Busy`."""
    limits.admit("draft", visitor, now)
    return Draft(secrets.token_urlsafe(32))


def load(token: str, now: datetime) -> Draft | None:
    """Return the draft of the cookie *token*, None where there is none, it is too old or the cookie is not its own."""
    if not token or len(token) > 100:
        return None
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, [_id(token), connection.ops.adapt_datetimefield_value(now - LIVES)])
        row = cursor.fetchone()
    if row is None:
        return None
    try:
        said = json.loads(_open(token, row[0]))
    except InvalidTag:
        return None
    return Draft(token, said["pages"], said["files"])


def keep(draft: Draft, *, page: str, typed: Mapping[str, Any], now: datetime) -> bool:
    """Keep what was *typed* on *page*; return False where it is too long to be kept."""
    pages = {**draft.pages, page: dict(typed)}
    if len(_json(pages, draft.files)) > MOST:
        return False
    draft.pages = pages
    _write(draft, now)
    return True


def attach(draft: Draft, file: File, *, now: datetime) -> None:
    """Keep *file* with the draft. Raises `limits.Busy` where all drafts together hold too much."""
    limits.room_for(len(file.content))
    id = new_id()
    with transaction.atomic():
        DraftFile.objects.create(
            id=id,
            draft=draft.id,
            content=_close(draft.token, file.content),
            size=len(file.content),
            changed_at=now,
        )
        draft.files.append(
            {
                "id": str(id),
                "name": file.name,
                "purpose": file.purpose,
                "type": file.type,
                "size": len(file.content),
            }
        )
        _write(draft, now)


def detach(draft: Draft, file: str, *, now: datetime) -> None:
    """Remove the file *file* from the draft, where it is one of its own."""
    if all(each["id"] != file for each in draft.files):
        return
    with transaction.atomic():
        DraftFile.objects.filter(id=UUID(file), draft=draft.id).delete()
        draft.files = [each for each in draft.files if each["id"] != file]
        _write(draft, now)


def content_of(draft: Draft) -> list[File]:
    """Return the files of the draft, opened, in the order in which they were chosen."""
    if not draft.files:
        return []
    rows = {str(row.id): row for row in DraftFile.objects.filter(draft=draft.id)}
    return [
        File(each["name"], each["purpose"], each["type"], _open(draft.token, rows[each["id"]].content))
        for each in draft.files
        if each["id"] in rows
    ]


def form_key(token: str) -> str:
    """Return the key under which what the cookie *token* sends is taken in once."""
    return hmac.digest(token.encode(), b"mingbai.intake/form", "sha256").hex()


def remove(id: str, *, files: bool = True) -> None:
    """Remove a draft by its row's id, with its files."""
    with (
        connection.cursor() as cursor
    ):  # each application does it while others wait to write: Django takes longer to say it
        cursor.execute("DELETE FROM intake_draft WHERE id = %s", [id])
    if files:
        DraftFile.objects.filter(draft=id).delete()


def forget(token: str) -> None:
    """Remove the draft of the cookie *token*: who typed it wants it gone from here."""
    with transaction.atomic():
        remove(_id(token))


def sweep(now: datetime) -> int:
    """Remove drafts that were not changed for seven days and what the limits need no more; return how many were drafts."""
    DraftFile.objects.filter(changed_at__lt=now - LIVES).delete()
    limits.forget(now)
    return Row.objects.filter(changed_at__lt=now - LIVES).delete()[0]


def _write(draft: Draft, now: datetime) -> None:
    content = _close(draft.token, _json(draft.pages, draft.files))
    Row.objects.update_or_create(id=draft.id, defaults={"content": content, "changed_at": now})
    if draft.files:  # they live as long as what they belong to
        DraftFile.objects.filter(draft=draft.id).update(changed_at=now)


def _json(pages: Mapping[str, Any], files: list[dict[str, Any]]) -> bytes:
    return json.dumps({"pages": pages, "files": files}, ensure_ascii=False).encode()


def _id(token: str) -> str:
    return hashlib.sha256(f"mingbai.intake/draft {token}".encode()).hexdigest()


def _key(token: str) -> AESGCM:
    return AESGCM(hmac.digest(token.encode(), b"mingbai.intake/draft-key", "sha256"))


def _close(token: str, content: bytes) -> bytes:
    nonce = os.urandom(12)
    return nonce + _key(token).encrypt(nonce, content, None)


def _open(token: str, content: bytes | memoryview) -> bytes:
    held = bytes(content)
    return _key(token).decrypt(held[:12], held[12:], None)
