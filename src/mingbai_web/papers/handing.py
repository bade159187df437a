"""What a seat has in hand of papers: drafts, and the steps to come that name it; and how they pass to another seat."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from mingbai.text.words import Words
from mingbai_web.accounts.entering import NotAllowed
from mingbai_web.accounts.handing import Handing, InHand
from mingbai_web.accounts.handing import declare as declare_handing
from mingbai_web.accounts.permissions import permissions
from mingbai_web.accounts.seats import Seat
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.services import enter
from mingbai_web.ledger.subjects import Hand, Subject
from mingbai_web.look.templatetags.look import said
from mingbai_web.papers import about, flow
from mingbai_web.papers.entering import SUBJECT
from mingbai_web.papers.history import paper_of
from mingbai_web.papers.models import PaperRow
from mingbai_web.papers.paper import PERMITS, Done, State
from mingbai_web.papers.wording.kinds import kind

__all__ = ["declare"]


def declare() -> None:
    """Declare how papers that are not signed yet are handed over."""
    declare_handing(Handing(SUBJECT, _held, _move, _labels, _takes))


def _held(seat: UUID, day: date) -> list[InHand]:
    rows = list(PaperRow.objects.filter(seats__contains=str(seat)).order_by("subject"))
    named = about.named((row.about_kind, row.about) for row in rows)
    return [
        InHand(
            Subject(SUBJECT, row.subject), " ".join(filter(None, (_part(row, seat), named.get(row.about))))
        )
        for row in rows
    ]


def _part(row: PaperRow, seat: UUID) -> str:
    """Return what is for the seat to do: to draft, or the steps that name it."""
    paper = paper_of(ledger.entries(SUBJECT, row.subject))
    parts = [Words("起草", "draft")] if paper.drafter_seat == str(seat) else []
    if paper.state is State.IN_REVIEW:
        steps = (paper.steps[place] for place in paper.left)
        parts += [Words(step.name, step.name) for step in steps if step.seat == str(seat)]
    name = kind(row.kind).words
    zh, en = (part.zh for part in parts), (part.en for part in parts)
    return str(said(Words(f"{name.zh}（{'、'.join(zh)}）", f"{name.en} ({', '.join(en)})")))


def _labels(ids: Sequence[UUID]) -> dict[UUID, str]:
    rows = list(PaperRow.objects.filter(subject__in=list(ids)))
    named = about.named((row.about_kind, row.about) for row in rows)
    return {row.subject: f"{said(kind(row.kind).words)} {named.get(row.about, '')}".strip() for row in rows}


def _takes(paper: UUID, seat: UUID, to: Seat) -> None:
    found = paper_of(ledger.entries(SUBJECT, paper))
    wanted = [("起草", "draft it", "papers.draft")] if found.drafter_seat == str(seat) else []
    steps = (found.steps[place] for place in found.left)
    wanted += [(step.name, step.name, PERMITS[step.what]) for step in steps if step.seat == str(seat)]
    for zh, en, permission in wanted:
        if to.role not in permissions()[permission].roles:
            raise NotAllowed(
                f"“{to.name}”不能办“{zh}”：请为这件文书另选接收的岗位",
                f"the seat {to.name} may not do this ({en}): choose another seat for this paper",
            )


def _move(
    subject: Subject, *, seat: UUID, to: UUID, on: date, by: Viewer | Hand, now: datetime, today: date
) -> None:
    chain = ledger.entries(SUBJECT, subject.id)
    paper = paper_of(chain)
    if paper.body is None:
        return
    facts = {"from": seat, "to": to}
    hand = replace(by, body=str(paper.body)) if isinstance(by, Hand) else by.hand(paper.body)
    flow.after(paper, Done("handed_over", facts, hand.person, hand.seat, today))
    enter(
        subject=subject,
        kind="handed_over",
        facts=facts,
        happened=today,
        effective=today,
        by=hand,
        seen=chain[-1].digest,
        now=now,
    )
