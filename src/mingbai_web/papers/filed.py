"""The letter as it went out: its PDF is kept with the paper once it is signed, and shown from then on, whatever templates become.

It is asked for in the transaction of the signature and made by a job, since no act waits for a PDF; the act on its file commits
to its bytes. A letter that is not kept yet is made from its words, as it will be kept.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mingbai.text.words import Words
from mingbai_web.files import queries as files
from mingbai_web.files import services as vault
from mingbai_web.jobs import services as jobs
from mingbai_web.jobs import works
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.subjects import Hand, Subject
from mingbai_web.papers import printed
from mingbai_web.papers.history import SUBJECT, paper_of
from mingbai_web.papers.keeping import kept
from mingbai_web.papers.paper import Paper
from mingbai_web.papers.wording.kinds import kind
from mingbai_web.parties import services as parties
from mingbai_web.parties.keys import KeyGone
from mingbai_web.rules.queries import settings

__all__ = ["PURPOSE", "ask", "declare", "pdf", "there"]

PURPOSE = "sent"
_WORK = "papers.keep_letter"


def declare() -> None:
    """Declare the work."""
    # Not whole: making a PDF holds no lock of the database, and what is kept twice is there once.
    works.declare(
        works.Work(
            _WORK, Words("保存签发的文书", "keeping a letter as it was signed"), _keep_asked, whole=False
        )
    )


def ask(paper: UUID, now: datetime) -> None:
    """Ask for the letter of *paper* to be kept, in the transaction in which it took its last word; once, however often asked."""
    jobs.ask(work=_WORK, facts={"paper": str(paper)}, now=now, key=f"sent:{paper}")


def there(paper: UUID) -> bytes | None:
    """Return the letter as it was kept, None where it is not kept yet. Raises `KeyGone` once its party was erased."""
    return files.made_of(Subject(SUBJECT, paper), PURPOSE)


def pdf(paper: UUID, now: datetime) -> bytes:
    """Return the letter of a signed paper as it is kept, after keeping it where that was not done yet. Raises `KeyGone`."""
    return there(paper) or _kept(paper, paper_of(ledger.entries(SUBJECT, paper)), now)


def _keep_asked(facts: Mapping[str, Any], now: datetime) -> None:
    try:
        pdf(UUID(facts["paper"]), now)
    except KeyGone:
        return  # its party was erased meanwhile


def _kept(id: UUID, paper: Paper, now: datetime) -> bytes:
    if paper.content is None or paper.signed is None or paper.body is None:
        raise ValueError(f"paper {id} is not signed")
    words = kept(paper.content, paper.commitment)
    letter = words.on(paper.signed, settings=settings(), number=paper.number)
    made = printed.pdf(letter)
    with transaction.atomic():
        if paper.party is None or parties.hold(paper.party):
            vault.keep_made(
                made,
                name=f"{kind(paper.kind).title}.pdf",
                purpose=PURPOSE,
                subject=Subject(SUBJECT, id),
                body=paper.body,
                party=paper.party,
                by=Hand("system", "", str(paper.body), source="system"),
                now=now,
            )
    return made
