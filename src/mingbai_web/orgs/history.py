"""How bodies and units became what they are: acts in the order in which they take effect, folded into dated rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, zip_longest
from typing import Any
from uuid import UUID

from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.projections import Projected
from mingbai_web.orgs.models import Body, Guide, Serving, Succession, Supervision, Unit

__all__ = ["ENDS", "GUIDE", "body_rows", "unit_rows"]

ENDS = ("merged", "split", "abolished")
"""The acts after which a body is no more."""
GUIDE = tuple(
    field.attname
    for field in Guide._meta.concrete_fields
    if field.attname not in {"id", "subject", "projection", "rules", "since", "until"}
)
"""What a guide says, by name."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """What holds of a body or a unit at the end of a day."""

    facts: Mapping[str, Any]
    above: tuple[UUID, ...] = ()  # who supervises a body; whom a unit serves
    guide: Mapping[str, Any] | None = None


def body_rows(subject: UUID, entries: Sequence[Entry]) -> Iterator[Projected]:
    """Yield the rows that the acts on a body give."""
    spans = list(_spans(entries, _body))
    for since, until, now in spans:
        yield Body(since=since, until=until, **now.facts)
    for since, until, above in _runs((since, until, now.above) for since, until, now in spans):
        for supervisor in above:
            yield Supervision(supervisor=supervisor, since=since, until=until)
    for since, until, guide in _runs((since, until, now.guide) for since, until, now in spans):
        if guide:
            yield Guide(since=since, until=until, **guide)
    for entry in _ordered(entries):
        if entry.kind in (*ENDS, "powers_moved"):
            yield _succession(entry)


def unit_rows(subject: UUID, entries: Sequence[Entry]) -> Iterator[Projected]:
    """Yield the rows that the acts on a unit give."""
    spans = list(_spans(entries, _unit))
    for since, until, now in spans:
        yield Unit(since=since, until=until, **now.facts)
    for since, until, serves in _runs((since, until, now.above) for since, until, now in spans):
        for body in serves:
            yield Serving(body=body, since=since, until=until)


def _ordered(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: (entry.effective, entry.ordinal))


def _spans(entries: Sequence[Entry], step: Any) -> Iterator[tuple[date, date | None, _Standing]]:
    """Yield what held from each day on which an act takes effect to the next such day."""
    now = _Standing({})
    days = []
    for day, acts in groupby(_ordered(entries), lambda entry: entry.effective):
        for entry in acts:
            now = step(now, entry.kind, entry.read())
        days.append((day, now))
    for (since, standing), following in zip_longest(days, days[1:]):
        yield since, following[0] if following else None, standing


def _runs(spans: Iterable[tuple[date, date | None, Any]]) -> Iterator[tuple[date, date | None, Any]]:
    """Yield the spans with those that say the same joined."""
    for said, same in groupby(spans, lambda span: span[2]):
        joined = list(same)
        yield joined[0][0], joined[-1][1], said


_BODY = {"name": "", "short": "", "code": "", "mark": "", "letterhead": "", "level": "", "makes_rules": False}


def _body(now: _Standing, kind: str, facts: Mapping[str, Any]) -> _Standing:
    if kind in ENDS:
        return replace(now, facts={**now.facts, "ended": kind}, above=(), guide=None)
    if kind == "powers_moved":
        return now
    if kind == "guide_set":
        return replace(now, guide={name: facts.get(name, "") for name in GUIDE})
    held = {**_BODY, "position": 0, "reports_to": None, "ended": "", **now.facts}
    if kind == "renamed":
        held |= {name: facts.get(name, "") for name in ("name", "short", "letterhead")}
    if kind == "described":
        held |= {name: facts.get(name, "") for name in ("code", "mark", "letterhead", "level")}
        held |= {"makes_rules": facts.get("makes_rules", False), "position": facts.get("order", 0)}
    if kind == "established":
        held |= {name: facts.get(name, empty) for name, empty in _BODY.items()}
        held |= {"position": facts.get("order", 0)}
    above = now.above
    if kind in ("established", "placed"):
        held["reports_to"] = facts.get("reports_to")
        named = tuple(map(UUID, facts.get("supervised_by", ())))
        # Who is named no supervisor is supervised by the one it reports to.
        above = named or ((held["reports_to"],) if held["reports_to"] else ())
    return replace(now, facts=held, above=above)


def _unit(now: _Standing, kind: str, facts: Mapping[str, Any]) -> _Standing:
    if kind == "closed":
        return replace(now, facts={**now.facts, "ended": True}, above=())
    held = {
        "name": facts["name"],
        "has_accounts": facts["has_accounts"],
        "telephone": facts.get("telephone", ""),
        "address": facts.get("address", ""),
        "position": facts.get("order", 0),
        "ended": False,
    }
    return replace(now, facts=held, above=tuple(map(UUID, facts["serves"])))


def _succession(entry: Entry) -> Succession:
    facts = entry.read()
    return Succession(
        since=entry.effective,
        kind=entry.kind,
        into=" ".join(facts.get("into", ())),
        matter=facts.get("matter", ""),
        cases=facts.get("cases"),
        series=facts.get("series"),
        balances=facts.get("balances"),
    )
