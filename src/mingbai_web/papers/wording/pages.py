"""The words of the pages: what may be done to a paper, and what each act will change, said before it happens."""

from datetime import date

from mingbai.text.words import Words
from mingbai_web.papers.paper import State

__all__ = ["ACTS", "RESULTS", "SIGNED", "STATES", "UNDO", "stands"]

STATES = {
    State.DRAFT: Words("草稿", "draft"),
    State.IN_REVIEW: Words("审批中", "in review"),
    State.RETURNED: Words("已退回修改", "returned"),
    State.SIGNED: Words("已签发", "signed"),
    State.ISSUED: Words("已制发", "issued"),
    State.VOIDED: Words("已作废", "voided"),
}
ACTS = {
    "redraft": Words("修改正文", "Edit the text"),
    "enclose": Words("附上文件", "Enclose files"),
    "unenclose": Words("撤下附件", "Take enclosures out"),
    "submit": Words("送审", "Submit for approval"),
    "issue": Words("制发", "Issue"),
    "sign_step": Words("同意", "Agree"),
    "secrecy": Words("保密审查", "Review for secrecy"),
    "sign": Words("签发", "Sign"),
    "return": Words("退回修改", "Return to the drafter"),
    "record": Words("登记纸质签批", "Record a signature on paper"),
    "dispatch": Words("登记发出", "Record dispatch"),
    "serve": Words("登记送达", "Record service"),
    "prove": Words("登记送达凭证", "Record proof of service"),
    "void": Words("作废", "Void"),
}
UNDO = {
    "sign": Words(
        "签发后正文不能再改；发出以前可以作废，作废的文号留空，不再使用。",
        "A signed text cannot be changed. Until it is sent it may be voided; its number is not used again.",
    ),
    "issue": Words(
        "制发后正文不能再改；发出以前可以作废，作废的文号不再使用。",
        "An issued text cannot be changed. Until it is sent it may be voided; its number is not used again.",
    ),
    "dispatch": Words(
        "发出的日期登记后不能撤回。", "The day of dispatch cannot be taken back once recorded."
    ),
    "serve": Words("送达的日期登记后不能撤回。", "The day of service cannot be taken back once recorded."),
    "void": Words("作废不能撤回。", "Voiding cannot be taken back."),
}
RESULTS = {
    "may_disclose": Words("可以公开", "may be disclosed"),
    "partly": Words("部分可以公开", "may be disclosed in part"),
    "may_not": Words("不得公开", "may not be disclosed"),
}
SIGNED = {
    "step_signed": Words("同意", "agreed"),
    "secrecy_reviewed": Words("保密审查", "reviewed for secrecy"),
    "returned": Words("退回", "returned"),
    "signed": Words("签发", "signed"),
}


def stands(state: State, dispatched: date | None, served: date | None) -> Words:
    """Return where a paper stands: what is signed goes on to be sent and served."""
    if served is not None:
        return Words("已送达", "served")
    return Words("已发出", "sent") if dispatched is not None else STATES[state]
