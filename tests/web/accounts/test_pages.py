"""The pages of the security administrator and of the audit administrator: every act is shown before it is done."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from mingbai_web.accounts import access, handing, queries
from mingbai_web.accounts.models import Person
from mingbai_web.accounts.roles import Role
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.subjects import Subject
from tests.web.accounts.office import founded, inside, seat, seated, someone

pytestmark = pytest.mark.django_db

SEATS, PERSONS = "/office/settings/seats/", "/office/settings/persons/"
DO = {"confirm": "1"}


def sent(client: Client, page: str, given: dict[str, Any]) -> Any:
    """Post what was filled in, with the key that the form came with."""
    return client.post(page, {"key": uuid4().hex} | given)


@pytest.fixture
def seats() -> dict[Role, UUID]:
    return founded(timezone.localdate(), timezone.now())


@pytest.fixture
def security(seats: dict[Role, UUID]) -> Client:
    return inside("anquan", seats[Role.SECURITY_ADMIN])


@pytest.fixture
def officer() -> UUID:
    """The seat of a case officer, held by liming from today on."""
    someone("liming", "李明", now=timezone.now(), today=timezone.localdate())
    return seat(Role.CASE_OFFICER, "liming", today=timezone.localdate(), name="经办一岗")


def test_seats_called_by_what_they_are_for_are_so_called_in_english(security: Client) -> None:
    today, now = timezone.localdate(), timezone.now()
    someone("liming", "李明", now=now, today=today)
    held = seat(Role.CASE_OFFICER, "liming", today=today, name="经办人")
    own = seat(Role.LEADER, "liming", today=today, name="二号楼签发岗")
    person = Person.objects.get(username="liming").pk
    places = (
        SEATS,
        PERSONS,
        f"{SEATS}{held}/",
        f"{PERSONS}{person}/",
        "/office/settings/mailboxes/",
        "/office/settings/hand-overs/",
    )
    for language, name, other in (("en", "Case officer", "经办人"), ("zh-hans", "经办人", "Case officer")):
        security.cookies["django_language"] = language
        for place in places:
            page = security.get(place).content.decode()
            assert other not in page, place
            assert name.lower() in page.lower() or "hand-overs" in place, place
        assert "二号楼签发岗" in security.get(f"{SEATS}{own}/").content.decode()


def test_an_act_is_shown_first_and_done_only_when_confirmed(security: Client) -> None:
    given = {"username": "wangfang", "name": "王芳"}
    page = sent(security, PERSONS + "new/", given).content.decode()
    assert "确认后，登记“王芳”" in page
    assert "不能撤回" in page
    assert not Person.objects.filter(username="wangfang").exists()
    back = sent(security, PERSONS + "new/", given | {"change": "1"}).content.decode()
    assert 'value="wangfang"' in back
    page = sent(security, PERSONS + "new/", given | DO).content.decode()
    made = Person.objects.get(username="wangfang")
    assert made.must_change
    told = page.split("<code>")[2].split("</code>")[0].replace("&#x27;", "'").replace("&amp;", "&")
    assert made.check_password(told)


def test_a_taken_username_is_said_above_the_form(security: Client) -> None:
    page = sent(security, PERSONS + "new/", {"username": "ANQUAN", "name": "安泉"} | DO).content.decode()
    assert "已经有人使用" in page
    assert 'value="ANQUAN"' in page


def test_a_seat_is_made_held_deputised_and_closed_on_pages(security: Client, officer: UUID) -> None:
    today = timezone.localdate()
    given = {"name": "窗口一岗", "role": "registrar"}
    assert "确认后，设立“窗口一岗”" in sent(security, SEATS + "new/", given).content.decode()
    made = UUID(sent(security, SEATS + "new/", given | DO).headers["Location"].split("/")[-2])
    page = f"{SEATS}{made}/"

    def act(step: str, says: str, **given: Any) -> None:
        form = security.get(page + step).context["form"]
        given = {"seen": form["seen"].value()} | given
        shown = sent(security, page + step, given).content.decode()
        assert says in shown, shown
        assert sent(security, page + step, given | DO).headers["Location"] == page

    act("hold/", "确认后，李明（liming）自", person="liming", since=today.isoformat())
    assert [each.username for each in queries.holders(made, today)] == ["liming"]
    act("deputise/", "可以代“窗口一岗”办理", deputy=str(officer), since=today.isoformat())
    assert [term.who for term in queries.deputies(made)] == [str(officer)]
    assert "经办一岗" in security.get(page).content.decode()
    act(f"recall/{officer}/", "不再代“窗口一岗”办理", last=today.isoformat())
    person = Person.objects.get(username="liming")
    act(f"leave/{person.pk}/", "李明在", last=today.isoformat())
    act("change/", "立即按新的名称", name="窗口二岗")
    assert queries.seat(made).name == "窗口二岗"
    act("close/", "不能恢复", last=today.isoformat())
    assert not queries.seat(made).open_on(today + timedelta(1))


def test_who_confirms_what_somebody_changed_meanwhile_is_told(security: Client, officer: UUID) -> None:
    page = f"{SEATS}{officer}/change/"
    seen = security.get(page).context["form"]["seen"].value()
    for name in ("一", "二"):
        response = sent(security, page, {"seen": seen, "name": name} | DO)
    assert response.status_code == 422
    assert "刚刚有人办过一步" in response.content.decode()
    assert queries.seat(officer).name == "一"


def test_what_a_seat_has_in_hand_is_handed_over_on_a_page(
    security: Client, officer: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing, "_DECLARED", {})
    thing, second = Subject("thing", uuid4()), seat(Role.CASE_OFFICER, today=timezone.localdate())
    handing.declare(handing.Handing("thing", lambda of, day: [handing.InHand(thing, "清河申〔2026〕1号")]))
    page = f"{SEATS}{officer}/hand-over/"
    form = security.get(page).context["form"]
    assert form["subjects"].value() == [f"thing/{thing.id}"]
    given = {
        "seen": form["seen"].value(),
        "to": str(second),
        "on": timezone.localdate().isoformat(),
        "subjects": [f"thing/{thing.id}"],
    }
    assert "1 件事项由“经办一岗”移交" in sent(security, page, given).content.decode()
    sent(security, page, given | DO)
    assert queries.now_with(thing, officer, timezone.localdate()) == second
    forged = given | {"subjects": [f"thing/{uuid4()}"]} | DO
    assert sent(security, page, forged).status_code == 422


@pytest.mark.parametrize("act", ["rename", "lock", "free", "password"])
def test_each_act_on_a_person_says_what_it_changes_before(security: Client, officer: UUID, act: str) -> None:
    person = Person.objects.get(username="liming")
    page = f"{PERSONS}{person.pk}/{act}/"
    given = {"name": "李 明", "reason": "调离"}
    before = Entry.objects.count()
    assert "确认后，" in sent(security, page, given).content.decode()
    assert Entry.objects.count() == before
    assert sent(security, page, given | DO).status_code in (200, 302)
    assert Entry.objects.count() == before + 1
    assert sent(security, f"{PERSONS}{person.pk}/fly/", DO).status_code == 404


def test_nobody_else_opens_the_pages_of_the_security_administrator(
    seats: dict[Role, UUID], officer: UUID
) -> None:
    person = Person.objects.get(username="liming")
    addresses = [
        SEATS,
        SEATS + "new/",
        f"{SEATS}{officer}/",
        *(f"{SEATS}{officer}/{act}/" for act in ("change", "hold", "deputise", "hand-over", "close")),
        f"{SEATS}{officer}/leave/{person.pk}/",
        f"{SEATS}{officer}/recall/{officer}/",
        PERSONS,
        PERSONS + "new/",
        f"{PERSONS}{person.pk}/",
        f"{PERSONS}{person.pk}/password/",
    ]
    for client in (inside("liming", officer), inside("xitong", seats[Role.SYSTEM_ADMIN])):
        for address in addresses:
            assert client.get(address).status_code == 403, address
            assert client.post(address, DO).status_code == 403, address
    stranger = Client()
    for address in addresses:
        assert stranger.get(address).headers["Location"].startswith("/office/sign-in/")


def test_a_head_of_department_hands_over_but_does_not_keep_seats(officer: UUID) -> None:
    someone("wangfang", "王芳", now=timezone.now())
    head = seat(Role.DEPARTMENT_HEAD, "wangfang", today=timezone.localdate())
    client = inside("wangfang", head)
    assert client.get(f"{SEATS}{officer}/hand-over/").status_code == 200
    assert client.get(f"{SEATS}{officer}/close/").status_code == 403


def test_the_logs_are_shown_to_the_audit_administrator_alone(seats: dict[Role, UUID], officer: UUID) -> None:
    party = uuid4()
    access.read(seated(Role.REGISTRAR), party, "核对<b>身份</b>", timezone.now())
    audit = inside("shenji", seats[Role.AUDIT_ADMIN])
    page = audit.get("/office/settings/reads/", {"person": "liming", "party": str(party)}).content.decode()
    assert "核对&lt;b&gt;身份" in page
    assert "没有查看记录" in audit.get("/office/settings/reads/", {"party": "x"}).content.decode()
    assert audit.get("/office/settings/sign-ins/", {"first": "x"}).status_code == 200
    for client in (inside("anquan", seats[Role.SECURITY_ADMIN]), inside("liming", officer)):
        for address in ("/office/settings/reads/", "/office/settings/sign-ins/"):
            assert client.get(address).status_code == 403


def test_a_long_log_is_read_page_by_page(seats: dict[Role, UUID]) -> None:
    for number in range(103):
        access.read(seated(Role.REGISTRAR), uuid4(), f"核对第{number}件", timezone.now())
    audit = inside("shenji", seats[Role.AUDIT_ADMIN])
    page = audit.get("/office/settings/reads/", {"person": "liming"}).content.decode()
    assert page.count("核对第") == 100
    assert "?person=liming&amp;first=100" in page
    older = audit.get("/office/settings/reads/", {"first": "100"}).content.decode()
    assert older.count("核对第") == 3


def test_everybody_in_a_seat_reads_the_table_of_permissions(officer: UUID) -> None:
    page = inside("liming", officer).get("/office/settings/permissions/").content.decode()
    assert "同意延长答复期限" in page
    english = inside("liming", officer)
    english.cookies["django_language"] = "en"
    assert "approve an extension" in english.get("/office/settings/permissions/").content.decode()


def test_lists_of_seats_and_persons_cost_a_constant_number_of_queries(
    security: Client, officer: UUID, django_assert_max_num_queries: Any
) -> None:
    for number in range(6):
        someone(f"person{number}", now=timezone.now())
        seat(Role.REGISTRAR, f"person{number}", today=timezone.localdate())
    for address in (SEATS, PERSONS):
        with django_assert_max_num_queries(12):
            assert security.get(address).status_code == 200


def test_the_pages_and_what_an_act_changes_are_said_in_english_too(security: Client, officer: UUID) -> None:
    security.cookies["django_language"] = "en"
    page = sent(security, f"{SEATS}{officer}/close/", {"last": timezone.localdate().isoformat()})
    assert "who holds it or stands in for it leaves it then" in page.content.decode()
    assert "Kind of seat" in security.get(f"{SEATS}{officer}/").content.decode()
    stranger = Client()
    stranger.cookies["django_language"] = "en"
    page = stranger.post("/office/sign-in/", {"username": "nobody", "password": "x"})
    assert "The username or the password is not right" in page.content.decode()
    assert "Officers sign in here." in page.content.decode()
