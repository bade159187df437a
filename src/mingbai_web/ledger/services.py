"""Writing to the ledger: one act is one entry, decided on what its writer had seen; a day is sealed once."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from mingbai.errors import MingbaiError
from mingbai_web.ledger import failpoints, locks, projections, queries, schemas
from mingbai_web.ledger.chain import ALGORITHM, Link, canonical, digest_of, digest_over
from mingbai_web.ledger.models import Entry, Seal
from mingbai_web.ledger.subjects import Hand, Subject

__all__ = [
    "Hand",
    "KeyUsedOtherwise",
    "Overtaken",
    "SealedBeyond",
    "Subject",
    "Wanted",
    "enter",
    "enter_all",
    "held_newest",
    "overtaken",
    "seal",
]


class Overtaken(MingbaiError):
    """Somebody else's act came first; what was decided was decided on an older state.

    It names what was done meanwhile: `since` has the entries, `head` the digest to decide on now.
    """

    status = 409  # by which a page that acts knows it (`look.acting`)

    def __init__(self, zh: str, en: str, *, since: Sequence[Entry] = (), head: str = "") -> None:
        super().__init__(zh, en)
        self.since = tuple(since)
        self.head = head


class KeyUsedOtherwise(MingbaiError):
    """An intake key came again with another act: it names one act and its retries only."""


class SealedBeyond(MingbaiError):
    """A later day is sealed already: seals follow each other in the order of days."""


@transaction.atomic
def enter(
    *,
    subject: Subject,
    kind: str,
    facts: Mapping[str, object],
    happened: date,
    effective: date,
    by: Hand,
    seen: str,
    now: datetime,
    key: str | None = None,
) -> Entry:
    """Enter one act, bring the projections of its subject up to it, and return its entry.

    With a *key* that was used before, the entry that was made then. *seen* is the digest of the head that the act was decided
    on, empty for a subject's first. Raises `BadFacts` for facts that are not those of the kind, `Overtaken` when another
    entry came first, `KeyUsedOtherwise` when *key* named another act.
    """
    schemas.held(schemas.schema(subject.kind, kind), facts)
    locks.entering()
    failpoints.reach("ledger.before_insert")
    said = canonical(facts)
    if (before := _with(key)) is not None:
        return _retried(before, subject, kind, said)
    head = queries.head(subject.kind, subject.id)
    if (head.digest if head is not None else "") != seen:
        return _second(subject, kind, said, key, seen)
    act = Wanted(subject, kind, facts, happened, effective, seen, key)
    columns = _columns(act, head.ordinal + 1 if head is not None else 1, seen, by, now)
    try:
        with transaction.atomic():
            made = Entry.objects.create(**columns)
    except IntegrityError:
        return _second(subject, kind, said, key, seen)
    failpoints.reach("ledger.after_insert")
    projections.rewrite(subject)
    failpoints.reach("ledger.after_projections")
    return made


def held_newest(chain: Sequence[Entry], seen: str, *, key: str | None = None) -> None:
    """Raise `Overtaken` where *seen* is not the last of *chain*, before anything is asked of what may be done next.

    The retry of an act that was entered with *key* is not overtaken by itself.
    """
    if (chain[-1].digest if chain else "") != seen and _with(key) is None:
        raise overtaken(chain, seen)


def overtaken(chain: Sequence[Entry], seen: str) -> Overtaken:
    """Return what to tell who decided on *seen*: which acts of *chain* came since, and when."""
    at = next((place for place, entry in enumerate(chain, 1) if entry.digest == seen), 0)
    since = chain[at:]
    shown = since[-_NAMED:]
    words = [each.words for each in shown]
    times = [f"{timezone.localtime(each.recorded_at):%H:%M}" for each in shown]
    zh = "、".join(f"{each.zh} {at}" for each, at in zip(words, times, strict=True))
    en = ", ".join(f"{each.en} {at}" for each, at in zip(words, times, strict=True))
    more = len(since) - len(shown)
    return Overtaken(
        f"这件事刚刚有人办过一步（{f'共{len(since)}步，最近：' if more else ''}{zh}），没有保存：请看过最新情况后再办",
        f"somebody has just acted on this ({f'{len(since)} acts, the latest: ' if more else ''}{en}); nothing was saved: "
        "look at what is new, then decide again",
        since=since,
        head=chain[-1].digest if chain else "",
    )


_NAMED = 3


class Wanted(NamedTuple):
    """An act that is entered with others. *seen* is the head it was decided on, None: the act before it in the same list."""

    subject: Subject
    kind: str
    facts: Mapping[str, object]
    happened: date
    effective: date
    seen: str | None = None
    key: str | None = None


def _columns(act: Wanted, ordinal: int, previous: str, by: Hand, now: datetime) -> dict[str, Any]:
    """Return the columns of the entry of *act*, its digest among them."""
    link = Link(
        act.subject.kind,
        act.subject.id,
        ordinal,
        previous,
        act.kind,
        schemas.schema(act.subject.kind, act.kind).version,
        canonical(act.facts),
        act.happened,
        act.effective,
        now,
        by.person,
        by.seat,
        by.body,
        by.on_behalf_of,
        by.source,
    )
    return {**link._asdict(), "digest": digest_of(link), "algorithm": ALGORITHM, "key": act.key}


@transaction.atomic
def enter_all(acts: Sequence[Wanted], *, by: Hand, now: datetime) -> list[Entry]:
    """Enter many acts by one hand, all or none, as one by one would, in a few queries; return their entries.

    For registers that come in and go: the database's one writer is held for as long as this takes. No *key* may have been used
    before: who retries asks first. Raises `BadFacts`, `Overtaken`.
    """
    for act in acts:
        schemas.held(schemas.schema(act.subject.kind, act.kind), act.facts)
    locks.entering()
    chains: dict[Subject, list[Entry]] = {act.subject: [] for act in acts}
    for kind in {each.kind for each in chains}:
        among = [each.id for each in chains if each.kind == kind]
        for id, chain in queries.chains(kind, among=among):
            chains[Subject(kind, id)] = chain
    known = [subject for subject, chain in chains.items() if chain]
    made = []
    for act in acts:
        chain = chains[act.subject]
        head = chain[-1].digest if chain else ""
        if act.seen is not None and act.seen != head:
            raise overtaken(chain, act.seen)
        made.append(Entry(**_columns(act, len(chain) + 1, head, by, now)))
        chain.append(made[-1])
    failpoints.reach("ledger.before_insert")
    try:
        with transaction.atomic():
            Entry.objects.bulk_create(made)
    except IntegrityError:
        raise Overtaken(
            "刚刚有人办过其中的一件，没有保存任何一件：请看过最新情况后再办",
            "somebody has just acted on one of these; none was saved: look at what is new, then decide again",
        ) from None
    failpoints.reach("ledger.after_insert")
    projections.rewrite_all(chains, known=known)
    failpoints.reach("ledger.after_projections")
    return made


@transaction.atomic
def seal(*, on: date, now: datetime) -> Seal:
    """Seal the day *on*, once; a second call returns the seal that there is.

    The seal is over the heads that moved since the seal before and over that seal, hence over all heads: a day costs what
    was entered on it. What was recorded after the end of the day is left to the next. Raises `SealedBeyond` for a day before
    the last seal.
    """
    locks.sealing()
    made = Seal.objects.filter(sealed_on=on).first()
    if made is not None:
        return made
    before = Seal.objects.order_by("-sealed_on").first()
    if before is not None and before.sealed_on > on:
        raise SealedBeyond(
            f"{before.sealed_on} 已经封存，不能再补 {on} 的封存",
            f"{before.sealed_on} is sealed already: {on} cannot be sealed after it",
        )
    covered = before.last_entry if before is not None else 0
    end = datetime.combine(on + timedelta(days=1), time(), timezone.get_default_timezone())
    new = Entry.objects.filter(id__gt=covered, recorded_at__lt=end).order_by("-id")
    last = new.values_list("id", flat=True).first() or covered
    previous = before.digest if before is not None else ""
    failpoints.reach("seal.before_insert")
    made = Seal.objects.create(
        sealed_on=on,
        sealed_at=now,
        entries=(before.entries if before is not None else 0)
        + Entry.objects.filter(id__gt=covered, id__lte=last).count(),
        last_entry=last,
        previous=previous,
        digest=digest_over(queries.heads(last, after=covered), previous, on),
        algorithm=ALGORITHM,
    )
    failpoints.reach("seal.after_insert")
    return made


def _retried(before: Entry, subject: Subject, kind: str, said: str) -> Entry:
    if (before.subject_kind, before.kind, before.facts) != (subject.kind, kind, said):
        raise KeyUsedOtherwise(
            "这个提交标识已经用于另一件事：请刷新页面后重新提交",
            "this key was used for something else: reload the page and submit again",
        )
    return before


def _with(key: str | None) -> Entry | None:
    return None if key is None else queries.by_key(key)


def _second(subject: Subject, kind: str, said: str, key: str | None, seen: str) -> Entry:
    """Return what this same submission entered a moment ago; raise `Overtaken` when it was somebody else's act."""
    if (before := _with(key)) is not None:
        return _retried(before, subject, kind, said)
    raise overtaken(queries.entries(subject.kind, subject.id), seen)
