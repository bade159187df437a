"""Signing in: what lets somebody in, what does not, and that neither tells a stranger anything."""

import time
from base64 import b32encode, b64encode
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Any
from uuid import UUID

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP

from mingbai_web.accounts import persons, queries, second_factor, services, sign_in
from mingbai_web.accounts.models import Person, RecoveryCode, SignIn, Telephone
from mingbai_web.accounts.roles import Role
from mingbai_web.accounts.services import SYSTEM
from mingbai_web.accounts.sessions import SessionStore
from mingbai_web.ledger.models import Entry
from mingbai_web.parties.ciphers import Unopened
from mingbai_web.project.backup.rows import written
from tests.web.accounts.office import PASSWORD, founded, seat, security, someone

pytestmark = pytest.mark.django_db

SIGN_IN, SECOND, NEW_SECOND = "/office/sign-in/", "/office/sign-in/second/", "/office/second-factor/"
SEAT, CHANGE, TABLE = "/office/seat/", "/office/password/", "/office/settings/permissions/"


@pytest.fixture
def liming() -> UUID:
    """李明 in the seat of a case officer, as of now."""
    someone("liming", "李明", now=timezone.now(), today=timezone.localdate())
    return seat(Role.CASE_OFFICER, "liming", today=timezone.localdate())


def entered(client: Client, username: str = "liming", password: str = PASSWORD, **more: str) -> Any:
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def is_in(client: Client) -> bool:
    return client.get(TABLE).status_code == 200


def code(username: str, drift: int = 0) -> str:
    """Return the code that the person's telephone shows, *drift* half-minutes from now."""
    telephone = Telephone.objects.get(person__username=username)
    totp = TOTP(second_factor.key_of(telephone), drift=drift)
    totp.time = time.time()
    return f"{totp.token():06}"


def with_second(client: Client, username: str) -> list[str]:
    """Sign an administrator in for the first time, with a telephone; return the recovery codes."""
    entered(client, username)
    client.get(NEW_SECOND)
    response = client.post(NEW_SECOND, {"code": code(username)})
    codes: list[str] = response.context["codes"]
    return codes


# The way in


def test_somebody_with_one_seat_goes_straight_to_the_work_list(client: Client, liming: UUID) -> None:
    response = entered(client)
    assert response.headers["Location"] == SEAT
    assert client.get(SEAT).headers["Location"] == "/office/"
    assert is_in(client)


def test_somebody_with_two_seats_chooses_one_and_may_change(client: Client, liming: UUID) -> None:
    second = seat(Role.REGISTRAR, "liming", today=timezone.localdate(), name="窗口一岗")
    entered(client)
    page = client.get(SEAT)
    assert page.status_code == 200
    assert "窗口一岗" in page.content.decode()
    assert client.get(TABLE).headers["Location"].startswith(SEAT)
    for chosen in (liming, second):
        client.post(SEAT, {"seat": str(chosen)})
        assert client.get(TABLE).wsgi_request.viewer.seat == chosen


def test_a_seat_that_is_not_ones_own_cannot_be_chosen(client: Client, liming: UUID) -> None:
    seat(Role.REGISTRAR, "liming", today=timezone.localdate())
    strange = seat(Role.WORKING_BODY_HEAD, today=timezone.localdate())
    entered(client)
    for wanted in (str(strange), "not-an-id", ""):
        assert client.post(SEAT, {"seat": wanted}).status_code == 200
        assert not is_in(client)


def test_somebody_without_a_seat_is_told_and_sees_nothing(client: Client) -> None:
    someone("wangfang", "王芳", now=timezone.now())
    entered(client, "wangfang")
    assert "今天没有岗位" in client.get(SEAT).content.decode()
    assert not is_in(client)


def test_a_seat_that_was_taken_away_is_gone_at_the_next_page(client: Client, liming: UUID) -> None:
    today = timezone.localdate()
    entered(client)
    client.get(SEAT)
    assert is_in(client)
    services.leave_seat(
        seat=liming, person="liming", last=today - timedelta(1), by=SYSTEM, now=timezone.now(), today=today
    )
    assert not is_in(client)


