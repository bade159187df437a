"""Separation of duties, judged on the persons who signed, not on their seats: one person in two seats is one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from mingbai.errors import MingbaiError
from mingbai.text.words import Words

__all__ = ["APART", "NotApart", "Part", "Signer", "duties_apart", "faults"]


class Part(StrEnum):
    """What somebody did for a paper."""

    DRAFTER = "drafter"
    APPROVER = "approver"
    SECRECY_REVIEWER = "secrecy_reviewer"
    SIGNER = "signer"
    RECORDER = "recorder"


_WORDS = {
    Part.DRAFTER: Words("起草", "drafted"),
    Part.APPROVER: Words("审核", "approved"),
    Part.SECRECY_REVIEWER: Words("保密审查", "reviewed for secrecy"),
    Part.SIGNER: Words("签发", "signed"),
    Part.RECORDER: Words("登记纸质签批", "recorded the paper signature"),
}

APART = (
    (Part.DRAFTER, Part.APPROVER),
    (Part.DRAFTER, Part.SECRECY_REVIEWER),  # “先审查、后公开”: nobody reviews one's own draft
    (Part.DRAFTER, Part.SIGNER),
    (Part.APPROVER, Part.RECORDER),
    (Part.SECRECY_REVIEWER, Part.RECORDER),
    (Part.SIGNER, Part.RECORDER),
)
"""The parts that one person does not have both of, on one paper."""


class NotApart(MingbaiError):
    """One person had two parts that are kept apart."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A person, by username, and the part that was theirs; `step` tells steps of one part from each other.

    A recorder and the signature recorded bear the same `step`; other parts are of the paper as a whole.
    """

    person: str
    part: Part
    step: str = ""


def faults(signers: Iterable[Signer]) -> list[tuple[Signer, Signer]]:
    """Return each pair of signers who are one person in two parts that are kept apart."""
    return [
        (one, other)
        for one, other in combinations(signers, 2)
        if one.person == other.person and _apart(one, other)
    ]


def duties_apart(signers: Iterable[Signer]) -> None:
    """Raise `NotApart` when one person, in whatever seats, had two parts that are kept apart."""
    for one, other in faults(signers):
        first, second = _WORDS[one.part], _WORDS[other.part]
        raise NotApart(
            f"职责分离：同一个人不能既“{first.zh}”又“{second.zh}”，请换一个人办理",
            f"duties are kept apart: the person who {first.en} is not the one who {second.en}; let another person do it",
        )


def _apart(one: Signer, other: Signer) -> bool:
    pair = {one.part, other.part}
    if pair not in map(set, APART):
        return False
    return Part.RECORDER not in pair or one.step == other.step
