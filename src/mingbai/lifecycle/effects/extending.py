"""Extending the period to reply, asking for reasons, deferring (条例第三十三条第二款、第三十五条)."""

from mingbai.errors import Refused
from mingbai.lifecycle.act import Act
from mingbai.lifecycle.fold import Fold, refusal, within_period
from mingbai.lifecycle.table import STATES, Entry, State
from mingbai.text.words import Words

__all__ = ["deferred", "extended", "nothing_to_extend", "reasons_asked", "reasons_given"]


def extended(fold: Fold, act: Act, entry: Entry) -> None:
    base = fold.received or act.effective
    days, most = act.number("days"), fold.law.on("extension_days", base)
    if days < 1 or fold.extension + days > most.number:
        raise Refused(
            f"不能延长{days}个工作日：应当是1个工作日以上，总共不超过{most.number}个工作日（{most.ground.words.zh}）",
            f"cannot extend by {days} working days: it is 1 or more, and {most.number} at most in all ({most.ground.words.en})",
        )
    times = fold.law.on("extension_times", base)
    if fold.times >= times.number:
        raise Refused(
            f"不能再次延长：已经延长过{fold.times}次（{times.ground.words.zh}）",
            f"cannot extend again: it was extended {fold.times} time(s) already ({times.ground.words.en})",
        )
    if fold.fixed is not None:
        raise refusal(entry, act, f"答复日期已定为 {fold.fixed}", f"the day to reply was set to {fold.fixed}")
    told = Words(
        "延期告知不产生延长期限的效力；请尽快答复", "the extension does not extend it; reply without delay"
    )
    within_period(fold, act, entry, told)
    fold.extension += days
    fold.extended = most
    fold.times += 1


def nothing_to_extend(fold: Fold) -> Words | None:
    """Return why there is nothing to extend: no clock runs while an amendment or a payment is waited for."""
    if fold.state not in (State.AWAITING_AMENDMENT, State.AWAITING_PAYMENT):
        return None
    return Words(
        f"现在是“{STATES[fold.state].zh}”，期限将重新计算，没有可以延长的期限；请在重新计算之后办理",
        f"it is {STATES[fold.state].en} now and the clock will start anew: extend it then",
    )


def reasons_asked(fold: Fold, act: Act, entry: Entry) -> None:
    fold.reasons_asked = True


def reasons_given(fold: Fold, act: Act, entry: Entry) -> None:
    fold.reasons_given = True


def deferred(fold: Fold, act: Act, entry: Entry) -> None:
    until = act.day("until") or act.effective
    if not fold.reasons_given:
        raise refusal(
            entry,
            act,
            "应当先要求说明理由，且理由合理",
            "reasons must have been asked for, given and found good",
        )
    told = Words("不能再确定延迟答复；请尽快答复", "it cannot be deferred any more; reply without delay")
    due = within_period(fold, act, entry, told)
    if until <= (due or act.effective):
        raise refusal(
            entry, act, f"{until} 不晚于现在的答复期限", f"{until} is not later than the day it is due anyway"
        )
    fold.fixed = until
