"""Holiday notices that an installation loads: published ones only, added to what is known, and what they move."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mingbai.errors import BadCalendar
from mingbai.lifecycle import act
from mingbai.workdays import notices_of
from mingbai_web.accounts.permissions import Forbidden
from mingbai_web.accounts.roles import Role
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.subjects import new_id
from mingbai_web.rules import moves, queries, services
from mingbai_web.rules.services import NoticeDiffers
from tests.web.seats import viewer

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 1, 2, tzinfo=UTC)
ADMIN = viewer(Role.SYSTEM_ADMIN)
FIRST = """year = 2027
[[notice]]
title = "关于2027年部分节假日安排的通知（示例）"
published = 2026-11-20
status = "依据待核"
off = [
    { name = "元旦", from = 2027-01-01, to = 2027-01-03 },
    { name = "春节", from = 2027-02-05, to = 2027-02-11 },
]
work = [{ day = 2027-01-30, weekday = "六", for = "春节" }]
"""
AMENDED = (
    FIRST
    + """
[[notice]]
title = "关于延长2027年春节假期的通知（示例）"
published = 2026-11-28
status = "依据待核"
amends = ["春节"]
off = [{ name = "春节", from = 2027-02-05, to = 2027-02-13 }]
work = [{ day = 2027-01-30, weekday = "六", for = "春节" }]
"""
)
LOCAL = """year = 2027
[[local]]
region = "示例自治州"
published = 2026-10-01
status = "依据待核"
off = [{ name = "州庆日", from = 2027-03-15, to = 2027-03-16 }]
"""


def loaded(text: str, **given: object) -> Entry:
    return services.load_notice(text=text, by=ADMIN, now=given.pop("now", NOW), **given)  # type: ignore[arg-type]


def test_a_year_is_announced_once_its_notice_is_loaded() -> None:
    assert not queries.settings().calendar.day(date(2027, 2, 8)).firm
    loaded(FIRST)
    calendar = queries.settings().calendar
    assert 2027 in calendar.years
    assert calendar.works(date(2027, 1, 30))
    assert not calendar.works(date(2027, 2, 11))


def test_what_was_known_before_the_notice_was_published_does_not_know_it() -> None:
    loaded(FIRST)
    held = queries.settings()
    assert 2027 not in held.as_known(date(2026, 11, 19)).years
    assert 2027 in held.as_known(date(2026, 11, 20)).years


def test_an_older_notice_is_amended_by_a_newer_one_after_it() -> None:
    loaded(FIRST)
    loaded(AMENDED)
    calendar = queries.settings().calendar
    assert not calendar.works(date(2027, 2, 12))
    assert calendar.as_known(date(2026, 11, 27)).works(date(2027, 2, 12))


def test_a_file_that_says_otherwise_what_was_said_needs_the_reason_of_its_correction() -> None:
    loaded(FIRST)
    other = FIRST.replace("to = 2027-02-11", "to = 2027-02-10")
    with pytest.raises(NoticeDiffers, match="另加一个"):
        loaded(other)
    with pytest.raises(NoticeDiffers):
        loaded(AMENDED.replace("to = 2027-01-03", "to = 2027-01-02"))
    loaded(other, correction="原文件录入有误")
    assert queries.settings().calendar.works(date(2027, 2, 11))


def test_a_mark_of_being_confirmed_is_no_correction() -> None:
    loaded(FIRST)
    loaded(FIRST.replace("依据待核", "confirmed"))
    assert [each.status.value for each in queries.calendars(2027, 2027)[0].notices] == ["confirmed"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("year = ", "不是合法的 TOML"),
        ("year = 2027", "应有至少一个"),
        (FIRST.replace("published = 2026-11-20\n", ""), "没有公布日期"),
        (FIRST.replace("2026-11-20", "2026-12-02"), "还没有到"),
        (FIRST.replace('weekday = "六"', 'weekday = "日"'), "是星期六"),
        (
            'year = 2027\n[[notice]]\ntitle = "预告"\nstatus = "provisional"\noff = []',
            "只是预告",
        ),
    ],
)
def test_a_file_that_is_not_a_published_notice_is_refused_in_one_line(text: str, said: str) -> None:
    with pytest.raises(BadCalendar, match=said) as refused:
        loaded(text)
    assert "\n" not in refused.value.zh + refused.value.en
    assert Entry.objects.count() == 0


def test_a_notice_that_comes_with_mingbai_is_amended_only_by_one_that_keeps_it() -> None:
    with pytest.raises(NoticeDiffers, match="2026年已有的通知"):
        loaded(
            FIRST.replace("2027", "2026")
            .replace("2026-11-20", "2025-11-04")
            .replace("2026-01-30", "2026-01-31")
        )
    assert notices_of(2026) == tuple(n for n in queries.settings().calendar.notices if n.year == 2026)


def test_days_off_of_a_region_are_added_to_the_calendar() -> None:
    loaded(LOCAL)
    calendar = queries.settings().calendar
    assert not calendar.works(date(2027, 3, 15))
    assert 2027 not in calendar.years, "a region's day announces no year"


def test_a_file_that_was_withdrawn_leaves_what_comes_with_mingbai() -> None:
    loaded(FIRST)
    services.withdraw_notice(year=2027, reason="误载", by=ADMIN, now=NOW)
    assert 2027 not in queries.settings().calendar.years
    with pytest.raises(BadCalendar, match="没有载入过"):
        services.withdraw_notice(year=2027, reason="误载", by=ADMIN, now=NOW)


def test_only_the_administrator_of_the_system_and_the_head_load_notices() -> None:
    for role in set(Role) - {Role.SYSTEM_ADMIN, Role.WORKING_BODY_HEAD}:
        with pytest.raises(Forbidden):
            services.load_notice(text=FIRST, by=viewer(role, new_id()), now=NOW)


def test_what_a_notice_moves_is_said_before_it_is_loaded() -> None:
    about = new_id()
    acts = (act("received", date(2027, 1, 20), channel="in-person"),)
    open_case = moves.OpenCase(about, "2027-001", acts)
    firm = moves.OpenCase(new_id(), "2026-300", (act("received", date(2026, 11, 2), channel="in-person"),))
    before, after = queries.settings(), services.with_notice(FIRST, date(2026, 12, 1))
    (move,) = moves.what_moves([open_case, firm], before, after)
    assert (move.about, move.limit.zh) == (about, "答复期限")
    assert move.before is not None
    assert move.after is not None
    assert move.after - move.before >= timedelta(1)
    assert (move.was_firm, move.is_firm) == (False, True)
    assert list(moves.what_moves([open_case, firm], after, after)) == []


def test_the_open_cases_come_from_who_provides_them() -> None:
    made = moves.OpenCase(new_id(), "1", ())
    moves.provide(lambda: [made])
    try:
        assert made in list(moves.open_cases())
    finally:
        moves._PROVIDERS.pop()


def test_a_year_says_what_it_stands_on() -> None:
    loaded(FIRST)
    (year,) = queries.calendars(2027, 2027)
    assert (year.firm, year.shown.working_days > 240) == (True, True)
    assert year.loaded is not None
    assert year.loaded.file.year == 2027
