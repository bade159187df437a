"""lifecycle.md: the states, the acts with their articles and facts, what leads where, and who may do what."""

from collections.abc import Iterator, Mapping

from mingbai.lifecycle import STATES, Entry, State, acts
from reference_pages.markdown import code, table
from reference_pages.rules import article
from reference_pages.transitions import BY_FACTS, staying, targets

__all__ = ["page"]

SAYS = {
    State.NONE: "nothing was entered yet",
    State.UNCONFIRMED: "it arrived online, by fax or by ordinary post; no clock runs before both sides confirm",
    State.OPEN: "received; the clock runs",
    State.AWAITING_AMENDMENT: "asked to amend; no clock runs, and the amended application starts a new one",
    State.AWAITING_REASONS: "asked for reasons of a great number of applications; the clock runs on",
    State.AWAITING_PAYMENT: "told of a fee; no clock runs, and payment starts a new one",
    State.DECIDED: "decided within the organ; the clock runs until the reply is posted or served",
    State.ANSWERED: "the reply was posted, sent or served",
    State.CLOSED: "ended without a reply",
}
FACTS = {"day": "day", "number": "number", "text": "text", "list": "texts"}


def page() -> str:
    """Return the page."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# Lifecycle 一件申请的经过"
    yield ""
    yield "What may happen to an application, in which state, under which article. The table of acts is data; the command, the diagram"
    yield "and the matrices on this page are made from it. Where a case stands is computed from its acts, for any day, as it was"
    yield "known on any day."
    yield ""
    yield "[![States as boxes, acts as arrows between them; the table of acts below says the same](../assets/lifecycle.svg)](../assets/lifecycle.svg)"
    yield ""
    yield "## States"
    yield ""
    yield "How an application ended is its [outcome](outcomes.md), not its state."
    yield ""
    yield from table(
        ("state", "identifier", "means"),
        ((words.zh, code(state.value), f"{words.en}: {SAYS[state]}") for state, words in STATES.items()),
    )
    yield from _acts()
    yield from _facts()
    yield from _matrix()
    yield "## Where facts decide"
    yield ""
    yield from table(
        ("act", "leads to", "when"),
        (
            (acts()[kind].words.zh, STATES[state].zh, f"{when.zh} ({when.en})")
            for kind, branches in BY_FACTS.items()
            for state, when in branches.items()
        ),
    )
    yield "## Who may do what"
    yield ""
    yield "Which act is open is law and stands above; who may take it is permission. The law itself fixes one seat: an extension needs the"
    yield "consent of the head of the working body, not of the head of the organ (条例第三十三条第二款). How the platform shares the acts out"
    yield "among the seats of an office stands under [permissions](permissions.md#acts-of-a-case)."
    yield ""


def _acts() -> Iterator[str]:
    yield "## Acts"
    yield ""
    yield f"{len(acts())} acts. Those of one day are computed in this order. An act has three days: when it happened, from when it takes effect,"
    yield "when it was recorded. 〃 under *to* means that the state stays; a letter is the form that goes out; *public* acts are on the"
    yield "applicant's own timeline. Before 2019-05-15 an act rests on the ground in brackets."
    yield ""
    yield from table(
        ("act", "identifier", "from", "to", "ground", "since", "letter", "public"),
        (
            (
                f"{entry.words.zh}<br>{entry.words.en}",
                code(entry.kind.value),
                _from(entry),
                _to(entry),
                _ground(entry),
                str(entry.since or ""),
                entry.letter or "",
                "yes" if entry.public else "",
            )
            for entry in acts().values()
        ),
    )


def _from(entry: Entry) -> str:
    return "、".join(STATES[state].zh for state in State if state in entry.sources)


def _to(entry: Entry) -> str:
    if entry.kind in BY_FACTS:
        return " or ".join(STATES[state].zh for state in BY_FACTS[entry.kind])
    if entry.to is None:
        return "〃"
    return STATES[entry.to].zh


def _ground(entry: Entry) -> str:
    mark = "" if entry.ground.status == "confirmed" else "（依据待核）"
    earlier = f" [{entry.earlier.words.zh}]" if entry.earlier else ""
    return f"{article(entry.ground)}{mark}{earlier}"


def _facts() -> Iterator[str]:
    yield "### Facts"
    yield ""
    yield "What must be given with an act, and what may be; everything else is refused."
    yield ""
    yield from table(
        ("act", "must be given", "may be given"),
        (
            (code(entry.kind.value), _named(entry.needs), _named(entry.may))
            for entry in acts().values()
            if entry.needs or entry.may
        ),
    )


def _named(facts: Mapping[str, str]) -> str:
    return ", ".join(f"{code(name)} ({FACTS[kind]})" for name, kind in facts.items())


def _matrix() -> Iterator[str]:
    yield "## What is open in which state"
    yield ""
    yield "Each cell is the state that follows; 〃 means that it stays; an empty cell, that the act is refused there, with what is open"
    yield "instead."
    yield ""
    yield from table(
        ("act", *(words.zh for words in STATES.values())),
        ((entry.words.zh, *(_cell(entry, state) for state in STATES)) for entry in acts().values()),
    )
    yield "The acts that leave the state as it is, by the states in which they do:"
    yield ""
    yield from table(
        ("in", "acts"),
        (
            (
                "、".join(STATES[state].zh for state in states),
                ", ".join(code(entry.kind.value) for entry in entries),
            )
            for states, entries in staying().items()
        ),
    )


def _cell(entry: Entry, state: State) -> str:
    if state not in entry.sources:
        return ""
    return "/".join("〃" if to is state else STATES[to].zh for to in targets(entry, state))
