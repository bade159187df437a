"""Which steps are open on a day: those that the law would allow then, were suitable facts given."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from mingbai.errors import MingbaiError
from mingbai.lifecycle.act import Act, Fact
from mingbai.lifecycle.case import Case
from mingbai.lifecycle.standing import Standing
from mingbai.lifecycle.table import Entry, Kind, acts

__all__ = ["openings"]

_SOMEBODY = "—"


def openings(case: Case, on: date) -> tuple[Kind, ...]:
    """Return the steps that could be entered in *case* effective *on*, in the order of the table."""
    return tuple(_openings(case, case.as_of(), on))


def _openings(case: Case, standing: Standing, on: date) -> Iterator[Kind]:
    for kind, entry in acts().items():
        if standing.state not in entry.sources:
            continue
        for facts in _suitable(entry, standing, on):
            try:
                case.enter(Act(kind, on, on, on, facts))
            except MingbaiError:
                continue
            yield kind
            break


def _suitable(entry: Entry, standing: Standing, on: date) -> Iterator[Mapping[str, Fact]]:
    """Yield facts that would do for *entry*, one set for each party whose view is out."""
    facts: dict[str, Fact] = {}
    for name, type_ in entry.needs.items():
        match type_:
            case "day":
                facts[name] = on + timedelta(1) if name == "until" else on
            case "number":
                facts[name] = 1
            case "list":
                facts[name] = (_SOMEBODY,)
            case _:
                facts[name] = _NAMED.get(name, _SOMEBODY)
    if "party" in facts:
        for each in standing.consultations:
            if each.answered is None:
                yield {**facts, "party": each.party}
    yield facts


_NAMED = {"route": "post", "channel": "in-person", "outcome": "granted"}
