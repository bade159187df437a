"""What a case asks of whom, as duties: to confirm, to reply, to send out, to get a unit's return; and what it waits for."""

from collections.abc import Iterator
from uuid import UUID

from mingbai.lifecycle import Case, Standing, State
from mingbai.text.words import Words
from mingbai_web.accounts.roles import Role
from mingbai_web.applications.cases import COURT, SUBJECT, Facts
from mingbai_web.duties.kinds import DutyKind
from mingbai_web.duties.models import Duty

__all__ = ["KINDS", "asks", "duties"]

_PAGE = "applications:case"
KINDS = (
    DutyKind("application.confirm", Words("与申请人确认", "confirm with the applicant"), _PAGE),
    DutyKind("application.reply", Words("答复", "reply"), _PAGE),
    DutyKind("application.pressed", Words("回复催办", "answer when pressed"), _PAGE),
    DutyKind("application.joined", Words("处理来件", "deal with what came in"), _PAGE),
    DutyKind("application.reconsideration", Words("答复行政复议", "answer the reconsideration organ"), _PAGE),
    DutyKind(
        "application.reconsideration_simplified",
        Words("答复行政复议（简易程序）", "answer the reconsideration organ, simplified procedure"),
        _PAGE,
    ),
    DutyKind("application.suit", Words("行政诉讼应诉", "answer the court"), _PAGE),
    DutyKind(
        "application.extension", Words("制发延期答复告知书", "issue the notice of the extension"), _PAGE
    ),
    DutyKind("application.dispatch", Words("寄发答复", "dispatch the reply"), _PAGE),
    DutyKind("application.amendment", Words("等待补正", "waiting for the amendment"), _PAGE),
    DutyKind("application.payment", Words("等待缴费", "waiting for payment"), _PAGE),
    DutyKind("application.view", Words("等待意见", "waiting for a view"), _PAGE),
    DutyKind("application.proof", Words("等待送达凭证", "waiting for proof of service"), _PAGE),
    DutyKind("application.task", Words("等待机构返回", "waiting for a unit to answer"), _PAGE),
)


def asks(facts: Facts, now: Standing) -> str:
    """Return what an open case asks to be done now, beside the reply: to confirm, to deal with what came in, to tell of an extension; empty for nothing.

    What a court waits for has a day of its own and is among the duties alone.
    """
    if now.ended is not None:
        return ""
    if any(came.what not in COURT for came in facts.arrivals):
        return "joined"
    if facts.untold is not None:
        return "extension"
    return "confirm" if now.state is State.UNCONFIRMED and now.arrived is not None else ""


def duties(subject: UUID, facts: Facts, case: Case, now: Standing) -> Iterator[Duty]:
    """Yield what the case of *facts* asks as it stands *now*."""

    def duty(kind: str, **given: object) -> Duty:
        owner = {"unit": facts.unit, "seat": facts.seat, "since": now.arrived or facts.registered_on}
        return Duty(
            about_kind=SUBJECT,
            about=subject,
            kind=f"application.{kind}",
            title=f"{facts.number} {facts.matter}"[:200],
            body=facts.body,
            **{**owner, **given},
        )

    who = {} if facts.unit is not None else {"role": Role.CASE_OFFICER.value}
    plain = [each for each in facts.arrivals if each.what not in COURT]
    for came in plain[:1]:  # one duty, however much came in
        yield duty("joined", since=came.arrived, **who)
    for came in facts.arrivals:
        if came.what in COURT:
            limit = came.answer_by(case.settings)
            term = {"due": limit.due, "firm": limit.missing is None} if limit is not None else {}
            yield duty(came.what, since=came.arrived, **term, **who)
    if now.ended is not None:
        if now.answered is not None and now.served is None:
            yield duty("proof", since=now.answered, waits=True)
        return
    firm = now.reply is None or now.reply.missing is None
    if now.state is State.UNCONFIRMED and now.arrived is not None:
        # The same working day; what comes in on a day of rest is confirmed on the next working day (条例第三十一条).
        day = (
            now.arrived
            if case.settings.calendar.works(now.arrived)
            else case.settings.calendar.after(now.arrived, 1).day
        )
        yield duty("confirm", due=day)
    elif now.state is State.AWAITING_AMENDMENT:
        yield duty("amendment", due=now.amend_by, waits=True)
    elif now.state is State.AWAITING_PAYMENT:
        yield duty("payment", due=now.pay_by, waits=True)
    elif now.due is not None:
        yield duty("dispatch" if now.state is State.DECIDED else "reply", due=now.due, firm=firm)
    if facts.untold is not None:
        yield duty("extension", since=facts.untold.on, **who)
    if facts.presses:
        asked = {
            "since": facts.presses[0][0],
            "due": min((by for _, by in facts.presses if by), default=None),
        }
        yield duty("pressed", **asked)
        # Who answers for the body is told too, whoever has that seat.
        yield duty("pressed", unit=None, seat=None, role=Role.WORKING_BODY_HEAD.value, **asked)
    for each in now.consultations:
        if each.answered is None:
            yield duty("view", since=each.sent, due=each.until, waits=True)
    for unit, sent, due in facts.tasks:
        yield duty("task", since=sent, due=due, waits=True, unit=unit, seat=None)
