"""An application is answered: searched for, drafted, reviewed for secrecy, signed, sent and served; the clock stops on the day of service."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from mingbai.audit.levels import Level
from mingbai.errors import Refused
from mingbai.lifecycle import Kind
from mingbai_web.accounts.roles import Role
from mingbai_web.applications import queries, services
from mingbai_web.ledger import projections
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.subjects import Subject
from mingbai_web.orgs import services as orgs
from mingbai_web.papers import queries as papers
from mingbai_web.papers import services as desk
from mingbai_web.papers.letters import Part
from mingbai_web.papers.paper import Step
from mingbai_web.parties import services as parties
from mingbai_web.parties.details import Details
from tests.web import seats
from tests.web.applications.office import Office, at

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)
CHAIN = (
    Step("科室审核", "approve", Role.DEPARTMENT_HEAD, group=1),
    Step("保密审查", "secrecy", Role.SECRECY_REVIEWER, group=2),
    Step("签发", "sign", Role.LEADER, group=3),
)


@pytest.fixture
def office() -> Office:
    return opened()


def opened() -> Office:
    """Return an office of a body that is in the books, with its chain and its series."""
    keeper = seats.viewer(Role.SYSTEM_ADMIN)
    above = orgs.make_body(name="清江市人民政府", level=Level.CITY, effective=DAY, by=keeper, now=at(DAY))
    body = orgs.make_body(
        name="清河区人民政府", level=Level.COUNTY, mark="清政", reports_to=above, effective=DAY, by=keeper, now=at(DAY)
    )  # fmt: skip
    made = Office(body)
    admin = made.viewer(Role.SYSTEM_ADMIN)
    desk.set_chain(body=body, steps=CHAIN, since=DAY, by=admin, now=at(DAY))
    for series, mark in (("reply", "清政公开答"), ("notice", "清政公开告")):
        desk.open_series(body=body, series=series, year=2026, mark=mark, by=admin, now=at(DAY))
    return made


def received(office: Office, on: date = DAY) -> UUID:
    by = office.viewer(Role.REGISTRAR)
    party = parties.take(details=Details("赵𠮷一"), kind="natural_person", by=by, now=at(on))
    return office.received(on, party=party)


def searched(office: Office, case: UUID, on: date, *, found: bool = True) -> None:
    services.search(
        application=case, where="公文系统", how="按名称检索", found=found, by=office.viewer(Role.CASE_OFFICER), seen=office.head(case), now=at(on, 11)
    )  # fmt: skip


def drafted(office: Office, case: UUID, now: datetime, *parts: Part, **given: object) -> UUID:
    return services.draft_reply(
        application=case,
        parts=parts or (Part("granted", "预算", {"provided": "复制件一份"}),),
        by=office.viewer(Role.CASE_OFFICER),
        seen=office.head(case),
        now=now,
        **given,  # type: ignore[arg-type]
    )


def paper_head(paper: UUID) -> str:
    found = ledger.head("paper", paper)
    return found.digest if found is not None else ""


def signed(office: Office, paper: UUID, now: datetime) -> None:
    """Take the paper through its whole chain."""
    desk.submit(paper=paper, by=office.viewer(Role.CASE_OFFICER), seen=paper_head(paper), now=now)
    desk.sign_step(
        paper=paper, step=0, by=office.viewer(Role.DEPARTMENT_HEAD), seen=paper_head(paper), now=now
    )
    desk.review_secrecy(
        paper=paper, step=1, result="may_disclose", ground="不涉密", by=office.viewer(Role.SECRECY_REVIEWER), seen=paper_head(paper), now=now
    )  # fmt: skip
    desk.sign(paper=paper, step=2, by=office.viewer(Role.LEADER), seen=paper_head(paper), now=now)


def test_a_reply_that_is_signed_decides_and_one_that_is_posted_answers(office: Office) -> None:
    case = received(office)
    paper = drafted(office, case, at(date(2026, 3, 10)))
    assert office.row(case).state == "open"
    signed(office, paper, at(date(2026, 3, 12)))
    row = office.row(case)
    assert (row.state, row.outcome, row.decided, row.ended) == ("decided", "granted", date(2026, 3, 12), None)
    desk.dispatch(
        paper=paper, route="post", day=date(2026, 3, 13), tracking="XA1", by=office.viewer(Role.REGISTRAR), seen=paper_head(paper), now=at(date(2026, 3, 13))
    )  # fmt: skip
    assert (office.row(case).answered, office.row(case).served) == (date(2026, 3, 13), None)
    desk.serve(
        paper=paper, day=date(2026, 3, 17), by=office.viewer(Role.REGISTRAR), seen=paper_head(paper), now=at(date(2026, 3, 18))
    )  # fmt: skip
    assert office.row(case).served == date(2026, 3, 17)
    assert list(projections.differences()) == []


def test_that_it_does_not_exist_is_not_answered_without_a_search_on_record(office: Office) -> None:
    case = received(office)
    nothing = Part("not_existing", "预算", {"search": "检索了公文系统，没有结果"})
    with pytest.raises(services.NotSearched, match="第三十六条第四项"):
        drafted(office, case, at(DAY, 14), nothing)
    searched(office, case, DAY, found=False)
    assert drafted(office, case, at(DAY, 14), nothing)


def test_an_outcome_that_the_case_does_not_allow_is_not_even_drafted(office: Office) -> None:
    case = received(office)
    with pytest.raises(Refused, match="补正"):
        drafted(office, case, at(DAY, 14), Part("still_unclear", "预算", {"reasons": "没有写明年份"}))  # fmt: skip
    assert papers.about(Subject("application", case), office.viewer(Role.CASE_OFFICER)) == ()


def test_a_reply_in_parts_counts_as_partly_granted(office: Office) -> None:
    case = received(office)
    given = Part("granted", "名单", {"provided": "复制件一份"})
    held = Part("refused_third_party", "报价", {"reasons": "第三方不同意", "view": "已书面征求，不同意公开"})
    paper = drafted(office, case, at(date(2026, 3, 10)), given, held)
    signed(office, paper, at(date(2026, 3, 12)))
    assert office.row(case).outcome == "partly_granted"


def test_a_case_that_was_withdrawn_meanwhile_is_not_decided_and_the_signing_is_undone(office: Office) -> None:
    case = received(office)
    paper = drafted(office, case, at(date(2026, 3, 10)))
    office.step(case, Kind.WITHDRAWN, date(2026, 3, 11))
    with pytest.raises(Refused):
        signed(office, paper, at(date(2026, 3, 12)))
    assert papers.sheet(paper, office.viewer(Role.LEADER)).paper.number == ""


def test_an_extension_takes_effect_when_the_head_of_the_working_body_issues_its_notice(
    office: Office,
) -> None:
    case, day = received(office), date(2026, 3, 20)
    paper = services.write_step(
        application=case,
        step=Kind.EXTENDED,
        facts={"days": 10},
        given={"reasons": "档案分散"},
        by=office.viewer(Role.CASE_OFFICER),
        seen=office.head(case),
        now=at(day),
    )
    assert office.row(case).due == date(2026, 3, 30)
    head = office.viewer(Role.WORKING_BODY_HEAD, name="朱任")
    desk.issue(paper=paper, by=head, seen=paper_head(paper), now=at(day, 15))
    assert office.row(case).due == date(2026, 4, 14)
    last = ledger.entries("application", case)[-1]
    assert (last.kind, last.read()["approved_by"], last.read()["paper"]) == ("extended", "朱任", paper)
    letter = papers.sheet(paper, head).letter
    assert any("2026年4月14日" in line for line in letter.paragraphs)


def test_a_notice_that_the_officer_may_issue_is_issued_and_entered_at_once(office: Office) -> None:
    case = received(office)
    paper = services.write_step(
        application=case,
        step=Kind.AMENDMENT_ASKED,
        facts={},
        given={"defects": "没有写明年份"},
        by=office.viewer(Role.CASE_OFFICER),
        seen=office.head(case),
        now=at(date(2026, 3, 4)),
    )
    assert office.row(case).state == "awaiting_amendment"
    shown = papers.sheet(paper, office.viewer(Role.CASE_OFFICER))
    assert shown.paper.number == "清政公开告〔2026〕1号"
    assert shown.letter.addressee == "赵𠮷一"
    chains = ledger.entries("application", case) + ledger.entries("paper", paper)
    assert "赵𠮷一" not in "".join(entry.facts for entry in chains)


def test_the_receipt_says_the_due_day_and_how_to_follow(office: Office) -> None:
    case = received(office)
    paper = services.issue_receipt(
        application=case, by=office.viewer(Role.REGISTRAR), seen=office.head(case), now=at(DAY, 11)
    )
    letter = papers.sheet(paper, office.viewer(Role.REGISTRAR)).letter
    text = "".join(letter.paragraphs)
    assert letter.ribbon.startswith("<svg")
    assert "ribbon-due" in letter.ribbon
    assert "<style" not in letter.ribbon  # no page of ours allows one in itself
    facts = queries.sheet(application=case, viewer=office.viewer(Role.REGISTRAR), today=DAY).facts
    assert "2026年3月30日" in text
    assert facts.public_number in text


def test_no_receipt_is_issued_while_no_clock_runs(office: Office) -> None:
    by = office.viewer(Role.REGISTRAR)
    party = parties.take(details=Details("赵一"), kind="natural_person", by=by, now=at(DAY))
    case = office.received(DAY, channel="online", party=party)
    with pytest.raises(desk.Lacking, match="确认"):
        services.issue_receipt(application=case, by=by, seen=office.head(case), now=at(DAY, 11))


def test_a_draft_sent_twice_is_one_paper(office: Office) -> None:
    case, now = received(office), at(date(2026, 3, 10))
    first = drafted(office, case, now, key="draft-1")
    assert drafted(office, case, now + timedelta(minutes=1), key="draft-1") == first
