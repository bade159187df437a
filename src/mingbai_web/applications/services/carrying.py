"""A draft that waited when its body ended: the body that follows takes its text up as a draft of its own."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mingbai.lifecycle import Kind
from mingbai_web.accounts.permissions import require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications import letters
from mingbai_web.applications.cases import Facts, case_of, day_of, facts_of
from mingbai_web.applications.services.steps import NotHere, chain_for
from mingbai_web.applications.services.writing import after_step, decision_of, drafted_on, paper_of, typed
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.services import held_newest
from mingbai_web.orgs import queries as orgs
from mingbai_web.papers import queries as kept
from mingbai_web.papers import services as papers
from mingbai_web.papers.letters import Letter
from mingbai_web.papers.queries import PaperSheet
from mingbai_web.rules import queries as rules

__all__ = ["carried_letter", "carry_on"]


@transaction.atomic
def carry_on(
    *, application: UUID, paper: UUID, by: Viewer, seen: str, now: datetime, key: str | None = None
) -> UUID:
    """Draft what *paper* says anew in the name of the body that has the case now, and void it; return the new paper.

    What was signed of the old one is not taken over: the new one goes through the chain of its own body. Raises
    `NotHere` for a paper that is signed, or in the name of that body already; `Refused`, `Overtaken`.
    """
    require(by, "applications.handle")
    chain = chain_for(application, by, "papers.draft")
    if key is not None and (before := ledger.by_key(key)) is not None:
        return paper_of(before)
    held_newest(chain, seen)
    drafted = (entry.read() for entry in chain if entry.kind == "letter_drafted")
    said = next((each for each in drafted if each["paper"] == paper), None)
    old = kept.sheet(paper, by)
    facts, day = facts_of(chain), day_of(now)
    if said is None or not old.paper.open or old.paper.body == facts.body:
        raise NotHere("没有需要续办的文书", "there is no paper to be carried on")
    drawn = carried_letter(old, facts, now)
    step = Kind(said["step"]) if said.get("step") else None
    given = typed(step, said.get("facts", {})) if step is not None else decision_of(drawn)
    after_step(case_of(chain, rules.settings()), step or Kind.DECIDED, given, day, by)
    name = orgs.name_on(facts.body, day)
    papers.void(
        paper=paper, reason=f"发文机关已经终止，以“{name}”的名义重新起草", by=by, seen=old.head, now=now
    )
    return drafted_on(application, chain, drawn, by, seen, now, key, step=step, facts=given if step else None)


def carried_letter(old: PaperSheet, facts: Facts, now: datetime) -> Letter:
    """Return the text of *old* as a letter of the body that has the case, with the remedies as they stand against that body."""
    day, law = day_of(now), rules.settings()
    drawn = replace(old.letter, sender=letters.sender_of(facts, day), number="")
    return replace(drawn.on(day, settings=law), day=None)
