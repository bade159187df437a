"""What holds of every application, whatever happens to it: days never move the wrong way, and every year adds up."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from mingbai.deadlines import Clock, Pause, falls_due, limits
from mingbai.deadlines import Kind as StepKind
from mingbai.errors import NotInForce, Refused
from mingbai.lifecycle import Act, Case, Kind, Settings, State, act, counting, openings, spells
from mingbai.lifecycle import Standing as Stands
from mingbai.lifecycle import acts as table
from mingbai.outcomes import ending
from mingbai.statutes import shipped
from mingbai.text.words import Words
from mingbai.workdays import Local, Standing, TimeOff, Workdays, announced
from tests.core.law.lives import LAST, life, lives, populations, wild

MODEST, MANY = 250, 2000
END = date(2026, 12, 31)
ONE = timedelta(1)
EARLIEST = {
    "rule_effect", "regulation_effect", "consultation_of_drafts", "consultation_of_rules", "consultation_of_market_rules",
    "archives_opening",
}  # fmt: skip
"""Periods that must have passed before something may happen: they end when they end, working day or not."""
DAYS = st.dates(date(2008, 5, 1), END)
NOTHING = Words("", "")
DEEP: list[Any] = []


def always(**drawn: st.SearchStrategy) -> Callable[[Callable[..., None]], Any]:
    """Return a property test of few examples, and put one of many among the deep ones."""

    def made(holds: Callable[..., None]) -> Any:
        quiet = [HealthCheck.too_slow, HealthCheck.filter_too_much]
        many = settings(max_examples=MANY, suppress_health_check=quiet)(given(**drawn)(holds))
        DEEP.append(pytest.param(many, id=holds.__name__.removeprefix("test_")))
        return settings(max_examples=MODEST)(given(**drawn)(holds))

    return made


def off_on(day: date) -> Settings:
    span = Local(day.year, "试", None, None, Standing.CONFIRMED, (TimeOff("试", day, day),))
    return Settings(shipped(), Workdays(announced().notices, local=[span]))


def refused(standing: Stands) -> list[Act]:
    return [refusal.act for refusal in standing.refusals]


def told_apart(acts: tuple[Act, ...]) -> bool:
    """Return whether no two acts of a kind fell on one day: then the law gives them one order only."""
    return len({(each.effective, each.kind) for each in acts}) == len(acts)


# —— days ——


@always(acts=lives(), after=st.integers(1, 120))
def test_a_further_day_of_rest_never_moves_a_due_day_earlier(acts: tuple[Act, ...], after: int) -> None:
    """So long as the same acts have effect: with more time, one that had come in time may now be premature."""
    before = Case.of(acts).as_of()
    rested = Case.of(acts, off_on(acts[0].effective + timedelta(after))).as_of()
    assume(refused(before) == refused(rested))
    if before.due is not None and rested.due is not None:
        assert rested.due >= before.due


@always(acts=lives(), party=st.sampled_from(["甲公司", "乙局"]))
def test_without_a_consultation_a_reply_is_never_due_later(acts: tuple[Act, ...], party: str) -> None:
    """So long as the other acts have the effect they had: an extension in time only thanks to the pause is refused without it."""
    fewer = tuple(each for each in acts if each.facts.get("party") != party)
    paused, running = Case.of(acts).as_of(), Case.of(fewer).as_of()
    assume([each for each in refused(paused) if each in fewer] == refused(running))
    assume(paused.due is not None and running.due is not None)
    assert running.due <= paused.due


@always(acts=lives())
def test_a_reply_is_due_on_a_working_day_unless_the_day_was_set(acts: tuple[Act, ...]) -> None:
    standing = Case.of(acts).as_of()
    if standing.due is not None and standing.fixed is None:
        assert announced().works(standing.due)
    for day in (standing.amend_by, standing.pay_by):
        set_by_hand = any(each.day("amend_by") == day for each in acts)
        assert day is None or set_by_hand or announced().works(day)


def test_what_only_has_to_pass_ends_when_it_ends_and_nothing_else_does() -> None:
    assert {key for key, each in shipped().parameters.items() if not each.rolls} == EARLIEST


def running() -> list[str]:
    in_days = {key for key in limits(shipped()) if shipped().parameter(key).unit != "hour"}
    return sorted(in_days - EARLIEST)


@always(key=st.sampled_from(running()), start=DAYS)
def test_every_limit_ends_on_a_working_day(key: str, start: date) -> None:
    try:
        limit = falls_due(key, start, law=shipped(), calendar=announced())
    except NotInForce:
        assume(False)
    if limit.due <= END:
        assert announced().works(limit.due)
        assert start < limit.nominal <= limit.due
        assert announced().between(limit.nominal, limit.due) == (limit.nominal != limit.due)


@always(
    base=st.dates(date(2008, 5, 1), LAST),
    days=st.sampled_from([15, 20]),
    extension=st.integers(0, 20),
    pauses=st.lists(st.tuples(st.integers(-5, 60), st.integers(-2, 40)), max_size=4),
)
def test_a_clock_ends_where_counting_day_by_day_ends(
    base: date, days: int, extension: int, pauses: list[tuple[int, int]]
) -> None:
    spans = [(base + timedelta(at), base + timedelta(at + long)) for at, long in pauses]
    day, left = base, days + extension
    while left:
        day += ONE
        left -= announced().works(day) and not any(first < day <= last for first, last in spans)
    made = tuple(Pause(first, last, NOTHING, NOTHING) for first, last in spans)
    assert Clock(base, days, extension, made).due(announced()).day == day


@always(acts=lives())
def test_the_steps_count_to_the_period_and_its_extension_and_cover_each_day_once(
    acts: tuple[Act, ...],
) -> None:
    standing = Case.of(acts).as_of()
    assume(standing.reply is not None and standing.fixed is None)
    clock, steps = standing.clock, standing.steps()
    counted = sum(s.days for s in steps if s.kind in (StepKind.COUNTED, StepKind.MAKE_UP))
    assert counted == clock.days + clock.extension
    running = (StepKind.COUNTED, StepKind.MAKE_UP, StepKind.REST, StepKind.HOLIDAY, StepKind.PAUSED)
    covered = [
        step.first + timedelta(n)
        for step in steps
        if step.kind in running
        for n in range((step.last - step.first).days + 1)
    ]
    assert covered == [clock.base + timedelta(n) for n in range(1, (standing.due - clock.base).days + 1)]
    assert [step.first for step in steps if step.kind is StepKind.DUE] == [standing.due]
    assert all(step.what.zh and step.what.en and step.ground.zh and step.ground.en for step in steps)


# —— what is known ——


@always(acts=lives(), day=DAYS, known=DAYS, later=st.integers(0, 90))
def test_what_is_known_only_adds_up(acts: tuple[Act, ...], day: date, known: date, later: int) -> None:
    """An act that was reckoned with on one day is on every later one: applied, or refused with its reason."""

    def reckoned(on: date) -> list[Act]:
        standing = Case.of(acts).as_of(day, known=on)
        return sorted([*standing.applied, *refused(standing)], key=acts.index)

    then, now = reckoned(known), reckoned(known + timedelta(later))
    in_force = [each for each in acts if each.effective <= day]
    assert then == [each for each in in_force if each.recorded <= known]
    assert now == [each for each in in_force if each.recorded <= known + timedelta(later)]
    assert [each for each in now if each in then] == then


@always(acts=lives(), order=st.randoms(use_true_random=False))
def test_the_order_in_which_acts_were_recorded_changes_nothing(acts: tuple[Act, ...], order: Any) -> None:
    assume(told_apart(acts))
    mixed = list(acts)
    order.shuffle(mixed)
    recorded = sorted(acts, key=lambda each: each.recorded)
    assert Case.of(mixed).as_of() == Case.of(recorded).as_of() == Case.of(acts).as_of()


@always(acts=lives(), data=st.data())
def test_the_answer_of_a_day_is_given_again_from_the_whole_record(acts: tuple[Act, ...], data: Any) -> None:
    """What the acts of a day alone led to, the whole of them lead to, asked by what was known on that day."""
    ledger = sorted(acts, key=lambda each: each.recorded)
    known = data.draw(st.sampled_from([each.recorded for each in ledger]))
    day = data.draw(st.none() | st.sampled_from([each.effective for each in ledger]))
    so_far = [each for each in ledger if each.recorded <= known]
    assert Case.of(so_far).as_of(day, known=known) == Case.of(ledger).as_of(day, known=known)
    assert Case.of(so_far).as_of(known=known).steps() == Case.of(ledger).as_of(known=known).steps()


@always(acts=lives(), days=st.integers(0, 200))
def test_what_has_not_taken_effect_yet_changes_nothing(acts: tuple[Act, ...], days: int) -> None:
    day = acts[0].effective + timedelta(days)
    until = [each for each in acts if each.effective <= day]
    assert Case.of(until).as_of(day) == Case.of(acts).as_of(day)


# —— what is on record ——


@always(acts=wild() | lives())
def test_whatever_is_on_record_a_case_stands_somewhere_and_every_act_is_accounted_for(
    acts: tuple[Act, ...],
) -> None:
    standing = Case.of(acts).as_of()
    assert len(standing.applied) + len(standing.refusals) == len(acts)
    assert {*map(id, standing.applied), *map(id, refused(standing))} == set(map(id, acts))
    assert all(refusal.why.zh and refusal.why.en for refusal in standing.refusals)
    assert (standing.ended is None) == (standing.state not in ("answered", "closed"))


@always(acts=lives())
def test_what_is_entered_stands_and_what_is_refused_would_have_moved_nothing(acts: tuple[Act, ...]) -> None:
    *before, last = acts
    case = Case.of(before)
    whole = Case.of(acts).as_of()
    why = [refusal.why for refusal in whole.refusals if refusal.act is last]
    if not why:
        assert any(each is last for each in case.enter(last).as_of().applied)
        assert case.acts == Case.of(before).acts
        return
    with pytest.raises(Refused) as refusal:
        case.enter(last)
    assert [(refusal.value.zh, refusal.value.en)] == why
    kept = tuple(each for each in whole.refusals if each.act is not last)
    assert whole._replace(refusals=kept) == case.as_of()


@always(acts=lives(), later=st.integers(0, 90))
def test_a_step_that_is_open_is_one_of_the_state_and_a_state_is_left_by_some_step(
    acts: tuple[Act, ...], later: int
) -> None:
    case = Case.of(acts)
    standing = case.as_of()
    day = max(act.effective for act in case.acts) + later * ONE
    found = openings(case, day)
    assert all(standing.state in table()[kind].sources for kind in found)
    if standing.state not in (State.NONE, State.CLOSED, State.ANSWERED):
        assert found
    assert Kind.SERVED not in found or standing.state in (State.DECIDED, State.ANSWERED)


# —— the years ——


@always(acts=lives())
def test_an_application_ends_in_one_row_of_one_year_and_is_carried_out_of_every_year_before(
    acts: tuple[Act, ...],
) -> None:
    case = Case.of(acts)
    last, found = case.as_of(), counting(case, END)
    if not last.counts or last.received is None:
        assert found == (None, (), None, None)
        return
    assert found.new_in == last.received.year
    over = END.year + 1 if found.counted_in is None else found.counted_in
    assert list(found.carried_out_of) == list(range(last.received.year, over))
    for year in range(last.received.year, END.year + 1):
        open_then = case.as_of(date(year, 12, 31)).ended is None
        if year < over:
            assert open_then
        elif year == over:
            assert not open_then
    if found.counted_in is None:
        assert found.outcome is None
    else:
        there = case.as_of(date(found.counted_in, 12, 31))
        assert (there.ended.year, there.outcome) == (found.counted_in, found.outcome)
        assert ending(found.outcome).row("2021") is not None
        assert (found.outcome in ("not_amended", "fee_unpaid", "withdrawn", "merged")) <= (
            not ending(found.outcome).replies
        )


@always(acts=st.one_of(lives(), wild()), known=st.none() | DAYS)
def test_the_spells_of_a_case_say_of_every_day_what_the_case_says(
    acts: tuple[Act, ...], known: date | None
) -> None:
    case = Case.of(acts)
    stood = spells(case, known=known)
    assert [spell.first for spell in stood] == sorted({spell.first for spell in stood})
    entered = next((day for day, now in case.days(known=known) if now.state is not State.NONE), END)
    for spell, after in zip_longest(stood, stood[1:]):
        if (
            spell.first < entered
        ):  # nothing was on record for that day: what was entered later says it stood open
            continue
        for day in (spell.first, after.first - ONE if after else spell.first + 400 * ONE):
            now = case.as_of(day, known=known)
            ended = (now.ended, now.outcome) if now.ended and now.outcome else (None, None)
            assert (spell.state, spell.ended, spell.outcome) == (now.state, *ended)


@always(population=populations())
def test_each_year_what_came_in_is_what_went_out_and_what_is_left(population: list[tuple[Act, ...]]) -> None:
    """年报表三：本年新收加上年结转，等于本年办理结果总计加结转下年度；结转逐年相接。"""
    cases = list(map(Case.of, population))
    carried_in = 0
    for year in range(min(acts[0].effective for acts in population).year - 1, END.year + 1):
        reports = [counting(case, date(year, 12, 31)) for case in cases]
        new = sum(each.new_in == year for each in reports)
        handled = sum(each.counted_in == year for each in reports)
        carried_out = sum(year in each.carried_out_of for each in reports)
        assert new + carried_in == handled + carried_out
        carried_in = carried_out


@always(acts=lives(), day=DAYS)
def test_what_a_year_reported_stays_as_the_next_years_are_lived(acts: tuple[Act, ...], day: date) -> None:
    """By what is on record now, a later look adds years and changes none."""
    early, late = counting(Case.of(acts), day), counting(Case.of(acts), END)
    if early.new_in is None:
        return
    assert early.new_in == late.new_in
    assert late.carried_out_of[: len(early.carried_out_of)] == early.carried_out_of
    if early.counted_in is not None and early.counted_in < day.year:
        assert early == late


def test_the_lives_drawn_reach_every_state_and_every_act() -> None:
    """A property of nothing holds: what is drawn has to be worth asking."""
    states, applied, refusals, due, counted = set(), set(), 0, 0, 0
    for seed in range(1_200):
        case = Case.of(life(seed))
        standing = case.as_of()
        states.add(standing.state)
        applied.update(each.kind for each in standing.applied)
        refusals += len(standing.refusals)
        due += standing.due is not None
        counted += counting(case, END).counted_in is not None
    assert states == {*State}
    assert applied == {*Kind}
    assert min(refusals, due, counted) >= 100


@pytest.mark.deep
@pytest.mark.parametrize("holds", DEEP)
def test_the_properties_hold_for_thousands_of_lives(holds: Callable[[], None]) -> None:
    holds()


def test_two_acts_of_one_day_take_effect_in_the_order_of_the_table() -> None:
    received = act("received", date(2025, 3, 3), channel="in-person")
    asked, given_ = act("reasons_asked", date(2025, 3, 10)), act("reasons_given", date(2025, 3, 10))
    assert Case.of([given_, asked, received]).as_of().state == "open"
