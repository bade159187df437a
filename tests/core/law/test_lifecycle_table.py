"""Every act tried in every state, against the table of tests/cases/lifecycle.toml, which is written from the law."""

import tomllib
from datetime import date

import pytest

from mingbai.errors import Refused
from mingbai.lifecycle import STATES, Act, Case, Kind, State, act, acts
from tests.core.law.cases import CASES

STATE = {
    "未": State.NONE, "认": State.UNCONFIRMED, "办": State.OPEN, "补": State.AWAITING_AMENDMENT, "理": State.AWAITING_REASONS,
    "费": State.AWAITING_PAYMENT, "决": State.DECIDED, "答": State.ANSWERED, "结": State.CLOSED,
}  # fmt: skip
EARLY, LATE = date(2025, 3, 10), date(2025, 4, 3)
"""A day within every period that began on the first days of March 2025, and one after those of the others asked."""

RECEIVED = act("received", date(2025, 3, 3), channel="in-person")
CONSULTED = (
    act("third_party_consulted", date(2025, 3, 4), party="甲公司"),
    act("joint_maker_consulted", date(2025, 3, 4), party="乙局"),
    act("organ_consulted", date(2025, 3, 4), party="丙局"),
    act("cohandling_asked", date(2025, 3, 4), unit="规划处"),
)
OPEN = (RECEIVED, *CONSULTED)
REPLY = act("decided", date(2025, 3, 5), outcome="not_existing")
LED_TO = {
    State.NONE: (),
    State.UNCONFIRMED: (act("received", date(2025, 3, 3), channel="online"),),
    State.OPEN: OPEN,
    State.AWAITING_AMENDMENT: (
        *OPEN,
        act("amendment_asked", date(2025, 3, 5), amend_by=date(2025, 3, 20)),
    ),
    State.AWAITING_REASONS: (*OPEN, act("reasons_asked", date(2025, 3, 5))),
    State.AWAITING_PAYMENT: (*OPEN, act("fee_noticed", date(2025, 3, 5))),
    State.DECIDED: (*OPEN, REPLY),
    State.ANSWERED: (*OPEN, REPLY, act("dispatched", date(2025, 3, 5), route="post")),
    State.CLOSED: (
        *OPEN,
        act("amendment_asked", date(2025, 3, 4), amend_by=date(2025, 3, 5)),
        act("amendment_lapsed", date(2025, 3, 6)),
    ),
}

