"""How an application comes in: received, confirmed, taken over from before, passed on or split (条例第三十一条)."""

from mingbai.deadlines import receipt
from mingbai.lifecycle.act import Act
from mingbai.lifecycle.fold import Fold, refusal
from mingbai.lifecycle.table import Entry, State
from mingbai.outcomes import ending

__all__ = ["confirmed", "imported", "opening_balance", "passed_on", "received"]


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
    fold.arrived = received
    fold.start(received)
    fold.fixed = act.day("due")


def imported(fold: Fold, act: Act, entry: Entry) -> None:
    received, ended = act.day("received") or act.effective, act.day("ended") or act.effective
    if not received <= ended <= act.effective:
        raise refusal(
            entry, act, "收到、了结、导入之日先后颠倒", "received, ended and imported are out of order"
        )
    found = ending(act.text("outcome"))
    fold.arrived = received
    fold.start(received)
    fold.outcome = found.key
    if found.replies:
        fold.answered, fold.state = ended, State.ANSWERED
    else:
        fold.closed, fold.state = ended, State.CLOSED


def passed_on(fold: Fold, act: Act, entry: Entry) -> None:
    fold.counts = False
    fold.closed = act.effective
