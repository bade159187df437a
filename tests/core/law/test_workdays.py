"""Working days: the cases of tests/cases/workdays.toml, every day against two other calendars, and what never happens."""

import os
import subprocess
import sys
import tomllib
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mingbai.workdays
from mingbai.errors import BadCalendar, BeforeTheLaw, YearNotAnnounced
from mingbai.workdays import (
    Counted,
    Kind,
    Local,
    Standing,
    TimeOff,
    Workdays,
    announced,
    notices_of,
    parse_year,
    year_of,
)

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "workdays.toml").read_text("utf-8"))["case"]
FIRST, LAST = date(2007, 1, 1), date(2026, 12, 31)
DAYS = st.dates(FIRST, LAST)
TALLY = {
    2016: 250, 2017: 249, 2018: 250, 2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248,
}  # fmt: skip


def region(name: str, first: date, last: date, published: date | None = None) -> Local:
    span = TimeOff("三月三", first, last)
    return Local(first.year, name, published, None, Standing.CONFIRMED, (span,))


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
    day = date(2025, 4, 15)
    guangxi = region("广西", day, day)
    local = Workdays(announced().notices, local=[guangxi])
    assert (announced().works(day), local.works(day)) == (True, False)
    assert (local.day(day).holiday, local.day(day).local) == ("三月三", guangxi)
    assert local.after(date(2025, 4, 14), 1) == Counted(date(2025, 4, 16), None)


def test_a_national_day_off_keeps_its_notice_where_a_region_is_off_too() -> None:
    local = Workdays(announced().notices, local=[region("广西", date(2025, 4, 3), date(2025, 4, 7))])
    told = {day: local.day(date(2025, 4, day)) for day in (3, 4, 7)}
    assert [day.local is None for day in told.values()] == [False, True, False]
    assert told[4].holiday == "清明节"


def test_a_make_up_day_can_be_off_in_a_region() -> None:
    day = date(2025, 4, 27)
    local = Workdays(announced().notices, local=[region("广西", day, day)])
    assert (announced().works(day), local.works(day), local.day(day).kind) == (True, False, Kind.HOLIDAY)


def test_who_wants_certainty_is_refused_a_year_that_is_not_announced() -> None:
    calendar = announced()
    with pytest.raises(YearNotAnnounced, match="2027年"):
        calendar.certain(calendar.after(date(2027, 1, 20), 20))
    assert calendar.certain(calendar.after(date(2026, 1, 20), 20)) == date(2026, 2, 24)


def test_a_day_of_any_year_of_this_century_is_answered_provisionally_with_the_year_that_is_missing() -> None:
    counted = announced().after(date(2040, 1, 3), 20)
    assert (counted.day, counted.missing) == (date(2040, 1, 31), 2040)
    assert not announced().works(date(2040, 1, 7))


def test_a_day_beyond_what_can_be_foretold_is_refused() -> None:
    with pytest.raises(YearNotAnnounced):
        announced().after(date(2101, 1, 3), 1)
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
    fewer = Workdays(announced().notices, local=[region("试", off, off)])
    assert fewer.after(day, count).day >= announced().after(day, count).day


@given(day=st.dates(FIRST, date(2029, 6, 30)), count=st.integers(1, 90))
def test_a_period_ends_where_counting_day_by_day_ends(day: date, count: int) -> None:
    calendar = announced()
    end, left = day, count
    while left:
        end += timedelta(1)
        left -= calendar.day(end).works
    missing = next((year for year in range(day.year, end.year + 1) if year not in calendar.years), None)
    assert calendar.after(day, count) == Counted(end, missing)


