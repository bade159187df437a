"""Taking in what was submitted online: opened, logged as an item, registered, and removed from the outer zone, in one transaction."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from mingbai.errors import MingbaiError
from mingbai.lifecycle import Kind
from mingbai_web.accounts.permissions import require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.applications.cases import facts_of
from mingbai_web.applications.services.items import log_item
from mingbai_web.applications.services.registering import Request, register
from mingbai_web.applications.services.steps import NotHere, take_step
from mingbai_web.files.examining import Examined, examine
from mingbai_web.files.services import store_examined
from mingbai_web.intake import queries as intake
from mingbai_web.intake import services as outer
from mingbai_web.intake.details import Opened, Person, unpack
from mingbai_web.intake.uploads import EXAMINED_AS
from mingbai_web.ledger import failpoints
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.subjects import Subject
from mingbai_web.parties import sealing
from mingbai_web.parties import services as parties
from mingbai_web.parties.details import Agent, Details

__all__ = ["open_submission", "take_in"]

_IDENTITIES = {"permit": "residence_permit", "foreigner": "permanent_residence", "credit": "credit_code"}
"""Kinds of papers that the public form calls otherwise."""


def open_submission(*, submission: UUID, by: Viewer) -> Opened:
    """Return what a submission to a body of *by* says. Raises `Forbidden`, `NotHere`, `KeyGone`, `Unopened`."""
    require(by, "applications.register")
    found = intake.sealed(submission)
    if found is not None:
        opened = unpack(sealing.open(found.payload))
        if opened.body in by.reach:
            return opened
    raise NotHere("没有这件提交，或者已经转入", "there is no such submission, or it was taken in already")


def take_in(
    *,
    submission: UUID,
    matters: Sequence[str],
    by: Viewer,
    now: datetime,
    key: str,
    confirmed_on: date | None = None,
) -> list[Subject]:
    """Register what a submission asks for, one application a matter, and return them; the outer zone keeps only its digest.

    Its files are examined first and kept with the first application, under the applicant's key. They wait for confirmation unless it was *confirmed_on* a day (条例第三十一条第三项). A retry with the same *key* returns what was
    registered then. Raises `Forbidden`, `NotHere`, `AlreadyTaken`, `Refused`.
    """
    if ledger.by_key(f"{key}/0") is not None:
        found = (ledger.by_key(f"{key}/{at}") for at in range(len(matters)))
        return [Subject("application", each.subject_id) for each in found if each is not None]
    opened = open_submission(submission=submission, by=by)
    examined = list(_examined(submission, opened))
    with transaction.atomic():
        made = _take_in(opened, submission, matters, by, now, key, confirmed_on)
        party = facts_of(ledger.entries("application", made[0].id)).party
        for file in examined:
            store_examined(file, subject=made[0], by=by, now=now, party=party, body=opened.body)
    return made


def _take_in(
    opened: Opened,
    submission: UUID,
    matters: Sequence[str],
    by: Viewer,
    now: datetime,
    key: str,
    confirmed_on: date | None,
) -> list[Subject]:
    details, who = opened.details, opened.details.applicant
    party, *joint = parties.take_all(
        [(_details(opened), who.kind), *((each, who.kind) for each in _joint(opened))],
        by=by,
        now=now,
        body=opened.body,
        source="screen",
    )
    item = log_item(
        body=opened.body,
        carrier="online",
        arrived_at=opened.submitted_at,
        about=matters[0],
        party=party,
        submission=submission,
        by=by,
        now=now,
    )
    code_hash = next(each.code_hash for each in intake.waiting([opened.body]) if each.id == submission)
    asked = [
        Request(
            party=party,
            applicant=who.kind,
            matter=matter,
            channel="online",
            arrived_at=opened.submitted_at,
            form=details.wanted.form,
            route=details.wanted.route,
            joint=tuple(joint),
            agent=details.agent is not None,
            public_number=opened.number,
            code=code_hash,
        )
        for matter in matters
    ]
    head = ledger.head("item", item.id)
    failpoints.reach("take_in.logged")
    made = register(
        body=opened.body,
        requests=asked,
        by=by,
        now=now,
        key=key,
        item=item.id,
        seen=head.digest if head is not None else "",
        submission=submission,
    )
    if confirmed_on is not None:
        for each in made:
            last = ledger.head("application", each.id)
            take_step(
                application=each.id,
                kind=Kind.CONFIRMED,
                effective=confirmed_on,
                by=by,
                seen=last.digest if last is not None else "",
                now=now,
            )
    failpoints.reach("take_in.registered")
    outer.taken(submission=submission, by=by.hand(opened.body), now=now)
    failpoints.reach("take_in.before_commit")
    return made


def _examined(submission: UUID, opened: Opened) -> Iterator[Examined]:
    """Yield the files of a submission as they are examined anew; one that is refused now stays out: the digest of the
    submission goes on saying that it was there."""
    sealed = intake.sealed(submission)
    for said, blob in zip(opened.files, sealed.files if sealed is not None else (), strict=False):
        try:
            yield examine(
                sealing.open(blob),
                name=str(said["name"]),
                purpose=EXAMINED_AS.get(said["purpose"], "attachment"),
            )
        except MingbaiError:
            continue


def _details(opened: Opened) -> Details:
    said, who = opened.details, opened.details.applicant
    agent = said.agent
    return Details(
        name=who.name,
        identity=_identity(who),
        number=who.identity_number,
        phone=who.phone,
        email=who.email,
        address=who.address,
        post_code=who.postcode,
        contact=who.contact,
        agent=Agent(
            agent.name,
            _identity(agent),
            agent.identity_number,
            agent.phone,
            _authority(opened),
            f"{agent.address} {agent.postcode}".strip(),
        )
        if agent is not None
        else None,
        notes=_sought(opened),
        person=who.kind == "natural_person",
    )


def _authority(opened: Opened) -> str:
    """Return where the agent's authority is written, empty where no such paper came."""
    came = any(said["purpose"] == "authorisation" for said in opened.files)
    return "见随附的授权委托书" if came else ""


def _joint(opened: Opened) -> Iterator[Details]:
    """Yield who applies together with the applicant: parties of their own, each under a key of its own."""
    for each in opened.details.joint:
        yield Details(each.name, _identity(each), each.identity_number, each.phone)


def _identity(person: Person) -> str:
    return _IDENTITIES.get(person.identity, person.identity) if person.identity_number else ""


def _sought(opened: Opened) -> str:
    """Return the applicant's own words, which may name people: they are kept with the party, sealed."""
    sought = opened.details.sought
    return "\n".join(each for each in (sought.name, sought.number, sought.features) if each)
