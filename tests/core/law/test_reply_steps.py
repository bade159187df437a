"""How the due day of a reply was counted to, step by step: what each step says, on what ground, and in which order."""

from datetime import date, datetime

import pytest
from hypothesis import given

from mingbai.deadlines import Clock, Kind, Reply, Step, falls_due, falls_due_at, report_due
from mingbai.deadlines.ribbon import ribbon
from mingbai.lifecycle import Act, Case, Standing, act
from mingbai.statutes import shipped
from mingbai.text.words import Words
from mingbai.workdays import announced
from tests.core.law.lives import lives

d = date.fromisoformat
R = act("received", d("2025-03-03"), channel="in-person")
ONLINE = act("received", d("2025-03-03"), channel="online")
ASKED_LATE = act("amendment_asked", d("2025-03-13"))
CONSULTED = act("third_party_consulted", d("2025-03-10"), party="甲公司")
EXTENDED = act("extended", d("2025-03-04"), days=5, approved_by="主任")


def at(*acts: Act, on: str | None = None) -> Standing:
    return Case.of(acts).as_of(d(on) if on else None)


def steps(*acts: Act, on: str | None = None) -> tuple[Step, ...]:
    return at(*acts, on=on).steps()


def said(found: tuple[Step, ...]) -> list[str]:
    return [step.what.zh for step in found]


def one(found: tuple[Step, ...], words: str) -> Step:
    (step,) = [each for each in found if words in each.what.zh]
    return step


def test_the_day_of_receipt_rests_on_the_channel_and_on_its_not_being_counted() -> None:
    step = steps(R)[0]
    assert (step.first, step.last, step.days, step.kind) == (d("2025-03-03"), d("2025-03-03"), 0, Kind.RECEIVED)  # fmt: skip
    assert step.what == ("收到申请之日，当日不计", "the day of receipt, itself not counted")
    assert step.ground == (
        "《政府信息公开条例》（国务院令第711号）第三十一条第一项；《民法典》（2020年）第二百零一条",
        "Regulation on Government Information Disclosure (2019), art. 31 item 1; Civil Code (2021), art. 201",
    )


def test_an_arrival_that_waits_for_confirmation_is_no_receipt_yet() -> None:
    (arrived,) = steps(ONLINE)
    assert arrived.what == ("到达，待与申请人确认", "arrived, to be confirmed with the applicant")
    assert arrived.ground.zh == "《政府信息公开条例》（国务院令第711号）第三十一条第三项"
    arrived, received, *_ = steps(ONLINE, act("confirmed", d("2025-03-06")))
    assert (arrived.first, arrived.what.zh) == (d("2025-03-03"), "到达，待与申请人确认")
    assert (received.first, received.what.zh) == (d("2025-03-06"), "收到申请之日，当日不计")
    assert received.ground.zh == "《政府信息公开条例》（国务院令第711号）第三十一条第三项；《民法典》（2020年）第二百零一条"  # fmt: skip
    both = steps(ONLINE, act("confirmed", d("2025-03-03")))
    assert said(both)[:2] == ["到达，待与申请人确认", "收到申请之日，当日不计"]


def test_a_case_taken_in_begins_on_the_day_it_was_received() -> None:
    step = steps(act("opening_balance", d("2025-03-10"), received=d("2025-03-03")))[0]
    assert (step.first, step.kind, step.what.zh) == (d("2025-03-03"), Kind.RECEIVED, "收到申请之日，当日不计")
    assert "第二百零一条" not in step.ground.zh


def test_a_receipt_of_2009_cites_no_letter_of_later() -> None:
    found = steps(act("received", d("2009-06-01"), channel="in-person"))
    assert not [step for step in found if "2015" in step.ground.zh or "2019" in step.ground.zh]


