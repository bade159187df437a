"""The clock ribbon: every day once from receipt to the due day, the counted ones numbered, and nothing told by drawing alone."""

import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given

from mingbai.deadlines import Kind
from mingbai.deadlines.ribbon import ribbon
from mingbai.lifecycle import Act, Case, Standing, act
from tests.core.law.lives import lives

SVG = "{http://www.w3.org/2000/svg}"
R = act("received", date(2025, 9, 12), channel="in-person")
EXTENDED = act("extended", date(2025, 10, 15), days=10, approved_by="主任")


def drawn(*acts: Act, **given: object) -> ET.Element:
    return ET.fromstring(ribbon(Case.of(acts).as_of().steps(), title="期限", period=20, **given))  # type: ignore[arg-type]


def days(picture: ET.Element) -> list[date]:
    titles = [square.findtext(f"{SVG}title") or "" for square in picture.iter(f"{SVG}g")]
    return [date.fromisoformat(title[:10]) for title in titles]


def numbers(picture: ET.Element) -> list[int]:
    texts = [
        text.text or "" for text in picture.iter(f"{SVG}text") if "ribbon-number" in text.get("class", "")
    ]
    return [int(text) for text in texts if text.isdigit() and text != "0"]


def looks(picture: ET.Element, look: str) -> int:
    return sum(each.get("class") == f"ribbon-{look}" for each in picture.iter())


def test_each_day_from_receipt_to_the_due_day_is_one_square_and_the_counted_ones_are_numbered() -> None:
    picture = drawn(R)
    assert days(picture) == [date(2025, 9, 12) + timedelta(n) for n in range(35)]
    assert numbers(picture) == list(range(1, 21))


def test_worked_weekends_are_ringed_the_extension_underlined_and_the_due_day_solid() -> None:
    picture = drawn(R, EXTENDED)
    assert (looks(picture, "ring"), looks(picture, "due"), numbers(picture)[-1]) == (2, 1, 30)
    assert looks(picture, "line") == 9  # the tenth day of the extension is the due day


def test_time_consulted_is_hatched() -> None:
    consulted = (
        act("third_party_consulted", date(2025, 9, 15), party="甲"),
        act("third_party_view", date(2025, 9, 18), party="甲"),
    )
    assert looks(drawn(R, *consulted), "paused") == 3


def test_after_an_amendment_only_the_new_clock_is_drawn() -> None:
    amended = (act("amendment_asked", date(2025, 9, 16)), act("amended", date(2025, 10, 9)))
    assert days(drawn(R, *amended))[0] == date(2025, 10, 9)


