"""Asking for an amendment, once and within seven working days, and what comes of it (条例第三十条)."""

from mingbai.lifecycle.act import Act
from mingbai.lifecycle.fold import Fold, refusal, within_period
from mingbai.lifecycle.table import Entry, State
from mingbai.text.words import Words

__all__ = ["amended", "amendment_asked", "amendment_lapsed", "asked_already"]


def amendment_asked(fold: Fold, act: Act, entry: Entry) -> None:
    base = fold.received or act.effective
    if (why := asked_already(fold)) is not None:
        raise refusal(entry, act, *why)
    # The notice has a period since 2019 only; the statute is silent on one that comes later.
    notice = fold.law.find("amendment_notice_days", base)
    late = notice is not None and act.effective > fold.calendar.after(base, notice.number).day
    if late or notice is None:
        told = Words(
            "不能再通知补正；请尽快答复", "no amendment can be asked for any more; reply without delay"
        )
        within_period(fold, act, entry, told)
    amend_by = act.day("amend_by")
    if amend_by is not None and amend_by <= act.effective:
        raise refusal(
            entry,
            act,
            f"补正期限 {amend_by} 不晚于通知之日",
            f"the period to amend ends on {amend_by}, before it begins",
        )
    days = fold.law.on("amendment_period_days", base).number
    fold.amend_by = amend_by or fold.calendar.after(act.effective, days).day
    fold.asked = act.effective
    if late and fold.law.on("late_amendment_notice", base).value == "runs":
        fold.asked_late = True
    else:
        ground = fold.law.on("amendment_effect", base).ground.words
        why = Words("通知补正，等待补正", "amendment asked: waiting for it")
        fold.stop(act.effective, why, entry.ground_on(act.effective).words, ground)
        fold.state = State.AWAITING_AMENDMENT


def asked_already(fold: Fold) -> Words | None:
    """Return why no amendment may be asked for again: it is asked for once, for everything (一次性告知)."""
    if fold.asked is None or fold.state not in (State.OPEN, State.AWAITING_AMENDMENT):
        return None
    return Words(
        f"{fold.asked} 已经通知过一次，补正应当一次性告知；请就内容作出答复，或以“补正后仍不明确”答复",
        f"it was asked for on {fold.asked} already, and may be once only: reply on the merits, or that it is still unclear",
    )


def amended(fold: Fold, act: Act, entry: Entry) -> None:
    if fold.state is State.OPEN:
        if not fold.asked_late or fold.amended:
            raise refusal(entry, act, "没有通知过补正", "no amendment was asked for")
        fold.amended = True
        return
    fold.amended = True
    fold.restart(act.effective)


def amendment_lapsed(fold: Fold, act: Act, entry: Entry) -> None:
    if fold.asked is None or fold.amended:
        raise refusal(entry, act, "没有等待中的补正", "no amendment is waited for")
    if fold.amend_by is not None and act.effective <= fold.amend_by:
        raise refusal(
            entry,
            act,
            f"补正期限到 {fold.amend_by} 才届满",
            f"the period to amend ends on {fold.amend_by} only",
        )
    fold.close(act.effective, "not_amended")
