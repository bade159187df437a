"""What may be done on the last day of a period and not on the day after, and the other way about: each period at its end."""

from datetime import date, datetime, timedelta

import pytest

from mingbai.errors import NotInForce, Refused
from mingbai.lifecycle import Act, Case, Kind, Settings, State, act, acts, counting
from mingbai.statutes import shipped
from mingbai.workdays import announced

d = date.fromisoformat
ONE = timedelta(1)
R = act("received", d("2025-03-03"), channel="in-person")  # due on Monday 2025-03-31
DUE = d("2025-03-31")
ASKED = act("amendment_asked", d("2025-03-05"), amend_by=d("2025-03-20"))
NOTICED = act("fee_noticed", d("2025-03-05"))  # to be paid by 2025-04-02
LETTER = act("third_party_consulted", d("2025-03-10"), party="甲公司")  # a view by 2025-03-31
REASONS = (act("reasons_asked", d("2025-03-10")), act("reasons_given", d("2025-03-12")))


def chosen(**choices: str | int) -> Settings:
    law = shipped()
    for key, value in choices.items():
        law = law.chosen(key, value, since=d("2024-01-01"), by="会议纪要")
    return Settings(law, announced())


def enter(*given: Act, settings: Settings | None = None) -> Case:
    """Return the case with the last act entered after the others, which stand."""
    *before, last = given
    case = Case.of(before, settings)
    assert case.as_of().refusals == ()
    return case.enter(last)


def refusal(*given: Act, settings: Settings | None = None) -> str:
    with pytest.raises(Refused) as refused:
        enter(*given, settings=settings)
    return f"{refused.value.zh} | {refused.value.en}"


@pytest.mark.parametrize(
    ("before", "kind", "facts", "last", "zh", "en"),
    [
        ((R,), "extended", {"days": 5, "approved_by": "主任"}, DUE, "延期告知不产生延长期限的效力；请尽快答复", "the period to reply ended on 2025-03-31"),
        ((R,), "fee_noticed", {}, DUE, "应当在答复期限内通知", "the period to reply ended on 2025-03-31"),
        ((R, *REASONS), "deferred", {"until": d("2025-06-30")}, DUE, "答复期限已于 2025-03-31 届满", "the period to reply ended on 2025-03-31"),
        ((act("received", d("2018-03-05"), channel="in-person"),), "amendment_asked", {}, d("2018-03-26"), "答复期限已于 2018-03-26 届满", "the period to reply ended on 2018-03-26"),
        ((R, NOTICED), "fee_paid", {}, d("2025-04-02"), "缴费期限已于 2025-04-02 届满，视为放弃申请", "the period to pay ended on 2025-04-02"),
    ],
)  # fmt: skip
def test_what_is_in_time_on_the_last_day_is_too_late_on_the_next(
    before: tuple[Act, ...], kind: str, facts: dict, last: date, zh: str, en: str
) -> None:
    entered = enter(*before, act(kind, last, **facts))
    assert entered.as_of().applied[-1].kind == kind
    said = refusal(*before, act(kind, last + ONE, **facts))
    assert zh in said
    assert en in said


@pytest.mark.parametrize(
    ("before", "kind", "facts", "last", "zh", "en"),
    [
        ((R, ASKED), "amendment_lapsed", {}, d("2025-03-20"), "补正期限到 2025-03-20 才届满", "the period to amend ends on 2025-03-20 only"),
        ((R, NOTICED), "fee_lapsed", {}, d("2025-04-02"), "缴费期限到 2025-04-02 才届满", "the period to pay ends on 2025-04-02 only"),
        ((R, LETTER), "third_party_lapsed", {"party": "甲公司"}, DUE, "“甲公司”的期限到 2025-03-31 才届满", "the period of 甲公司 ends on 2025-03-31 only"),
        ((R, LETTER), "decided", {"outcome": "granted"}, DUE, "不能决定公开：“甲公司”的意见期限到 2025-03-31 才届满", "cannot grant yet: the period of 甲公司"),
        ((R,), "redo_ordered", {"by": "市政府"}, DUE, "答复期限尚未届满，请待其届满", "the period to reply has not ended"),
    ],
)  # fmt: skip
def test_what_waits_for_the_end_of_a_period_may_come_on_the_day_after_it(
    before: tuple[Act, ...], kind: str, facts: dict, last: date, zh: str, en: str
) -> None:
    said = refusal(*before, act(kind, last, **facts))
    assert zh in said
    assert en in said
    assert enter(*before, act(kind, last + ONE, **facts)).as_of().applied[-1].kind == kind


