"""Letters about an application: drafted with the step that they bring about, which is entered when the letter is signed.

A step that goes out as a letter takes effect with it: an extension when the head of the working body issues the notice, a
decision when the reply is signed. What issues from one seat is drafted, issued and entered in one transaction.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingbai.errors import MingbaiError
from mingbai.lifecycle import Case, Kind, Standing, act, acts
from mingbai_web.accounts.permissions import may, require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications import letters, publishing
from mingbai_web.applications.cases import SUBJECT, case_of, day_of, facts_of
from mingbai_web.applications.kinds import permission_for
from mingbai_web.applications.services.steps import chain_for, enter_on
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.services import held_newest
from mingbai_web.ledger.subjects import Subject
from mingbai_web.papers import services as papers
from mingbai_web.papers.letters import Letter, Part
from mingbai_web.papers.owners import Event
from mingbai_web.papers.wording.kinds import kind
from mingbai_web.rules import queries as rules

__all__ = [
    "NEEDS_SEARCH",
    "NotSearched",
    "after_step",
    "decision_of",
    "draft_notice_of_extension",
    "draft_reply",
    "drafted_on",
    "follow_owner",
    "issue_receipt",
    "paper_of",
    "receipt_letter",
    "typed",
    "write_step",
]

NEEDS_SEARCH = frozenset({"not_existing"})
"""Outcomes that are not given without a search on record (条例第三十六条第四项)."""


class NotSearched(MingbaiError):
    """That nothing was found is to be answered, and no search is on record."""


@transaction.atomic
def write_step(
    *,
    application: UUID,
    step: Kind,
    facts: Mapping[str, object],
    given: Mapping[str, str | date],
    by: Viewer,
    seen: str,
    now: datetime,
    key: str | None = None,
    addressee: str = "",
) -> UUID:
    """Draft the letter of *step*; where this seat may issue it, issue it, and the step is entered with it. Return the paper.

    *facts* are those of the step, *given* what the letter needs besides; *addressee* is to whom it goes in full, where the
    record is to hold less of a name. Else the paper waits for the seat that issues
    it. Raises `Forbidden`, `Refused` when the law does not allow the step now, `Lacking`, `Overtaken`.
    """
    found = letters.letter_of(step)
    if found is None:
        raise papers.Lacking("这一步没有文书", "no letter goes with this step")
    require(by, "applications.handle")
    chain = chain_for(application, by, "papers.draft")
    if key is not None and (before := ledger.by_key(key)) is not None:
        return paper_of(before)
    held_newest(chain, seen)
    case, day = case_of(chain, rules.settings()), day_of(now)
    after = after_step(case, step, facts, day, by)
    drawn = letters.made(
        found,
        facts_of(chain),
        case.as_of(),
        after,
        {**given, **{name: str(fact) for name, fact in facts.items() if name in ("days", "amount")}},
        day=day,
        settings=rules.settings(),
        addressee=addressee or str(facts.get("party", "")),
    )
    paper = drafted_on(application, chain, drawn, by, seen, now, key, step=step, facts=facts)
    if found.issued and may(by, found.issued) and may(by, permission_for(step)):
        head = ledger.head("paper", paper)
        papers.issue(paper=paper, by=by, seen=head.digest if head is not None else "", now=now)
    return paper


@transaction.atomic
def draft_notice_of_extension(
    *,
    application: UUID,
    given: Mapping[str, str | date],
    by: Viewer,
    seen: str,
    now: datetime,
    key: str | None = None,
) -> UUID:
    """Draft the notice of an extension that was agreed to without one, and return the paper; who signs it tells of it.

    Raises `Forbidden`, `Lacking` where there is no such extension, `Overtaken`.
    """
    require(by, "applications.handle")
    chain = chain_for(application, by, "papers.draft")
    if key is not None and (before := ledger.by_key(key)) is not None:
        return paper_of(before)
    held_newest(chain, seen)
    facts = facts_of(chain)
    if facts.untold is None:
        raise papers.Lacking(
            "没有待告知申请人的延期", "there is no extension of which the applicant is to be told"
        )
    settings = rules.settings()
    last = max(place for place, entry in enumerate(chain) if entry.kind == Kind.EXTENDED.value)
    drawn = letters.made(
        kind("extension_notice"),
        facts,
        case_of(chain[:last], settings).as_of(),
        case_of(chain, settings).as_of(),
        {**given, "days": str(facts.untold.days)},
        day=day_of(now),
        settings=settings,
    )
    return drafted_on(application, chain, drawn, by, seen, now, key)


@transaction.atomic
def draft_reply(
    *,
    application: UUID,
    parts: Sequence[Part],
    by: Viewer,
    seen: str,
    now: datetime,
    counted_as: str = "",
    enclosures: Sequence[str] = (),
    key: str | None = None,
) -> UUID:
    """Draft the reply and return the paper, which then goes through the body's chain.

    Raises `Refused` for an outcome that the case does not allow or what a part has to carry, `NotSearched`.
    """
    chain = chain_for(application, by, "papers.draft")
    if key is not None and (before := ledger.by_key(key)) is not None:
        return paper_of(before)
    held_newest(chain, seen)
    facts, day = facts_of(chain), day_of(now)
    if not facts.searched and any(part.ending in NEEDS_SEARCH for part in parts):
        raise NotSearched(
            "答复“不存在”以前应当记录检索的范围和方法：请先“记录检索”（条例第三十六条第四项）",
            "before answering that it does not exist, record where and how it was searched for (Art 36(4))",
        )
    case = case_of(chain, rules.settings())
    drawn = letters.replied(
        facts,
        case.as_of(),
        parts,
        day=day,
        settings=rules.settings(),
        counted_as=counted_as,
        enclosures=enclosures,
    )
    after_step(case, Kind.DECIDED, decision_of(drawn), day, by)
    return drafted_on(application, chain, drawn, by, seen, now, key)


@transaction.atomic
def issue_receipt(*, application: UUID, by: Viewer, seen: str, now: datetime, key: str | None = None) -> UUID:
    """Issue the receipt (接收回执), which says the due day, draws how it is counted, and how to follow; return the paper.

    Raises `NotHere`, `Lacking` while the application is not confirmed: no due day is known yet.
    """
    chain = chain_for(application, by, "papers.draft")
    if key is not None and (before := ledger.by_key(key)) is not None:
        return paper_of(before)
    held_newest(chain, seen)
    drawn = receipt_letter(application, day_of(now))
    paper = drafted_on(application, chain, drawn, by, seen, now, key)
    head = ledger.head("paper", paper)
    papers.issue(paper=paper, by=by, seen=head.digest if head is not None else "", now=now)
    return paper


def receipt_letter(application: UUID, day: date) -> Letter:
    """Return the receipt as it would be issued on *day*. Raises `Lacking` while no due day is known."""
    chain = ledger.entries(SUBJECT, application)
    facts, standing = facts_of(chain), case_of(chain, rules.settings()).as_of()
    if standing.due is None:
        raise papers.Lacking(
            "答复期限还没有起算，不能制作接收回执：请先与申请人确认",
            "no clock runs yet: confirm with the applicant before issuing the receipt",
        )
    code = publishing.code_of(application, chain[0].read())
    return letters.made(
        kind("receipt"),
        facts,
        standing,
        standing,
        {"follow": letters.follow_of(facts, code)},
        day=day,
        settings=rules.settings(),
        ribbon=letters.clock_of(standing),
    )


def follow_owner() -> None:
    """Let the case follow its papers: what is signed, sent or served is entered as the step that it is."""
    papers.on_signed(SUBJECT, _signed)
    papers.on_dispatched(SUBJECT, _dispatched)
    papers.on_served(SUBJECT, _served)


def _signed(event: Event) -> None:
    if event.kind == "reply":
        _enter(event, Kind.DECIDED, decision_of(event.letter))
        return
    chain = ledger.entries(SUBJECT, event.about.id)
    if event.kind == "extension_notice" and _agreed(chain, event):
        hand = event.by.hand(event.body, source="paper" if event.on_paper else "screen", on_behalf_of=event.signer if event.on_paper else "")  # fmt: skip
        enter_on(event.about.id, chain, "extension_told", {"paper": event.paper}, by=hand, seen=chain[-1].digest, now=event.now, effective=event.day)  # fmt: skip
        publishing.ask(paper=event.paper, letter=event.kind, now=event.now)
        return
    for entry in chain:
        if entry.kind == "letter_drafted" and (said := entry.read())["paper"] == event.paper:
            if step := said.get("step"):
                _enter(event, Kind(step), typed(Kind(step), said.get("facts", {})))
            break
    publishing.ask(paper=event.paper, letter=event.kind, now=event.now)


def _agreed(chain: Sequence[Entry], event: Event) -> bool:
    """Return whether the notice tells of an extension that was agreed to already, by the very days that it says."""
    untold = facts_of(chain).untold
    return untold is not None and event.letter.facts.get("days") == str(untold.days)


def _dispatched(event: Event) -> None:
    if event.kind == "reply":
        _enter(event, Kind.DISPATCHED, {"route": event.route, "tracking": event.tracking})
        if event.route == "in-person":
            return  # what is still to be signed for is not given out beforehand
    publishing.ask(paper=event.paper, letter=event.kind, now=event.now)


def _served(event: Event) -> None:
    if event.kind == "reply":
        _enter(event, Kind.SERVED, {})
        if event.route == "in-person":
            publishing.ask(paper=event.paper, letter=event.kind, now=event.now)


def _enter(event: Event, step: Kind, facts: Mapping[str, object]) -> None:
    """Enter the step that *event* is, decided on the newest state: the paper's own head says what its signer had seen."""
    if step is Kind.EXTENDED:
        if not event.on_paper:
            require(event.by, permission_for(step))
        facts = {**facts, "approved_by": event.signer if event.on_paper else event.by.name}
    chain = ledger.entries(SUBJECT, event.about.id)
    enter_on(
        event.about.id,
        chain,
        step,
        {**facts, "paper": event.paper},
        by=event.by,
        seen=chain[-1].digest,
        now=event.now,
        effective=event.day,
        source="paper" if event.on_paper else "screen",
        on_behalf_of=event.signer if event.on_paper else "",
    )


