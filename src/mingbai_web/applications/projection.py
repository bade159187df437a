"""From the chain of an application to its rows: as it stands, the spells for the figures, what is due; likewise of an item."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby, zip_longest
from operator import attrgetter
from typing import NamedTuple
from uuid import UUID

from mingbai.lifecycle import Case, Kind, Standing, spells
from mingbai.lifecycle import Spell as Stood
from mingbai_web.applications import finding
from mingbai_web.applications.cases import Facts, Taken, acts_of, day_of, facts_of
from mingbai_web.applications.due import KINDS, asks, duties
from mingbai_web.applications.models import Application, Item, Joint, Spell
from mingbai_web.applications.public import following
from mingbai_web.duties.kinds import declare as declare_duties
from mingbai_web.duties.models import Duty
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.projections import Projected, Projection
from mingbai_web.ledger.projections import declare as declare_projection
from mingbai_web.rules import queries as rules
from mingbai_web.search.kinds import declare as declare_found
from mingbai_web.search.models import OfficeDocument
from mingbai_web.tracking.following import rows_of
from mingbai_web.tracking.models import PublicCase, PublicStep

__all__ = ["FAR", "declare"]

FAR = date(9999, 12, 31)
"""What has no end yet: a day later than any, since a database compares days better than their absence."""


def declare() -> None:
    """Declare the projections of this app."""
    declare_projection(
        Projection(
            "application",
            "application",
            (Application, Joint, Spell, Duty, PublicCase, PublicStep, OfficeDocument),
            _application,
            rules.rules_digest,
            rules.steady,
        )
    )
    declare_duties(*KINDS)
    declare_found(*finding.KINDS)
    declare_projection(Projection("item", "item", (Item, OfficeDocument), _item))


def _application(subject: UUID, entries: Sequence[Entry]) -> Iterator[Projected]:
    facts = facts_of(entries)
    case = Case.of(acts_of(entries), rules.settings())
    now = case.as_of()
    yield from _spells(facts, case)
    if any(act.kind is Kind.IMPORT_UNDONE for act in now.applied):  # entered in error: in no list
        return
    yield _now(facts, now)
    yield from (Joint(party=each) for each in facts.others)
    yield from duties(subject, facts, case, now)
    yield finding.application(facts, entries)
    if (shown := following(facts, now)) is not None:
        yield from rows_of(shown)


def _now(facts: Facts, now: Standing) -> Application:
    out = [each.until for each in now.consultations if each.answered is None and now.ended is None]
    waits = [
        now.amend_by if now.waiting_for == "amendment" else None,
        now.pay_by if now.waiting_for == "payment" else None,
        *out,
    ]
    reply = now.reply if now.ended is None else None
    return Application(
        number=facts.number,
        body=facts.body,
        origin=facts.origin,
        party=facts.party,
        applicant=facts.applicant,
        matter=facts.matter,
        channel=facts.channel,
        unit=facts.unit,
        seat=facts.seat,
        state=now.state.value,
        registered_on=facts.registered_on,
        arrived=now.arrived,
        received=now.received,
        due=now.due,
        firm=reply is None or (reply.missing is None and not out),
        safe_due=now.safe_due,
        waits_until=min((day for day in waits if day is not None), default=None),
        outcome=now.outcome or "",
        decided=now.decided,
        answered=now.answered,
        served=now.served,
        ended=now.ended,
        paper=facts.paper,
        asks=asks(facts, now),
        refusals=len(now.refusals),
        pressed=facts.pressed,
    )


class _Said(NamedTuple):
    body: UUID
    first: date
    until: date
    received: date
    ended: date | None
    outcome: str
    counted_in: int | None


def _spells(facts: Facts, case: Case) -> Iterator[Spell]:
    """Yield the spells as they were known day by day: what was known the same from one day to another is one row."""
    known_on = sorted({act.recorded for act in case.acts} | {each.recorded for each in facts.taken})
    known: dict[_Said, date] = {}
    for day in known_on:
        stood = spells(case, known=None if day == known_on[-1] else day)
        taken = [each for each in facts.taken if each.recorded <= day]
        found = {said: known.get(said, day) for said in _counted(facts.origin, stood, taken)}
        for said, since in known.items():
            if said not in found:
                yield _spell(facts, said, since, day)
        known = found
    for said, since in known.items():
        yield _spell(facts, said, since, FAR)


def _counted(origin: UUID, stood: Sequence[Stood], taken: Sequence[Taken]) -> Iterator[_Said]:
    """Yield the spells in which the figures count the case alike: a change of state that moves no figure is none.

    Who took the case over counts it from that day on.
    """
    if not stood or not stood[0].counts:
        return
    alike = [next(group) for _, group in groupby(stood, attrgetter("ended", "outcome", "counted_in"))]
    for each, after in zip_longest(alike, alike[1:]):
        until = after.first if after is not None else FAR
        body, since = origin, each.first
        for one in taken:
            if since < one.on < until and one.reports != body:
                yield _Said(
                    body, since, one.on, each.received, each.ended, each.outcome or "", each.counted_in
                )
                since = one.on
            if one.on < until:
                body = one.reports
        yield _Said(body, since, until, each.received, each.ended, each.outcome or "", each.counted_in)


def _spell(facts: Facts, said: _Said, since: date, until: date) -> Spell:
    return Spell(applicant=facts.applicant, known_from=since, known_until=until, **said._asdict())


def _item(subject: UUID, entries: Sequence[Entry]) -> Iterator[Projected]:
    said = entries[0].read()
    row = Item(
        number=said["number"],
        body=said["body"],
        carrier=said["carrier"],
        arrived_at=said["arrived_at"],
        about=said.get("about", ""),
        party=said.get("party"),
        tracking=said.get("tracking", ""),
        logged_on=day_of(entries[0].recorded_at),
    )
    for entry in entries[1:]:
        told = entry.read()
        match entry.kind:
            case "became":
                row.became = "applications"
            case "joined":
                row.became, row.matter = "joined", told["what"]
            case "told":
                row.became, row.matter = "told", told["matter"]
            case _:
                pass
    yield row
    yield finding.item(row)
