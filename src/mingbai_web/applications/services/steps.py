"""Steps of a case: what the law knows is asked of the core before it is entered; what the office needs beside goes on record."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingbai.errors import MingbaiError
from mingbai.lifecycle import Kind, act, acts
from mingbai_web.accounts.permissions import may, require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications.cases import COURT, SUBJECT, Facts, case_of, day_of, facts_of
from mingbai_web.applications.kinds import BESIDE, TAKEN, permission_for
from mingbai_web.applications.wording import CALLS
from mingbai_web.files import services as files
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.services import enter, held_newest
from mingbai_web.ledger.subjects import Hand, Subject
from mingbai_web.orgs import queries as orgs
from mingbai_web.parties import services as parties
from mingbai_web.rules import queries as rules

__all__ = [
    "NoSuchCall",
    "NotHere",
    "NotPressed",
    "NotReturned",
    "answer_court",
    "answer_press",
    "assign",
    "note",
    "press",
    "return_task",
    "search",
    "send_task",
    "take_step",
    "telephone",
]


class NotHere(MingbaiError):
    """There is no such application for this seat; the same is said of one that is another's."""

    status = 404


class NotReturned(MingbaiError):
    """What a unit is said to have returned cannot be."""


class NoSuchCall(MingbaiError):
    """A call that is neither incoming nor outgoing."""


class NotPressed(MingbaiError):
    """Nobody waits for an answer, or not for one of that day."""


def chain_for(subject: UUID, by: Viewer, permission: str) -> list[Entry]:
    """Return the chain of an application on which *by* may do *permission*. Raises `Forbidden`, `NotHere`."""
    require(by, permission)
    chain = ledger.entries(SUBJECT, subject)
    if not chain:
        raise NotHere("没有这件申请", "there is no such application")
    facts = facts_of(chain)
    if facts.body not in by.reach:
        raise NotHere("没有这件申请", "there is no such application")
    if not may(by, "applications.see") and not may(by, "applications.see_queue") and by.seat != facts.seat:
        raise NotHere("没有这件申请", "there is no such application")
    return chain


@transaction.atomic
def take_step(
    *,
    application: UUID,
    kind: Kind,
    effective: date,
    by: Viewer,
    seen: str,
    now: datetime,
    facts: Mapping[str, object] | None = None,
    happened: date | None = None,
    source: str = "screen",
    key: str | None = None,
) -> Entry:
    """Enter a step that the law knows, effective on a day, and return its entry.

    An extension names the head of the working body who agrees: that is who enters it (条例第三十三条第二款). Raises
    `Forbidden`, `NotHere`, `Refused` when the law does not allow it now, `Overtaken` when another act came first.
    """
    chain = chain_for(application, by, permission_for(kind))
    given = dict(facts or {})
    if kind is Kind.EXTENDED:
        given["approved_by"] = by.name
    if kind is Kind.TAKEN_OVER:
        given |= _taken(facts_of(chain), str(given.get("organ", "")), effective)
    return enter_on(
        application,
        chain,
        kind,
        given,
        by=by,
        seen=seen,
        now=now,
        effective=effective,
        happened=happened,
        source=source,
        key=key,
    )


def enter_on(
    application: UUID,
    chain: Sequence[Entry],
    kind: Kind | str,
    facts: Mapping[str, object],
    *,
    by: Viewer | Hand,
    seen: str,
    now: datetime,
    effective: date | None = None,
    happened: date | None = None,
    source: str = "screen",
    on_behalf_of: str = "",
    key: str | None = None,
) -> Entry:
    """Enter an act on the application of *chain*; a step of the law is asked of the core first. The caller has asked who may.

    Who decided on an older state is told so before the law is asked about the newest. Raises `Refused`, `Overtaken`.
    """
    held_newest(chain, seen, key=key)
    today = day_of(now)
    day = effective or today
    if isinstance(kind, Kind):
        beside = {*BESIDE, *(TAKEN if kind is Kind.TAKEN_OVER else ())} - set(acts()[kind].needs)
        law = {name: fact for name, fact in facts.items() if name not in beside}
        happened = happened or min(day, today)
        wanted = act(kind, day, recorded=today, happened=happened, **law)  # type: ignore[arg-type]
        if key is None or ledger.by_key(key) is None:
            case_of(chain, rules.settings()).enter(wanted)
    before = facts_of(chain)
    body = before.body
    if kind is Kind.TAKEN_OVER and (heir := facts.get("body")) is not None:
        for party in (before.party, *before.others):
            parties.pass_on(party, UUID(str(heir)))
        files.pass_on(Subject(SUBJECT, application), UUID(str(heir)))
    return enter(
        subject=Subject(SUBJECT, application),
        kind=kind.value if isinstance(kind, Kind) else kind,
        facts={name: fact for name, fact in facts.items() if fact is not None and fact != "" and fact != ()},
        happened=happened or today,
        effective=day,
        by=by if isinstance(by, Hand) else by.hand(body, source=source, on_behalf_of=on_behalf_of),
        seen=seen,
        now=now,
        key=key,
    )


