"""What may be asked of papers: one with its chain and letter, those about something, whose turn it is, chains of a day."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from mingbai.text.words import Words
from mingbai_web.accounts.permissions import may, permissions, require
from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.services import overtaken
from mingbai_web.ledger.subjects import Subject
from mingbai_web.papers import about as owners
from mingbai_web.papers.about import About
from mingbai_web.papers.entering import SUBJECT, NoPaper, issues, takes
from mingbai_web.papers.flow import other_part
from mingbai_web.papers.history import paper_of
from mingbai_web.papers.keeping import kept
from mingbai_web.papers.letters import Letter, with_enclosures
from mingbai_web.papers.models import Chain, PaperRow, Turn
from mingbai_web.papers.paper import OPEN, PERMITS, OutOfTurn, Paper, Signature, State, Step, steps_of
from mingbai_web.papers.wording.kinds import kind, kinds
from mingbai_web.papers.wording.pages import stands
from mingbai_web.rules.queries import settings

__all__ = [
    "ChainOn",
    "Line",
    "PaperSheet",
    "about",
    "chain_on",
    "delegations",
    "latest",
    "posted",
    "posting_days",
    "sheet",
    "to_send",
    "to_sign",
]

A_PAGE = 20
_POSTINGS = 3


@dataclass(frozen=True, slots=True)
class ChainOn:
    """An approval chain as it holds on a day; `document` is the number of a standing delegation."""

    id: UUID
    paper: str
    steps: tuple[Step, ...]
    since: date
    document: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One paper in a list."""

    id: UUID
    kind: str
    state: str
    number: str
    outcome: str
    drafted_on: date
    signed_on: date | None
    dispatched_on: date | None
    served_on: date | None
    waiting: tuple[str, ...] = ()
    since: date | None = None  # the day from which it waits for the seat that asks
    about: About | None = None
    body: UUID | None = None

    @property
    def words(self) -> Words:
        """Return what the paper is called."""
        return kind(self.kind).words

    @property
    def open(self) -> bool:
        """Return whether it is still to be signed."""
        return State(self.state) in OPEN

    @property
    def said(self) -> Words:
        """Return where it stands."""
        return stands(State(self.state), self.dispatched_on, self.served_on)


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """One paper as its page shows it: `mine` are the steps whose turn it is and which are for this seat."""

    id: UUID
    head: str
    paper: Paper
    letter: Letter
    mine: tuple[int, ...]
    about: About | None = None

    def held_newest(self, seen: str) -> None:
        """Raise `Overtaken`, which says what was done meanwhile, where *seen* is not the newest head."""
        if seen != self.head:
            raise overtaken(ledger.entries(SUBJECT, self.id), seen)

    def signed_at(self, step: int) -> Signature | None:
        """Return the signature at a step of the current version."""
        return next((each for each in self.paper.signatures if each.step == step), None)


def sheet(paper: UUID, viewer: Viewer) -> PaperSheet:
    """Return a paper with its letter as it stands. Raises `Forbidden`, `NoPaper`, `KeyGone` where its party was erased."""
    require(viewer, "papers.see")
    chain = ledger.entries(SUBJECT, paper)
    found = paper_of(chain)
    if found.content is None or not _seen(found, viewer):
        raise NoPaper("没有这件文书", "there is no such paper")
    letter = kept(found.content, found.commitment)
    if found.signed is not None:
        letter = letter.on(found.signed, settings=settings(), number=found.number)
    mine = tuple(place for place in found.turns if takes(found.steps[place], viewer, found))
    about = owners.told([(found.about_kind, found.about)], viewer).get(found.about) if found.about else None
    return PaperSheet(paper, chain[-1].digest, found, letter, mine, about)


def sees(paper: UUID, viewer: Viewer) -> bool:
    """Return whether the viewer may see the paper, and so what is kept of it."""
    return viewer.may("papers.see") and _seen(paper_of(ledger.entries(SUBJECT, paper)), viewer)


def about(subject: Subject, viewer: Viewer) -> tuple[Line, ...]:
    """Return the papers about *subject* of the viewer's bodies, the latest first, each with the steps it waits for."""
    require(viewer, "papers.see")
    rows = PaperRow.objects.filter(about_kind=subject.kind, about=subject.id, body__in=viewer.reach)
    found = list(rows.order_by("-subject"))
    return tuple(_line(row, names) for row, names in zip(found, _waiting(found), strict=True))


