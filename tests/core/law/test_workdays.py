"""Working days: the cases of tests/cases/workdays.toml, every day against two other calendars, and what never happens."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.errors import BadCalendar, BeforeTheLaw, YearNotAnnounced
from mingbai.workdays import Kind, TimeOff, Workdays, announced, notices_of, parse_year

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "workdays.toml").read_text("utf-8"))["case"]
FIRST, LAST = date(2007, 1, 1), date(2026, 12, 31)
DAYS = st.dates(FIRST, LAST)
TALLY = {
    2016: 250, 2017: 249, 2018: 250, 2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248,
}  # fmt: skip


def every_day() -> list[date]:
    return [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_period_ends_on_the_day_that_the_notices_give(case: dict) -> None:
    counted = announced(case.get("known")).after(case["from"], case["count"])
    assert (counted.day, counted.missing) == (case["day"], case.get("provisional"))


def test_every_day_is_what_two_other_calendars_say() -> None:
    ours, other = announced(), holidays.country_holidays("CN", years=range(2006, 2028))
    differ = [
        day
        for day in every_day()
        if not ours.works(day) == chinese_calendar.is_workday(day) == other.is_working_day(day)
    ]
    assert not differ


@pytest.mark.parametrize(("year", "days"), TALLY.items())
def test_a_year_has_as_many_working_days_as_counted_by_hand(year: int, days: int) -> None:
    assert announced().between(date(year - 1, 12, 31), date(year, 12, 31)) == days


def test_each_day_says_what_it_is_and_by_which_notice() -> None:
    calendar = announced()
    told = {day: calendar.day(day) for day in (date(2025, 9, 28), date(2025, 10, 1), date(2025, 10, 12))}
    made_up, off, sunday = told.values()
    assert (made_up.kind, made_up.holiday, made_up.works) == (Kind.MAKE_UP, "国庆节、中秋节", True)
    assert made_up.notice is not None
    assert made_up.notice.title == "国务院办公厅关于2025年部分节假日安排的通知"
    assert (off.kind, off.works) == (Kind.HOLIDAY, False)
    assert (sunday.kind, sunday.notice) == (Kind.REST, None)
    assert calendar.day(date(2025, 10, 13)).kind is Kind.WORKING


def test_days_of_the_last_december_belong_to_the_notice_of_the_year_they_are_for() -> None:
    day = announced().day(date(2018, 12, 29))
    assert day.kind is Kind.MAKE_UP
    assert day.notice is not None
    assert day.notice.year == 2019


def test_a_day_off_in_a_region_is_off_there_only() -> None:
    notices = [notice for year in range(2007, 2027) for notice in notices_of(year)]
    day = date(2025, 4, 15)
    local = Workdays(notices, local=[TimeOff("三月三", day, day)])
    assert (announced().works(day), local.works(day)) == (True, False)
    assert local.day(day).holiday == "三月三"
    assert local.after(date(2025, 4, 14), 1).day == date(2025, 4, 16)


def test_who_wants_certainty_is_refused_a_year_that_is_not_announced() -> None:
    calendar = announced()
    with pytest.raises(YearNotAnnounced, match="2027年"):
        calendar.certain(calendar.after(date(2027, 1, 20), 20))
    assert calendar.certain(calendar.after(date(2026, 1, 20), 20)) == date(2026, 2, 24)


def test_a_day_beyond_what_can_be_foretold_is_refused() -> None:
    with pytest.raises(YearNotAnnounced):
        announced().after(date(2040, 1, 1), 1)
    with pytest.raises(BeforeTheLaw):
        announced().after(date(2006, 12, 31), 1)


@given(day=DAYS, count=st.integers(1, 60))
def test_the_end_of_a_period_works_and_has_as_many_working_days_before_it(day: date, count: int) -> None:
    calendar = announced()
    end = calendar.after(day, count).day
    assert calendar.works(end)
    assert calendar.between(day, end) == count


@given(day=DAYS, count=st.integers(1, 60), off=DAYS)
def test_a_further_day_off_never_moves_an_end_earlier(day: date, count: int, off: date) -> None:
    notices = [notice for year in range(2007, 2027) for notice in notices_of(year)]
    fewer = Workdays(notices, local=[TimeOff("试", off, off)])
    assert fewer.after(day, count).day >= announced().after(day, count).day


@given(day=DAYS)
def test_a_day_that_rolls_lands_on_the_next_working_day(day: date) -> None:
    calendar = announced()
    rolled = calendar.rolled(day).day
    assert calendar.works(rolled)
    assert rolled == day if calendar.works(day) else calendar.between(day, rolled) == 1


GOOD = 'year = 2030\n[[notice]]\ntitle = "试"\nstatus = "confirmed"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD + 'off = [{ name = "元旦", from = 2030-01-02, to = 2030-01-01 }]', "to 早于 from"),
        (GOOD + 'work = [{ day = 2030-01-05, weekday = "日", for = "元旦" }]', "是星期六"),
        (GOOD + 'work = [{ day = 2030-01-04, weekday = "五", for = "元旦" }]', "本是工作日"),
        (
            GOOD
            + 'off = [{ name = "元旦", from = 2030-01-01, to = 2030-01-05 }]\n'
            + 'work = [{ day = 2030-01-05, weekday = "六", for = "元旦" }]',
            "出现两次",
        ),
        (GOOD + 'off = [{ name = "元旦", from = 2031-01-01, to = 2031-01-01 }]', "2030年的日子"),
        (GOOD + "offs = []", "不认识的键"),
        (GOOD.replace("confirmed", "sure"), "status"),
        ("year = 2030", "至少一个"),
        ("year = = 2030", "TOML"),
    ],
)
def test_a_calendar_file_that_cannot_be_right_is_refused_with_its_name(text: str, said: str) -> None:
    with pytest.raises(BadCalendar, match=said) as refused:
        parse_year(text, "2030.toml")
    assert "2030.toml" in refused.value.en
