"""Seats: who holds one on a day, who stands in, what is handed over, and that the three administrators stay three persons."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from mingbai_web.accounts import bootstrap, handing, persons, queries, services
from mingbai_web.accounts.bootstrap import Newcomer
from mingbai_web.accounts.permissions import Forbidden
from mingbai_web.accounts.queries import NotYourSeat
from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.services import SYSTEM, NotAllowed
from mingbai_web.ledger import projections
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.services import Overtaken
from mingbai_web.ledger.subjects import Hand, Subject
from mingbai_web.ledger.verification import verify
from tests.web.accounts.office import (
    ADMINISTRATORS,
    BODY,
    NOW,
    OTHER,
    PASSWORD,
    TODAY,
    WHEN,
    founded,
    later,
    seat,
    seated,
    security,
    someone,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> UUID:
    """The seat of a case officer, held by liming from today on."""
    someone("liming", "李明")
    return seat(Role.CASE_OFFICER, "liming")


def test_who_holds_a_seat_looks_and_acts_in_it(officer: UUID) -> None:
    viewer = queries.viewer_of("liming", officer, TODAY)
    assert (viewer.person, viewer.name, viewer.role) == ("liming", "李明", Role.CASE_OFFICER)
    assert (viewer.seat, viewer.bodies, viewer.deputy_for) == (officer, (BODY,), None)
    assert [each.name for each in queries.holders(officer, TODAY)] == ["李明"]


def test_a_seat_is_held_from_its_first_day_to_its_last(officer: UUID) -> None:
    someone("wangfang", "王芳")
    services.hold_seat(seat=officer, person="wangfang", since=later(5), until=later(9), by=SYSTEM, **WHEN)
    for days, there in ((4, False), (5, True), (9, True), (10, False)):
        assert ("wangfang" in [each.username for each in queries.holders(officer, later(days))]) is there
    with pytest.raises(NotYourSeat):
        queries.viewer_of("wangfang", officer, later(10))


def test_who_left_a_seat_is_in_it_for_the_last_day_still(officer: UUID) -> None:
    services.leave_seat(seat=officer, person="liming", last=TODAY, by=SYSTEM, **WHEN)
    assert queries.viewer_of("liming", officer, TODAY).seat == officer
    with pytest.raises(NotYourSeat):
        queries.viewer_of("liming", officer, later(1))
    with pytest.raises(NotAllowed, match="不在这个岗位"):
        services.leave_seat(seat=officer, person="liming", last=TODAY, by=SYSTEM, **WHEN)


def test_what_was_is_not_rewritten_by_a_day_long_past(officer: UUID) -> None:
    with pytest.raises(NotAllowed, match="不能早于昨天"):
        services.leave_seat(seat=officer, person="liming", last=later(-2), by=SYSTEM, **WHEN)


def test_a_deputy_acts_in_its_own_seat_and_says_for_which(officer: UUID) -> None:
    someone("wangfang", "王芳")
    other = seat(Role.REGISTRAR, "wangfang", bodies=(OTHER,))
    services.deputise(seat=officer, deputy=other, since=TODAY, until=later(3), by=SYSTEM, **WHEN)
    viewer = queries.viewer_of("wangfang", officer, TODAY)
    assert (viewer.seat, viewer.deputy_for) == (other, officer)
    assert (viewer.role, viewer.bodies) == (Role.CASE_OFFICER, (BODY,))
    assert viewer.hand(BODY) == Hand("wangfang", str(other), str(BODY), f"seat:{officer}")
    chosen = queries.seats_of("wangfang", TODAY)
    assert [(each.seat.id, each.deputy_for) for each in chosen] == [(other, None), (officer, officer)]
    with pytest.raises(NotYourSeat):
        queries.viewer_of("wangfang", officer, later(4))


def test_a_deputy_of_a_deputy_does_not_inherit_the_seat(officer: UUID) -> None:
    someone("wangfang", "王芳")
    someone("zhaolei", "赵雷")
    second, third = seat(Role.REGISTRAR, "wangfang"), seat(Role.MAIL_ROOM, "zhaolei")
    services.deputise(seat=officer, deputy=second, since=TODAY, by=SYSTEM, **WHEN)
    services.deputise(seat=second, deputy=third, since=TODAY, by=SYSTEM, **WHEN)
    with pytest.raises(NotYourSeat):
        queries.viewer_of("zhaolei", officer, TODAY)


def test_a_deputy_that_was_recalled_stands_in_no_more(officer: UUID) -> None:
    someone("wangfang", "王芳")
    other = seat(Role.REGISTRAR, "wangfang")
    services.deputise(seat=officer, deputy=other, since=TODAY, by=SYSTEM, **WHEN)
    services.end_deputy(seat=officer, deputy=other, last=later(-1), by=SYSTEM, **WHEN)
    with pytest.raises(NotYourSeat):
        queries.viewer_of("wangfang", officer, TODAY)
    with pytest.raises(NotAllowed, match="没有这个 B 角"):
        services.end_deputy(seat=officer, deputy=other, last=TODAY, by=SYSTEM, **WHEN)


def test_nobody_looks_from_a_seat_after_the_account_is_closed(officer: UUID) -> None:
    persons.lock_person(username="liming", reason="调离", by=SYSTEM, **WHEN)
    with pytest.raises(NotYourSeat):
        queries.viewer_of("liming", officer, TODAY)


def test_a_seat_that_was_closed_is_left_by_all_and_taken_by_none(officer: UUID) -> None:
    services.close_seat(seat=officer, last=TODAY, by=SYSTEM, **WHEN)
    assert queries.seats(role=Role.CASE_OFFICER) == []
    assert [each.id for each in queries.seats(role=Role.CASE_OFFICER, on=TODAY)] == [officer]
    assert queries.seats_of("liming", later(1)) == []
    with pytest.raises(NotAllowed, match="已经撤销"):
        services.hold_seat(seat=officer, person="liming", since=later(1), by=SYSTEM, **WHEN)


def test_seats_are_found_by_what_they_are_for_and_by_body(officer: UUID) -> None:
    registrar = seat(Role.REGISTRAR, bodies=(BODY, OTHER))
    assert [each.id for each in queries.seats(body=OTHER)] == [registrar]
    assert {each.id for each in queries.seats(body=BODY)} == {officer, registrar}
    assert [each.id for each in queries.seats(role=Role.REGISTRAR, body=BODY)] == [registrar]


def test_a_seat_is_renamed_and_keeps_what_it_is_for(officer: UUID) -> None:
    services.change_seat(seat=officer, name="经办二岗", bodies=[OTHER], by=SYSTEM, **WHEN)
    found = queries.seat(officer)
    assert (found.name, found.role, found.bodies) == ("经办二岗", Role.CASE_OFFICER, (OTHER,))


def test_who_decides_on_an_older_state_of_a_seat_is_told(officer: UUID) -> None:
    head = ledger.head("seat", officer)
    assert head is not None
    services.change_seat(seat=officer, name="一", bodies=[BODY], by=SYSTEM, seen=head.digest, **WHEN)
    with pytest.raises(Overtaken):
        services.change_seat(seat=officer, name="二", bodies=[BODY], by=SYSTEM, seen=head.digest, **WHEN)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.SECURITY_ADMIN])
def test_only_the_security_administrator_keeps_seats_and_persons(role: Role, officer: UUID) -> None:
    by = seated(role, person="other")
    acts: list[Any] = [
        lambda: services.make_seat(name="岗", role=Role.COUNSEL, bodies=[BODY], by=by, **WHEN),
        lambda: services.change_seat(seat=officer, name="岗", bodies=[BODY], by=by, **WHEN),
        lambda: services.hold_seat(seat=officer, person="liming", since=TODAY, by=by, **WHEN),
        lambda: services.leave_seat(seat=officer, person="liming", last=TODAY, by=by, **WHEN),
        lambda: services.close_seat(seat=officer, last=TODAY, by=by, **WHEN),
        lambda: services.deputise(seat=officer, deputy=seat(Role.LEADER), since=TODAY, by=by, **WHEN),
        lambda: persons.make_person(username="xin", name="新", password=PASSWORD, by=by, **WHEN),
        lambda: persons.reset_password(username="liming", password="Baiyun-5566", by=by, **WHEN),
        lambda: persons.lock_person(username="liming", reason="x", by=by, **WHEN),
        lambda: persons.unlock_person(username="liming", by=by, **WHEN),
        lambda: persons.rename_person(username="liming", name="黎明", by=by, **WHEN),
        lambda: persons.reset_second_factor(username="liming", by=by, **WHEN),
    ]
    for act in acts:
        with pytest.raises(Forbidden):
            act()


def test_a_hand_that_is_no_seat_and_not_the_system_itself_makes_nothing() -> None:
    with pytest.raises(Forbidden):
        services.make_seat(
            name="岗", role=Role.LEADER, bodies=[BODY], by=Hand("liming", "", "", "", "system"), **WHEN
        )


def test_the_first_administrators_are_three_persons_made_once() -> None:
    seats = founded()
    assert set(seats) == set(ADMINISTRATORS)
    entry = ledger.entries("seat", seats[Role.SYSTEM_ADMIN])[0]
    assert (entry.person, entry.source) == ("system", "system")
    with pytest.raises(NotAllowed, match="已经有管理员"):
        bootstrap.administrators(given=ADMINISTRATORS, **WHEN)


def test_one_person_under_two_spellings_is_not_two_administrators() -> None:
    twice = ADMINISTRATORS | {Role.AUDIT_ADMIN: Newcomer("ＸＩＴＯＮＧ ", "习统", PASSWORD)}
    with pytest.raises(NotAllowed, match="三个人"):
        bootstrap.administrators(given=twice, **WHEN)


def test_one_person_is_only_one_of_the_three_administrators_at_a_time() -> None:
    seats = founded()
    with pytest.raises(NotAllowed, match="三员分立"):
        services.hold_seat(
            seat=seats[Role.AUDIT_ADMIN], person="xitong", since=later(30), by=security(), **WHEN
        )
    services.hold_seat(
        seat=seats[Role.AUDIT_ADMIN], person="xitong", since=later(-9), until=later(-1), by=SYSTEM, **WHEN
    )


def test_a_deputy_does_not_make_one_person_two_of_the_three() -> None:
    seats = founded()
    with pytest.raises(NotAllowed, match="同类管理员"):
        services.deputise(
            seat=seats[Role.AUDIT_ADMIN], deputy=seats[Role.SYSTEM_ADMIN], since=TODAY, by=security(), **WHEN
        )
    someone("liming")
    ordinary = seat(Role.CASE_OFFICER, "liming")
    with pytest.raises(NotAllowed, match="同类管理员"):
        services.deputise(seat=seats[Role.AUDIT_ADMIN], deputy=ordinary, since=TODAY, by=security(), **WHEN)


def test_the_security_administrator_gives_nothing_to_oneself() -> None:
    seats = founded()
    ordinary = seat(Role.CASE_OFFICER)
    for wanted in (ordinary, seats[Role.SECURITY_ADMIN]):
        with pytest.raises(NotAllowed, match="不能给自己"):
            services.hold_seat(seat=wanted, person="anquan", since=TODAY, by=security(), **WHEN)
    for act in (
        lambda: persons.lock_person(username="anquan", reason="x", by=security(), **WHEN),
        lambda: persons.reset_password(username="anquan", password="Baiyun-5566", by=security(), **WHEN),
        lambda: persons.reset_second_factor(username="anquan", by=security(), **WHEN),
    ):
        with pytest.raises(NotAllowed, match="自己的账号"):
            act()


def test_the_last_seat_of_an_administrator_is_not_closed() -> None:
    seats = founded()
    with pytest.raises(NotAllowed, match="唯一"):
        services.close_seat(seat=seats[Role.AUDIT_ADMIN], last=TODAY, by=security(), **WHEN)


def test_what_was_handed_over_is_with_the_seat_that_took_it(officer: UUID) -> None:
    founded()
    second, third = seat(Role.CASE_OFFICER), seat(Role.CASE_OFFICER)
    thing = Subject("thing", uuid4())
    services.hand_over(seat=officer, to=second, subjects=[thing], on=TODAY, by=security(), **WHEN)
    moment = {"now": NOW + timedelta(minutes=1), "today": TODAY}
    services.hand_over(seat=second, to=third, subjects=[thing], on=TODAY, by=security(), **moment)
    assert queries.now_with(thing, officer, later(-1)) == officer
    assert queries.now_with(thing, officer, TODAY) == third
    assert queries.now_with(Subject("thing", uuid4()), officer, TODAY) == officer


def test_a_head_hands_over_between_seats_of_the_own_body_only(officer: UUID) -> None:
    thing = Subject("thing", uuid4())
    near, far = seat(Role.CASE_OFFICER), seat(Role.CASE_OFFICER, bodies=(OTHER,))
    head = seated(Role.DEPARTMENT_HEAD)
    services.hand_over(seat=officer, to=near, subjects=[thing], on=TODAY, by=head, **WHEN)
    with pytest.raises(NotAllowed, match="本机关"):
        services.hand_over(seat=officer, to=far, subjects=[thing], on=TODAY, by=head, **WHEN)
    with pytest.raises(Forbidden):
        services.hand_over(
            seat=officer, to=near, subjects=[thing], on=TODAY, by=seated(Role.CASE_OFFICER), **WHEN
        )


@pytest.fixture
def in_hand(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Subject, UUID]]:
    """An app of the tests' own, whose things a seat has in hand."""
    things: list[tuple[Subject, UUID]] = []

    def held(of: UUID, day: object) -> list[handing.InHand]:
        return [handing.InHand(subject, "清河申〔2026〕1号") for subject, where in things if where == of]

    def move(subject: Subject, *, seat: UUID, to: UUID, **_: object) -> None:
        things[things.index((subject, seat))] = (subject, to)

    monkeypatch.setattr(handing, "_DECLARED", {})
    handing.declare(handing.Handing("thing", held, move))
    return things