@pytest.mark.parametrize("count", [0, -1])
def test_a_period_without_a_working_day_is_a_mistake_of_the_caller(count: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        announced().after(date(2025, 3, 3), count)


@given(day=DAYS)
def test_a_day_that_rolls_lands_on_the_next_working_day(day: date) -> None:
    calendar = announced()
    rolled = calendar.rolled(day).day
    assert calendar.works(rolled)
    assert rolled == day if calendar.works(day) else calendar.between(day, rolled) == 1


def test_statutory_days_are_foretold_and_announce_nothing() -> None:
    (foretold,) = notices_of(2027)
    assert foretold.status is Standing.PROVISIONAL
    assert 2027 not in announced().years
    new_year_eve, qingming = announced().day(date(2027, 2, 5)), announced().day(date(2027, 4, 5))
    assert (new_year_eve.holiday, new_year_eve.notice, new_year_eve.firm) == ("春节", foretold, False)
    assert (qingming.works, qingming.firm) == (False, False)


@given(day=DAYS, asked=DAYS)
def test_nothing_published_later_is_known_before(day: date, asked: date) -> None:
    then = announced().as_known(day)
    assert all(notice.published is None or notice.published <= day for notice in then.notices)
    assert {n for n in announced().notices if n.published is None or n.published <= day} == {*then.notices}
    assert then.as_known(day) is then
    if asked <= then.last and (by := then.day(asked).notice):
        assert by in then.notices


def test_days_on_which_the_same_was_known_share_a_calendar() -> None:
    calendar = announced()
    assert calendar.as_known(date(2020, 1, 1)) is calendar.as_known(date(2020, 1, 26))
    assert calendar.as_known(date(2020, 1, 26)) is not calendar.as_known(date(2020, 1, 27))
    assert calendar.as_known(LAST) is calendar
    assert announced(date(2020, 1, 1)) is calendar.as_known(date(2020, 1, 1))


def test_what_was_decided_for_a_region_later_was_not_known_before() -> None:
    day = date(2025, 4, 15)
    calendar = Workdays(announced().notices, local=[region("广西", day, day, published=date(2025, 4, 1))])
    known = [calendar.as_known(date(2025, 3, 31)), calendar.as_known(date(2025, 4, 1))]
    assert [each.works(day) for each in known] == [True, False]


NEXT = """
year = 2027
[[notice]]
title = "试行的2027年通知"
published = 2026-11-20
status = "confirmed"
off = [{ name = "元旦", from = 2027-01-01, to = 2027-01-03 }, { name = "春节", from = 2027-02-05, to = 2027-02-11 }]
work = [{ day = 2027-02-20, weekday = "六", for = "春节" }]
"""
GUANGXI = """
year = 2027
[[local]]
region = "广西"
published = 2026-12-20
status = "依据待核"
off = [{ name = "三月三", from = 2027-04-09, to = 2027-04-12 }]
"""


def test_a_file_of_an_installation_takes_the_place_of_the_year_that_came_with_us() -> None:
    calendar = announced().with_files([("next.toml", NEXT)])
    assert calendar.after(date(2027, 1, 20), 20) == Counted(date(2027, 2, 23), None)
    assert calendar.day(date(2027, 4, 5)).kind is Kind.WORKING, "what was foretold falls away"
    assert announced().day(date(2027, 4, 5)).kind is Kind.HOLIDAY
    before = calendar.as_known(date(2026, 11, 19))
    assert before.after(date(2027, 1, 20), 20).missing == 2027


def test_a_file_of_a_region_adds_its_days_and_leaves_the_year_as_it_was() -> None:
    calendar = announced().with_files([("next.toml", NEXT), ("guangxi.toml", GUANGXI)])
    assert [calendar.works(date(2027, 4, day)) for day in (8, 9, 12, 13)] == [True, False, False, True]
    assert calendar.years == announced().years | {2027}
    alone = announced().with_files([("guangxi.toml", GUANGXI)])
    assert alone.day(date(2027, 4, 5)).holiday == "清明节"
    assert alone.years == announced().years


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("a.toml", NEXT), ("b.toml", NEXT)], "2027年的通知在 a.toml 和 b.toml"),
        ([("a.toml", GUANGXI), ("b.toml", GUANGXI)], "b.toml：广西的 2027-04-09"),
        ([("a.toml", 'year = 2026\n[[notice]]\ntitle = "试"\nstatus = "provisional"')], "a.toml：2026年已有正式安排"),
        ([("a.toml", NEXT), ("b.toml", "year = ")], "b.toml"),
    ],
)  # fmt: skip
def test_files_that_do_not_go_together_are_refused_with_their_names(
    files: list[tuple[str, str]], said: str
) -> None:
    with pytest.raises(BadCalendar, match=said):
        announced().with_files(files)


