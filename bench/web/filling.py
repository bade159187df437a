"""A district with many applications on record: entries in the order of their recording, with the ledger's own digests and seals.

What writes them by the thousand is `bulk_create`; that they are what entering one by one makes is proved by `verify`, which
every run of the benchmarks begins with.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from django.db import transaction

from bench.web.lives import Life, Place, fifty, lives
from mingbai.lifecycle import Case, Settings
from mingbai_web.accounts.roles import Role
from mingbai_web.applications.cases import acts_of
from mingbai_web.demo import district
from mingbai_web.ledger import schemas, services
from mingbai_web.ledger.chain import ALGORITHM, Link, canonical, digest_of
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.subjects import Subject
from mingbai_web.parties.models import Party
from mingbai_web.rules import queries as rules

__all__ = ["FIFTY", "Filling", "founded"]

SINCE = date(2020, 1, 1)
FIFTY = 8
"""Applications with fifty acts, to look at."""
_ACTS_A_CASE = 9.6
_AT_ONCE = 5_000


def founded() -> list[district.Office]:
    """Make the fictional district of the demonstration, with its seats, and return its offices."""
    return district.make(since=SINCE, now=datetime.combine(SINCE, time(1), UTC)).offices


class Filling:
    """Acts on record up to *today*, as many as are asked for, the earliest first."""

    def __init__(self, offices: Sequence[district.Office], today: date, acts: int) -> None:
        places = [
            Place(
                each.body, each.unit, [place.seat for place in each.places if place.role is Role.CASE_OFFICER]
            )
            for each in offices
        ]
        calendar = rules.settings().calendar
        count = int(acts / _ACTS_A_CASE)
        self.looked_at = [fifty(count + n, places[0], today, calendar) for n in range(FIFTY)]
        self.lives = [*lives(count, places, today, calendar), *self.looked_at]
        entries = [entry for life in self.lives for entry in chain(life)]
        entries.sort(key=lambda entry: entry.recorded_at)
        self._waiting = iter(entries)
        self._last: Entry | None = None
        self.entered = 0

    def enter(self, count: int) -> int:
        """Put the next *count* acts on record, or all that are left, with their parties and a seal a day; return how many."""
        made = [entry for _, entry in zip(range(count), self._waiting, strict=False)]
        with transaction.atomic():
            first = {entry.subject_id for entry in made if entry.ordinal == 1}
            Party.objects.bulk_create(
                (
                    Party(
                        id=life.party, body=life.body, kind=life.applicant, label="张某某", sealed=b"sealed"
                    )
                    for life in self.lives
                    if life.id in first
                ),
                batch_size=_AT_ONCE,
            )
        begun = made[:1]
        while begun:
            day = begun[0].recorded_at.date()
            until = next((n for n, each in enumerate(made) if each.recorded_at.date() > day), len(made))
            with transaction.atomic():
                Entry.objects.bulk_create(made[:until], batch_size=_AT_ONCE)
                now = datetime.combine(day + timedelta(1), time(), UTC)
                services.seal(on=day, now=now)
            self.entered += until
            made = made[until:]
            begun = made[:1]
        return self.entered


def chain(life: Life) -> Iterator[Entry]:
    """Yield the entries of *life*, each following from the one before."""
    previous = ""
    for ordinal, done in enumerate(life.done, 1):
        schema = schemas.schema("application", done.kind)
        schemas.held(schema, done.facts)
        link = Link(
            "application", life.id, ordinal, previous, done.kind, schema.version, canonical(done.facts),
            done.effective, done.effective, done.at, "jingban", "seat", str(life.body), "", "screen",
        )  # fmt: skip
        previous = digest_of(link)
        yield Entry(**link._asdict(), digest=previous, algorithm=ALGORITHM)


def unlawful(life: Life, settings: Settings) -> list[str]:
    """Return what of *life* the law gives no effect: nothing, in lives that are measured."""
    case = Case.of(acts_of(chain(life)), settings)
    return [refusal.why.en for refusal in case.as_of().refusals]


def subject_of(life: Life) -> Subject:
    """Return what the entries of *life* are about."""
    return Subject("application", UUID(str(life.id)))