def test_an_amendment_asked_too_late_is_noted_and_the_clock_runs_on() -> None:
    found = steps(R, ASKED_LATE)
    note = one(found, "通知补正")
    assert (note.first, note.kind) == (d("2025-03-13"), Kind.NOTE)
    assert note.what == (
        "通知补正，已超过法定的通知期限：原期限继续计算，不重新计算",
        "amendment asked later than its period allows: the clock runs on and does not start anew",
    )
    assert note.ground.zh == "《政府信息公开条例》（国务院令第711号）第三十条（依据待核）"
    assert at(R, ASKED_LATE).due == d("2025-03-31")


def test_what_comes_in_after_that_is_noted_and_starts_nothing_anew() -> None:
    amended = one(steps(R, ASKED_LATE, act("amended", d("2025-03-20"))), "收到补正")
    assert (amended.first, amended.kind) == (d("2025-03-20"), Kind.NOTE)
    assert amended.what.zh == "收到补正；补正通知逾期，原期限继续计算"
    assert amended.what.en == "amended; asked for too late, so the first clock runs on"
    assert "第三十条（依据待核）" in amended.ground.zh


def test_an_amendment_in_time_is_shown_as_what_was_waited_for_and_starts_anew() -> None:
    found = steps(R, act("amendment_asked", d("2025-03-05")), act("amended", d("2025-03-10")))
    assert said(found)[:4] == [
        "收到申请之日，当日不计",
        "已计2个工作日，重新计算后不再计入",
        "通知补正，等待补正",
        "收到补正，自次日起重新计算",
    ]
    fell, waited, anew = found[1:4]
    assert (fell.first, fell.last, fell.days, fell.kind) == (d("2025-03-04"), d("2025-03-05"), 2, Kind.NOTE)
    assert (waited.kind, anew.kind) == (Kind.WAITING, Kind.RESET)
    assert waited.ground.zh == anew.ground.zh == "《政府信息公开条例》（国务院令第711号）第三十条"
    assert anew.what.en == "amended: the clock starts anew on the next day"
    assert sum("通知补正" in each for each in said(found)) == 1


def test_asked_for_on_the_day_of_receipt_nothing_had_been_counted() -> None:
    found = steps(R, act("amendment_asked", d("2025-03-03")), act("amended", d("2025-03-10")))
    assert not [each for each in said(found) if "已计" in each]


def test_while_it_waits_the_steps_lead_to_the_waiting_in_order() -> None:
    found = steps(R, EXTENDED, act("amendment_asked", d("2025-03-05")))
    assert said(found) == [
        "收到申请之日，当日不计",
        "延长5个工作日",
        "已计2个工作日，重新计算后不再计入",
        "通知补正，等待补正",
        "先前延长的5个工作日不再计入，也不得再次延长",
    ]


def test_an_extension_that_fell_with_its_clock_is_told_as_spent() -> None:
    found = steps(R, EXTENDED, act("amendment_asked", d("2025-03-05")), act("amended", d("2025-03-10")))
    spent = one(found, "先前延长的5个工作日")
    assert (spent.first, spent.kind) == (d("2025-03-05"), Kind.NOTE)
    assert spent.what.en == "the extension of 5 working days is spent with it and not added again"
    assert spent.ground.zh == "《政府信息公开条例》（国务院令第711号）第三十三条第二款（依据待核）"
    assert not [
        each for each in said(steps(R, act("amendment_asked", d("2025-03-05")))) if "先前延长" in each
    ]


def test_the_fee_notice_rests_on_article_6_and_the_restart_on_article_7() -> None:
    found = steps(R, act("fee_noticed", d("2025-03-10")), act("fee_paid", d("2025-03-20")))
    waited, anew, fell = one(found, "等待缴费"), one(found, "缴清信息处理费"), one(found, "已计5个工作日")
    assert waited.what == ("通知缴费，等待缴费", "fee noticed: waiting for payment")
    assert (waited.kind, anew.kind) == (Kind.WAITING, Kind.RESET)
    assert waited.ground.zh.endswith("（国办函〔2020〕109号）第六条")
    assert anew.ground.zh == fell.ground.zh
    assert anew.ground.zh.endswith("（国办函〔2020〕109号）第七条（依据待核）")
    assert sum("通知缴" in each for each in said(found)) == 1, "not as an act beside"


