"""The table of acts: from which state, to which, under which article, what must be given, which letter goes out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from mingbai.errors import BadStatute
from mingbai.statutes import UNCONFIRMED, Ground, packaged, shipped
from mingbai.text.words import Words

__all__ = ["STATES", "Entry", "Kind", "State", "acts"]


class State(StrEnum):
    """Where an application is; how it ended is its outcome, a thing apart."""

    NONE = "none"
    UNCONFIRMED = "unconfirmed"
    OPEN = "open"
    AWAITING_AMENDMENT = "awaiting_amendment"
    AWAITING_REASONS = "awaiting_reasons"
    AWAITING_PAYMENT = "awaiting_payment"
    DECIDED = "decided"
    ANSWERED = "answered"
    CLOSED = "closed"


STATES = {
    State.NONE: Words("未登记", "not registered"),
    State.UNCONFIRMED: Words("待确认", "waiting for confirmation"),
    State.OPEN: Words("办理中", "open"),
    State.AWAITING_AMENDMENT: Words("待补正", "waiting for the amendment"),
    State.AWAITING_REASONS: Words("待说明理由", "waiting for reasons"),
    State.AWAITING_PAYMENT: Words("待缴费", "waiting for payment"),
    State.DECIDED: Words("已决定，待送达", "decided, not yet served"),
    State.ANSWERED: Words("已答复", "answered"),
    State.CLOSED: Words("已了结", "closed"),
}


class Kind(StrEnum):
    """An act that a case may see; the order is that of acts on one day."""

    RECEIVED = "received"
    OPENING_BALANCE = "opening_balance"
    IMPORTED = "imported"
    IMPORT_UNDONE = "import_undone"
    CONFIRMED = "confirmed"
    REROUTED = "rerouted"
    TAKEN_OVER = "taken_over"
    SPLIT = "split"
    AMENDMENT_ASKED = "amendment_asked"
    AMENDED = "amended"
    AMENDMENT_LAPSED = "amendment_lapsed"
    THIRD_PARTY_CONSULTED = "third_party_consulted"
    JOINT_MAKER_CONSULTED = "joint_maker_consulted"
    ORGAN_CONSULTED = "organ_consulted"
    CONSULTATION_DELIVERED = "consultation_delivered"
    THIRD_PARTY_VIEW = "third_party_view"
    THIRD_PARTY_LAPSED = "third_party_lapsed"
    JOINT_MAKER_VIEW = "joint_maker_view"
    JOINT_MAKER_SILENT = "joint_maker_silent"
    ORGAN_ANSWERED = "organ_answered"
    COHANDLING_ASKED = "cohandling_asked"
    COHANDLING_ANSWERED = "cohandling_answered"
    EXTENDED = "extended"
    REASONS_ASKED = "reasons_asked"
    REASONS_GIVEN = "reasons_given"
    REASONS_NOT_GIVEN = "reasons_not_given"
    DEFERRED = "deferred"
    FEE_NOTICED = "fee_noticed"
    FEE_PAID = "fee_paid"
    FEE_LAPSED = "fee_lapsed"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    APPLICANT_GONE = "applicant_gone"
    DECIDED = "decided"
    DISPATCHED = "dispatched"
    SERVED = "served"
    REDO_ORDERED = "redo_ordered"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table. `to` is None where the state stays or the facts decide; facts are typed by name.

    `letter` is the form that goes out, `public` whether the applicant's timeline shows the act, `since` the day before
    which there was no such act.
    """

    kind: Kind
    words: Words
    sources: frozenset[State]
    to: State | None
    ground: Ground
    earlier: Ground | None
    needs: Mapping[str, str]
    may: Mapping[str, str]
    letter: str | None
    public: bool
    since: date | None

    def ground_on(self, day: date) -> Ground:
        """Return the article it rested on on *day*; the Regulation in force where the text it rests on was not yet issued."""
        if self.ground.instrument.since <= day:
            return self.ground
        if self.earlier is not None and self.earlier.instrument.since <= day:
            return self.earlier
        return shipped().ground("条例-2019" if day >= _REVISED else "条例-2007", "", UNCONFIRMED)


_REVISED = date(2019, 5, 15)


@cache
def acts() -> Mapping[Kind, Entry]:
    """Return the table by kind, in its order. Raises `BadStatute` when the file and `Kind` do not hold the same acts."""
    made = {entry.kind: entry for entry in map(_entry, packaged("mingbai.lifecycle", "acts.toml")["act"])}
    if list(made) != list(Kind):
        raise BadStatute(
            "acts.toml 与 Kind 的步骤不一致", "acts.toml and Kind do not hold the same acts in the same order"
        )
    return MappingProxyType(made)


def _entry(data: Mapping[str, Any]) -> Entry:
    allowed = {
        "key",
        "zh",
        "en",
        "from",
        "to",
        "ground",
        "earlier",
        "needs",
        "may",
        "letter",
        "public",
        "since",
    }
    if unknown := set(data) - allowed:
        raise BadStatute(f"acts.toml：有不认识的键 {unknown}", f"acts.toml: unknown key {unknown}")
    return Entry(
        Kind(data["key"]),
        Words(data["zh"], data["en"]),
        frozenset(State(each) for each in data["from"]),
        State(data["to"]) if "to" in data else None,
        shipped().ground(*data["ground"]),
        shipped().ground(*data["earlier"]) if "earlier" in data else None,
        MappingProxyType(data.get("needs", {})),
        MappingProxyType(data.get("may", {})),
        data.get("letter"),
        data["public"],
        data.get("since"),
    )