@pytest.mark.parametrize(("day", "late"), [("2025-03-12", False), ("2025-03-13", True)])
def test_an_amendment_is_asked_for_in_time_on_the_seventh_working_day(day: str, late: bool) -> None:
    standing = Case.of([R, act("amendment_asked", d(day))]).as_of()
    assert standing.asked_late is late
    assert standing.waiting_for == (None if late else "amendment")


def test_an_amendment_asked_too_late_is_asked_within_the_period_to_reply_or_not_at_all() -> None:
    assert enter(R, act("amendment_asked", DUE)).as_of().asked_late
    said = refusal(R, act("amendment_asked", DUE + ONE))
    assert "答复期限已于 2025-03-31 届满" in said
    resets = chosen(late_amendment_notice="resets")
    standing = enter(R, act("amendment_asked", d("2025-03-13")), settings=resets).as_of()
    assert (standing.asked_late, standing.waiting_for) == (False, "amendment")


def test_the_period_to_amend_ends_after_the_notice() -> None:
    day = d("2025-03-05")
    said = refusal(R, act("amendment_asked", day, amend_by=day))
    assert "补正期限 2025-03-05 不晚于通知之日" in said
    assert "the period to amend ends on 2025-03-05, before it begins" in said
    assert enter(R, act("amendment_asked", day, amend_by=day + ONE)).as_of().amend_by == day + ONE
    assert enter(R, act("amendment_asked", day)).as_of().amend_by == announced().after(day, 15).day


def test_an_amendment_that_nobody_asked_for_is_refused() -> None:
    assert "没有通知过补正" in refusal(R, act("amended", d("2025-03-10")))
    late = act("amendment_asked", d("2025-03-13"))
    twice = (R, late, act("amended", d("2025-03-14")), act("amended", d("2025-03-17")))
    assert "no amendment was asked for" in refusal(*twice)


def test_a_late_notice_lapses_too_once_its_period_is_over() -> None:
    late = act("amendment_asked", d("2025-03-13"), amend_by=d("2025-03-20"))
    assert "没有等待中的补正" in refusal(R, act("amendment_lapsed", d("2025-03-20")))
    amended = (R, late, act("amended", d("2025-03-14")), act("amendment_lapsed", d("2025-03-24")))
    assert "no amendment is waited for" in refusal(*amended)


def test_a_deferral_goes_beyond_the_day_it_is_due_anyway() -> None:
    said = refusal(R, *REASONS, act("deferred", d("2025-03-13"), until=DUE))
    assert "2025-03-31 不晚于现在的答复期限" in said
    assert "2025-03-31 is not later than the day it is due anyway" in said
    standing = enter(R, *REASONS, act("deferred", d("2025-03-13"), until=DUE + ONE)).as_of()
    assert standing.due == DUE + ONE
    assert "应当先要求说明理由，且理由合理" in refusal(R, act("deferred", d("2025-03-13"), until=DUE + ONE))


def test_a_day_that_was_set_is_not_extended() -> None:
    deferred = act("deferred", d("2025-03-13"), until=d("2025-05-30"))
    said = refusal(R, *REASONS, deferred, act("extended", d("2025-03-14"), days=5, approved_by="主任"))
    assert "答复日期已定为 2025-05-30" in said
    assert "the day to reply was set to 2025-05-30" in said


@pytest.mark.parametrize(("days", "right"), [(0, False), (1, True), (20, True), (21, False), (-1, False)])
def test_an_extension_is_of_one_to_twenty_working_days(days: int, right: bool) -> None:
    extended = act("extended", d("2025-03-10"), days=days, approved_by="主任")
    if right:
        assert enter(R, extended).as_of().due == announced().after(d("2025-03-03"), 20 + days).day
    else:
        assert f"不能延长{days}个工作日" in refusal(R, extended)


