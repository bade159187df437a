"""What becomes of an application, act by act: the cases of tests/cases/lifecycle.toml, folded and entered one by one."""

from datetime import date
from typing import Any

import pytest

from mingbai.errors import Refused
from mingbai.lifecycle import Act, Case, Settings, act, counting
from mingbai.outcomes import ending
from mingbai.statutes import shipped
from mingbai.workdays import announced
from tests.core.law.cases import cases

CASES = cases("lifecycle")
IN_ORDER = [case for case in CASES if not any("recorded" in each for each in case.values[0]["acts"])]


def made(facts: dict[str, Any]) -> Act:
    given = {
        key: tuple(fact) if isinstance(fact, list) else fact
        for key, fact in facts.items()
        if key not in ("act", "on", "recorded", "happened")
    }
    if facts["act"] == "received":
        given.setdefault("channel", "in-person")
    return act(
        facts["act"], facts["on"], recorded=facts.get("recorded"), happened=facts.get("happened"), **given
    )


def settings_of(case: dict) -> Settings:
    law = shipped()
    for choice in case.get("chosen", ()):
        law = law.chosen(choice["key"], choice["value"], since=choice["since"], by="本机关办公会议纪要")
    return Settings(law, announced())


@pytest.mark.parametrize("case", CASES)
def test_a_case_stands_where_the_law_puts_it(case: dict) -> None:
    folded = Case.of(map(made, case["acts"]), settings_of(case))
    standing = folded.as_of(case.get("as_of"), known=case.get("known"))
    assert standing.state == case["state"]
    received = None if "unreceived" in case else case.get("received", case["acts"][0]["on"])
    assert standing.received == received
    assert standing.due == case.get("due")
    assert standing.waiting_for == case.get("waiting_for")
    assert (standing.amend_by, standing.pay_by) == (case.get("amend_by"), case.get("pay_by"))
    assert standing.outcome == case.get("outcome")
    assert (standing.answered, standing.closed) == (case.get("answered"), case.get("closed"))
    assert standing.counts is not case.get("uncounted", False)
    if "row" in case:
        assert ending(case["outcome"]).row("2021") == case["row"]
    if "safe_due" in case:
        assert standing.safe_due == case["safe_due"]
    if "in_time" in case:
        assert standing.in_time(case.get("as_of") or case["answered"]) is case["in_time"]


@pytest.mark.parametrize("case", CASES)
def test_an_act_that_the_law_gives_no_effect_says_why(case: dict) -> None:
    folded = Case.of(map(made, case["acts"]), settings_of(case))
    refusals = folded.as_of(case.get("as_of"), known=case.get("known")).refusals
    assert len(refusals) == len(case.get("refused", ())), [refusal.why.zh for refusal in refusals]
    for refusal, said in zip(refusals, case.get("refused", ()), strict=True):
        assert said in refusal.why.zh
        assert refusal.why.en.isprintable()
        assert refusal.why.en != refusal.why.zh


@pytest.mark.parametrize("case", IN_ORDER)
def test_an_act_is_refused_at_the_door_where_it_would_have_no_effect(case: dict) -> None:
    """Entered one by one as they happen, the acts that are refused are those that would move nothing."""
    acts = tuple(map(made, case["acts"]))
    settings = settings_of(case)
    entered = Case.of((), settings)
    turned_away = []
    for each in acts:
        try:
            entered = entered.enter(each)
        except Refused as refused:
            turned_away.append((each, refused.zh, refused.en))
    whole = Case.of(acts, settings).as_of()
    assert turned_away == [(refusal.act, *refusal.why) for refusal in whole.refusals]
    assert entered.as_of() == whole._replace(refusals=())


@pytest.mark.parametrize("case", [each for each in CASES if "upto" in each.values[0]])
def test_a_case_stands_in_the_reports_that_the_form_puts_it_in(case: dict) -> None:
    folded = Case.of(map(made, case["acts"]), settings_of(case))
    counted = counting(folded, case["upto"])
    assert counted.new_in == case.get("new_in")
    assert list(counted.carried_out_of) == case["carried_out_of"]
    assert counted.counted_in == case.get("counted_in")
    said = case.get("counted_as", case.get("outcome"))
    assert counted.outcome == (said if "counted_in" in case else None)