def test_a_consultation_is_paused_working_day_by_working_day() -> None:
    found = steps(R, CONSULTED, act("third_party_view", d("2025-03-14"), party="甲公司"))
    paused = one(found, "不计入")
    assert (paused.first, paused.last, paused.days, paused.kind) == (d("2025-03-11"), d("2025-03-14"), 4, Kind.PAUSED)  # fmt: skip
    assert paused.what == (
        "征求第三方意见，不计入：4个工作日",
        "consulting the third party, not counted: 4 working days",
    )
    assert paused.ground.zh.endswith("第三十三条第三款")
    assert not [each for each in said(found) if "恢复计算" in each or "尚未收到" in each]


def test_a_pause_that_ended_with_the_party_s_period_says_that_counting_goes_on() -> None:
    for view in ((), (act("third_party_view", d("2025-04-30"), party="甲公司"),)):
        found = steps(R, CONSULTED, *view)
        lapsed = one(found, "恢复计算")
        assert (lapsed.first, lapsed.last, lapsed.kind) == (d("2025-03-31"), d("2025-03-31"), Kind.NOTE)
        assert lapsed.what == (
            "被征求意见方的期限届满，恢复计算",
            "the party's period is over: counting goes on",
        )
        assert lapsed.ground.zh.endswith("第三十三条第三款")
    assert not [each for each in said(found) if "尚未收到" in each]


def test_a_pause_that_is_open_tells_the_latest_day() -> None:
    standing = at(R, CONSULTED, on="2025-03-20")
    reply = standing.reply
    assert reply is not None
    assert (standing.due, reply.latest) == (d("2025-04-11"), d("2025-04-22"))
    note = one(standing.steps(), "意见尚未收到")
    assert (note.first, note.kind) == (d("2025-03-20"), Kind.NOTE)
    assert "最迟至2025-04-22" in note.what.zh
    assert "to 2025-04-22 at the latest" in note.what.en
    assert note.ground.zh.endswith("第三十三条第三款")


def test_once_the_period_of_the_party_is_over_nothing_is_open_any_more() -> None:
    for day, latest in (("2025-03-28", d("2025-04-22")), ("2025-03-31", None), ("2025-04-01", None)):
        reply = at(R, CONSULTED, on=day).reply
        assert reply is not None
        assert reply.latest == latest


def test_a_view_that_came_in_leaves_only_the_open_one_to_move_the_day() -> None:
    other = act("third_party_consulted", d("2025-03-10"), party="乙公司")
    view = act("third_party_view", d("2025-03-12"), party="乙公司")
    reply = at(R, CONSULTED, other, view, on="2025-03-20").reply
    assert reply is not None
    assert (reply.due, reply.latest) == (d("2025-04-11"), d("2025-04-22"))


def test_a_consultation_before_a_new_clock_is_not_told_of_it() -> None:
    found = steps(
        R,
        act("third_party_consulted", d("2025-03-04"), party="甲公司"),
        act("third_party_view", d("2025-03-05"), party="甲公司"),
        act("amendment_asked", d("2025-03-05")),
        act("amended", d("2025-04-30")),
    )
    assert not [each for each in said(found) if "不计入：" in each or "恢复计算" in each]


def test_a_consultation_names_its_party_where_there_are_several() -> None:
    other = act("organ_consulted", d("2025-03-11"), party="乙局")
    assert "征求第三方意见" in said(steps(R, CONSULTED))
    several = steps(R, CONSULTED, other)
    assert "征求第三方意见（甲公司）" in said(several)
    assert "third party consulted (甲公司)" in [step.what.en for step in several]