def test_an_extension_is_told_once_unless_two_were_chosen_and_then_twice() -> None:
    first, second, third = (
        act("extended", d("2025-03-10") + n * ONE, days=5, approved_by="主任") for n in range(3)
    )
    said = refusal(R, first, second)
    assert "不能再次延长：已经延长过1次" in said
    assert "extended 1 time(s) already" in said
    twice = chosen(extension_times=2)
    assert enter(R, first, second, settings=twice).as_of().due == announced().after(d("2025-03-03"), 30).day
    assert "已经延长过2次" in refusal(R, first, second, third, settings=twice)


def test_an_extension_spent_with_its_clock_is_not_had_again_unless_so_chosen() -> None:
    before = (
        R,
        act("extended", d("2025-03-04"), days=5, approved_by="主任"),
        act("amendment_asked", d("2025-03-05")),
        act("amended", d("2025-03-10")),
    )
    again = act("extended", d("2025-03-11"), days=20, approved_by="主任")
    assert "不能再次延长" in refusal(*before, again)
    standing = enter(*before, again, settings=chosen(extension_after_reset="anew")).as_of()
    assert standing.due == announced().after(d("2025-03-10"), 40).day


def test_a_fee_is_told_of_once_in_a_case() -> None:
    again = act("fee_noticed", d("2025-03-11"))
    said = refusal(R, NOTICED, act("fee_paid", d("2025-03-10")), again)
    assert "已经通知过收费" in said
    assert "the fee was noticed already" in said


@pytest.mark.parametrize("by", ["2025-04-09", "2025-04-10"])
def test_a_reply_may_be_ordered_for_the_day_of_the_order_and_not_for_one_before(by: str) -> None:
    order = act("redo_ordered", d("2025-04-10"), by="市政府", due=d(by))
    if by == "2025-04-10":
        assert enter(R, order).as_of().due == d("2025-04-10")
    else:
        assert "重新答复的期限 2025-04-09 早于决定生效之日" in refusal(R, order)


def test_who_may_be_ordered_to_reply_again() -> None:
    order = act("redo_ordered", d("2025-06-10"), by="市政府")
    lapsed = (R, ASKED, act("amendment_lapsed", d("2025-03-21")))
    unpaid = (R, NOTICED, act("fee_lapsed", d("2025-04-03")))
    for before in (lapsed, unpaid):
        assert enter(*before, order).as_of().due == announced().after(d("2025-06-10"), 20).day
    for ending in ("withdrawn", "applicant_gone"):
        assert "没有可以重新答复的决定" in refusal(R, act(ending, d("2025-03-10")), order)
    rerouted = act("rerouted", d("2025-03-10"), organ="乙局")
    assert "there is no reply to make again" in refusal(act("received", d("2025-03-03"), channel="online"), rerouted, order)  # fmt: skip
    as_before = chosen(redo_period="as-before")
    assert enter(*lapsed, order, settings=as_before).as_of().due == announced().after(d("2025-06-10"), 20).day


def test_what_the_first_reply_was_is_forgotten_in_the_second() -> None:
    standing = enter(
        R,
        ASKED,
        act("amended", d("2025-03-10")),
        LETTER._replace(effective=d("2025-03-11"), recorded=d("2025-03-11"), happened=d("2025-03-11")),
        act("decided", d("2025-03-12"), outcome="refused_third_party"),
        act("served", d("2025-03-12")),
        act("redo_ordered", d("2025-06-10"), by="市政府"),
    ).as_of()
    assert (standing.outcome, standing.decided, standing.answered, standing.served, standing.closed) == (None,) * 5  # fmt: skip
    assert (standing.consultations, standing.amend_by, standing.pay_by, standing.asked_late) == ((), None, None, False)  # fmt: skip
    assert "没有收到过补正" in refusal(*standing.applied, act("decided", d("2025-06-11"), outcome="still_unclear"))  # fmt: skip
    assert enter(*standing.applied, act("amendment_asked", d("2025-06-11"))).as_of().refusals == ()


