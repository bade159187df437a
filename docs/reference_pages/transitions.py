"""What each act does to the state, as pairs of states: from the table, and where facts decide, what they may decide."""

from mingbai.lifecycle import Entry, Kind, State, acts
from mingbai.text.words import Words

__all__ = ["BY_FACTS", "pairs", "staying", "targets"]

BY_FACTS: dict[Kind, dict[State, Words]] = {
    Kind.RECEIVED: {
        State.OPEN: Words("当面提交或者签收的邮寄", "in person, or by post that is signed for"),
        State.UNCONFIRMED: Words("网上、传真、平信", "online, by fax or by ordinary post"),
    },
    Kind.IMPORTED: {
        State.ANSWERED: Words("以答复了结的", "it ended with a reply"),
        State.CLOSED: Words("未作答复而了结的", "it ended without a reply"),
    },
    Kind.AMENDMENT_ASKED: {
        State.AWAITING_AMENDMENT: Words("在通知期限以内", "within the period for asking"),
        State.OPEN: Words("逾期通知的", "asked for too late"),
    },
    Kind.DISPATCHED: {
        State.ANSWERED: Words("邮寄、电子送达", "by post or electronically"),
        State.DECIDED: Words("当面送达的", "to be handed over in person"),
    },
}
"""Acts whose new state the facts decide: which states, and when. A test takes each of them."""


def targets(entry: Entry, source: State) -> tuple[State, ...]:
    """Return the states that the act may lead to from *source*."""
    if entry.kind in BY_FACTS:
        return tuple(BY_FACTS[entry.kind])
    return (entry.to or source,)


def pairs() -> dict[tuple[State, State], list[Entry]]:
    """Return the acts that lead from one state to another, by the pair, in the order of the table."""
    found: dict[tuple[State, State], list[Entry]] = {}
    for entry in acts().values():
        for source in State:
            if source in entry.sources:
                for target in targets(entry, source):
                    if target is not source:
                        found.setdefault((source, target), []).append(entry)
    return found


def staying() -> dict[tuple[State, ...], list[Entry]]:
    """Return the acts that leave the state as it is, by the states in which they do."""
    found: dict[tuple[State, ...], list[Entry]] = {}
    for entry in acts().values():
        where = tuple(state for state in State if state in entry.sources and state in targets(entry, state))
        if where:
            found.setdefault(where, []).append(entry)
    return found
