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
from mingbai_web.parties.details import Details
from mingbai_web.parties.keys import KeysUnusable
from mingbai_web.parties.labels import label
from mingbai_web.parties.models import Index, Party
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
            found: dict[UUID, set[tuple[str, str]]] = {party: set() for party in ids}
            for party, field, digest in Index.objects.filter(party__in=ids).values_list(
                "party", "field", "digest"
            ):
                found[party].add((field, digest))
            for party, chain in batch:
                if (says := _wrong(rows.get(party), chain, there.get(party), found[party])) is not None:
                    yield Fault(f"party/{party}", says)
    except KeysUnusable as error:
        yield Fault("keys", Words(error.zh, error.en))
        return
    if Party.objects.count() != seen:
        for party in _strangers():
            yield Fault(f"party/{party}", Words("没有登记的记录", "no act says that it was taken"))


def _wrong(
    row: Party | None, chain: Sequence[Entry], key: Key | None, found: set[tuple[str, str]]
) -> Words | None:
    erased = chain[-1].kind == "party_erased"
    if row is None:
        return Words("有记录，没有内容", "there are acts and nothing that they are about")
    if erased != (row.erased_on is not None):
        return Words("是否已删除，与记录不符", "whether it was erased is not what its acts say")
    if erased:
        return Words("已删除，密钥还在", "erased, but its key is there") if key is not None else None
    if key is None:
        return Words("密钥不在", "its key is not there")
    said = chain[-1].read()
    try:
        details = opened(row, key)
    except (Unopened, ValueError, TypeError):
        return Words("内容打不开", "it does not open")
    if row.kind != said["kind"] or not commitments.each_holds(said["commitments"], details.told(), key=key):
        return Words("内容与记录不符", "it is not what its acts committed to")
    if row.label != label(details.name, row.kind, person=details.person) or found != _found_by(details):
        return Words(
            "列表中的称呼或者查找的依据与内容不符",
            "how it is listed or looked up is not what its details give",
        )
    return None


def _found_by(details: Details) -> set[tuple[str, str]]:
    return {(field, commitments.index(field, value)) for field, value in details.looked_up_by()}


def _strangers() -> Iterator[UUID]:
    known = {party for party, _ in ledger.chains("party")}
    yield from (each for each in Party.objects.values_list("id", flat=True) if each not in known)
