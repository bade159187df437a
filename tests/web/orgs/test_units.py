"""Units: one office may serve several bodies, one without accounts works on paper."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from mingbai.audit.levels import Level
from mingbai_web.accounts.roles import Role
from mingbai_web.orgs import queries, services
from mingbai_web.orgs.values import BadBody, UnknownBody
from tests.web.seats import viewer

pytestmark = pytest.mark.django_db

START, JUNE = date(2026, 1, 1), date(2026, 6, 1)
NOW = datetime(2026, 1, 1, 1, tzinfo=UTC)
ADMIN = viewer(Role.SYSTEM_ADMIN)


def body(name: str) -> UUID:
    return services.make_body(name=name, level=Level.DEPARTMENT, effective=START, by=ADMIN, now=NOW)


def test_one_office_may_serve_several_bodies_until_it_does_not() -> None:
    first, second = body("清河区教育局"), body("清河区体育局")
    office = services.make_unit(name="综合办公室", serves=[first, second], effective=START, by=ADMIN, now=NOW)
    services.change_unit(unit=office, name="综合办公室", serves=[second], effective=JUNE, by=ADMIN, now=NOW)
    assert queries.unit(office, START).serves == (first, second)
    assert [each.id for each in queries.offices(first, START)] == [office]
    assert queries.offices(first, JUNE) == ()
    assert [each.id for each in queries.offices(second, JUNE)] == [office]


def test_a_unit_without_accounts_is_a_unit_like_others() -> None:
    one = body("清河区教育局")
    archive = services.make_unit(
        name="档案室", serves=[one], has_accounts=False, effective=START, by=ADMIN, now=NOW
    )
    assert not queries.unit(archive, START).has_accounts
    assert [each.name for each in queries.units(on=START)] == ["档案室"]


def test_a_closed_unit_serves_nobody_any_more() -> None:
    one = body("清河区教育局")
    office = services.make_unit(name="办公室", serves=[one], effective=START, by=ADMIN, now=NOW)
    services.close_unit(unit=office, effective=JUNE, by=ADMIN, now=NOW)
    assert queries.offices(one, JUNE) == ()
    assert len(queries.offices(one, date(2026, 5, 31))) == 1
    assert queries.unit(office, JUNE).ended
    with pytest.raises(BadBody, match="已经撤销"):
        services.change_unit(unit=office, name="甲", serves=[one], effective=JUNE, by=ADMIN, now=NOW)


def test_a_unit_serves_a_body_that_lives() -> None:
    with pytest.raises(BadBody, match="至少属于一个机关"):
        services.make_unit(name="办公室", serves=[], effective=START, by=ADMIN, now=NOW)
    one = body("清河区教育局")
    services.abolish(body=one, effective=JUNE, by=ADMIN, now=NOW)
    with pytest.raises(BadBody, match="已经不在"):
        services.make_unit(name="办公室", serves=[one], effective=JUNE, by=ADMIN, now=NOW)


def test_a_unit_is_not_there_before_it_was_formed() -> None:
    office = services.make_unit(
        name="办公室", serves=[body("清河区教育局")], effective=JUNE, by=ADMIN, now=NOW
    )
    with pytest.raises(UnknownBody):
        queries.unit(office, START)