def test_a_later_notice_decides_over_the_days_of_the_year_before() -> None:
    saturday = date(2026, 12, 26)
    head = 'year = 2026\n[[notice]]\ntitle = "试"\nstatus = "confirmed"\n'
    worked = head + 'work = [{ day = 2026-12-26, weekday = "六", for = "元旦" }]'
    off = NEXT.replace("from = 2027-01-01", "from = 2026-12-26")
    assert announced().with_files([("a.toml", worked)]).works(saturday)
    assert not announced().with_files([("a.toml", worked), ("b.toml", off)]).works(saturday)


def test_a_time_off_over_new_year_is_whole_in_both_years() -> None:
    old, new = year_of(announced(), 2018), year_of(announced(), 2019)
    assert old.breaks[-1] == new.breaks[0]
    assert (new.breaks[0].first, new.breaks[0].last) == (date(2018, 12, 30), date(2019, 1, 1))
    assert [notice.year for notice in old.notices] == [2018, 2019]
    assert [notice.year for notice in new.notices] == [2019, 2019]


@pytest.mark.parametrize(("year", "days"), TALLY.items())
def test_a_year_that_is_shown_has_the_days_that_are_counted(year: int, days: int) -> None:
    shown = year_of(announced(), year)
    assert (shown.working_days, shown.firm) == (days, True)
    off = {day.day for day in shown.days if day.kind is Kind.HOLIDAY}
    listed = {each.first + timedelta(n) for each in shown.breaks for n in range(each.length)}
    assert off == {day for day in listed if day.year == year}


def test_the_import_reads_no_file_of_notices() -> None:
    script = (
        "import sys, os\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == 'open' else None)\n"
        "import mingbai.workdays\n"
        "sys.exit(' '.join(p for p in opened if p.endswith('.toml')) + ' tomllib' * ('tomllib' in sys.modules) or 0)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3] / "src")}
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, env=environment, check=False)
    assert ran.returncode == 0, ran.stderr


