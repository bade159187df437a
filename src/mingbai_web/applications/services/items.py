"""收件登记: what comes in is logged once; it becomes applications, joins one, or is told why it is none."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingbai.errors import MingbaiError
from mingbai.outcomes import matters
from mingbai_web.accounts.permissions import require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications.cases import day_of, facts_of
from mingbai_web.applications.numbers import next_number
from mingbai_web.applications.services.steps import chain_for, enter_on
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.services import enter, held_newest
from mingbai_web.ledger.subjects import Subject, new_id

__all__ = ["CARRIERS", "JOINS", "NotSorted", "close_item", "join_item", "log_item", "sorted_as"]

CARRIERS = ("mail", "counter", "fax", "email", "online", "12345", "leaders_mailbox", "petition", "other")
"""How it came: post, counter, fax, e-mail, the online window, the hotline, the leaders' mailbox, handed over as a petition."""
JOINS = (
    "amendment",
    "view",
    "receipt",
    "payment",
    "withdrawal",
    "reasons",
    "reconsideration",
    "reconsideration_simplified",
    "suit",
    "judgment",
    "court_paper",
    "other",
)
"""As what an item joins an application in hand."""


class NotSorted(MingbaiError):
    """What was said of an item cannot be: it is sorted already, or there is no such way."""


@transaction.atomic
def log_item(
    *,
    body: UUID,
    carrier: str,
    arrived_at: datetime,
    by: Viewer,
    now: datetime,
    key: str | None = None,
    about: str = "",
    party: UUID | None = None,
    tracking: str = "",
    signed_by: str = "",
    handed_by: str = "",
    sent_on: date | None = None,
    files: Sequence[UUID] = (),
    submission: UUID | None = None,
    note: str = "",
) -> Subject:
    """Log what came in and return it; with a *key* that was used before, what was logged then.

    Raises `Forbidden`, and `NotSorted` for a carrier that there is not or an arrival after *now*.
    """
    require(by, "applications.log")
    if key is not None and (before := ledger.by_key(key)) is not None:
        return Subject("item", before.subject_id)
    if body not in by.bodies:
        raise NotSorted("本岗位不为这个机关办理", "this seat does not serve that body")
    if carrier not in CARRIERS:
        raise NotSorted(f"没有 {carrier} 这种来件方式", f"there is no carrier {carrier}")
    if arrived_at > now:
        raise NotSorted("收到的时间晚于现在：请核对", "it arrives later than now: check the time")
    day = day_of(now)
    given: dict[str, object] = {
        "about": about,
        "party": party,
        "tracking": tracking,
        "signed_by": signed_by,
        "handed_by": handed_by,
        "sent_on": sent_on,
        "files": tuple(map(str, files)),
        "submission": submission,
        "note": note,
    }
    facts = {
        "body": body,
        "number": next_number("收", body, day.year),
        "carrier": carrier,
        "arrived_at": arrived_at,
        **{name: fact for name, fact in given.items() if fact not in ("", None, ())},
    }
    subject = Subject("item", new_id())
    enter(
        subject=subject,
        kind="logged",
        facts=facts,
        happened=day_of(arrived_at),
        effective=day_of(arrived_at),
        by=by.hand(body),
        seen="",
        now=now,
        key=key,
    )
    return subject


@transaction.atomic
def join_item(
    *, item: UUID, application: UUID, what: str, by: Viewer, seen: str, now: datetime, key: str | None = None
) -> None:
    """Say that *item* belongs to an application in hand of the same body, as what.

    It goes on record there too, as a duty of who handles it until the step that it brings about is entered, or a note.
    Raises `NotSorted`, `NotHere`, `Forbidden`, `Overtaken`.
    """
    if what not in JOINS:
        raise NotSorted(f"没有 {what} 这种来件", f"there is no item of the kind {what}")
    if key is not None and ledger.by_key(key) is not None:
        return
    logged = ledger.entries("item", item)
    chain = chain_for(application, by, "applications.register")
    if not logged or facts_of(chain[:1]).body != logged[0].read()["body"]:
        raise NotSorted("来件和申请不是同一机关的", "item and application are of different bodies")
    sorted_as(
        item=item,
        kind="joined",
        facts={"application": application, "what": what},
        by=by,
        seen=seen,
        now=now,
        key=key,
    )
    said = logged[0].read()
    came = {"item": item, "number": said["number"], "what": what, "arrived": day_of(said["arrived_at"])}
    enter_on(application, chain, "item_joined", came, by=by, seen=chain[-1].digest, now=now)


@transaction.atomic
def close_item(
    *,
    item: UUID,
    matter: str,
    told: str,
    told_on: date,
    by: Viewer,
    seen: str,
    now: datetime,
    key: str | None = None,
) -> None:
    """Close *item* as no application (咨询、信访、第四十一条、第四十四条、第四十七条), with what its sender was told.

    Raises `NotSorted` for a matter that counts as an application.
    """
    found = matters().get(matter)
    if found is None or found.counts:
        raise NotSorted(f"{matter} 应当作为申请登记", f"{matter} is to be registered as an application")
    facts = {"matter": matter, "told": told, "told_on": told_on}
    sorted_as(item=item, kind="told", facts=facts, by=by, seen=seen, now=now, key=key, on=told_on)


def sorted_as(
    *,
    item: UUID,
    kind: str,
    facts: dict[str, object],
    by: Viewer,
    seen: str,
    now: datetime,
    key: str | None,
    on: date | None = None,
) -> None:
    """Enter what became of *item*. Raises `NotSorted` when that was entered before, `Forbidden`, `Overtaken`."""
    require(by, "applications.register")
    chain = ledger.entries("item", item)
    body = chain[0].read()["body"] if chain else None
    if body not in by.reach:
        raise NotSorted("没有这件收件", "there is no such item")
    held_newest(chain, seen, key=key)
    if len(chain) > 1 and (key is None or chain[-1].key != key):
        raise NotSorted("这件收件已经处理", "this item was dealt with already")
    day = on or day_of(now)
    enter(
        subject=Subject("item", item),
        kind=kind,
        facts=facts,
        happened=day,
        effective=day,
        by=by.hand(body),
        seen=seen,
        now=now,
        key=key,
    )
