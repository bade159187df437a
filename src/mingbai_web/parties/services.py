"""Taking, correcting and erasing what is known of a party."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from mingbai.screening.personal import personal
from mingbai_web.accounts.permissions import Forbidden, require
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger import failpoints
from mingbai_web.ledger.services import Wanted, enter, enter_all
from mingbai_web.ledger.subjects import Hand, Subject, new_id
from mingbai_web.parties import keys
from mingbai_web.parties.ciphers import Key
from mingbai_web.parties.commitments import commit_each, index
from mingbai_web.parties.details import BadDetails, Details, cleaned
from mingbai_web.parties.erasing import gone_with
from mingbai_web.parties.labels import ERASED, label
from mingbai_web.parties.models import Index, Party
from mingbai_web.parties.queries import head, opened

__all__ = ["correct", "erase", "finish_erasures", "hold", "pass_on", "take", "take_all"]


@transaction.atomic
def take(
    *,
    details: Details,
    kind: str,
    by: Viewer,
    now: datetime,
    body: UUID | None = None,
    source: str = "screen",
) -> UUID:
    """Take a party into the files of *body*, which need not be named by a seat that serves one; return its id.

    Its data key is on disk before its row is written; the act holds commitments alone.
    """
    require(by, "parties.take")
    body = _body(by, body)
    details = cleaned(details, kind)
    party = Party(id=new_id(), body=body, kind=kind)
    key = keys.store().make(party.id)
    failpoints.reach("party.key_made")
    _write(party, details, key)
    _enter(
        party,
        "party_taken",
        {"kind": kind, "commitments": commit_each(details.told(), key=key)},
        by=by,
        seen="",
        now=now,
        source=source,
    )
    return party.id


@transaction.atomic
def take_all(
    taken: Sequence[tuple[Details, str]], *, by: Viewer, now: datetime, body: UUID, source: str
) -> list[UUID]:
    """Take many parties, each by its details and its kind, as `take` would, in a few queries; return their ids."""
    require(by, "parties.take")
    body = _body(by, body)
    known = [(cleaned(details, kind), kind) for details, kind in taken]
    rows = [Party(id=new_id(), body=body, kind=kind) for _, kind in known]
    made = keys.store().make_all([row.id for row in rows])
    failpoints.reach("party.key_made")
    indexes: list[Index] = []
    for row, (details, _), key in zip(rows, known, made, strict=True):
        indexes += _filled(row, details, key)
    Party.objects.bulk_create(rows)
    Index.objects.bulk_create(indexes)
    day = timezone.localdate(now)
    acts = [
        Wanted(
            Subject("party", row.id),
            "party_taken",
            {"kind": row.kind, "commitments": commit_each(details.told(), key=key)},
            day,
            day,
            "",
        )
        for row, (details, _), key in zip(rows, known, made, strict=True)
    ]
    enter_all(acts, by=by.hand(body, source=source), now=now)
    return [row.id for row in rows]


@transaction.atomic
def correct(
    *, party: UUID, details: Details, reason: str, by: Viewer, now: datetime, seen: str, kind: str = ""
) -> None:
    """Put *details* in the place of what is known, decided on the head *seen*; the act names what changed."""
    require(by, "parties.correct")
    row = _row(party, by)
    key = keys.store().of(party)
    before, kind_before = opened(row, key), row.kind
    row.kind = kind or row.kind
    details = cleaned(details, row.kind)
    was, now_is = dict(before.told()), dict(details.told())
    changed = [name for name in {**was, **now_is} if was.get(name) != now_is.get(name)]
    if row.kind != kind_before or details.person != before.person:
        changed.append("kind")
    if not changed:
        raise BadDetails("没有改动", "nothing was changed")
    _write(row, details, key)
    facts = {
        "kind": row.kind,
        "commitments": commit_each(details.told(), key=key),
        "changed": changed,
        "reason": _reason(reason, before, details),
    }
    _enter(row, "party_corrected", facts, by=by, seen=seen, now=now)


@transaction.atomic
def correct_some(
    *, party: UUID, given: Mapping[str, str], reason: str, by: Viewer, now: datetime, seen: str
) -> None:
    """Put each of *given*, by the name of its field in `Details`, in the place of what is known; what is not given stays."""
    require(by, "parties.correct")
    details = replace(opened(_row(party, by)), **given)  # type: ignore[arg-type]  # fields of text alone
    correct(party=party, details=details, reason=reason, by=by, now=now, seen=seen)


@transaction.atomic
def erase(*, party: UUID, by: Viewer, reason: str, now: datetime, seen: str) -> None:
    """Erase what is known of a party: blank its row, and destroy its data key once that is committed.

    What old copies of the database hold of it can then be read by nobody; the chain still verifies, for acts hold
    commitments under a key derived from the one destroyed. Erasing twice is as once.
    """
    require(by, "parties.erase")
    row = _row(party, by, erased=True)
    if row.erased_on is None:
        known = [opened(row)] if keys.store().has(party) else []
        _blank(row, now)
        _enter(row, "party_erased", {"reason": _reason(reason, *known)}, by=by, seen=seen, now=now)
    # After the act is safe, never before: data destroyed without a record of it would be worse than a day's delay.
    gone = [party, *gone_with([party])]
    transaction.on_commit(lambda: _destroy(gone))


def finish_erasures() -> int:
    """End every erasure that one half of is missing; return how many there were.

    The keys of erased parties that are still there are destroyed: for the start of a worker, and after keys were restored from a
    copy made before an erasure. Parties whose key was destroyed and whose rows a backup brought back are erased again.
    """
    store = keys.store()
    erased = list(Party.objects.exclude(erased_on=None).values_list("id", flat=True))
    left = [each for each in (*erased, *gone_with(erased)) if store.has(each)]
    store.destroy(left)
    standing = Party.objects.filter(erased_on=None).values_list("id", flat=True)
    back = sorted(store.destroyed(standing))
    for party in back:
        _erase_again(party)
    return len(left) + len(back)


@transaction.atomic
def _erase_again(party: UUID) -> None:
    """Blank a row that came back with a backup after its key was destroyed, by an act of the installation's own."""
    row, now = Party.objects.select_for_update().get(id=party), timezone.now()
    _blank(row, now)
    gone_with([party])
    enter(
        subject=Subject("party", party),
        kind="party_erased",
        facts={"reason": "恢复的备份早于删除：按密钥库的记录再次删除"},
        happened=timezone.localdate(now),
        effective=timezone.localdate(now),
        by=Hand("system", "", str(row.body), "", "system"),
        seen=head(party),
        now=now,
    )


