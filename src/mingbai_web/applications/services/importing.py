"""Applications of before: taken in from an earlier register, open ones with their day of receipt, ended ones with how they ended.

What was taken in by error is not removed: an act takes it out of all tables, lists and searches, while nothing stands on it.
"""

from collections.abc import Iterator, Sequence
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
from mingbai_web.applications.numbers import next_numbers
from mingbai_web.applications.services.registering import NotRegistered
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.services import Wanted, enter_all
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
def import_past(*, body: UUID, pasts: Sequence[tuple[Past, str]], by: Viewer, now: datetime) -> list[UUID]:
    """Take applications of before in, each under its key, all or none, and return them in their order.

    Each keeps its number; one without gets the next of 导 in the year of its receipt. No key may have been used before.
    Raises `Forbidden`, `NotRegistered`, `Refused`.
    """
    require(by, "figures.import")
    if body not in by.bodies:
        raise NotRegistered("本岗位不为这个机关办理", "this seat does not serve that body")
    if other := next((past.applicant for past, _ in pasts if past.applicant not in applicants()), None):
        raise NotRegistered(f"没有 {other} 这类申请人", f"there is no kind of applicant {other}")
    today, told = day_of(now), {past.number for past, _ in pasts}
    follow: dict[int, Iterator[str]] = {}
    wanted: list[Wanted] = []
    made: list[UUID] = []
    with rules.steady() as settings:
        for past, key in pasts:
            step = act_of(past, today, settings)
            if not (number := past.number):
                year = past.received.year
                if year not in follow:
                    follow[year] = next_numbers("导", body, year, besides=told)
                number = next(follow[year])
            facts: dict[str, object] = {
                "body": body,
                "number": number,
                "party": past.party,
                "applicant": past.applicant,
                "matter": past.matter,
                "channel": past.channel,
                "arrived_at": timezone.make_aware(datetime.combine(past.received, time())),
            }
            if past.note:
                facts["note"] = past.note
            made.append(new_id())
            subject = Subject(SUBJECT, made[-1])
            wanted.append(Wanted(subject, "registered", facts, today, past.received, "", key))
            wanted.append(Wanted(subject, step.kind.value, dict(step.facts), today, today))
    enter_all(wanted, by=by.hand(body, source="import"), now=now)
    return made


@transaction.atomic
def undo_import(*, applications: Sequence[UUID], by: Viewer, now: datetime, note: str = "") -> None:
    """Take *applications* out of all tables, lists and searches: all of them, or none when something stands on one.

    Raises `Forbidden`, and `NotUndone` that names those which were handled since.
    """
    require(by, "figures.import")
    chains = [chain for _, chain in ledger.chains(SUBJECT, among=applications)]
    bodies = {facts_of(chain[:1]).body for chain in chains}
    if len(chains) != len(set(applications)) or not bodies <= set(by.bodies):
        raise NotUndone("没有这件申请", "there is no such application")
    if stood_on := [facts_of(chain).number for chain in chains if not _untouched(chain)]:
        told = "、".join(stood_on[:10]) + ("等" if len(stood_on) > 10 else "")
        raise NotUndone(
            f"{len(stood_on)} 件已有后续办理，不能整批撤销：{told}",
            f"{len(stood_on)} were handled since, so the import stands: {told}",
        )
    for body in bodies:
        undone = [
            Wanted(
                Subject(SUBJECT, chain[0].subject_id),
                Kind.IMPORT_UNDONE.value,
                {"note": note} if note else {},
                day_of(now),
                chain[1].effective,
                chain[-1].digest,
            )
            for chain in chains
            if facts_of(chain[:1]).body == body
        ]
        enter_all(undone, by=by.hand(body, source="import"), now=now)


def _untouched(chain: Sequence[Entry]) -> bool:
    return len(chain) == 2 and chain[1].kind in _TAKEN_IN