def after_step(case: Case, step: Kind, facts: Mapping[str, object], day: date, by: Viewer) -> Standing:
    """Return where the case would stand after *step*. Raises `Refused`: what the law does not allow is not drafted."""
    given = dict(facts)
    if "approved_by" in acts()[step].needs:
        given["approved_by"] = by.name
    return case.enter(act(step, day, **given)).as_of()  # type: ignore[arg-type]


def drafted_on(
    application: UUID,
    chain: Sequence[Entry],
    drawn: Letter,
    by: Viewer,
    seen: str,
    now: datetime,
    key: str | None,
    *,
    step: Kind | None = None,
    facts: Mapping[str, object] | None = None,
) -> UUID:
    about = facts_of(chain)
    paper = papers.draft(
        letter=drawn, about=Subject(SUBJECT, application), body=about.body, by=by, now=now, party=about.party
    )
    said: dict[str, object] = {"paper": paper, "letter": drawn.kind}
    if step is not None:
        said |= {"step": step.value, "facts": {name: str(fact) for name, fact in (facts or {}).items()}}
    enter_on(application, chain, "letter_drafted", said, by=by, seen=seen, now=now, key=key)
    return paper


def decision_of(drawn: Letter) -> dict[str, object]:
    outcome = drawn.outcome
    if outcome is None:
        raise papers.Lacking("答复没有结果", "the reply has no outcome")
    endings = tuple(part.ending for part in drawn.parts)
    return {"outcome": outcome.key, **({"parts": endings} if len(endings) > 1 else {})}


def typed(step: Kind, facts: Mapping[str, str]) -> dict[str, object]:
    """Return *facts*, kept as text while the letter waited, as the types that the step declares."""
    row = acts()[step]
    types = {**row.needs, **row.may}
    read = {"number": int, "day": date.fromisoformat}
    return {name: read.get(types[name], str)(fact) for name, fact in facts.items() if name in types}  # type: ignore[operator]


def paper_of(entry: Entry) -> UUID:
    found: UUID = entry.read()["paper"]
    return found
