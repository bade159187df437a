"""A chain of the ledger as a case of the core, and what else the chain says of an application."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from mingbai.deadlines import Limit, falls_due
from mingbai.errors import NotInForce
from mingbai.lifecycle import Act, Case, Kind, Settings, Standing, State, acts
from mingbai_web.ledger.models import Entry
from mingbai_web.papers.wording.kinds import Wording, kinds

__all__ = [
    "COURT",
    "SUBJECT",
    "Arrival",
    "Extension",
    "Facts",
    "Taken",
    "acts_of",
    "brings",
    "case_of",
    "facts_of",
    "sent_with",
    "stood",
]

SUBJECT = "application"
_STEPS = {kind.value for kind in Kind}


_BRINGS = {
    "amendment": {Kind.AMENDED},
    "reasons": {Kind.REASONS_GIVEN},
    "view": {Kind.THIRD_PARTY_VIEW, Kind.JOINT_MAKER_VIEW, Kind.ORGAN_ANSWERED},
    "receipt": {Kind.SERVED},
    "payment": {Kind.FEE_PAID},
    "withdrawal": {Kind.WITHDRAWN},
    "judgment": {Kind.REDO_ORDERED},
}


COURT = {
    "reconsideration": "reconsideration_answer",
    "reconsideration_simplified": "simplified_answer",
    "suit": "suit_answer",
}
"""What a court or a reconsideration organ sends and is to be answered, by which limit of the law from the day it came."""


def brings(what: str) -> frozenset[Kind]:
    """Return the steps of which one is entered for an item that joined as *what*; none where a note will do."""
    return frozenset(_BRINGS.get(what, ()))


@dataclass(frozen=True, slots=True)
class Arrival:
    """An item that joined the application: its number, as what, and the day on which it came."""

    item: UUID
    number: str
    what: str
    arrived: date

    def answer_by(self, settings: Settings) -> Limit | None:
        """Return by when a court or reconsideration organ is to be answered, None where the law names no day for it here."""
        try:
            return falls_due(COURT[self.what], self.arrived, law=settings.law, calendar=settings.calendar)
        except (KeyError, NotInForce):
            return None


class Extension(NamedTuple):
    """An extension to which the head of the working body agreed before its notice was written."""

    on: date
    days: int


class Taken(NamedTuple):
    """That another body took the application over on a day, known since a day; `reports` counts it from then on."""

    on: date
    recorded: date
    body: UUID
    reports: UUID


@dataclass(frozen=True, slots=True)
class Facts:
    """What the acts that the law does not know say of an application, as it stands after the last of them."""

    number: str
    body: UUID
    origin: UUID  # the body that registered it, among whose numbers its number is
    party: UUID
    applicant: str
    matter: str
    channel: str
    arrived_at: datetime
    registered_on: date
    wants: str = ""
    form: str = ""
    route: str = ""
    item: UUID | None = None
    public_number: str = ""
    code: str = ""
    unit: UUID | None = None
    seat: UUID | None = None
    joint: int = 0
    others: tuple[UUID, ...] = ()  # the parties of the joint applicants
    agent: bool = False
    oral: bool = False
    unreachable: bool = False
    searched: bool = False
    paper: UUID | None = None
    receipt: UUID | None = None
    sent: tuple[tuple[str, date, UUID], ...] = ()  # letters to the applicant: the step, its day, the paper
    untold: Extension | None = None  # an extension that its notice does not tell the applicant of yet
    pressed: int = 0
    presses: tuple[tuple[date, date | None], ...] = ()  # pressed on, to reply by: those not answered yet
    taken: tuple[Taken, ...] = ()
    tasks: tuple[tuple[UUID, date, date], ...] = ()  # unit, sent on, due: those that have not come back
    items: tuple[UUID, ...] = ()  # all that came in for it: the letter that it was, and what joined it
    arrivals: tuple[Arrival, ...] = ()  # what joined it and was not dealt with yet


def acts_of(entries: Iterable[Entry]) -> tuple[Act, ...]:
    """Return the steps among *entries* as the core's acts; what was recorded when counts by the day at the office."""
    return tuple(_act(entry) for entry in entries if entry.kind in _STEPS)


def case_of(entries: Iterable[Entry], settings: Settings) -> Case:
    """Return the case that *entries* make under *settings*."""
    return Case.of(acts_of(entries), settings)


def stood(case: Case, effective: date | None, known: date | None) -> tuple[Standing, date | None]:
    """Return how *case* stood as of *effective* by what was recorded up to *known*; and since when it is on record, where that was later.

    What an earlier register had was there before it was taken in: it stood as that register says, open until the day on
    which it ended. What happened to it before is not on record.
    """
    now = case.as_of(effective, known=known)
    first = case.acts[0] if case.acts else None
    if effective is None or first is None or first.kind not in (Kind.OPENING_BALANCE, Kind.IMPORTED):
        return now, None
    received, ended = first.day("received"), first.day("ended")
    there = received is not None and received <= effective < first.effective
    if not there or (known is not None and known < first.recorded):
        return now, None
    now = case.as_of(first.effective, known=known)
    if ended is not None and effective < ended:
        now = now._replace(state=State.OPEN, outcome=None, decided=None, answered=None, closed=None)
    return now, first.effective


