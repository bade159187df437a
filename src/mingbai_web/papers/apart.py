"""Why a person is not offered a step that is the seat's: what else that person did on the paper; and who may take it instead."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from mingbai.text.words import Words
from mingbai_web.accounts import queries as accounts
from mingbai_web.accounts.duties_apart import Part
from mingbai_web.accounts.permissions import permissions
from mingbai_web.accounts.queries import Officer
from mingbai_web.accounts.seats import Seat
from mingbai_web.papers.entering import seated
from mingbai_web.papers.flow import other_part
from mingbai_web.papers.paper import Paper

__all__ = ["why_not"]

_DID = {
    Part.DRAFTER: Words("您起草了本件", "you drafted this paper"),
    Part.APPROVER: Words("您审核过本件", "you have approved this paper"),
    Part.SECRECY_REVIEWER: Words("您对本件作过保密审查", "you have reviewed this paper for secrecy"),
    Part.SIGNER: Words("您签发了本件", "you have signed this paper"),
    Part.RECORDER: Words("您登记过本件的纸质签批", "you have recorded a signature on this paper"),
}
_NAMED = 5


def why_not(paper: Paper, person: str, today: date, step: int = -1) -> Words | None:
    """Return why *person* may not take the step at the place *step*, else record a signature; None where nothing is against it."""
    did = other_part(paper, person, step)
    if did is None:
        return None
    wanted = Words("登记纸质签批", "record what was signed on paper")
    if step >= 0:
        wanted = Words(f"办“{paper.steps[step].name}”", f"take the step {paper.steps[step].name}")
    names = [each.name for each in _others(paper, today, step)][:_NAMED]
    who = Words(f"可由{'、'.join(names)}办理", f"{', '.join(names)} may")
    if not names:
        who = Words(
            "也没有别人可以办：请安全管理员安排人员或者 AB 角",
            "nobody else may either: the security administrator seats somebody or names a deputy",
        )
    return Words(
        f"{_DID[did].zh}，不能{wanted.zh}；{who.zh}。", f"{_DID[did].en} and cannot {wanted.en}; {who.en}."
    )


def _others(paper: Paper, today: date, step: int) -> Iterator[Officer]:
    """Yield who sits today in a seat that may do it and had no part that is kept apart from it."""
    told: set[str] = set()
    for seat in accounts.seats(body=_body(paper, step), on=today):
        if not _may(seat, paper, step):
            continue
        for officer in accounts.sat(seat.id, today):
            if officer.username not in told and other_part(paper, officer.username, step) is None:
                told.add(officer.username)
                yield officer


def _may(seat: Seat, paper: Paper, step: int) -> bool:
    if step >= 0:
        return seated(paper.steps[step], seat, paper)
    return seat.role in permissions()["papers.record_paper"].roles


def _body(paper: Paper, step: int) -> UUID | None:
    return UUID(paper.steps[step].body) if step >= 0 and paper.steps[step].body else paper.body
