"""What a letter about an application is filled from: the case, the body, the applicant's name, and what the officer adds."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

from django.conf import settings as site
from django.urls import reverse

from mingbai.deadlines.ribbon import ribbon
from mingbai.lifecycle import Kind, Settings, Standing
from mingbai.outcomes import Means
from mingbai_web.applications import wording
from mingbai_web.applications.cases import Facts
from mingbai_web.intake import codes
from mingbai_web.orgs import queries as orgs
from mingbai_web.papers.letters import Letter, Part, Sender, letter, reply
from mingbai_web.papers.wording.kinds import Wording, kinds
from mingbai_web.parties import queries as parties
from mingbai_web.parties.models import Party

__all__ = [
    "address_of",
    "asked_of",
    "clock_of",
    "follow_of",
    "letter_of",
    "made",
    "name_of",
    "replied",
    "sender_of",
]

_LOCAL = ("localhost", "127.0.0.1", "::1")
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_KNOWN = {"received", "matter", "case", "due", "before", "amend_by", "days", "amount", "channel", "follow"}
"""What the case says itself; everything else the officer is asked for."""


@cache
def letter_of(step: Kind) -> Wording | None:
    """Return the letter that goes out with *step*, None where there is none; the reply and the receipt have ways of their own."""
    own = {"reply", "receipt"}
    return next((each for key, each in kinds().items() if each.act == step.value and key not in own), None)


def asked_of(found: Wording) -> tuple[tuple[Means, bool], ...]:
    """Return what the officer is asked for to fill the letter, and whether it is needed."""
    listed = [(means, True) for means in found.needs] + [(means, False) for means in found.may]
    return tuple((means, needed) for means, needed in listed if means.key not in _KNOWN)


def made(
    found: Wording,
    facts: Facts,
    before: Standing,
    after: Standing,
    given: Mapping[str, str | date],
    *,
    day: date,
    settings: Settings,
    addressee: str = "",
    ribbon: str = "",
) -> Letter:
    """Return the letter of an application on *day*: the case stood as *before*, and stands as *after* the step."""
    said: dict[str, str | date | None] = {
        "received": after.received or before.received,
        "matter": facts.matter,
        "case": facts.number,
        "channel": "当面口头" if facts.oral else wording.carried(facts.channel, oral=False).zh,
        "due": after.due,
        "before": before.due,
        "amend_by": after.amend_by,
        "address": "" if addressee else address_of(facts),
        "where": (where := _where(facts, day)),
        "reply_to": where,
        **{name: fact for name, fact in given.items() if fact},
    }
    return letter(
        found.key,
        {name: fact for name, fact in said.items() if fact},
        addressee=addressee or name_of(facts),
        sender=sender_of(facts, day),
        day=day,
        settings=settings,
        organisation=facts.applicant != "natural_person",
        several=facts.joint > 0 and not addressee,
        ribbon=ribbon,
    )


def replied(
    facts: Facts,
    standing: Standing,
    parts: Iterable[Part],
    *,
    day: date,
    settings: Settings,
    counted_as: str = "",
    enclosures: Iterable[str] = (),
) -> Letter:
    """Return the reply with *parts*. Raises `Refused` for what a part has to carry."""
    said: dict[str, str | date] = {
        "received": standing.received or facts.registered_on,
        "matter": facts.matter,
        "case": facts.number,
        "address": address_of(facts),
    }
    return reply(
        tuple(parts),
        said,
        addressee=name_of(facts),
        sender=sender_of(facts, day),
        day=day,
        settings=settings,
        counted_as=counted_as,
        organisation=facts.applicant != "natural_person",
        several=facts.joint > 0,
        enclosures=tuple(enclosures),
    )


def sender_of(facts: Facts, day: date) -> Sender:
    """Return in whose name the letter goes, whom one may ask, and which organ reviews the body's acts."""
    head = orgs.letterhead(facts.body, day)
    contact = f"{head.working_body}，电话：{head.telephone}" if head.telephone else head.working_body
    above = orgs.body(facts.body, day).reports_to
    return Sender(head.name, contact, orgs.name_on(above, day) if above is not None else "")


def _where(facts: Facts, day: date) -> str:
    """Return where the applicant, or whom one consults, sends what is asked for, where the officer does not say."""
    head = orgs.letterhead(facts.body, day)
    office = head.working_body or head.name
    return f"邮寄至{head.address}{office}" if head.address else f"提交至{office}"


def name_of(facts: Facts) -> str:
    """Return the names of all who applied, for a letter that is sealed under the first one's key; an erased one is left out."""
    rows = {row.id: row for row in Party.objects.filter(id__in=(facts.party, *facts.others))}
    there = [rows[each] for each in facts.others if each in rows and rows[each].erased_on is None]
    return "、".join(parties.opened(row).name for row in (rows[facts.party], *there))


def address_of(facts: Facts) -> str:
    """Return where the applicant is written to, empty where no address was given: for who serves the letter."""
    details = parties.opened(Party.objects.get(id=facts.party))
    return f"{details.address} {details.post_code}".strip()


def clock_of(standing: Standing) -> str:
    """Return the drawing of how the due day is counted, for paper: without rules of its own, which a page forbids."""
    period = standing.clock.days if standing.clock is not None else None
    return _STYLE.sub("", ribbon(standing.steps(), title="答复期限的计算", period=period))


def follow_of(facts: Facts, code: str) -> str:
    """Return how the applicant follows the application: number and code."""
    return f"在查询页面{_follow_page()}输入编号{facts.public_number}和查询码{codes.shown(code)}"


def _follow_page() -> str:
    """Return where the page is, as one types it; nothing where the site has no name but this machine's."""
    named = [host for host in site.ALLOWED_HOSTS if host.strip("[]") not in _LOCAL and host[:1] not in "*."]
    return f"（{named[0]}{reverse('tracking:ask')}）" if named else ""
