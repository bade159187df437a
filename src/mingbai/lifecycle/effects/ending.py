"""Deciding, dispatching, serving, closing without a reply, and being ordered to reply again."""

from mingbai.errors import Refused
from mingbai.lifecycle.act import Act
from mingbai.lifecycle.fold import Fold, refusal
from mingbai.lifecycle.table import Entry, Kind, State
from mingbai.outcomes import Ending, ending, ends_as
from mingbai.text.words import Words

__all__ = ["applicant_gone", "decided", "dispatched", "merged", "redo_ordered", "served", "withdrawn"]

ROUTES = ("post", "electronic", "in-person", "courier")


def merged(fold: Fold, act: Act, entry: Entry) -> None:
    fold.close(act.effective, "merged")


def withdrawn(fold: Fold, act: Act, entry: Entry) -> None:
    fold.close(act.effective, "withdrawn")


def applicant_gone(fold: Fold, act: Act, entry: Entry) -> None:
    fold.close(act.effective, "applicant_gone")


def decided(fold: Fold, act: Act, entry: Entry) -> None:
    named = act.text("outcome")
    if parts := act.list("parts"):
        found = ends_as(parts, counted_as=named)
        for part in parts:
            _lawful(fold, act, entry, ending(part))
    else:
        found = ending(named)
    _lawful(fold, act, entry, found)
    fold.outcome = found.key
    fold.decided = act.effective


def _lawful(fold: Fold, act: Act, entry: Entry, part: Ending) -> None:
    """Refuse a reply, or a part of one, that lacks what has to come before it."""
    if not part.replies:
        raise refusal(
            entry,
            act,
            f"“{part.words.zh}”不以答复了结，请登记相应的步骤",
            f"{part.words.en} is not a reply: enter that act",
        )
    if part.key == "still_unclear" and not fold.amended:
        raise refusal(
            entry,
            act,
            "没有收到过补正，不能答复补正后仍不明确",
            "nothing was amended, so it cannot still be unclear",
        )
    if part.key == "excessive":
        zh, en = fold.law.ground("条例-2019", "第三十五条").words
        if not fold.reasons_asked or fold.state is State.AWAITING_REASONS:
            raise Refused(
                f"不能以大量、反复申请不予处理：应当先要求说明理由并得到回应（{zh}）",
                f"cannot decline as excessive: reasons must have been asked for, and given or not ({en})",
            )
        if fold.fixed is not None:
            raise Refused(
                f"不能以大量、反复申请不予处理：已经认定理由合理并延迟答复（{zh}）",
                f"cannot decline as excessive: the reasons were found good and the reply deferred ({en})",
            )
    if fold.consultations and part.gives:
        _third_parties_heard(fold, act)


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
    due = act.day("due")
    if due is not None and due < act.effective:
        raise refusal(
            entry,
            act,
            f"重新答复的期限 {due} 早于决定生效之日",
            f"the day to reply again, {due}, is before the order",
        )
    ended = fold.answered or fold.closed
    if ended is None:  # silence: ordered to reply at all (复议法第六十六条、诉讼法第七十二条)
        ended = fold.due(act.effective)
        if ended is None or act.effective <= ended:
            raise refusal(
                entry,
                act,
                "答复期限尚未届满，请待其届满",
                "the period to reply has not ended: wait for its end",
            )
        why = Words("逾期没有答复，被责令答复", "not answered in time, and ordered to reply")
    # Not processing a lapsed application can be attacked like a reply; a withdrawal was the applicant's own.
    elif fold.outcome is None or not (
        ending(fold.outcome).replies or fold.outcome in ("not_amended", "fee_unpaid")
    ):
        raise refusal(entry, act, "没有可以重新答复的决定", "there is no reply to make again")
    else:
        why = Words("已经答复，被责令重新答复", "answered, and ordered to reply again")
    by = entry.ground_on(act.effective).words
    if fold.base is None:  # taken in as ended: no clock ran here, and the day of receipt stays what it was
        fold.period = fold.law.on("reply_days", fold.received or act.effective)
    else:
        fold.stop(ended, why, by, by)
    if fold.law.on("redo_period", act.effective).value == "anew":
        fold.period = fold.law.on("reply_days", act.effective)
    fold.restart(act.effective)
    fold.fixed = due
    fold.again()
