"""Reading files: what a subject has, one file for who may see it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mingbai.errors import MingbaiError
from mingbai.text.words import Words
from mingbai_web.accounts import access
from mingbai_web.accounts.permissions import require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.files import guards
from mingbai_web.files.models import File
from mingbai_web.files.purposes import purposes
from mingbai_web.files.services import key_of
from mingbai_web.files.types import TYPES, Type
from mingbai_web.files.vault import vault
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.subjects import Subject
from mingbai_web.parties import commitments

__all__ = [
    "Listed",
    "NoFile",
    "Opened",
    "committed",
    "listed",
    "listed_of",
    "made_of",
    "needs_reason",
    "open",
    "opened_row",
    "taken",
]


class NoFile(MingbaiError):
    """There is no such file for this viewer."""

    status = 404


@dataclass(frozen=True, slots=True)
class Listed:
    """A line about a file: no name, which is personal data."""

    id: UUID
    purpose: Words
    type: Type
    size: int
    stored_at: datetime
    screened: bool
    needs_reason: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A file for one who may see it."""

    id: UUID
    name: str = field(repr=False)
    type: Type
    data: bytes = field(repr=False)


def listed(subject: Subject, viewer: Viewer) -> list[Listed]:
    """Return the files of *subject* that the viewer may see, in the order of storing."""
    return listed_of([subject], viewer)


def listed_of(subjects: Sequence[Subject], viewer: Viewer) -> list[Listed]:
    """Return the files of each of *subjects* that the viewer may see: subject by subject, each in the order of storing. One query."""
    if not viewer.may("files.see"):
        return []
    found: dict[Subject, list[File]] = {subject: [] for subject in subjects}
    kinds, ids = {each.kind for each in found}, [each.id for each in found]
    rows = File.objects.filter(of_kind__in=kinds, of__in=ids, body__in=viewer.reach)
    for row in rows.order_by("id"):
        if (subject := Subject(row.of_kind, row.of)) in found:
            found[subject].append(row)
    return [
        _listed(row)
        for subject, own in found.items()
        if own and guards.lets(subject.kind, subject.id, viewer)  # most have none: nobody needs to be asked
        for row in own
    ]


def _listed(row: File) -> Listed:
    return Listed(
        row.id,
        purposes()[row.purpose].words,
        TYPES[row.type],
        row.size,
        row.stored_at,
        row.screened == "text",
        purposes()[row.purpose].personal,
    )


def needs_reason(file: UUID, viewer: Viewer) -> bool:
    """Return whether reading the file is reading personal data, which takes a reason. Raises `NoFile`."""
    return purposes()[_row(file, viewer).purpose].personal


@transaction.atomic
def open(file: UUID, viewer: Viewer, *, now: datetime, reason: str = "") -> Opened:
    """Return a file. One that proves an identity takes the permission to unmask and a reason, which goes on record first.

    Raises `Forbidden`, `NoFile`, `NoReason`, `KeyGone` after its party was erased, `Missing`, `Unopened`.
    """
    row = _row(file, viewer)
    if purposes()[row.purpose].personal:
        access.read(viewer, row.party_id or row.id, reason, now)
    return opened_row(row)


def made_of(subject: Subject, purpose: str) -> bytes | None:
    """Return the first file that was kept of *subject* for *purpose*. For services, which say who sees it. Raises `KeyGone`."""
    found = File.objects.filter(of_kind=subject.kind, of=subject.id, purpose=purpose)
    row = found.select_related("party").order_by("id").first()
    return None if row is None else opened_row(row).data


def taken(file: UUID) -> Opened:
    """Return a file by its id. For services, which say who sees it. Raises `NoFile`, `KeyGone`, `Missing`, `Unopened`."""
    row = File.objects.filter(id=file).select_related("party").first()
    if row is None:
        raise _no_file()
    return opened_row(row)


def committed(file: UUID, sha256: str) -> bool:
    """Return whether the act that stored the file committed to bytes of that digest. Raises `KeyGone`.

    That the bytes in the vault are those of the act is for `files.proof` to say.
    """
    chain = ledger.entries("file", file)
    if not chain or chain[0].kind != "file_stored":
        return False
    said = chain[0].read()
    return commitments.holds(said["digest"], sha256, party=said.get("party"))


def opened_row(row: File) -> Opened:
    """Return what is in the vault of *row*. For services and proofs, which say who sees it."""
    key = key_of(row)
    data = key.open(vault().get(row.place), row.about)
    return Opened(row.id, key.open(bytes(row.name), f"{row.about}/name").decode(), TYPES[row.type], data)


def _row(file: UUID, viewer: Viewer) -> File:
    require(viewer, "files.see")
    row = File.objects.filter(id=file, body__in=viewer.reach).select_related("party").first()
    if row is None or not guards.lets(row.of_kind, row.of, viewer):
        raise _no_file()
    return row


def _no_file() -> NoFile:
    return NoFile("没有这个文件，或者本岗位看不到", "there is no such file, or this seat does not see it")
