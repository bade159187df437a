"""The pages of steps and acts, walked without a script: seen before they are entered, refused, overtaken."""

import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from mingbai.lifecycle import Kind, acts
from mingbai_web.accounts import services as accounts
from mingbai_web.accounts.roles import Role
from mingbai_web.applications import services
from mingbai_web.applications.models import Application
from mingbai_web.applications.wording import OFFICE_ACTS
from mingbai_web.duties.models import Duty
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.models import Entry
from mingbai_web.orgs import services as orgs
from mingbai_web.papers.queries import sheet as paper_sheet
from mingbai_web.tracking.models import PublicStep
from tests.web.applications.desk import Desk
from tests.web.applications.office import Office
from tests.web.applications.walking import posted, registered, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk.opened()


def test_a_step_is_shown_with_its_consequence_and_entered_only_when_confirmed(desk: Desk) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    client = desk.client(Role.CASE_OFFICER)
    address = f"/office/cases/{case.subject}/steps/amendment_asked/"
    defects = {"defects": "没有写明年份"}
    shown = posted(client, address, defects, confirm=False)
    assert shown.status_code == 200
    assert "停止计算" in shown.content.decode()
    assert len(ledger.entries("application", case.subject)) == 2
    assert posted(client, address, defects)["Location"].startswith("/office/papers/")
    assert Application.objects.get().state == "awaiting_amendment"


def solid(page: str) -> list[str]:
    """Return where the solid buttons of a case's page lead; what stands in the frame around it is not counted."""
    return re.findall(r'<a class="button" href="([^"]*)"', page.partition("<main")[2])


def test_an_extension_by_the_head_is_the_officers_to_tell_until_its_notice_is_issued(desk: Desk) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0].subject
    head, officer = desk.client(Role.WORKING_BODY_HEAD), desk.client(Role.CASE_OFFICER)
    address = f"/office/cases/{case}/steps/extended/"
    shown = posted(
        head, address, {"days": "10", "effective": today().isoformat()}, confirm=False
    ).content.decode()
    assert "由经办人起草《延期答复告知书》，签发后寄送申请人" in shown
    assert (
        posted(head, address, {"days": "10", "effective": today().isoformat()})["Location"]
        == f"/office/cases/{case}/"
    )
    row = Application.objects.get()
    assert row.asks == "extension"
    assert Duty.objects.filter(about=case, kind="application.extension").exists()
    assert "延期待告知申请人" in officer.get("/office/?show=today").content.decode()
    draft = f"/office/cases/{case}/extension-notice/"
    assert draft in officer.get(f"/office/cases/{case}/").content.decode()
    assert solid(officer.get(f"/office/cases/{case}/").content.decode()) == [draft]
    assert draft not in head.get(f"/office/cases/{case}/").content.decode()
    paper = posted(officer, draft, {"reasons": "档案分散"})["Location"]
    page = officer.get(f"/office/cases/{case}/").content.decode()
    assert draft not in page
    assert solid(page) == [paper]
    letter = " ".join(
        paper_sheet(UUID(paper.split("/")[-2]), desk.viewer(Role.WORKING_BODY_HEAD)).letter.paragraphs
    )
    assert "延长10个工作日" in letter
    assert row.due is not None
    assert f"{row.due.year}年{row.due.month}月{row.due.day}日" in letter
    assert posted(head, f"{paper}issue/", {}).status_code == 302
    chain = ledger.entries("application", case)
    assert [entry.kind for entry in chain].count("extended") == 1
    assert chain[-1].kind == "extension_told"
    assert Application.objects.get().asks == ""
    assert not Duty.objects.filter(about=case, kind="application.extension").exists()
    assert PublicStep.objects.get(kind="extended").letter == UUID(paper.split("/")[-2])


def test_a_notice_of_extension_begun_before_the_head_agreed_tells_of_it_when_issued(desk: Desk) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0].subject
    head, officer = desk.client(Role.WORKING_BODY_HEAD), desk.client(Role.CASE_OFFICER)
    address = f"/office/cases/{case}/steps/extended/"
    given = {"days": "10", "reasons": "档案分散"}
    assert (
        "由政府信息公开工作机构负责人签发，签发即同意延长"
        in posted(officer, address, given, confirm=False).content.decode()
    )
    paper = posted(officer, address, given)["Location"]
    assert posted(head, address, {"days": "10", "effective": today().isoformat()}).status_code == 302
    assert posted(head, f"{paper}issue/", {}).status_code == 302
    assert [entry.kind for entry in ledger.entries("application", case)][-2:] == [
        "extended",
        "extension_told",
    ]


def test_a_step_that_the_law_refuses_says_why_and_keeps_what_was_typed(desk: Desk) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    client = desk.client(Role.WORKING_BODY_HEAD)
    found = posted(
        client,
        f"/office/cases/{case.subject}/steps/extended/",
        {"effective": today().isoformat(), "days": "30"},
        confirm=False,
    )
    text = found.content.decode()
    assert found.status_code == 422
    assert "第三十三条第二款" in text
    assert 'value="30"' in text


