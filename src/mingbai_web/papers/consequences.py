"""What an act on a paper will change, in one sentence with its ground, said before it happens."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from mingbai.statutes import Ground, shipped
from mingbai.text.words import Words
from mingbai_web.look.wording import day as day_said
from mingbai_web.papers.paper import Paper, State
from mingbai_web.papers.services.sending import ROUTES
from mingbai_web.papers.services.series import NoSeries, next_number
from mingbai_web.papers.wording.kinds import kind
from mingbai_web.papers.wording.pages import RESULTS

__all__ = ["STOPS", "ground_of", "numbered", "sentence"]

STOPS = Words(
    "邮寄、电子送达的以发出之日为答复之日，当面送交的以签收之日为答复之日，答复期限到这一日停止计算",
    "sent by post or electronically it counts as answered on the day of dispatch, handed over on the day it is signed for; on that day the period to reply stops",
)
"""When a reply counts as given (`mingbai.lifecycle`)."""


def sentence(
    act: str,
    paper: Paper,
    *,
    today: date,
    step: int = -1,
    result: str = "",
    number: str = "",
    route: str = "",
    on: date | None = None,
    limits: Sequence[tuple[Words, date]] = (),
    asked: Sequence[tuple[str, Words]] = (),
) -> Words:
    """Return what *act* will change, at the place *step* of the chain where it has one.

    *number* is one that was typed, *on* the day that was given, *limits* the last days that service on it would bring,
    *asked* the steps that come first once it is submitted, each with who takes it.
    Raises `NumberTaken` for a typed number that will not be given.
    """
    if act == "submit":
        zh = "、".join(f"{who.zh}（{name}）" for name, who in asked)
        en = ", ".join(f"{who.en} ({name})" for name, who in asked)
        return Words(
            f"送审后，正文固定为当前版本，{f'先送{zh}，再' if asked else ''}按审批流程依次办理；以后再修改的，已有的签批全部失效。",
            f"Once submitted, the text is fixed as this version and goes {f'first to {en}, then ' if asked else ''}through its approval chain; if it is changed later, all signatures lapse.",
        )
    if act == "sign_step":
        return _then(paper, step)
    if act == "secrecy":
        return _reviewed(paper, step, result)
    if act in ("sign", "issue"):
        return _final(paper, act, today, number)
    if act == "dispatch" and on is not None:
        return _sent(paper, route, on)
    if act == "serve" and on is not None:
        return _served(limits, on)
    if act == "return":
        return Words(
            "退回后，本版已有的签批全部失效，由起草人修改后重新送审。",
            "All signatures on this version lapse; the drafter changes it and submits it again.",
        )
    if act in _VERSIONS and paper.state is State.IN_REVIEW:
        return Words(
            f"保存后成为第{paper.version + 1}版，已有的{len(paper.signatures)}个签批失效，需要重新送审。",
            f"Once saved it is version {paper.version + 1}; its signatures ({len(paper.signatures)}) lapse and it must be submitted again.",
        )
    return _PLAIN[act]


def ground_of(act: str, paper: Paper) -> Ground | None:
    """Return what the act rests on, where a page should say it; what is said of sending and serving is said of replies."""
    law = shipped()
    if act in ("dispatch", "serve") and not kind(paper.kind).remedies:
        return None
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


def numbered(body: UUID, paper: str, today: date, typed: str = "") -> Words:
    """Return how a paper of a kind will be numbered, as the end of a clause. Raises `NumberTaken` for a number *typed* in vain."""
    try:
        number = next_number(body=body, series=kind(paper).series, on=today, typed=typed)
    except NoSeries:  # the number of another system, which is still to be typed
        number = ""
    if not number:
        return Words("并编文号", " and numbered")
    if typed:
        return Words(f"，文号为{number}", f" as {number}")
    return Words(
        f"，文号为{number}（以签发时的顺序为准）", f" as {number} (numbers follow the order of signing)"
    )


def _final(paper: Paper, act: str, today: date, number: str) -> Words:
    wording, body = kind(paper.kind), paper.body
    if body is None:
        return Words("", "")
    zh, en = numbered(body, paper.kind, today, number)
    verb, done = ("签发", "signed") if act == "sign" else ("制发", "issued")
    more = Words("", "")
    if wording.act:
        more = Words("办理过程中同时登记相应的步骤。", " The matching step is entered on the application.")
    return Words(
        f"{verb}后，{wording.words.zh}定稿{zh}。{more.zh}", f"The {wording.words.en} is {done}{en}.{more.en}"
    )


def _sent(paper: Paper, route: str, on: date) -> Words:
    """Return what sending does to the period: a reply answers when posted or sent, or when it is signed for; a notice never does."""
    zh, en = day_said(on, "zh"), day_said(on, "en")
    if kind(paper.kind).key != "reply":
        what, how = kind(paper.kind).words, ROUTES.get(route, Words("", ""))
        return Words(
            f"登记后，记明{what.zh}于{zh}发出（{how.zh}）；送达日期待确认后另行登记。",
            f"Once recorded, the {what.en} went out {how.en} on {en}; its service is recorded once it is known.",
        )
    if route == "in-person":
        return Words(
            "登记后，等待申请人签收；以签收之日为答复之日，登记送达以前答复期限照常计算。",
            "Once recorded, it waits to be signed for: it counts as answered on that day, and until then the period to reply runs on.",
        )
    return Words(
        f"登记后，以发出之日{zh}为答复之日，答复期限到这一日停止计算；登记送达以前，不计算救济期限的最后一日。",
        f"Once recorded, it counts as answered on {en}, the day of dispatch, on which the period to reply stops; no last day of remedies is counted before service is recorded.",
    )


def _served(limits: Sequence[tuple[Words, date]], on: date) -> Words:
    """Return from when remedies run and until when, where the paper tells of any."""
    if not limits:
        return Words("登记后，送达的日期记明在案。", "Once recorded, the day of service is on record.")
    zh = "；".join(f"{words.zh}{day_said(last, 'zh')}" for words, last in limits)
    en = "; ".join(f"{words.en} {day_said(last, 'en')}" for words, last in limits)
    return Words(
        f"登记后，申请复议和起诉的期限自送达之日{day_said(on, 'zh')}起计算：{zh}。",
        f"Once recorded, the periods of remedies run from {day_said(on, 'en')}, the day of service: {en}.",
    )


_VERSIONS = ("redraft", "enclose", "unenclose")
_PLAIN = {
    "enclose": Words(
        "文件附在这件文书后面，成为新的一版；送审以后，每一步签批的就是这些文件。",
        "The files are enclosed with this letter, which makes a new version; what is signed of it is signed of these very files.",
    ),
    "unenclose": Words(
        "撤下的文件不再随文书发出，文书成为新的一版；以前各版的文件仍然存档。",
        "What is taken out does not go out with the letter, which makes a new version; earlier versions keep their files.",
    ),
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