@pytest.mark.parametrize(
    ("received", "ended", "on", "right"),
    [
        ("2025-03-03", "2025-03-03", "2025-03-03", True),
        ("2025-03-03", "2025-03-28", "2025-03-28", True),
        ("2025-03-04", "2025-03-03", "2025-03-28", False),
        ("2025-03-03", "2025-03-29", "2025-03-28", False),
    ],
)
def test_what_is_imported_was_received_then_ended_then_imported(
    received: str, ended: str, on: str, right: bool
) -> None:
    imported = act("imported", d(on), received=d(received), outcome="granted", ended=d(ended))
    if right:
        standing = enter(imported).as_of()
        assert (standing.received, standing.answered) == (d(received), d(ended))
    else:
        assert "收到、了结、导入之日先后颠倒" in refusal(imported)


def test_nothing_is_imported_of_before_the_law() -> None:
    imported = act("imported", d("2025-03-03"), received=d("2008-04-30"), outcome="granted", ended=d("2008-05-20"))  # fmt: skip
    (refused,) = Case.of([imported]).as_of().refusals
    assert "2008-04-30 还没有答复期限的规定" in refused.why.zh
    with pytest.raises(NotInForce):
        shipped().on("reply_days", d("2008-04-30"))


def test_a_case_is_taken_in_on_or_after_its_receipt_and_due_after_it() -> None:
    on = d("2025-03-10")
    assert enter(act("opening_balance", on, received=on)).as_of().received == on
    assert "收到之日 2025-03-11 晚于转入之日" in refusal(act("opening_balance", on, received=on + ONE))
    said = refusal(act("opening_balance", on, received=d("2025-03-03"), due=d("2025-03-03")))
    assert "答复期限 2025-03-03 不晚于收到之日" in said
    one_day = act("opening_balance", on, received=d("2025-03-03"), due=d("2025-03-04"))
    assert enter(one_day).as_of().due == d("2025-03-04")


def test_where_submitting_is_receiving_one_confirmation_is_taken_and_moves_nothing() -> None:
    arrival = chosen(receipt_online="arrival")
    online = act("received", d("2025-03-03"), channel="online")
    confirmed = act("confirmed", d("2025-03-05"))
    standing = enter(online, confirmed, settings=arrival).as_of()
    assert (standing.received, standing.due) == (d("2025-03-03"), DUE)
    again = act("confirmed", d("2025-03-06"))
    assert "不需要确认，请直接办理" in refusal(online, confirmed, again, settings=arrival)
    assert "no confirmation is needed: go on" in refusal(R, confirmed)


def test_one_party_is_asked_once_at_a_time() -> None:
    said = refusal(R, LETTER, act("organ_consulted", d("2025-03-11"), party="甲公司"))
    assert "已经征求“甲公司”的意见，尚未了结" in said
    view = act("third_party_view", d("2025-03-11"), party="甲公司")
    again = act("third_party_consulted", d("2025-03-12"), party="甲公司")
    assert len(enter(R, LETTER, view, again).as_of().consultations) == 2
    assert "没有征求过“乙公司”的意见，或者已经了结" in refusal(R, LETTER, act("third_party_view", d("2025-03-11"), party="乙公司"))  # fmt: skip
    assert "was not consulted, or has answered" in refusal(R, LETTER, view, act("third_party_view", d("2025-03-12"), party="甲公司"))  # fmt: skip
    assert "没有征求过“甲公司”" in refusal(R, LETTER, act("organ_answered", d("2025-03-11"), party="甲公司"))


def test_where_so_chosen_time_is_left_out_from_the_day_the_letter_came() -> None:
    received = chosen(consultation_pause_from="received")
    delivered = act("consultation_delivered", d("2025-03-13"), party="甲公司")
    view = act("third_party_view", d("2025-03-20"), party="甲公司")
    for settings, paused in ((received, 5), (None, 8)):
        standing = Case.of([R, LETTER, delivered, view], settings).as_of()
        assert standing.due == announced().after(d("2025-03-03"), 20 + paused).day
    never = Case.of([R, LETTER], received).as_of()
    assert never.due == DUE, "a letter that never came stops nothing"