def test_an_officer_who_was_overtaken_is_told_and_gets_the_newest_state(desk: Desk) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    client = desk.client(Role.CASE_OFFICER)
    address = f"/office/cases/{case.subject}/note/"
    page = client.get(address)
    hidden = {name: page.context["form"][name].value() for name in ("seen", "key")}
    posted(client, address, {"text": "先记一笔"})
    late = client.post(address, {**hidden, "text": "我也记一笔"})
    assert late.status_code == 422
    assert "刚刚有人办过" in late.content.decode()
    assert "我也记一笔" in late.content.decode()
    again = {name: late.context["form"][name].value() for name in ("seen", "key")}
    assert client.post(address, {**again, "text": "我也记一笔"}).status_code == 302


def test_who_was_overtaken_by_the_end_of_the_case_is_told_of_it_before_the_law_is_asked(desk: Desk) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    client, head = desk.client(Role.CASE_OFFICER), desk.client(Role.WORKING_BODY_HEAD)
    address = f"/office/cases/{case.subject}/steps/{Kind.EXTENDED.value}/"
    page = head.get(address)
    hidden = {name: page.context["form"][name].value() for name in ("seen", "key")}
    typed = {"days": "7", "effective": today().isoformat()}
    ended = f"/office/cases/{case.subject}/steps/{Kind.WITHDRAWN.value}/"
    assert posted(client, ended, {"effective": today().isoformat()}).status_code == 302
    for confirm in ({}, {"confirm": "1"}):
        late = head.post(address, {**hidden, **typed, **confirm})
        assert late.status_code == 422
        told = late.content.decode()
        assert "刚刚有人办过一步" in told
        assert "撤回" in told
        assert 'name="days" value="7"' in told
        assert "case_officer甲" in told


def test_a_search_is_offered_beside_the_reply_until_one_is_on_record_and_what_was_done_is_said(
    desk: Desk,
) -> None:
    case, officer = desk.received(today()), desk.client(Role.CASE_OFFICER)
    here, search = f"/office/cases/{case}/", f"/office/cases/{case}/search/"
    before = officer.get(here).content.decode()
    assert before.count(f'href="{search}"') == 1
    assert before.index(f"{here}answer/") < before.index(search) < before.index("可以办理")
    found = {"where": "公文系统", "how": "按名称检索", "found": "yes"}
    assert posted(officer, search, found)["Location"] == here
    after = officer.get(here).content.decode()
    assert "已办理：记录检索。" in after
    assert after.index("内部记录") < after.index(f'href="{search}"')


def test_an_extension_says_beforehand_how_many_days_it_may_be_and_afterwards_what_the_number_is(
    desk: Desk,
) -> None:
    case, head = desk.received(today()), desk.client(Role.WORKING_BODY_HEAD)
    address = f"/office/cases/{case}/steps/extended/"
    assert "总共不超过20个工作日。" in head.get(address).content.decode()
    given = {"days": "20", "effective": today().isoformat(), "note": "档案分散"}
    assert posted(head, address, given).status_code == 302
    assert "延长20个工作日；档案分散" in head.get(f"/office/cases/{case}/").content.decode()


def test_every_step_has_a_page_or_is_refused_to_the_seat(desk: Desk) -> None:
    case = desk.received(today() - timedelta(1), party=uuid4())
    for role in desk.seats:
        client = desk.client(role)
        for kind in Kind:
            found = client.get(f"/office/cases/{case}/steps/{kind.value}/")
            assert found.status_code in (200, 403), kind
            if found.status_code == 200:
                assert acts()[kind].words.zh in found.content.decode()


def test_every_act_of_the_office_has_a_page(desk: Desk) -> None:
    case = desk.received(today())
    clients = [desk.client(role) for role in desk.seats]
    for name in OFFICE_ACTS:
        codes = [client.get(f"/office/cases/{case}/{name}/").status_code for client in clients]
        assert 200 in codes
        assert set(codes) <= {200, 403}


def test_that_nothing_was_found_is_not_drafted_before_a_search_is_on_record(desk: Desk) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    client = desk.client(Role.CASE_OFFICER)
    address = f"/office/cases/{case.subject}/answer/?ending=not_existing"
    at_once = client.get(address)
    assert at_once.status_code == 422
    said = at_once.content.decode()
    assert "第三十六条第四项" in said
    assert f'href="/office/cases/{case.subject}/search/">记录检索' in said
    assert "search_0" not in said  # nothing is typed in vain
    assert client.get(f"{address}&ending_2=granted").status_code == 422
    search = {"where": "公文系统", "how": "按名称检索", "found": "no"}
    posted(client, f"/office/cases/{case.subject}/search/", search)
    found = client.get(address)
    assert found.status_code == 200
    assert "检索了公文系统" in found.content.decode()


