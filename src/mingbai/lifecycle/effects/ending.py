"""Deciding, dispatching, serving, closing without a reply, and being ordered to reply again."""

from mingbai.errors import Refused
from mingbai.lifecycle.act import Act
from mingbai.lifecycle.fold import Fold, refusal
from mingbai.lifecycle.table import Entry, Kind, State
from mingbai.outcomes import ending, ends_as
from mingbai.text.words import Words

__all__ = ["decided", "dispatched", "merged", "redo_ordered", "served", "withdrawn"]

ROUTES = ("post", "electronic", "in-person", "courier")


def merged(fold: Fold, act: Act, entry: Entry) -> None:
    fold.close(act.effective, "merged")


def withdrawn(fold: Fold, act: Act, entry: Entry) -> None:
    fold.close(act.effective, "withdrawn")


def decided(fold: Fold, act: Act, entry: Entry) -> None:
    named = act.text("outcome")
    found = ends_as(act.list("parts") or (named,), counted_as=named)
    if not found.replies:
        raise refusal(
            entry,
            act,
            f"“{found.words.zh}”不以答复了结，请登记相应的步骤",
            f"{found.words.en} is not a reply: enter that act",
        )
    if found.key == "still_unclear" and not fold.amended:
        raise refusal(
            entry,
            act,
            "没有收到过补正，不能答复补正后仍不明确",
            "nothing was amended, so it cannot still be unclear",
        )
    if found.key == "excessive" and not fold.reasons_asked:
        zh, en = fold.law.ground("条例-2019", "第三十五条").words
        raise Refused(
            f"不能以大量、反复申请不予处理：应当先要求说明理由（{zh}）",
            f"cannot decline as excessive: reasons must be asked for first ({en})",
        )
    if found.key == "granted":
        _third_parties_heard(fold, act)
    fold.outcome = found.key
    fold.decided = act.effective


def _third_parties_heard(fold: Fold, act: Act) -> None:
    """Refuse to give what touches a third party before its view is in or its period over."""
    for each in fold.consultations:
        if each.kind is Kind.THIRD_PARTY_CONSULTED and each.answered is None and act.effective <= each.until:
            zh, en = fold.law.ground("条例-2019", "第三十二条").words
            raise Refused(
                f"不能决定公开：“{each.party}”的意见期限到 {each.until} 才届满（{zh}）",
                f"cannot grant yet: the period of {each.party} to give a view ends on {each.until} ({en})",
            )


def dispatched(fold: Fold, act: Act, entry: Entry) -> None:
    route = act.text("route")
    if route not in ROUTES:
        raise refusal(
            entry,
            act,
            f"没有 {route} 这种送达方式（可选：{'、'.join(ROUTES)}）",
            f"there is no route {route}",
        )
    if route == "courier":
        raise refusal(
            entry,
            act,
            "邮寄答复只能通过邮政企业，快递公司送达不合规定",
            "a reply is posted by the postal enterprise, not by a courier",
        )
    if route in ("post", "electronic"):
        fold.answered = act.effective
        fold.state = State.ANSWERED


def served(fold: Fold, act: Act, entry: Entry) -> None:
    if fold.served is not None:
        raise refusal(entry, act, f"已于 {fold.served} 送达", f"it was served on {fold.served}")
    fold.served = act.effective
    fold.answered = fold.answered or act.effective


def redo_ordered(fold: Fold, act: Act, entry: Entry) -> None:
    # Not processing a lapsed application can be attacked like a reply; a withdrawal was the applicant's own.
    if fold.outcome is None or not (
        ending(fold.outcome).replies or fold.outcome in ("not_amended", "fee_unpaid")
    ):
        raise refusal(entry, act, "没有可以重新答复的决定", "there is no reply to make again")
    due = act.day("due")
    if due is not None and due < act.effective:
        raise refusal(
            entry,
            act,
            f"重新答复的期限 {due} 早于决定生效之日",
            f"the day to reply again, {due}, is before the order",
        )
    why = Words("已经答复，被责令重新答复", "answered, and ordered to reply again")
    fold.stop(fold.answered or fold.closed or act.effective, why, entry.ground_on(act.effective).words)
    fold.restart(act.effective)
    fold.fixed = due
    fold.times = 0
    fold.consultations.clear()  # those of the reply that is set aside pause nothing of the new one
    fold.outcome = fold.decided = fold.answered = fold.served = fold.closed = None
