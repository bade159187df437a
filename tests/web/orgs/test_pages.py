"""The administrator's pages: a tree of a day, a body, and each act that says what it changes before it does."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.utils import timezone

from mingbai.audit.levels import Level
from mingbai_web.accounts.roles import Role
from mingbai_web.ledger.models import Entry
from mingbai_web.orgs import queries, services
from tests.web.desks import posted, signed_in
from tests.web.orgs.test_bodies import GUIDE, START
from tests.web.seats import viewer

pytestmark = pytest.mark.django_db

ROOT = "/office/settings/bodies/"
FROM = {"effective": "2026-05-01", "ground": "清编〔2026〕5号"}


@pytest.fixture
def admin() -> Client:
    return signed_in(Role.SYSTEM_ADMIN)


def made(name: str, **given: Any) -> UUID:
    given = {"level": Level.DEPARTMENT, "effective": START, **given}
    return services.make_body(name=name, by=viewer(Role.SYSTEM_ADMIN), now=timezone.now(), **given)


def test_who_is_not_signed_in_is_sent_to_sign_in(client: Client) -> None:
    found = client.get(ROOT, headers={"host": "localhost"})
    assert (found.status_code, found["Location"]) == (302, f"/office/sign-in/?next={ROOT}")


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.WORKING_BODY_HEAD, Role.SECURITY_ADMIN])
def test_another_seat_is_told_whose_page_it_is(role: Role) -> None:
    found = signed_in(role).get(ROOT)
    assert found.status_code in (403, 409, 422)
    assert "系统管理员" in found.content.decode()


def test_the_first_page_of_a_new_installation_says_what_to_do(admin: Client) -> None:
    assert "先登记本机关" in admin.get(ROOT).content.decode()


def test_a_body_is_entered_after_its_consequence_was_read(admin: Client) -> None:
    data = {"name": "清河区人民政府", "level": "county", **FROM}
    first = posted(admin, f"{ROOT}new/", data, confirm=False)
    assert "自2026年5月1日（周五）起登记“清河区人民政府”" in first.content.decode()
    assert Entry.objects.filter(subject_kind="body").count() == 0
    found = posted(admin, f"{ROOT}new/", data)
    assert found.status_code == 302
    (body,) = queries.bodies(on=timezone.localdate())
    assert found["Location"] == f"{ROOT}{body.id}/"
    page = admin.get(f"{ROOT}?on=2026-05-01").content.decode()
    assert "清河区人民政府" in page
    assert "清河区人民政府" not in admin.get(f"{ROOT}?on=2026-04-30").content.decode()


def test_confirming_twice_enters_one_body(admin: Client) -> None:
    page = admin.get(f"{ROOT}new/")
    key = page.context["form"]["key"].value()
    data = {"name": "清河区人民政府", "level": "county", **FROM, "key": key, "confirm": "1"}
    assert admin.post(f"{ROOT}new/", data)["Location"] == admin.post(f"{ROOT}new/", data)["Location"]
    assert Entry.objects.filter(subject_kind="body").count() == 1


def test_what_is_refused_is_said_at_the_form_with_all_that_was_typed(admin: Client) -> None:
    made("清河区教育局")
    found = posted(
        admin, f"{ROOT}new/", {"name": "清河区教育局", "level": "department", **FROM, "confirm": "1"}
    )
    page = found.content.decode()
    assert found.status_code == 422
    assert "已有名为“清河区教育局”的机关" in page
    assert "清编〔2026〕5号" in page


def test_a_merger_says_who_takes_what_before_it_is_entered(admin: Client) -> None:
    old, new = made("清河区旅游局"), made("清河区文化局")
    made("清河区旅游局监察队", reports_to=old)
    data = {"into": str(new), **FROM}
    said = posted(admin, f"{ROOT}{old}/merge/", data, confirm=False).content.decode()
    assert "在办申请由“清河区文化局”承接" in said
    assert "文号不再沿用" in said
    assert "下属的1个机关随之转隶" in said
    assert "不能撤回" in said
    assert posted(admin, f"{ROOT}{old}/merge/", data).status_code == 302
    assert queries.successor(old, timezone.localdate()) == new
    page = admin.get(f"{ROOT}{old}/").content.decode()
    assert "已经终止" in page
    assert "在办申请的承接机关" in page
    assert "已经终止的机关" in admin.get(ROOT).content.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("rename", {"name": "清河区健康局"}),
        ("describe", {"level": "department", "mark": "清健", "order": "3"}),
        ("place", {"reports_to": "", "supervised_by": []}),
        ("guide", GUIDE),
        ("abolish", {"takes": ""}),
        ("move-powers", {"matter": "医保监管", "to": "OTHER"}),
        ("split", {"into": ["OTHER", "THIRD"], "cases": "OTHER", "balances": "THIRD", "series": ""}),
    ],
)
def test_every_act_on_a_body_has_its_page(admin: Client, name: str, data: dict[str, Any]) -> None:
    body, names = made("清河区卫生健康局"), {"OTHER": str(made("甲局")), "THIRD": str(made("乙局"))}
    filled = {
        field: [names.get(one, one) for one in value] if isinstance(value, list) else names.get(value, value)
        for field, value in data.items()
    }
    found = posted(admin, f"{ROOT}{body}/{name}/", {**filled, **FROM})
    assert found.status_code == 302, found.content.decode()
    assert Entry.objects.filter(subject_id=body).count() == 2
    assert admin.get(f"{ROOT}{body}/").status_code == 200


def test_a_unit_is_formed_changed_and_closed_on_its_pages(admin: Client) -> None:
    body = made("清河区教育局")
    new = {"name": "档案室", "serves": [str(body)], **FROM}
    said = posted(admin, f"{ROOT}units/new/?body={body}", new, confirm=False).content.decode()
    assert "用打印的转办单办理" in said
    assert posted(admin, f"{ROOT}units/new/?body={body}", new).status_code == 302
    (unit,) = queries.offices(body, timezone.localdate())
    changed = {**new, "name": "档案科", "has_accounts": "on", "effective": "2026-06-01"}
    assert posted(admin, f"{ROOT}units/{unit.id}/change/", changed).status_code == 302
    assert queries.unit(unit.id, timezone.localdate()).name == "档案科"
    assert posted(admin, f"{ROOT}units/{unit.id}/close/", {"effective": "2026-07-01"}).status_code == 302
    assert queries.offices(body, timezone.localdate()) == ()


def test_who_was_overtaken_decides_anew_on_what_is_new(admin: Client) -> None:
    body = made("清河区教育局")
    address = f"{ROOT}{body}/rename/"
    page = admin.get(address)
    hidden = {name: page.context["form"][name].value() for name in ("seen", "key")}
    services.describe(
        body=body, level=Level.DEPARTMENT, effective=START, by=viewer(Role.SYSTEM_ADMIN), now=timezone.now()
    )
    found = admin.post(address, {**hidden, "name": "清河区教体局", **FROM, "confirm": "1"})
    assert found.status_code == 422
    assert "刚刚有人办过一步" in found.content.decode()
    again = {name: found.context["form"][name].value() for name in ("seen", "key")}
    assert admin.post(address, {**again, "name": "清河区教体局", **FROM, "confirm": "1"}).status_code == 302


def test_a_page_of_nothing_is_not_found(admin: Client) -> None:
    body = made("清河区教育局")
    for address in (
        f"{ROOT}{START}/",
        f"{ROOT}{body}/dissolve/",
        f"{ROOT}{UUID(int=7)}/",
        f"{ROOT}units/{body}/change/",
    ):
        assert admin.get(address).status_code == 404
    assert admin.get(f"{ROOT}?on=2026-02-31").status_code == 200


def test_a_script_in_a_name_is_shown_as_text(admin: Client) -> None:
    made("<script>alert(1)</script>局")
    page = admin.get(ROOT).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