def _blank(row: Party, now: datetime) -> None:
    row.label, row.sealed, row.erased_on = ERASED, b"", timezone.localdate(now)
    row.save()
    row.indexes.all().delete()


def pass_on(party: UUID, to: UUID) -> None:
    """Let the body *to*, which an application of *party* went to, know the party as the one that took it does."""
    Party.objects.filter(id=party).exclude(body=to).update(also=to)


def hold(party: UUID) -> bool:
    """Keep *party* from being erased until the transaction of the caller ends; return False where it was erased already."""
    row = Party.objects.select_for_update().filter(id=party, erased_on=None)
    return row.values_list("id", flat=True).first() is not None


def _destroy(gone: Sequence[UUID]) -> None:
    failpoints.reach("party.before_destroy")
    keys.store().destroy(gone)
    failpoints.reach("party.after_destroy")


def _write(row: Party, details: Details, key: Key) -> None:
    indexes = _filled(row, details, key)
    row.save()
    row.indexes.all().delete()
    Index.objects.bulk_create(indexes)


def _filled(row: Party, details: Details, key: Key) -> list[Index]:
    """Fill *row* with *details*, sealed, and return what it is looked up by."""
    row.label = label(details.name, row.kind, person=details.person)
    row.sealed = key.seal(details.said(), row.about)
    wanted = {(field, index(field, value)) for field, value in details.looked_up_by()}
    return [Index(party=row, field=field, digest=digest) for field, digest in sorted(wanted)]


def _enter(
    row: Party,
    kind: str,
    facts: Mapping[str, object],
    *,
    by: Viewer,
    seen: str,
    now: datetime,
    source: str = "screen",
) -> None:
    day = timezone.localdate(now)
    enter(
        subject=Subject("party", row.id),
        kind=kind,
        facts=facts,
        happened=day,
        effective=day,
        by=by.hand(row.body, source=source),
        seen=seen,
        now=now,
    )


def _row(party: UUID, by: Viewer, *, erased: bool = False) -> Party:
    found = Party.of(by.reach).select_for_update().filter(id=party).first()
    if found is None:
        raise Forbidden("没有这个当事人，或者不属于本机关", "there is no such party, or it is another body's")
    if found.erased_on is not None and not erased:
        raise BadDetails("这个当事人的个人信息已经删除", "this party's personal data were erased")
    return found


def _body(by: Viewer, body: UUID | None) -> UUID:
    if body is None and len(by.bodies) == 1:
        return by.bodies[0]
    if body is None or body not in by.reach:
        raise Forbidden("请选择本岗位所属的机关", "choose a body that this seat serves")
    return body


def _reason(reason: str, *known: Details) -> str:
    """Return the reason as it goes into an act, where nobody can erase it. Raises `BadDetails` for personal data in it."""
    reason = " ".join(reason.split())
    if not 2 <= len(reason) <= 200:
        raise BadDetails("请写明理由，2 至 200 字", "give a reason of 2 to 200 characters")
    told = {
        value
        for each in known
        for name in ("name", "number", "phone")
        if len(value := getattr(each, name)) > 1
    }
    if any(value in reason for value in told) or next(personal(reason), None) is not None:
        raise BadDetails(
            "理由会永久保留：请不要写姓名、证件号码、电话",
            "the reason stays on record for good: leave out names, numbers and telephones",
        )
    return reason
