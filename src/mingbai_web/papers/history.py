"""From chains of acts to papers, turns, approval chains and series: the projections of this app."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from mingbai_web.duties.models import Duty
from mingbai_web.ledger import projections
from mingbai_web.ledger.chain import canonical
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.projections import Projected, Projection
from mingbai_web.papers.flow import fold
from mingbai_web.papers.models import Chain, PaperRow, Series, Turn
from mingbai_web.papers.paper import Done, Paper, State
from mingbai_web.papers.wording.kinds import kind

__all__ = ["SUBJECT", "declare", "done", "paper_of"]

SUBJECT = "paper"


def declare() -> None:
    """Declare the projections of this app."""
    projections.declare(Projection("paper", "papers.paper", (PaperRow, Turn, Duty), _paper))
    projections.declare(Projection("chain", "papers.chain", (Chain,), _chain))
    projections.declare(Projection("series", "papers.series", (Series,), _series))


def done(entry: Entry) -> Done:
    """Return the act that an entry is."""
    return Done(entry.kind, entry.read(), entry.person, entry.seat, entry.happened, entry.on_behalf_of)


def paper_of(entries: Sequence[Entry]) -> Paper:
    """Return the paper that a chain of entries makes."""
    return fold(map(done, entries))


def _paper(subject: UUID, entries: Sequence[Entry]) -> Iterator[Projected]:
    paper = paper_of(entries)
    if paper.about is None or paper.body is None or paper.drafted is None:
        return
    # Who takes over finds it waiting since it waited for the seat before.
    since = next(each.happened for each in reversed(entries) if each.kind != "handed_over")
    yield PaperRow(
        about_kind=paper.about_kind,
        about=paper.about,
        kind=paper.kind,
        body=paper.body,
        state=paper.state.value,
        version=paper.version,
        outcome=paper.outcome,
        drafter_seat=paper.drafter_seat,
        seats=" ".join(_with(paper)),
        drafted_on=paper.drafted,
        number=paper.number,
        signed_on=paper.signed,
        route=paper.route,
        dispatched_on=paper.dispatched,
        served_on=paper.served,
    )
    for place in paper.turns:
        step = paper.steps[place]
        yield Turn(
            step=place,
            name=step.name,
            what=step.what,
            role=step.role,
            seat=UUID(step.seat) if step.seat else None,
            body=UUID(step.body) if step.body else paper.body,
            since=since,
        )
    yield from _duties(subject, paper, since)


def _with(paper: Paper) -> list[str]:
    """Return the seats with which an open paper is: the one that drafted it, those that its unsigned steps name."""
    if not paper.open:
        return []
    steps = (paper.steps[place].seat for place in paper.left if paper.state is State.IN_REVIEW)
    return [seat for seat in dict.fromkeys((paper.drafter_seat, *steps)) if seat]


def _duties(subject: UUID, paper: Paper, since: date) -> Iterator[Duty]:
    """Yield whose turn it is: the seat a step names, else nobody's in particular; a returned paper is its drafter's.

    What it falls due with is for the owner of what it is about to say: a paper knows no deadline.
    """
    title, own = kind(paper.kind).words.zh, paper.body
    if own is None:
        return
    if paper.state is State.RETURNED:
        yield _duty(subject, "paper.returned", title, UUID(paper.drafter_seat), since, own)
    for place in paper.turns:
        step = paper.steps[place]
        seat = UUID(step.seat) if step.seat else None
        body = UUID(step.body) if step.body else own
        yield _duty(subject, "paper.to_sign", f"{title} {step.name}", seat, since, body)


def _duty(subject: UUID, key: str, title: str, seat: UUID | None, since: date, body: UUID) -> Duty:
    return Duty(about_kind=SUBJECT, about=subject, kind=key, title=title, body=body, seat=seat, since=since)


def _chain(subject: UUID, entries: Sequence[Entry]) -> Iterator[Projected]:
    for entry in entries:
        said = entry.read()
        yield Chain(
            body=said["body"],
            paper=said.get("paper", ""),
            since=entry.effective,
            until=said.get("until"),
            document=said.get("document", ""),
            outcomes=" ".join(said.get("outcomes", ())),
            steps=canonical({"steps": said["steps"]}),
            ordinal=entry.ordinal,
        )


def _series(subject: UUID, entries: Sequence[Entry]) -> Iterator[Projected]:
    said = entries[0].read()
    taken = [entry.read().get("ordinal") or 0 for entry in entries if entry.kind == "taken"]
    yield Series(
        body=said["body"],
        series=said["series"],
        year=said["year"],
        mark=said["mark"],
        counted=said["counted"],
        last=max(taken, default=said.get("first", 1) - 1),
        voids=sum(entry.kind == "number_voided" for entry in entries),
    )
