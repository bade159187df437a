"""The list of what falls due: its parts by working days, who sees what, and that it follows from acts."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingbai.audit.levels import Level
from mingbai.text.words import Words
from mingbai_web.accounts.roles import Role
from mingbai_web.duties import kinds, queries
from mingbai_web.duties.models import Duty
from mingbai_web.duties.queries import Bucket
from mingbai_web.ledger import projections, schemas
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.projections import Projection
from mingbai_web.ledger.services import Hand, Subject, enter
from mingbai_web.ledger.subjects import new_id
from mingbai_web.orgs import services as orgs
from tests.web.seats import viewer

pytestmark = pytest.mark.django_db

TODAY = date(2026, 9, 25)  # a Friday, off for 中秋节
MONDAY = date(2026, 9, 28)
BODY = new_id()
OFFICER = viewer(Role.CASE_OFFICER, BODY)


def duty(due: date | None = MONDAY, **given: Any) -> Duty:
    said: dict[str, Any] = {
        "subject": new_id(),
        "projection": "test",
        "about_kind": "application",
        "about": new_id(),
        "kind": "applications.reply",
        "title": "2026-001 预算",
        "body": BODY,
        "since": date(2026, 9, 1),
        "due": due,
    }
    return Duty.objects.create(**{**said, **given})


def buckets(today: date = MONDAY) -> list[str]:
    return [each.bucket.value for each in queries.due_list(OFFICER, today).rows]


def test_the_list_is_in_the_order_of_urgency_and_what_waits_is_last() -> None:
    for days in (30, 1, 0, -1):
        duty(MONDAY + timedelta(days))
    duty(None)
    duty(MONDAY + timedelta(5), waits=True)
    assert buckets() == ["overdue", "today", "soon", "later", "waiting", "waiting"]


def test_soon_is_within_three_working_days_over_days_of_rest() -> None:
    wednesday = date(2026, 9, 30)  # 1 to 7 October are off; 8, 9 and Saturday 10 are worked
    duty(date(2026, 10, 10))
    duty(date(2026, 10, 12))
    found = queries.due_list(OFFICER, wednesday)
    assert [(each.bucket, each.left) for each in found.rows] == [(Bucket.SOON, 3), (Bucket.LATER, 4)]
    assert found.soon_until == date(2026, 10, 10)


def test_what_was_waited_for_in_vain_is_to_be_done_today_and_is_not_late() -> None:
    duty(MONDAY - timedelta(1), waits=True)
    assert buckets() == ["today"]


def test_what_is_over_on_a_day_of_rest_is_over() -> None:
    duty(date(2026, 9, 24))
    (row,) = queries.due_list(OFFICER, TODAY).rows
    assert (row.bucket, row.left) == (Bucket.OVERDUE, -1)


def test_a_number_is_the_way_into_its_part() -> None:
    for days in (-2, -1, 0, 1, 2, 30):
        duty(MONDAY + timedelta(days))
    duty(None)
    whole = queries.due_list(OFFICER, MONDAY)
    assert queries.numbers(OFFICER, MONDAY) == whole.numbers
    for bucket in Bucket:
        part = queries.due_list(OFFICER, MONDAY, bucket=bucket)
        assert part.numbers == whole.numbers
        assert len(part.rows) == whole.numbers.of(bucket)
        assert {each.bucket for each in part.rows} == {bucket}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    dues=st.lists(st.tuples(st.none() | st.integers(-40, 40), st.booleans()), max_size=12),
    today=st.integers(0, 400),
)
def test_every_duty_is_in_exactly_one_part(dues: list[tuple[int | None, bool]], today: int, db: None) -> None:
    day = date(2026, 1, 1) + timedelta(today)
    Duty.objects.all().delete()
    for days, waits in dues:
        duty(None if days is None else day + timedelta(days), waits=waits)
    found = queries.due_list(OFFICER, day)
    assert sum(found.numbers.of(bucket) for bucket in Bucket) == len(dues) == len(found.rows)
    places = [list(Bucket).index(each.bucket) for each in found.rows]
    assert places == sorted(places)


def test_an_officer_sees_what_is_of_the_own_body_and_of_no_other() -> None:
    duty(title="本机关")
    duty(title="别的机关", body=new_id())
    assert [each.title for each in queries.due_list(OFFICER, MONDAY).rows] == ["本机关"]


@pytest.mark.parametrize("role", [Role.COUNSEL, Role.CO_HANDLER, Role.MAIL_ROOM])
def test_who_sees_only_what_is_assigned_sees_the_own_seat_and_unit(role: Role) -> None:
    unit = new_id()
    looking = viewer(role, BODY, unit=unit)
    duty(title="无主")
    duty(title="本人", seat=looking.seat)
    duty(title="本科室", unit=unit)
    duty(title="本科室他人", unit=unit, seat=new_id())
    assert {each.title for each in queries.due_list(looking, MONDAY).rows} == {"本人", "本科室"}


def test_a_deputy_sees_what_is_of_the_seat_stood_in_for() -> None:
    seat = new_id()
    duty(seat=seat)
    assert len(queries.due_list(viewer(Role.COUNSEL, BODY, deputy_for=seat), MONDAY).rows) == 1


def test_a_supervisor_sees_the_queues_of_the_bodies_supervised() -> None:
    made: dict[str, Any] = {"effective": date(2026, 1, 1), "by": viewer(Role.SYSTEM_ADMIN)}
    made["now"] = datetime(2026, 1, 1, tzinfo=UTC)
    upper = orgs.make_body(name="清河区人民政府", level=Level.COUNTY, **made)
    lower = orgs.make_body(name="清河区教育局", level=Level.DEPARTMENT, reports_to=upper, **made)
    duty(title="下级", body=lower)
    duty(title="本级", body=upper)
    duty(title="无关")
    found = queries.due_list(viewer(Role.SUPERVISOR, upper), MONDAY).rows
    assert [each.title for each in found] == ["下级"]


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_an_administrator_sees_no_case_work(role: Role) -> None:
    duty()
    assert queries.due_list(viewer(role, BODY), MONDAY).rows == ()


def test_the_list_is_narrowed_by_what_is_asked_and_typed() -> None:
    seat, unit = new_id(), new_id()
    duty(title="2026-001 预算", seat=seat)
    duty(title="2026-002 征地", unit=unit, kind="papers.approve")
    asked: list[dict[str, Any]] = [{"seat": seat}, {"typed": "001 预"}, {"kind": ("applications.reply",)}]
    for each in asked:
        assert [row.title for row in queries.due_list(OFFICER, MONDAY, **each).rows] == ["2026-001 预算"]
    assert [row.title for row in queries.due_list(OFFICER, MONDAY, unit=unit).rows] == ["2026-002 征地"]
    assert queries.due_list(OFFICER, MONDAY, body=new_id()).rows == ()


def test_the_list_comes_in_parts_and_says_when_there_is_more(
    django_assert_num_queries: Callable[..., Any],
) -> None:
    for number in range(7):
        duty(title=f"2026-{number:03}")
    queries.due_list(OFFICER, MONDAY)
    with django_assert_num_queries(3):  # the rules' heads, the rows, the numbers
        found = queries.due_list(OFFICER, MONDAY, first=0, count=5)
    assert (len(found.rows), found.more, found.numbers.today) == (5, True, 7)
    rest = queries.due_list(OFFICER, MONDAY, first=5, count=5)
    assert ([row.title for row in rest.rows], rest.more) == (["2026-005", "2026-006"], False)


def test_a_kind_is_called_by_its_words_and_by_its_key_where_nobody_declared_it() -> None:
    kinds.declare(kinds.DutyKind("test.errand", Words("跑腿", "an errand"), "no-such-page"))
    duty(kind="test.errand")
    duty(kind="test.unknown")
    found = {row.kind: row for row in queries.due_list(OFFICER, MONDAY).rows}
    assert found["test.errand"].words.zh == "跑腿"
    assert found["test.errand"].page == ""
    assert found["test.unknown"].words.zh == "test.unknown"


def _rows(subject: UUID, entries: Sequence[Entry]) -> Iterator[Duty]:
    if entries[-1].kind == "begun":
        yield Duty(
            about_kind="errand",
            about=subject,
            kind="test.errand",
            title="跑腿",
            body=BODY,
            since=entries[0].effective,
            due=entries[-1].effective,
        )


def test_a_duty_is_written_by_the_projection_of_its_app_and_goes_when_it_is_done() -> None:
    for kind in ("begun", "ended"):
        schemas.register(schemas.Schema("errand", kind, 1, Words(kind, kind), {}, {}))
    projections.declare(Projection("errand", "test.errand", (Duty,), _rows))
    try:
        subject, seen = Subject("errand", new_id()), ""
        for kind, left in (("begun", 1), ("ended", 0)):
            seen = enter(
                subject=subject,
                kind=kind,
                facts={},
                happened=MONDAY,
                effective=MONDAY,
                by=Hand("李明", "s", "b"),
                seen=seen,
                now=datetime(2026, 9, 28, tzinfo=UTC),
            ).digest
            assert len(queries.due_list(OFFICER, MONDAY).rows) == left
            assert list(projections.differences()) == []
    finally:
        projections._DECLARED.pop("test.errand")