def _taken(facts: Facts, organ: str, day: date) -> dict[str, object]:
    """Return which body of this installation *organ* names, if any: the application is that body's from the day on."""
    named = [each.id for each in orgs.bodies(on=day) if organ.strip() in (each.name, each.short)]
    if len(named) != 1 or named[0] == facts.body:
        return {}
    return {"body": named[0], "from": facts.body}


@transaction.atomic
def assign(
    *,
    application: UUID,
    unit: UUID,
    by: Viewer,
    seen: str,
    now: datetime,
    seat: UUID | None = None,
    due: date | None = None,
    note: str = "",
    key: str | None = None,
) -> Entry:
    """Hand the application to a unit, and to a seat of it where that is known."""
    chain = chain_for(application, by, "applications.assign")
    given = {"unit": unit, "seat": seat, "due": due, "note": note}
    return enter_on(application, chain, "assigned", given, by=by, seen=seen, now=now, key=key)


@transaction.atomic
def answer_court(
    *,
    application: UUID,
    item: UUID,
    answered_on: date,
    by: Viewer,
    seen: str,
    now: datetime,
    note: str = "",
    key: str | None = None,
) -> Entry:
    """Enter on which day the court or reconsideration organ was answered whose paper *item* is. Raises `NotPressed`, `Overtaken`."""
    chain = chain_for(application, by, "applications.handle")
    held_newest(chain, seen, key=key)
    came = {each.item: each for each in facts_of(chain).arrivals if each.what in COURT}.get(item)
    if key is not None and (before := ledger.by_key(key)) is not None:
        return before
    if came is None:
        raise NotPressed(
            "没有待答复的法院、复议机关文书", "no court or reconsideration organ waits for an answer"
        )
    if not came.arrived <= answered_on <= day_of(now):
        raise NotPressed(
            f"提交答复的日期应当在收到之日 {came.arrived} 与今天之间",
            f"it was answered between {came.arrived} and today",
        )
    return enter_on(
        application,
        chain,
        "court_answered",
        {"item": item, "number": came.number, "note": note},
        by=by,
        seen=seen,
        now=now,
        effective=answered_on,
        happened=answered_on,
        key=key,
    )


@transaction.atomic
def note(
    *, application: UUID, text: str, by: Viewer, seen: str, now: datetime, key: str | None = None
) -> Entry:
    """Put an internal note on record; no applicant sees it."""
    chain = chain_for(application, by, "applications.handle")
    return enter_on(application, chain, "noted", {"note": text}, by=by, seen=seen, now=now, key=key)


@transaction.atomic
def telephone(
    *,
    application: UUID,
    at: datetime,
    said: str,
    direction: str,
    by: Viewer,
    seen: str,
    now: datetime,
    reached: bool = True,
    key: str | None = None,
) -> Entry:
    """Put a telephone call on record: when, who called (incoming or outgoing), whether the other side was reached, what was said."""
    chain = chain_for(application, by, "applications.confirm")
    if direction not in CALLS:
        raise NoSuchCall("请写明是来电还是去电", f"a call is {' or '.join(CALLS)}")
    given = {"at": at, "said": said, "direction": direction, "reached": reached}
    return enter_on(
        application,
        chain,
        "telephoned",
        given,
        by=by,
        seen=seen,
        now=now,
        key=key,
        effective=day_of(at),
        happened=day_of(at),
    )