def test_an_extension_is_told_with_its_days_and_its_ground() -> None:
    found = steps(R, act("extended", d("2025-03-28"), days=10, approved_by="主任"))
    mark = one(found, "延长10个工作日")
    assert (mark.first, mark.kind) == (d("2025-03-28"), Kind.EXTENDED)
    assert mark.what.en == "extended by 10 working days"
    assert mark.ground.zh == "《政府信息公开条例》（国务院令第711号）第三十三条第二款"
    counted = [step for step in found if step.kind in (Kind.COUNTED, Kind.MAKE_UP)]
    assert [step.what.zh for step in counted if "延长期" in step.what.zh] == [
        "计入：延长期第1–3个工作日",
        "计入：延长期第4–8个工作日",
        "计入：延长期第9–10个工作日",
    ]
    assert sum(step.days for step in counted) == 30


def test_a_worked_weekend_and_a_holiday_are_told_by_name_and_rest_on_the_notice() -> None:
    found = steps(act("received", d("2025-09-12"), channel="in-person"))
    worked, off = one(found, "国庆节、中秋节调休上班日，计入：第11个"), one(found, "国庆节、中秋节放假，不计")
    assert (worked.first, worked.kind, off.kind, off.days) == (d("2025-09-28"), Kind.MAKE_UP, Kind.HOLIDAY, 8)
    assert worked.what.en == "worked for National Day, Mid-Autumn Festival, counted: working day 11"
    assert off.what.en == "off for National Day, Mid-Autumn Festival, not counted"
    assert worked.ground.zh == off.ground.zh == "《国务院办公厅关于2025年部分节假日安排的通知》"
    assert off.ground.en == "notice on the holidays of 2025"


def test_a_holiday_that_is_foretold_is_marked_provisional() -> None:
    found = steps(act("received", d("2027-04-26"), channel="in-person"))
    off = one(found, "劳动节放假")
    assert off.what == ("劳动节放假，不计（暂定）", "off for Labour Day, not counted (provisional)")


@pytest.mark.parametrize(
    ("received", "due", "cautioned"),
    [
        ("2026-11-30", "2026-12-28", False),
        ("2026-12-01", "2026-12-29", True),
        ("2026-12-03", "2026-12-31", True),
        ("2026-12-04", "2027-01-04", False),
        ("2025-12-02", "2025-12-30", False),
    ],
)
def test_a_due_day_that_the_next_year_s_notice_may_move_carries_a_caution(
    received: str, due: str, cautioned: bool
) -> None:
    standing = at(act("received", d(received), channel="in-person"))
    assert standing.due == d(due)
    cautions = [step for step in standing.steps() if "可能调整12月29日至31日" in step.what.zh]
    assert len(cautions) == cautioned
    for step in cautions:
        assert (step.first, step.last, step.kind) == (d(due), d(due), Kind.NOTE)
        assert step.what.en == "the arrangement of New Year's Day of 2027 is not announced and may touch 29 to 31 December"  # fmt: skip


def test_a_limit_is_cautioned_of_the_last_days_of_the_year_too() -> None:
    for start, cautioned in (("2026-12-01", True), ("2025-12-02", False)):
        limit = falls_due("publish", d(start), law=shipped(), calendar=announced())
        assert any("元旦的安排尚未公布" in step.what.zh for step in limit.steps()) is cautioned


def test_the_due_day_comes_after_the_interval_that_ends_on_it() -> None:
    *_, before, last = steps(R)
    assert (last.first, last.days, last.kind) == (d("2025-03-31"), 0, Kind.DUE)
    assert last.what == ("答复期限届满之日", "the last day to reply")
    assert (before.first, before.last, before.kind) == (d("2025-03-31"), d("2025-03-31"), Kind.COUNTED)


def test_what_happened_after_the_due_day_stands_after_it() -> None:
    found = steps(R, act("third_party_consulted", d("2025-04-10"), party="甲公司"))
    kinds = [step.kind for step in found]
    assert found[kinds.index(Kind.DUE) + 1].first > d("2025-03-31")
    assert [step.first for step in found] == sorted(step.first for step in found)


