"""Following: number and code open the page, nothing else does, and nobody learns which numbers there are."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingbai_web.intake import codes, services
from mingbai_web.tracking import attempts, queries
from mingbai_web.tracking.following import following_of, rows_of
from mingbai_web.tracking.models import PublicCase, PublicStep
from tests.web.intake.applying import DETAILS, KEY
from tests.web.tracking.cases import CODE, NUMBER, SUBJECT, answered, kept, running

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 30, 2, tzinfo=UTC)
WRONG = "编号或者查询码不对"


def asked(client: Client, number: str = NUMBER, code: str = CODE, **given: Any) -> Any:
    return client.post("/follow/", {"number": number, "code": code}, **given)


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_what_is_said_comes_back_from_the_rows_as_it_was(qinghe: UUID) -> None:
    for said in (running(qinghe), answered(qinghe)):
        case, *steps = rows_of(said)
        assert isinstance(case, PublicCase)
        assert following_of(case, [step for step in steps if isinstance(step, PublicStep)]) == said


def test_number_and_code_open_the_page_with_every_public_act(client: Client, qinghe: UUID) -> None:
    kept(running(qinghe))
    assert asked(client).headers["Location"] == "/follow/progress/"
    told = text_of(client.get("/follow/progress/"))
    for said in (
        "办理中",
        "征求第三方意见",
        "延长答复期限20个工作日",
        "第三十三条第二款",
        "政务公开科",
        "申〔2026〕12号",
        "2026年3月9日（周一）",
    ):
        assert said in told
    assert "最晚答复日" in told


def test_the_clock_is_drawn_and_told_step_by_step(client: Client, qinghe: UUID) -> None:
    kept(running(qinghe))
    asked(client)
    html = client.get("/follow/progress/").content.decode()
    assert "<svg" in html
    assert "ribbon-due" in html
    assert "逐步说明" in html


def test_the_clock_ends_on_the_day_of_the_answer(client: Client, qinghe: UUID) -> None:
    kept(answered(qinghe))
    asked(client)
    html = client.get("/follow/progress/").content.decode()
    assert "2026-04-17 答复" in html
    assert 'class="ribbon-answered"' in html
    assert "期限到这一日停止" in html
    assert "ribbon-due" not in html.partition('<ul class="legend"')[0]


def test_after_service_the_last_days_of_remedies_are_shown(client: Client, qinghe: UUID) -> None:
    kept(answered(qinghe))
    asked(client)
    told = text_of(client.get("/follow/progress/"))
    assert "应当先申请行政复议，最后一日 2026年6月22日（周一）" in told
    assert "最晚答复日" not in told


def test_before_it_is_taken_in_a_submission_waits_for_confirmation(client: Client, qinghe: UUID) -> None:
    sent = services.submit(details=DETAILS, files=(), body=qinghe, key=KEY, now=NOW)
    assert asked(client, sent.number, codes.shown(sent.code)).status_code == 302
    told = text_of(client.get("/follow/progress/"))
    assert "已提交，等待机关确认" in told
    assert "清河区人民政府" in told
    assert "000-0000001" in told


def test_what_was_submitted_online_stays_the_first_of_what_happened(client: Client, qinghe: UUID) -> None:
    sent = services.submit(details=DETAILS, files=(), body=qinghe, key=KEY, now=NOW)
    kept(running(qinghe, number=sent.number, code_hash=codes.code_hash(sent.number, sent.code)))
    asked(client, sent.number, codes.shown(sent.code))
    told = text_of(client.get("/follow/progress/"))
    assert 0 < told.index("网上提交") < told.index("提交申请")


def test_a_letter_that_held_several_shows_each(client: Client, qinghe: UUID) -> None:
    kept(running(qinghe), uuid4())
    kept(running(qinghe, reference="申〔2026〕13号"), uuid4())
    asked(client)
    told = text_of(client.get("/follow/progress/"))
    assert told.count("申〔2026〕12号") >= 1
    assert told.count("申〔2026〕13号") >= 1


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (NUMBER, "ABCDEFGHJA"),
        ("20260302-00000000", CODE),
        ("x", "y"),
        ("' OR 1=1 --", CODE),
        ("\0x", "\0x"),
        ("<script>", "<b>"),
    ],
)
def test_whatever_is_wrong_has_one_answer(client: Client, qinghe: UUID, number: str, code: str) -> None:
    kept(running(qinghe))
    answer = asked(client, number, code)
    assert answer.status_code == 400
    assert WRONG in text_of(answer)
    assert "mingbai_follow" not in answer.cookies
    assert "<script>" not in re.sub(r"<script src=[^>]*>", "", answer.content.decode())


def test_a_wrong_number_costs_the_same_questions_as_a_wrong_code(client: Client, qinghe: UUID) -> None:
    kept(running(qinghe))
    counts = []
    for number in (NUMBER, "20260302-00000000"):
        with CaptureQueriesContext(connection) as queries_asked:
            asked(client, number, "AAAAAAAAAA")
        counts.append([each["sql"].split()[0] for each in queries_asked])
    assert counts[0] == counts[1]


def test_the_answer_to_a_wrong_number_is_the_answer_to_a_wrong_code(client: Client, qinghe: UUID) -> None:
    kept(running(qinghe))
    bodies = []
    for number in (NUMBER, "20260302-00000000"):
        html = asked(client, number, "AAAAAAAAAA").content.decode().replace(number, "N")
        bodies.append(re.sub(r'csrfmiddlewaretoken" value="\w+"', "", html))
    assert bodies[0] == bodies[1]


def test_no_address_holds_a_number_or_a_code(client: Client, qinghe: UUID) -> None:
    kept(running(qinghe))
    html = ""
    answer = client.post("/follow/", {"number": NUMBER, "code": CODE}, follow=True)
    html += answer.content.decode()
    assert answer.redirect_chain == [("/follow/progress/", 302)]
    assert not re.search(rf'(href|action)="[^"]*({NUMBER}|{CODE})', html)


def test_the_page_needs_the_cookie_and_the_cookie_is_signed(client: Client, qinghe: UUID) -> None:
    kept(running(qinghe))
    assert client.get("/follow/progress/").headers["Location"] == "/follow/"
    for forged in (
        "",
        "x",
        signing.dumps([NUMBER, ""], salt="other"),
        signing.dumps("x", salt="mingbai_web.tracking"),
        signing.dumps([NUMBER, "0" * 16], salt="mingbai_web.tracking"),
    ):
        client.cookies["mingbai_follow"] = forged
        assert client.get("/follow/progress/").headers["Location"] == "/follow/"


def test_leaving_closes_the_page(client: Client, qinghe: UUID) -> None:
    kept(running(qinghe))
    asked(client)
    client.post("/follow/leave/")
    assert client.get("/follow/progress/").headers["Location"] == "/follow/"


def test_the_cookie_is_short_lived_and_seen_by_no_script(client: Client, qinghe: UUID) -> None:
    kept(running(qinghe))
    cookie = asked(client).cookies["mingbai_follow"]
    assert (cookie["max-age"], cookie["path"], cookie["httponly"], cookie["samesite"]) == (
        1800,
        "/follow/",
        True,
        "Strict",
    )


def test_letters_of_others_cannot_be_fetched(client: Client, qinghe: UUID) -> None:
    kept(running(qinghe))
    assert client.get(f"/follow/letters/{SUBJECT}/").headers["Location"] == "/follow/"
    asked(client)
    assert client.get(f"/follow/letters/{uuid4()}/").status_code == 404
    assert queries.has_letter(NUMBER, SUBJECT) == "延期答复告知书.pdf"


def test_the_fifth_failure_on_a_number_makes_the_visitor_wait_even_with_the_right_code(
    client: Client, qinghe: UUID
) -> None:
    kept(running(qinghe))
    for _ in range(5):
        assert asked(client, code="AAAAAAAAAA").status_code == 400
    answer = asked(client)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) <= 61
    assert "请稍等一会儿再试" in text_of(answer)


def test_a_stranger_who_fails_does_not_lock_out_the_applicant(client: Client, qinghe: UUID) -> None:
    kept(running(qinghe))
    for n in range(40):
        asked(client, code="AAAAAAAAAA", REMOTE_ADDR=f"192.0.2.{n % 3}")
    assert asked(client, REMOTE_ADDR="192.0.2.1").status_code == 429
    assert asked(client, REMOTE_ADDR="198.51.100.7").status_code == 302


def test_a_visitor_has_thirty_failures_an_hour_over_all_numbers() -> None:
    for n in range(30):
        attempts.admit(f"20260302-{n:08}", "v", NOW)
        attempts.failed(f"20260302-{n:08}", "v", NOW + timedelta(seconds=n))
    with pytest.raises(attempts.TooManyTries, match="分钟后再试"):
        attempts.admit("20260302-99999999", "v", NOW + timedelta(minutes=1))
    attempts.admit("20260302-99999999", "w", NOW + timedelta(minutes=1))
    attempts.admit("20260302-99999999", "v", NOW + timedelta(minutes=61))


def test_each_further_failure_doubles_the_wait_up_to_an_hour() -> None:
    waits, now = [], NOW
    for _ in range(12):
        attempts.failed(NUMBER, "v", now)
        try:
            attempts.admit(NUMBER, "v", now)
        except attempts.TooManyTries as error:
            waits.append(int(error.wait.total_seconds() // 60))
            now += error.wait
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]


def test_who_proves_a_code_pays_nothing(client: Client, qinghe: UUID) -> None:
    kept(running(qinghe))
    for _ in range(40):
        assert asked(client).status_code == 302


@pytest.mark.parametrize("typed", ["abcde-fghjk", "ＡＢＣＤＥ ＦＧＨＪＫ"])
def test_a_code_may_be_typed_as_it_was_written_down(client: Client, qinghe: UUID, typed: str) -> None:
    kept(running(qinghe))
    assert asked(client, "2026 0302 1234 5678", typed).status_code == 302


def test_a_flood_of_text_is_answered_with_a_clear_page(client: Client) -> None:
    assert asked(client, "1" * 10**6, "2").status_code == 413


def test_the_page_is_kept_by_no_cache(client: Client, qinghe: UUID) -> None:
    kept(running(qinghe))
    asked(client)
    assert "no-store" in client.get("/follow/progress/").headers["Cache-Control"]