def test_a_seat_with_work_in_hand_is_closed_only_when_it_was_handed_over(
    officer: UUID, in_hand: list[tuple[Subject, UUID]]
) -> None:
    second, thing = seat(Role.CASE_OFFICER), Subject("thing", uuid4())
    in_hand.append((thing, officer))
    with pytest.raises(NotAllowed, match="先移交"):
        services.close_seat(seat=officer, last=TODAY, by=SYSTEM, **WHEN)
    founded()
    services.hand_over(seat=officer, to=second, subjects=[thing], on=TODAY, by=security(), **WHEN)
    assert in_hand == [(thing, second)]
    services.close_seat(seat=officer, last=TODAY, by=SYSTEM, **WHEN)


def test_rows_are_what_the_acts_give_and_chains_hold(officer: UUID) -> None:
    founded()
    other = seat(Role.REGISTRAR)
    services.deputise(seat=officer, deputy=other, since=TODAY, by=security(), **WHEN)
    services.hand_over(
        seat=officer, to=other, subjects=[Subject("thing", uuid4())], on=TODAY, by=security(), **WHEN
    )
    before = queries.seats_of("liming", TODAY)
    assert list(projections.differences()) == []
    projections.rebuild()
    assert list(projections.differences()) == []
    assert queries.seats_of("liming", TODAY) == before
    assert list(verify()) == []


@pytest.mark.parametrize(
    ("since", "until", "says"), [(later(3), later(2), "早于开始"), (TODAY, None, "没有这个账号")]
)
def test_a_term_that_cannot_be_is_refused(officer: UUID, since: Any, until: Any, says: str) -> None:
    who = "liming" if until else "meiyou"
    with pytest.raises(NotAllowed, match=says):
        services.hold_seat(seat=officer, person=who, since=since, until=until, by=SYSTEM, **WHEN)


def test_whoever_looks_costs_the_same_few_queries(officer: UUID, django_assert_max_num_queries: Any) -> None:
    for number in range(5):
        someone(f"person{number}")
        services.deputise(
            seat=seat(Role.REGISTRAR, f"person{number}"), deputy=officer, since=TODAY, by=SYSTEM, **WHEN
        )
    with django_assert_max_num_queries(4):
        queries.viewer_of("liming", officer, TODAY)
