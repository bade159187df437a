"""Sending a paper out, and what proves that it arrived: dispatch, proof, service."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingbai.errors import Refused
from mingbai.statutes import shipped
from mingbai.text.words import Words
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger import failpoints
from mingbai_web.ledger.subjects import Subject
from mingbai_web.papers.entering import Opened, opened, retried
from mingbai_web.papers.keeping import kept
from mingbai_web.papers.owners import Event, tell
from mingbai_web.papers.paper import OutOfTurn
from mingbai_web.papers.wording.kinds import kind
from mingbai_web.rules.queries import settings

__all__ = ["PROOFS", "ROUTES", "dispatch", "prove", "serve"]

ROUTES = {
    "in-person": Words("当面送交", "by hand"),
    "post": Words("邮政寄送", "by post"),
    "electronic": Words("电子送达", "electronically"),
}
PROOFS = {
    "service_receipt": Words("送达回证", "proof of service"),
    "posting_list": Words("交寄清单", "list of posted letters"),
    "postal_receipt": Words("邮政回执", "receipt of the post"),
    "screen": Words("电子送达记录", "record of electronic service"),
}


@transaction.atomic
def dispatch(
    *,
    paper: UUID,
    route: str,
    day: date,
    by: Viewer,
    seen: str,
    now: datetime,
    tracking: str = "",
    carrier: str = "",
    key: str | None = None,
) -> str:
    """Enter that the paper went out on *day*: in-person, post or electronic. Return the new head.

    Only the postal enterprise carries a reply: a courier is refused (国办公开办函〔2016〕235号). The owner of what it is about
    is told in the same transaction.
    """
    made = opened(paper, by=by, permission="papers.dispatch", seen=seen, now=now, key=key)
    if retried(key):
        return made.head
    rule = shipped().ground("送达函").words
    if route == "courier" or (
        route == "post" and carrier and "邮政" not in carrier and "EMS" not in carrier.upper()
    ):
        raise Refused(
            f"邮寄答复只能通过邮政企业，不能交快递公司（{rule.zh}）",
            f"a reply is posted by the postal enterprise, not by a courier ({rule.en})",
        )
    if route not in ROUTES:
        raise Refused(f"没有 {route} 这种送达方式（可选：{'、'.join(ROUTES)}）", f"there is no route {route}")
    if route == "post" and not tracking.strip():
        raise Refused("邮寄的应当写明邮件编号", "what is posted has a tracking number")
    _not_later(day, made.today)
    if kind(made.paper.kind).series and not made.paper.number:
        raise OutOfTurn("还没有编文号，不能发出", "it has no number yet and cannot go out")
    facts = {"route": route, "day": day, "tracking": tracking.strip(), "carrier": carrier.strip()}
    made.add("dispatched", facts, happened=day)
    failpoints.reach("paper.dispatched")
    _tell(made, "dispatched", day)
    failpoints.reach("paper.dispatch_told")
    return made.head


@transaction.atomic
def prove(
    *, paper: UUID, proof: str, scan: UUID, by: Viewer, seen: str, now: datetime, key: str | None = None
) -> str:
    """Enter a proof of service: the signed 送达回证, the stamped 交寄清单, a receipt; *scan* is its file."""
    made = opened(paper, by=by, permission="papers.dispatch", seen=seen, now=now, key=key)
    if retried(key):
        return made.head
    if proof not in PROOFS:
        raise Refused(f"没有 {proof} 这种凭证（可选：{'、'.join(PROOFS)}）", f"there is no proof {proof}")
    made.add("proved", {"proof": proof, "scan": scan})
    return made.head


@transaction.atomic
def serve(
    *,
    paper: UUID,
    day: date,
    by: Viewer,
    seen: str,
    now: datetime,
    how: str = "",
    key: str | None = None,
) -> str:
    """Enter on which day the paper was served, once it is known; the owner is told in the same transaction."""
    made = opened(paper, by=by, permission="papers.dispatch", seen=seen, now=now, key=key)
    if retried(key):
        return made.head
    _not_later(day, made.today)
    made.add("served", {"day": day, "how": how.strip()}, happened=day)
    _tell(made, "served", day)
    return made.head


def _not_later(day: date, today: date) -> None:
    if day > today:
        raise OutOfTurn(f"{day} 还没有到", f"{day} has not come yet")


def _tell(made: Opened, what: str, day: date) -> None:
    paper = made.paper
    if paper.about is None or paper.content is None or paper.signed is None:
        return
    letter = kept(paper.content, paper.commitment).on(paper.signed, settings=settings(), number=paper.number)
    tell(
        Event(
            what,
            made.id,
            paper.kind,
            Subject(paper.about_kind, paper.about),
            made.body,
            day,
            paper.number,
            letter,
            made.by,
            made.now,
            made.by.person,
            route=paper.route,
            tracking=paper.tracking,
        )
    )
