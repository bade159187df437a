"""One act on a case: what was done, when it happened, from when it takes effect, when it was recorded, and its facts."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from mingbai.errors import Refused
from mingbai.lifecycle.table import Entry, Kind, acts

__all__ = ["Act", "Fact", "act"]

Fact = date | int | str | tuple[str, ...]
_TYPES: dict[str, type | tuple[type, ...]] = {"day": date, "number": int, "text": str, "list": tuple}
_NOTHING: Mapping[str, Fact] = {}


class Act(NamedTuple):
    """An act as it is entered in a ledger. Late and out-of-order recording is the normal case: the three days differ."""

    kind: Kind
    effective: date
    recorded: date
    happened: date
    facts: Mapping[str, Fact] = _NOTHING

    def day(self, name: str) -> date | None:
        """Return the fact *name*, a day, or None when it was not given."""
        found = self.facts.get(name)
        return found if isinstance(found, date) else None

    def text(self, name: str) -> str:
        """Return the fact *name*, a text, empty when it was not given."""
        found = self.facts.get(name, "")
        return found if isinstance(found, str) else ""

    def number(self, name: str) -> int:
        """Return the fact *name*, a number, 0 when it was not given."""
        found = self.facts.get(name)
        return found if isinstance(found, int) else 0

    def list(self, name: str) -> tuple[str, ...]:
        """Return the fact *name*, several texts, none when it was not given."""
        found = self.facts.get(name)
        return found if isinstance(found, tuple) else ()


def act(
    kind: Kind | str,
    effective: date,
    *,
    recorded: date | None = None,
    happened: date | None = None,
    **facts: Fact,
) -> Act:
    """Return the act, its facts held against the table; recorded and happened on the effective day unless said.

    Raises `Refused` for an unknown kind, a fact that is missing, of another type or not among those of the act, and for an
    act said to have happened after it was recorded.
    """
    try:
        entry = acts()[Kind(kind)]
    except ValueError:
        raise Refused(f"没有 {kind} 这一步", f"there is no act {kind}") from None
    zh, en, by = *entry.words, entry.ground.words
    for given in (effective, recorded or effective, happened or effective):
        if type(given) is not date:  # a datetime is a date to isinstance
            raise Refused(f"{zh}的日期不是日期：{given!r}", f"{en}: {given!r} is no day")
    for name, wanted in entry.needs.items():
        fact = facts.get(name)
        if fact is None or fact == () or (isinstance(fact, str) and not fact.strip()):
            raise Refused(f"{zh}应当记明 {name}（{by.zh}）", f"{en}: {name} must be given ({by.en})")
        _typed(entry, name, fact, wanted)
    for name, given_fact in facts.items():
        if name not in entry.needs:
            if name not in entry.may:
                raise Refused(f"{zh}没有 {name} 这一项", f"{en}: there is no fact {name}")
            _typed(entry, name, given_fact, entry.may[name])
    made = Act(entry.kind, effective, recorded or effective, happened or effective, facts)
    if made.happened > made.recorded:
        raise Refused(
            f"{zh}发生于 {made.happened}，不能早在 {made.recorded} 就记录",
            f"{en}: happened on {made.happened}, after it was recorded on {made.recorded}",
        )
    return made


def _typed(entry: Entry, name: str, fact: object, wanted: str) -> None:
    right = isinstance(fact, _TYPES[wanted]) and not isinstance(fact, (bool, datetime))
    if right and isinstance(fact, tuple):
        right = all(isinstance(each, str) and each.strip() for each in fact)
    if not right:
        zh, en = entry.words
        raise Refused(f"{zh}的 {name} 不是{wanted}：{fact}", f"{en}: {name} is no {wanted}: {fact}")