TRIED = {
    Kind.RECEIVED: act("received", EARLY, channel="in-person"),
    Kind.OPENING_BALANCE: act("opening_balance", EARLY, received=date(2025, 3, 3)),
    Kind.IMPORTED: act(
        "imported", EARLY, received=date(2025, 3, 3), outcome="granted", ended=date(2025, 3, 5)
    ),
    Kind.REROUTED: act("rerouted", EARLY, organ="丁局"),
    Kind.TAKEN_OVER: act("taken_over", EARLY, organ="新局"),
    Kind.SPLIT: act("split", EARLY, into=("2025-101", "2025-102")),
    Kind.AMENDMENT_LAPSED: act("amendment_lapsed", LATE),
    Kind.THIRD_PARTY_CONSULTED: act("third_party_consulted", EARLY, party="戊公司"),
    Kind.JOINT_MAKER_CONSULTED: act("joint_maker_consulted", EARLY, party="戊局"),
    Kind.ORGAN_CONSULTED: act("organ_consulted", EARLY, party="戊局"),
    Kind.CONSULTATION_DELIVERED: act("consultation_delivered", EARLY, party="甲公司"),
    Kind.THIRD_PARTY_VIEW: act("third_party_view", EARLY, party="甲公司", view="同意"),
    Kind.THIRD_PARTY_LAPSED: act("third_party_lapsed", LATE, party="甲公司"),
    Kind.JOINT_MAKER_VIEW: act("joint_maker_view", EARLY, party="乙局"),
    Kind.JOINT_MAKER_SILENT: act("joint_maker_silent", LATE, party="乙局"),
    Kind.ORGAN_ANSWERED: act("organ_answered", EARLY, party="丙局"),
    Kind.COHANDLING_ASKED: act("cohandling_asked", EARLY, unit="法规处"),
    Kind.COHANDLING_ANSWERED: act("cohandling_answered", EARLY, unit="规划处"),
    Kind.EXTENDED: act("extended", EARLY, days=20, approved_by="公开办主任"),
    Kind.DEFERRED: act("deferred", EARLY, until=date(2025, 5, 30)),
    Kind.FEE_LAPSED: act("fee_lapsed", LATE),
    Kind.MERGED: act("merged", EARLY, into="2025-007"),
    Kind.DECIDED: act("decided", EARLY, outcome="not_existing"),
    Kind.DISPATCHED: act("dispatched", EARLY, route="post"),
    Kind.REDO_ORDERED: act("redo_ordered", EARLY, by="市人民政府"),
}
NO_FACTS = {
    Kind.IMPORT_UNDONE, Kind.CONFIRMED, Kind.AMENDMENT_ASKED, Kind.AMENDED, Kind.REASONS_ASKED, Kind.REASONS_GIVEN, Kind.REASONS_NOT_GIVEN,
    Kind.FEE_NOTICED, Kind.FEE_PAID, Kind.WITHDRAWN, Kind.APPLICANT_GONE, Kind.SERVED,
}  # fmt: skip
TRIED |= {kind: act(kind, EARLY) for kind in NO_FACTS}


def _cells() -> list[tuple[str, State, str, str, str]]:
    """Return the cells of the table: act, state before, the mark of the state after, article in Chinese and in English."""
    file = tomllib.loads((CASES / "lifecycle.toml").read_text("utf-8"))
    head, *rows = file["cells"].strip().splitlines()
    columns = [STATE[mark] for mark in head.split()[1:10]]
    found = []
    for row in rows:
        kind, *marks = row.split(maxsplit=10)
        zh, en = marks.pop().split(maxsplit=1)
        found += [(kind, state, mark, zh, en) for state, mark in zip(columns, marks, strict=True)]
    return found


CELLS = _cells()


def _named(wanted: str) -> list:
    """Return the cells whose mark is of the kind *wanted*: a state, refused by the table, or refused by the facts."""
    return [
        pytest.param(*cell, id=f"{cell[0]} while {cell[1].value}")
        for cell in CELLS
        if ("state" if cell[2] in STATE else cell[2]) == wanted
    ]


def led_to(state: State) -> Case:
    case = Case.of(LED_TO[state])
    standing = case.as_of()
    assert (standing.state, standing.refusals) == (state, ())
    return case


def test_the_table_has_a_cell_for_every_act_in_every_state() -> None:
    assert {(kind, state) for kind, state, *_ in CELLS} == {
        (kind.value, state) for kind in Kind for state in State
    }
    assert len(CELLS) == len(Kind) * len(State) == 37 * 9
    assert TRIED.keys() == set(Kind)


@pytest.mark.parametrize(("kind", "state", "after", "zh", "en"), _named("state"))
def test_an_act_that_the_law_allows_leads_where_it_says(
    kind: str, state: State, after: str, zh: str, en: str
) -> None:
    case = led_to(state).enter(TRIED[Kind(kind)])
    assert case.as_of().state == STATE[after]
    assert case.as_of().applied[-1] == TRIED[Kind(kind)]


