"""登记: an application is registered with what it seeks and how it came, and received by the rule of its channel (条例第二十九至三十一条)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingbai.errors import MingbaiError
from mingbai.lifecycle import Case, Kind, act
from mingbai.outcomes import applicants
from mingbai_web.accounts.permissions import require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications.cases import day_of
from mingbai_web.applications.numbers import next_number
from mingbai_web.applications.services.items import sorted_as
from mingbai_web.intake import codes
from mingbai_web.ledger import failpoints
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.services import enter
from mingbai_web.ledger.subjects import Subject, new_id
from mingbai_web.orgs import queries as orgs
from mingbai_web.rules import queries as rules

__all__ = ["NotRegistered", "Request", "register"]


class NotRegistered(MingbaiError):
    """What was given cannot be registered: it says what is wrong."""


@dataclass(frozen=True, slots=True)
class Request:
    """One application as it came: who (a party and the kind that decides the column), what, how it came and when.

    `joint` are the parties that apply together with it. `matter` names what is sought, without personal data; `wants` is the applicant's own description. `arrived_at` is the raw
    instant; the day of receipt follows from the channel's rule.
    """

    party: UUID
    applicant: str
    matter: str
    channel: str
    arrived_at: datetime
    wants: str = ""
    form: str = ""
    route: str = ""
    sent_on: date | None = None
    files: tuple[UUID, ...] = ()
    oral: bool = False
    joint: tuple[UUID, ...] = ()
    agent: bool = False
    unreachable: bool = False
    public_number: str = ""
    code: str = ""
    note: str = ""


@transaction.atomic
def register(
    *,
    body: UUID,
    requests: Sequence[Request],
    by: Viewer,
    now: datetime,
    key: str | None = None,
    item: UUID | None = None,
    seen: str = "",
    submission: UUID | None = None,
) -> list[Subject]:
    """Register one or several applications, which one letter may hold, and return them in their order.

    Each is registered and received: by the rules of its channel it may wait for confirmation. With *item* that item, seen as
    *seen*, is sorted as having become these. With a *key* that was used before, what was registered then. Raises `Forbidden`,
    `NotRegistered`, `Refused`, `Overtaken`.
    """
    require(by, "applications.register")
    body = (
        orgs.successor(body, day_of(now)) or body
    )  # what came to a body that has ended since is for who follows it
    if body not in by.bodies:
        raise NotRegistered("本岗位不为这个机关办理", "this seat does not serve that body")
    if not requests:
        raise NotRegistered("没有要登记的申请", "there is nothing to register")
    made: list[Subject] = []
    for at, request in enumerate(requests):
        mark = f"{key}/{at}" if key is not None else None
        if mark is not None and (before := ledger.by_key(mark)) is not None:
            made.append(Subject("application", before.subject_id))
            continue
        made.append(_register(body, request, by, now, mark, item, submission))
    if item is not None:
        facts: dict[str, object] = {"applications": tuple(str(each.id) for each in made)}
        sorted_as(
            item=item,
            kind="became",
            facts=facts,
            by=by,
            seen=seen,
            now=now,
            key=f"{key}/item" if key else None,
        )
    return made


def _register(
    body: UUID,
    request: Request,
    by: Viewer,
    now: datetime,
    key: str | None,
    item: UUID | None,
    submission: UUID | None,
) -> Subject:
    if request.applicant not in applicants():
        raise NotRegistered(
            f"没有 {request.applicant} 这类申请人", f"there is no kind of applicant {request.applicant}"
        )
    if request.arrived_at > now:
        raise NotRegistered("收到的时间晚于现在：请核对", "it arrives later than now: check the time")
    arrived, today = day_of(request.arrived_at), day_of(now)
    subject = Subject("application", new_id())
    # Whoever applied on paper follows the application by number and code too: the receipt prints both.
    public_number = request.public_number or codes.new_number(today)
    code = request.code or codes.code_hash(public_number, codes.code_of(subject.id))
    given: dict[str, object] = {
        "item": item,
        "submission": submission,
        "wants": request.wants,
        "form": request.form,
        "route": request.route,
        "sent_on": request.sent_on,
        "files": tuple(map(str, request.files)),
        "oral": request.oral or None,
        "joint": len(request.joint) or None,
        "joint_parties": tuple(map(str, request.joint)),
        "agent": request.agent or None,
        "unreachable": request.unreachable or None,
        "public_number": public_number,
        "code": code,
        "note": request.note,
    }
    facts = {
        "body": body,
        "number": next_number("申", body, today.year),
        "party": request.party,
        "applicant": request.applicant,
        "matter": request.matter,
        "channel": request.channel,
        "arrived_at": request.arrived_at,
        **{name: fact for name, fact in given.items() if fact not in ("", None, ())},
    }
    received = act(Kind.RECEIVED, arrived, recorded=today, channel=request.channel)
    Case.of((), rules.settings()).enter(received)
    first = enter(
        subject=subject,
        kind="registered",
        facts=facts,
        happened=today,
        effective=arrived,
        by=by.hand(body),
        seen="",
        now=now,
        key=key,
    )
    failpoints.reach("register.numbered")
    enter(
        subject=subject,
        kind="received",
        facts=dict(received.facts),
        happened=arrived,
        effective=arrived,
        by=by.hand(body),
        seen=first.digest,
        now=now,
    )
    return subject
