"""Work handed over: listed with its day, moved on that day, seen by who may, from one seat of a body to another."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from mingbai.lifecycle import Kind
from mingbai_web.accounts import handing
from mingbai_web.accounts import services as seats
from mingbai_web.accounts.entering import NotAllowed
from mingbai_web.accounts.roles import Role
from mingbai_web.applications.services import assign, draft_reply
from mingbai_web.duties.models import Duty
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.projections import differences
from mingbai_web.ledger.subjects import Subject
from mingbai_web.ledger.verification import verify
from mingbai_web.papers import services as papers
from mingbai_web.papers.letters import Part
from mingbai_web.papers.paper import OutOfTurn, Step
from mingbai_web.papers.queries import sheet
from mingbai_web.parties import services as parties
from mingbai_web.parties.details import Details
from tests.web.accounts import office as people
from tests.web.applications.desk import BEFORE, Desk
from tests.web.desks import posted

pytestmark = pytest.mark.django_db
ROLES = (
    Role.REGISTRAR, Role.CASE_OFFICER, Role.DEPARTMENT_HEAD, Role.WORKING_BODY_HEAD, Role.SECRECY_REVIEWER, Role.LEADER
)  # fmt: skip
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
    said.setdefault("subjects", [Subject("application", case)])
    seats.hand_over(seat=desk.seats[Role.CASE_OFFICER], to=second, **said)


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


def replied(desk: Desk, case: UUID) -> UUID:
    """Draft the reply to an application whose applicant is known."""
    return draft_reply(
        application=case, parts=[Part("granted", "改造名单", {"provided": "复制件一份"})],
        by=desk.viewer(Role.CASE_OFFICER), seen=desk.head(case), now=timezone.now()
    )  # fmt: skip


def head_of(paper: UUID) -> str:
    found = ledger.head("paper", paper)
    assert found is not None
    return found.digest


@pytest.fixture
def named(desk: Desk) -> UUID:
    """An application of a known applicant, with the first officer."""
    party = parties.take(
        details=Details("赵𠮷一"), kind="natural_person", by=desk.viewer(Role.REGISTRAR), now=timezone.now()
    )
    made = desk.received(TODAY(), now=timezone.now(), party=party)
    assign(application=made, unit=desk_unit(desk), seat=desk.seats[Role.CASE_OFFICER],
           by=desk.viewer(Role.REGISTRAR), seen=desk.head(made), now=timezone.now())  # fmt: skip
    return made


def submitted(desk: Desk, paper: UUID) -> None:
    papers.submit(paper=paper, by=desk.viewer(Role.CASE_OFFICER), seen=head_of(paper), now=timezone.now())


def test_a_returned_draft_goes_to_the_seat_that_takes_over(desk: Desk, second: UUID, named: UUID) -> None:
    paper, first = replied(desk, named), desk.seats[Role.CASE_OFFICER]
    submitted(desk, paper)
    papers.return_paper(paper=paper, step=0, remark="请补充依据", by=desk.viewer(Role.DEPARTMENT_HEAD),
                        seen=head_of(paper), now=timezone.now())  # fmt: skip
    assert Duty.objects.get(kind="paper.returned").seat == first
    held = {each.subject: each.label for each in handing.held(first, TODAY())}
    assert set(held) == {Subject("application", named), Subject("paper", paper)}
    assert desk.row(named).number in held[Subject("paper", paper)]
    given(desk, second, named, subjects=list(held))
    assert Duty.objects.get(kind="paper.returned").seat == second
    assert handing.held(first, TODAY()) == []
    assert list(verify()) == []
    assert list(differences()) == []


def test_a_draft_that_is_returned_after_the_hand_over_returns_to_who_took_over(
    desk: Desk, second: UUID, named: UUID
) -> None:
    paper = replied(desk, named)
    submitted(desk, paper)
    given(desk, second, named, subjects=[Subject("paper", paper)])
    papers.return_paper(paper=paper, step=0, remark="请补充依据", by=desk.viewer(Role.DEPARTMENT_HEAD),
                        seen=head_of(paper), now=timezone.now())  # fmt: skip
    assert Duty.objects.get(kind="paper.returned").seat == second


@pytest.fixture
def steps(desk: Desk) -> dict[Role, UUID]:
    """Let the body's chain name the seats of its steps."""
    chain = [
        Step("科室审核", "approve", seat=str(desk.seats[Role.DEPARTMENT_HEAD]), group=1),
        Step("保密审查", "secrecy", Role.SECRECY_REVIEWER, group=2),
        Step("签发", "sign", seat=str(desk.seats[Role.LEADER]), group=3),
    ]
    admin = desk.viewer(Role.SYSTEM_ADMIN)
    papers.set_chain(body=desk.body, steps=chain, since=TODAY(), by=admin, now=timezone.now())
    return desk.seats


