"""Entering an act on a paper: who may, whether the flow allows it, and what a retry is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from mingbai.errors import MingbaiError
from mingbai.screening.personal import personal
from mingbai_web.accounts.permissions import may, require
from mingbai_web.accounts.seats import Seat
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger import failpoints
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.services import enter, held_newest
from mingbai_web.ledger.subjects import Subject
from mingbai_web.orgs import queries as orgs
from mingbai_web.papers import flow
from mingbai_web.papers.history import SUBJECT, paper_of
from mingbai_web.papers.letters import Letter
from mingbai_web.papers.paper import Done, OutOfTurn, Paper, Step
from mingbai_web.papers.wording.kinds import Wording

__all__ = [
    "SUBJECT",
    "BadRemark",
    "NoPaper",
    "Opened",
    "agrees",
    "gives",
    "issues",
    "lives",
    "opened",
    "plain",
    "retried",
    "seated",
    "takes",
]


class NoPaper(MingbaiError):
    """There is no such paper for this seat; the same is said of one that is another body's."""

    status = 404


class BadRemark(MingbaiError):
    """A remark that may not stand in an act, where nobody can erase it."""


@dataclass
class Opened:
    """A paper with its chain, to which acts are added: each is held against the flow before it is entered."""

    id: UUID
    paper: Paper
    head: str
    by: Viewer
    now: datetime
    key: str | None

    @property
    def today(self) -> date:
        """Return the day of the act at the office."""
        return timezone.localdate(self.now)

    def add(
        self,
        kind: str,
        facts: Mapping[str, object],
        *,
        happened: date | None = None,
        source: str = "screen",
        behalf: str = "",
    ) -> Entry:
        """Enter one act. Raises `OutOfTurn`, `NotApart`, `Overtaken`."""
        given = {name: fact for name, fact in facts.items() if fact not in (None, "", (), [])}
        day = happened or self.today
        hand = self.by.hand(self.body, source=source, on_behalf_of=behalf)
        act = Done(kind, given, hand.person, hand.seat, day, hand.on_behalf_of)
        self.paper = flow.after(self.paper, act)
        entry = enter(
            subject=Subject(SUBJECT, self.id),
            kind=kind,
            facts=given,
            happened=day,
            effective=day,
            by=hand,
            seen=self.head,
            now=self.now,
            key=self.key,
        )
        failpoints.reach("paper.entered")
        self.head, self.key = entry.digest, None
        return entry

    @property
    def body(self) -> UUID:
        """Return the body in whose name the paper is."""
        if self.paper.body is None:
            raise _no_paper()
        return self.paper.body


def opened(
    paper: UUID, *, by: Viewer, permission: str, seen: str, now: datetime, key: str | None = None
) -> Opened:
    """Return the paper for an act by *by*, decided on the head *seen*. Raises `Forbidden`, `NoPaper`, `Overtaken`."""
    require(by, permission)
    chain = ledger.entries(SUBJECT, paper)
    found = paper_of(chain)
    if found.body is None or not (found.body in by.reach or any(takes(s, by, found) for s in found.steps)):
        raise _no_paper()
    held_newest(chain, seen, key=key)
    return Opened(paper, found, seen, by, now, key)


def retried(key: str | None) -> UUID | None:
    """Return the paper whose act was entered with *key* before, None when there is none: a retry is answered as the first."""
    if key is None or (before := ledger.by_key(key)) is None:
        return None
    return before.subject_id


def takes(step: Step, by: Viewer, paper: Paper) -> bool:
    """Return whether *step* is for the seat of *by*, or for the one it stands in for."""
    if step.seat:
        return UUID(step.seat) in (by.seat, by.deputy_for)
    return step.role == by.role.value and _body(step, paper) in by.bodies


def seated(step: Step, seat: Seat, paper: Paper) -> bool:
    """Return whether *step* is for *seat*, whoever sits in it."""
    if step.seat:
        return UUID(step.seat) == seat.id
    return step.role == seat.role.value and _body(step, paper) in seat.bodies


def agrees(by: Viewer, wording: Wording) -> None:
    """Raise `Forbidden` where the law names who agrees to a letter of this kind, and that is not the seat of *by*."""
    if wording.agrees:
        require(by, wording.agrees)


def issues(by: Viewer, wording: Wording) -> bool:
    """Return whether the seat of *by* issues a letter of this kind with its signature alone."""
    return bool(wording.issued) and may(by, wording.issued) and may(by, wording.agrees or wording.issued)


def lives(made: Opened, day: date) -> None:
    """Raise `OutOfTurn` where the body in whose name the paper is had ended by *day*."""
    if made.body in orgs.ended(day):
        name = orgs.name_on(orgs.successor(made.body, day) or made.body, day)
        raise OutOfTurn(
            f"发文机关在 {day} 已经终止：请以“{name}”的名义重新起草",
            f"the body that writes is no more on {day}: draft it anew in the name of {name}",
        )


def gives(letter: Letter) -> str:
    """Return whether *letter* gives all, a part or nothing of what is held: by that a review for secrecy is judged."""
    if letter.kind == "third_party_told":
        return "all"
    outcome = letter.outcome
    if outcome is None or not outcome.gives:
        return "none"
    return "part" if outcome.partial else "all"


def plain(text: str) -> str:
    """Return a remark as it goes into an act. Raises `BadRemark` for one too long or with an identity or telephone number."""
    said = " ".join(text.split())
    if len(said) > 1000:
        raise BadRemark("意见不超过1000字", "a remark has at most 1000 characters")
    if next(personal(said), None) is not None:
        raise BadRemark(
            "意见会永久保留：请不要写证件号码、手机号码", "remarks stay for good: leave out personal numbers"
        )
    return said


def _body(step: Step, paper: Paper) -> UUID | None:
    return UUID(step.body) if step.body else paper.body


def _no_paper() -> NoPaper:
    return NoPaper("没有这件文书", "there is no such paper")
