"""`mingbai calendar`: a year in a terminal, as JSON and for a calendar program."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import icalendar
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.audit.output.columns import width
from mingbai.cli import terminal
from mingbai.workdays import Local, Standing, TimeOff, Workdays, announced, year_of
from mingbai.workdays.ics import to_ics
from mingbai.workdays.jsonform import to_json
from tests.core.cli.running import Ran
from tests.house.tree import CORE

SCHEMA = json.loads((CORE / "workdays" / "calendar.schema.json").read_text("utf-8"))
YEARS = range(2007, 2030)
NEXT = """
year = 2027
[[notice]]
title = "试行的2027年通知"
published = 2026-11-20
source = "example.invalid/2027"
status = "依据待核"
off = [{ name = "元旦", from = 2026-12-31, to = 2027-01-03 }]
work = [{ day = 2027-01-09, weekday = "六", for = "元旦" }]
[[local]]
region = "广西"
status = "confirmed"
off = [{ name = "三月三", from = 2027-04-09, to = 2027-04-12 }]
"""


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    (tmp_path / "2027.toml").write_text(NEXT, encoding="utf-8")
    return tmp_path


def events(ics: str) -> list[tuple[str, date, date]]:
    """Return the events that another reader finds, each with its first and its last day."""
    read = icalendar.Calendar.from_ical(ics)
    return [
        (str(event["SUMMARY"]), event["DTSTART"].dt, event["DTEND"].dt - timedelta(1))
        for event in read.walk("VEVENT")
    ]


def test_a_year_shows_its_months_its_holidays_and_their_notice(capsys: pytest.CaptureFixture[str]) -> None:
    ran = Ran(capsys, "calendar", "2026")
    assert (ran.code, ran.err) == (0, "")
    assert "2026年  工作日 248 天，休息日 117 天" in ran.out
    assert " 9  10  11  12  13  14班15休" in ran.out
    assert re.search(r"春节    2月15日（周日）至2月23日（周一）  9天", ran.out)
    assert re.search(r"2月14日（周六）   春节", ran.out)
    assert "国务院办公厅关于2026年部分节假日安排的通知" in ran.out
    assert "2025-11-04公布 · 依据已核" in ran.out
    assert "\x1b" not in ran.out


def test_a_year_is_shown_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    out = Ran(capsys, "calendar", "2025", "--lang", "en").out
    assert "2025  248 working days, 117 days of rest" in out
    assert re.search(r"National Day, Mid-Autumn Festival +We 1 Oct to We 8 Oct +8 days", out)
    assert "published 2024-11-12 · confirmed" in out


def test_an_amended_year_shows_what_was_in_force_and_both_notices(
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = Ran(capsys, "calendar", "2020").out
    assert "1月24日（周五）至2月2日（周日）" in out
    assert "国务院办公厅关于延长2020年春节假期的通知" in out
    assert "2月1日（周六）   春节" not in out


@pytest.mark.parametrize("year", [2007, 2018, 2026, 2027, 2029])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("columns", "across"), [(50, 1), (80, 2), (100, 3), (120, 4), (200, 4)])
def test_as_many_months_stand_side_by_side_as_there_is_room_for(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    year: int,
    language: str,
    columns: int,
    across: int,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    out = Ran(capsys, "calendar", year, "--lang", language).out
    heads = [line for line in out.splitlines() if re.match("一  二|Mo  Tu", line)]
    assert {len(re.findall("一  二|Mo  Tu", line)) for line in heads} == {across}
    assert max(map(width, out.splitlines())) <= columns


def test_days_off_are_coloured_on_a_terminal_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Ran(capsys, "calendar", "2026").out
    monkeypatch.setattr(terminal.Sink, "colour", True)
    coloured = Ran(capsys, "calendar", "2026").out
    assert "\x1b[31m 1休\x1b[0m" in coloured
    assert "\x1b[34m 4班\x1b[0m" in coloured
    bare = re.sub(r"\x1b\[\d*m", "", coloured)
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()


@pytest.mark.parametrize(
    ("year", "said"), [(2027, "只有法定节假日当日"), (2028, "只有元旦、劳动节、国庆节的法定当日")]
)
def test_a_year_that_is_not_announced_is_provisional_and_says_so(
    capsys: pytest.CaptureFixture[str], year: int, said: str
) -> None:
    ran = Ran(capsys, "calendar", year)
    assert ran.code == 0
    assert f"{year}年的节假日安排尚未公布，这是暂定的日历" in ran.out
    assert said in ran.out
    assert Ran(capsys, "calendar", year, "--format", "json").json["firm"] is False


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["2006"], "2006-01-01 早于 2007-01-01"),
        (["26"], "参数 YEAR 的值 '26' 无效"),
        (["2026", "2027"], "不认识的参数：2027"),
        ([], "缺少参数：YEAR"),
        (["2026", "--format", "xlsx"], "没有 'xlsx' 这个选择"),
        (["2026", "--notices", "none.toml"], "none.toml：没有这个文件"),
    ],
)
def test_a_year_that_cannot_be_shown_is_one_line_and_exit_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    ran = Ran(capsys, "calendar", *arguments)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert said in ran.err


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_of_the_calendar_ends_with_an_example(capsys: pytest.CaptureFixture[str], language: str) -> None:
    ran = Ran(capsys, "calendar", "--help", "--lang", language)
    assert ran.code == 0
    assert ran.out.strip().splitlines()[-1].startswith("  mingbai calendar ")
    assert language == "zh" or ran.out.isascii()


@pytest.mark.parametrize("folder", [False, True])
def test_a_year_file_of_an_installation_is_loaded_from_a_file_or_a_folder(
    capsys: pytest.CaptureFixture[str], notices: Path, folder: bool
) -> None:
    path = notices if folder else notices / "2027.toml"
    data = Ran(capsys, "calendar", "2027", "--notices", path, "--format", "json").json
    jsonschema.validate(data, SCHEMA, jsonschema.Draft202012Validator)
    assert data["firm"] is True
    assert [notice["title"] for notice in data["notices"]] == ["试行的2027年通知"]
    days = {day["day"]: day for day in data["days"]}
    assert days["2027-01-09"]["kind"] == "make-up"
    assert (days["2027-04-09"]["region"], days["2027-04-09"]["notice"]) == ("广西", None)
    out = Ran(capsys, "calendar", "2027", "--notices", path).out
    assert re.search(r"元旦 +2026年12月31日（周四）至1月3日（周日）  4天", out)
    assert re.search(r"三月三（广西） +4月9日（周五）至4月12日（周一） +4天", out)
    assert "尚未公布" not in out


def test_year_files_that_cannot_be_right_are_named_in_one_line(
    capsys: pytest.CaptureFixture[str], notices: Path
) -> None:
    (notices / "again.toml").write_text("\ufeff" + NEXT, encoding="utf-8")
    (notices / "bytes.toml").write_bytes(b"year = 2027 # \xff")
    (notices / "bad.toml").write_text(NEXT.replace("2027-01-09", "2027-02-30"), encoding="utf-8")
    empty = notices / "empty"
    empty.mkdir()
    for paths, said in (
        (["2027.toml", "again.toml"], "各有一份"),
        (["bytes.toml"], "不是 UTF-8"),
        (["bad.toml"], "不是合法的 TOML"),
        (["empty"], "没有年份文件"),
    ):
        given = [word for path in paths for word in ("--notices", str(notices / path))]
        ran = Ran(capsys, "calendar", "2027", *given)
        assert (ran.code, ran.err.count("\n")) == (2, 1), ran.err
        assert str(notices / paths[-1]) in ran.err
        assert said in ran.err


@pytest.mark.parametrize("year", YEARS)
def test_the_json_of_every_year_holds_to_its_schema(year: int) -> None:
    data = to_json(year_of(announced(), year))
    jsonschema.validate(data, SCHEMA, jsonschema.Draft202012Validator)
    assert set(data) == set(SCHEMA["properties"])
    assert data["working_days"] == sum(day["works"] for day in data["days"])
    assert [day["day"] for day in data["days"]] == sorted({day["day"] for day in data["days"]})
    assert {day["day"][:4] for day in data["days"]} == {str(year)}


def test_every_day_of_the_json_says_what_it_is_and_by_which_notice(
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = Ran(capsys, "calendar", "2026", "--format", "json").json
    days = {day["day"]: day for day in data["days"]}
    assert days["2026-02-14"] == {
        "day": "2026-02-14",
        "weekday": 6,
        "kind": "make-up",
        "works": True,
        "holiday": "春节",
        "notice": "国务院办公厅关于2026年部分节假日安排的通知",
        "region": None,
        "firm": True,
    }


@pytest.mark.parametrize("year", YEARS)
def test_another_reader_finds_every_day_off_and_every_make_up_day(year: int) -> None:
    shown = year_of(announced(), year)
    assert events(to_ics(shown, "zh")) == [
        *((f"{off.holiday} 休", off.first, off.last) for off in shown.breaks),
        *((f"{day.holiday} 调休上班", day.day, day.day) for day in shown.make_up),
    ]
    read = icalendar.Calendar.from_ical(to_ics(shown, "en"))
    ids = [str(event["UID"]) for event in read.walk("VEVENT")]
    assert len(set(ids)) == len(ids) == len(shown.breaks) + len(shown.make_up)
    assert not read.errors


def test_a_time_off_is_one_event_and_keeps_its_id_when_it_is_extended() -> None:
    before, now = (
        icalendar.Calendar.from_ical(to_ics(year_of(calendar, 2020), "zh")).walk("VEVENT")
        for calendar in (announced(date(2020, 1, 1)), announced())
    )
    spring = [next(e for e in each if e["SUMMARY"] == "春节 休") for each in (before, now)]
    assert [event["DTEND"].dt for event in spring] == [date(2020, 1, 31), date(2020, 2, 3)]
    assert spring[0]["UID"] == spring[1]["UID"]
    assert spring[0]["DTSTAMP"].dt < spring[1]["DTSTAMP"].dt


NAMES = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Zs", "Cf", "Cn", "Co")), min_size=1
)


@given(name=NAMES, region=NAMES)
def test_a_line_of_the_calendar_file_is_never_too_long_and_reads_back_whole(name: str, region: str) -> None:
    day = date(2026, 4, 20)
    local = Local(2026, region, None, None, Standing.CONFIRMED, (TimeOff(name, day, day),))
    ics = to_ics(year_of(Workdays(announced().notices, local=[local]), 2026), "zh")
    assert ics.endswith("\r\n")
    assert "\n" not in ics.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in ics.split("\r\n"))
    assert (f"{name} 休（{region}）", day, day) in events(ics)


def test_the_ending_of_the_output_chooses_the_format(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    ran = Ran(capsys, "calendar", "2026", "-o", tmp_path / "2026.ics")
    assert (ran.code, ran.out) == (0, "")
    written = (tmp_path / "2026.ics").read_bytes()
    assert written.startswith(b"BEGIN:VCALENDAR\r\n")
    assert written.decode() == Ran(capsys, "calendar", "2026", "--format", "ics").out
    assert "已写入" in ran.err
    assert Ran(capsys, "calendar", "2026", "-q", "-o", tmp_path / "2026.json").err == ""
    assert json.loads((tmp_path / "2026.json").read_text("utf-8"))["schema"] == "mingbai.calendar/1"


def test_the_first_and_the_last_year_that_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert Ran(capsys, "calendar", "2100").code == 0
    assert "参数 YEAR 的值 '2101' 无效" in Ran(capsys, "calendar", "2101").err
    assert "早于 2007-01-01" in Ran(capsys, "calendar", "1990").err
    assert "参数 YEAR 的值 '1989' 无效" in Ran(capsys, "calendar", "1989").err


def test_an_event_says_how_well_it_is_founded_where_it_is_not_confirmed() -> None:
    def described(status: Standing) -> str:
        day = date(2026, 4, 20)
        local = Local(2026, "广西", None, None, status, (TimeOff("三月三", day, day),))
        read = icalendar.Calendar.from_ical(
            to_ics(year_of(Workdays(announced().notices, local=[local]), 2026), "zh")
        )
        return next(
            str(event["DESCRIPTION"]) for event in read.walk("VEVENT") if "三月三" in event["SUMMARY"]
        )

    assert described(Standing.UNVERIFIED) == "广西\n依据待核"
    assert described(Standing.CONFIRMED) == "广西"


def test_a_line_is_folded_at_75_octets_and_not_before() -> None:
    day = date(2026, 4, 20)
    for name, lines in (("a" * 56, 1), ("a" * 57, 2)):
        local = Local(2026, "b", None, None, Standing.CONFIRMED, (TimeOff(name, day, day),))
        ics = to_ics(year_of(Workdays(announced().notices, local=[local]), 2026), "zh")
        _, _, after = ics.partition(f"SUMMARY:{name[:30]}")
        summary = after.partition("\r\nDESCRIPTION")[0]
        assert summary.count("\r\n") + 1 == lines


def test_a_region_is_named_in_the_event_where_there_is_one() -> None:
    day = date(2026, 4, 20)
    local = Local(2026, "广西", None, None, Standing.CONFIRMED, (TimeOff("三月三", day, day),))
    year = year_of(Workdays(announced().notices, local=[local]), 2026)
    names = [name for name, _, _ in events(to_ics(year, "en"))]
    assert "三月三: off (广西)" in names
    assert "New Year's Day: off" in names
    assert "三月三 休（广西）" in [name for name, _, _ in events(to_ics(year, "zh"))]


def test_a_year_is_four_figures_and_the_language_may_come_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert "参数 YEAR 的值 '+2026' 无效" in Ran(capsys, "calendar", "+2026").err
    assert Ran(capsys, "--lang", "en", "calendar", "2026").out.startswith("2026  248 working days")


@pytest.mark.parametrize(("year", "status"), [(2026, "CONFIRMED"), (2029, "TENTATIVE")])
def test_an_event_says_whether_it_is_certain_and_takes_nobody_s_time(year: int, status: str) -> None:
    read = icalendar.Calendar.from_ical(to_ics(year_of(announced(), year), "zh")).walk("VEVENT")
    assert {str(event["STATUS"]) for event in read} == {status}
    assert {str(event["TRANSP"]) for event in read} == {"TRANSPARENT"}