def test_silence_may_be_decided_on_and_a_refusal_given_while_a_view_is_out() -> None:
    refused = act("decided", d("2025-03-12"), outcome="refused_third_party")
    assert enter(R, LETTER, refused).as_of().outcome == "refused_third_party"
    organ = act("organ_consulted", d("2025-03-10"), party="乙局")
    assert enter(R, organ, act("decided", d("2025-03-12"), outcome="granted")).as_of().outcome == "granted"
    view = act("third_party_view", d("2025-03-11"), party="甲公司")
    assert (
        enter(R, LETTER, view, act("decided", d("2025-03-12"), outcome="granted")).as_of().outcome
        == "granted"
    )


def test_a_reply_goes_by_a_route_that_the_rules_have() -> None:
    decided = act("decided", d("2025-03-10"), outcome="granted")
    day = d("2025-03-11")
    said = refusal(R, decided, act("dispatched", day, route="pigeon"))
    assert "没有 pigeon 这种送达方式（可选：post、electronic、in-person、courier）" in said
    assert "there is no route pigeon" in said
    assert "快递公司送达不合规定" in refusal(R, decided, act("dispatched", day, route="courier"))
    for route, state in (
        ("post", State.ANSWERED),
        ("electronic", State.ANSWERED),
        ("in-person", State.DECIDED),
    ):
        standing = enter(R, decided, act("dispatched", day, route=route)).as_of()
        assert (standing.state, standing.answered) == (state, day if state is State.ANSWERED else None)


def test_a_reply_is_served_once_and_posted_counts_from_posting() -> None:
    decided = act("decided", d("2025-03-10"), outcome="granted")
    posted = act("dispatched", d("2025-03-11"), route="post")
    served = act("served", d("2025-03-14"))
    standing = enter(R, decided, posted, served).as_of()
    assert (standing.answered, standing.served, standing.ended) == (d("2025-03-11"), d("2025-03-14"), d("2025-03-11"))  # fmt: skip
    said = refusal(R, decided, posted, served, act("served", d("2025-03-17")))
    assert "已于 2025-03-14 送达" in said
    assert "it was served on 2025-03-14" in said
    assert enter(R, decided, act("served", d("2025-03-12"))).as_of().answered == d("2025-03-12")


@pytest.mark.parametrize(
    ("outcome", "before", "zh"),
    [
        ("withdrawn", (), "不以答复了结，请登记相应的步骤"),
        ("still_unclear", (ASKED,), "没有收到过补正"),
        ("excessive", (), "应当先要求说明理由并得到回应"),
        ("excessive", (act("reasons_asked", d("2025-03-10")),), "应当先要求说明理由并得到回应"),
        ("excessive", (*REASONS, act("deferred", d("2025-03-13"), until=d("2025-05-30"))), "已经认定理由合理并延迟答复"),
    ],
)  # fmt: skip
def test_a_reply_lacks_nothing_that_has_to_come_before_it(
    outcome: str, before: tuple[Act, ...], zh: str
) -> None:
    assert zh in refusal(R, *before, act("decided", d("2025-03-21"), outcome=outcome))


def test_excessive_may_be_decided_once_the_reasons_are_in_or_were_not_given() -> None:
    decided = act("decided", d("2025-03-21"), outcome="excessive")
    silent = (act("reasons_asked", d("2025-03-10")), act("reasons_not_given", d("2025-03-20")))
    for reasons in (REASONS, silent):
        assert enter(R, *reasons, decided).as_of().outcome == "excessive"


