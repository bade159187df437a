"""Bodies over time: names, ties, levels, guides, as of any day, with earlier days left as they were."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from mingbai.audit.levels import Level
from mingbai_web.accounts.permissions import Forbidden
from mingbai_web.accounts.roles import Role
from mingbai_web.ledger import projections
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.services import Overtaken
from mingbai_web.orgs import queries, services
from mingbai_web.orgs.values import BadBody, UnknownBody
from tests.web.seats import viewer

pytestmark = pytest.mark.django_db

START = date(2026, 1, 1)
NOW = datetime(2026, 1, 1, 1, tzinfo=UTC)
ADMIN = viewer(Role.SYSTEM_ADMIN)
GUIDE = {
    "working_body": "清河区人民政府办公室",
    "address": "清河区中心路1号",
    "hours": "工作日9:00—17:00",
    "telephone": "000-0000001",
    "online": "https://example.gov.invalid/apply",
}


def made(name: str, level: Level = Level.DEPARTMENT, **given: Any) -> UUID:
    given.setdefault("effective", START)
    return services.make_body(name=name, level=level, by=ADMIN, now=given.pop("now", NOW), **given)


@pytest.fixture
def qinghe() -> UUID:
    return made("清河区人民政府", Level.COUNTY, mark="清府", order=1)


@pytest.fixture
def health(qinghe: UUID) -> UUID:
    return made("清河区卫生健康局", reports_to=qinghe, mark="清卫")


def test_a_body_is_there_from_its_first_day_and_not_before(qinghe: UUID) -> None:
    assert queries.body(qinghe, START).name == "清河区人民政府"
    with pytest.raises(UnknownBody, match="没有这个机关"):
        queries.body(qinghe, START - timedelta(1))


def test_a_new_name_holds_from_its_day_and_the_old_one_before(health: UUID) -> None:
    services.rename(body=health, name="清河区卫生局", effective=date(2026, 7, 1), by=ADMIN, now=NOW)
    assert queries.name_on(health, date(2026, 6, 30)) == "清河区卫生健康局"
    assert queries.name_on(health, date(2026, 7, 1)) == "清河区卫生局"
    assert queries.name_on(health, date(2020, 1, 1)) == "清河区卫生健康局"
    assert [(each.name, each.until) for each in queries.names(health)] == [
        ("清河区卫生健康局", date(2026, 7, 1)),
        ("清河区卫生局", None),
    ]


def test_an_act_entered_late_takes_the_place_of_its_day(health: UUID) -> None:
    services.rename(body=health, name="清河区卫生局", effective=date(2026, 7, 1), by=ADMIN, now=NOW)
    services.rename(body=health, name="清河区健康局", effective=date(2026, 3, 1), by=ADMIN, now=NOW)
    assert queries.name_on(health, date(2026, 4, 1)) == "清河区健康局"
    assert queries.name_on(health, date(2026, 8, 1)) == "清河区卫生局"


def test_what_was_known_then_does_not_know_what_was_entered_since(health: UUID) -> None:
    later = NOW + timedelta(days=90)
    services.rename(body=health, name="清河区健康局", effective=date(2026, 3, 1), by=ADMIN, now=later)
    day = date(2026, 4, 1)
    assert queries.body_as_known(health, day, later - timedelta(1)).name == "清河区卫生健康局"
    assert queries.body_as_known(health, day, later) == queries.body(health, day)


def test_a_short_name_is_the_whole_name_where_none_is_given(health: UUID) -> None:
    assert queries.body(health, START).short == "清河区卫生健康局"


def test_the_tree_of_a_day_follows_whom_bodies_report_to(qinghe: UUID, health: UUID) -> None:
    town = made("清河区柳林镇人民政府", Level.TOWNSHIP, reports_to=qinghe, order=9)
    (root,) = queries.tree(START)
    assert root.body.id == qinghe
    assert [each.body.id for each in root.below] == [health, town]
    assert [each.id for each in queries.under(qinghe, START)] == [qinghe, health, town]


def test_a_vertical_body_is_supervised_by_another_than_it_stands_under(qinghe: UUID, health: UUID) -> None:
    city = made("云山市税务局")
    tax = made("清河区税务局", reports_to=qinghe, supervised_by=[city])
    assert [each.id for each in queries.supervised(city, START)] == [tax]
    assert [each.id for each in queries.supervised(qinghe, START)] == [health]
    assert [each.id for each in queries.supervisors(tax, START)] == [city]
    services.place(body=tax, reports_to=qinghe, effective=date(2026, 5, 1), by=ADMIN, now=NOW)
    assert {each.id for each in queries.supervised(qinghe, date(2026, 5, 1))} == {health, tax}
    assert [each.id for each in queries.supervised(city, date(2026, 4, 30))] == [tax]


def test_bodies_never_report_to_each_other_in_a_ring(qinghe: UUID, health: UUID) -> None:
    clinic = made("清河区疾病预防控制中心", reports_to=health)
    with pytest.raises(BadBody, match="互为上下级"):
        services.place(body=qinghe, reports_to=clinic, effective=START, by=ADMIN, now=NOW)
    # Nor on a day that is still to come.
    services.place(body=health, reports_to=None, effective=date(2026, 2, 1), by=ADMIN, now=NOW)
    services.place(body=health, reports_to=qinghe, effective=date(2026, 6, 1), by=ADMIN, now=NOW)
    with pytest.raises(BadBody, match="2026-06-01"):
        services.place(body=qinghe, reports_to=health, effective=date(2026, 3, 1), by=ADMIN, now=NOW)


def test_a_credit_code_with_a_wrong_check_character_is_refused(qinghe: UUID) -> None:
    with pytest.raises(BadBody, match="校验码"):
        made("清河区教育局", code="11330000000000001A")


def test_a_credit_code_belongs_to_one_body(qinghe: UUID) -> None:
    code = "1133000000000000X6"
    made("清河区教育局", code=code)
    with pytest.raises(BadBody, match="清河区教育局"):
        made("清河区民政局", code=code)


def test_a_name_belongs_to_one_living_body(health: UUID) -> None:
    with pytest.raises(BadBody, match="已有名为"):
        made("清河区卫生健康局")


def test_the_level_and_the_mark_are_of_a_day(health: UUID) -> None:
    services.describe(
        body=health, level=Level.DEPARTMENT, mark="清健", effective=date(2026, 4, 1), by=ADMIN, now=NOW
    )
    assert queries.letterhead(health, date(2026, 3, 31)).mark == "清卫"
    assert queries.letterhead(health, date(2026, 4, 1)).mark == "清健"
    assert not queries.body(health, START).makes_rules


def test_the_guide_says_what_was_entered_for_the_day(qinghe: UUID) -> None:
    assert queries.guide(qinghe, START) is None
    services.set_guide(body=qinghe, guide=GUIDE, effective=date(2026, 2, 1), by=ADMIN, now=NOW)
    services.set_guide(
        body=qinghe,
        guide={**GUIDE, "telephone": "000-0000002"},
        effective=date(2026, 3, 1),
        by=ADMIN,
        now=NOW,
    )
    first, second = queries.guide(qinghe, date(2026, 2, 28)), queries.guide(qinghe, date(2026, 3, 1))
    assert first is not None
    assert second is not None
    assert (first.telephone, second.telephone) == ("000-0000001", "000-0000002")
    assert (second.name, second.fax) == ("清河区人民政府", "")
    assert queries.letterhead(qinghe, date(2026, 3, 1)).telephone == "000-0000002"


def test_a_guide_without_a_telephone_is_refused(qinghe: UUID) -> None:
    guide = {name: said for name, said in GUIDE.items() if name != "telephone"}
    with pytest.raises(Exception, match="telephone"):
        services.set_guide(body=qinghe, guide=guide, effective=START, by=ADMIN, now=NOW)
    with pytest.raises(BadBody, match="motto"):
        services.set_guide(body=qinghe, guide={**GUIDE, "motto": "明白"}, effective=START, by=ADMIN, now=NOW)


def test_only_the_system_administrator_keeps_bodies(qinghe: UUID) -> None:
    for role in Role:
        if role is not Role.SYSTEM_ADMIN:
            with pytest.raises(Forbidden):
                services.rename(body=qinghe, name="甲", effective=START, by=viewer(role), now=NOW)


def test_who_decided_on_an_older_state_of_a_body_is_told(health: UUID) -> None:
    head = ledger.head("body", health)
    assert head is not None
    services.rename(body=health, name="清河区健康局", effective=START, by=ADMIN, now=NOW, seen=head.digest)
    with pytest.raises(Overtaken):
        services.rename(
            body=health, name="清河区卫生局", effective=START, by=ADMIN, now=NOW, seen=head.digest
        )


def test_a_retry_of_making_a_body_makes_one() -> None:
    assert made("清河区教育局", key="form-7") == made("清河区教育局", key="form-7")
    assert len(queries.bodies(on=START)) == 1


def test_the_tables_of_bodies_are_what_their_acts_give(qinghe: UUID, health: UUID) -> None:
    services.set_guide(body=qinghe, guide=GUIDE, effective=date(2026, 2, 1), by=ADMIN, now=NOW)
    services.make_unit(name="办公室", serves=[qinghe, health], effective=START, by=ADMIN, now=NOW)
    before = queries.bodies(on=START)
    assert list(projections.differences()) == []
    projections.rebuild()
    assert queries.bodies(on=START) == before
    assert list(projections.differences()) == []