def test_a_page_that_was_asked_for_first_is_gone_on_to(client: Client, liming: UUID) -> None:
    asked = client.get(TABLE + "?x=1").headers["Location"]
    assert asked == f"{SIGN_IN}?next=%2Foffice%2Fsettings%2Fpermissions%2F%3Fx%3D1"
    response = entered(client, next=TABLE + "?x=1")
    assert client.get(response.headers["Location"]).headers["Location"] == TABLE + "?x=1"


def test_usernames_that_look_alike_are_one(client: Client, liming: UUID) -> None:
    entered(client, " ＬｉＭｉｎｇ ")
    client.get(SEAT)
    assert is_in(client)


def test_who_signs_out_is_out_and_the_old_cookie_opens_nothing(client: Client, liming: UUID) -> None:
    entered(client)
    client.get(SEAT)
    stolen = client.cookies["sessionid"].value
    assert client.get("/office/sign-out/").status_code == 405
    client.post("/office/sign-out/")
    assert not is_in(client)
    thief = Client()
    thief.cookies["sessionid"] = stolen
    assert not is_in(thief)
    assert [row.event for row in SignIn.objects.order_by("id")] == ["in", "out"]


def test_pages_of_the_office_stay_in_no_cache(client: Client, liming: UUID) -> None:
    entered(client)
    client.get(SEAT)
    assert "no-store" in client.get(TABLE).headers["Cache-Control"]
    assert "no-store" in Client().get(SIGN_IN).headers["Cache-Control"]


# What a stranger learns


def test_the_answer_to_an_unknown_username_is_that_to_a_wrong_password(client: Client, liming: UUID) -> None:
    persons.lock_person(
        username=someone("wangfang", "王芳").username,
        reason="调离",
        by=SYSTEM,
        now=timezone.now(),
        today=timezone.localdate(),
    )
    pages = set()
    for username, given in (("liming", "wrong"), ("nobody", PASSWORD), ("wangfang", PASSWORD)):
        response = entered(Client(), username, given)
        page = response.content.decode().replace(username, "…")
        pages.add((response.status_code, page[page.index("<main") :].split("csrfmiddlewaretoken")[0]))
        assert "用户名或密码不对" in page
    assert len(pages) == 1


def test_an_unknown_username_takes_as_long_as_a_wrong_password(liming: UUID, settings: Any) -> None:
    settings.AXES_FAILURE_LIMIT = settings.MINGBAI_SIGN_IN_RATE = 1000
    taken: dict[str, list[float]] = {"liming": [], "nobody": []}
    for _ in range(7):
        for username, times in taken.items():
            began = time.process_time()
            entered(Client(), username, "Wrong-password-1")
            times.append(time.process_time() - began)
    known, unknown = (median(times) for times in taken.values())
    assert 0.6 < known / unknown < 1.7


def test_a_username_is_locked_after_five_failures_whether_it_is_somebodys_or_not(liming: UUID) -> None:
    for username in ("liming", "nobody"):
        for number in range(4):
            assert "用户名或密码不对" in entered(Client(), username, f"wrong{number}").content.decode()
        for given in ("wrong4", PASSWORD):
            response = entered(Client(), username, given)
            assert response.status_code == 429
            assert "请 30 分钟后再试" in response.content.decode()
    assert not SignIn.objects.filter(event="in").exists()


def test_a_lock_ends_after_half_an_hour_and_trying_does_not_prolong_it(client: Client, liming: UUID) -> None:
    for _ in range(5):
        entered(client, password="wrong")
    first = AccessAttempt.objects.get().attempt_time
    entered(client, password="wrong")
    assert AccessAttempt.objects.get().attempt_time == first
    AccessAttempt.objects.update(attempt_time=first - timedelta(minutes=29))
    assert entered(client).status_code == 429
    AccessAttempt.objects.update(attempt_time=first - timedelta(minutes=31))
    assert entered(client).status_code == 302


def test_the_security_administrator_frees_a_locked_username(client: Client, liming: UUID) -> None:
    today, now = timezone.localdate(), timezone.now()
    founded(today, now)
    for _ in range(5):
        entered(client, password="wrong")
    persons.free_person(username="liming", by=security(today), now=now, today=today)
    assert entered(client).status_code == 302


def test_right_sign_ins_between_do_not_let_failures_be_forgotten_by_another(liming: UUID) -> None:
    someone("wangfang", "王芳", now=timezone.now())
    for number in range(4):
        entered(Client(), "liming", f"wrong{number}")
        entered(Client(), "wangfang")
    assert entered(Client(), "liming", "wrong").status_code == 429