def test_what_happened_on_a_day_stands_before_the_interval_that_begins_on_it() -> None:
    found = steps(R, CONSULTED)
    day = [(step.kind, step.days) for step in found if step.first == d("2025-03-10")]
    assert day == [(Kind.NOTE, 0), (Kind.COUNTED, 1)]


@given(acts=lives())
def test_whatever_happened_the_steps_stand_in_order_of_days_and_each_rests_on_something(
    acts: tuple[Act, ...],
) -> None:
    found = Case.of(acts).as_of().steps()
    assert [step.first for step in found] == sorted(step.first for step in found)
    assert all(step.ground.zh and step.ground.en and step.what.zh and step.what.en for step in found)


DEFERRED = (
    act("reasons_asked", d("2025-03-10")),
    act("reasons_given", d("2025-03-12")),
    act("deferred", d("2025-03-13"), until=d("2025-05-30")),
)


def test_a_day_that_was_set_is_not_counted_to_and_moves_for_no_view() -> None:
    standing = at(R, *DEFERRED, act("third_party_consulted", d("2025-03-14"), party="甲"), on="2025-03-17")
    reply = standing.reply
    assert reply is not None
    assert (standing.due, reply.due, reply.missing, reply.latest) == (d("2025-05-30"), d("2025-05-30"), None, None)  # fmt: skip
    assert not [step for step in standing.steps() if step.kind in (Kind.COUNTED, Kind.PAUSED, Kind.REST)]
    assert standing.steps()[-1].kind is Kind.DUE


def test_a_day_that_was_set_carries_no_caution() -> None:
    late = act("deferred", d("2025-03-13"), until=d("2026-12-30"))
    assert not [each for each in said(steps(R, *DEFERRED[:2], late)) if "元旦" in each]


def test_the_days_of_an_extension_and_a_due_day_in_it_rest_on_the_extension() -> None:
    allowed, extended = Words("甲", "a"), Words("乙", "b")
    for days, by in ((0, allowed), (5, extended)):
        clock = Clock(d("2025-03-03"), 20, days)
        found = Reply(clock, announced(), grounds=(allowed, extended)).steps()
        counted = [step for step in found if step.kind is Kind.COUNTED]
        assert [step.days for step in counted if step.ground == extended] == ([3, 2] if days else [])
        assert sum(step.days for step in counted if step.ground == allowed) == 20
        assert (found[-1].kind, found[-1].ground) == (Kind.DUE, by)


def test_the_grounds_of_a_reply_stand_once_each_in_the_order_of_the_steps() -> None:
    reply = at(R, CONSULTED).reply
    assert reply is not None
    grounds = reply.grounds()
    assert len(set(grounds)) == len(grounds)
    assert list(grounds) == list(dict.fromkeys(step.ground for step in reply.steps()))


def limit(key: str, start: str) -> list[Step]:
    return list(falls_due(key, d(start), law=shipped(), calendar=announced()).steps())


def test_a_limit_in_working_days_is_counted_like_a_reply() -> None:
    found = limit("third_party", "2025-03-12")
    assert [(step.first.isoformat()[5:], step.last.isoformat()[5:], step.days, step.kind.value) for step in found] == [
        ("03-12", "03-12", 0, "received"), ("03-13", "03-14", 2, "counted"), ("03-15", "03-16", 2, "rest"),
        ("03-17", "03-21", 5, "counted"), ("03-22", "03-23", 2, "rest"), ("03-24", "03-28", 5, "counted"),
        ("03-29", "03-30", 2, "rest"), ("03-31", "04-02", 3, "counted"), ("04-02", "04-02", 0, "due"),
    ]  # fmt: skip
    assert found[0].what.zh == "第三方收到征求意见书之日，当日不计"
    assert found[0].what.en.endswith(", itself not counted")
    assert found[-1].what.zh.endswith("：最后一日")
    assert not [step for step in found if "延长期" in step.what.zh]


