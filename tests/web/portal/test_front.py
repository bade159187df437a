"""The public front: three questions answered, and calculators that count as cases are counted."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/calculators/",
        "/calculators/reply/",
        "/calculators/fees/",
        "/calculators/remedies/",
        "/guide/",
        "/accessibility/",
    ],
)
def test_every_page_opens(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.content.decode().count("<h1>") == 1


def test_the_home_page_leads_to_finding_applying_and_following(client: Client) -> None:
    html = client.get("/").content.decode()
    for address in ("/guide/", "/apply/", "/follow/", "/calculators/"):
        assert f'href="{address}"' in html


def test_no_page_of_the_front_sets_a_cookie(client: Client, qinghe: UUID) -> None:
    for address in (
        "/",
        "/calculators/reply/",
        "/guide/",
        f"/guide/{qinghe}/",
        "/accessibility/",
        "/apply/privacy/",
    ):
        assert not client.get(address).cookies, address


# The reply


def reply(client: Client, **asked: Any) -> Any:
    return client.get("/calculators/reply/", asked)


def test_a_reply_is_due_twenty_working_days_after_the_day_of_receipt(client: Client) -> None:
    answer = reply(client, arrived="2025-09-12", channel="in-person")
    assert "最晚答复日 2025年10月16日（周四）" in text_of(answer)
    assert "<svg" in answer.content.decode()
    assert "逐步说明" in text_of(answer)


def test_what_is_sent_online_counts_from_confirmation_and_the_safe_day_is_told(client: Client) -> None:
    told = text_of(reply(client, arrived="2025-09-30", channel="online", confirmed="2025-10-09"))
    assert "最晚答复日 2025年11月5日（周三）" in told
    assert "稳妥日期：从提交之日起算 2025年11月4日（周二）" in told


def test_before_confirmation_no_clock_runs_and_the_page_says_so(client: Client) -> None:
    told = text_of(reply(client, arrived="2025-09-30", channel="online"))
    assert "还没有起算" in told
    assert "最晚答复日" not in told


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        ({"arrived": "2025-03-03", "extended": "20", "extended_on": "2025-03-20"}, "2025年4月28日"),
        ({"arrived": "2025-05-26", "amendment_asked": "2025-06-04", "amended": "2025-06-20"}, "2025年7月18日"),
        ({"arrived": "2025-03-03", "consulted": "third-party", "sent": "2025-03-10", "answered": "2025-03-27"}, "2025年4月18日"),
        ({"arrived": "2025-07-01", "fee_noticed": "2025-07-01", "fee_paid": "2025-07-15"}, "2025年8月12日"),
    ],
)  # fmt: skip
def test_what_happens_on_the_way_moves_the_day_and_the_day_without_it_is_told(
    client: Client, asked: dict[str, str], due: str
) -> None:
    told = text_of(reply(client, channel="in-person", **asked))
    assert f"最晚答复日 {due}" in told
    assert "没有中途这些情形的话" in told


def test_steps_before_the_day_of_confirmation_ask_for_that_day_at_its_field(client: Client) -> None:
    answer = reply(
        client,
        arrived="2025-03-03",
        channel="ordinary-post",
        amendment_asked="2025-03-05",
        amended="2025-03-10",
    )
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == ["confirmed"]


def test_what_the_law_does_not_allow_is_refused_with_its_article(client: Client) -> None:
    answer = reply(client, arrived="2025-03-03", channel="in-person", extended="30", extended_on="2025-03-20")
    assert answer.status_code == 400
    assert "第三十三条" in answer.content.decode().split('class="error-summary"')[1]
    assert 'value="30"' in answer.content.decode()


@pytest.mark.parametrize(
    "asked",
    [
        {"arrived": "tomorrow"}, {"arrived": "2025-02-30"}, {"arrived": "0001-01-01"}, {"arrived": "9999-12-31"}, {"arrived": "1999-01-01"},
        {"arrived": "2025-03-03", "channel": "pigeon"}, {"arrived": "2025-03-03", "confirmed": "2025-03-01"},
        {"arrived": "2025-03-03", "extended": "-1", "extended_on": "2025-03-04"}, {"arrived": "2025-03-03", "extended": "5"},
        {"arrived": "2025-03-03", "answered": "2025-03-04"}, {"arrived": "2025-03-03", "sent": "2025-03-05", "consulted": "nobody"},
        {"arrived": "2025-03-03", "sent": "2025-03-05", "answered": "2025-03-04", "consulted": "organ"},
        {"arrived": "2025-03-03", "fee_paid": "2025-03-05"}, {"arrived": "2025-03-03", "amended": "2025-03-05"},
        {"arrived": "<script>alert(1)</script>"}, {"arrived": "2" * 5000},
    ],
)  # fmt: skip
def test_what_cannot_be_is_told_and_nothing_breaks(client: Client, asked: dict[str, str]) -> None:
    answer = reply(client, **{"channel": "in-person", **asked})
    assert answer.status_code == 400
    assert 'class="error-summary"' in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()


def test_a_year_without_a_holiday_notice_gives_a_provisional_day(client: Client) -> None:
    assert "暂定：2027 年的节假日安排还没有公布" in text_of(
        reply(client, arrived="2026-12-25", channel="in-person")
    )


# Fees and remedies


@pytest.mark.parametrize(
    ("asked", "amount"),
    [
        ({"mode": "items", "number": "35"}, "3000.00 元"),
        ({"mode": "items", "number": "1", "already": "10"}, "100.00 元"),
        ({"mode": "pages", "number": "250"}, "4700.00 元"),
        ({"mode": "pages", "number": "30"}, "0.00 元"),
    ],
)
def test_a_fee_is_told_bracket_by_bracket(client: Client, asked: dict[str, str], amount: str) -> None:
    told = text_of(client.get("/calculators/fees/", asked))
    assert f"最多可以收 {amount}" in told
    assert "不收费" in told or asked.get("already")


@pytest.mark.parametrize("number", ["0", "-1", "1e9", "", "many", "9" * 30])
def test_a_number_that_is_none_is_told(client: Client, number: str) -> None:
    assert client.get("/calculators/fees/", {"mode": "items", "number": number}).status_code == 400


def test_a_refusal_goes_to_reconsideration_first_with_its_last_day(client: Client) -> None:
    told = text_of(
        client.get("/calculators/remedies/", {"outcome": "refused_state_secret", "served": "2025-08-08"})
    )
    assert "应当先申请行政复议" in told
    assert "2025年10月9日（周四）" in told
    assert "提起行政诉讼的最后一日" not in told


def test_silence_leaves_both_ways_with_their_last_days(client: Client) -> None:
    told = text_of(client.get("/calculators/remedies/", {"outcome": "no_reply", "served": "2025-10-16"}))
    assert "2025年12月15日（周一）" in told
    assert "2026年4月16日（周四）" in told


def test_every_outcome_has_an_answer(client: Client) -> None:
    html = client.get("/calculators/remedies/").content.decode()
    outcomes = re.findall(r'<option value="(\w+)"', html.split('name="withheld"')[0])
    assert len(outcomes) > 15
    for outcome in outcomes:
        assert (
            client.get("/calculators/remedies/", {"outcome": outcome, "served": "2025-08-08"}).status_code
            == 200
        )


# Guides


def test_a_body_is_found_by_a_part_of_its_name(client: Client, qinghe: UUID) -> None:
    told = text_of(client.get("/guide/", {"q": "卫生"}))
    assert "清河区卫生健康局" in told
    assert "清河区人民政府 " not in told
    assert "没有名称里有这些字的机关" in text_of(client.get("/guide/", {"q": "没有"}))


def test_a_guide_says_where_to_go_and_when_an_application_counts_as_received(
    client: Client, qinghe: UUID
) -> None:
    answer = client.get(f"/guide/{qinghe}/")
    told = text_of(answer)
    for said in (
        "清河区人民政府办公室",
        "清河区中心路1号",
        "000-0000001",
        "与申请人双方确认之日",
        "第三十一条第三项",
    ):
        assert said in told
    assert f'href="/apply/body/?body={qinghe}"' in answer.content.decode()


def test_a_body_without_a_guide_says_so(client: Client, qinghe: UUID) -> None:
    other = re.findall(r"/guide/([0-9a-f-]{36})/", client.get("/guide/", {"q": "卫生"}).content.decode())[0]
    assert "指南还没有登记" in text_of(client.get(f"/guide/{other}/"))


def test_a_body_that_is_none_has_no_guide(client: Client) -> None:
    assert client.get(f"/guide/{uuid4()}/").status_code == 404


def test_the_sitemap_lists_the_guides_and_nothing_of_anybody(client: Client, qinghe: UUID) -> None:
    said = client.get("/sitemap.xml").content.decode()
    assert f"/guide/{qinghe}/" in said
    assert "/office/" not in said
    assert "progress" not in said
    assert "Disallow: /office/" in client.get("/robots.txt").content.decode()