@transaction.atomic
def search(
    *,
    application: UUID,
    where: str,
    how: str,
    found: bool,
    by: Viewer,
    seen: str,
    now: datetime,
    unit: UUID | None = None,
    note: str = "",
    key: str | None = None,
) -> Entry:
    """Put a search on record: where, how, whether something was found; 本机关不掌握 is not answered without one."""
    chain = chain_for(application, by, "applications.handle")
    given = {"where": where, "how": how, "found": found, "unit": unit, "note": note}
    return enter_on(application, chain, "searched", given, by=by, seen=seen, now=now, key=key)


@transaction.atomic
def send_task(
    *,
    application: UUID,
    unit: UUID,
    what: str,
    due: date,
    by: Viewer,
    seen: str,
    now: datetime,
    paper: UUID | None = None,
    key: str | None = None,
) -> Entry:
    """Send the matter to a unit by a printed slip (转办单) with the day on which it is to be back."""
    chain = chain_for(application, by, "applications.assign")
    given = {"unit": unit, "what": what, "due": due, "paper": paper}
    return enter_on(application, chain, "task_sent", given, by=by, seen=seen, now=now, key=key)


@transaction.atomic
def return_task(
    *,
    application: UUID,
    unit: UUID,
    says: str,
    by: Viewer,
    seen: str,
    now: datetime,
    signed_by: str = "",
    files: tuple[UUID, ...] = (),
    returned_on: date | None = None,
    key: str | None = None,
) -> Entry:
    """Enter what a unit returned: for one without accounts on its behalf, from its slip, with the scan of it.

    Raises `NotReturned` where nothing was sent to it, for a day that cannot be, and for a slip without its scan.
    """
    chain = chain_for(application, by, "applications.return_task")
    held_newest(chain, seen, key=key)
    day = returned_on or day_of(now)
    sent = [sent for each, sent, _ in facts_of(chain).tasks if each == unit]
    if key is None or ledger.by_key(key) is None:
        _may_return(sent, day, day_of(now))
    on_paper = not orgs.unit(unit, day).has_accounts
    if on_paper and not files:
        raise NotReturned(
            "这个机构不在网上办理：请附上返回单的扫描件", "this unit works on paper: add the scan of its slip"
        )
    given = {"unit": unit, "says": says, "signed_by": signed_by, "files": tuple(map(str, files))}
    return enter_on(
        application,
        chain,
        "task_returned",
        given,
        by=by,
        seen=seen,
        now=now,
        effective=day,
        happened=day,
        source="paper" if on_paper else "screen",
        on_behalf_of=f"unit:{unit}" if on_paper or by.unit != unit else "",
        key=key,
    )


def _may_return(sent: Sequence[date], day: date, today: date) -> None:
    if not sent:
        raise NotReturned(
            "没有转给这个机构的事项，或者已经返回", "nothing was sent to this unit, or it is back"
        )
    if not min(sent) <= day <= today:
        raise NotReturned(
            f"返回日期应当在转出之日 {min(sent)} 与今天之间", f"it comes back between {min(sent)} and today"
        )


@transaction.atomic
def press(
    *,
    application: UUID,
    says: str,
    by: Viewer,
    seen: str,
    now: datetime,
    reply_by: date | None = None,
    key: str | None = None,
) -> Entry:
    """Press for an answer (催办、督办), as the superior body or the head of the working body."""
    chain = chain_for(application, by, "applications.supervise")
    return enter_on(
        application,
        chain,
        "pressed",
        {"says": says, "reply_by": reply_by},
        by=by,
        seen=seen,
        now=now,
        key=key,
    )


@transaction.atomic
def answer_press(
    *, application: UUID, says: str, by: Viewer, seen: str, now: datetime, key: str | None = None
) -> Entry:
    """Answer who pressed: how it stands, by when it will be done. No duty to answer is left. Raises `NotPressed`."""
    chain = chain_for(application, by, "applications.answer_press")
    held_newest(chain, seen, key=key)
    if not facts_of(chain).presses and (key is None or ledger.by_key(key) is None):
        raise NotPressed("没有待回复的催办", "nobody pressed who has no answer")
    return enter_on(application, chain, "press_answered", {"says": says}, by=by, seen=seen, now=now, key=key)
