"""Proof that every file is in the vault as its act says."""

import hashlib
from collections.abc import Iterator, Mapping
from itertools import islice
from uuid import UUID

from mingbai.text.words import Words
from mingbai_web.files.models import File
from mingbai_web.files.queries import opened_row
from mingbai_web.files.vault import Missing
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.verification import Fault
from mingbai_web.parties import commitments
from mingbai_web.parties.ciphers import Unopened
from mingbai_web.parties.keys import KeyGone, KeysUnusable

__all__ = ["verify"]


def verify() -> Iterator[Fault]:
    """Yield each file that is not in the vault, or not known, as its act says; those of erased parties are past reading."""
    known: set[UUID] = set()
    chains = ledger.chains("file")
    try:
        while batch := list(islice(chains, _AT_ONCE)):
            rows = File.objects.select_related("party").in_bulk([id for id, _ in batch])
            known.update(rows)
            for id, chain in batch:
                if chain[0].kind != "file_refused":
                    yield from _faults(f"file/{id}", rows.get(id), chain[-1].read())
    except KeysUnusable as error:
        yield Fault("keys", Words(error.zh, error.en))
        return
    for id in (
        File.objects.exclude(id__in=known).values_list("id", flat=True)
        if File.objects.count() != len(known)
        else ()
    ):
        yield Fault(f"file/{id}", Words("没有存入的记录", "no act says that it was stored"))


_AT_ONCE = 200
_SAID = ("of_kind", "of", "purpose", "type", "size", "screened")


def _faults(at: str, row: File | None, said: Mapping[str, object]) -> Iterator[Fault]:
    if row is None:
        yield Fault(
            at,
            Words("有存入的记录，没有这个文件", "an act says that it was stored, and nothing is known of it"),
        )
        return
    if any(getattr(row, name) != said[name] for name in _SAID) or row.party_id != said.get("party"):
        yield Fault(
            at,
            Words(
                "所属、用途或者类型与记录不符",
                "whose, what for or of what type it is, is not what its act says",
            ),
        )
        return
    try:
        digest = hashlib.sha256(opened_row(row).data).hexdigest()
        held = commitments.holds(str(said["digest"]), digest, party=row.party_id)
    except KeyGone:
        if row.party is None or row.party.erased_on is None:
            yield Fault(at, Words("密钥不在", "its key is not there"))
        return
    except Missing:
        yield Fault(at, Words("不在库中", "it is not in the vault"))
        return
    except Unopened:
        held = False
    if not held:
        yield Fault(at, Words("内容与记录不符", "it is not what its act says"))
