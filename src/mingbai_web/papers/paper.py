"""A paper as values: where it may stand, the steps of its chain, what was signed at them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from mingbai.errors import MingbaiError

__all__ = [
    "OPEN",
    "PERMITS",
    "STATES",
    "Done",
    "OutOfTurn",
    "Paper",
    "Signature",
    "State",
    "Step",
    "route",
    "steps_of",
]


class OutOfTurn(MingbaiError):
    """A step that the paper does not allow where it stands."""


class State(StrEnum):
    """Where a paper stands."""

    NONE = "none"
    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    SIGNED = "signed"  # approved by its chain
    ISSUED = "issued"  # by one seat, a paper that decides nothing
    VOIDED = "voided"


OPEN = (State.DRAFT, State.RETURNED, State.IN_REVIEW)
"""Where a paper is still to be signed."""
PERMITS = {"approve": "papers.approve", "secrecy": "papers.secrecy", "sign": "papers.sign"}
"""What who takes a step has to be permitted."""


class Step(NamedTuple):
    """A step of a chain: `what` is approve, secrecy or sign; whose it is by role or by seat, in `body` where that is another."""

    name: str
    what: str
    role: str = ""
    seat: str = ""
    group: int = 1
    body: str = ""

    def said(self) -> dict[str, str]:
        """Return the step as an act says it."""
        return {**self._asdict(), "group": str(self.group)}


class Signature(NamedTuple):
    """What was signed at a step, by whom; `recorder` is who recorded a signature made on paper, else empty."""

    step: int
    kind: str
    person: str
    seat: str
    day: date
    result: str = ""
    ground: str = ""
    remark: str = ""
    recorder: str = ""
    scan: UUID | None = None
    behalf: str = ""
    name: str = ""  # of its step, which a new version may not have any more


class Done(NamedTuple):
    """An act on the paper: what, who entered it, and when."""

    kind: str
    facts: Mapping[str, Any]
    person: str
    seat: str
    day: date
    behalf: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as its acts leave it. `signatures` are those of the current version; `before` those that fell or were returned."""

    state: State = State.NONE
    version: int = 0
    kind: str = ""
    body: UUID | None = None
    about_kind: str = ""
    about: UUID | None = None
    party: UUID | None = None
    content: UUID | None = None
    commitment: str = ""
    gives: str = "none"
    outcome: str = ""
    drafters: tuple[str, ...] = ()
    drafter_seat: str = ""
    drafted: date | None = None
    written: date | None = None  # the day of this version
    chain: UUID | None = None
    delegation: str = ""
    steps: tuple[Step, ...] = ()
    signatures: tuple[Signature, ...] = ()
    before: tuple[tuple[int, Signature], ...] = ()
    signed: date | None = None
    number: str = ""
    series: UUID | None = None
    void: str = ""
    route: str = ""
    tracking: str = ""
    dispatched: date | None = None
    served: date | None = None
    proofs: tuple[tuple[str, UUID], ...] = ()

    @property
    def turns(self) -> tuple[int, ...]:
        """Return the places of the steps whose turn it is: the unsigned ones of the first group that is not whole."""
        if self.state is not State.IN_REVIEW:
            return ()
        first = min((self.steps[place].group for place in self.left), default=0)
        return tuple(place for place in self.left if self.steps[place].group == first)

    @property
    def review(self) -> Signature | None:
        """Return the review for secrecy of the current version."""
        return next((each for each in self.signatures if each.kind == "secrecy_reviewed"), None)

    @property
    def open(self) -> bool:
        """Return whether it is still to be signed."""
        return self.state in OPEN

    @property
    def left(self) -> tuple[int, ...]:
        """Return the places of the steps that nobody signed in this version, those to come too."""
        signed = {each.step for each in self.signatures}
        return tuple(place for place in range(len(self.steps)) if place not in signed)

    @property
    def final(self) -> bool:
        """Return whether it is signed or issued."""
        return self.state in (State.SIGNED, State.ISSUED)


STATES = {
    State.NONE: "未起草",
    State.DRAFT: "草稿",
    State.IN_REVIEW: "审批中",
    State.RETURNED: "已退回",
    State.SIGNED: "已签发",
    State.ISSUED: "已制发",
    State.VOIDED: "已作废",
}


def route(steps: Sequence[Step]) -> str:
    """Return the way through *steps* in a line: ＋ between those taken side by side, → before the next."""
    told = ""
    for at, step in enumerate(steps):
        told += step.name if at == 0 else (" ＋ " if step.group == steps[at - 1].group else " → ") + step.name
    return told


def steps_of(said: Iterable[Mapping[str, str]]) -> tuple[Step, ...]:
    """Return the steps that an act says. Raises `OutOfTurn` for a chain that has no review or does not end in one signing."""
    steps = tuple(Step(**{**each, "group": int(each.get("group") or 1)}) for each in said)  # type: ignore[arg-type]
    if any(step.what not in ("approve", "secrecy", "sign") for step in steps):
        raise OutOfTurn("步骤只能是审核、保密审查、签发", "a step is approve, secrecy or sign")
    if not any(step.what == "secrecy" for step in steps):
        raise OutOfTurn(
            "审批流程没有保密审查（条例第十七条）：请加上",
            "the chain has no review for secrecy (Regulation, art. 17): add one",
        )
    last = max((step.group for step in steps), default=0)
    if [step.what for step in steps].count("sign") != 1 or [s.what for s in steps if s.group == last] != [
        "sign"
    ]:
        raise OutOfTurn("签发应当只有一步，并且是最后一步", "signing is one step, and the last")
    if any(not step.role and not step.seat for step in steps):
        raise OutOfTurn("每一步都应当写明岗位", "every step names a seat or a role")
    return steps
