"""The page that finds, and the list of related applications on the case page."""

from datetime import date
from uuid import UUID

import pytest
from django.utils import timezone

from mingbai_web.accounts.roles import Role
from mingbai_web.applications import services
from mingbai_web.applications.related import related
from mingbai_web.parties import services as parties
from tests.web.applications.desk import Desk
from tests.web.applications.office import at
from tests.web.applications.test_submissions import sent
from tests.web.parties.making import details

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@pytest.fixture
def desk() -> Desk:
    return Desk.opened(Role.REGISTRAR, Role.CASE_OFFICER, Role.MAIL_ROOM)


def taken(desk: Desk, **given: str) -> UUID:
    return parties.take(
        details=details(**given), kind="natural_person", by=desk.viewer(Role.REGISTRAR), now=timezone.now(), body=desk.body
    )  # fmt: skip


def logged(desk: Desk) -> UUID:
    return services.log_item(
        body=desk.body, carrier="mail", arrived_at=at(DAY), about="临水路老旧小区改造", tracking="XA123456789CN",
        by=desk.viewer(Role.REGISTRAR), now=at(DAY, 10),
    ).id  # fmt: skip


def test_what_is_found_is_grouped_by_what_it_is(desk: Desk) -> None:
    case, item = desk.received(DAY, party=taken(desk), matter="临水路老旧小区改造名单"), logged(desk)
    page = desk.client(Role.REGISTRAR).get("/office/search/", {"q": "临水路"}).content.decode()
    assert f'href="/office/cases/{case}/"' in page
    assert f'href="/office/items/{item}/"' in page
    assert page.index('id="found-application"') < page.index('id="found-item"')


def test_what_is_found_alone_opens(desk: Desk) -> None:
    item = logged(desk)
    found = desk.client(Role.REGISTRAR).get("/office/search/", {"q": "xa123456789cn"})
    assert found.headers["Location"] == f"/office/items/{item}/"


def test_a_paper_is_found_by_its_number(desk: Desk) -> None:
    case = desk.received(timezone.localdate(), party=taken(desk), matter="清河区预算", now=timezone.now())
    paper = services.issue_receipt(
        application=case, by=desk.viewer(Role.CASE_OFFICER), seen=desk.head(case), now=timezone.now()
    )
    year = timezone.localdate().year
    found = desk.client(Role.CASE_OFFICER).get("/office/search/", {"q": f"清政公开告〔{year}〕1号"})
    assert found.headers["Location"] == f"/office/papers/{paper}/"


@pytest.mark.parametrize("text", ["临", "'", "<script>", "不存在的内容", "清" * 10_000, "", '" OR "'])
def test_what_is_typed_is_words_or_nothing(desk: Desk, text: str) -> None:
    desk.received(DAY, party=taken(desk))
    page = desk.client(Role.REGISTRAR).get("/office/search/", {"q": text})
    assert page.status_code == 200
    assert "<script>" not in page.content.decode().replace("<script src", "")


def test_the_mail_room_finds_items_and_is_shown_no_applications(desk: Desk) -> None:
    desk.received(DAY, party=taken(desk), matter="临水路老旧小区改造名单")
    client = desk.client(Role.MAIL_ROOM)
    assert "临水路" not in client.get("/office/search/").content.decode()
    item = logged(desk)
    assert client.get("/office/search/", {"q": "临水路"}).headers["Location"] == f"/office/items/{item}/"


def test_the_case_page_names_earlier_applications_of_the_applicant_and_on_the_matter(desk: Desk) -> None:
    matter = "临水路老旧小区改造工程的施工合同"
    before = desk.received(DAY, party=taken(desk), matter="2025年预算")
    same = desk.received(DAY, party=taken(desk, number="", name="李小满"), matter=f"{matter}及附件")
    other = desk.received(DAY, party=taken(desk, number="", name="赵小满"), matter="街道招聘人员的名册")
    case = desk.received(DAY, party=taken(desk), matter=matter)
    page = desk.client(Role.CASE_OFFICER).get(f"/office/cases/{case}/").content.decode()
    assert "相关申请" in page
    for subject, there in ((before, True), (same, True), (other, False)):
        assert (f'href="/office/cases/{subject}/"' in page) is there
    found = related(case, (desk.row(case).party,), matter=matter, viewer=desk.viewer(Role.CASE_OFFICER))
    assert [(each.subject, [why.zh for why in each.why]) for each in found] == [
        (before, ["同一申请人"]),
        (same, ["内容相近"]),
    ]


def test_a_seat_that_sees_no_parties_is_not_told_whose_an_application_is(desk: Desk) -> None:
    desk.received(DAY, party=taken(desk), matter="2025年预算")
    case = desk.received(DAY, party=taken(desk), matter="临水路老旧小区改造")
    compiler = desk.viewer(Role.COMPILER)
    assert related(case, (desk.row(case).party,), matter="临水路老旧小区改造", viewer=compiler) == ()


def test_the_number_that_an_applicant_was_told_finds_the_submission_and_then_its_case(desk: Desk) -> None:
    told = sent(desk.body)
    registrar = desk.client(Role.REGISTRAR)
    found = registrar.get("/office/search/", {"q": f" {told.number} "})
    assert found.headers["Location"] == f"/office/submissions/{told.id}/"
    assert registrar.get(found.headers["Location"]).status_code == 200
    assert desk.client(Role.MAIL_ROOM).get("/office/search/", {"q": told.number}).status_code == 200
    (made,) = services.take_in(
        submission=told.id,
        matters=["旧改名单"],
        by=desk.viewer(Role.REGISTRAR),
        now=timezone.now(),
        key="in-1",
    )
    found = registrar.get("/office/search/", {"q": told.number})
    assert found.headers["Location"] == f"/office/cases/{made.id}/"
    assert told.number in registrar.get(found.headers["Location"]).content.decode()
