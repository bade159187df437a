"""How an application comes in: received, confirmed, taken over from before, passed on or split (条例第三十一条)."""

from mingbai.deadlines import receipt
from mingbai.lifecycle.act import Act
from mingbai.lifecycle.fold import Fold, refusal
from mingbai.lifecycle.table import Entry, Kind, State
from mingbai.outcomes import ending

__all__ = ["confirmed", "import_undone", "imported", "opening_balance", "passed_on", "received"]

_TAKEN_IN = {Kind.OPENING_BALANCE, Kind.IMPORTED}


def received(fold: Fold, act: Act, entry: Entry) -> None:
    found = receipt(act.text("channel"), act.effective, None, fold.law)
    fold.arrived = act.effective
    fold.channel = act.text("channel")
    if found.day is None:
        fold.state = State.UNCONFIRMED
    else:
        fold.start(found.day)
        fold.state = State.OPEN


def confirmed(fold: Fold, act: Act, entry: Entry) -> None:
    if fold.state is State.OPEN:
        # Where an installation takes submission as receipt, the organ may confirm all the same; it moves nothing.
        if fold.channel != "online" or any(each.kind is Kind.CONFIRMED for each in fold.applied):
            raise refusal(entry, act, "不需要确认，请直接办理", "no confirmation is needed: go on")
        return
    fold.start(act.effective)


def opening_balance(fold: Fold, act: Act, entry: Entry) -> None:
    received = act.day("received") or act.effective
    if received > act.effective:
        raise refusal(
            entry,
            act,
            f"收到之日 {received} 晚于转入之日",
            f"it was received on {received}, after it was taken in",
        )
    due = act.day("due")
    days = fold.calendar.between(received, due) if due is not None else 0
    if due is not None and not days:
        raise refusal(
            entry, act, f"答复期限 {due} 不晚于收到之日", f"it is due on {due}, not after its receipt"
        )
    fold.start(received)
    fold.arrived = received
    if days:  # extensions and consultations of before are in it; those to come go on from it
        fold.days = days


def imported(fold: Fold, act: Act, entry: Entry) -> None:
    received, ended = act.day("received") or act.effective, act.day("ended") or act.effective
    if not received <= ended <= act.effective:
        raise refusal(
            entry, act, "收到、了结、导入之日先后颠倒", "received, ended and imported are out of order"
        )
    found = ending(act.text("outcome"))
    fold.law.on("reply_days", received)  # an application before the law is none
    # No clock: what extended or paused it is not on record, so nothing can be said of its being in time.
    fold.arrived = fold.received = received
    fold.outcome = found.key
    if found.replies:
        fold.answered, fold.state = ended, State.ANSWERED
    else:
        fold.closed, fold.state = ended, State.CLOSED


def import_undone(fold: Fold, act: Act, entry: Entry) -> None:
    first = fold.applied[0]
    if first.kind not in _TAKEN_IN or len(fold.applied) > 1:
        raise refusal(
            entry,
            act,
            "只有导入的、此后没有办过任何一步的申请可以撤销导入",
            "only what was imported, and nothing done on since, can be taken back",
        )
    if (
        first.effective != act.effective
    ):  # an undoing from a later day would leave it in the tables up to then
        raise refusal(
            entry,
            act,
            f"撤销应当自导入之日 {first.effective} 起生效",
            f"it has to take effect from the day of the import, {first.effective}",
        )
    fold.counts = False
    fold.outcome = fold.answered = None
    fold.closed = act.effective


def passed_on(fold: Fold, act: Act, entry: Entry) -> None:
    fold.counts = False
    fold.closed = act.effective