@pytest.mark.parametrize(
    ("role", "finds"), [(Role.REGISTRAR, "收件、申请、文书"), (Role.CASE_OFFICER, "申请、文书")]
)
def test_the_search_promises_what_the_seat_may_find_and_nothing_else(
    desk: Desk, role: Role, finds: str
) -> None:
    page = desk.client(role).get("/office/search/?q=旧改").content.decode()
    assert f">查找{finds}<" in page
    assert page.count(f"{finds}的编号、内容") == 2
    assert f"”的{finds}<" in page


def test_an_application_is_handed_to_seats_that_handle_by_the_names_of_who_sits_there() -> None:
    desk = Desk.opened(
        Role.REGISTRAR, Role.CASE_OFFICER, Role.COUNSEL, Role.LEADER, Role.COMPILER, Role.SUPERVISOR
    )
    case = desk.received(today())
    page = desk.client(Role.REGISTRAR).get(f"/office/cases/{case}/assign/")
    offered = page.context["form"].fields["seat"].choices
    assert [key for key, _ in offered] == [
        "",
        *(str(desk.seats[each]) for each in (Role.CASE_OFFICER, Role.COUNSEL)),
    ]
    assert "case_officer甲" in offered[1][1]


def test_each_seat_is_offered_what_its_permissions_give_it_and_what_the_case_has_room_for(desk: Desk) -> None:
    case = desk.received(today())
    address = f"/office/cases/{case}/"
    window, officer = (
        desk.client(each).get(address).content.decode() for each in (Role.REGISTRAR, Role.CASE_OFFICER)
    )
    for place in ("answer/", "steps/amendment_asked/", "steps/extended/", "steps/fee_noticed/"):
        assert f"{address}{place}" not in window, place
        assert f"{address}{place}" in officer, place
        assert desk.client(Role.REGISTRAR).get(f"{address}{place}").status_code == 403, place
    assert "return-task/" not in window
    for place in ("assign/", "send-task/", "print/transfer_slip.pdf"):
        assert place in window
    desk.step(case, Kind.WITHDRAWN, today())
    ended = desk.client(Role.REGISTRAR).get(address).content.decode()
    for place in ("assign/", "send-task/", "return-task/", "print/transfer_slip.pdf"):
        assert place not in ended, place


def test_a_search_says_whether_anything_was_found(desk: Desk) -> None:
    case = desk.received(today())
    officer = desk.viewer(Role.CASE_OFFICER)
    for found, words in ((False, "没有找到；档案室；全文检索"), (True, "找到了相关信息；档案室；全文检索")):
        services.search(
            application=case, where="档案室", how="全文检索", found=found, by=officer, seen=desk.head(case), now=timezone.now()
        )  # fmt: skip
        assert words in desk.client(Role.CASE_OFFICER).get(f"/office/cases/{case}/").content.decode()


def test_a_third_party_who_is_a_person_is_named_in_the_letter_and_not_in_the_record(desk: Desk) -> None:
    case = registered(desk.client(Role.REGISTRAR), "补偿明细")[0]
    client = desk.client(Role.CASE_OFFICER)
    page = f"/office/cases/{case.subject}/steps/third_party_consulted/"
    typed = {"party": "欧阳小满", "interests": "个人隐私"}
    assert posted(client, page, typed).status_code == 422, "whether it is a person has to be said"
    answer = posted(client, page, {**typed, "sort": "person"})
    assert answer.status_code == 302, answer.content.decode()
    assert "欧阳小满" in client.get(f"{answer['Location']}letter.html").content.decode()
    said = "".join(Entry.objects.values_list("facts", flat=True))
    assert "欧阳小满" not in said
    assert "欧阳某某" in said


def test_handing_on_and_a_search_say_what_follows_before_they_are_entered(desk: Desk) -> None:
    case, client = desk.received(today()), desk.client(Role.WORKING_BODY_HEAD)
    office, other = (
        orgs.make_unit(
            name=name,
            serves=[desk.body],
            effective=today(),
            by=Office(desk.body).viewer(Role.SYSTEM_ADMIN),
            now=timezone.now(),
        )
        for name in ("档案室", "法制科")
    )
    seat = accounts.make_seat(
        name="经办人", role=Role.CASE_OFFICER, bodies=[desk.body], unit=office, by=accounts.SYSTEM,
        now=timezone.now(), today=today(),
    )  # fmt: skip
    page = client.get(f"/office/cases/{case}/assign/").content.decode()
    assert "档案室　" in page
    asked = {"unit": str(other), "seat": str(seat)}
    shown = posted(client, f"/office/cases/{case}/assign/", asked, confirm=False).content.decode()
    assert "交给法制科" in shown
    assert "所选岗位属于档案室，不在法制科" in shown
    assert desk.row(case).unit is None
    assert posted(client, f"/office/cases/{case}/assign/", asked).status_code == 302
    assert desk.row(case).unit == other
    given = {"where": "办公室档案", "how": "按题名检索", "found": "no"}
    officer = desk.client(Role.CASE_OFFICER)
    shown = posted(officer, f"/office/cases/{case}/search/", given, confirm=False).content.decode()
    assert "没有找到；可以据此答复本机关不掌握" in shown
    assert posted(officer, f"/office/cases/{case}/search/", given).status_code == 302
