"""Proof that every file is in the vault as its act says."""

import hashlib
from collections.abc import Iterator

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
    """Yield each file that is not in the vault as its act says; those of erased parties are past reading."""
    try:
        for row in File.objects.select_related("party").order_by("id").iterator(chunk_size=200):
            yield from _faults(row)
    except KeysUnusable as error:
        yield Fault("keys", Words(error.zh, error.en))


def _faults(row: File) -> Iterator[Fault]:
    at = f"file/{row.id}"
    head = ledger.head("file", row.id)
    if head is None:
        yield Fault(at, Words("没有存入的记录", "no act says that it was stored"))
        return
    try:
        digest = hashlib.sha256(opened_row(row).data).hexdigest()
        held = commitments.holds(str(head.read()["digest"]), digest, party=row.party_id)
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