def facts_of(entries: Sequence[Entry]) -> Facts:
    """Return what *entries*, the chain of an application, say besides its steps."""
    first = entries[0]
    said = first.read()
    facts = Facts(
        number=said["number"],
        body=said["body"],
        origin=said["body"],
        party=said["party"],
        applicant=said["applicant"],
        matter=said["matter"],
        channel=said["channel"],
        arrived_at=said["arrived_at"],
        registered_on=day_of(first.recorded_at),
        wants=said.get("wants", ""),
        form=said.get("form", ""),
        route=said.get("route", ""),
        item=said.get("item"),
        public_number=said.get("public_number", ""),
        code=said.get("code", ""),
        joint=said.get("joint", 0),
        others=tuple(map(UUID, said.get("joint_parties", ()))),
        agent=said.get("agent", False),
        oral=said.get("oral", False),
        unreachable=said.get("unreachable", False),
        items=(said["item"],) if said.get("item") else (),
    )
    decided = False
    for entry in entries[1:]:
        decided = entry.kind == "decided" or (decided and entry.kind != "redo_ordered")
        if entry.kind in sent_with() and (paper := entry.read().get("paper")) is not None:
            facts = replace(facts, sent=(*facts.sent, (entry.kind, entry.effective, paper)))
        if facts.arrivals:
            facts = replace(facts, arrivals=tuple(each for each in facts.arrivals if not _deals(entry, each)))
        match entry.kind:
            case "assigned":
                told = entry.read()
                facts = replace(facts, unit=told.get("unit"), seat=told.get("seat"))
            case "taken_over":
                told = entry.read()
                if "body" not in told:  # an organ that works elsewhere: the application stays on record here
                    continue
                taken = Taken(
                    entry.effective,
                    day_of(entry.recorded_at),
                    told["body"],
                    told.get("reports", told["body"]),
                )
                facts = replace(
                    facts,
                    body=taken.body,
                    unit=told.get("unit"),
                    seat=told.get("seat"),
                    # What was not signed yet is drafted anew, in the name of the body that answers.
                    paper=facts.paper if decided else None,
                    taken=(*facts.taken, taken),
                )
            case "searched":
                facts = replace(facts, searched=True)
            case "redo_ordered":  # what is answered again is searched for again, and drafted anew
                facts = replace(facts, searched=False, paper=None)
            case "letter_drafted":
                told = entry.read()
                if told["letter"] == "reply":
                    facts = replace(facts, paper=told["paper"])
                elif told["letter"] == "receipt":  # issued with it
                    facts = replace(facts, receipt=told["paper"])
            case "extended":
                told = entry.read()
                untold = None if "paper" in told else Extension(entry.effective, told["days"])
                facts = replace(facts, untold=untold)
            case "extension_told":
                if facts.untold is not None:
                    sent = ("extended", facts.untold.on, entry.read()["paper"])
                    facts = replace(facts, untold=None, sent=(*facts.sent, sent))
            case "task_sent":
                told = entry.read()
                out = (told["unit"], entry.effective, told["due"])
                facts = replace(facts, tasks=(*facts.tasks, out))
            case "task_returned":
                back = entry.read()["unit"]
                facts = replace(facts, tasks=tuple(each for each in facts.tasks if each[0] != back))
            case "pressed":
                pressed = (entry.effective, entry.read().get("reply_by"))
                facts = replace(facts, pressed=facts.pressed + 1, presses=(*facts.presses, pressed))
            case "press_answered":
                facts = replace(facts, presses=())
            case "item_joined":
                told = entry.read()
                came = Arrival(told["item"], told["number"], told["what"], told["arrived"])
                facts = replace(facts, items=(*facts.items, came.item), arrivals=(*facts.arrivals, came))
            case _:
                pass
    return facts


@cache
def sent_with() -> Mapping[str, Wording]:
    """Return the steps with which a letter goes to the applicant, and which letter; a reply goes when it is dispatched."""
    found = {each.act: each for each in kinds().values() if each.applicant}
    return {
        Kind.DISPATCHED.value: found.pop("decided"),
        **{k: v for k, v in found.items() if k != "confirmed"},
    }


def day_of(instant: datetime) -> date:
    """Return the day of *instant* at the office."""
    return instant.astimezone(timezone.get_default_timezone()).date()


def _deals(entry: Entry, came: Arrival) -> bool:
    """Return whether *entry* deals with what came in: a step that it brings about, or a note on what was done with it.

    What a court waits for is dealt with when it was answered, and by no note.
    """
    if came.what in COURT:
        return entry.kind == "court_answered" and entry.read()["item"] == came.item
    return entry.kind == "noted" or entry.kind in {each.value for each in brings(came.what)}


def _act(entry: Entry) -> Act:
    kind = Kind(entry.kind)
    row = acts()[kind]
    known: dict[str, Any] = {
        name: fact for name, fact in entry.read().items() if name in row.needs or name in row.may
    }
    return Act(kind, entry.effective, day_of(entry.recorded_at), entry.happened, known)
