"""Which cases deadlines.md works through, under which headings, and what the values of the clock's rules mean."""

from typing import NamedTuple

__all__ = ["CHOSEN", "CLOCK", "MEANINGS", "Group"]


class Group(NamedTuple):
    """A heading, what to look at, and the names of cases of tests/cases/reply.toml."""

    heading: str
    says: str
    names: tuple[str, ...]


CHOSEN = (
    Group(
        "Working days and holidays",
        "Nothing happens but time: what is counted, what is not, and the change of the period in 2019.",
        (
            "九月十二日收到：当日是起算日，九月二十八日、十月十一日上班，国庆八天不计",
            "周六收到，次日周日调休上班，即为第一日",
            "在调休上班的周日收到，当日不计",
            "九天春节在期限之中，前后两个周六上班",
            "期限遇2020年春节延长，按延长以后的安排计",
            "年末最后一日收到，用两个年度的安排，一月四日周日上班",
            "2019年5月14日收到，仍是十五个工作日",
            "2019年5月15日收到，改为二十个工作日",
        ),
    ),
    Group(
        "The day of receipt, by channel",
        "What is handed in or signed for is received on that day. What comes online, by fax or by ordinary post is received when it is "
        "confirmed with the applicant; until then no clock runs.",
        (
            "收发室签收之日即收到之日，承办机构何时拆阅不论",
            "网上提交不等于收到：自双方确认之日起算，提交日起算的一日另示",
            "平信到达后节后才联系上申请人，以确认之日为收到之日",
            "寄给本机关其他部门的，以公开工作机构收到后与申请人确认之日为收到之日",
            "传真未经确认，期限未起算",
        ),
    ),
    Group(
        "Consultation",
        "The working days after the letter goes out, up to the day on which the view arrives or the period for it ends, are left out.",
        (
            "征求第三方意见的十三个工作日不计",
            "十五个工作日自第三方收到之日起算，迟收迟止",
            "两家同期征求，重叠的日子只扣一次",
            "征求共同制作机关意见，十五个工作日自其收函之日起算，逾期视为同意公开",
            "征求其他机关意见的五个工作日不计",
            "所问之日意见未回，扣到所问之日",
        ),
    ),
    Group(
        "Extension",
        "Its days are counted after those of the period, and not more than the notice says.",
        (
            "延长二十个工作日加在届满日之后",
            "只延长十个工作日，按通知写明的天数计",
            "先征求意见后延长：暂停加延长",
        ),
    ),
    Group(
        "Amendment",
        "Asked for within seven working days, it stops the clock, and the amended application starts a new one. Asked for later, it "
        "does neither.",
        (
            "七个工作日内通知补正，收到补正之日起重新计算",
            "已通知补正、尚未补正，期限不计算，等",
            "第八个工作日才通知补正，原期限继续",
            "补正以前已用的延长不再加",
        ),
    ),
    Group(
        "Fee",
        "The notice of a fee stops the clock, payment starts a new one.",
        (
            "收费通知后缴清费用，自缴费之日起重新计算",
            "收费通知发出、尚未缴费，期限不计算，等",
        ),
    ),
    Group(
        "Much at once, and on a given day",
        "Everything above in one case; and how a case looked on a day (`--as-of`), by what had happened then.",
        (
            "补正、收费、征求意见、延长依次发生",
            "所问之日只知道暂停，不知道以后的延长",
            "逾期未作答复的，以届满日为不作为之日",
        ),
    ),
    Group(
        "Provisional days",
        "A day that leads into a year without a notice is given as provisional. Statutory holidays are foretold, make-up days cannot be.",
        (
            "2026年12月4日收到，届满日跨入尚未公布安排的2027年，只是暂定",
            "2027年的安排尚未公布，只给暂定之日；除夕、初三放假已知，调休未知",
        ),
    ),
    Group(
        "Refused",
        "What the law does not allow gets no day, but one line that says why and under which article.",
        (
            "届满次日才批准延长，无效",
            "延长二十一个工作日",
            "等待补正期间延长",
            "补正早于通知补正",
            "缴费期限届满次日才缴费",
            "届满以后发收费通知",
            "条例施行以前收到的申请",
        ),
    ),
)

CLOCK = (
    "start_day",
    "reply_days",
    "receipt_in-person",
    "receipt_signed-post",
    "receipt_ordinary-post",
    "receipt_online",
    "receipt_fax",
    "receipt_misdirected",
    "consultation_effect",
    "consultation_pause_from",
    "third_party",
    "joint_maker",
    "consultation_window",
    "extension_days",
    "extension_times",
    "extension_after_reset",
    "amendment_notice_days",
    "amendment_effect",
    "late_amendment_notice",
    "amendment_period_days",
    "fee_payment",
    "fee_effect",
    "redo_period",
)
"""The rules of the clock, in the order in which a case meets them."""

MEANINGS = {
    ("start_day", "next-day"): "自次日起算 counting begins on the next day",
    ("receipt", "arrival"): "提交、签收之日 the day on which it is handed in or signed for",
    ("receipt", "confirmation"): "与申请人确认之日 the day on which both sides confirm",
    ("consultation_effect", "pauses"): "不计入 the time is left out",
    ("consultation_pause_from", "sent"): "自发函次日起 from the day after the letter goes out",
    ("consultation_pause_from", "received"): "自对方收函次日起 from the day after the letter arrives",
    ("extension_after_reset", "spent"): "不再计入，也不得再次延长 falls away, and may not be used again",
    ("extension_after_reset", "anew"): "不再计入，可以再次延长 falls away, and may be used again",
    (
        "amendment_effect",
        "resets",
    ): "自收到补正次日起重新计算 the clock starts anew on the day after the amendment",
    ("late_amendment_notice", "runs"): "原期限继续计算 the first clock runs on",
    ("late_amendment_notice", "resets"): "仍重新计算 the clock starts anew all the same",
    ("fee_effect", "resets"): "自缴清次日起重新计算 the clock starts anew on the day after payment",
    (
        "redo_period",
        "anew",
    ): "没有限期的，全部期限重新计算 the whole period anew, where the order sets no day",
}
"""What a rule's value means, by the rule's key (or its first word) and the value; periods say themselves."""