@pytest.mark.parametrize(
    ("before", "zh", "en"),
    [
        ((R, ASKED), "现在是“待补正”，期限将重新计算，没有可以延长的期限", "it is waiting for the amendment now and the clock will start anew"),
        ((R, NOTICED), "现在是“待缴费”，期限将重新计算，没有可以延长的期限", "it is waiting for payment now"),
        ((), "现在是“未登记”，不能这样做；此时可以：登记收到申请", "it is not registered now; open to do: "),
    ],
)  # fmt: skip
def test_where_no_clock_runs_it_says_why_there_is_nothing_to_extend(
    before: tuple[Act, ...], zh: str, en: str
) -> None:
    said = refusal(*before, act("extended", d("2025-03-06"), days=5, approved_by="主任"))
    assert zh in said
    assert en in said


def test_an_act_that_there_was_not_yet_is_refused_with_the_day_since_when() -> None:
    old = act("received", d("2018-03-05"), channel="in-person")
    said = refusal(old, act("reasons_asked", d("2018-03-06")))
    assert "2019-05-15之前没有这一步" in said
    assert "there was no such act before 2019-05-15" in said
    since = acts()[Kind.REASONS_ASKED].since
    assert since == d("2019-05-15")
    on_the_day = act("received", since, channel="in-person")
    assert enter(on_the_day, act("reasons_asked", since)).as_of().refusals == ()


def test_a_reply_while_the_clock_stands_still_is_in_time() -> None:
    late = d("2025-06-30")
    waiting = (R, ASKED._replace(facts={"amend_by": late}), act("decided", late, outcome="granted"))
    assert Case.of([*waiting, act("served", late)]).as_of().in_time(late) is True
    assert Case.of(waiting).as_of().in_time(late) is None
    for day, in_time in ((DUE, True), (DUE + ONE, False)):
        assert Case.of([R]).as_of().in_time(day) is in_time
        replied = Case.of([R, act("decided", DUE, outcome="granted"), act("served", day)]).as_of()
        assert replied.in_time(d("2030-01-01")) is in_time


def test_an_imported_case_stood_open_until_the_day_it_ended() -> None:
    def counted(ended: str, on: str) -> tuple[object, ...]:
        imported = act("imported", d(on), received=d("2024-11-04"), outcome="granted", ended=d(ended))
        return counting(Case.of([imported]), d("2025-12-31"))

    assert counted("2024-12-31", "2025-06-30") == (2024, (), 2024, "granted")
    assert counted("2025-01-01", "2025-06-30") == (2024, (2024,), 2025, "granted")
    assert counted("2024-12-31", "2024-12-31") == (2024, (), 2024, "granted")
    assert counted("2024-12-30", "2024-12-31") == (2024, (), 2024, "granted")


def test_what_is_open_at_the_end_of_the_year_is_carried_out_of_it_and_not_before() -> None:
    case = Case.of([act("received", d("2025-12-10"), channel="in-person")])
    assert counting(case, d("2025-12-30")) == (2025, (), None, None)
    assert counting(case, d("2025-12-31")) == (2025, (2025,), None, None)
    assert counting(case, d("2025-12-09")) == (None, (), None, None)
    assert counting(case, d("2025-12-10")) == (2025, (), None, None)


@pytest.mark.parametrize(
    ("kind", "day", "instrument"),
    [
        ("extended", "2008-05-01", "条例-2007"),
        ("extended", "2019-05-14", "条例-2007"),
        ("extended", "2019-05-15", "条例-2019"),
        ("fee_noticed", "2020-12-31", "条例-2019"),
        ("fee_noticed", "2021-01-01", "收费办法"),
        ("withdrawn", "2019-05-14", "条例-2007"),
    ],
)
def test_an_act_rests_on_the_text_in_force_from_its_first_day_on(
    kind: str, day: str, instrument: str
) -> None:
    ground = acts()[Kind(kind)].ground_on(d(day))
    assert ground.instrument.key == instrument
    if kind == "extended":
        article = "第三十三条第二款" if instrument == "条例-2019" else "第二十四条第二款"
        assert ground.article == article


OLD = act("received", d("2019-05-06"), channel="in-person")
"""Received under the Regulation of 2007, which the one of 2019 replaced on 15 May 2019."""


