"""Separation of duties, judged on the persons who signed, not on their seats: one person in two seats is one person."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, combinations_with_replacement

from mingbai.errors import MingbaiError
from mingbai.text.words import Words

__all__ = ["APART", "SIGNING", "NotApart", "Part", "Signer", "duties_apart", "faults"]


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

SIGNING = (Part.APPROVER, Part.SECRECY_REVIEWER, Part.SIGNER)
APART = (
    *((Part.DRAFTER, part) for part in SIGNING),  # “先审查、后公开”: nobody reviews one's own draft
    *combinations_with_replacement(SIGNING, 2),  # nor signs two steps, in whatever seats
    *((part, Part.RECORDER) for part in SIGNING),  # a signature is not recorded by who could have made it
    (Part.DRAFTER, Part.RECORDER),
)
"""The parts that one person does not have both of, on one version of a paper: each drafts it, signs one step, or records."""


class NotApart(MingbaiError):
    """One person had two parts that are kept apart."""


@dataclass(frozen=True, slots=True)
class Signer:
    """A person, by username, and a part that was theirs; who signed two steps is there twice."""

    person: str
    part: Part


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
        if one.part is other.part:
            raise NotApart(
                f"职责分离：同一个人不能在一件文书上“{first.zh}”两次，请换一个人办理",
                "duties are kept apart: nobody signs two steps of one paper; let another person do it",
            )
        raise NotApart(
            f"职责分离：同一个人不能既“{first.zh}”又“{second.zh}”，请换一个人办理",
            f"duties are kept apart: the person who {first.en} is not the one who {second.en}; let another person do it",
        )


def _apart(one: Signer, other: Signer) -> bool:
    return (one.part, other.part) in APART or (other.part, one.part) in APART