def test_an_address_that_tries_many_usernames_has_to_wait(
    client: Client, liming: UUID, settings: Any
) -> None:
    settings.MINGBAI_SIGN_IN_RATE = 6
    for number in range(6):
        assert entered(client, f"user{number}", "wrong").status_code == 200
    response = entered(client)
    assert response.status_code == 429
    assert "十分钟" in response.content.decode()
    assert entered(Client(REMOTE_ADDR="198.51.100.7")).status_code == 302


@pytest.mark.parametrize(
    ("proxies", "said", "address"),
    [
        (0, "203.0.113.9", "127.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        (2, "1.1.1.1, 203.0.113.9, 10.0.0.1", "203.0.113.9"),
        (2, "203.0.113.9", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_what_a_client_says_of_its_own_address_is_not_believed(
    client: Client, settings: Any, proxies: int, said: str, address: str
) -> None:
    settings.MINGBAI_PROXIES = proxies
    request = client.get(SIGN_IN, headers={"X-Forwarded-For": said}).wsgi_request
    assert sign_in.address_of(request) == address


def test_a_password_typed_as_username_is_put_on_no_record(client: Client, liming: UUID) -> None:
    entered(client, PASSWORD, "liming")
    assert SignIn.objects.get().person == ""
    attempt = AccessAttempt.objects.get()
    assert PASSWORD not in attempt.post_data + attempt.get_data + attempt.path_info


# The session


def test_a_session_that_somebody_laid_out_before_is_not_signed_in(client: Client, liming: UUID) -> None:
    client.get(SIGN_IN)
    laid = client.session  # makes one, as one who lays a session out would
    laid["x"] = "1"
    laid.save()
    client.cookies["sessionid"] = laid.session_key
    entered(client)
    client.get(SEAT)
    assert client.cookies["sessionid"].value != laid.session_key
    assert "x" not in client.session
    thief = Client()
    thief.cookies["sessionid"] = laid.session_key
    assert not is_in(thief)
    assert not SessionStore().exists(laid.session_key)


def test_a_session_between_password_and_second_factor_opens_nothing(client: Client) -> None:
    founded(timezone.localdate(), timezone.now())
    entered(client, "anquan")
    for address in (TABLE, SEAT, CHANGE, "/office/settings/seats/"):
        assert client.get(address).headers["Location"].startswith(SIGN_IN)


def test_one_account_is_signed_in_at_one_place_only(client: Client, liming: UUID) -> None:
    entered(client)
    client.get(SEAT)
    other = Client()
    entered(other)
    other.get(SEAT)
    assert is_in(other)
    response = client.get(TABLE, follow=True)
    assert "已在别处登录" in response.content.decode()
    assert is_in(other)


@pytest.mark.parametrize(("username", "minutes"), [("liming", 30), ("shenji", 15)])
def test_who_does_nothing_for_long_is_signed_out(
    client: Client, liming: UUID, username: str, minutes: int
) -> None:
    founded(timezone.localdate(), timezone.now())
    if username == "liming":
        entered(client, username)
    else:
        with_second(client, username)
    client.get(SEAT)
    for idle, inside in ((minutes - 1, True), (minutes + 1, False)):
        session = client.session
        session[sign_in.SEEN] = (timezone.now() - timedelta(minutes=idle)).isoformat()
        session.save()
        assert is_in(client) is inside
    assert SignIn.objects.latest("id").event == "idle"


def test_going_on_is_noted_once_a_minute_and_not_at_every_page(client: Client, liming: UUID) -> None:
    entered(client)
    client.get(SEAT)
    before = client.session[sign_in.SEEN]
    client.get(TABLE)
    assert client.session[sign_in.SEEN] == before
    session = client.session
    session[sign_in.SEEN] = (timezone.now() - timedelta(seconds=61)).isoformat()
    session.save()
    client.get(TABLE)
    assert datetime.fromisoformat(client.session[sign_in.SEEN]) >= datetime.fromisoformat(before)


def test_an_account_that_is_closed_is_out_at_once(client: Client, liming: UUID) -> None:
    entered(client)
    client.get(SEAT)
    persons.lock_person(
        username="liming", reason="调离", by=SYSTEM, now=timezone.now(), today=timezone.localdate()
    )
    assert not is_in(client)
    assert entered(client).status_code == 200


def test_public_pages_ask_nothing_about_who_is_signed_in(
    client: Client, liming: UUID, django_assert_num_queries: Any
) -> None:
    entered(client)
    with django_assert_num_queries(0):
        response = client.get("/components/")
    assert response.wsgi_request.viewer is None


def test_a_page_in_a_seat_asks_the_database_a_constant_few_times(
    client: Client, liming: UUID, django_assert_max_num_queries: Any
) -> None:
    entered(client)
    client.get(SEAT)
    with django_assert_max_num_queries(9):
        client.get(TABLE)


# Where one goes on to


@pytest.mark.parametrize(
    "forged",
    [
        "https://evil.example/office/",
        "//evil.example/office/",
        "/\\evil.example/office/",
        "/office/../../evil",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/office/\r\nSet-Cookie: a=b",
        "http:/office/",
        "/",
        "/apply/",
        " /office/",
    ],
)
def test_a_forged_address_to_go_on_to_is_not_followed(client: Client, liming: UUID, forged: str) -> None:
    location = entered(client, next=forged).headers["Location"]
    assert "evil" not in location or location.startswith(SEAT)
    final = client.get(SEAT, {"next": forged}).headers["Location"]
    assert final.startswith("/office/")
    assert "\n" not in final
    assert "evil.example" not in final


def test_signing_in_from_a_page_of_another_site_is_refused(liming: UUID) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert entered(strict).status_code == 403
    assert not SignIn.objects.exists()


def test_a_piece_of_a_page_sends_the_whole_page_to_the_sign_in(client: Client) -> None:
    response = client.get(TABLE, headers={"HX-Request": "true"})
    assert (response.status_code, response.headers["HX-Redirect"]) == (204, SIGN_IN)


@pytest.mark.parametrize("sign", ["\x00", "x" * 1_000_000, "<script>alert(1)</script>", "𠮷" * 40, "'; --"])
def test_hostile_text_in_the_fields_is_refused_or_inert(client: Client, liming: UUID, sign: str) -> None:
    response = entered(client, sign, sign)
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


# The second factor


def test_an_administrator_sets_a_second_factor_up_before_anything_else(client: Client) -> None:
    founded(timezone.localdate(), timezone.now())
    assert entered(client, "anquan").headers["Location"] == NEW_SECOND
    page = client.get(NEW_SECOND).content.decode()
    assert "<svg" in page
    assert client.post(NEW_SECOND, {"code": "000000"}).status_code == 200
    assert not is_in(client)
    codes = client.post(NEW_SECOND, {"code": code("anquan")}).context["codes"]
    assert len(codes) == 10
    assert client.get(SEAT).headers["Location"] == "/office/settings/"
    assert client.get("/office/settings/seats/").status_code == 200


def test_the_next_time_the_code_of_the_moment_is_asked_for(client: Client) -> None:
    founded(timezone.localdate(), timezone.now())
    with_second(client, "anquan")
    again = Client()
    assert entered(again, "anquan").headers["Location"] == SECOND
    assert again.get(NEW_SECOND).headers["Location"] == SECOND
    assert again.post(SECOND, {"code": "12345"}).status_code == 200
    assert again.post(SECOND, {"code": code("anquan", drift=1)}).status_code == 302
    again.get(SEAT)
    assert is_in(again)


def test_a_code_that_was_used_is_not_used_again(client: Client) -> None:
    founded(timezone.localdate(), timezone.now())
    with_second(client, "anquan")
    used = code("anquan", drift=1)
    again, thief = Client(), Client()
    entered(again, "anquan")
    assert again.post(SECOND, {"code": used}).status_code == 302
    entered(thief, "anquan")
    assert "已经用过" in thief.post(SECOND, {"code": used}).content.decode()
    assert not is_in(thief)


def test_wrong_codes_lock_the_username_as_wrong_passwords_do(client: Client) -> None:
    founded(timezone.localdate(), timezone.now())
    with_second(client, "anquan")
    again = Client()
    entered(again, "anquan")
    for number in range(5):
        response = again.post(SECOND, {"code": f"00000{number}"})
    assert response.status_code == 429
    assert again.post(SECOND, {"code": code("anquan", drift=1)}).headers["Location"] == SIGN_IN
    assert entered(again, "anquan").status_code == 429


def test_showing_the_password_again_does_not_forget_wrong_codes(client: Client) -> None:
    founded(timezone.localdate(), timezone.now())
    with_second(client, "anquan")
    again = Client()
    for number in range(5):
        entered(again, "anquan")
        response = again.post(SECOND, {"code": f"00000{number}"})
    assert response.status_code == 429


def test_a_password_shown_is_good_for_five_minutes(client: Client) -> None:
    founded(timezone.localdate(), timezone.now())
    with_second(client, "anquan")
    again = Client()
    entered(again, "anquan")
    session = again.session
    session[sign_in.PENDING][1] = (timezone.now() - timedelta(minutes=6)).isoformat()
    session.save()
    assert again.get(SECOND).headers["Location"] == f"{SIGN_IN}?next=%2Foffice%2Fsign-in%2Fsecond%2F"


def test_a_recovery_code_serves_once_and_for_one_person(client: Client) -> None:
    founded(timezone.localdate(), timezone.now())
    codes, others = with_second(client, "anquan"), with_second(Client(), "shenji")
    again = Client()
    entered(again, "anquan")
    assert "不对" in again.post(SECOND, {"code": others[0]}).content.decode()
    assert again.post(SECOND, {"code": codes[3].lower().replace("-", " ")}).status_code == 302
    assert SignIn.objects.filter(event="recovery", person="anquan").count() == 1
    last = Client()
    entered(last, "anquan")
    assert "不对" in last.post(SECOND, {"code": codes[3]}).content.decode()
    assert not RecoveryCode.objects.filter(digest__in=codes).exists()


def test_whoever_wants_a_second_factor_may_have_one(client: Client, liming: UUID) -> None:
    entered(client)
    assert client.get(NEW_SECOND).status_code == 200
    assert len(client.post(NEW_SECOND, {"code": code("liming")}).context["codes"]) == 10
    client.get(SEAT)
    assert is_in(client)
    assert entered(Client()).headers["Location"] == SECOND


def test_a_setting_makes_the_second_factor_compulsory_for_all(
    client: Client, liming: UUID, settings: Any
) -> None:
    settings.MINGBAI_SECOND_FACTOR = "all"
    assert entered(client).headers["Location"] == NEW_SECOND


def test_in_a_demonstration_an_administrator_looks_around_without_a_second_factor(
    client: Client, settings: Any
) -> None:
    founded(timezone.localdate(), timezone.now())
    settings.MINGBAI_SECOND_FACTOR = "nobody"
    assert entered(client, "shenji").headers["Location"] not in (SECOND, NEW_SECOND)


def test_a_reset_second_factor_is_set_up_anew(client: Client) -> None:
    today, now = timezone.localdate(), timezone.now()
    founded(today, now)
    codes = with_second(client, "shenji")
    persons.reset_second_factor(username="shenji", by=security(today), now=now, today=today)
    again = Client()
    assert entered(again, "shenji").headers["Location"] == NEW_SECOND
    assert "不对" in again.post(SECOND, {"code": codes[0]}).content.decode()
    assert not is_in(again)


def test_who_has_the_database_alone_has_no_second_factor(client: Client) -> None:
    founded(timezone.localdate(), timezone.now())
    codes = with_second(client, "anquan")
    key = second_factor.key_of(Telephone.objects.get())
    rows = "\n".join(
        line for model in (Telephone, RecoveryCode, Person) for line in written(model)
    )  # as a backup has them
    for form in (key.hex(), b32encode(key).decode(), b64encode(key).decode(), *codes):
        assert form.lower() not in rows.lower()
    assert key not in bytes(Telephone.objects.get().sealed)


def test_the_second_factor_of_one_person_does_not_open_as_anothers(client: Client) -> None:
    founded(timezone.localdate(), timezone.now())
    with_second(client, "anquan")
    with_second(Client(), "shenji")
    mine = Telephone.objects.get(person__username="anquan")
    Telephone.objects.filter(person__username="shenji").update(sealed=bytes(mine.sealed))
    with pytest.raises(Unopened):
        second_factor.key_of(Telephone.objects.get(person__username="shenji"))


def test_who_has_the_database_alone_has_nobodys_session(client: Client, liming: UUID) -> None:
    entered(client)
    client.get(SEAT)
    assert is_in(client)
    (row,) = Session.objects.all()
    assert client.cookies["sessionid"].value not in row.session_key
    thief = Client()
    thief.cookies["sessionid"] = row.session_key
    assert not is_in(thief)
    client.post("/office/sign-out/")
    assert not Session.objects.filter(session_key=row.session_key).exists()


# Passwords


def test_a_password_that_another_has_seen_is_changed_first(client: Client, liming: UUID) -> None:
    now, today = timezone.now(), timezone.localdate()
    persons.reset_password(username="liming", password="Baiyun-5566", by=SYSTEM, now=now, today=today)
    entered(client, password="Baiyun-5566")
    assert client.get(SEAT).headers["Location"] == CHANGE
    assert not is_in(client)
    response = client.post(CHANGE, {"old": "Baiyun-5566", "new": "Hongyan-9911", "again": "Hongyan-9911"})
    assert response.headers["Location"] == SEAT
    client.get(SEAT)
    assert is_in(client)


def test_a_password_of_ninety_days_ago_is_changed_first(client: Client, liming: UUID) -> None:
    Person.objects.update(password_changed_at=timezone.now() - timedelta(days=91))
    entered(client)
    assert client.get(TABLE).headers["Location"].startswith(CHANGE)
    assert client.get(SEAT).headers["Location"] == CHANGE


def test_changing_the_password_ends_the_other_sessions(client: Client, liming: UUID) -> None:
    entered(client)
    client.get(SEAT)
    old = client.cookies["sessionid"].value
    client.post(CHANGE, {"old": PASSWORD, "new": "Hongyan-9911", "again": "Hongyan-9911"})
    assert is_in(client)
    thief = Client()
    thief.cookies["sessionid"] = old
    assert not is_in(thief)
    assert entered(Client(), password=PASSWORD).status_code == 200


def test_the_present_password_is_not_guessed_at_leisure(client: Client, liming: UUID) -> None:
    entered(client)
    for number in range(5):
        response = client.post(
            CHANGE, {"old": f"wrong{number}", "new": "Hongyan-9911", "again": "Hongyan-9911"}
        )
    assert response.headers["Location"] == SIGN_IN
    assert not is_in(client)
    assert entered(client).status_code == 429


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("Aa1-aaaa", "10 至 128"),
        ("A1-" + "a" * 126, "128"),
        ("alllowercaseletters", "至少 3 类"),
        ("lowercase1234567", "至少 3 类"),
        ("P@ssw0rd123", "太常见"),
        ("Qwer1234!!", "太常见"),
        ("Admin@123456", "太常见"),
        ("Liming-778899", "用户名"),
        ("XX李明xx-778899", "姓名"),
        (PASSWORD, "最近 5 次"),
    ],
)
def test_a_password_that_breaks_a_rule_is_refused_and_says_which(
    client: Client, liming: UUID, password: str, says: str
) -> None:
    entered(client)
    response = client.post(CHANGE, {"old": PASSWORD, "new": password, "again": password})
    assert response.status_code == 200
    assert says in str(response.context["form"].errors) or says in response.content.decode()
    assert response.context["form"].errors
    assert entered(Client()).status_code == 302


def test_the_last_five_passwords_are_not_taken_again_the_sixth_is(liming: UUID) -> None:
    person, today = Person.objects.get(username="liming"), timezone.localdate()
    given = [PASSWORD, *(f"Hongyan-{number}{number}77" for number in range(5))]
    for old, new in pairwise(given):
        persons.change_password(person=person, old=old, new=new, now=timezone.now(), today=today)
    with pytest.raises(Exception, match="最近 5 次"):
        persons.change_password(person=person, old=given[-1], new=given[1], now=timezone.now(), today=today)
    persons.change_password(person=person, old=given[-1], new=PASSWORD, now=timezone.now(), today=today)


def test_no_secret_stands_in_the_ledger(client: Client, liming: UUID) -> None:
    founded(timezone.localdate(), timezone.now())
    codes = with_second(Client(), "anquan")
    entered(client)
    client.post(CHANGE, {"old": PASSWORD, "new": "Hongyan-9911", "again": "Hongyan-9911"})
    key = b32encode(second_factor.key_of(Telephone.objects.get())).decode()
    told = "\n".join(Entry.objects.values_list("facts", flat=True))
    for secret in (PASSWORD, "Hongyan", "argon2", key, *codes):
        assert secret not in told
    assert queries.seats_of("liming", timezone.localdate())
