"""Applications as they may live, for the property tests: acts made up day after day, mostly such as the law allows.

A life is made up from one number, so that lives differ as widely as dice do; hypothesis draws the number.
"""

from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from mingbai.lifecycle import Act, Case, Kind, Standing, State, act, acts
from mingbai.outcomes import endings

__all__ = ["LAST", "life", "lives", "populations", "wild"]

FIRST, LAST = date(2008, 5, 1), date(2025, 6, 30)
"""When an application comes in: late enough for the law, early enough for every day that follows to be announced."""

REVISED, FEES = date(2019, 5, 15), date(2021, 1, 1)
ONE = timedelta(1)
REPLIES = [key for key, each in endings().items() if each.replies]
CHOICES = {
    "party": ["甲公司", "乙局"],
    "channel": ["in-person", "signed-post", "ordinary-post", "online"],
    "route": ["post", "electronic", "in-person", "courier"],
}
VIEWS = {
    Kind.THIRD_PARTY_CONSULTED: [Kind.THIRD_PARTY_VIEW, Kind.THIRD_PARTY_LAPSED],
    Kind.JOINT_MAKER_CONSULTED: [Kind.JOINT_MAKER_VIEW, Kind.JOINT_MAKER_SILENT],
    Kind.ORGAN_CONSULTED: [Kind.ORGAN_ANSWERED],
}
SILENCES = {Kind.THIRD_PARTY_LAPSED, Kind.JOINT_MAKER_SILENT}
BEGINNINGS = [*[Kind.RECEIVED] * 6, Kind.OPENING_BALANCE, Kind.IMPORTED]
ANSWERS = {Kind.CONSULTATION_DELIVERED, *(kind for views in VIEWS.values() for kind in views)}
"""Drawn beside the others, for a consultation that is out."""
SELDOM = {
    Kind.SPLIT, Kind.MERGED, Kind.WITHDRAWN, Kind.REROUTED, Kind.TAKEN_OVER, Kind.COHANDLING_ASKED, Kind.COHANDLING_ANSWERED,
    Kind.REDO_ORDERED, Kind.APPLICANT_GONE, Kind.IMPORT_UNDONE,
}  # fmt: skip
ONWARD = {Kind.AMENDED, Kind.REASONS_GIVEN, Kind.DEFERRED, Kind.FEE_PAID, Kind.FEE_LAPSED, Kind.DISPATCHED}


def lives(*, most: int = 12, since: date = FIRST) -> st.SearchStrategy[tuple[Act, ...]]:
    """Return what draws an application: its acts, each on or after the day of the one before, recorded then or later."""
    return st.builds(lambda seed: life(seed, most, since), st.integers(0, 2**32))


def life(seed: int, most: int = 12, since: date = FIRST) -> tuple[Act, ...]:
    """Return the application of *seed*, the same each time."""
    return _life(Random(seed), most, since)


def wild() -> st.SearchStrategy[tuple[Act, ...]]:
    """Return what draws acts that nobody would record: of any kind, on any days, in any order."""
    return st.builds(lambda seed: _wild(Random(seed)), st.integers(0, 2**32))


def populations() -> st.SearchStrategy[list[tuple[Act, ...]]]:
    """Return what draws the applications of an organ, within few enough years to meet at their ends."""
    return st.lists(lives(most=8, since=date(2023, 6, 1)), min_size=1, max_size=6)


def _life(dice: Random, most: int, since: date) -> tuple[Act, ...]:
    since = max(since, dice.choice([FIRST, REVISED, FEES, FEES]))
    on = since + ONE * dice.randint(0, (LAST - since).days)
    made: list[Act] = []
    for _ in range(dice.randint(1, most)):
        now = Case.of(made).as_of()
        kind, facts = dice.choice(_offered(now)), {}
        out = [each for each in now.consultations if each.answered is None]
        if out and dice.random() < 0.4:
            asked = dice.choice(out)
            kind = dice.choice([Kind.CONSULTATION_DELIVERED, *VIEWS[asked.kind]])
            facts = {"party": asked.party}
            if kind in SILENCES:
                on = max(on, asked.until + dice.choice([ONE, ONE, 0 * ONE]))
        elif dice.random() < 0.06:
            kind = dice.choice(list(Kind))
        for lapses, until in ((Kind.AMENDMENT_LAPSED, now.amend_by), (Kind.FEE_LAPSED, now.pay_by)):
            if kind is lapses and until is not None:
                on = max(on, until + dice.choice([ONE, ONE, 0 * ONE]))
        late = dice.choice([0, 0, 0, 1, 5, 40])
        made.append(act(kind, on, recorded=on + late * ONE, **{**_facts(dice, kind, on), **facts}))
        on += ONE * dice.choice([0, 1, 1, 1, 2, 2, 3, 5, 8, 13, 34])
    return tuple(made)


def _wild(dice: Random) -> tuple[Act, ...]:
    made = []
    for kind in dice.choices(list(Kind), k=dice.randint(0, 8)):
        on = date(2006, 6, 1) + ONE * dice.randint(0, 9000)
        made.append(act(kind, on, recorded=on + ONE * dice.randint(0, 400), **_facts(dice, kind, on)))
    return tuple(made)


def _offered(now: Standing) -> list[Kind]:
    """Return what may happen next: what the table allows, and oftener what makes a life of some length."""
    if now.state is State.NONE:
        return BEGINNINGS
    allowed = [kind for kind, entry in acts().items() if now.state in entry.sources and kind not in ANSWERS]
    likely = [kind for kind in allowed if kind not in SELDOM]
    return [*allowed, *3 * likely, *6 * [kind for kind in likely if kind in ONWARD]]


def _facts(dice: Random, kind: Kind, on: date) -> dict[str, Any]:
    """Return facts such as the table wants of *kind* on *on*: now and then ones that the law refuses."""
    facts: dict[str, Any] = {}
    for name, wanted in acts()[kind].needs.items():
        if name in CHOICES:
            facts[name] = dice.choice(CHOICES[name])
        elif name == "outcome":
            facts[name] = dice.choice(REPLIES if kind is Kind.DECIDED else list(endings()))
        elif name == "ended":
            facts[name] = on
        elif name == "until":  # a deferral goes beyond the day on which the reply is due anyway
            facts[name] = on + ONE * dice.randint(20, 90)
        elif wanted == "day":
            facts[name] = on + ONE * (-dice.randint(0, 30) if name == "received" else dice.randint(0, 60))
        elif wanted == "number":
            facts[name] = dice.choice([1, 5, 10, 20, 20, 21])
        else:
            facts[name] = "某处" if wanted == "text" else ("甲", "乙")
    if kind is Kind.AMENDMENT_ASKED and dice.random() < 0.5:
        facts["amend_by"] = on + ONE * dice.randint(0, 20)
    if kind in (Kind.REDO_ORDERED, Kind.OPENING_BALANCE) and dice.random() < 0.25:
        facts["due"] = on + ONE * dice.randint(0, 40)
    return facts
