"""Papers through the real services: chains fixed at submission, seats and persons apart, owners told in the same transaction."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingbai.audit.levels import Level
from mingbai.errors import MingbaiError, Refused
from mingbai_web.accounts import services as seats
from mingbai_web.accounts.duties_apart import NotApart
from mingbai_web.accounts.permissions import Forbidden
from mingbai_web.accounts.roles import Role
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.projections import differences
from mingbai_web.ledger.services import Overtaken
from mingbai_web.ledger.subjects import Subject
from mingbai_web.orgs import services as orgs
from mingbai_web.papers import owners, queries, services
from mingbai_web.papers.entering import BadRemark, NoPaper
from mingbai_web.papers.keeping import Altered
from mingbai_web.papers.models import Content, PaperRow, Turn
from mingbai_web.papers.paper import OutOfTurn, State, Step
from mingbai_web.papers.services import Event, Lacking
from tests.web.accounts import office as people
from tests.web.papers.fictional import MATTER, PERSON, made
from tests.web.papers.office import CHAIN, DAY, NOW, Office, grant, refusal
from tests.web.seats import viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Iterator[list[Event]]:
    """What the owner of a thing is told."""
    events: list[Event] = []
    before = dict(owners._OWNERS)
    for register in (services.on_signed, services.on_dispatched, services.on_served):
        register("thing", events.append)
    yield events
    owners._OWNERS.clear()
    owners._OWNERS.update(before)


def test_a_reply_goes_from_draft_to_served_and_its_owner_hears_of_each(told: list[Event]) -> None:
    office, thing = Office.made(), Subject("thing", uuid4())
    paper = office.signed(about=thing)
    clerk = office.who(Role.REGISTRAR)
    services.dispatch(
        paper=paper,
        route="post",
        day=DAY,
        tracking="XA000000001",
        carrier="中国邮政",
        by=clerk,
        seen=office.head(paper),
        now=NOW,
    )
    services.prove(
        paper=paper, proof="posting_list", scan=uuid4(), by=clerk, seen=office.head(paper), now=NOW
    )
    later = NOW + timedelta(days=3)
    services.serve(paper=paper, day=DAY + timedelta(days=3), by=clerk, seen=office.head(paper), now=later)
    assert [event.what for event in told] == ["signed", "dispatched", "served"]
    signed = told[0]
    assert (signed.about, signed.number, signed.day) == (thing, "清建信r〔2026〕1号", DAY)
    assert signed.letter.outcome is not None
    assert signed.letter.number == signed.number
    row = PaperRow.objects.get(subject=paper)
    assert (row.state, row.route, row.served_on) == ("signed", "post", DAY + timedelta(days=3))
    assert list(differences()) == []


def test_what_the_owner_refuses_undoes_the_signature_and_its_number() -> None:
    def refuse(event: Event) -> None:
        raise Refused("期限内还要等第三方", "wait for the third party")

    office = Office.made()
    paper = office.reviewed(about=Subject("refusing", uuid4()))
    services.on_signed("refusing", refuse)
    with pytest.raises(Refused, match="第三方"):
        services.sign(paper=paper, step=2, by=office.who(Role.LEADER), seen=office.head(paper), now=NOW)
    assert PaperRow.objects.get(subject=paper).state == "in_review"
    other = office.signed()
    assert PaperRow.objects.get(subject=other).number == "清建信r〔2026〕1号"


def test_a_retry_of_the_signature_signs_once(told: list[Event]) -> None:
    office = Office.made()
    paper = office.reviewed()
    head = office.head(paper)
    for _ in range(2):
        services.sign(paper=paper, step=2, by=office.who(Role.LEADER), seen=head, now=NOW, key="form-1")
    assert Entry.objects.filter(subject_id=paper, kind="signed").count() == 1
    assert len(told) == 1


def test_who_decided_on_an_older_version_is_told() -> None:
    office = Office.made()
    paper = office.submitted()
    head = office.head(paper)
    services.redraft(paper=paper, letter=refusal(), by=office.who(Role.CASE_OFFICER), seen=head, now=NOW)
    services.submit(paper=paper, by=office.who(Role.CASE_OFFICER), seen=office.head(paper), now=NOW)
    with pytest.raises(Overtaken):
        services.sign_step(paper=paper, step=0, by=office.who(Role.DEPARTMENT_HEAD), seen=head, now=NOW)


def test_who_signs_what_was_just_sent_back_is_told_that_and_not_that_it_is_out_of_turn() -> None:
    office = Office.made()
    paper = office.submitted()
    head = office.head(paper)
    by = office.who(Role.DEPARTMENT_HEAD)
    services.return_paper(paper=paper, step=0, by=by, remark="请补充依据", seen=head, now=NOW)
    with pytest.raises(Overtaken, match="退回"):
        services.sign_step(paper=paper, step=0, by=by, seen=head, now=NOW)


def test_a_chain_set_after_submission_does_not_touch_the_paper() -> None:
    office = Office.made()
    paper = office.submitted()
    longer = (CHAIN[0], Step("会签", "approve", Role.COUNSEL, group=1), *CHAIN[1:])
    services.set_chain(body=office.body, steps=longer, since=DAY, by=office.who(Role.SYSTEM_ADMIN), now=NOW)
    viewer = office.who(Role.CASE_OFFICER)
    assert len(queries.sheet(paper, viewer).paper.steps) == 3
    assert len(queries.chain_on(office.body, "reply", DAY).steps) == 4
    assert len(queries.chain_on(office.body, "reply", DAY - timedelta(days=1)).steps) == 3


def test_a_chain_for_one_kind_comes_before_the_one_for_all() -> None:
    office = Office.made()
    services.set_chain(
        body=office.body,
        steps=CHAIN[1:],
        paper="third_party_told",
        since=date(2026, 1, 1),
        by=office.who(Role.SYSTEM_ADMIN),
        now=NOW,
    )
    assert len(queries.chain_on(office.body, "third_party_told", DAY).steps) == 2
    assert len(queries.chain_on(office.body, "reply", DAY).steps) == 3


@pytest.mark.parametrize(
    "step", [Step("审核", "approve", Role.REGISTRAR), Step("审核", "approve", Role.SUPERVISOR)]
)
def test_a_chain_names_only_seats_that_may_do_the_step(step: Step) -> None:
    office = Office.made()
    with pytest.raises(OutOfTurn, match="岗位"):
        services.set_chain(
            body=office.body,
            steps=(step, *CHAIN[1:]),
            since=DAY,
            by=office.who(Role.SYSTEM_ADMIN),
            now=NOW,
        )


def test_simple_answers_run_under_a_standing_delegation_and_carry_its_number() -> None:
    office = Office.made()
    chain = services.set_chain(
        body=office.body,
        steps=(CHAIN[1], Step("签发", "sign", Role.WORKING_BODY_HEAD, group=3)),
        since=date(2026, 1, 1),
        until=date(2026, 12, 31),
        document="清建发〔2026〕3号",
        outcomes=["already_public", "granted"],
        by=office.who(Role.SYSTEM_ADMIN),
        now=NOW,
    )
    officer = office.who(Role.CASE_OFFICER)
    paper = office.draft(grant())
    services.submit(paper=paper, by=officer, seen=office.head(paper), now=NOW, delegation=chain)
    found = queries.sheet(paper, officer).paper
    assert (found.delegation, len(found.steps)) == ("清建发〔2026〕3号", 2)
    other = office.draft(refusal())
    with pytest.raises(OutOfTurn, match="授权"):
        services.submit(paper=other, by=officer, seen=office.head(other), now=NOW, delegation=chain)


def test_in_a_unit_of_two_the_review_is_done_in_the_superior_body() -> None:
    above = uuid4()
    chain = (
        Step("保密审查", "secrecy", Role.SECRECY_REVIEWER, group=1, body=str(above)),
        Step("签发", "sign", Role.LEADER, group=2),
    )
    office = Office.made(chain=chain)
    paper = office.submitted()
    own = office.who(Role.SECRECY_REVIEWER)
    review = {"paper": paper, "step": 0, "result": "may_disclose", "ground": "不涉密", "now": NOW}
    with pytest.raises(Forbidden, match="不是本岗位"):
        services.review_secrecy(by=own, seen=office.head(paper), **review)  # type: ignore[arg-type]
    superior = office.who(Role.SECRECY_REVIEWER, "上级审查员", bodies=(above,))
    assert [line.id for line in queries.to_sign(superior)] == [paper]
    services.review_secrecy(by=superior, seen=office.head(paper), **review)  # type: ignore[arg-type]
    assert queries.to_sign(superior) == ()
    assert [line.id for line in queries.to_sign(office.who(Role.LEADER))] == [paper]


def test_one_person_in_two_seats_signs_one_step_only() -> None:
    office = Office.made()
    paper = office.submitted()
    services.sign_step(
        paper=paper, step=0, by=office.who(Role.DEPARTMENT_HEAD, "周宁"), seen=office.head(paper), now=NOW
    )
    with pytest.raises(NotApart):
        services.review_secrecy(
            paper=paper,
            step=1,
            result="may_disclose",
            ground="不涉密",
            by=office.who(Role.SECRECY_REVIEWER, "周宁"),
            seen=office.head(paper),
            now=NOW,
        )


def test_a_step_is_signed_by_its_own_seat_alone() -> None:
    office = Office.made()
    paper = office.submitted()
    with pytest.raises(Forbidden):
        services.sign_step(paper=paper, step=0, by=office.who(Role.LEADER), seen=office.head(paper), now=NOW)
    with pytest.raises(Forbidden):
        services.sign_step(
            paper=paper, step=0, by=office.who(Role.CASE_OFFICER), seen=office.head(paper), now=NOW
        )


BEFORE = date(2026, 1, 1)


def sat(office: Office, role: Role, username: str, name: str = "赵岚") -> UUID:
    """Put a person into a seat of *role* of the office; return the seat."""
    people.someone(username, name)
    return people.seat(role, username, bodies=(office.body,), today=BEFORE, name=f"{role.value}岗")


def recorded(office: Office, paper: UUID, step: int, act: str, signer: str, seat: UUID, **given: Any) -> str:
    """Record a signature made on paper on the day."""
    given.setdefault("by", office.who(Role.REGISTRAR))
    given.setdefault("signed_on", DAY)
    return services.record_on_paper(
        paper=paper,
        step=step,
        act=act,
        signer=signer,
        signer_seat=seat,
        scan=uuid4(),
        seen=office.head(paper),
        now=NOW,
        **given,
    )


def test_a_signature_on_paper_is_recorded_with_its_day_seat_and_scan(told: list[Event]) -> None:
    office = Office.made()
    paper = office.reviewed()
    seat = sat(office, Role.LEADER, "zhaolan")
    recorded(office, paper, 2, "signed", "zhaolan", seat)
    entry = Entry.objects.get(subject_id=paper, kind="signed")
    assert (entry.source, entry.on_behalf_of, entry.person) == ("paper", "zhaolan", "registrar")
    assert (told[0].signer, told[0].on_paper) == ("zhaolan", True)
    signature = queries.sheet(paper, office.who(Role.REGISTRAR)).signed_at(2)
    assert signature is not None
    assert (signature.person, signature.seat, signature.recorder) == ("zhaolan", str(seat), "registrar")


def test_on_paper_signs_who_sat_in_the_seat_of_the_step_on_that_day() -> None:
    office = Office.made()
    paper = office.reviewed()
    seat = sat(office, Role.LEADER, "zhaolan")
    people.someone("qianjin", "钱进")
    when: Any = {"by": seats.SYSTEM, "now": NOW, "today": DAY}
    seats.leave_seat(seat=seat, person="zhaolan", last=DAY - timedelta(days=1), **when)
    seats.hold_seat(seat=seat, person="qianjin", since=DAY, **when)
    head = office.head(paper)
    for stranger in ("zhaolan", "nobody"):
        with pytest.raises(OutOfTurn, match="不在“leader岗”岗位上"):
            recorded(office, paper, 2, "signed", stranger, seat)
    assert office.head(paper) == head
    recorded(office, paper, 2, "signed", "qianjin", seat)
    assert PaperRow.objects.get(subject=paper).state == "signed"


def test_on_paper_a_deputy_signs_while_it_stands_in_and_not_after() -> None:
    office = Office.made()
    paper = office.reviewed()
    seat = sat(office, Role.LEADER, "zhaolan")
    other = sat(office, Role.WORKING_BODY_HEAD, "qianjin", "钱进")
    when: Any = {"by": seats.SYSTEM, "now": NOW, "today": BEFORE}
    with pytest.raises(OutOfTurn, match="B 角"):
        recorded(office, paper, 2, "signed", "qianjin", seat)
    seats.deputise(seat=seat, deputy=other, since=DAY - timedelta(days=9), until=DAY, **when)
    recorded(office, paper, 2, "signed", "qianjin", seat)
    later = office.reviewed()
    with pytest.raises(OutOfTurn, match="B 角"):
        services.record_on_paper(
            paper=later,
            step=2,
            act="signed",
            signer="qianjin",
            signer_seat=seat,
            signed_on=DAY + timedelta(days=1),
            scan=uuid4(),
            by=office.who(Role.REGISTRAR),
            seen=office.head(later),
            now=NOW + timedelta(days=1),
        )


@pytest.mark.parametrize("role", [Role.DEPARTMENT_HEAD, Role.REGISTRAR])
def test_on_paper_nobody_signs_from_a_seat_that_the_step_is_not_for(role: Role) -> None:
    office = Office.made()
    paper = office.reviewed()
    seat = sat(office, role, "zhaolan")
    with pytest.raises(OutOfTurn, match="不是“签发”这一步的岗位"):
        recorded(office, paper, 2, "signed", "zhaolan", seat)
    elsewhere = people.seat(Role.LEADER, "zhaolan", bodies=(uuid4(),), today=BEFORE)
    with pytest.raises(OutOfTurn, match="不是“签发”这一步的岗位"):
        recorded(office, paper, 2, "signed", "zhaolan", elsewhere)


def test_who_drafted_does_not_record_that_it_was_signed_on_paper() -> None:
    office = Office.made()
    paper = office.reviewed()
    seat = sat(office, Role.LEADER, "zhaolan")
    with pytest.raises(NotApart):
        recorded(office, paper, 2, "signed", "zhaolan", seat, by=office.who(Role.CASE_OFFICER))


def test_a_deputy_is_held_to_what_the_same_person_did_in_the_own_seat() -> None:
    office = Office.made()
    drafter = office.who(Role.CASE_OFFICER, "zhouning")
    paper = office.draft(by=drafter)
    services.submit(paper=paper, by=drafter, seen=office.head(paper), now=NOW)
    head = office.who(Role.DEPARTMENT_HEAD, "zhouning")
    standing_in = replace(head, seat=drafter.seat, deputy_for=head.seat)
    with pytest.raises(NotApart, match="既“起草”又“审核”"):
        services.sign_step(paper=paper, step=0, by=standing_in, seen=office.head(paper), now=NOW)
    with pytest.raises(NotApart, match="既“起草”又“审核”"):
        services.return_paper(
            paper=paper, step=0, remark="x", by=standing_in, seen=office.head(paper), now=NOW
        )
    seat = sat(office, Role.DEPARTMENT_HEAD, "zhouning", "周宁")
    with pytest.raises(NotApart, match="既“起草”又“审核”"):
        recorded(office, paper, 0, "step_signed", "zhouning", seat)


def test_a_standing_delegation_keeps_persons_apart_as_a_chain_does() -> None:
    office = Office.made()
    chain = services.set_chain(
        body=office.body,
        steps=CHAIN[1:],
        since=date(2026, 1, 1),
        document="清建发〔2026〕3号",
        outcomes=("not_existing",),
        by=office.who(Role.SYSTEM_ADMIN),
        now=NOW,
    )
    paper = office.draft(refusal())
    officer = office.who(Role.CASE_OFFICER)
    services.submit(paper=paper, by=officer, seen=office.head(paper), now=NOW, delegation=chain)
    with pytest.raises(NotApart, match="既“起草”又“保密审查”"):
        services.review_secrecy(
            paper=paper,
            step=0,
            result="may_disclose",
            ground="不涉密",
            by=office.who(Role.SECRECY_REVIEWER, officer.person),
            seen=office.head(paper),
            now=NOW,
        )


def test_a_returned_paper_goes_back_to_its_drafter_with_the_reason() -> None:
    office = Office.made()
    paper = office.submitted()
    services.return_paper(
        paper=paper,
        step=0,
        remark="检索范围请写明档案室",
        by=office.who(Role.DEPARTMENT_HEAD),
        seen=office.head(paper),
        now=NOW,
    )
    assert PaperRow.objects.get(subject=paper).state == State.RETURNED
    assert not Turn.objects.filter(subject=paper).exists()


def test_a_letter_that_lacks_its_article_is_not_submitted() -> None:
    office = Office.made()
    letter = refusal()
    paper = office.draft(replace(letter, paragraphs=letter.paragraphs[:1]))
    with pytest.raises(Lacking, match="还不能送审"):
        services.submit(paper=paper, by=office.who(Role.CASE_OFFICER), seen=office.head(paper), now=NOW)


def test_a_notice_is_issued_by_one_seat_with_its_number_and_a_reply_is_not(told: list[Event]) -> None:
    office = Office.made()
    officer = office.who(Role.CASE_OFFICER)
    notice = office.draft(made("amendment_notice"))
    services.issue(paper=notice, by=officer, seen=office.head(notice), now=NOW)
    assert PaperRow.objects.get(subject=notice).number == "清建信n〔2026〕1号"
    assert [event.kind for event in told] == ["amendment_notice"]
    reply = office.draft(refusal())
    with pytest.raises(OutOfTurn, match="审批流程"):
        services.issue(paper=reply, by=officer, seen=office.head(reply), now=NOW)


def test_only_the_head_of_the_working_body_issues_a_notice_of_extension() -> None:
    office = Office.made()
    paper = office.draft(made("extension_notice"))
    with pytest.raises(Forbidden):
        services.issue(paper=paper, by=office.who(Role.CASE_OFFICER), seen=office.head(paper), now=NOW)
    services.issue(paper=paper, by=office.who(Role.WORKING_BODY_HEAD), seen=office.head(paper), now=NOW)


def test_a_notice_of_extension_is_neither_issued_nor_signed_by_a_leader_who_does_not_agree_to_it() -> None:
    office = Office.made()
    leader = office.who(Role.LEADER)
    draft = office.draft(made("extension_notice"))
    with pytest.raises(Forbidden, match="同意延长答复期限"):
        services.issue(paper=draft, by=leader, seen=office.head(draft), now=NOW)
    paper = office.reviewed(made("extension_notice"))
    assert queries.to_sign(leader) == ()
    with pytest.raises((Forbidden, OutOfTurn)):
        services.sign(paper=paper, step=2, by=leader, seen=office.head(paper), now=NOW)
    head = office.who(Role.WORKING_BODY_HEAD)
    assert {line.id for line in queries.to_sign(head)} == {draft, paper}
    services.sign(paper=paper, step=2, by=head, seen=office.head(paper), now=NOW)


def test_what_waits_for_a_seat_is_not_told_to_the_person_who_had_another_hand_in_it() -> None:
    office = Office.made()
    head = office.who(Role.DEPARTMENT_HEAD)
    own, other = (
        office.draft(by=office.who(Role.CASE_OFFICER, person)) for person in ("department_head", "周宁")
    )
    for paper in (own, other):
        services.submit(
            paper=paper, by=office.who(Role.CASE_OFFICER, "周宁"), seen=office.head(paper), now=NOW
        )
    assert [line.id for line in queries.to_sign(head)] == [other]
    services.sign_step(
        paper=own, step=0, by=office.who(Role.DEPARTMENT_HEAD, "陈静"), seen=office.head(own), now=NOW
    )
    assert queries.to_sign(office.who(Role.SECRECY_REVIEWER, "陈静")) == ()
    assert [line.id for line in queries.to_sign(office.who(Role.SECRECY_REVIEWER))] == [own]


def test_a_signature_that_fell_with_its_version_keeps_nobody_from_signing_the_next() -> None:
    office = Office.made()
    paper = office.submitted()
    head = office.who(Role.DEPARTMENT_HEAD)
    services.return_paper(paper=paper, step=0, remark="请补充", by=head, seen=office.head(paper), now=NOW)
    officer = office.who(Role.CASE_OFFICER)
    services.redraft(paper=paper, letter=grant(), by=officer, seen=office.head(paper), now=NOW)
    services.submit(paper=paper, by=officer, seen=office.head(paper), now=NOW)
    assert [line.id for line in queries.to_sign(head)] == [paper]


def test_as_many_statements_tell_what_waits_for_many_papers_as_for_one() -> None:
    office = Office.made()
    head = office.who(Role.DEPARTMENT_HEAD)

    def asked() -> int:
        with CaptureQueriesContext(connection) as statements:
            assert queries.to_sign(head)
        return len(statements)

    def two() -> None:  # one that the head may sign, one that the same person had a hand in
        office.submitted()
        paper = office.draft(by=office.who(Role.CASE_OFFICER, head.person))
        services.submit(paper=paper, by=office.who(Role.CASE_OFFICER), seen=office.head(paper), now=NOW)

    two()
    few = asked()
    for _ in range(4):
        two()
    assert asked() == few


@pytest.mark.parametrize(("route", "carrier"), [("courier", ""), ("post", "某某快递公司"), ("pigeon", "")])
def test_a_reply_goes_by_the_postal_enterprise_or_not_by_post(route: str, carrier: str) -> None:
    office = Office.made()
    paper = office.signed()
    with pytest.raises(Refused):
        services.dispatch(
            paper=paper,
            route=route,
            day=DAY,
            tracking="A1",
            carrier=carrier,
            by=office.who(Role.REGISTRAR),
            seen=office.head(paper),
            now=NOW,
        )


def test_a_paper_is_seen_by_its_body_alone_and_by_counsel_only_where_asked() -> None:
    office = Office.made()
    paper = office.submitted()
    assert queries.sheet(paper, office.who(Role.LEADER)).paper.state is State.IN_REVIEW
    with pytest.raises(NoPaper):
        queries.sheet(paper, office.who(Role.LEADER, bodies=(uuid4(),)))
    with pytest.raises(NoPaper):
        queries.sheet(paper, office.who(Role.COUNSEL))
    with pytest.raises(Forbidden):
        queries.sheet(paper, office.who(Role.SUPERVISOR))


def test_no_act_row_or_kept_byte_tells_to_whom_or_of_what_a_letter_speaks() -> None:
    office = Office.made()
    paper = office.signed()
    said = "".join(Entry.objects.filter(subject_id=paper).values_list("facts", flat=True))
    kept = b"".join(bytes(row.sealed) for row in Content.objects.filter(paper=paper))
    for secret in (PERSON, MATTER[:12]):
        assert secret not in said
        assert secret.encode() not in kept


def test_a_text_that_is_not_the_one_committed_to_is_found() -> None:
    office = Office.made()
    one, other = office.draft(grant()), office.draft(refusal())
    row, strange = Content.objects.get(paper=one), Content.objects.get(paper=other)
    row.sealed = strange.sealed
    row.save()
    with pytest.raises((Altered, MingbaiError)):
        queries.sheet(one, office.who(Role.CASE_OFFICER))


def test_a_remark_with_an_identity_number_does_not_go_on_record() -> None:
    office = Office.made()
    paper = office.submitted()
    with pytest.raises(BadRemark):
        services.sign_step(
            paper=paper,
            step=0,
            by=office.who(Role.DEPARTMENT_HEAD),
            seen=office.head(paper),
            now=NOW,
            remark="已与13800138000联系",
        )


def test_the_papers_about_something_are_listed_with_what_they_wait_for() -> None:
    office, thing = Office.made(), Subject("thing", uuid4())
    office.submitted(about=thing)
    signed = office.signed(about=thing)
    lines = queries.about(thing, office.who(Role.CASE_OFFICER))
    assert lines[0].id == signed
    assert [line.waiting for line in lines] == [(), ("科室审核",)]
    assert isinstance(lines[0].id, UUID)


def test_a_body_that_has_ended_signs_nothing_more_but_what_it_had_signed_on_paper_before() -> None:
    keeper = viewer(Role.SYSTEM_ADMIN)
    made: Any = {"level": Level.DEPARTMENT, "effective": BEFORE, "by": keeper, "now": NOW}
    bodies = [orgs.make_body(name=name, **made) for name in ("清河区旅游局", "清河区文化局")]
    office = Office.made(body=bodies[0])
    paper, waiting = office.reviewed(), office.reviewed()
    end = DAY + timedelta(days=3)
    later = NOW + timedelta(days=4)
    orgs.merge(body=bodies[0], into=bodies[1], effective=end, by=keeper, now=NOW)
    seat = sat(office, Role.LEADER, "zhaolan")
    with pytest.raises(OutOfTurn, match="以“清河区文化局”的名义重新起草"):
        services.sign(paper=paper, step=2, by=office.who(Role.LEADER), seen=office.head(paper), now=later)
    services.record_on_paper(
        paper=waiting,
        step=2,
        act="signed",
        signer="zhaolan",
        signer_seat=seat,
        signed_on=DAY + timedelta(days=2),
        scan=uuid4(),
        by=office.who(Role.REGISTRAR),
        seen=office.head(waiting),
        now=later,
    )
    heir = replace(office.who(Role.REGISTRAR), bodies=(bodies[1],), inherited=(bodies[0],))
    services.dispatch(
        paper=waiting,
        route="in-person",
        day=end,
        by=heir,
        seen=office.head(waiting),
        now=later,
    )
