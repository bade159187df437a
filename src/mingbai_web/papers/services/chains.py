"""Setting who approves what: dated versions of a body's chains, and standing delegations by a named document."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from mingbai.outcomes import ending
from mingbai_web.accounts.permissions import Forbidden, permissions, require
from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.services import enter
from mingbai_web.ledger.subjects import Subject, new_id
from mingbai_web.papers.models import Chain
from mingbai_web.papers.paper import PERMITS, OutOfTurn, Step, steps_of
from mingbai_web.papers.wording.kinds import kind

__all__ = ["held", "set_chain"]


def held(
    steps: Sequence[Step], *, paper: str = "", document: str = "", outcomes: Sequence[str] = ()
) -> list[dict[str, str]]:
    """Return *steps* as an act says them. Raises `OutOfTurn` for a chain that could sign without review, or that nobody could take."""
    if paper:
        kind(paper)
    said = [step.said() for step in steps]
    for step in steps_of(said):
        if step.role and Role(step.role) not in permissions()[PERMITS[step.what]].roles:
            raise OutOfTurn(
                f"“{step.name}”的岗位不能办这一步", f"the seat of the step {step.name} may not do it"
            )
    for outcome in outcomes:
        ending(outcome)
    if bool(document) != bool(outcomes):
        raise OutOfTurn(
            "授权应当写明文号和适用的处理结果", "a delegation names its document and the outcomes it is for"
        )
    return said


@transaction.atomic
def set_chain(
    *,
    body: UUID,
    steps: Sequence[Step],
    since: date,
    by: Viewer,
    now: datetime,
    paper: str = "",
    document: str = "",
    outcomes: Sequence[str] = (),
    until: date | None = None,
    seen: str | None = None,
    key: str | None = None,
) -> UUID:
    """Set who approves papers of a kind (all kinds for an empty one) from *since* on; return the chain's id.

    With a *document*, the number of a standing written delegation, it holds beside the ordinary chain, for the simple
    *outcomes* it names and until the day it ends. Raises `OutOfTurn` for a chain that could sign without review, `Overtaken`
    when another version came after the head that was *seen*.
    """
    require(by, "settings.chains")
    if by.bodies and body not in by.bodies:
        raise Forbidden("本岗位不管理这个机关", "this seat does not serve that body")
    said = held(steps, paper=paper, document=document, outcomes=outcomes)
    before = Chain.objects.filter(body=body, paper=paper, document=document).order_by("-ordinal").first()
    subject = before.subject if before is not None else new_id()
    head = ledger.head("chain", subject)
    given = {
        "body": body,
        "steps": said,
        "paper": paper,
        "document": document,
        "outcomes": list(outcomes),
        "until": until,
    }
    enter(
        subject=Subject("chain", subject),
        kind="set",
        facts={name: fact for name, fact in given.items() if fact not in (None, "", [])},
        happened=timezone.localdate(now),
        effective=since,
        by=by.hand(body),
        seen=(head.digest if head is not None else "") if seen is None else seen,
        now=now,
        key=key,
    )
    return subject
