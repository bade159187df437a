"""What may happen to a paper, and where it stands: a pure fold of its acts.

Nothing is signed without a review for secrecy and disclosure (条例第十七条). Who drafts, who approves, who reviews and who
records a signature made on paper are different persons (`accounts.duties_apart`); a redraft voids what was signed before it. Steps of one group
run side by side, groups follow each other, signing is the last.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mingbai_web.accounts.duties_apart import Part, Signer, duties_apart, faults
from mingbai_web.papers.paper import STATES, Done, OutOfTurn, Paper, Signature, State, steps_of

__all__ = ["RESULTS", "after", "fold", "other_part"]

RESULTS = {"may_disclose": ("all", "part", "none"), "partly": ("part", "none"), "may_not": ("none",)}
"""Which reply a result of the review allows: one that gives all, a part, or nothing."""
_PARTS = {"approve": Part.APPROVER, "secrecy": Part.SECRECY_REVIEWER, "sign": Part.SIGNER}
_WHAT = {"step_signed": "approve", "secrecy_reviewed": "secrecy", "signed": "sign"}


def fold(acts: Iterable[Done]) -> Paper:
    """Return the paper after its acts."""
    paper = Paper()
    for act in acts:
        paper = after(paper, act)
    return paper


def after(paper: Paper, act: Done) -> Paper:
    """Return *paper* after *act*. Raises `OutOfTurn`, or `NotApart` when who acts has had another hand in it."""
    return _EFFECTS[act.kind](paper, act)


def other_part(paper: Paper, person: str, step: int = -1) -> Part | None:
    """Return the part in this version that keeps *person* from the step at the place *step*, else from recording a signature."""
    wanted = Signer(person, Part.RECORDER if step < 0 else _PARTS[paper.steps[step].what])
    for one, other in faults([*_signers(paper, paper.signatures), wanted]):
        if wanted in (one, other):
            return one.part
    return None


def _drafted(paper: Paper, act: Done) -> Paper:
    _in(paper, State.NONE)
    said = act.facts
    return replace(
        paper,
        state=State.DRAFT,
        version=1,
        kind=said["paper"],
        body=said["body"],
        about_kind=said["about_kind"],
        about=said["about"],
        party=said.get("party"),
        drafters=(act.person,),
        drafter_seat=act.seat,
        drafted=act.day,
        written=act.day,
        **_content(said),
    )


def _redrafted(paper: Paper, act: Done) -> Paper:
    _in(paper, State.DRAFT, State.RETURNED, State.IN_REVIEW)
    return replace(
        paper,
        state=State.DRAFT,
        version=paper.version + 1,
        drafters=tuple(dict.fromkeys((*paper.drafters, act.person))),
        before=_fallen(paper),
        signatures=(),
        steps=(),
        chain=None,
        delegation="",
        written=act.day,
        **_content(act.facts),
    )


def _submitted(paper: Paper, act: Done) -> Paper:
    _in(paper, State.DRAFT)
    steps = steps_of(act.facts["steps"])
    return replace(
        paper,
        state=State.IN_REVIEW,
        chain=act.facts["chain"],
        steps=steps,
        delegation=act.facts.get("delegation", ""),
        drafters=tuple(dict.fromkeys((*paper.drafters, act.person))),
    )


def _step(paper: Paper, act: Done) -> Paper:
    """A step agreed, a review, or the signing: in its turn, by somebody who had no other hand in it."""
    made = _signature(paper, act)
    wanted = paper.steps[made.step].what
    if wanted != _WHAT[act.kind]:
        raise OutOfTurn(
            f"“{paper.steps[made.step].name}”这一步不能这样办", "this step is not done in this way"
        )
    if act.kind == "secrecy_reviewed":
        if made.result not in RESULTS:
            raise OutOfTurn(
                "审查结论应当是可以公开、部分公开或者不得公开",
                "the result is may_disclose, partly or may_not",
            )
        if paper.gives not in RESULTS[made.result]:  # the reply would give what may not be given
            return replace(
                paper, state=State.RETURNED, before=(*_fallen(paper), (paper.version, made)), signatures=()
            )
    paper = replace(paper, signatures=(*paper.signatures, made))
    if act.kind != "signed":
        return paper
    if paper.review is None:
        raise OutOfTurn(
            "没有保密审查，不能签发（条例第十七条）",
            "not to be signed without a review for secrecy (art. 17)",
        )
    return replace(paper, state=State.SIGNED, signed=act.facts["day"])


def _returned(paper: Paper, act: Done) -> Paper:
    made = _signature(paper, act)
    return replace(
        paper, state=State.RETURNED, before=(*_fallen(paper), (paper.version, made)), signatures=()
    )


def _issued(paper: Paper, act: Done) -> Paper:
    _in(paper, State.DRAFT)
    if paper.gives != "none":
        raise OutOfTurn("公开信息的文书须经审批流程", "a paper that discloses goes through a chain")
    return replace(paper, state=State.ISSUED, signed=act.facts["day"])


def _numbered(paper: Paper, act: Done) -> Paper:
    _in(paper, State.SIGNED, State.ISSUED)
    if paper.number:
        raise OutOfTurn(f"已经编号：{paper.number}", f"it has its number: {paper.number}")
    return replace(paper, number=act.facts["number"], series=act.facts.get("series"))


def _voided(paper: Paper, act: Done) -> Paper:
    _in(paper, State.DRAFT, State.RETURNED, State.IN_REVIEW, State.SIGNED, State.ISSUED)
    if paper.dispatched or paper.served:
        raise OutOfTurn("已经发出，不能作废", "it has gone out and cannot be voided")
    return replace(paper, state=State.VOIDED, void=act.facts["reason"])


def _dispatched(paper: Paper, act: Done) -> Paper:
    _in(paper, State.SIGNED, State.ISSUED)
    day = act.facts["day"]
    if paper.signed is not None and day < paper.signed:
        raise OutOfTurn(
            f"发出之日 {day} 早于成文之日 {paper.signed}", f"sent on {day}, before its day {paper.signed}"
        )
    if paper.dispatched is not None:
        raise OutOfTurn(f"已于 {paper.dispatched} 发出", f"it went out on {paper.dispatched}")
    return replace(paper, route=act.facts["route"], tracking=act.facts.get("tracking", ""), dispatched=day)


def _proved(paper: Paper, act: Done) -> Paper:
    if paper.dispatched is None:
        raise OutOfTurn("还没有发出，没有送达凭证", "it has not gone out: there is no proof yet")
    return replace(paper, proofs=(*paper.proofs, (act.facts["proof"], act.facts["scan"])))


def _served(paper: Paper, act: Done) -> Paper:
    day = act.facts["day"]
    if paper.dispatched is None:
        raise OutOfTurn("还没有发出，不能登记送达", "it has not gone out: it cannot have been served")
    if day < paper.dispatched:
        raise OutOfTurn(
            f"送达之日 {day} 早于发出之日 {paper.dispatched}", f"served on {day}, before it went out"
        )
    if paper.served is not None:
        raise OutOfTurn(f"已于 {paper.served} 送达", f"it was served on {paper.served}")
    return replace(paper, served=day)


def _handed_over(paper: Paper, act: Done) -> Paper:
    """What one seat had to do is for another: the draft, where it drafted it, and the unsigned steps that name it."""
    _in(paper, State.DRAFT, State.RETURNED, State.IN_REVIEW)
    seat, to = str(act.facts["from"]), str(act.facts["to"])
    steps = [
        step._replace(seat=to) if step.seat == seat and place in paper.left else step
        for place, step in enumerate(paper.steps)
    ]
    return replace(
        paper,
        steps=tuple(steps),
        drafter_seat=to if paper.drafter_seat == seat else paper.drafter_seat,
    )


def _signature(paper: Paper, act: Done) -> Signature:
    """Return the signature that *act* is, held against whose turn it is and who had a hand in the paper."""
    _in(paper, State.IN_REVIEW)
    said, place = act.facts, act.facts["step"]
    if place not in paper.turns:
        raise OutOfTurn("还没有轮到这一步，或者已经办过", "it is not this step's turn, or it is done")
    signer, recorder = said.get("signer", ""), ""
    if signer:
        recorder = act.person
        if said.get("scan") is None or said.get("signed_on") is None:
            raise OutOfTurn(
                "纸质签批应当有扫描件和签批日期", "a signature on paper needs its scan and its day"
            )
    made = Signature(
        place,
        act.kind,
        signer or act.person,
        said.get("signer_seat", "") if signer else act.seat,
        said.get("signed_on") or act.day,
        said.get("result", ""),
        said.get("ground", ""),
        said.get("remark", "") or said.get("opinion", ""),
        recorder,
        said.get("scan"),
        "" if signer else act.behalf,
        paper.steps[place].name,
    )
    _in_time(paper, made)
    duties_apart(_signers(paper, (*paper.signatures, made)))
    return made


def _in_time(paper: Paper, made: Signature) -> None:
    """Refuse a day before this version was written, or before a step that comes first was signed (先审查、后公开)."""
    if paper.written is not None and made.day < paper.written:
        raise OutOfTurn(
            f"签批日期 {made.day} 早于这一版起草之日 {paper.written}",
            f"it was signed on {made.day}, before this version was drafted ({paper.written})",
        )
    group = paper.steps[made.step].group
    before = max(
        (each.day for each in paper.signatures if paper.steps[each.step].group < group), default=None
    )
    if before is not None and made.day < before:
        raise OutOfTurn(
            f"签批日期 {made.day} 早于前一步签批之日 {before}",
            f"it was signed on {made.day}, before the step that comes first ({before})",
        )


def _signers(paper: Paper, signed: Sequence[Signature]) -> Iterator[Signer]:
    """Yield who had which part in this version, by the signatures *signed* of it."""
    for drafter in paper.drafters:
        yield Signer(drafter, Part.DRAFTER)
    for each in signed:
        yield Signer(each.person, _PARTS[paper.steps[each.step].what])
    for recorder in dict.fromkeys(each.recorder for each in signed if each.recorder):
        yield Signer(recorder, Part.RECORDER)


def _content(said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "content": said["content"],
        "commitment": said["commitment"],
        "gives": said["gives"],
        "outcome": said.get("outcome", ""),
    }


def _fallen(paper: Paper) -> tuple[tuple[int, Signature], ...]:
    return (*paper.before, *((paper.version, each) for each in paper.signatures))


def _in(paper: Paper, *states: State) -> None:
    if paper.state not in states:
        raise OutOfTurn(
            f"文书现在是“{STATES[paper.state]}”，不能这样办", f"the paper is {paper.state.value}: not now"
        )


_EFFECTS = {
    "drafted": _drafted,
    "redrafted": _redrafted,
    "submitted": _submitted,
    "step_signed": _step,
    "secrecy_reviewed": _step,
    "signed": _step,
    "returned": _returned,
    "issued": _issued,
    "numbered": _numbered,
    "voided": _voided,
    "dispatched": _dispatched,
    "proved": _proved,
    "served": _served,
    "handed_over": _handed_over,
}
