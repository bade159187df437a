"""Proof that what is known of parties can be read, is what the acts committed to, and is gone where it was erased."""

from collections.abc import Iterator, Sequence
from itertools import islice
from uuid import UUID

from mingbai.text.words import Words
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.verification import Fault
from mingbai_web.parties import commitments, keys
from mingbai_web.parties.ciphers import Key, Unopened
from mingbai_web.parties.keys import KeysUnusable
from mingbai_web.parties.models import Party
from mingbai_web.parties.queries import opened

__all__ = ["verify"]

_AT_ONCE = 500


def verify() -> Iterator[Fault]:
    """Yield what does not hold of parties; without a key store, that it is not there and nothing else."""
    chains, seen = ledger.chains("party"), 0
    try:
        store = keys.store()
        while batch := list(islice(chains, _AT_ONCE)):
            ids = [party for party, _ in batch]
            rows, there = Party.objects.in_bulk(ids), store.several(ids)
            seen += len(rows)
            for party, chain in batch:
                if (says := _wrong(rows.get(party), chain, there.get(party))) is not None:
                    yield Fault(f"party/{party}", says)
    except KeysUnusable as error:
        yield Fault("keys", Words(error.zh, error.en))
        return
    if Party.objects.count() != seen:
        for party in _strangers():
            yield Fault(f"party/{party}", Words("没有登记的记录", "no act says that it was taken"))


def _wrong(row: Party | None, chain: Sequence[Entry], key: Key | None) -> Words | None:
    erased = chain[-1].kind == "party_erased"
    if row is None:
        return Words("有记录，没有内容", "there are acts and nothing that they are about")
    if erased != (row.erased_on is not None):
        return Words("是否已删除，与记录不符", "whether it was erased is not what its acts say")
    if erased:
        return Words("已删除，密钥还在", "erased, but its key is there") if key is not None else None
    if key is None:
        return Words("密钥不在", "its key is not there")
    try:
        told = opened(row, key).told()
    except (Unopened, ValueError, TypeError):
        return Words("内容打不开", "it does not open")
    if not commitments.each_holds(chain[-1].read()["commitments"], told, key=key):
        return Words("内容与记录不符", "it is not what its acts committed to")
    return None


def _strangers() -> Iterator[UUID]:
    known = {party for party, _ in ledger.chains("party")}
    yield from (each for each in Party.objects.values_list("id", flat=True) if each not in known)
