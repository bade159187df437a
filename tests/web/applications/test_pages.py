"""The pages of the office, walked without a script: a letter is logged, registered, a reply drafted; what a case says."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mingbai.lifecycle import Kind
from mingbai_web.accounts.roles import Role
from mingbai_web.applications import services
from mingbai_web.applications.models import Application, Item
from mingbai_web.look import wording
from mingbai_web.papers.models import PaperRow
from mingbai_web.rules import queries as rules
from tests.web.applications.desk import Desk
from tests.web.applications.office import at
from tests.web.applications.walking import APPLICANT, logged, posted, registered, today

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Desk:
    return Desk.opened()


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


def taken_in(desk: Desk, on: date, **given: Any) -> UUID:
    """Take one application of an earlier register in on *on*; return it."""
    past = services.Past(
        party=uuid4(), applicant="natural_person", matter="旧台账的一件", channel="in-person", **given
    )
    (case,) = services.import_past(
        body=desk.body, pasts=[(past, "old-1")], by=desk.viewer(Role.COMPILER), now=at(on, 10)
    )
    return case


def test_what_was_open_before_it_was_taken_in_from_another_register_is_said_to_have_been_open(
    desk: Desk,
) -> None:
    case = taken_in(desk, date(2026, 3, 9), received=date(2026, 3, 2), due=date(2026, 3, 30))
    here, client = f"/office/cases/{case}/?effective=", desk.client(Role.CASE_OFFICER)
    before = client.get(f"{here}2026-03-04").content.decode()
    assert "未登记" not in before
    assert "2026年3月9日（周一）</time>才从原台账转入" in before
    assert "还有 18 个工作日" in before
    assert "未登记" in client.get(f"{here}2026-02-27").content.decode()  # it had not come yet
    known = client.get(f"{here}2026-03-04&known=2026-03-04").content.decode()
    assert "未登记" in known  # and by what was on record here it was not there
    after = client.get(f"{here}2026-03-10").content.decode()
    assert "才从原台账转入" not in after


def test_what_had_ended_before_it_was_taken_in_was_open_until_that_day(desk: Desk) -> None:
    case = taken_in(
        desk, date(2026, 3, 9), received=date(2026, 2, 2), ended=date(2026, 3, 3), outcome="granted"
    )
    here, client = f"/office/cases/{case}/?effective=", desk.client(Role.CASE_OFFICER)
    states = [client.get(f"{here}2026-03-0{day}").context["state"].zh for day in (2, 3, 8, 9)]
    assert states == ["办理中", "已答复", "已答复", "已答复"]
    assert client.get(f"{here}2026-03-02").context["standing"].ended is None


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


def test_what_is_not_confirmed_is_not_said_to_be_received(desk: Desk) -> None:
    case = desk.received(today(), channel="online")
    client = desk.client(Role.REGISTRAR)
    assert "登记申请，收到之日待确认" in client.get(f"/office/cases/{case}/").content.decode()
    desk.step(case, Kind.CONFIRMED, today(), now=timezone.now())
    found = client.get(f"/office/cases/{case}/")
    assert "收到之日待确认" not in found.content.decode()
    said = [step.what.zh for step in found.context["steps"]]
    assert said.count("收到申请之日，当日不计") == said.count("到达，待与申请人确认") == 1
