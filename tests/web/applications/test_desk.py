"""The head of the desk, and the rail of every page, say what waits for the seat that looks."""

import re
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from mingbai.lifecycle import Kind
from mingbai_web.accounts.roles import Role
from mingbai_web.applications import services
from mingbai_web.intake import services as intake
from mingbai_web.ledger import queries as ledger
from mingbai_web.papers import queries as papers
from mingbai_web.papers import services as signing
from mingbai_web.papers.letters import Part
from mingbai_web.parties import services as parties
from mingbai_web.parties.details import Details
from tests.web.applications.desk import Desk
from tests.web.applications.test_submissions import DETAILS

pytestmark = pytest.mark.django_db
SIGNING = (Role.DEPARTMENT_HEAD, Role.SECRECY_REVIEWER, Role.LEADER)


@pytest.fixture
def desk() -> Desk:
    return Desk.opened(Role.REGISTRAR, Role.CASE_OFFICER, Role.WORKING_BODY_HEAD, Role.MAIL_ROOM, *SIGNING)


def rail(client: Client, place: str) -> int:
    """Return the number that stands beside a place of the rail on the desk, 0 for none."""
    page = client.get("/office/", follow=True).content.decode()
    found = re.search(rf'<a href="{place}"[^>]*>[^<]*<span class="count"[^>]*>(\d+)', page)
    return int(found[1]) if found else 0


def applied(desk: Desk) -> object:
    now = timezone.now()
    party = parties.take(
        details=Details("赵一𠮷", address="清河区某路1号"), kind="natural_person", by=desk.viewer(Role.REGISTRAR), now=now, body=desk.body
    )  # fmt: skip
    return desk.received(timezone.localdate(), party=party)


def head_of(paper: object) -> str:
    found = ledger.head("paper", paper)  # type: ignore[arg-type]
    return found.digest if found else ""


def test_a_submission_and_what_came_in_stand_at_the_head_of_the_desk_until_they_are_registered(
    desk: Desk,
) -> None:
    clerk, officer = desk.client(Role.REGISTRAR), desk.client(Role.CASE_OFFICER)
    assert "等待登记" not in clerk.get("/office/").content.decode()
    told = intake.submit(details=DETAILS, files=(), body=desk.body, key=uuid4().hex, now=timezone.now())
    by = desk.viewer(Role.REGISTRAR)
    services.log_item(body=desk.body, carrier="mail", arrived_at=timezone.now(), by=by, now=timezone.now())
    page = clerk.get("/office/").content.decode()
    assert "网上提交，待登记" in page
    assert "待处理的来件" in page
    assert "最迟登记和确认" in page
    assert (rail(clerk, "/office/items/"), rail(desk.client(Role.MAIL_ROOM), "/office/items/")) == (2, 2)
    assert "等待登记" not in officer.get("/office/").content.decode()
    services.take_in(submission=told.id, matters=["旧改名单"], by=by, now=timezone.now(), key="take-1")
    assert rail(clerk, "/office/items/") == 1


def test_a_paper_stands_at_the_head_of_the_desk_whose_turn_it_is_and_then_of_who_sends_it(desk: Desk) -> None:
    case, officer = applied(desk), desk.viewer(Role.CASE_OFFICER)
    paper = services.draft_reply(
        application=case, parts=[Part("granted", "预算", {"provided": "预算"})], by=officer, seen=desk.head(case), now=timezone.now()  # type: ignore[arg-type]
    )  # fmt: skip
    signing.submit(paper=paper, by=officer, seen=head_of(paper), now=timezone.now())

    def waits() -> list[Role]:
        return [role for role in SIGNING if str(paper) in desk.client(role).get("/office/").content.decode()]

    clerk = desk.client(Role.REGISTRAR)
    assert waits() == [Role.DEPARTMENT_HEAD]
    assert rail(desk.client(Role.DEPARTMENT_HEAD), "/office/papers/") == 1
    now = timezone.now()
    signing.sign_step(paper=paper, step=0, by=desk.viewer(Role.DEPARTMENT_HEAD), seen=head_of(paper), now=now)
    assert waits() == [Role.SECRECY_REVIEWER]
    signing.review_secrecy(
        paper=paper, step=1, result="may_disclose", ground="不涉密", by=desk.viewer(Role.SECRECY_REVIEWER), seen=head_of(paper), now=now
    )  # fmt: skip
    assert waits() == [Role.LEADER]
    assert "待发出的文书" not in clerk.get("/office/").content.decode()
    signing.sign(paper=paper, step=2, by=desk.viewer(Role.LEADER), seen=head_of(paper), now=now)
    assert waits() == []
    assert "待发出的文书" in (shown := clerk.get("/office/").content.decode())
    assert str(paper) in shown
    for role in (Role.REGISTRAR, Role.MAIL_ROOM):
        assert [each.id for each in papers.to_send(desk.viewer(role))[0]] == [paper]
        assert 'id="to-send"' in desk.client(role).get("/office/papers/").content.decode()
    signing.dispatch(
        paper=paper, route="post", day=timezone.localdate(), tracking="XA0", carrier="中国邮政", by=desk.viewer(Role.REGISTRAR), seen=head_of(paper), now=now
    )  # fmt: skip
    assert papers.to_send(desk.viewer(Role.REGISTRAR)) == ((), 0)


def test_a_notice_of_extension_waits_for_the_head_who_agrees_by_signing_it(desk: Desk) -> None:
    case, officer = applied(desk), desk.viewer(Role.CASE_OFFICER)
    paper = services.write_step(
        application=case, step=Kind.EXTENDED, facts={"days": 10}, given={}, by=officer, seen=desk.head(case), now=timezone.now()  # type: ignore[arg-type]
    )  # fmt: skip
    seats = (Role.WORKING_BODY_HEAD, *SIGNING)
    shown = {role: str(paper) in desk.client(role).get("/office/").content.decode() for role in seats}
    assert shown == {role: role is Role.WORKING_BODY_HEAD for role in seats}
    head = desk.viewer(Role.WORKING_BODY_HEAD)
    signing.issue(paper=paper, by=head, seen=head_of(paper), now=timezone.now())
    assert papers.to_sign(head) == ()
