"""What an application shows to the public, as values: the inner side says them, this side keeps and shows them.

`rows_of` makes the rows of the projection; who declares a projection that yields them names `PublicCase` and `PublicStep`
among its models. No name of an officer, no personal data of anybody: only what is said here.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from mingbai.deadlines import Kind as CountedAs
from mingbai.deadlines import Step as Counted
from mingbai.remedies import Remedy
from mingbai.statutes import Ground, shipped
from mingbai.text.words import Words
from mingbai_web.ledger.projections import Projected
from mingbai_web.tracking.models import PublicCase, PublicStep

__all__ = ["Following", "LastDay", "Next", "Step", "following_of", "last_days", "rows_of"]

_NOTHING = Words("", "")


@dataclass(frozen=True, slots=True)
class Step:
    """One public act: `kind` is that of the ledger, `day` the one on which it takes effect."""

    kind: str
    words: Words
    day: date
    ground: Ground | None = None
    note: Words = _NOTHING
    letter: UUID | None = None  # a file that may be fetched here
    letter_name: str = ""


@dataclass(frozen=True, slots=True)
class Next:
    """What comes next, and by when; an act that is internal is said as 办理中 with the statutory day."""

    words: Words
    by: date | None = None
    firm: bool = True


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day of a remedy, once service is known."""

    words: Words
    by: date
    firm: bool
    ground: Words


@dataclass(frozen=True, slots=True)
class Following:
    """An application as the public may see it.

    `clock` are the steps of the counting (`Standing.steps()`), which ends on the day on which it was `answered`; `period` the
    days before any extension.
    """

    number: str
    code_hash: str
    reference: str
    body: UUID
    state: Words
    steps: tuple[Step, ...]
    office: str = ""
    received: date | None = None
    due: date | None = None
    firm: bool = True
    ended: bool = False
    answered: date | None = None
    next: Next | None = None
    clock: tuple[Counted, ...] = ()
    period: int | None = None
    remedies: tuple[LastDay, ...] = ()


def last_days(found: Remedy) -> tuple[LastDay, ...]:
    """Return the last days of the remedies that *found* names, in the order in which they are to be taken."""
    return tuple(
        LastDay(words, limit.due, limit.missing is None, limit.version.ground.words)
        for words, limit in found.limits
    )


def rows_of(said: Following) -> Iterator[Projected]:
    """Yield the rows of *said*: the case, then its steps in order."""
    then = said.next or Next(_NOTHING)
    yield PublicCase(
        number=said.number,
        code_hash=said.code_hash,
        reference=said.reference,
        body=said.body,
        office=said.office,
        state_zh=said.state.zh,
        state_en=said.state.en,
        received=said.received,
        due=said.due,
        firm=said.firm,
        ended=said.ended,
        answered=said.answered,
        next_zh=then.words.zh,
        next_en=then.words.en,
        next_by=then.by,
        next_firm=then.firm,
        clock=_json([[s.first, s.last, s.days, s.kind.value, *s.what, *s.ground] for s in said.clock]),
        period=said.period,
        remedies=_json([[*each.words, each.by, each.firm, *each.ground] for each in said.remedies]),
    )
    for ordinal, step in enumerate(said.steps, 1):
        yield PublicStep(
            number=said.number,
            reference=said.reference,
            ordinal=ordinal,
            kind=step.kind,
            zh=step.words.zh,
            en=step.words.en,
            day=step.day,
            note_zh=step.note.zh,
            note_en=step.note.en,
            instrument=step.ground.instrument.key if step.ground else "",
            article=step.ground.article if step.ground else "",
            status=step.ground.status if step.ground else "",
            letter=step.letter,
            letter_name=step.letter_name,
        )


def following_of(case: PublicCase, steps: Sequence[PublicStep]) -> Following:
    """Return what the rows of one application say."""
    then = Next(Words(case.next_zh, case.next_en), case.next_by, case.next_firm) if case.next_zh else None
    return Following(
        number=case.number,
        code_hash=case.code_hash,
        reference=case.reference,
        body=case.body,
        state=Words(case.state_zh, case.state_en),
        steps=tuple(map(_step, steps)),
        office=case.office,
        received=case.received,
        due=case.due,
        firm=case.firm,
        ended=case.ended,
        answered=case.answered,
        next=then,
        clock=tuple(
            Counted(_day(first), _day(last), days, CountedAs(kind), Words(zh, en), Words(by, by_en))
            for first, last, days, kind, zh, en, by, by_en in json.loads(case.clock or "[]")
        ),
        period=case.period,
        remedies=tuple(
            LastDay(Words(zh, en), _day(by), firm, Words(ground, ground_en))
            for zh, en, by, firm, ground, ground_en in json.loads(case.remedies or "[]")
        ),
    )


def _step(row: PublicStep) -> Step:
    ground = shipped().ground(row.instrument, row.article, row.status) if row.instrument else None
    return Step(
        row.kind,
        Words(row.zh, row.en),
        row.day,
        ground,
        Words(row.note_zh, row.note_en),
        row.letter,
        row.letter_name,
    )


def _json(rows: list[list[object]]) -> str:
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"), default=str) if rows else ""


def _day(text: str) -> date:
    return date.fromisoformat(text)