GOOD = 'year = 2030\n[[notice]]\ntitle = "试"\nstatus = "confirmed"\n'
LOCAL = 'year = 2030\n[[local]]\nregion = "试"\nstatus = "confirmed"\n'
NEW_YEAR = 'off = [{ name = "元旦", from = 2030-01-01, to = 2030-01-01 }]\n'
AGAIN = GOOD.partition("\n")[2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD + 'off = [{ name = "元旦", from = 2030-01-02, to = 2030-01-01 }]', "to 早于 from"),
        (GOOD + 'work = [{ day = 2030-01-05, weekday = "日", for = "元旦" }]', "是星期六"),
        (GOOD + 'work = [{ day = 2030-01-05, for = "元旦" }]', "是星期六"),
        (GOOD + 'work = [{ day = 2030-01-04, weekday = "五", for = "元旦" }]', "本是工作日"),
        (
            GOOD
            + 'off = [{ name = "元旦", from = 2030-01-01, to = 2030-01-05 }]\n'
            + 'work = [{ day = 2030-01-05, weekday = "六", for = "元旦" }]',
            "2030-01-05 出现两次",
        ),
        (GOOD + NEW_YEAR + AGAIN + NEW_YEAR, "2030-01-01 出现两次"),
        (GOOD + 'off = [{ name = "元旦", from = 2031-01-01, to = 2031-01-01 }]', "2030年的日子"),
        (GOOD + 'off = [{ name = "春节", from = 2030-02-28, to = 2030-02-30 }]', "TOML"),
        (GOOD + 'off = [{ name = "元旦", from = 2030-01-01T00:00:00, to = 2030-01-01 }]', "2030年的日子"),
        (GOOD + 'off = [{ from = 2030-01-01, to = 2030-01-01 }]', "name 应是一行文字"),
        (GOOD + 'off = [{ name = "元旦", from = 2030-01-01, to = 2030-01-01, days = 1 }]', "不认识的键 days"),
        (GOOD + "off = 1", "off 的写法不对"),
        (GOOD + "off = [1]", "off 的写法不对"),
        (GOOD + "offs = []", "不认识的键 offs"),
        ("years = 2030\n" + GOOD, "不认识的键 years"),
        (GOOD + "published = 2031-01-01", "晚于2030年年底"),
        (GOOD + 'published = "去年"', "published 应是日期"),
        (GOOD + 'amends = ["元旦"]\n' + NEW_YEAR, "amends 的元旦前面没有安排"),
        (GOOD + 'amends = "元旦"', "amends 应是节日名称的列表"),
        (
            GOOD + "published = 2029-12-01\n" + NEW_YEAR + AGAIN + "published = 2029-11-01",
            "published 先后排列",
        ),
        (GOOD.replace('"试"', '""'), "title 应是一行文字"),
        (GOOD.replace("confirmed", "sure"), "status"),
        (GOOD.replace("confirmed", "provisional") + "published = 2029-12-01", "provisional 只预告"),
        (GOOD.replace("confirmed", "provisional") + AGAIN, "provisional 只能单独一个"),
        (GOOD.replace("2030", "2006", 1), "2007至2100"),
        (GOOD.replace("2030", "true", 1), "2007至2100"),
        (LOCAL, "没有 off"),
        (LOCAL + NEW_YEAR + 'work = [{ day = 2030-01-05, weekday = "六", for = "元旦" }]', "不能把休息日改为工作日"),
        (LOCAL.replace('"试"', "1") + NEW_YEAR, "region 应是一行文字"),
        (LOCAL.replace("confirmed", "provisional") + NEW_YEAR, "status 应为 confirmed、依据待核"),
        (LOCAL + NEW_YEAR + LOCAL.partition("\n")[2] + NEW_YEAR, "2030-01-01 出现两次"),
        (LOCAL + NEW_YEAR + "title = 1", "不认识的键 title"),
        ("year = 2030", "至少一个"),
        ("year = 2030\nnotice = 1", "notice 的写法不对"),
        ('"a\\n\\u001b[31m" = 1', "不认识的键 a \ufffd"),
        ("year = = 2030", "TOML"),
        ("year = " + "[" * 5000, "TOML"),
        ("", "year 应是"),
    ],
)  # fmt: skip
def test_a_calendar_file_that_cannot_be_right_is_refused_with_its_name(text: str, said: str) -> None:
    with pytest.raises(BadCalendar, match=said) as refused:
        parse_year(text, "2030.toml")
    assert "2030.toml" in refused.value.en
    assert "\n" not in refused.value.zh + refused.value.en


SHIPPED = (Path(mingbai.workdays.__file__).parent / "notices" / "2020.toml").read_text("utf-8")
PIECES = [
    "[",
    "]",
    "{",
    "}",
    "=",
    "\n",
    '"',
    "2020-02-30",
    "1",
    "[[notice]]",
    "[[local]]",
    "work",
    "from = 1",
    "true",
]


@given(at=st.integers(0, len(SHIPPED)), gone=st.integers(0, 40), put=st.sampled_from(PIECES) | st.text())
def test_whatever_is_changed_in_a_file_it_is_read_or_refused_in_one_line(
    at: int, gone: int, put: str
) -> None:
    said = "节假日文件 a.toml：—"
    try:
        read = parse_year(SHIPPED[:at] + put + SHIPPED[at + gone :], "a.toml")
        Workdays(read.notices, local=read.local)
    except BadCalendar as error:
        said = error.zh
    assert said.startswith("节假日文件 a.toml：")
    assert said.isprintable()


