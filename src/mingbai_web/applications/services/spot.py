"""当场答复: what can be answered at the window is registered, drafted and sent to its reviewers in one go (条例第三十三条第一款).

The review for secrecy and the signature stay with other persons; a standing written delegation, where the body has one for
the outcome, names a shorter chain, and its document stands on the slip.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications.cases import day_of
from mingbai_web.applications.services.items import log_item
from mingbai_web.applications.services.registering import Request, register
from mingbai_web.applications.services.writing import draft_reply
from mingbai_web.ledger import queries as ledger
from mingbai_web.papers import queries as papers_known
from mingbai_web.papers import services as papers
from mingbai_web.papers.letters import Part
from mingbai_web.parties import services as parties
from mingbai_web.parties.details import Details

__all__ = ["OUTCOMES", "answer_on_the_spot"]

OUTCOMES = ("already_public", "granted", "publication")
"""What is answered at the window: it gives, or says where to find; nothing is refused on the spot."""


@transaction.atomic
def answer_on_the_spot(
    *,
    body: UUID,
    details: Details,
    applicant: str,
    matter: str,
    outcome: str,
    said: Mapping[str, str],
    by: Viewer,
    now: datetime,
    key: str,
) -> tuple[UUID, UUID]:
    """Register an application made in person and send its reply to be reviewed and signed; return application and paper.

    With a *key* that was used before, what was made then. Raises `Forbidden`, `Refused`, `Lacking`, `OutOfTurn`.
    """
    if (before := ledger.by_key(f"{key}/0")) is not None:
        drafted = next(
            entry
            for entry in ledger.entries("application", before.subject_id)
            if entry.kind == "letter_drafted"
        )
        return before.subject_id, drafted.read()["paper"]
    party = parties.take(details=details, kind=applicant, by=by, now=now, body=body)
    item = log_item(body=body, carrier="counter", arrived_at=now, about=matter, party=party, by=by, now=now)
    asked = Request(party, applicant, matter, "in-person", now)
    (made,) = register(
        body=body, requests=[asked], by=by, now=now, key=key, item=item.id, seen=_head("item", item.id)
    )
    paper = draft_reply(
        application=made.id,
        parts=[Part(outcome, matter, dict(said))],
        by=by,
        seen=_head("application", made.id),
        now=now,
    )
    delegated = papers_known.delegations(body, "reply", outcome, day_of(now))
    papers.submit(
        paper=paper,
        by=by,
        seen=_head("paper", paper),
        now=now,
        delegation=delegated[0].id if delegated else None,
    )
    return made.id, paper


def _head(kind: str, id: UUID) -> str:
    found = ledger.head(kind, id)
    return found.digest if found is not None else ""
