"""What an act on a paper will change, in one sentence with its ground, said before it happens."""

from uuid import UUID

from mingbai.statutes import Ground, shipped
from mingbai.text.words import Words
from mingbai_web.papers.models import Series
from mingbai_web.papers.paper import Paper, State
from mingbai_web.papers.wording.kinds import kind
from mingbai_web.papers.wording.pages import RESULTS

__all__ = ["STOPS", "ground_of", "numbered", "sentence"]

STOPS = Words(
    "邮寄、电子送达的以发出之日为答复之日，当面送交的以签收之日为答复之日，答复期限到这一日停止计算",
    "sent by post or electronically it counts as answered on the day of dispatch, handed over on the day it is signed for; on that day the period to reply stops",
)
"""When a reply counts as given (`mingbai.lifecycle`)."""


def sentence(act: str, paper: Paper, *, step: int = -1, result: str = "", year: int = 0) -> Words:
    """Return what *act* will change, at the place *step* of the chain where it has one."""
    if act == "submit":
        return Words(
            "送审后，正文固定为当前版本，按审批流程依次办理；以后再修改的，已有的签批全部失效。",
            "Once submitted, the text is fixed as this version and goes through its approval chain; if it is changed later, all signatures lapse.",
        )
    if act == "sign_step":
        return _then(paper, step)
    if act == "secrecy":
        return _reviewed(paper, step, result)
    if act in ("sign", "issue"):
        return _final(paper, act, year)
    if act == "return":
        return Words(
            "退回后，本版已有的签批全部失效，由起草人修改后重新送审。",
            "All signatures on this version lapse; the drafter changes it and submits it again.",
        )
    if act == "redraft" and paper.state is State.IN_REVIEW:
        return Words(
            f"保存后成为第{paper.version + 1}版，已有的{len(paper.signatures)}个签批失效，需要重新送审。",
            f"Once saved it is version {paper.version + 1}; its signatures ({len(paper.signatures)}) lapse and it must be submitted again.",
        )
    return _PLAIN[act]


def ground_of(act: str) -> Ground | None:
    """Return what the act rests on, where a page should say it."""
    law = shipped()
    return {
        "secrecy": law.ground("条例-2019", "第十七条"),
        "submit": law.ground("条例-2019", "第十七条"),
        "dispatch": law.ground("送达函"),
        "serve": law.ground("条例-2019", "第五十一条"),
    }.get(act)


def _then(paper: Paper, step: int) -> Words:
    left = [
        paper.steps[place].name
        for place in range(len(paper.steps))
        if place != step and place not in {each.step for each in paper.signatures}
    ]
    if not left:
        return Words("同意后，审批完毕。", "Approval is then complete.")
    return Words(f"同意后，还要办理：{'、'.join(left)}。", f"Still to come: {', '.join(left)}.")


def _reviewed(paper: Paper, step: int, result: str) -> Words:
    from mingbai_web.papers.flow import RESULTS as ALLOWS  # what a page asks of the flow, once

    said = RESULTS.get(result, Words("", ""))
    if result in ALLOWS and paper.gives not in ALLOWS[result]:
        return Words(
            f"审查结论“{said.zh}”与拟公开的内容不符：确认后文书退回起草人，已有的签批失效。",
            f"The result ({said.en}) does not allow what the letter would disclose. Once confirmed, it goes back to its drafter and its signatures lapse.",
        )
    return Words(
        f"审查结论“{said.zh}”和依据记入审批单。{_then(paper, step).zh.replace('同意后，', '')}",
        f"The result ({said.en}) and its ground go on the approval slip. {_then(paper, step).en}",
    )


def numbered(body: UUID, paper: str, year: int) -> Words:
    """Return how a paper of a kind will be numbered, as the end of a clause."""
    row = Series.objects.filter(body=body, series=kind(paper).series, year=year).first()
    if row is None or not row.counted:
        return Words("并编文号", " and numbered")
    number = f"{row.mark}〔{year}〕{row.last + 1}号"
    return Words(
        f"，文号为{number}（以签发时的顺序为准）", f" as {number} (numbers follow the order of signing)"
    )


def _final(paper: Paper, act: str, year: int) -> Words:
    wording, body = kind(paper.kind), paper.body
    if body is None:
        return Words("", "")
    zh, en = numbered(body, paper.kind, year)
    verb, done = ("签发", "signed") if act == "sign" else ("制发", "issued")
    more = Words("", "")
    if wording.act:
        more = Words("办理过程中同时登记相应的步骤。", " The matching step is entered on the application.")
    return Words(
        f"{verb}后，{wording.words.zh}定稿{zh}。{more.zh}", f"The {wording.words.en} is {done}{en}.{more.en}"
    )


_PLAIN = {
    "redraft": Words("保存后成为新的一版。", "Once saved it is a new version."),
    "record": Words(
        "登记后，与在页面上签批有同样的效力；签批人和登记人都记录在案。",
        "It has the same effect as a signature on the page; both the signer and whoever records it are on record.",
    ),
    "dispatch": Words(
        f"登记后，{STOPS.zh}。",
        f"Once recorded: {STOPS.en}.",
    ),
    "serve": Words(
        "登记后，申请复议和起诉的期限自送达之日起计算。",
        "The periods for reconsideration and for suit run from the day of service.",
    ),
    "prove": Words("凭证与文书一并存档。", "The proof is kept with the paper."),
    "void": Words("作废后，这件文书不能再签发、发出。", "A voided paper can no longer be signed or sent."),
}
