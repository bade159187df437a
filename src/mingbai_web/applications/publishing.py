"""Handing letters over to the outer zone, with what they enclose: what went out to the applicant can be fetched by who proves the query code.

A letter is asked for in the transaction of the act that sends it, and made by a job: no act waits for a PDF, and nothing true
waits for the job. What was handed over goes when the applicant is erased.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mingbai.text.words import Words
from mingbai_web.applications.cases import SUBJECT, facts_of
from mingbai_web.intake import codes
from mingbai_web.jobs import services as jobs
from mingbai_web.jobs import works
from mingbai_web.ledger import queries as ledger
from mingbai_web.papers import enclosing, filed
from mingbai_web.papers.history import paper_of
from mingbai_web.papers.keeping import kept
from mingbai_web.papers.models import Content
from mingbai_web.papers.wording.kinds import kind
from mingbai_web.parties import services as parties
from mingbai_web.parties.erasing import goes_with
from mingbai_web.parties.keys import KeyGone
from mingbai_web.tracking import letters

__all__ = ["ask", "code_of", "declare"]

_WORK = "applications.publish_letter"


def declare() -> None:
    """Declare the work, and that what was handed over goes with the applicant."""
    # Not whole: making a PDF holds no lock of the database, and what is handed over twice is there once.
    works.declare(
        works.Work(_WORK, Words("准备网上可取的文书", "making a letter to be fetched"), _publish, whole=False)
    )
    goes_with(_gone)


def ask(*, paper: UUID, letter: str, now: datetime) -> None:
    """Ask for *paper* to be handed over, in the transaction of the act with which it goes out; once, however often it is asked."""
    if kind(letter).applicant:
        jobs.ask(work=_WORK, facts={"paper": str(paper)}, now=now, key=f"letter:{paper}")


def code_of(application: UUID, first: Mapping[str, Any]) -> str:
    """Return the query code of an application whose first act said *first*: that of its submission, where it came online."""
    return codes.code_of(first.get("submission") or application)


def _publish(facts: Mapping[str, Any], now: datetime) -> None:
    paper = UUID(facts["paper"])
    found = paper_of(ledger.entries("paper", paper))
    if found.about is None or found.party is None or found.content is None or found.signed is None:
        return
    chain = ledger.entries(SUBJECT, found.about)
    said = facts_of(chain)
    code = code_of(found.about, chain[0].read())
    if not codes.same_code(said.public_number, code, said.code):
        return  # a number and code that are not this installation's: nobody could open it
    try:
        pdf = filed.pdf(paper, now)  # the very file that is kept of it
        files = kept(found.content, found.commitment).files
        with transaction.atomic():
            if parties.hold(found.party):
                for ordinal, each in enumerate(files, 1):
                    file = enclosing.opened(each)
                    letters.put_enclosure(
                        letter=paper,
                        ordinal=ordinal,
                        number=said.public_number,
                        code=code,
                        name=file.name,
                        type=file.type.key,
                        data=file.data,
                        now=now,
                    )
                letters.put(
                    letter=paper,
                    number=said.public_number,
                    code=code,
                    name=f"{kind(found.kind).title}.pdf",
                    pdf=pdf,
                    now=now,
                )
    except KeyGone:
        return  # the applicant was erased meanwhile


def _gone(erased: Sequence[UUID]) -> list[UUID]:
    papers = list(Content.objects.filter(party__in=erased).values_list("paper", flat=True).distinct())
    letters.remove(papers)
    return papers
