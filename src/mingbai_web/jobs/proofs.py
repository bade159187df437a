"""Verifying as work: asked for by a page or a schedule, done by a worker, with a result that is kept.

Apps above declare what else there is to prove (`declare`); the ledger's chains, seals and projections always are.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from django.utils import timezone

from mingbai.text.words import Words
from mingbai_web.jobs import services, works
from mingbai_web.jobs.models import Job, Proof, State
from mingbai_web.ledger import projections, verification
from mingbai_web.ledger.models import Entry, Seal
from mingbai_web.ledger.pieces import apart
from mingbai_web.ledger.subjects import new_id

__all__ = ["Proved", "ask", "declare", "faults", "latest", "prepare", "under_way"]

WORK = "ledger.verify"
SHOWN = 200
"""Faults whose places are kept with a result; the rest is counted."""


class Found(Protocol):
    """Something that does not hold, and where."""

    @property
    def at(self) -> str: ...
    @property
    def says(self) -> Words: ...


@dataclass(frozen=True, slots=True)
class Proved:
    """A verification that ended: what was counted, how much does not hold, and where."""

    asked_by: str
    began_at: datetime
    ended_at: datetime
    entries: int
    seals: int
    count: int
    faults: tuple[tuple[str, Words], ...]


_DECLARED: dict[str, tuple[Callable[[], Iterator[Found]], bool]] = {}


def declare(name: str, verify: Callable[[], Iterator[Found]], *, keys: bool) -> None:
    """Declare what else is proved, and whether that takes the store of *keys*, in `AppConfig.ready()`."""
    _DECLARED[name] = verify, keys


def prepare() -> None:
    """Declare the work."""
    words = Words("核验全部记录", "verifying the whole ledger")
    works.declare(works.Work(WORK, words, _verify, whole=False, turns=2, lease=timedelta(hours=2)))


def faults(*, keys: bool = True, processes: int = 1) -> Iterator[Found]:
    """Yield everything that does not hold; where there are no *keys*, only what is proved without them."""
    with apart(processes) as each:
        yield from verification.verify(each)
        yield from projections.differences(each)
    for verify, needs in _DECLARED.values():
        if keys or not needs:
            yield from verify()


def ask(*, by: str, now: datetime) -> UUID | None:
    """Ask for a verification, unless one is under way."""
    return None if under_way() else services.ask(work=WORK, facts={"by": by}, now=now)


def under_way() -> bool:
    """Return whether a verification was asked for and has not ended."""
    return Job.objects.filter(work=WORK, state__in=(State.WAITING, State.RUNNING)).exists()


def latest(most: int = 10) -> list[Proved]:
    """Return the verifications that ended, the latest first."""
    return [
        Proved(
            row.asked_by,
            row.began_at,
            row.ended_at,
            row.entries,
            row.seals,
            row.count,
            tuple((at, Words(zh, en)) for at, zh, en in json.loads(row.faults)),
        )
        for row in Proof.objects.order_by("-ended_at")[:most]
    ]


def _verify(facts: Mapping[str, Any], now: datetime) -> None:
    entries, seals, count = Entry.objects.count(), Seal.objects.count(), 0
    kept: list[tuple[str, str, str]] = []
    for fault in faults():
        count += 1
        if len(kept) < SHOWN:
            kept.append((fault.at, fault.says.zh, fault.says.en))
    Proof.objects.create(
        id=new_id(),
        asked_by=facts["by"],
        began_at=now,
        ended_at=timezone.now(),
        entries=entries,
        seals=seals,
        count=count,
        faults=json.dumps(kept, ensure_ascii=False),
    )
