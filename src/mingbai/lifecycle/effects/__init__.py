"""What each act does to a case: one small function an act, by theme; those not named here only go on record.

An act that the law does not allow raises `Refused`, and then nothing has changed. A case that is read keeps such acts apart
(`Standing.refusals`); a case that is written to refuses them.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache

from mingbai.errors import Refused
from mingbai.lifecycle.act import Act
from mingbai.lifecycle.effects import amending, charging, consulting, ending, extending, receiving
from mingbai.lifecycle.fold import Fold, refusal
from mingbai.lifecycle.table import STATES, Entry, Kind, State, acts
from mingbai.text.words import Words

__all__ = ["EFFECTS", "apply"]

Effect = Callable[[Fold, Act, Entry], None]
EFFECTS: Mapping[Kind, Effect] = {
    Kind.RECEIVED: receiving.received,
    Kind.OPENING_BALANCE: receiving.opening_balance,
    Kind.IMPORTED: receiving.imported,
    Kind.IMPORT_UNDONE: receiving.import_undone,
    Kind.CONFIRMED: receiving.confirmed,
    Kind.REROUTED: receiving.passed_on,
    Kind.SPLIT: receiving.passed_on,
    Kind.AMENDMENT_ASKED: amending.amendment_asked,
    Kind.AMENDED: amending.amended,
    Kind.AMENDMENT_LAPSED: amending.amendment_lapsed,
    Kind.THIRD_PARTY_CONSULTED: consulting.consulted,
    Kind.JOINT_MAKER_CONSULTED: consulting.consulted,
    Kind.ORGAN_CONSULTED: consulting.consulted,
    Kind.CONSULTATION_DELIVERED: consulting.delivered,
    Kind.THIRD_PARTY_VIEW: consulting.view,
    Kind.THIRD_PARTY_LAPSED: consulting.view,
    Kind.JOINT_MAKER_VIEW: consulting.view,
    Kind.JOINT_MAKER_SILENT: consulting.view,
    Kind.ORGAN_ANSWERED: consulting.view,
    Kind.EXTENDED: extending.extended,
    Kind.REASONS_ASKED: extending.reasons_asked,
    Kind.REASONS_GIVEN: extending.reasons_given,
    Kind.DEFERRED: extending.deferred,
    Kind.FEE_NOTICED: charging.fee_noticed,
    Kind.FEE_PAID: charging.fee_paid,
    Kind.FEE_LAPSED: charging.fee_lapsed,
    Kind.MERGED: ending.merged,
    Kind.WITHDRAWN: ending.withdrawn,
    Kind.APPLICANT_GONE: ending.applicant_gone,
    Kind.DECIDED: ending.decided,
    Kind.DISPATCHED: ending.dispatched,
    Kind.SERVED: ending.served,
    Kind.REDO_ORDERED: ending.redo_ordered,
}


_WHY_NOT: Mapping[Kind, Callable[[Fold], Words | None]] = {
    Kind.AMENDMENT_ASKED: amending.asked_already,
    Kind.EXTENDED: extending.nothing_to_extend,
}
"""What is said instead of naming the state, where a reader would ask why."""
_LEADS_ON: Mapping[State, tuple[Kind, ...]] = {
    State.NONE: (Kind.RECEIVED,),
    State.UNCONFIRMED: (Kind.CONFIRMED, Kind.WITHDRAWN),
    State.OPEN: (Kind.AMENDMENT_ASKED, Kind.FEE_NOTICED, Kind.DECIDED, Kind.WITHDRAWN),
    State.AWAITING_AMENDMENT: (Kind.AMENDED, Kind.AMENDMENT_LAPSED, Kind.DECIDED),
    State.AWAITING_REASONS: (Kind.REASONS_GIVEN, Kind.REASONS_NOT_GIVEN),
    State.AWAITING_PAYMENT: (Kind.FEE_PAID, Kind.FEE_LAPSED),
    State.DECIDED: (Kind.DISPATCHED, Kind.SERVED),
    State.ANSWERED: (Kind.REDO_ORDERED,),
    State.CLOSED: (Kind.REDO_ORDERED,),
}
"""What leads on from each state, told to who tried something else; consultations and the like go without saying."""


def apply(act: Act, fold: Fold) -> None:
    """Let *act* take effect on *fold*. Raises `Refused` (or `NotInForce`), and then nothing has changed."""
    entry, sources, since, does, to = _steps()[act.kind]
    if fold.state not in sources:
        raise _not_now(entry, act, fold)
    if since is not None and act.effective < since:
        raise refusal(entry, act, f"{since}之前没有这一步", f"there was no such act before {since}")
    if does is not None:
        does(fold, act, entry)
    if to is not None:
        fold.state = to
    fold.applied.append(act)


@cache
def _steps() -> dict[Kind, tuple[Entry, frozenset[State], date | None, Effect | None, State | None]]:
    return {
        kind: (entry, entry.sources, entry.since, EFFECTS.get(kind), entry.to)
        for kind, entry in acts().items()
    }


def _not_now(entry: Entry, act: Act, fold: Fold) -> Refused:
    told = _WHY_NOT.get(act.kind)
    if told is not None and (why := told(fold)) is not None:
        return refusal(entry, act, *why)
    zh, en = STATES[fold.state]
    now = [acts()[kind].words for kind in _LEADS_ON[fold.state]]
    if now:
        return refusal(
            entry,
            act,
            f"现在是“{zh}”，不能这样做；此时可以：{'、'.join(words.zh for words in now)}",
            f"it is {en} now; open to do: {', '.join(words.en for words in now)}",
        )
    return refusal(entry, act, f"现在是“{zh}”，不能这样做", f"it is {en} now")
