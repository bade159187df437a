"""What a body had in hand when it ended goes to the body that follows: each open application by an act of its own."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction

from mingbai.errors import Refused
from mingbai.lifecycle import Kind
from mingbai.text.words import Words
from mingbai_web.accounts import queries as accounts
from mingbai_web.applications.cases import SUBJECT, day_of, facts_of
from mingbai_web.applications.models import Application
from mingbai_web.applications.services.steps import enter_on
from mingbai_web.jobs import works
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.subjects import Hand
from mingbai_web.orgs import heirs
from mingbai_web.orgs import queries as orgs
from mingbai_web.orgs.values import Estate

__all__ = ["declare", "take_over"]


def declare() -> None:
    """Have open applications taken over as soon as a succession is entered, and on the day on which it takes effect."""
    heirs.declare(take_over)
    name = "applications.take_over"
    works.declare(
        works.Work(
            name, Words("承接机关接办在办申请", "bodies that follow take open applications over"), _daily
        )
    )
    works.schedule(works.Schedule(name, name, time(0, 10)))


@transaction.atomic
def take_over(now: datetime) -> int:
    """Enter on each open application of a body that has ended by today who has taken it over; return how many.

    An answer that has gone out but is not yet known to be served is finished by the body that follows too, without an act: it reaches
    what the other left. What nobody took stays where it is.
    """
    today = day_of(now)
    count = 0
    gone = orgs.ended(today)
    open_ones = Application.objects.filter(body__in=gone, ended__isnull=True).order_by("pk")
    for subject, body in list(open_ones.values_list("subject", "body")):
        heir = orgs.successor(body, today, Estate.CASES)
        if heir is not None and heir != body:
            count += _take(subject, body, heir, now)
    return count


def _take(application: UUID, body: UUID, heir: UUID, now: datetime) -> bool:
    chain = ledger.entries(SUBJECT, application)
    facts, today = facts_of(chain), day_of(now)
    ended = orgs.body(body, today).since
    reports = orgs.successor(body, today, Estate.BALANCES) or heir
    name = orgs.name_on(heir, today)
    given: dict[str, object] = {"organ": name, "body": heir, "from": body}
    if reports != heir:
        given["reports"] = reports
    # An office that served both goes on with it; else the body that follows assigns it.
    if facts.unit is not None and heir in orgs.unit(facts.unit, today).serves:
        given["unit"] = facts.unit
        if facts.seat is not None and heir in accounts.seat(facts.seat).bodies:
            given["seat"] = facts.seat
    for day in dict.fromkeys((max(ended, chain[0].effective), today)):
        try:
            enter_on(
                application,
                chain,
                Kind.TAKEN_OVER,
                given,
                by=Hand("system", "", str(heir), "", "system"),
                seen=chain[-1].digest,
                now=now,
                effective=day,
            )
        except Refused:  # something that came about since does not allow it on that day
            continue
        return True
    return False


def _daily(facts: Mapping[str, Any], now: datetime) -> None:
    take_over(now)
