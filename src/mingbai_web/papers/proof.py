"""Proof that every version of a paper is kept as the act that brought it committed to it, and that what it encloses is there."""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from mingbai.text.words import Words
from mingbai_web.files import queries as files
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.verification import Fault
from mingbai_web.papers.history import SUBJECT
from mingbai_web.papers.letters import Letter
from mingbai_web.papers.models import Content
from mingbai_web.parties import keys
from mingbai_web.parties.ciphers import Key, Unopened
from mingbai_web.parties.commitments import each_holds, holds
from mingbai_web.parties.keys import KeyGone, KeysUnusable, Purpose
from mingbai_web.parties.models import Party

__all__ = ["verify"]

_AT_ONCE = 500
_ENCLOSES = '"files":[['
"""Stands in the text of a version that encloses files; in no words of a letter, whose quotation marks are escaped."""
_ALTERED = Words("正文与记录不符", "its text is not what its act committed to")


class _Version(NamedTuple):
    """A version that an act brought: where it is kept, what the act committed to, to whom it is."""

    at: str
    content: UUID
    commitment: str
    party: UUID | None


def verify() -> Iterator[Fault]:
    """Yield each version of a paper that is not kept as its act says, or encloses what was never stored; those to erased parties are past reading."""
    chains = ledger.chains(SUBJECT)
    try:
        vault = keys.store().secret(Purpose.VAULT)
        while batch := list(islice(chains, _AT_ONCE)):
            versions = [each for paper, chain in batch for each in _versions(paper, chain)]
            rows = Content.objects.in_bulk([each.content for each in versions])
            parties = {each.party for each in versions if each.party is not None}
            there = keys.store().several(parties)
            erased = set(
                Party.objects.filter(id__in=parties).exclude(erased_on=None).values_list("id", flat=True)
            )
            for each in versions:
                key = vault if each.party is None else there.get(each.party)
                if (
                    each.party not in erased
                    and (says := _wrong(each, rows.get(each.content), key)) is not None
                ):
                    yield Fault(each.at, says)
    except KeysUnusable as error:
        yield Fault("keys", Words(error.zh, error.en))


def _versions(paper: UUID, chain: Sequence[Entry]) -> Iterator[_Version]:
    party: UUID | None = None
    for entry in chain:
        said = entry.read()
        party = said.get("party", party) if entry.kind == "drafted" else party
        if "content" in said:
            yield _Version(f"paper/{paper}#{entry.ordinal}", said["content"], said["commitment"], party)


def _wrong(version: _Version, row: Content | None, key: Key | None) -> Words | None:
    if row is None:
        return Words("正文不在", "its text is gone")
    if row.party != version.party:
        return Words("正文归在别人名下", "its text stands under another party")
    if key is None:
        return Words("密钥不在", "its key is not there")
    try:
        text = key.open(bytes(row.sealed), row.about).decode()
    except (Unopened, ValueError):
        return _ALTERED
    if version.party is None:
        held = holds(version.commitment, text)
    else:
        held = each_holds({"": version.commitment}, [("", text)], key=key)
    if not held:
        return _ALTERED
    return _enclosed(text) if _ENCLOSES in text else None


def _enclosed(text: str) -> Words | None:
    """Return what is wrong with the files that a version names: each was stored with the bytes of its digest."""
    try:
        held = all(files.committed(each.file, each.sha256) for each in Letter.of(json.loads(text)).files)
    except KeyGone:
        held = False
    return None if held else Words("附件与存入的记录不符", "what it encloses is not what was stored")
