"""The words of the pages of applications: carriers, channels, routes, what an item joins as, the facts of each step."""

from mingbai.lifecycle import Kind, acts
from mingbai.text.words import Words

__all__ = [
    "ASKED",
    "BUCKETS",
    "CARRIED",
    "CARRIERS",
    "ASKS",
    "CALLS",
    "CHANNELS",
    "CHANNEL_OF",
    "FACTS",
    "JOINS",
    "OFFICE_ACTS",
    "RECEIPT",
    "ROUTES",
    "asked",
    "carried",
]

CARRIERS = {
    "counter": Words("窗口当面提交", "handed in at the counter"),
    "mail": Words("邮寄", "by post"),
    "fax": Words("传真", "by fax"),
    "email": Words("电子邮件", "by e-mail"),
    "online": Words("网上申请", "online"),
    "12345": Words("12345 热线转来", "passed on by the 12345 hotline"),
    "leaders_mailbox": Words("领导信箱转来", "passed on from the leaders' mailbox"),
    "petition": Words("信访部门转来", "passed on by the petition office"),
    "other": Words("其他方式", "another way"),
}
CHANNELS = {
    "in-person": Words("当面提交：提交之日收到", "in person: received on the day of submission"),
    "signed-post": Words("邮寄且签收：签收之日收到", "post signed for: received on the day of signing"),
    "ordinary-post": Words(
        "平信：与申请人确认之日收到", "ordinary post: received on the day of confirmation with the applicant"
    ),
    "online": Words(
        "网上或者电子邮件：双方确认之日收到", "online or by e-mail: received on the day both sides confirm"
    ),
    "fax": Words("传真：双方确认之日收到", "fax: received on the day both sides confirm"),
    "misdirected": Words(
        "寄到本机关其他机构：确认之日收到",
        "sent to another unit of this body: received on the day of confirmation",
    ),
}
CARRIED = {
    "in-person": Words("当面提交", "in person"),
    "signed-post": Words("邮寄", "by post"),
    "ordinary-post": Words("平信", "by ordinary post"),
    "online": Words("互联网", "online"),
    "fax": Words("传真", "by fax"),
    "misdirected": Words("其他机构转来", "through another unit"),
}
CHANNEL_OF = {
    "counter": "in-person",
    "mail": "signed-post",
    "fax": "fax",
    "email": "online",
    "online": "online",
    "12345": "misdirected",
    "leaders_mailbox": "misdirected",
    "petition": "misdirected",
}
"""The channel that a carrier most often means; the officer may say otherwise."""
ROUTES = {
    "in-person": Words("当面送达", "in person"),
    "post": Words("邮政企业寄送", "by post"),
    "electronic": Words("网上、电子邮件", "electronically"),
}
JOINS = {
    "amendment": Words("申请人的补正", "the applicant's amendment"),
    "reasons": Words("申请人说明的理由", "the applicant's reasons"),
    "view": Words("被征求意见一方的意见", "the view of the party consulted"),
    "receipt": Words("送达回证、回执", "a proof of service"),
    "payment": Words("缴费凭证", "a proof of payment"),
    "withdrawal": Words("撤回申请", "a withdrawal"),
    "reconsideration": Words(
        "行政复议答复通知书、复议申请书副本", "a copy of an application for reconsideration, to be answered"
    ),
    "reconsideration_simplified": Words(
        "行政复议答复通知书、复议申请书副本（简易程序）",
        "a copy of an application for reconsideration, simplified procedure",
    ),
    "suit": Words("行政诉讼应诉通知书、起诉状副本", "a copy of a complaint to a court, to be answered"),
    "judgment": Words(
        "行政复议决定书，法院的判决、裁定", "a decision on reconsideration, a judgment or ruling"
    ),
    "court_paper": Words("法院、复议机关的其他文书", "another paper of a court or reconsideration organ"),
    "other": Words("其他材料", "other material"),
}
FACTS = {
    "party": Words("征求意见的对象", "party consulted"),
    "view": Words("意见", "view"),
    "unit": Words("机构", "unit"),
    "organ": Words("机关名称", "organ"),
    "into": Words("申请编号", "application number"),
    "days": Words("延长的工作日数", "working days of extension"),
    "until": Words("延迟答复至", "deferred until"),
    "amend_by": Words("补正截止日（不填则按规定天数）", "amend by (if left empty, the period in the rules)"),
    "amount": Words("金额（元）", "amount (yuan)"),
    "mode": Words("计费方式", "charged by"),
    "route": Words("送达方式", "means of service"),
    "by": Words("作出责令的机关", "ordered by"),
    "due": Words("责令的期限", "time limit ordered"),
    "note": Words("备注（不对外）", "note (internal)"),
    "tracking": Words("邮件编号", "tracking number"),
    "signed_by": Words("签收人", "signed for by"),
    "proof": Words("送达凭证", "proof of service"),
    "where": Words("检索范围", "where it was searched"),
    "how": Words("检索方法、关键词", "method and keywords"),
    "found": Words("找到了相关信息", "something relevant was found"),
    "what": Words("转办事项", "what is asked"),
    "says": Words("内容", "content"),
    "said": Words("通话内容", "what was said"),
    "reached": Words("已接通", "reached"),
    "direction": Words("来电还是去电", "who called"),
    "at": Words("时间", "time"),
    "matter": Words("申请内容", "what is sought"),
    "told": Words("告知内容", "what the sender was told"),
}
CALLS = {
    "incoming": Words("来电", "they called"),
    "outgoing": Words("去电", "the office called"),
}
BUCKETS = {
    "overdue": Words("逾期", "overdue"),
    "today": Words("今日要办", "to do today"),
    "soon": Words("三个工作日内", "within three working days"),
    "later": Words("期限内", "later"),
    "waiting": Words("等待中", "waiting"),
    "ended": Words("已办结", "closed"),
}
ASKS = {
    "confirm": Words("待与申请人确认", "to be confirmed with the applicant"),
    "joined": Words("有来件待处理", "something came in"),
    "extension": Words("延期待告知申请人", "the applicant is to be told of the extension"),
}
"""What an application asks to be done now, beside the reply."""
ASKED = {
    Kind.CONFIRMED: "confirm with the applicant",
    Kind.REROUTED: "pass on before confirmation",
    Kind.TAKEN_OVER: "hand over to the organ that took over the powers",
    Kind.SPLIT: "split, one application to each matter",
    Kind.AMENDMENT_ASKED: "give notice to amend",
    Kind.AMENDED: "record the amendment",
    Kind.AMENDMENT_LAPSED: "close: not amended in time",
    Kind.THIRD_PARTY_CONSULTED: "consult a third party",
    Kind.JOINT_MAKER_CONSULTED: "consult a joint maker",
    Kind.ORGAN_CONSULTED: "consult another organ",
    Kind.CONSULTATION_DELIVERED: "record receipt of the letter of consultation",
    Kind.THIRD_PARTY_VIEW: "record the third party's view",
    Kind.THIRD_PARTY_LAPSED: "decide: the third party was silent",
    Kind.JOINT_MAKER_VIEW: "record the joint maker's view",
    Kind.JOINT_MAKER_SILENT: "deem the joint maker to consent",
    Kind.ORGAN_ANSWERED: "record the other organ's answer",
    Kind.COHANDLING_ASKED: "ask a unit to co-handle (the period runs on)",
    Kind.COHANDLING_ANSWERED: "record the co-handling view",
    Kind.EXTENDED: "extend the period to reply",
    Kind.REASONS_ASKED: "ask for reasons (the period runs on)",
    Kind.REASONS_GIVEN: "record the applicant's reasons",
    Kind.REASONS_NOT_GIVEN: "record that no reasons were given",
    Kind.DEFERRED: "defer the reply to a reasonable day",
    Kind.FEE_NOTICED: "give notice of the processing fee",
    Kind.FEE_PAID: "record payment of the fee",
    Kind.FEE_LAPSED: "close: fee not paid in time",
    Kind.MERGED: "merge with the same applicant's identical application",
    Kind.WITHDRAWN: "record withdrawal by the applicant",
    Kind.APPLICANT_GONE: "record that the applicant died or ceased to exist",
    Kind.DISPATCHED: "record dispatch of the reply",
    Kind.SERVED: "record service on the applicant",
    Kind.REDO_ORDERED: "record an order to reply again",
}
"""The English of a step that is still to be taken: what was done is said otherwise. Chinese has one word for both."""
RECEIPT = Words("制作接收回执", "issue the receipt")
OFFICE_ACTS = {
    "assign": Words("交办", "Assign"),
    "search": Words("记录检索", "Record a search"),
    "telephone": Words("记录电话", "Record a call"),
    "note": Words("内部备注", "Note"),
    "answer-court": Words("登记已提交复议答复、答辩状", "Record the answer to a court"),
    "send-task": Words("转办", "Send to a unit"),
    "return-task": Words("登记转办返回", "Record what a unit returned"),
    "press": Words("催办", "Press for an answer"),
    "answer-press": Words("回复催办", "Answer when pressed"),
}


def carried(channel: str, *, oral: bool) -> Words:
    """Return how an application came; one that was spoken was written down for the applicant (条例第二十九条第一款)."""
    if oral:
        return Words("当面口头（由本机关代为填写）", "orally in person (written down by this body)")
    return CARRIED[channel]


def asked(kind: Kind) -> Words:
    """Return the words of a step as something to do."""
    words = acts()[kind].words
    return Words(words.zh, ASKED.get(kind, words.en))