@pytest.mark.parametrize(("kind", "state", "after", "zh", "en"), _named("·"))
def test_an_act_that_the_law_does_not_allow_is_refused_with_its_article_and_what_may_be_done(
    kind: str, state: State, after: str, zh: str, en: str
) -> None:
    case = led_to(state)
    with pytest.raises(Refused) as refused:
        case.enter(TRIED[Kind(kind)])
    said, table = refused.value, acts()
    assert f"不能“{table[Kind(kind)].words.zh}”" in said.zh
    assert f"refused: {table[Kind(kind)].words.en}" in said.en
    assert zh in said.zh
    assert en in said.en
    _, told, instead = said.zh.rpartition("此时可以：")
    if not told:  # it says why in its own words, and what then
        assert "请" in said.zh
        assert ("reply" in said.en) or ("then" in said.en)
        return
    assert f"现在是“{STATES[state].zh}”" in said.zh
    assert f"it is {STATES[state].en} now" in said.en
    offered = {table[Kind(one)].words for one, of, mark, *_ in CELLS if of == state and mark != "·"}
    listed = instead.partition("（《")[0].split("、")
    assert set(listed) <= {words.zh for words in offered}
    assert all(words.en in said.en for words in offered if words.zh in listed)


@pytest.mark.parametrize(("kind", "state", "after", "zh", "en"), _named("×"))
def test_an_act_for_which_something_else_must_have_happened_first_is_refused_without_it(
    kind: str, state: State, after: str, zh: str, en: str
) -> None:
    case = led_to(state)
    with pytest.raises(Refused) as refused:
        case.enter(TRIED[Kind(kind)])
    assert zh in refused.value.zh
    assert en in refused.value.en


@pytest.mark.parametrize(
    ("before", "tried", "after"),
    [
        (act("amendment_asked", date(2025, 3, 13)), act("amended", date(2025, 3, 20)), State.OPEN),
        (
            act("amendment_asked", date(2025, 3, 13), amend_by=date(2025, 3, 20)),
            act("amendment_lapsed", date(2025, 3, 21)),
            State.CLOSED,
        ),
    ],
)
def test_after_a_late_notice_an_amendment_still_comes_in_or_lapses(
    before: Act, tried: Act, after: State
) -> None:
    assert Case.of((RECEIVED, before)).enter(tried).as_of().state == after


def test_once_reasons_are_given_the_reply_may_be_deferred() -> None:
    reasons = (act("reasons_asked", date(2025, 3, 5)), act("reasons_given", date(2025, 3, 7)))
    assert Case.of((RECEIVED, *reasons)).enter(TRIED[Kind.DEFERRED]).as_of().due == date(2025, 5, 30)


@pytest.mark.parametrize(
    "taken_in",
    [
        act("opening_balance", EARLY, received=date(2025, 3, 3)),
        act("imported", EARLY, received=date(2025, 3, 3), outcome="granted", ended=date(2025, 3, 5)),
        act("imported", EARLY, received=date(2025, 3, 3), outcome="withdrawn", ended=date(2025, 3, 5)),
    ],
)
def test_an_import_is_undone_from_its_own_day_while_nothing_stands_on_it(taken_in: Act) -> None:
    undone = Case.of([taken_in]).enter(TRIED[Kind.IMPORT_UNDONE])
    standing = undone.as_of()
    assert (standing.state, standing.counts, standing.outcome) == (State.CLOSED, False, None)
    with pytest.raises(Refused, match="没有可以重新答复的决定"):
        undone.enter(act("redo_ordered", LATE, by="市人民政府"))
    with pytest.raises(Refused, match="自导入之日 2025-03-10 起生效"):
        Case.of([taken_in]).enter(act("import_undone", LATE))
    with pytest.raises(Refused, match="此后没有办过任何一步"):
        undone.enter(act("import_undone", EARLY))


@pytest.mark.parametrize("kind", list(Kind))
def test_every_act_of_the_table_is_named_in_both_languages_and_rests_on_something(kind: Kind) -> None:
    entry = acts()[kind]
    assert all(entry.words)
    assert entry.ground.words.zh.startswith("《")
    assert {*entry.needs.values(), *entry.may.values()} <= {"day", "number", "text", "list"}
    assert not entry.needs.keys() & entry.may.keys()