def test_an_application_keeps_the_rules_of_the_day_it_was_received() -> None:
    late = act("extended", d("2019-05-20"), days=16, approved_by="主任")
    assert "总共不超过15个工作日" in refusal(OLD, late)
    within = act("extended", d("2019-05-20"), days=15, approved_by="主任")
    assert enter(OLD, within).as_of().due == announced().after(d("2019-05-06"), 30).day


def test_what_was_spent_rests_on_the_rules_of_the_day_of_receipt() -> None:
    standing = Case.of(
        [
            OLD,
            act("extended", d("2019-05-07"), days=5, approved_by="主任"),
            act("amendment_asked", d("2019-05-20")),
        ]
    ).as_of()
    (spent,) = [step for step in standing.steps() if "先前延长" in step.what.zh]
    assert "第二十四条第二款" in spent.ground.zh


def test_a_choice_of_later_gives_no_second_extension_to_what_came_in_before_it() -> None:
    anew = chosen(extension_after_reset="anew")
    for received, again in (("2023-12-25", False), ("2024-01-02", True)):
        came = act("received", d(received), channel="in-person")
        before = (
            came,
            act("extended", d("2024-01-02"), days=5, approved_by="主任"),
            act("amendment_asked", d("2024-01-03")),
            act("amended", d("2024-01-10")),
        )
        extended = act("extended", d("2024-01-11"), days=5, approved_by="主任")
        if again:
            assert enter(*before, extended, settings=anew).as_of().refusals == ()
        else:
            assert "不能再次延长" in refusal(*before, extended, settings=anew)


def test_a_case_without_acts_stands_nowhere_on_any_day() -> None:
    for day in (None, DUE):
        standing = Case.of(()).as_of(day)
        assert (standing.state, standing.due, standing.reply, standing.steps()) == (
            State.NONE,
            None,
            None,
            (),
        )


@pytest.mark.parametrize(
    ("kind", "facts", "zh"),
    [
        ("withdrawn", {"happened": datetime(2025, 3, 10, 9)}, "的日期不是日期"),
        ("withdrawn", {"recorded": datetime(2025, 3, 10, 9)}, "的日期不是日期"),
        ("split", {"into": ("甲", " ")}, "into 不是list"),
        ("split", {"into": ("甲", 1)}, "into 不是list"),
        ("extended", {"days": ("甲",), "approved_by": "主任"}, "days 不是number"),
        ("decided", {"outcome": "granted", "parts": ("granted", "")}, "parts 不是list"),
    ],
)
def test_a_day_or_a_fact_of_another_type_is_refused(kind: str, facts: dict, zh: str) -> None:
    with pytest.raises(Refused, match=zh):
        act(kind, d("2025-03-10"), **facts)


def test_a_day_that_was_set_has_no_safe_day_beside_it() -> None:
    online = (act("received", d("2025-03-03"), channel="online"), act("confirmed", d("2025-03-06")))
    assert Case.of(online).as_of().safe_due == DUE
    deferred = act("deferred", d("2025-03-13"), until=d("2025-05-30"))
    assert Case.of([*online, *REASONS, deferred]).as_of().safe_due is None


def test_a_choice_made_after_receipt_does_not_judge_a_late_notice() -> None:
    law = shipped().chosen("late_amendment_notice", "resets", since=d("2025-03-10"), by="会议纪要")
    standing = Case.of([R, act("amendment_asked", d("2025-03-13"))], Settings(law, announced())).as_of()
    assert standing.asked_late
    (note,) = [step for step in standing.steps() if "通知补正" in step.what.zh]
    assert "会议纪要" not in note.ground.zh


def test_before_the_regulation_no_article_of_it_is_cited() -> None:
    assert acts()[Kind.EXTENDED].ground_on(d("2008-04-30")).article == ""


def test_what_is_asked_after_the_period_ended_stops_nothing_any_more() -> None:
    def asked(day: str) -> list[Act]:
        return [act("organ_consulted", d(day), party=party) for party in ("乙局", "丙局")]

    assert Case.of([R, *asked("2025-04-10")]).as_of().due == DUE
    before = act("organ_consulted", d("2025-03-28"), party="丁局")
    assert Case.of([R, before, *asked("2025-04-23")]).as_of().due == d("2025-04-22")