def test_steps_still_to_come_that_name_a_seat_go_to_the_one_that_takes_over_on_the_day(
    desk: Desk, named: UUID, steps: dict[Role, UUID]
) -> None:
    people.someone("sunli", "孙丽", now=timezone.now(), today=BEFORE)
    other = people.seat(Role.LEADER, "sunli", bodies=(desk.body,), today=BEFORE, name="签发二岗")
    paper, on = replied(desk, named), TODAY() + timedelta(days=2)
    submitted(desk, paper)
    papers.sign_step(paper=paper, step=0, by=desk.viewer(Role.DEPARTMENT_HEAD), seen=head_of(paper),
                     now=timezone.now())  # fmt: skip
    assert handing.held(steps[Role.DEPARTMENT_HEAD], TODAY()) == [], "what is signed is done"
    (sign,) = handing.held(steps[Role.LEADER], TODAY())
    assert "签发" in sign.label
    seats.hand_over(seat=steps[Role.LEADER], to=other, subjects=[sign.subject], on=on,
                    by=desk.viewer(Role.DEPARTMENT_HEAD), now=timezone.now(), today=TODAY())  # fmt: skip
    assert handing.held(other, TODAY()) == []
    assert seats.move_what_is_due(now=timezone.now(), today=on) == 1
    assert handing.held(steps[Role.LEADER], on) == []
    papers.review_secrecy(paper=paper, step=1, result="may_disclose", ground="不涉密",
                          by=desk.viewer(Role.SECRECY_REVIEWER), seen=head_of(paper), now=timezone.now())  # fmt: skip
    assert Duty.objects.get(kind="paper.to_sign").seat == other
    kept = sheet(paper, desk.viewer(Role.DEPARTMENT_HEAD)).signed_at(0)
    assert kept is not None, "what was signed stays signed"
    assert list(verify()) == []


def test_a_seat_that_may_not_take_a_step_is_not_handed_it(
    desk: Desk, second: UUID, named: UUID, steps: dict[Role, UUID]
) -> None:
    paper = replied(desk, named)
    submitted(desk, paper)
    with pytest.raises(NotAllowed, match="签发"):
        seats.hand_over(seat=steps[Role.LEADER], to=second, subjects=[Subject("paper", paper)],
                        on=TODAY() + timedelta(days=2), by=desk.viewer(Role.DEPARTMENT_HEAD),
                        now=timezone.now(), today=TODAY())  # fmt: skip


def test_since_when_a_paper_waits_stays_when_it_is_handed_over(desk: Desk, second: UUID, named: UUID) -> None:
    paper = replied(desk, named)
    submitted(desk, paper)
    later = timezone.now() + timedelta(days=4)
    given(desk, second, named, subjects=[Subject("paper", paper)], now=later, on=TODAY(later),
          today=TODAY(later))  # fmt: skip
    assert Duty.objects.get(kind="paper.to_sign").since == TODAY()


def test_what_was_answered_and_waits_for_its_proof_is_handed_over_too(
    desk: Desk, second: UUID, named: UUID
) -> None:
    on = TODAY()
    desk.step(named, Kind.DECIDED, on, now=timezone.now(), outcome="granted")
    desk.step(named, Kind.DISPATCHED, on, now=timezone.now(), route="post", tracking="XA000000001")
    assert desk.row(named).ended is not None
    assert Duty.objects.get().kind == "application.proof"
    first = desk.seats[Role.CASE_OFFICER]
    assert [each.subject.id for each in handing.held(first, on)] == [named]
    given(desk, second, named)
    assert Duty.objects.get().seat == second


def test_nothing_is_submitted_to_a_seat_that_was_closed(
    desk: Desk, named: UUID, steps: dict[Role, UUID]
) -> None:
    paper, now = replied(desk, named), timezone.now()
    seats.close_seat(
        seat=steps[Role.LEADER], last=TODAY() - timedelta(days=1), by=seats.SYSTEM, now=now, today=TODAY()
    )
    with pytest.raises(OutOfTurn, match="已经撤销"):
        submitted(desk, paper)
    assert not Duty.objects.filter(kind="paper.to_sign").exists()