def to_sign(viewer: Viewer) -> tuple[Line, ...]:
    """Return the papers that wait for the viewer's seat, or for the one it stands in for; the longest waiting first.

    Those alone that the service would let this person sign: who drafted a paper, or signed another step of it, does not.
    As many statements for many papers as for one.
    """
    if not any(may(viewer, key) for key in ("papers.approve", "papers.secrecy", "papers.sign")):
        return ()
    seats = [seat for seat in (viewer.seat, viewer.deputy_for) if seat is not None]
    wanted = Q(seat__in=seats) | Q(seat=None, role=viewer.role.value, body__in=viewer.bodies)
    turns = list(Turn.objects.filter(wanted).order_by("since", "subject"))
    rows = {row.subject: row for row in PaperRow.objects.filter(subject__in={t.subject for t in turns})}
    turns = list(_signable(turns, rows, viewer))
    rows = {turn.subject: rows[turn.subject] for turn in turns}
    drafts = list(_to_issue(viewer).order_by("drafted_on", "subject"))
    told = _about([*rows.values(), *drafts], viewer)
    found = [
        replace(_line(row, (turn.name,)), since=turn.since, about=told.get(row.about))
        for turn in turns
        for row in (rows[turn.subject],)
    ]
    found += [
        replace(_line(row, ("签发",)), since=row.drafted_on, about=told.get(row.about)) for row in drafts
    ]
    return tuple(sorted(found, key=lambda each: (each.since or each.drafted_on, each.id)))


def _to_issue(viewer: Viewer) -> QuerySet[PaperRow]:
    """Return the drafts that go out with one signature, and that this seat gives: no chain says whose turn they are."""
    mine = [key for key, each in kinds().items() if each.issued == PERMITS["sign"] and issues(viewer, each)]
    return PaperRow.objects.filter(kind__in=mine, state=State.DRAFT.value, body__in=viewer.bodies)


def _signable(turns: Sequence[Turn], rows: Mapping[UUID, PaperRow], viewer: Viewer) -> Iterator[Turn]:
    """Yield those of *turns* that the service would let this person take: by seat, by what the law says, by other parts.

    A paper is read only where the person had a hand in it.
    """
    own = ledger.touched(SUBJECT, rows, viewer.person) if turns else set()
    papers = {id: paper_of(chain) for id, chain in ledger.chains(SUBJECT, among=own)} if own else {}
    for turn in turns:
        row = rows[turn.subject]
        agrees = kind(row.kind).agrees if turn.what == "sign" else ""
        if not may(viewer, PERMITS[turn.what]) or (agrees and not may(viewer, agrees)):
            continue
        if row.body in viewer.inherited:  # which signs nothing any more
            continue
        paper = papers.get(turn.subject)
        if paper is None or other_part(paper, viewer.person, turn.step) is None:
            yield turn


def to_send(viewer: Viewer, *, most: int = A_PAGE) -> tuple[tuple[Line, ...], int]:
    """Return the signed papers that are to be sent, the longest waiting first, *most* of them, and how many there are.

    A receipt is handed over when it is made, and waits for nobody.
    """
    if not may(viewer, "papers.dispatch"):
        return (), 0
    final = [State.SIGNED.value, State.ISSUED.value]
    rows = PaperRow.objects.filter(state__in=final, dispatched_on=None, body__in=viewer.reach)
    rows = rows.exclude(kind="receipt").order_by("signed_on", "subject")
    found = list(rows[: most + 1])
    count = rows.count() if len(found) > most else len(found)
    told = _about(found[:most], viewer)
    return tuple(replace(_line(row, ()), about=told.get(row.about)) for row in found[:most]), count


def latest(viewer: Viewer, *, text: str = "", page: str | int = 1, a_page: int = A_PAGE) -> "Page[Line]":
    """Return a page of the papers of the viewer's bodies, the latest first; with *text* those in which it stands.

    It stands in a paper's number, in what its kind is called, or in what it is about. Counsel is shown those alone that
    ask for a signature.
    """
    require(viewer, "papers.see")
    if viewer.role is Role.COUNSEL:
        return Paginator(to_sign(viewer), a_page).get_page(page)
    rows = PaperRow.objects.filter(body__in=viewer.reach).order_by("-subject")
    if text:
        said = [key for key, each in kinds().items() if text in each.words.zh or text in each.words.en]
        rows = rows.filter(Q(number__contains=text) | Q(kind__in=said) | owners.found(text, viewer))
    asked = Paginator(rows, a_page).get_page(page)
    found = list(asked.object_list)
    told = _about(found, viewer)
    lines = [
        replace(_line(row, names), about=told.get(row.about))
        for row, names in zip(found, _waiting(found), strict=True)
    ]
    return Page(lines, asked.number, cast("Paginator[Line]", asked.paginator))


