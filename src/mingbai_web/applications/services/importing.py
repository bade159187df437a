"""Applications of before: taken in from an earlier register, open ones with their day of receipt, ended ones with how they ended.

What was taken in by error is not removed: an act takes it out of all tables, lists and searches, while nothing stands on it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from mingbai.errors import MingbaiError
from mingbai.lifecycle import Act, Case, Kind, Settings, act
from mingbai.outcomes import applicants
from mingbai_web.accounts.permissions import require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications.cases import SUBJECT, day_of, facts_of
from mingbai_web.applications.numbers import next_number
from mingbai_web.applications.services.registering import NotRegistered
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.services import enter
from mingbai_web.ledger.subjects import Subject, new_id
from mingbai_web.rules import queries as rules

__all__ = ["NotUndone", "Past", "act_of", "import_past", "undo_import"]

_TAKEN_IN = {Kind.OPENING_BALANCE.value, Kind.IMPORTED.value}


class NotUndone(MingbaiError):
    """An import cannot be undone: something stands on what it made."""


@dataclass(frozen=True, slots=True)
class Past:
    """One application of an earlier register: ended (`ended` and `outcome`), or open, with its due day where that was told."""

    party: UUID
    applicant: str
    matter: str
    channel: str
    received: date
    number: str = ""
    ended: date | None = None
    outcome: str = ""
    due: date | None = None
    note: str = ""


def act_of(past: Past, today: date, settings: Settings) -> Act:
    """Return the step that takes *past* in *today*. Raises `Refused` for what the law does not allow."""
    if past.ended is not None:
        given = {"received": past.received, "outcome": past.outcome, "ended": past.ended}
        wanted = act(Kind.IMPORTED, today, **given)  # type: ignore[arg-type]
    else:
        known = {"due": past.due} if past.due is not None else {}
        wanted = act(Kind.OPENING_BALANCE, today, received=past.received, **known)
    Case.of((), settings).enter(wanted)
    return wanted


@transaction.atomic
def import_past(*, body: UUID, past: Past, by: Viewer, now: datetime, key: str) -> Subject:
    """Take one application of before in and return it; with a *key* that was used before, what was made then.

    It keeps its number; without one it gets the next of 导 in the year of its receipt. Raises `Forbidden`, `NotRegistered`,
    `Refused`.
    """
    require(by, "figures.import")
    if (before := ledger.by_key(key)) is not None:
        return Subject(SUBJECT, before.subject_id)
    if body not in by.bodies:
        raise NotRegistered("本岗位不为这个机关办理", "this seat does not serve that body")
    if past.applicant not in applicants():
        raise NotRegistered(
            f"没有 {past.applicant} 这类申请人", f"there is no kind of applicant {past.applicant}"
        )
    today, hand = day_of(now), by.hand(body, source="import")
    wanted = act_of(past, today, rules.settings())
    facts: dict[str, object] = {
        "body": body,
        "number": past.number or next_number("导", body, past.received.year),
        "party": past.party,
        "applicant": past.applicant,
        "matter": past.matter,
        "channel": past.channel,
        "arrived_at": timezone.make_aware(datetime.combine(past.received, time())),
    }
    if past.note:
        facts["note"] = past.note
    subject = Subject(SUBJECT, new_id())
    first = enter(
        subject=subject,
        kind="registered",
        facts=facts,
        happened=today,
        effective=past.received,
        by=hand,
        seen="",
        now=now,
        key=key,
    )
    enter(
        subject=subject,
        kind=wanted.kind.value,
        facts=dict(wanted.facts),
        happened=today,
        effective=today,
        by=hand,
        seen=first.digest,
        now=now,
    )
    return subject


@transaction.atomic
def undo_import(*, applications: Sequence[UUID], by: Viewer, now: datetime, note: str = "") -> None:
    """Take *applications* out of all tables, lists and searches: all of them, or none when something stands on one.

    Raises `Forbidden`, and `NotUndone` that names those which were handled since.
    """
    require(by, "figures.import")
    chains = [ledger.entries(SUBJECT, each) for each in applications]
    if any(not chain or facts_of(chain).body not in by.bodies for chain in chains):
        raise NotUndone("没有这件申请", "there is no such application")
    if stood_on := [facts_of(chain).number for chain in chains if not _untouched(chain)]:
        told = "、".join(stood_on[:10]) + ("等" if len(stood_on) > 10 else "")
        raise NotUndone(
            f"{len(stood_on)} 件已有后续办理，不能整批撤销：{told}",
            f"{len(stood_on)} were handled since, so the import stands: {told}",
        )
    for chain in chains:
        facts_made = facts_of(chain)
        enter(
            subject=Subject(SUBJECT, chain[0].subject_id),
            kind=Kind.IMPORT_UNDONE.value,
            facts={"note": note} if note else {},
            happened=day_of(now),
            effective=chain[1].effective,
            by=by.hand(facts_made.body, source="import"),
            seen=chain[-1].digest,
            now=now,
        )


def _untouched(chain: Sequence[Entry]) -> bool:
    return len(chain) == 2 and chain[1].kind in _TAKEN_IN
