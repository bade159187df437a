"""Who follows whom: chains of successions say on any day who has the open cases, the series and the balances."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingbai.audit.levels import Level
from mingbai_web.accounts.roles import Role
from mingbai_web.orgs import queries, services
from mingbai_web.orgs.values import BadBody, Estate
from tests.web.seats import viewer

pytestmark = pytest.mark.django_db

START, MAY, JULY = date(2026, 1, 1), date(2026, 5, 1), date(2026, 7, 1)
NOW = datetime(2026, 1, 1, 1, tzinfo=UTC)
ADMIN = viewer(Role.SYSTEM_ADMIN)
DAY = timedelta(1)


def body(name: str, **given: object) -> UUID:
    return services.make_body(
        name=name,
        level=Level.DEPARTMENT,
        effective=START,
        by=ADMIN,
        now=NOW,
        **given,  # type: ignore[arg-type]
    )


def test_a_living_body_is_its_own_successor() -> None:
    one = body("清河区文化局")
    assert queries.successor(one, START) == one


def test_the_body_merged_into_takes_cases_and_balances_from_the_day_on() -> None:
    culture, tourism = body("清河区文化局"), body("清河区旅游局")
    services.merge(body=tourism, into=culture, effective=MAY, by=ADMIN, now=NOW)
    assert queries.successor(tourism, MAY - DAY) == tourism
    assert queries.successor(tourism, MAY) == culture
    assert queries.successor(tourism, MAY, Estate.BALANCES) == culture
    assert queries.successor(tourism, MAY, Estate.SERIES) is None, "a new body begins its own series"
    assert [each.id for each in queries.bodies(on=MAY)] == [culture]
    assert queries.body(tourism, MAY).ended == "merged"
    assert queries.name_on(tourism, JULY) == "清河区旅游局"


def test_successions_are_followed_to_the_end_of_their_chain() -> None:
    a, b, c = body("甲局"), body("乙局"), body("丙局")
    services.merge(body=a, into=b, effective=MAY, by=ADMIN, now=NOW)
    services.merge(body=b, into=c, effective=JULY, by=ADMIN, now=NOW)
    assert queries.successor(a, JULY - DAY) == b
    assert queries.successor(a, JULY) == c


def test_bodies_do_not_follow_each_other_in_a_ring() -> None:
    a, b = body("甲局"), body("乙局")
    services.merge(body=a, into=b, effective=JULY, by=ADMIN, now=NOW)
    with pytest.raises(BadBody, match="互相承接"):
        services.merge(body=b, into=a, effective=MAY, by=ADMIN, now=NOW)
    with pytest.raises(BadBody, match="已经不在"):
        services.merge(body=b, into=a, effective=JULY, by=ADMIN, now=NOW)
    with pytest.raises(BadBody, match="不能由自己承接"):
        services.merge(body=b, into=b, effective=JULY, by=ADMIN, now=NOW)


def test_a_split_names_who_takes_the_cases_and_who_the_balances() -> None:
    whole, first, second = body("清河区农业水利局"), body("清河区农业局"), body("清河区水利局")
    with pytest.raises(BadBody, match="承接的机关"):
        services.split(
            body=whole, into=[first, second], cases=whole, balances=first, effective=MAY, by=ADMIN, now=NOW
        )
    services.split(
        body=whole,
        into=[first, second],
        cases=second,
        balances=first,
        series=first,
        effective=MAY,
        by=ADMIN,
        now=NOW,
        ground="清编〔2026〕5号",
    )
    took = [queries.successor(whole, MAY, estate) for estate in Estate]
    assert took == [second, first, first]
    (said,) = queries.successions(whole)
    assert (said.kind, said.into) == ("split", (first, second))


def test_a_body_abolished_without_a_successor_leaves_its_cases_to_nobody() -> None:
    one = body("清河区临时指挥部")
    services.abolish(body=one, effective=MAY, by=ADMIN, now=NOW)
    assert queries.successor(one, MAY) is None


def test_powers_that_move_leave_the_body_alive() -> None:
    a, b = body("清河区文化局"), body("清河区市场监管局")
    services.move_powers(body=a, to=b, matter="文化市场执法", effective=MAY, by=ADMIN, now=NOW)
    assert queries.successor(a, MAY) == a
    (moved,) = queries.successions(a)
    assert (moved.kind, moved.matter, moved.cases, moved.series) == ("powers_moved", "文化市场执法", b, None)


def test_a_renamed_body_keeps_its_identity_and_so_all_it_has() -> None:
    one = body("清河区卫生计生局")
    services.rename(body=one, name="清河区卫生健康局", effective=MAY, by=ADMIN, now=NOW)
    assert queries.successor(one, JULY) == one
    assert queries.successions(one) == ()


def test_who_reported_to_a_merged_body_reports_to_its_successor() -> None:
    old, new = body("甲局"), body("乙局")
    station = body("甲局清河站", reports_to=old)
    services.merge(body=old, into=new, effective=MAY, by=ADMIN, now=NOW)
    (root,) = queries.tree(MAY)
    assert [each.body.id for each in root.below] == [station]


def test_a_body_with_others_under_it_is_not_abolished_without_a_successor() -> None:
    old = body("甲局")
    body("甲局清河站", reports_to=old)
    with pytest.raises(BadBody, match="还隶属于它"):
        services.abolish(body=old, effective=MAY, by=ADMIN, now=NOW)


def test_a_body_does_not_end_before_something_that_is_on_record_of_it() -> None:
    one, other = body("甲局"), body("乙局")
    services.rename(body=one, name="丁局", effective=JULY, by=ADMIN, now=NOW)
    with pytest.raises(BadBody, match="2026-07-01"):
        services.merge(body=one, into=other, effective=MAY, by=ADMIN, now=NOW)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(merges=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(1, 60)), max_size=8))
def test_whatever_merges_are_entered_every_estate_ends_with_a_living_body(
    merges: list[tuple[int, int, int]], db: None
) -> None:
    with transaction.atomic():
        made = [body(f"第{number}局") for number in range(5)]
        for gone, taker, days in merges:
            with suppress(BadBody):
                services.merge(
                    body=made[gone], into=made[taker], effective=START + DAY * days, by=ADMIN, now=NOW
                )
        for day in (START + DAY * days for days in (0, 15, 30, 61)):
            living = {each.id for each in queries.bodies(on=day)}
            assert {queries.successor(each, day) for each in made} <= living
        transaction.set_rollback(True)
