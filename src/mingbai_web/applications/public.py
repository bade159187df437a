"""What the public may see of an application, from its chain: public acts, what comes next, remedies once service is known.

Whether an act is public is a property of its kind, in the table of acts; an internal one is said as 办理中 with the next
statutory day. No name of an officer and nothing of the applicant stands here.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from uuid import UUID

from mingbai.lifecycle import STATES, Act, Kind, Standing, State, acts
from mingbai.outcomes import ending
from mingbai.remedies import remedy
from mingbai.statutes import Law
from mingbai.text.words import Words
from mingbai.workdays import Workdays
from mingbai_web.applications.cases import Facts, sent_with
from mingbai_web.look import wording
from mingbai_web.papers.wording.kinds import Wording, kind
from mingbai_web.tracking.following import Following, LastDay, Next, Step, last_days

__all__ = ["following"]

_NEXT = {
    State.UNCONFIRMED: Words(
        "行政机关与你确认，确认之日为收到申请之日",
        "the body confirms with you; the day of confirmation is the day of receipt",
    ),
    State.OPEN: Words("行政机关答复", "the body replies"),
    State.AWAITING_AMENDMENT: Words("请你补正", "you amend the application"),
    State.AWAITING_REASONS: Words(
        "请你说明理由；答复期限照常计算", "you give reasons; the period to reply runs on"
    ),
    State.AWAITING_PAYMENT: Words("请你缴费", "you pay the fee"),
    State.DECIDED: Words("行政机关送达答复", "the body serves the reply"),
}
_REGISTERED = Words(
    "已登记，收到之日待与你确认", "registered; the day of receipt is to be confirmed with you"
)
_HANDLED = Words("办理中", "being handled")
_TO_SIGN_FOR = Words(
    "答复当面送交，等待你签收", "the reply is to be handed over and waits for you to sign for it"
)
_BY_HAND = "in-person"


def following(facts: Facts, now: Standing) -> Following | None:
    """Return what may be shown of an application, None for one without a public number."""
    if not facts.public_number:
        return None
    reply = now.reply
    out = any(each.answered is None for each in now.consultations) and now.ended is None
    firm = reply is None or (reply.missing is None and not out)
    # A decision is internal until it is sent: until then the application is being handled.
    state = _HANDLED if now.state is State.DECIDED else STATES[now.state]
    return Following(
        number=facts.public_number,
        code_hash=facts.code,
        reference=facts.number,
        body=facts.body,
        state=state,
        steps=tuple(_steps(facts, now)),
        received=now.received,
        due=now.due,
        firm=firm,
        ended=now.ended is not None,
        answered=now.answered,
        next=_next(now, firm),
        clock=now.steps(),
        period=now.period.number if now.period is not None else None,
        remedies=_remedies(now),
    )


def _steps(facts: Facts, now: Standing) -> Iterator[Step]:
    for each in now.applied:
        entry = acts()[each.kind]
        if entry.public:
            paper, name = _letter(each, facts, now)
            yield Step(
                each.kind.value,
                _words(each, now) or entry.words,
                each.effective,
                entry.ground_on(each.effective),
                _note(each, now),
                paper,
                name,
            )


def _words(each: Act, now: Standing) -> Words | None:
    """Return what an act is called as long as it is not what its kind says: received before it is confirmed, handed over before it is signed for."""
    if each.kind is Kind.RECEIVED and now.received is None:
        return _REGISTERED
    return _TO_SIGN_FOR if _waits_for_hand(each, now) else None


def _waits_for_hand(each: Act, now: Standing) -> bool:
    return each.kind is Kind.DISPATCHED and each.text("route") == _BY_HAND and now.served is None


def _letter(each: Act, facts: Facts, now: Standing) -> tuple[UUID | None, str]:
    """Return the letter that went to the applicant with an act, and what its file is called."""
    if facts.receipt is not None and each is _receipt_of(now):
        return facts.receipt, _file(kind("receipt"))
    if _waits_for_hand(each, now):
        return None, ""
    for step, day, paper in facts.sent:
        if (step, day) == (each.kind.value, each.effective):
            return paper, _file(sent_with()[step])
    return None, ""


def _receipt_of(now: Standing) -> Act | None:
    """Return the act that the receipt receipts: the confirmation, where there was one."""
    found = [each for each in now.applied if each.kind in (Kind.RECEIVED, Kind.CONFIRMED)]
    return max(found, key=lambda each: each.kind is Kind.CONFIRMED, default=None)


def _file(letter: Wording) -> str:
    return f"{letter.title}.pdf"


def _note(each: Act, now: Standing) -> Words:
    match each.kind:
        case Kind.EXTENDED:
            days = each.number("days")
            return Words(f"延长 {days} 个工作日", f"by {days} working day{'' if days == 1 else 's'}")
        case Kind.AMENDMENT_ASKED if now.amend_by is not None:
            return Words(
                f"请在{wording.day(now.amend_by, 'zh')}以前补正",
                f"amend by {wording.day(now.amend_by, 'en')}",
            )
        case Kind.FEE_NOTICED if now.pay_by is not None:
            return Words(
                f"请在{wording.day(now.pay_by, 'zh')}以前缴费", f"pay by {wording.day(now.pay_by, 'en')}"
            )
        case Kind.DISPATCHED if now.outcome and not _waits_for_hand(each, now):
            return ending(now.outcome).words
        case _:
            return Words("", "")


def _next(now: Standing, firm: bool) -> Next | None:
    words = _NEXT.get(now.state)
    if now.ended is not None:
        if now.answered is not None and now.served is None:
            return Next(
                Words(
                    "尚未确认送达；救济期限自你收到答复之日起算",
                    "service is not yet confirmed; the periods of remedies run from the day you receive the reply",
                )
            )
        return None
    if words is None:
        return None
    if any(_waits_for_hand(each, now) for each in now.applied):
        words = Words("你当面签收答复", "you sign for the reply")
    by = {State.AWAITING_AMENDMENT: now.amend_by, State.AWAITING_PAYMENT: now.pay_by}.get(now.state, now.due)
    return Next(words, by, firm)


def _remedies(now: Standing) -> tuple[LastDay, ...]:
    """Return the last days of the remedies; none before service is known, for they run from it."""
    if now.served is None or not now.outcome:
        return ()
    row = ending(now.outcome).row("2021")
    if row is None:
        return ()
    withheld = next((part for part in _parts(now) if part.startswith("refused")), None)
    return _last_days(now.served, row, withheld if row == "partly_granted" else None, now.law, now.calendar)


@lru_cache(4_096)
def _last_days(
    served: date, row: str, withheld: str | None, law: Law, calendar: Workdays
) -> tuple[LastDay, ...]:
    """Return the last days for all that was answered alike on a day."""
    return last_days(remedy(served, row, withheld=withheld, law=law, calendar=calendar))


def _parts(now: Standing) -> Sequence[str]:
    decided = next((each for each in reversed(now.applied) if each.kind is Kind.DECIDED), None)
    rows = (ending(part).row("2021") for part in (decided.list("parts") if decided else ()))
    return [row for row in rows if row is not None]