def test_a_limit_in_months_ends_on_the_corresponding_day_and_rolls_day_by_day() -> None:
    found = limit("litigation", "2025-08-01")  # to Sunday 1 February 2026
    assert [(step.first.isoformat(), step.days, step.kind.value) for step in found] == [
        ("2025-08-01", 0, "received"),
        ("2025-08-02", 184, "counted"),
        ("2026-02-01", 0, "note"),
        ("2026-02-01", 0, "rolled"),
        ("2026-02-02", 0, "note"),
        ("2026-02-02", 0, "due"),
    ]
    assert found[1].what == ("6个月，到对应日为止", "6 months, to the corresponding day")
    assert found[3].what == ("周末，顺延", "weekend: the end moves on")
    assert [step.ground.en for step in found[2:5]] == [
        "Civil Code (2021), art. 202",
        "Civil Code (2021), art. 203",
        "Civil Code (2021), art. 203",
    ]


def test_a_limit_in_days_that_ends_on_a_day_of_rest_gains_what_comes_after_the_first() -> None:
    found = limit("reconsideration", "2025-08-03")  # to Thursday 2 October 2025
    rolled = [step for step in found if step.kind is Kind.ROLLED]
    assert [step.first.day for step in rolled] == [2, 3, 4, 5, 6, 7, 8]
    assert [step.days for step in rolled] == [0, 1, 1, 1, 1, 1, 1]
    assert {step.ground.zh for step in rolled} == {"《国务院办公厅关于2025年部分节假日安排的通知》"}
    assert rolled[0].what.zh == "国庆节、中秋节放假，顺延"
    assert not [step for step in found if "对应日" in step.what.zh]
    assert found[-1].first == d("2025-10-09")


@pytest.mark.xfail(reason="what a day is called is cut at its first comma, and two festivals lose the second")
def test_a_day_of_two_festivals_is_told_with_both_where_an_end_moves_on() -> None:
    rolled = next(step for step in limit("reconsideration", "2025-08-03") if step.kind is Kind.ROLLED)
    assert rolled.what.en == "off for National Day, Mid-Autumn Festival: the end moves on"


def test_a_limit_that_ends_on_a_working_day_does_not_speak_of_moving() -> None:
    found = limit("reconsideration", "2025-07-03")
    assert [step.kind.value for step in found] == ["received", "counted", "due"]
    assert found[-1].first == d("2025-09-01")
    assert found[1].what == ("60日，节假日照计", "60 calendar days, days of rest counted")
    assert found[1].days == 60


def test_years_are_counted_to_the_corresponding_day() -> None:
    found = limit("archives_opening", "2001-05-01")
    assert found[1].what == ("25年，到对应日为止", "25 years, to the corresponding day")
    assert (found[-1].first, found[-1].kind) == (d("2026-05-01"), Kind.DUE), (
        "what may happen from it rolls not"
    )


def test_a_month_without_the_day_ends_on_its_last_one() -> None:
    due = falls_due("litigation", d("2025-08-31"), law=shipped(), calendar=announced())
    assert (due.nominal, due.due) == (d("2026-02-28"), d("2026-02-28")), "a worked Saturday"


def test_a_fixed_day_of_the_year_moves_for_nothing() -> None:
    found = report_due(2025, "department", law=shipped(), calendar=announced())
    note, due = found.steps()
    assert (found.start, found.due, found.missing) == (d("2026-01-01"), d("2026-01-31"), None)
    assert note.what.en == "a fixed day; it does not move for a day of rest"
    assert (note.kind, due.kind) == (Kind.NOTE, Kind.DUE)
    assert found.grounds() == (note.ground,)


def test_clock_hours_run_on_through_days_of_rest() -> None:
    moment = falls_due_at("response_press", datetime(2025, 10, 1, 8), law=shipped())
    assert moment.due == datetime(2025, 10, 2, 8)