@pytest.mark.parametrize("case", [each for each in CASES if "chosen" in each.values[0]])
def test_what_is_chosen_from_2027_on_moves_nothing_of_2026(case: dict) -> None:
    later = [{**choice, "since": date(2027, 1, 1)} for choice in case["chosen"]]
    acts = [made(each) for each in case["acts"]]
    chosen = Case.of(acts, settings_of({"chosen": later})).as_of()
    shipped = Case.of(acts, Settings.shipped()).as_of()
    assert chosen._replace(law=shipped.law) == shipped
    assert (chosen.due, chosen.steps()) == (shipped.due, shipped.steps())


def test_entering_an_act_leaves_the_case_it_was_entered_in_as_it_was() -> None:
    before = Case.of([act("received", date(2025, 3, 3), channel="in-person")])
    after = before.enter(act("extended", date(2025, 3, 10), days=10, approved_by="主任"))
    assert (len(before.acts), len(after.acts)) == (1, 2)
    assert (before.as_of().due, after.as_of().due) == (date(2025, 3, 31), date(2025, 4, 15))


def test_an_act_entered_late_makes_void_what_came_after_it_and_says_so() -> None:
    case = Case.of(
        [
            act("received", date(2025, 3, 3), channel="in-person"),
            act("decided", date(2025, 3, 20), outcome="granted"),
        ]
    )
    entered = case.enter(act("withdrawn", date(2025, 3, 18), recorded=date(2025, 3, 26)))
    (void,) = entered.as_of().refusals
    assert void.act.kind == "decided"
    assert entered.as_of(known=date(2025, 3, 25)).refusals == ()


def test_once_the_clock_starts_anew_no_day_is_counted_from_arrival() -> None:
    acts = [
        act("received", date(2025, 5, 23), channel="online"),
        act("confirmed", date(2025, 5, 26)),
        act("amendment_asked", date(2025, 6, 5)),
        act("amended", date(2025, 6, 20)),
    ]
    safe = [Case.of(acts).as_of(day).safe_due for day in (date(2025, 5, 26), date(2025, 6, 5), None)]
    assert safe == [date(2025, 6, 23), None, None]


def test_by_what_could_be_known_of_holidays_then_a_due_day_was_another() -> None:
    case = Case.of([act("received", date(2020, 1, 15), channel="in-person")])
    assert case.as_of(known=date(2020, 1, 26)).due == date(2020, 2, 17)
    assert case.as_of(known=date(2020, 1, 27)).due == date(2020, 2, 19)


@pytest.mark.parametrize(
    ("kind", "facts", "said"),
    [
        ("teleported", {}, "没有 teleported 这一步"),
        ("received", {}, "应当记明 channel（《政府信息公开条例》（国务院令第711号）第三十一条）"),
        ("received", {"channel": ""}, "应当记明 channel"),
        ("split", {"into": ()}, "应当记明 into"),
        ("extended", {"days": "20", "approved_by": "主任"}, "days 不是number"),
        ("extended", {"days": True, "approved_by": "主任"}, "days 不是number"),
        ("extended", {"days": 20, "approved_by": 7}, "approved_by 不是text"),
        ("deferred", {"until": "2025-05-30"}, "until 不是day"),
        ("decided", {"outcome": "granted", "parts": "granted"}, "parts 不是list"),
        ("withdrawn", {"reason": "x"}, "没有 reason 这一项"),
    ],
)
def test_an_act_whose_facts_are_not_those_of_the_table_is_refused(kind: str, facts: dict, said: str) -> None:
    with pytest.raises(Refused) as refused:
        act(kind, date(2025, 3, 10), **facts)
    assert said in refused.value.zh
    assert refused.value.en.isprintable()


def test_an_act_cannot_be_recorded_before_it_happened() -> None:
    with pytest.raises(Refused, match="2025-03-11，不能早在 2025-03-10"):
        act("withdrawn", date(2025, 3, 10), happened=date(2025, 3, 11))
    late = act("withdrawn", date(2025, 3, 10), happened=date(2025, 3, 11), recorded=date(2025, 3, 11))
    assert (late.effective, late.happened) == (date(2025, 3, 10), date(2025, 3, 11))


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"act": "received", "on": date(2025, 3, 3), "channel": "pigeon"}, "没有 pigeon 这个渠道"),
        ({"act": "imported", "on": date(2025, 3, 3), "received": date(2025, 1, 6), "outcome": "gone", "ended": date(2025, 1, 7)}, "没有 gone 这种结果"),
    ],
)  # fmt: skip
def test_a_fact_that_names_nothing_known_is_refused_with_what_is(facts: dict, said: str) -> None:
    with pytest.raises(Refused, match=said) as refused:
        Case.of(()).enter(made(facts))
    assert "可选：" in refused.value.zh
    assert "known: " in refused.value.en
