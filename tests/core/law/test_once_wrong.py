"""What the lifecycle once got wrong, each with what the law wants."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from mingbai.errors import BadStatute, Refused
from mingbai.lifecycle import Act, Case, Kind, Settings, Standing, act, acts, counting, spells
from mingbai.outcomes import ending
from mingbai.statutes import shipped
from mingbai.workdays import announced

d = date.fromisoformat
R = act("received", d("2025-03-03"), channel="in-person")


def at(*entered: Act) -> Standing:
    return Case.of(entered).as_of()


def test_an_imported_case_is_counted_in_the_year_it_ended_not_the_year_of_import() -> None:
    case = Case.of(
        [act("imported", d("2026-01-15"), received=d("2025-03-03"), outcome="granted", ended=d("2025-03-28"))]
    )
    assert counting(case, d("2026-12-31")) == (2025, (), 2025, "granted")


def test_a_case_imported_as_ended_keeps_its_day_of_receipt_when_a_reply_is_ordered_again() -> None:
    taken = act(
        "imported", d("2025-07-01"), received=d("2025-03-03"), outcome="granted", ended=d("2025-03-28")
    )
    case = Case.of([taken, act("redo_ordered", d("2026-02-02"), by="清河区人民法院")])
    now = case.as_of()
    assert (now.received, now.due) == (d("2025-03-03"), d("2026-03-06"))
    assert counting(case, d("2026-12-31")) == (2025, (), 2025, "granted")
    assert spells(case)[-1].counted_in == 2025


def test_a_reply_while_the_clock_is_stopped_is_not_late() -> None:
    late = at(
        R,
        act("amendment_asked", d("2025-03-10"), amend_by=d("2025-04-30")),
        act("decided", d("2025-04-20"), outcome="granted"),
        act("served", d("2025-04-21")),
    )
    assert late.in_time(d("2025-04-21")) is not False


def test_a_reply_while_payment_is_waited_for_is_not_late() -> None:
    late = at(
        R,
        act("fee_noticed", d("2025-03-28")),
        act("decided", d("2025-04-10"), outcome="granted"),
        act("served", d("2025-04-11")),
    )
    assert late.in_time(d("2025-04-11")) is not False


@pytest.mark.parametrize(
    "parts", [("granted", "withdrawn"), ("granted", "excessive"), ("granted", "still_unclear")]
)
def test_the_parts_of_a_reply_are_held_to_the_law_as_a_whole_reply_is(parts: tuple[str, ...]) -> None:
    with pytest.raises(Refused):
        Case.of([R]).enter(act("decided", d("2025-03-10"), outcome="partly_granted", parts=parts))


def test_an_amendment_starts_the_clock_anew_though_the_balance_named_a_day() -> None:
    s = at(
        act("opening_balance", d("2025-05-28"), received=d("2025-05-26"), due=d("2025-06-24")),
        act("amendment_asked", d("2025-06-05")),
        act("amended", d("2025-06-20")),
    )
    assert s.due == d("2025-07-18")


def test_a_payment_starts_the_clock_anew_after_a_deferral() -> None:
    s = at(
        R,
        act("reasons_asked", d("2025-03-10")),
        act("reasons_given", d("2025-03-12")),
        act("deferred", d("2025-03-13"), until=d("2025-05-30")),
        act("fee_noticed", d("2025-05-28")),
        act("fee_paid", d("2025-06-10")),
    )
    assert s.due >= d("2025-07-08")


def test_a_consultation_is_not_counted_though_the_balance_named_a_day() -> None:
    s = at(
        act("opening_balance", d("2025-03-05"), received=d("2025-03-03"), due=d("2025-03-31")),
        act("third_party_consulted", d("2025-03-10"), party="甲"),
        act("third_party_view", d("2025-03-27"), party="甲"),
    )
    assert s.due == d("2025-04-18")


def test_two_extensions_together_are_at_most_twenty_days() -> None:
    settings = Settings(shipped().chosen("extension_times", 2, since=d("2025-01-01"), by="x"), announced())
    case = Case.of([R, act("extended", d("2025-03-10"), days=20, approved_by="x")], settings)
    with pytest.raises(Refused, match="第三十三条"):
        case.enter(act("extended", d("2025-03-11"), days=20, approved_by="x"))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("extension_times", 50),
        ("amendment_period_days", -3),
        ("consultation_window", 0),
        ("amendment_period_days", 999),
    ],
)
def test_a_number_that_is_none_of_the_choices_cannot_be_chosen(key: str, value: int) -> None:
    with pytest.raises(BadStatute):
        shipped().chosen(key, value, since=d("2026-01-01"), by="x")


def test_who_did_not_reply_at_all_can_be_ordered_to() -> None:
    s = at(R, act("redo_ordered", d("2025-06-11"), by="市政府", due=d("2025-07-01")))
    assert (s.due, s.refusals) == (d("2025-07-01"), ())


def test_a_deferral_told_after_the_period_ended_is_void() -> None:
    case = Case.of([R, act("reasons_asked", d("2025-03-10")), act("reasons_given", d("2025-03-20"))])
    with pytest.raises(Refused, match="第三十五条"):
        case.enter(act("deferred", d("2025-06-02"), until=d("2025-07-01")))


def test_excessive_cannot_be_decided_while_the_reasons_are_still_out() -> None:
    case = Case.of([R, act("reasons_asked", d("2025-03-10"))])
    with pytest.raises(Refused, match="第三十五条"):
        case.enter(act("decided", d("2025-03-11"), outcome="excessive"))


def test_a_notice_that_lapsed_before_an_order_to_reply_again_does_not_lapse_again() -> None:
    case = Case.of(
        [
            R,
            act("amendment_asked", d("2025-03-04"), amend_by=d("2025-03-20")),
            act("amendment_lapsed", d("2025-03-21")),
            act("redo_ordered", d("2025-06-20"), by="x"),
        ]
    )
    with pytest.raises(Refused, match="第三十条"):
        case.enter(act("amendment_lapsed", d("2025-06-21")))


def test_an_applicant_who_is_gone_has_an_act_that_closes_the_case() -> None:
    assert not ending("applicant_gone").replies
    gone = at(R, act(Kind.APPLICANT_GONE, d("2025-03-10")))
    assert (gone.state, gone.outcome) == ("closed", "applicant_gone")


@pytest.mark.parametrize(
    "made",
    [
        lambda: act("received", datetime(2025, 3, 3, 9), channel="in-person"),
        lambda: act("amendment_asked", d("2025-03-05"), amend_by=datetime(2025, 3, 20, 9)),
        lambda: act("received", "2025-03-03", channel="in-person"),
        lambda: act("split", d("2025-03-05"), into=(1, "")),
    ],
)
def test_an_instant_is_no_day_nor_a_number_a_text(made: Callable[[], Act]) -> None:
    with pytest.raises(Refused):
        made()


def test_two_acts_of_a_kind_on_one_day_take_the_order_in_which_they_were_recorded() -> None:
    x = act("extended", d("2025-03-10"), days=10, approved_by="x", recorded=d("2025-03-10"))
    y = act("extended", d("2025-03-10"), days=20, approved_by="x", recorded=d("2025-03-12"))
    assert at(R, x, y).due == at(R, y, x).due


def test_paid_and_extended_on_one_day_is_allowed() -> None:
    assert (
        at(
            R,
            act("fee_noticed", d("2025-03-10")),
            act("fee_paid", d("2025-03-12")),
            act("extended", d("2025-03-12"), days=10, approved_by="x"),
        ).refusals
        == ()
    )


def test_an_act_that_is_refused_leaves_nothing_behind() -> None:
    s = at(act("opening_balance", d("2025-05-28"), received=d("2007-05-26")))
    assert s.arrived is None


def test_of_an_imported_reply_it_is_not_known_whether_it_was_in_time() -> None:
    s = at(
        act("imported", d("2025-04-28"), received=d("2025-03-03"), outcome="granted", ended=d("2025-04-28"))
    )
    assert s.in_time(d("2025-05-01")) is None


def test_a_withdrawn_application_has_no_reply_to_make_again() -> None:
    with pytest.raises(Refused, match="第五十一条"):
        Case.of([R, act("withdrawn", d("2025-03-10"))]).enter(act("redo_ordered", d("2025-05-10"), by="x"))


def test_no_act_rests_on_a_text_that_was_not_yet_issued() -> None:
    early = {
        k.value
        for k, e in acts().items()
        if e.since is None and e.ground_on(d("2015-06-01")).instrument.since > d("2015-06-01")
    }
    assert early == set()


def test_the_fee_lapse_cites_the_regulation_too() -> None:
    assert "第四十二条" in {g.article for g in ending("fee_unpaid").cites}


def test_a_redo_under_the_new_regulation_runs_twenty_days() -> None:
    old = act("received", d("2018-03-05"), channel="in-person")
    s = at(
        old,
        act("decided", d("2018-03-20"), outcome="granted"),
        act("served", d("2018-03-20")),
        act("redo_ordered", d("2020-06-01"), by="x"),
    )
    assert s.due == announced().after(d("2020-06-01"), 20).day


def test_a_refusal_offers_what_leads_on_and_nothing_that_would_be_refused() -> None:
    with pytest.raises(Refused) as none:
        Case.of(()).enter(act("served", d("2025-03-10")))
    assert "登记收到申请" in none.value.zh
    with pytest.raises(Refused) as opened:
        Case.of([R]).enter(act("served", d("2025-03-10")))
    assert "通知补正" in opened.value.zh
    assert "逾期不补正" not in opened.value.zh
    with pytest.raises(Refused) as decided:
        Case.of([R, act("decided", d("2025-03-10"), outcome="granted")]).enter(
            act("extended", d("2025-03-11"), days=5, approved_by="x")
        )
    assert "寄出" in decided.value.zh


def test_on_a_closed_case_nobody_is_told_to_reply() -> None:
    closed = Case.of(
        [
            R,
            act("amendment_asked", d("2025-03-04"), amend_by=d("2025-03-05")),
            act("amendment_lapsed", d("2025-03-06")),
        ]
    )
    with pytest.raises(Refused) as refused:
        closed.enter(act("amendment_asked", d("2025-03-10")))
    assert "已了结" in refused.value.zh