def test_the_first_day_of_the_calendar_is_answered_and_the_one_before_is_not() -> None:
    calendar, first = announced(), date(2007, 1, 1)
    assert calendar.day(first).kind is Kind.HOLIDAY
    assert not calendar.works(first)
    assert calendar.after(first, 1) == Counted(date(2007, 1, 4), None)
    assert calendar.between(first, date(2007, 1, 4)) == 1
    assert calendar.between(first, first) == 0
    with pytest.raises(BeforeTheLaw, match="2006-12-31 早于 2007-01-01"):
        calendar.day(date(2006, 12, 31))
    with pytest.raises(BeforeTheLaw):
        calendar.after(date(2006, 12, 31), 1)


def test_the_last_day_that_is_foretold_is_answered_and_the_one_after_is_not() -> None:
    calendar, last = Workdays(announced().notices), date(2100, 12, 31)
    assert calendar.day(last).firm is False
    assert calendar.after(date(2100, 12, 30), 1) == Counted(last, 2100)
    with pytest.raises(YearNotAnnounced, match="2101年"):
        calendar.day(date(2101, 1, 1))
    with pytest.raises(YearNotAnnounced):
        calendar.after(last, 1)
    assert last.weekday() == 4


def test_counting_grows_over_each_edge_of_the_arrays() -> None:
    edge = date(announced().last_announced + 3, 12, 31)
    for day in (edge - timedelta(3), edge, edge + timedelta(1)):
        fresh = Workdays(announced().notices)
        assert fresh.after(day, 1).day > day
        assert fresh.between(edge - timedelta(10), day) <= 8
        assert Workdays(announced().notices).works(day) is (
            day.weekday() < 5 and (day.month, day.day) != (1, 1)
        )
    fresh = Workdays(announced().notices)
    count = fresh.between(date(2026, 12, 31), edge)
    assert Workdays(announced().notices).after(date(2026, 12, 31), count + 1).day > edge


def test_the_second_of_may_is_statutory_since_2025_only() -> None:
    calendar = Workdays([notice for notice in announced().notices if notice.year not in (2024, 2025)])
    assert calendar.day(date(2024, 5, 2)).kind is Kind.WORKING
    assert calendar.works(date(2024, 5, 2))
    assert calendar.day(date(2025, 5, 2)).holiday == "劳动节"
    assert not calendar.works(date(2025, 5, 2))


def test_notices_of_one_day_may_stand_in_either_order_and_an_off_day_may_lie_at_the_edge() -> None:
    text = GOOD + "published = 2029-11-01\n" + AGAIN + "published = 2029-11-01\n"
    assert len(parse_year(text, "a.toml").notices) == 2
    edge = GOOD + 'off = [{ name = "元旦", from = 2029-12-15, to = 2029-12-16 }, { name = "末", from = 2030-12-31, to = 2030-12-31 }]'  # fmt: skip
    assert len(parse_year(edge, "a.toml").notices[0].off) == 2
    for day in ("2029-12-14", "2031-01-01"):
        with pytest.raises(BadCalendar, match="2030年的日子"):
            parse_year(GOOD + f'off = [{{ name = "试", from = {day}, to = {day} }}]', "a.toml")
    assert parse_year(GOOD + "published = 2030-12-31", "a.toml").notices[0].published == date(2030, 12, 31)
    for year, right in ((2007, True), (2100, True), (2101, False)):
        text = GOOD.replace("2030", str(year), 1)
        if right:
            assert parse_year(text, "a.toml").year == year
        else:
            with pytest.raises(BadCalendar, match="2007至2100"):
                parse_year(text, "a.toml")


