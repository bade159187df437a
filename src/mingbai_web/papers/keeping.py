"""Where the words of a paper are kept: sealed, under the key of the party it is about or of the installation."""

import json
from uuid import UUID

from mingbai.errors import MingbaiError
from mingbai.screening import markings
from mingbai_web.ledger.subjects import new_id
from mingbai_web.papers.letters import Letter
from mingbai_web.papers.models import Content
from mingbai_web.parties import keys
from mingbai_web.parties.ciphers import Key
from mingbai_web.parties.commitments import commit, holds
from mingbai_web.parties.keys import Purpose

__all__ = ["Altered", "keep", "kept"]


class Altered(MingbaiError):
    """What is kept is not what the act committed to."""


def keep(letter: Letter, *, paper: UUID, party: UUID | None) -> tuple[UUID, str]:
    """Keep what a version of *paper* says; return where, and the commitment to it that the act holds.

    Raises `Refused` where it bears a marking of secrecy.
    """
    said = (letter.title, letter.addressee, letter.number, *letter.enclosed, *letter.copies)
    markings.hold(*said, *letter.facts.values(), "\n".join(letter.paragraphs))
    markings.hold(*(each for part in letter.parts for each in (part.matter, *part.facts.values())))
    text = json.dumps(letter.as_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    row = Content(id=new_id(), paper=paper, party=party)
    row.sealed = _key(party).seal(text.encode(), row.about)
    row.save(force_insert=True)
    return row.id, commit(text, party=party)


def kept(content: UUID, commitment: str) -> Letter:
    """Return what was kept. Raises `Altered` when it is not what *commitment* was made to, `KeyGone` for an erased party's."""
    row = Content.objects.filter(id=content).first()
    if row is None:
        raise Altered("文书的正文不在了", "the text of the paper is gone")
    text = _key(row.party).open(bytes(row.sealed), row.about).decode()
    if not holds(commitment, text, party=row.party):
        raise Altered("文书的正文与记录不符", "the text of the paper is not what the record committed to")
    return Letter.of(json.loads(text))


def _key(party: UUID | None) -> Key:
    return keys.store().secret(Purpose.VAULT) if party is None else keys.store().of(party)
