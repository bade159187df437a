"""What the office writes down of an agent is kept, shown and proved like what a citizen writes of one."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from mingbai_web.accounts.models import Read
from mingbai_web.accounts.roles import Role
from mingbai_web.parties.details import Agent
from tests.web.applications.desk import Desk
from tests.web.applications.walking import APPLICANT, logged, posted
from tests.web.files.making import pdf

pytestmark = pytest.mark.django_db
GOOD, WRONG = "11010119900307803X", "110101199003078031"
AGENT = {
    "agent_name": "孙二",
    "agent_identity": "resident",
    "agent_number": GOOD,
    "agent_phone": "0000-0000001",
    "agent_address": "清河区某街2号",
    "agent_authority": "代为提出申请、代收文书",
}


@pytest.fixture
def desk() -> Desk:
    return Desk.opened(Role.REGISTRAR, Role.CASE_OFFICER)


def asked(**given: str) -> dict[str, str]:
    return {
        **APPLICANT,
        **given,
        "matters": "清河区预算",
        "arrived_at_0": timezone.localdate().isoformat(),
    }


def test_all_that_is_written_down_of_an_agent_stands_on_the_page_of_the_applicant(desk: Desk) -> None:
    client = desk.client(Role.REGISTRAR)
    item = logged(client)
    case = posted(client, f"/office/items/{item.subject}/register/", asked(**AGENT))["Location"]
    shown = client.post(f"{case}applicant/", {"reason": "核对代理权限"}).content.decode()
    for said in AGENT.values():
        assert said == "resident" or said in shown, said
    assert "代理人的居民身份证" in shown


def test_an_agent_without_an_address_is_committed_to_as_before_there_were_any() -> None:
    assert Agent("李明", authority="全权").told() == (
        '{"authority": "全权", "identity": "", "name": "李明", "number": "", "phone": ""}'
    )
    assert '"address": "某街2号"' in Agent("李明", address="某街2号").told()


def test_an_authorisation_is_added_as_what_it_is(desk: Desk) -> None:
    client = desk.client(Role.REGISTRAR)
    item = logged(client)
    upload = SimpleUploadedFile("委托书.pdf", pdf("委托书"))
    address = f"/office/items/{item.subject}/files/"
    assert client.post(address, {"purpose": "authorisation", "file": upload}).status_code == 302
    assert "授权委托书" in client.get(f"/office/items/{item.subject}/").content.decode()


@pytest.mark.parametrize(
    ("number", "doubted"), [(WRONG, True), (GOOD, False), ("110101900307803", False), ("", False)]
)
def test_an_identity_number_that_can_be_none_is_pointed_out_and_may_be_registered(
    desk: Desk, number: str, doubted: bool
) -> None:
    client = desk.client(Role.REGISTRAR)
    address = f"/office/items/{logged(client).subject}/register/"
    given = asked(identity="resident", number=number)
    page = posted(client, address, given, confirm=False).content.decode()
    assert ("与其校验位不符" in page) is doubted
    assert posted(client, address, given).status_code == 302


def test_a_form_with_personal_data_is_printed_for_a_reason_that_goes_on_record_with_its_name(
    desk: Desk,
) -> None:
    client = desk.client(Role.REGISTRAR)
    item = logged(client)
    case = posted(client, f"/office/items/{item.subject}/register/", asked())["Location"]
    assert "打印前先写明理由，记入访问日志" in client.get(case).content.decode()
    form = f"{case}print/register_form.html"
    asks = client.get(form)
    assert (asks.status_code, client.post(form, {"reason": ""}).status_code) == (200, 422)
    assert APPLICANT["name"] not in asks.content.decode()
    assert not Read.objects.exists()
    assert APPLICANT["name"] in client.post(form, {"reason": "送承办科室"}).content.decode()
    assert [each.reason for each in Read.objects.all()] == ["打印《登记表》：送承办科室"]
    assert desk.client(Role.CASE_OFFICER).get(f"{case}print/transfer_slip.html").status_code == 200
    assert Read.objects.count() == 1  # the slip names no applicant
