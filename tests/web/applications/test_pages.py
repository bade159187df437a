"""The pages of the office, walked without a script: a letter is logged, registered, a step is seen before it is entered."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from mingbai.deadlines import falls_due
from mingbai.lifecycle import Kind, acts
from mingbai_web.accounts import services as accounts
from mingbai_web.accounts.models import Read
from mingbai_web.accounts.roles import Role
from mingbai_web.applications import services
from mingbai_web.applications.models import Application, Item, Joint
from mingbai_web.applications.wording import OFFICE_ACTS
from mingbai_web.duties.models import Duty
from mingbai_web.files.models import File
from mingbai_web.ledger import projections
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.models import Entry
from mingbai_web.look import wording
from mingbai_web.orgs import services as orgs
from mingbai_web.orgs.models import Body, Unit
from mingbai_web.papers.models import PaperRow
from mingbai_web.papers.queries import sheet as paper_sheet
from mingbai_web.parties import keys
from mingbai_web.parties import queries as parties
from mingbai_web.parties.labels import ERASED
from mingbai_web.parties.models import Party
from mingbai_web.rules import queries as rules
from mingbai_web.tracking.models import PublicStep
from tests.web.accounts import office as people
from tests.web.applications.desk import BEFORE, Desk
from tests.web.applications.office import Office, at
from tests.web.files.making import pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk.opened()


def today() -> date:
    return timezone.localdate()


def posted(client: Client, address: str, data: dict[str, Any], *, confirm: bool = True) -> Any:
    """Fill in the form at *address* as a browser without scripts does: get it, post it, confirm what it says."""
    page = client.get(address)
    assert page.status_code == 200, page.content.decode()[:2000]
    hidden = {name: page.context["form"][name].value() or "" for name in ("seen", "key")}
    found = client.post(address, {**hidden, **data})
    if confirm and found.status_code == 200:
        assert found.context["confirmation"].sentence.zh.endswith("。")
        assert not found.context["confirmation"].sentence.zh.endswith("。。")
        found = client.post(address, {**hidden, **data, "confirm": "1"})
    return found


def logged(client: Client, about: str = "申请公开旧改名单") -> Item:
    now = timezone.localtime()
    found = posted(
        client,
        "/office/items/new/",
        {
            "body": str(Body.objects.get(name="清河区人民政府").subject),
            "carrier": "mail",
            "arrived_at_0": now.strftime("%Y-%m-%d"),
            "arrived_at_1": "00:01",
            "about": about,
            "tracking": "XA00000000044",
        },
    )
    assert found.status_code == 302, found.content.decode()
    return Item.objects.get(subject=found["Location"].strip("/").split("/")[-1])


APPLICANT = {
    "applicant": "natural_person",
    "name": "赵一𠮷",
    "phone": "0000-0000000",
    "address": "清河区某路1号",
    "channel": "signed-post",
    "arrived_at_1": "00:01",
}


def registered(client: Client, matters: str) -> list[Application]:
    item = logged(client)
    found = posted(
        client,
        f"/office/items/{item.subject}/register/",
        {**APPLICANT, "matters": matters, "arrived_at_0": today().isoformat()},
    )
    assert found.status_code == 302, found.content.decode()
    return list(Application.objects.order_by("pk"))


def test_a_letter_with_two_matters_becomes_two_applications_by_pages_alone(desk: Desk) -> None:
    client = desk.client(Role.REGISTRAR)
    made = registered(client, "2025年旧改名单\n2025年旧改资金\n")
    assert [row.matter for row in made] == ["2025年旧改名单", "2025年旧改资金"]
    assert {row.state for row in made} == {"open"}
    listed = client.get("/office/").content.decode()
    assert all(row.number in listed for row in made)
    assert "赵一" not in listed  # the list shows the masked label only
    item = client.get(f"/office/items/{Item.objects.get().subject}/").content.decode()
    assert all(row.number in item for row in made)


def test_the_same_form_sent_twice_registers_once(desk: Desk) -> None:
    client = desk.client(Role.REGISTRAR)
    item = logged(client)
    address = f"/office/items/{item.subject}/register/"
    page = client.get(address)
    hidden = {name: page.context["form"][name].value() for name in ("seen", "key")}
    data = {**APPLICANT, **hidden, "matters": "预算", "arrived_at_0": today().isoformat(), "confirm": "1"}
    first, second = client.post(address, data), client.post(address, data)
    assert (first.status_code, second.status_code) == (302, 302)
    assert Application.objects.count() == 1


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
    assert draft not in head.get(f"/office/cases/{case}/").content.decode()
    paper = posted(officer, draft, {"reasons": "档案分散"})["Location"]
    page = officer.get(f"/office/cases/{case}/").content.decode()
    assert draft not in page
    assert f'class="button" href="{paper}"' in page
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


def test_list_and_case_say_in_working_days_how_long_a_reply_is_overdue(desk: Desk) -> None:
    case = desk.received(today() - timedelta(70), now=at(today() - timedelta(70)), party=uuid4())
    due = desk.row(case).due
    assert due is not None
    gone = rules.settings().calendar.between(due, today())
    assert 0 < gone < (today() - due).days, "some days of rest have gone too"
    for address in ("/office/cases/", f"/office/cases/{case}/"):
        assert f"逾期 {gone} 个工作日" in desk.client(Role.CASE_OFFICER).get(address).content.decode()


def test_an_overdue_case_says_that_its_period_went_by_until_today_and_why_it_is_not_extended(
    desk: Desk,
) -> None:
    case = desk.received(today() - timedelta(60))
    page = desk.client(Role.CASE_OFFICER).get(f"/office/cases/{case}/").content.decode()
    assert "答复期限已经届满，还没有答复" in page
    assert "（下一步）" not in page
    assert "不能延长答复期限：" in page
    assert f"{today().isoformat()} 已逾期" in page
    early = desk.received(today())
    page = desk.client(Role.CASE_OFFICER).get(f"/office/cases/{early}/").content.decode()
    assert "答复期限届满" in page
    assert "（下一步）" in page
    assert "不能延长答复期限：" not in page
    assert "已逾期" not in page


def test_the_clock_of_a_case_ends_with_the_day_of_its_answer(desk: Desk) -> None:
    case = desk.received(today() - timedelta(14))
    desk.step(case, Kind.DECIDED, today() - timedelta(1), outcome="granted")
    desk.step(case, Kind.DISPATCHED, today() - timedelta(1), route="post")
    page = desk.client(Role.CASE_OFFICER).get(f"/office/cases/{case}/").content.decode()
    assert "已经答复，期限到这一日停止：" in page
    drawn = page[page.index("<svg xmlns") : page.index("</svg>")]
    days = [each[:10] for each in drawn.split("<g><title>")[1:]]
    assert max(days) == (today() - timedelta(1)).isoformat()
    assert "；答复" in drawn


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


def joined(desk: Desk, case: Application, what: str, about: str = "来件") -> Item:
    """Let the window log something that came in and join it to *case*."""
    client = desk.client(Role.REGISTRAR)
    item = logged(client, about)
    address = f"/office/items/{item.subject}/join/"
    found = posted(client, address, {"number": case.number, "what": what})
    assert found["Location"] == f"/office/cases/{case.subject}/"
    return item


def test_what_joins_a_case_waits_for_its_officer_with_the_step_it_brings_about_and_its_day(
    desk: Desk,
) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    desk.step(case.subject, Kind.AMENDMENT_ASKED, today(), now=timezone.now())
    item = joined(desk, case, "amendment")
    address, step = f"/office/cases/{case.subject}/", f"steps/amended/?effective={today()}"
    window = desk.client(Role.REGISTRAR).get(address).content.decode()
    assert item.number in window
    assert step not in window  # not the window's step, and no way into a refusal
    officer = desk.client(Role.CASE_OFFICER)
    assert "待处理的来件" in officer.get("/office/").content.decode()
    assert step in officer.get(address).content.decode()
    posted(officer, f"{address}{step}", {"effective": today().isoformat()})
    assert step not in officer.get(address).content.decode()
    assert "待处理的来件" not in officer.get("/office/").content.decode()


def test_what_brings_no_step_about_waits_until_a_note_says_what_was_done(desk: Desk) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    joined(desk, case, "court_paper")
    officer, address = desk.client(Role.CASE_OFFICER), f"/office/cases/{case.subject}/"
    assert "法院、复议机关的其他文书" in officer.get(address).content.decode()
    assert "待处理的来件" in officer.get("/office/").content.decode()
    posted(officer, f"{address}note/", {"text": "已送法律顾问"})
    assert "待处理的来件" not in officer.get("/office/").content.decode()


@pytest.mark.parametrize(
    ("what", "limit", "duty"),
    [
        ("reconsideration", "reconsideration_answer", "application.reconsideration"),
        ("reconsideration_simplified", "simplified_answer", "application.reconsideration_simplified"),
        ("suit", "suit_answer", "application.suit"),
    ],
)
def test_what_a_court_waits_for_is_a_duty_of_the_officer_with_its_last_day_until_it_was_answered(
    desk: Desk, what: str, limit: str, duty: str
) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    desk.step(case.subject, Kind.WITHDRAWN, today(), now=timezone.now())
    item = joined(desk, case, what)
    law = rules.settings()
    due = falls_due(limit, today(), law=law.law, calendar=law.calendar)
    found = Duty.objects.get(kind=duty)
    assert (found.due, found.role, found.waits, found.about) == (due.due, "case_officer", False, case.subject)
    officer, address = desk.client(Role.CASE_OFFICER), f"/office/cases/{case.subject}/"
    page = officer.get(address).content.decode()
    assert f'datetime="{due.due.isoformat()}"' in page
    assert due.version.ground.article in page
    assert f"{address}answer-court/" in page
    assert "写一条内部备注" not in page
    assert "待处理的来件" in officer.get("/office/").content.decode()
    posted(officer, f"{address}note/", {"text": "已送法律顾问"})
    assert Duty.objects.filter(kind=duty).exists(), "a note answers no court"
    early = {"item": str(item.subject), "answered_on": (today() - timedelta(1)).isoformat()}
    assert posted(officer, f"{address}answer-court/", early).status_code == 422
    posted(
        officer, f"{address}answer-court/", {**early, "answered_on": today().isoformat(), "note": "复答1号"}
    )
    assert not Duty.objects.filter(kind=duty).exists()
    assert f"{address}answer-court/" not in officer.get(address).content.decode()
    assert list(projections.differences()) == []


def test_a_judgment_brings_about_that_the_reply_is_made_again(desk: Desk) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    desk.step(case.subject, Kind.DECIDED, today(), now=timezone.now(), outcome="granted")
    desk.step(
        case.subject, Kind.DISPATCHED, today(), now=timezone.now(), route="post", tracking="XA000000001"
    )
    joined(desk, case, "judgment")
    officer, address = desk.client(Role.CASE_OFFICER), f"/office/cases/{case.subject}/"
    assert f"{address}steps/redo_ordered/?effective={today()}" in officer.get(address).content.decode()


def test_an_item_joins_no_case_of_another_body(desk: Desk) -> None:
    client = desk.client(Role.REGISTRAR)
    item, other = logged(client), Desk.made().received(today())
    hands = desk.viewer(Role.REGISTRAR)
    head = ledger.head("item", item.subject).digest
    with pytest.raises(services.NotHere):
        services.join_item(
            item=item.subject, application=other, what="other", by=hands, seen=head, now=timezone.now()
        )
    assert len(ledger.entries("item", item.subject)) == 1


def test_who_handles_a_case_reads_the_scans_of_what_came_in_for_it(desk: Desk) -> None:
    window, officer = desk.client(Role.REGISTRAR), desk.client(Role.CASE_OFFICER)
    item = logged(window)
    scan = SimpleUploadedFile("来信.pdf", pdf("来信"), "application/pdf")
    kept = window.post(f"/office/items/{item.subject}/files/", {"purpose": "scan", "file": scan})
    assert kept.status_code == 302
    row = File.objects.get(of=item.subject)
    assert officer.get(f"/office/files/{row.id}/").status_code == 404
    data = {**APPLICANT, "matters": "预算", "arrived_at_0": today().isoformat()}
    found = posted(window, f"/office/items/{item.subject}/register/", data)
    link = f"/office/files/{row.id}/"
    assert link in officer.get(found["Location"]).content.decode()
    assert officer.get(link).status_code == 200


def test_the_case_page_says_as_of_an_earlier_day_what_held_then(desk: Desk) -> None:
    case = desk.received(date(2026, 3, 2), now=at(date(2026, 3, 2), 10))
    desk.step(case, Kind.WITHDRAWN, date(2026, 3, 9))
    client = desk.client(Role.CASE_OFFICER)
    assert "已了结" in client.get(f"/office/cases/{case}/").content.decode()
    then = client.get(f"/office/cases/{case}/?effective=2026-03-04").content.decode()
    assert "这是以前某日的情况" in then
    assert "2026年3月30日" in then
    assert "还有 18 个工作日" in then  # counted from that day


def test_a_page_of_another_body_or_of_nothing_is_not_found(desk: Desk) -> None:
    client = desk.client(Role.CASE_OFFICER)
    assert client.get(f"/office/cases/{uuid4()}/").status_code == 404
    assert client.get(f"/office/items/{uuid4()}/").status_code in (403, 404)
    assert client.get(f"/office/cases/{desk.received(today())}/steps/strange/").status_code == 404


def test_an_officer_drafts_the_reply_by_pages_and_reads_the_letter_before_keeping_it(desk: Desk) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    client = desk.client(Role.CASE_OFFICER)
    address = f"/office/cases/{case.subject}/answer/"
    assert "处理结果" in client.get(address).content.decode()
    chosen = f"{address}?ending=granted"
    given = {"matter_0": "2025年预算", "provided_0": "复制件一份"}
    shown = posted(client, chosen, given, confirm=False).content.decode()
    assert "2025年预算" in shown
    assert "第三十六条第二项" in shown
    assert "赵一" in shown  # the letter is to the applicant by name
    found = posted(client, chosen, given)
    assert found["Location"].startswith("/office/papers/")
    here = f"/office/cases/{case.subject}/"
    page = client.get(here).content.decode()
    assert f'href="{found["Location"]}">继续办理答复书（草稿）</a>' in page
    assert "起草答复</a>" not in page  # one reply is written, not a second beside it
    posted(client, f"{found['Location']}void/", {"reason": "重新起草"})
    assert "起草答复</a>" in client.get(here).content.decode()


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


def test_the_receipt_takes_a_number_only_once_its_letter_was_shown(desk: Desk) -> None:
    client = desk.client(Role.REGISTRAR)
    case = registered(client, "预算")[0]
    here = f"/office/cases/{case.subject}/"
    client.post(f"{here}receipt/")
    shown = posted(client, f"{here}receipt/", {}, confirm=False)
    said = str(shown.context["confirmation"].sentence.zh)
    assert f"清政公开告〔{today().year}〕1号" in said
    assert said.endswith("。")
    assert "政府信息公开申请接收回执" in shown.content.decode()
    assert not PaperRow.objects.exists()
    found = posted(client, f"{here}receipt/", {})
    assert found["Location"].startswith("/office/papers/")
    line = client.get(here).content.decode()
    assert "再制作一份接收回执</a>" in line
    assert "制作接收回执" in [str(each.what.zh) for each in client.get(here).context["moments"]]
    assert "起草文书" not in line


def test_a_decision_in_the_timeline_cites_the_article_of_the_outcome_that_was_taken(desk: Desk) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    desk.step(case.subject, Kind.DECIDED, today(), now=timezone.now(), outcome="refused_internal_affairs")
    moments = desk.client(Role.REGISTRAR).get(f"/office/cases/{case.subject}/").context["moments"]
    (made,) = [each for each in moments if each.what.zh == "作出处理决定"]
    assert made.ground.article == "第十六条第一款"


def test_a_draft_reply_says_that_it_is_not_submitted_yet_and_when_the_clock_will_stop(desk: Desk) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    client = desk.client(Role.CASE_OFFICER)
    given = {"matter_0": "2025年预算", "provided_0": "复制件一份"}
    shown = posted(client, f"/office/cases/{case.subject}/answer/?ending=granted", given, confirm=False)
    said = shown.context["confirmation"].sentence.zh
    assert "还没有送审" in said
    assert "邮寄、电子送达的以发出之日为答复之日，当面送交的以签收之日为答复之日" in said
    assert said.endswith("。")


def test_the_case_says_how_it_was_applied_for_and_by_when_it_is_safe_before_it_is_confirmed(
    desk: Desk,
) -> None:
    client = desk.client(Role.REGISTRAR)
    item = logged(client)
    data = {**APPLICANT, "matters": "预算", "arrived_at_0": today().isoformat(), "channel": "ordinary-post"}
    more = {"joint": "钱二\n孙三", "agent_name": "李律", "oral": "on", "unreachable": "on"}
    found = posted(client, f"/office/items/{item.subject}/register/", {**data, **more})
    page = client.get(found["Location"]).content.decode()
    for said in (
        "共 3 人申请",
        "钱某、孙某",
        "代理人",
        "由本机关代为填写",
        "暂时联系不上申请人",
        "从提交之日算起的保险期限",
    ):
        assert said in page, said
    for name in ("钱二", "孙三", "李律"):
        assert name not in page, name


def test_who_cannot_be_reached_is_said_so_until_a_call_reached_them(desk: Desk) -> None:
    client = desk.client(Role.REGISTRAR)
    item = logged(client)
    data = {**APPLICANT, "matters": "预算", "arrived_at_0": today().isoformat(), "unreachable": "on"}
    case = posted(client, f"/office/items/{item.subject}/register/", data)["Location"]
    says = "暂时联系不上申请人"
    assert says in client.get(case).content.decode()
    assert says in client.get(f"{case}print/register_form.html").content.decode()
    now = timezone.localtime()
    call = {
        "at_0": now.date().isoformat(),
        "at_1": now.strftime("%H:%M"),
        "said": "无人接听",
        "direction": "outgoing",
    }
    assert posted(client, f"{case}telephone/", call).status_code == 302
    assert says in client.get(case).content.decode()
    assert posted(client, f"{case}telephone/", {**call, "reached": "on"}).status_code == 302
    assert says not in client.get(case).content.decode()


def test_joint_applicants_on_paper_are_parties_of_their_own_and_every_letter_is_to_all(desk: Desk) -> None:
    client = desk.client(Role.REGISTRAR)
    item = logged(client)
    data = {**APPLICANT, "matters": "预算", "arrived_at_0": today().isoformat()}
    address = f"/office/items/{item.subject}/register/"
    wrong = posted(client, address, {**data, "joint": "钱二𠮷\n孙三，他的电话"}, confirm=False)
    assert "第 2 行" in wrong.content.decode()
    joint = "钱二𠮷，11010119900307803X，13900000002\n孙三\t13900000003"
    found = posted(client, address, {**data, "joint": joint})
    case = found["Location"]
    row = Application.objects.get()
    others = list(Joint.objects.filter(subject=row.subject).values_list("party", flat=True))
    known = [parties.opened(Party.objects.get(id=each)) for each in others]
    assert {(each.name, each.identity, each.number, each.phone) for each in known} == {
        ("钱二𠮷", "resident", "11010119900307803X", "13900000002"),
        ("孙三", "", "", "13900000003"),
    }
    assert len({keys.store().of(each) for each in (row.party, *others)}) == 3
    assert "钱二𠮷" not in client.get(case).content.decode()
    before = Read.objects.count()
    shown = client.post(f"{case}applicant/", {"reason": "核对身份"}).content.decode()
    assert "11010119900307803X" in shown
    assert "13900000003" in shown
    assert Read.objects.count() == before + 3
    receipt = posted(client, f"{case}receipt/", {})["Location"]
    letter = client.get(receipt).content.decode()
    assert "赵一𠮷、钱二𠮷、孙三：" in letter
    assert "本机关收到你们以" in letter
    assert not list(projections.differences())


@pytest.mark.parametrize(
    ("hosts", "says"),
    [
        (["localhost", "127.0.0.1"], "在查询页面输入编号"),
        (
            ["localhost", "xxgk.qinghe.example", "testserver"],
            "在查询页面（xxgk.qinghe.example/follow/）输入编号",
        ),
    ],
)
def test_the_receipt_says_at_which_address_one_follows(
    desk: Desk, settings: Any, hosts: list[str], says: str
) -> None:
    client = desk.client(Role.REGISTRAR)
    case = registered(client, "预算")[0]
    settings.ALLOWED_HOSTS = hosts
    drawn = services.writing.receipt_letter(case.subject, today())
    assert any(says in paragraph for paragraph in drawn.paragraphs)


def test_an_earlier_case_of_a_joint_applicant_is_shown_beside(desk: Desk) -> None:
    client = desk.client(Role.REGISTRAR)
    first = logged(client)
    data = {**APPLICANT, "arrived_at_0": today().isoformat()}
    person = {"name": "钱二", "identity": "resident", "number": "11010119900307803X", "phone": ""}
    posted(client, f"/office/items/{first.subject}/register/", {**data, **person, "matters": "学区划分"})
    second = logged(client)
    joint = {"matters": "停车收费", "joint": "钱二，11010119900307803X"}
    found = posted(client, f"/office/items/{second.subject}/register/", {**data, **joint})
    assert "学区划分" in client.get(found["Location"]).content.decode()
    receipt = posted(client, f"{found['Location']}receipt/", {})["Location"]
    assert "本机关收到你们以" in client.get(receipt).content.decode()  # one beside the first are two
    earlier = Application.objects.get(matter="学区划分")
    assert "停车收费" in client.get(f"/office/cases/{earlier.subject}/").content.decode()


def test_the_registration_form_prints_the_hour_of_the_office(desk: Desk) -> None:
    client = desk.client(Role.REGISTRAR)
    case = registered(client, "预算")[0]
    page = client.get(f"/office/cases/{case.subject}/print/register_form.html").content.decode()
    day = today()
    assert f"{day.year}年{day.month}月{day.day}日0时01分" in page


def test_the_applicant_is_shown_whole_only_for_a_reason_that_goes_on_record(desk: Desk) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    client = desk.client(Role.CASE_OFFICER)
    address = f"/office/cases/{case.subject}/applicant/"
    assert "赵一𠮷" not in client.get(address).content.decode()
    assert "赵一𠮷" not in client.post(address, {"reason": ""}).content.decode()
    before = Read.objects.count()
    assert "赵一𠮷" in client.post(address, {"reason": "核对身份"}).content.decode()
    assert Read.objects.count() == before + 1


def test_what_was_written_down_wrong_of_an_applicant_is_corrected_on_a_page_that_shows_nothing_of_it(
    desk: Desk,
) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    client = desk.client(Role.CASE_OFFICER)
    address = f"/office/cases/{case.subject}/applicant/{case.party}/correct/"
    assert address in client.get(f"/office/cases/{case.subject}/applicant/").content.decode()
    assert "赵一𠮷" not in client.get(address).content.decode()
    nothing = posted(client, address, {"reason": "登记笔误"}, confirm=False)
    assert "请填写要更正的那一项" in nothing.content.decode()
    named = posted(client, address, {"phone": "13900001111", "reason": "赵一𠮷来电更正"})
    assert "理由会永久保留" in named.content.decode()
    done = posted(client, address, {"phone": "13900001111", "reason": "登记时电话写错"})
    assert done.status_code == 302
    known = parties.unmasked(case.party, desk.viewer(Role.CASE_OFFICER), "核对", timezone.now())
    assert (known.name, known.phone) == ("赵一𠮷", "13900001111")


def test_an_applicant_is_erased_by_the_head_once_nothing_has_to_be_answered_or_served(desk: Desk) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    address = f"/office/cases/{case.subject}/applicant/{case.party}/erase/"
    assert desk.client(Role.CASE_OFFICER).get(address).status_code == 403
    client = desk.client(Role.WORKING_BODY_HEAD)
    assert address in client.get(f"/office/cases/{case.subject}/applicant/").content.decode()
    early = posted(client, address, {"reason": "申请人要求删除"}, confirm=False)
    assert "还没有办结、送达" in early.content.decode()
    assert parties.masked([case.party], desk.viewer(Role.REGISTRAR))[case.party].zh != ERASED
    desk.step(case.subject, Kind.WITHDRAWN, today(), now=timezone.now())
    assert posted(client, address, {"reason": "申请人要求删除"}).status_code == 302
    assert parties.masked([case.party], desk.viewer(Role.REGISTRAR))[case.party].zh == ERASED
    assert client.get(f"/office/cases/{case.subject}/").status_code == 200
    stranger = f"/office/cases/{case.subject}/applicant/{uuid4()}/erase/"
    assert client.get(stranger).status_code == 404


@pytest.mark.parametrize("kind", ["register_form", "transfer_slip", "phone_record"])
def test_the_forms_of_a_case_are_printed(desk: Desk, kind: str) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    client = desk.client(Role.CASE_OFFICER)
    assert case.number in client.get(f"/office/cases/{case.subject}/print/{kind}.html").content.decode()
    assert client.get(f"/office/cases/{case.subject}/print/{kind}.pdf").content.startswith(b"%PDF")


def test_a_scan_is_kept_with_its_case_and_one_that_is_marked_secret_is_refused(desk: Desk) -> None:
    case = registered(desk.client(Role.REGISTRAR), "预算")[0]
    client = desk.client(Role.CASE_OFFICER)
    address = f"/office/cases/{case.subject}/files/"
    plain = SimpleUploadedFile("说明.txt", "补充说明".encode(), "text/plain")
    assert client.post(address, {"purpose": "attachment", "file": plain}).status_code == 302
    assert "附件" in client.get(f"/office/cases/{case.subject}/").content.decode()
    marked = SimpleUploadedFile("通知.txt", "机密★10年\n关于某事的通知".encode(), "text/plain")
    refused = client.post(address, {"purpose": "attachment", "file": marked})
    assert refused.status_code == 422
    assert "保密" in refused.content.decode()


def test_what_is_asked_at_the_window_is_registered_drafted_and_sent_to_review_on_one_screen(
    desk: Desk,
) -> None:
    client = desk.client(Role.REGISTRAR)
    given = {
        "body": str(desk.body),
        "applicant": "natural_person",
        "name": "赵一",
        "matter": "2025年预算",
        "outcome": "already_public",
        "says": "清河区政府网站“财政预决算”栏目",
    }
    found = posted(client, "/office/items/on-the-spot/", given)
    assert found.status_code == 302, [str(each) for each in found.context["form"].errors.values()]
    assert found["Location"].startswith("/office/papers/")
    row = Application.objects.get()
    assert (row.state, row.received) == ("open", today())
    paper = PaperRow.objects.get(about=row.subject)
    assert (paper.state, paper.outcome) == ("in_review", "already_public")
    assert Item.objects.get().became == "applications"


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        ("signed-post", ("收到申请之日为{received}", "答复期限为")),
        ("online", ("从到达之日算起的保险期限为",)),
    ],
)
def test_before_it_is_registered_the_days_that_follow_are_said(
    desk: Desk, channel: str, said: tuple[str, ...]
) -> None:
    client = desk.client(Role.REGISTRAR)
    item = logged(client)
    data = {**APPLICANT, "matters": "预算", "arrived_at_0": today().isoformat(), "channel": channel}
    shown = posted(client, f"/office/items/{item.subject}/register/", data, confirm=False)
    page = shown.content.decode()
    for each in said:
        assert each.format(received=wording.day(today(), "zh")) in page


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


def printed(client: Client, case: Any, kind: str) -> str:
    return str(client.get(f"/office/cases/{case}/print/{kind}.html").content.decode())


def test_the_prints_say_what_is_on_record_and_leave_free_what_did_not_happen(desk: Desk) -> None:
    client = desk.client(Role.REGISTRAR)
    item = logged(client)
    data = {**APPLICANT, "matters": "预算", "arrived_at_0": today().isoformat()}
    case = posted(client, f"/office/items/{item.subject}/register/", data)["Location"].split("/")[-2]
    form = printed(client, case, "register_form")
    assert "XA00000000044" in form
    assert "registrar甲" in form
    assert "申请人签名" not in form
    day = f"{today().year}年{today().month}月{today().day}日"
    assert day not in printed(client, case, "transfer_slip").partition("答复期限届满之日")[0]
    assert "☑" not in printed(client, case, "phone_record")
    at_hand = {"application": UUID(case), "now": timezone.now()}
    by = desk.viewer(Role.REGISTRAR)
    services.telephone(
        at=at(today(), 0),
        said="请补充身份证明",
        direction="outgoing",
        reached=False,
        by=by,
        seen=desk.head(UUID(case)),
        **at_hand,
    )
    call = printed(client, case, "phone_record")
    for said in ("□ 是　☑ 否", "□ 来电　☑ 去电", "请补充身份证明", f"{day}0时00分", "registrar甲"):
        assert said in call, said
    services.send_task(
        unit=Unit.objects.get().subject, what="检索档案", due=today() + timedelta(3),
        by=by, seen=desk.head(UUID(case)), **at_hand,
    )  # fmt: skip
    services.assign(
        unit=Unit.objects.get().subject, seat=desk.seats[Role.CASE_OFFICER],
        by=by, seen=desk.head(UUID(case)), **at_hand,
    )  # fmt: skip
    assert "case_officer甲" in printed(client, case, "register_form")
    assert "case_officer甲" in client.get(f"/office/cases/{case}/").content.decode()
    slip = printed(client, case, "transfer_slip").partition("返回联")[0]
    for said in (day, "检索档案", "registrar甲"):
        assert said in slip, said
    given = client.get(f"/office/cases/{case}/print/phone_record.pdf")["Content-Disposition"]
    assert given.startswith("inline;")
    assert quote(f"政府信息公开工作电话记录单_{desk.row(UUID(case)).number}.pdf") in given


def test_each_call_is_asked_who_called_and_printed_when_it_is_chosen(desk: Desk) -> None:
    client = desk.client(Role.REGISTRAR)
    here, when = (
        f"/office/cases/{registered(client, '预算')[0].subject}/",
        {"at_0": today().isoformat(), "at_1": "00:00"},
    )
    assert posted(client, f"{here}telephone/", {**when, "said": "问进度"}).status_code == 422
    for way, said in (("incoming", "问进度"), ("outgoing", "告知进度")):
        posted(client, f"{here}telephone/", {**when, "said": said, "direction": way, "reached": "on"})
    page = client.get(here).content.decode()
    assert "来电；问进度" in page
    assert "去电；告知进度" in page
    assert f"{here}print/phone_record.pdf?call=1" in page
    assert f"{here}print/phone_record.pdf?call=2" not in page, "the last is printed without asking"
    first = client.get(f"{here}print/phone_record.html?call=1").content.decode()
    assert "问进度" in first
    assert "☑ 来电　□ 去电" in first
    for last in ("", "?call=2", "?call=77", "?call=x", "?call=²"):
        assert "告知进度" in client.get(f"{here}print/phone_record.html{last}").content.decode()


def test_the_registration_form_says_what_came_with_it_and_what_the_agent_may_do(desk: Desk) -> None:
    client = desk.client(Role.REGISTRAR)
    item = logged(client)
    upload = SimpleUploadedFile("来信.pdf", pdf("来信"))
    address = f"/office/items/{item.subject}/files/"
    assert client.post(address, {"purpose": "scan", "file": upload}).status_code == 302
    agent = {"agent_name": "孙二", "agent_authority": "代为提出申请、代收文书"}
    data = {**APPLICANT, **agent, "matters": "预算", "arrived_at_0": today().isoformat()}
    case = posted(client, f"/office/items/{item.subject}/register/", data)["Location"].split("/")[-2]
    form = printed(client, case, "register_form")
    assert "代为提出申请、代收文书" in form
    assert "扫描件1份" in form


def test_an_application_that_was_spoken_is_said_to_be_so_and_signed_by_the_applicant(desk: Desk) -> None:
    client = desk.client(Role.REGISTRAR)
    item = logged(client)
    data = {**APPLICANT, "matters": "预算", "arrived_at_0": today().isoformat(), "oral": "on"}
    case = posted(client, f"/office/items/{item.subject}/register/", data)["Location"].split("/")[-2]
    form = printed(client, case, "register_form")
    assert "当面口头（由本机关代为填写）" in form
    assert "申请人签名" in form
    receipt = posted(client, f"/office/cases/{case}/receipt/", {})["Location"]
    assert "以当面口头方式提出" in client.get(receipt).content.decode()


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


def test_a_seat_called_by_what_it_is_for_is_so_called_in_english_too(desk: Desk) -> None:
    case = desk.received(today())
    seat = people.seat(Role.CASE_OFFICER, bodies=(desk.body,), today=BEFORE, name="经办人")
    services.assign(
        application=case, unit=Unit.objects.get().subject, seat=seat,
        by=desk.viewer(Role.REGISTRAR), seen=desk.head(case), now=timezone.now(),
    )  # fmt: skip
    client = desk.client(Role.REGISTRAR)
    for language, name, other in (("en", "case officer", "经办人"), ("zh-hans", "经办人", "case officer")):
        client.cookies["django_language"] = language
        for place in (f"cases/{case}/", f"cases/{case}/assign/", ""):
            page = client.get(f"/office/{place}").content.decode()
            assert name in page, place
            assert other not in page, place


def test_a_search_says_whether_anything_was_found(desk: Desk) -> None:
    case = desk.received(today())
    officer = desk.viewer(Role.CASE_OFFICER)
    for found, words in ((False, "没有找到；档案室；全文检索"), (True, "找到了相关信息；档案室；全文检索")):
        services.search(
            application=case, where="档案室", how="全文检索", found=found, by=officer, seen=desk.head(case), now=timezone.now()
        )  # fmt: skip
        assert words in desk.client(Role.CASE_OFFICER).get(f"/office/cases/{case}/").content.decode()


def test_what_is_not_confirmed_is_not_said_to_be_received(desk: Desk) -> None:
    case = desk.received(today(), channel="online")
    client = desk.client(Role.REGISTRAR)
    assert "登记申请，收到之日待确认" in client.get(f"/office/cases/{case}/").content.decode()
    desk.step(case, Kind.CONFIRMED, today(), now=timezone.now())
    found = client.get(f"/office/cases/{case}/")
    assert "收到之日待确认" not in found.content.decode()
    said = [step.what.zh for step in found.context["steps"]]
    assert said.count("收到申请之日，当日不计") == said.count("到达，待与申请人确认") == 1


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
