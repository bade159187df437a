"""The public calculators' questions as acts on a case, so that they are answered by what cases are counted with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingbai.deadlines import Step
from mingbai.errors import Refused
from mingbai.lifecycle import Act, Case, Kind, Settings, Standing, act
from mingbai.text.words import Words

__all__ = ["PARTIES", "Counted", "counted"]

PARTIES = {
    "third-party": Words("第三方", "a third party"),
    "joint-maker": Words("共同制作机关", "a joint maker"),
    "organ": Words("其他机关", "another organ"),
}
_CONSULTING = {
    "third-party": (Kind.THIRD_PARTY_CONSULTED, Kind.THIRD_PARTY_VIEW),
    "joint-maker": (Kind.JOINT_MAKER_CONSULTED, Kind.JOINT_MAKER_VIEW),
    "organ": (Kind.ORGAN_CONSULTED, Kind.ORGAN_ANSWERED),
}
_WAITING = {
    "confirmation": Words(
        "还没有起算：要与申请人双方确认，确认之日才是收到之日",
        "not running yet: both sides have to confirm, and that day is the day of receipt",
    ),
    "amendment": Words(
        "现在停着：等申请人补正，收到补正之日起重新计算",
        "not running now: it waits for the amendment and starts anew on its day",
    ),
    "payment": Words(
        "现在停着：等申请人缴费，缴清之日起重新计算",
        "not running now: it waits for payment and starts anew on its day",
    ),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """When a reply falls due: the day, what it is waited for while there is none, and everything that led there."""

    due: date | None
    missing: int | None
    waiting: Words | None
    received: date | None
    safe_due: date | None
    latest: date | None
    amend_by: date | None
    pay_by: date | None
    steps: tuple[Step, ...]
    period: int | None


def counted(said: Mapping[str, Any], settings: Settings) -> Counted:
    """Return when the reply falls due to an application of which *said* tells. Raises `Refused` for what the law does not allow."""
    case = Case.of(_acts(said), settings)
    now = case.as_of()
    for refusal in now.refusals:
        raise Refused(*refusal.why)
    return _counted(now)


def _counted(now: Standing) -> Counted:
    waiting = now.waiting_for
    reply = now.reply
    return Counted(
        now.due,
        reply.missing if reply is not None else None,
        _WAITING[waiting] if waiting else None,
        now.received,
        now.safe_due,
        reply.latest if reply is not None else None,
        now.amend_by if waiting == "amendment" else None,
        now.pay_by if waiting == "payment" else None,
        now.steps(),
        now.clock.days if now.clock is not None else None,
    )


def _acts(said: Mapping[str, Any]) -> Iterator[Act]:
    yield act("received", said["arrived"], channel=said["channel"])
    if said.get("confirmed"):
        yield act("confirmed", said["confirmed"])
    for name, kind in (
        ("amendment_asked", Kind.AMENDMENT_ASKED),
        ("amended", Kind.AMENDED),
        ("fee_noticed", Kind.FEE_NOTICED),
        ("fee_paid", Kind.FEE_PAID),
    ):
        if said.get(name):
            yield act(kind, said[name])
    if said.get("sent"):
        asked, answered = _CONSULTING[said["consulted"]]
        yield act(asked, said["sent"], party="1")
        if said.get("delivered"):
            yield act("consultation_delivered", said["delivered"], party="1")
        if said.get("answered"):
            yield act(answered, said["answered"], party="1")
    if said.get("extended"):
        yield act(
            "extended",
            said["extended_on"],
            days=said["extended"],
            approved_by="政府信息公开工作机构负责人",
        )