def posted(body: UUID, day: date, viewer: Viewer) -> tuple[dict[str, str], ...]:
    """Return the lines of the list with which a body's letters of the day are handed in at the post office."""
    require(viewer, "papers.dispatch")
    if body not in viewer.reach:
        raise NoPaper("没有这个机关的文书", "there are no papers of that body")
    rows = PaperRow.objects.filter(body=body, route="post", dispatched_on=day).order_by("subject")
    lines = []
    for id in rows.values_list("subject", flat=True):
        found = paper_of(ledger.entries(SUBJECT, id))
        if found.content is None:
            continue
        letter = kept(found.content, found.commitment)
        lines.append(
            {
                "number": found.number,
                "paper": with_enclosures(letter),
                "recipient": letter.addressee,
                "address": letter.facts.get("address", ""),
                "tracking": found.tracking,
            }
        )
    return tuple(lines)


def posting_days(viewer: Viewer) -> list[tuple[UUID, date, int]]:
    """Return the last days on which letters were posted, each with its body and how many: for who hands them in."""
    if not may(viewer, "papers.dispatch"):
        return []
    rows = PaperRow.objects.filter(body__in=viewer.reach, route="post").values_list("body", "dispatched_on")
    return list(rows.annotate(letters=Count("subject")).order_by("-dispatched_on", "body")[:_POSTINGS])


def chain_on(body: UUID, paper: str, day: date) -> ChainOn:
    """Return the chain of the body for papers of a kind on a day, else the one for all kinds. Raises `OutOfTurn`.

    Where the law names who agrees to such a letter, that seat signs it, whoever signs in the chain.
    """
    rows = _in_force(body, day).filter(paper__in=(paper, ""), document="")
    found = rows.order_by("-paper", "-since", "-ordinal").first()
    if found is None:
        raise OutOfTurn(
            "还没有设定审批流程：请系统管理员在“设置”的“审批流程”中设定",
            "there is no approval chain: the system administrator sets one in the settings",
        )
    return _agreed(_chain(found), kind(paper).agrees)


def delegations(body: UUID, paper: str, outcome: str, day: date) -> tuple[ChainOn, ...]:
    """Return the standing delegations that cover a paper with *outcome* on a day."""
    rows = _in_force(body, day).filter(paper__in=(paper, "")).exclude(document="")
    latest: dict[UUID, Chain] = {}
    for row in rows.order_by("since", "ordinal"):
        latest[row.subject] = row
    return tuple(_chain(row) for row in latest.values() if outcome and outcome in row.outcomes.split())


def _seen(paper: Paper, viewer: Viewer) -> bool:
    """A paper is seen in its body, by counsel and by another body's seat only where a step of it is theirs."""
    if paper.body in viewer.reach and viewer.role is not Role.COUNSEL:
        return True
    return any(takes(step, viewer, paper) for step in paper.steps)


def _in_force(body: UUID, day: date):  # type: ignore[no-untyped-def]  # a queryset
    return Chain.objects.filter(Q(until=None) | Q(until__gte=day), body=body, since__lte=day)


def _chain(row: Chain) -> ChainOn:
    return ChainOn(row.subject, row.paper, steps_of(json.loads(row.steps)["steps"]), row.since, row.document)


def _agreed(chain: ChainOn, agrees: str) -> ChainOn:
    """Return *chain* with what is signed in it signed by who has the permission that *agrees* names (条例第三十三条第二款)."""
    if not agrees:
        return chain
    roles = sorted(permissions()[agrees].roles)
    steps = tuple(
        step if step.what != "sign" or step.role in roles else step._replace(role=roles[0], seat="", body="")
        for step in chain.steps
    )
    return replace(chain, steps=steps)


def _about(rows: Iterable[PaperRow], viewer: Viewer) -> dict[UUID, About]:
    return owners.told([(row.about_kind, row.about) for row in rows], viewer)


def _waiting(rows: Sequence[PaperRow]) -> list[list[str]]:
    names: dict[UUID, list[str]] = {}
    turns = Turn.objects.filter(subject__in=[row.subject for row in rows]).order_by("step")
    for id, name in turns.values_list("subject", "name"):
        names.setdefault(id, []).append(name)
    return [names.get(row.subject, []) for row in rows]


def _line(row: PaperRow, waiting: Sequence[str]) -> Line:
    return Line(
        row.subject,
        row.kind,
        row.state,
        row.number,
        row.outcome,
        row.drafted_on,
        row.signed_on,
        row.dispatched_on,
        row.served_on,
        tuple(waiting),
        body=row.body,
    )
