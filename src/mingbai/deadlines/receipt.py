"""On which day an application counts as received, by the channel that it came through (条例第三十一条)."""

from datetime import date
from typing import NamedTuple

from mingbai.errors import Refused
from mingbai.statutes import Ground, Law
from mingbai.text.words import Words

__all__ = ["CHANNELS", "Receipt", "receipt"]

CHANNELS = {
    "in-person": Words("当面提交", "in person"),
    "signed-post": Words("需要签收的邮寄", "by post that is signed for"),
    "ordinary-post": Words("无需签收的邮寄", "by ordinary post"),
    "online": Words("互联网渠道", "online"),
    "fax": Words("传真", "by fax"),
    "misdirected": Words("寄给本机关其他部门或个人", "to another unit of the organ"),
}


class Receipt(NamedTuple):
    """The legal day of receipt, None while it waits for confirmation, and the rule that makes it so.

    `safe` is the day of arrival where receipt is confirmed later: a reply counted from it is in time on any reading
    (最高人民法院指导案例26号).
    """

    day: date | None
    safe: date | None
    ground: Ground


def receipt(channel: str, arrived: date, confirmed: date | None, law: Law) -> Receipt:
    """Return the receipt of what arrived (was submitted, signed for) on *arrived* and was confirmed on *confirmed*.

    Raises `Refused` for an unknown channel, a confirmation before arrival or where none is needed; `NotInForce` before
    the law.
    """
    if channel not in CHANNELS:
        among = "、".join(CHANNELS)
        raise Refused(
            f"没有 {channel} 这个渠道（可选：{among}）",
            f"there is no channel {channel} (known: {', '.join(CHANNELS)})",
        )
    law.on("reply_days", arrived)
    rule = law.on(f"receipt_{channel}", arrived)
    told, by = CHANNELS[channel], rule.ground.words
    if rule.value == "arrival":
        if (
            confirmed is not None and channel != "online"
        ):  # where submitting is receiving, confirming moves nothing
            raise Refused(
                f"{told.zh}以到达之日为收到之日，不需要确认（{by.zh}）",
                f"what comes {told.en} is received when it arrives, without confirmation ({by.en})",
            )
        return Receipt(arrived, None, rule.ground)
    if confirmed is None:
        return Receipt(None, arrived, rule.ground)
    if confirmed < arrived:
        raise Refused(
            f"确认之日 {confirmed} 早于到达之日 {arrived}（{by.zh}）：请核对日期",
            f"it was confirmed on {confirmed}, before it arrived on {arrived} ({by.en}): check the dates",
        )
    return Receipt(confirmed, arrived if arrived < confirmed else None, rule.ground)
