"""The settings of papers by pages: chains with steps side by side and over time, delegations, series, who goes on with them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from mingbai.audit.levels import Level
from mingbai.errors import MingbaiError
from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.viewer import Viewer
from mingbai_web.ledger.services import Overtaken
from mingbai_web.orgs import services as orgs
from mingbai_web.orgs.queries import body as body_on
from mingbai_web.papers import queries, services, standing
from mingbai_web.papers.services.series import take, void_number
from mingbai_web.papers.setting import SeriesForm
from tests.web.accounts.office import seat, someone
from tests.web.desks import posted, signed_in
from tests.web.papers.office import CHAIN
from tests.web.seats import viewer

pytestmark = pytest.mark.django_db

ROOT = "/office/settings/"
BEFORE = date(2020, 1, 1)
LAWFUL = {
    "what_1": "approve", "who_1": "role:department_head", "name_1": "科室审核",
    "what_2": "approve", "who_2": "role:counsel", "beside_2": "on", "name_2": "法律顾问审核",
    "what_3": "secrecy", "who_3": "role:secrecy_reviewer",
    "what_4": "sign", "who_4": "role:leader",
}  # fmt: skip


def today() -> date:
    return timezone.localdate()


def made(name: str = "清河区人民政府", **given: Any) -> UUID:
    keeper, now = viewer(Role.SYSTEM_ADMIN), timezone.now()
    return orgs.make_body(
        name=name, level=Level.COUNTY, mark="清府", effective=BEFORE, by=keeper, now=now, **given
    )


def keeper(*bodies: UUID) -> Viewer:
    return Viewer("xitong", "系统甲", uuid4(), Role.SYSTEM_ADMIN, bodies)


def test_a_new_body_is_shown_without_a_chain_and_leads_to_setting_one() -> None:
    body = made()
    client = signed_in(Role.SYSTEM_ADMIN)
    page = client.get(f"{ROOT}chains/").content.decode()
    assert "还没有流程，文书不能送审" in page
    address = f"{ROOT}chains/{body}/set/"
    assert address in page
    form = client.get(address).context["form"]
    assert [form[f"what_{at}"].value() for at in (1, 2, 3)] == ["approve", "secrecy", "sign"]


def test_a_chain_is_set_by_page_with_steps_side_by_side_and_its_versions_are_shown() -> None:
    body = made()
    client = signed_in(Role.SYSTEM_ADMIN)
    address = f"{ROOT}chains/{body}/set/"
    shown = posted(client, address, {**LAWFUL, "since": "2026-01-01"}, confirm=False).content.decode()
    assert "科室审核 ＋ 法律顾问审核 → 保密审查 → 签发" in shown
    assert posted(client, address, {**LAWFUL, "since": "2026-01-01"}).status_code == 302
    found = queries.chain_on(body, "reply", date(2026, 2, 1))
    assert [(step.name, step.group) for step in found.steps] == [
        ("科室审核", 1), ("法律顾问审核", 1), ("保密审查", 2), ("签发", 3),
    ]  # fmt: skip
    posted(client, address, {**LAWFUL, "what_2": "", "who_2": "", "since": today().isoformat()})
    page = client.get(f"{ROOT}chains/{body}/").content.decode()
    assert page.index("今天适用") < page.index("法律顾问审核")
    assert len(standing.chains(body, keeper(), today())[0].versions) == 2


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"what_3": "", "who_3": ""}, "没有保密审查"),
        ({"what_4": "", "who_4": ""}, "签发应当只有一步"),
        ({"who_4": "role:counsel"}, "岗位不能办这一步"),
        ({"who_1": ""}, "请选择由谁办"),
    ],
)
def test_a_chain_that_could_sign_without_review_or_without_anybody_is_refused_with_all_that_was_typed(
    change: dict[str, str], says: str
) -> None:
    body = made()
    client = signed_in(Role.SYSTEM_ADMIN)
    answer = posted(client, f"{ROOT}chains/{body}/set/", {**LAWFUL, "since": "2026-01-01", **change})
    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert 'value="法律顾问审核"' in answer.content.decode()


def test_seats_to_choose_from_are_told_apart_by_body_and_by_who_sits_there() -> None:
    body, other = made(), made("清河区住房和城乡建设局")
    for serves, username, who in ((body, "kezhang1", "柯章"), (other, "kezhang2", "祝简")):
        someone(username, now=timezone.now(), name=who)
        seat(Role.DEPARTMENT_HEAD, username, today=today(), bodies=(serves,), name="科室负责人")
    page = signed_in(Role.SYSTEM_ADMIN).get(f"{ROOT}chains/{body}/set/").content.decode()
    assert "科室负责人　清河区人民政府　柯章</option>" in page
    assert "科室负责人　清河区住房和城乡建设局　祝简</option>" in page
    listed = signed_in(Role.SECURITY_ADMIN).get("/office/settings/seats/").content.decode()
    assert "清河区住房和城乡建设局</td>" in listed


def test_a_kind_of_paper_has_a_chain_of_its_own_which_comes_before_the_general_one() -> None:
    body = made()
    client = signed_in(Role.SYSTEM_ADMIN)
    services.set_chain(body=body, steps=CHAIN, since=BEFORE, by=keeper(), now=timezone.now())
    page = client.get(f"{ROOT}chains/{body}/").content.decode()
    assert '<option value="reply">' in page
    posted(client, f"{ROOT}chains/{body}/set/?paper=reply", {**LAWFUL, "since": today().isoformat()})
    assert len(queries.chain_on(body, "reply", today()).steps) == 4
    assert len(queries.chain_on(body, "third_party_told", today()).steps) == 3


def test_a_standing_delegation_names_its_document_its_outcomes_and_its_end() -> None:
    body = made()
    client = signed_in(Role.SYSTEM_ADMIN)
    data = {**LAWFUL, "since": "2026-01-01", "document": "清府办授〔2026〕1号", "outcomes": ["granted"]}
    assert (
        posted(client, f"{ROOT}chains/{body}/delegate/", {**data, "until": "2030-12-31"}).status_code == 302
    )
    (found,) = queries.delegations(body, "reply", "granted", date(2026, 6, 1))
    assert found.document == "清府办授〔2026〕1号"
    assert queries.delegations(body, "reply", "granted", date(2031, 1, 1)) == ()
    page = client.get(f"{ROOT}chains/{body}/").content.decode()
    assert "清府办授〔2026〕1号" in page
    assert "2030年12月31日" in page
    again = f"{ROOT}chains/{body}/delegate/?document=清府办授〔2026〕1号"
    form = client.get(again).context["form"]
    assert form["outcomes"].value() == ("granted",)
    posted(client, again, {**data, "until": today().isoformat()})
    (line,) = standing.chains(body, keeper(), today())
    assert len(line.versions) == 2


def test_who_sets_a_chain_that_somebody_set_meanwhile_is_told() -> None:
    body = made()
    given = {"body": body, "steps": CHAIN, "since": BEFORE, "by": keeper(), "now": timezone.now()}
    services.set_chain(**given)  # type: ignore[arg-type]
    with pytest.raises(Overtaken):
        services.set_chain(**given, seen="")  # type: ignore[arg-type]


def test_a_series_is_opened_by_page_and_its_numbers_are_shown_with_those_voided() -> None:
    body = made()
    client = signed_in(Role.SYSTEM_ADMIN)
    page = client.get(f"{ROOT}series/").content.decode()
    address = f"{ROOT}series/open/?body={body}&series=reply"
    assert address.replace("&", "&amp;") in page
    data = {
        "body": str(body),
        "series": "reply",
        "year": str(today().year),
        "mark": "清政公开答",
        "counted": "yes",
        "first": "8",
    }
    shown = posted(client, address, data, confirm=False).content.decode()
    assert f"清政公开答〔{today().year}〕8号" in shown
    assert posted(client, address, data).status_code == 302
    hand, now = keeper().hand(body), timezone.now()
    number, series, _ = take(body=body, series="reply", on=today(), paper=uuid4(), by=hand, now=now)
    void_number(series=series, number=number, paper=uuid4(), reason="打印有误", by=hand, now=now)
    page = client.get(f"{ROOT}series/{series}/").content.decode()
    assert number in page
    assert "打印有误" in page
    assert "还没有的系列" in client.get(f"{ROOT}series/").content.decode()  # that of notices
    assert posted(client, address, {**data, "year": str(today().year)}).status_code == 422  # once a year


def test_the_series_of_the_new_year_can_be_opened_in_december() -> None:
    def years(day: date) -> list[int]:
        form = SeriesForm(bodies=(), today=day)
        return [year for year, _ in form.fields["year"].choices]  # type: ignore[attr-defined]

    assert years(date(2026, 11, 30)) == [2026]
    assert years(date(2026, 12, 1)) == [2026, 2027]


def test_numbers_of_a_body_that_has_ended_go_on_with_who_took_its_series() -> None:
    old, new = made("清河区旅游局"), made("清河区文化和旅游局")
    now = timezone.now()
    services.open_series(body=old, series="reply", year=2026, mark="清旅", by=keeper(), now=now)
    hand = keeper().hand(new)

    def taken(body: UUID, on: date) -> str:
        return take(body=body, series="reply", on=on, paper=uuid4(), by=hand, now=now)[0]

    assert taken(old, date(2026, 3, 1)) == "清旅〔2026〕1号"
    orgs.merge(
        body=old, into=new, series=new, effective=date(2026, 6, 1), by=viewer(Role.SYSTEM_ADMIN), now=now
    )
    assert taken(old, date(2026, 7, 1)) == "清旅〔2026〕2号"  # to the end of the year
    assert taken(old, date(2027, 1, 5)) == "清旅〔2027〕1号"
    services.open_series(body=new, series="reply", year=2028, mark="清文旅", by=keeper(), now=now)
    assert taken(old, date(2028, 1, 5)) == "清文旅〔2028〕1号"
    shown = {each.body: each.heir for each in standing.series(keeper(), date(2026, 7, 1))}
    assert shown[old] == new
    assert "由其承接" in signed_in(Role.SYSTEM_ADMIN).get(f"{ROOT}series/").content.decode()
    assert not body_on(old, date(2026, 7, 1)).lives


def test_an_administrator_of_some_bodies_keeps_those_alone() -> None:
    mine, other = made(), made("清河区教育局")
    client = signed_in(Role.SYSTEM_ADMIN, mine)
    page = client.get(f"{ROOT}chains/").content.decode()
    assert "清河区教育局" not in page
    assert client.get(f"{ROOT}chains/{other}/").status_code == 404
    assert client.get(f"{ROOT}chains/{other}/set/").status_code == 404


def test_nobody_else_opens_the_settings_of_papers() -> None:
    body = made()
    client: Client = signed_in(Role.WORKING_BODY_HEAD, body)
    for path in (
        "chains/",
        f"chains/{body}/",
        f"chains/{body}/set/",
        f"chains/{body}/delegate/",
        "series/",
        "series/open/",
    ):
        assert client.get(ROOT + path).status_code == 403, path


def test_the_line_of_an_error_says_where_chain_and_series_are_set() -> None:
    body = uuid4()
    with pytest.raises(MingbaiError) as found:
        take(
            body=body,
            series="reply",
            on=today(),
            paper=uuid4(),
            by=keeper().hand(body),
            now=datetime.now(UTC),
        )
    assert "“设置”的“文号系列”" in found.value.zh
    with pytest.raises(MingbaiError) as found:
        queries.chain_on(body, "reply", today() + timedelta(1))
    assert "“设置”的“审批流程”" in found.value.zh