def test_a_year_shows_the_regions_whose_days_it_holds_and_no_others() -> None:
    here, there = date(2026, 4, 20), date(2025, 4, 15)
    calendar = Workdays(announced().notices, local=[region("广西", here, here), region("西藏", there, there)])
    assert [each.region for each in year_of(calendar, 2026).local] == ["广西"]
    assert [each.region for each in year_of(calendar, 2025).local] == ["西藏"]
    assert year_of(calendar, 2024).local == ()


def test_a_region_s_day_of_no_known_publication_counts_as_known() -> None:
    day = date(2025, 4, 15)
    calendar = Workdays(announced().notices, local=[region("广西", day, day)])
    assert not calendar.as_known(date(2025, 3, 31)).works(day)


def test_days_of_a_region_may_be_added_to_an_announced_year_and_a_year_may_be_foretold() -> None:
    added = announced().with_files([("a.toml", GUANGXI.replace("2027", "2026"))])
    assert (added.works(date(2026, 4, 9)), announced().works(date(2026, 4, 9))) == (False, True)
    foretold = 'year = 2028\n[[notice]]\ntitle = "试"\nstatus = "provisional"\noff = [{ name = "春节", from = 2028-01-26, to = 2028-01-26 }]'  # fmt: skip
    calendar = announced().with_files([("a.toml", foretold)])
    assert (calendar.works(date(2028, 1, 26)), 2028 in calendar.years) == (False, False)


def test_in_an_announced_year_only_what_the_notice_says_is_off() -> None:
    calendar = announced().with_files([("a.toml", NEXT)])
    left_out = date(2027, 10, 1)
    assert calendar.day(left_out).kind is Kind.WORKING
    assert calendar.works(left_out)


def test_the_times_off_of_a_year_are_those_that_touch_it() -> None:
    away = date(2025, 12, 20)
    calendar = Workdays(announced().notices, local=[region("广西", away, away)])
    for year in range(2007, 2028):
        assert {year} & {y for each in year_of(calendar, year).breaks for y in (each.first.year, each.last.year)} == {year}  # fmt: skip
        assert all(year in (each.first.year, each.last.year) for each in year_of(calendar, year).breaks)


def test_a_notice_that_arranges_nothing_is_still_one_of_its_year() -> None:
    calendar = announced().with_files([("a.toml", GOOD)])
    assert [notice.title for notice in year_of(calendar, 2030).notices] == ["试"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (GOOD.replace("2030", "2030.0", 1), "2007至2100"),
        (GOOD + "amends = [1]", "amends 应是节日名称的列表"),
        (GOOD.replace("confirmed", "provisional") + 'amends = ["元旦"]', "provisional 只预告"),
        (
            GOOD.replace("confirmed", "provisional")
            + 'work = [{ day = 2030-01-05, weekday = "六", for = "元旦" }]',
            "provisional 只预告",
        ),
    ],
)
def test_a_calendar_file_of_other_types_or_of_more_than_it_may_foretell_is_refused(
    text: str, said: str
) -> None:
    with pytest.raises(BadCalendar, match=said):
        parse_year(text, "2030.toml")


def test_a_notice_of_no_known_publication_leaves_the_order_of_the_others_as_it_is() -> None:
    dated, undated = "published = 2029-12-01\n", ""
    assert len(parse_year(GOOD + dated + AGAIN + undated, "a.toml").notices) == 2
    with pytest.raises(BadCalendar, match="published 先后排列"):
        parse_year(GOOD + dated + AGAIN + undated + AGAIN + "published = 2029-11-01", "a.toml")


def test_two_regions_may_be_off_on_one_day() -> None:
    other = LOCAL.partition("\n")[2].replace("试", "乙") + NEW_YEAR
    assert len(parse_year(LOCAL + NEW_YEAR + other, "a.toml").local) == 2


def test_a_title_that_a_terminal_would_act_on_is_refused() -> None:
    with pytest.raises(BadCalendar, match="title 应是一行文字"):
        parse_year(GOOD.replace("试", "\\u001b[31m"), "a.toml")