@pytest.mark.parametrize("received", ["2025-09-30", "2025-10-28", "2026-01-30", "2025-12-31"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_names_of_two_months_that_begin_in_one_row_stand_apart(received: str, language: str) -> None:
    began = act("received", date.fromisoformat(received), channel="in-person")
    picture = ET.fromstring(ribbon(Case.of((began,)).as_of().steps(), title="期限", language=language))
    heads = [each for each in picture.iter(f"{SVG}text") if each.get("x") == "0"]
    places = [float(each.get("y") or 0) for each in heads]
    assert len(heads) == len({(day.year, day.month) for day in days(picture)}) >= 2
    assert all(later - earlier >= 14 for earlier, later in pairwise(places)), places


def test_today_is_outlined_where_it_is_shown() -> None:
    assert looks(drawn(R, today=date(2025, 9, 30)), "today") == 1
    assert looks(drawn(R, today=date(2026, 1, 5)), "today") == 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_description_says_every_step_with_its_ground(language: str) -> None:
    steps = Case.of((R, EXTENDED)).as_of().steps()
    picture = ET.fromstring(ribbon(steps, title="期限", language=language))
    told = picture.findtext(f"{SVG}desc") or ""
    assert all(step.what.in_(language) in told and step.ground.in_(language) in told for step in steps)


def texts(picture: ET.Element, look: str) -> list[str]:
    marked = (each for each in picture.iter(f"{SVG}text") if f"ribbon-{look}" in (each.get("class") or ""))
    return [each.text or "" for each in marked]


def test_the_drawing_speaks_its_language_in_heads_months_and_marks() -> None:
    zh, en = drawn(R), drawn(R, language="en")
    assert (zh.get("lang"), en.get("lang")) == ("zh-CN", "en")
    assert texts(zh, "head") == [*"一二三四五六日", "9月", "10月"]
    assert texts(en, "head") == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su", "Sep", "Oct"]
    marks = [text for text in texts(zh, "number") if not text.isdigit()]
    assert (marks, texts(zh, "number")[0]) == (["休"] * 8, "0")
    assert [text for text in texts(en, "number") if not text.isdigit()] == ["H"] * 8
    assert texts(en, "number")[0] == "0"


def test_every_square_carries_the_day_of_its_month() -> None:
    assert texts(drawn(R), "date") == [str(day.day) for day in days(drawn(R))]


def test_a_month_is_named_once_at_its_first_day_that_is_shown() -> None:
    heads = [each for each in drawn(R).iter(f"{SVG}text") if each.get("class") == "ribbon-head"][7:]
    assert [(each.text, each.get("y")) for each in heads] == [("9月", "48"), ("10月", "168")]


def test_each_day_stands_in_the_column_of_its_weekday_and_the_row_of_its_week() -> None:
    squares = list(drawn(R).iter(f"{SVG}rect"))
    friday, saturday = squares[0], squares[1]
    assert (friday.get("x"), friday.get("y")) == ("206.5", "26.5")
    assert (saturday.get("x"), saturday.get("y")) == ("246.5", "26.5")
    assert (squares[3].get("x"), squares[3].get("y")) == ("46.5", "66.5"), "a Monday, a row below"
    picture = drawn(R)
    assert (picture.get("width"), picture.get("height")) == ("326", "266"), "six weeks"


def test_the_description_tells_a_day_once_and_a_span_by_its_ends() -> None:
    told = drawn(R).findtext(f"{SVG}desc") or ""
    assert told.startswith("2025-09-12 收到申请之日，当日不计（")
    assert "；2025-09-15 – 2025-09-19 计入：第1–5个工作日（" in told


def test_a_worked_weekend_on_the_due_day_is_solid_and_not_ringed() -> None:
    sunday = drawn(act("received", date(2025, 9, 1), channel="in-person"), today=date(2025, 9, 28))
    assert (days(sunday)[-1], looks(sunday, "ring"), looks(sunday, "due")) == (date(2025, 9, 28), 0, 1)
    assert looks(sunday, "today") == 1


def test_two_drawings_on_a_page_keep_their_names_apart() -> None:
    first, second = (ribbon(Case.of((R,)).as_of().steps(), title="期限", name=name) for name in ("a", "b"))
    assert not set(re.findall(r'id="([ab]-\w+)"', first)) & set(re.findall(r'id="([ab]-\w+)"', second))


def test_while_no_clock_runs_nothing_is_drawn() -> None:
    waiting = Case.of((act("received", date(2025, 9, 12), channel="online"),)).as_of()
    assert ribbon(waiting.steps(), title="期限") == ""


def test_what_stands_on_the_solid_day_keeps_its_colour_in_the_dark_too() -> None:
    dark = ribbon(Case.of((R,)).as_of().steps(), title="期限").partition("prefers-color-scheme: dark")[2]
    assert dark.index(".ribbon-on-due") > max(dark.index(".ribbon-number"), dark.index(".ribbon-date"))


def test_where_a_page_forbids_style_the_drawing_still_shows_in_the_light() -> None:
    picture = drawn(R, EXTENDED, today=date(2025, 9, 30))
    shapes = [each for each in picture.iter() if each.tag in (f"{SVG}rect", f"{SVG}line", f"{SVG}text")]
    assert shapes
    assert all(each.get("fill") or each.get("stroke") for each in shapes)


def test_every_name_that_style_goes_by_is_the_ribbons_own() -> None:
    text = ribbon(Case.of((R, EXTENDED)).as_of().steps(), title="期限")
    names = " ".join(re.findall(r'class="([^"]+)"', text)).split() + re.findall(
        r"\.([a-z][\w-]*)", text.partition("<style>")[2].partition("</style>")[0]
    )
    assert names
    assert all(name.startswith("ribbon-") for name in names)


def test_what_a_title_holds_is_text() -> None:
    picture = ET.fromstring(ribbon(Case.of((R,)).as_of().steps(), title="<script>&"))
    assert picture.findtext(f"{SVG}title") == "<script>&"


@given(acts=lives())
def test_whatever_happened_the_squares_are_the_days_of_the_clock_that_runs(acts: tuple[Act, ...]) -> None:
    standing: Standing = Case.of(acts).as_of()
    steps = standing.steps()
    text = ribbon(steps, title="期限")
    due = [step.first for step in steps if step.kind is Kind.DUE]
    if not text:
        assert not due or not any(step.kind in (Kind.RECEIVED, Kind.RESET) for step in steps)
        return
    shown = days(ET.fromstring(text))
    assert shown[-1] == due[0]
    assert len(set(shown)) == len(shown)
    if standing.fixed is None and standing.clock is not None:
        assert shown == [
            standing.clock.base + timedelta(n) for n in range((due[0] - standing.clock.base).days + 1)
        ]


def test_a_clock_that_was_answered_ends_on_that_day_which_is_marked() -> None:
    picture = drawn(R, answered=date(2025, 9, 24))
    assert days(picture)[-1] == date(2025, 9, 24)
    assert (looks(picture, "answered"), looks(picture, "due")) == (1, 0)
    assert (picture.findtext(f"{SVG}desc") or "").endswith("；2025-09-24 答复")


def test_days_past_the_due_day_are_drawn_until_today_or_the_answer_and_not_for_ever() -> None:
    due = days(drawn(R))[-1]
    late = due + timedelta(5)
    assert days(drawn(R, today=late))[-1] == late
    assert looks(drawn(R, today=late), "late") == 5
    assert days(drawn(R, today=late + timedelta(9), answered=late))[-1] == late
    assert days(drawn(R, today=due + timedelta(400)))[-1] == due
