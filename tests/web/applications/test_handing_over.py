"""Work handed over: listed with its day, moved on that day, seen by who may, from one seat of a body to another."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from mingbai_web.accounts import handing
from mingbai_web.accounts import services as seats
from mingbai_web.accounts.entering import NotAllowed
from mingbai_web.accounts.roles import Role
from mingbai_web.applications.services import assign
from mingbai_web.ledger.projections import differences
from mingbai_web.ledger.subjects import Subject
from mingbai_web.ledger.verification import verify
from tests.web.accounts import office as people
from tests.web.applications.desk import BEFORE, Desk
from tests.web.desks import posted

pytestmark = pytest.mark.django_db
ROLES = (Role.REGISTRAR, Role.CASE_OFFICER, Role.DEPARTMENT_HEAD, Role.WORKING_BODY_HEAD)
TODAY = timezone.localdate
LISTS = "/office/settings/hand-overs/"


@pytest.fixture
def desk() -> Desk:
    return Desk.opened(*ROLES)


@pytest.fixture
def second(desk: Desk) -> UUID:
    people.someone("qianjin", "钱进", now=timezone.now(), today=BEFORE)
    return people.seat(Role.CASE_OFFICER, "qianjin", bodies=(desk.body,), today=BEFORE, name="经办二岗")


@pytest.fixture
def case(desk: Desk) -> UUID:
    """An application that is with the first officer, whose seat belongs to no unit."""
    made = desk.received(TODAY(), now=timezone.now())
    unit = desk_unit(desk)
    assign(application=made, unit=unit, seat=desk.seats[Role.CASE_OFFICER], by=desk.viewer(Role.REGISTRAR),
           seen=desk.head(made), now=timezone.now())  # fmt: skip
    return made


def desk_unit(desk: Desk) -> UUID:
    from mingbai_web.orgs import queries as orgs

    return orgs.offices(desk.body, TODAY())[0].id


def given(desk: Desk, second: UUID, case: UUID, **more: Any) -> None:
    said: dict[str, Any] = {
        "on": TODAY(), "by": desk.viewer(Role.DEPARTMENT_HEAD), "now": timezone.now(), "today": TODAY(), **more
    }  # fmt: skip
    seats.hand_over(
        seat=desk.seats[Role.CASE_OFFICER], to=second, subjects=[Subject("application", case)], **said
    )


def test_what_is_handed_over_today_is_with_the_other_seat_at_once(
    desk: Desk, second: UUID, case: UUID
) -> None:
    given(desk, second, case)
    assert desk.row(case).seat == second
    assert list(verify()) == []
    assert list(differences()) == []


def test_a_case_of_no_unit_is_handed_over_too(desk: Desk, second: UUID) -> None:
    made = desk.received(TODAY(), now=timezone.now())
    given(desk, second, made)
    assert (desk.row(made).seat, desk.row(made).unit) == (second, None)


def test_what_is_listed_for_a_day_to_come_moves_on_that_day_and_once(
    desk: Desk, second: UUID, case: UUID
) -> None:
    first, on = desk.seats[Role.CASE_OFFICER], TODAY() + timedelta(days=3)
    given(desk, second, case, on=on)
    assert desk.row(case).seat == first
    early = on - timedelta(days=1)
    assert seats.move_what_is_due(now=timezone.now(), today=early) == 0
    assert seats.move_what_is_due(now=timezone.now(), today=on + timedelta(days=1)) == 1
    assert desk.row(case).seat == second
    assert seats.move_what_is_due(now=timezone.now(), today=on + timedelta(days=1)) == 0
    assert list(verify()) == []


def test_nothing_is_handed_over_as_of_a_day_that_is_past(desk: Desk, second: UUID, case: UUID) -> None:
    with pytest.raises(NotAllowed, match="不能早于今天"):
        given(desk, second, case, on=TODAY() - timedelta(days=1))


def test_a_head_hands_over_on_pages_and_finds_the_list_with_its_day_again(
    desk: Desk, second: UUID, case: UUID
) -> None:
    head, first = desk.client(Role.DEPARTMENT_HEAD), desk.seats[Role.CASE_OFFICER]
    shown = head.get(LISTS)
    assert [(seat.id, count) for seat, count in shown.context["seats"]] == [(first, 1)]
    address = f"/office/settings/seats/{first}/hand-over/"
    data = {
        "to": str(second), "on": TODAY().isoformat(), "subjects": [f"application/{case}"]
    }  # fmt: skip
    done = posted(head, address, data)
    assert done["Location"] == LISTS
    page = head.get(LISTS).content.decode()
    assert desk.row(case).number in page
    assert "case_officer 一岗" in page
    assert "经办二岗" in page
    assert handing.held(first, TODAY()) == []


def test_a_head_sees_nothing_of_what_another_bodys_seats_have_in_hand(desk: Desk, case: UUID) -> None:
    other = people.seat(Role.CASE_OFFICER, bodies=(UUID(int=7),), today=BEFORE, name="别处的岗位")
    head = desk.client(Role.DEPARTMENT_HEAD)
    assert head.get(f"/office/settings/seats/{other}/hand-over/").status_code == 404
    assert "别处的岗位" not in head.get(LISTS).content.decode()
    choices = head.get(f"/office/settings/seats/{desk.seats[Role.CASE_OFFICER]}/hand-over/").context["form"]
    assert "别处的岗位" not in str(choices.fields["to"].choices)


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.CASE_OFFICER])
def test_nobody_else_hands_over(desk: Desk, role: Role) -> None:
    assert desk.client(role).get(LISTS).status_code == 403
