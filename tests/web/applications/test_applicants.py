"""Who applied, as pages and prints tell it: shown for a reason, corrected, erased, printed."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from mingbai.lifecycle import Kind
from mingbai_web.accounts.models import Read
from mingbai_web.accounts.roles import Role
from mingbai_web.applications import services
from mingbai_web.applications.models import Application, Joint
from mingbai_web.ledger import projections
from mingbai_web.orgs.models import Unit
from mingbai_web.parties import keys
from mingbai_web.parties import queries as parties
from mingbai_web.parties.labels import ERASED
from mingbai_web.parties.models import Party
from tests.web.accounts import office as people
from tests.web.applications.desk import BEFORE, Desk
from tests.web.applications.office import at
from tests.web.applications.walking import APPLICANT, logged, posted, registered, today
from tests.web.files.making import pdf

pytestmark = pytest.mark.django_db
WHY = {"reason": "归档"}


@pytest.fixture
def desk() -> Desk:
    return Desk.opened()


def test_who_cannot_be_reached_is_said_so_until_a_call_reached_them(desk: Desk) -> None:
    client = desk.client(Role.REGISTRAR)
    item = logged(client)
    data = {**APPLICANT, "matters": "预算", "arrived_at_0": today().isoformat(), "unreachable": "on"}
    case = posted(client, f"/office/items/{item.subject}/register/", data)["Location"]
    says = "暂时联系不上申请人"
    assert says in client.get(case).content.decode()
    assert says in client.post(f"{case}print/register_form.html", WHY).content.decode()
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
    page = client.post(f"/office/cases/{case.subject}/print/register_form.html", WHY).content.decode()
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
    assert case.number in client.post(f"/office/cases/{case.subject}/print/{kind}.html", WHY).content.decode()
    assert client.post(f"/office/cases/{case.subject}/print/{kind}.pdf", WHY).content.startswith(b"%PDF")


def printed(client: Client, case: Any, kind: str) -> str:
    return str(client.post(f"/office/cases/{case}/print/{kind}.html", WHY).content.decode())


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
    given = client.post(f"/office/cases/{case}/print/phone_record.pdf", WHY)["Content-Disposition"]
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
    first = client.post(f"{here}print/phone_record.html?call=1", WHY).content.decode()
    assert "问进度" in first
    assert "☑ 来电　□ 去电" in first
    for last in ("", "?call=2", "?call=77", "?call=x", "?call=²"):
        assert "告知进度" in client.post(f"{here}print/phone_record.html{last}", WHY).content.decode()


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