def test_a_consultation_of_the_first_reply_does_not_stop_the_clock_of_the_second() -> None:
    redone = at(
        R,
        act("third_party_consulted", d("2025-03-03"), party="甲"),
        act("decided", d("2025-03-05"), outcome="refused_third_party"),
        act("served", d("2025-03-05")),
        act("redo_ordered", d("2025-03-10"), by="市政府"),
    )
    assert redone.due == d("2025-04-08")
    assert said(redone.steps())[1:4] == [
        "征求第三方意见",
        "已计2个工作日，重新计算后不再计入",
        "已经答复，被责令重新答复",
    ]
    assert "自次日起重新计算" in one(redone.steps(), "自次日起").what.zh


def test_a_case_far_ahead_of_every_notice_is_answered() -> None:
    standing = at(act("received", d("2040-03-03"), channel="in-person"))
    assert standing.reply is not None
    assert standing.reply.missing == 2040
    assert standing.steps()[-1].kind is Kind.DUE


def test_a_pause_that_ended_on_the_day_the_clock_started_anew_is_not_told_of_it() -> None:
    letter = act("third_party_consulted", d("2025-03-03"), party="甲公司")  # a view by 24 March
    asked = act("amendment_asked", d("2025-03-05"))
    assert not [
        each for each in said(steps(R, letter, asked, act("amended", d("2025-03-24")))) if "恢复" in each
    ]
    assert one(steps(R, letter, asked, act("amended", d("2025-03-21"))), "恢复计算").first == d("2025-03-24")


def test_what_is_still_out_is_told_before_the_pause_that_begins_on_the_same_day() -> None:
    found = [step.kind for step in steps(R, CONSULTED, on="2025-03-11") if step.first == d("2025-03-11")]
    assert found == [Kind.NOTE, Kind.PAUSED]


def test_an_extension_rests_on_the_rule_in_force_on_the_day_of_receipt() -> None:
    old = act("received", d("2019-05-06"), channel="in-person")
    mark = one(steps(old, act("extended", d("2019-05-20"), days=15, approved_by="主任")), "延长15个工作日")
    assert "第二十四条第二款" in mark.ground.zh


def test_after_a_pause_the_numbering_goes_on_where_it_stopped() -> None:
    found = steps(R, CONSULTED, act("third_party_view", d("2025-03-14"), party="甲公司"))
    counted = [step.what.zh for step in found if step.kind is Kind.COUNTED]
    assert counted[:4] == [
        "计入：第1–4个工作日",
        "计入：第5个工作日",
        "计入：第6–10个工作日",
        "计入：第11–15个工作日",
    ]


def test_a_late_notice_changes_how_no_other_act_is_told() -> None:
    found = steps(R, ASKED_LATE, act("organ_consulted", d("2025-03-14"), party="乙局"), on="2025-03-17")
    assert found[0].kind is Kind.RECEIVED
    assert "第三十条" not in next(step for step in found if step.what.zh == "征求其他机关意见").ground.zh
    paid = steps(R, ASKED_LATE, act("fee_noticed", d("2025-03-14")), act("fee_paid", d("2025-03-20")))
    anew = one(paid, "缴清信息处理费，自次日起重新计算")
    assert anew.kind is Kind.RESET
    extended = steps(R, ASKED_LATE, act("extended", d("2025-03-14"), days=5, approved_by="主任"))
    assert one(extended, "延长5个工作日").kind is Kind.EXTENDED


def test_a_due_day_that_is_provisional_anyway_carries_no_caution() -> None:
    late = 0
    for day in range(1, 8):
        standing = at(act("received", date(2028, 12, day), channel="in-person"))
        late += standing.due is not None and (standing.due.month, standing.due.day) >= (12, 29)
        assert not [each for each in said(standing.steps()) if "元旦的安排" in each]
    assert late > 0


def test_a_fixed_day_of_the_year_has_no_ribbon() -> None:
    found = report_due(2025, "department", law=shipped(), calendar=announced())
    assert ribbon(found.steps(), title="年度报告") == ""
