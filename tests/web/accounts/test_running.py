"""The pages of the three administrators: each sees what it may do; jobs, seals, verifying, the ledger of one subject."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from mingbai_web.accounts.roles import Role
from mingbai_web.jobs import proofs, services, worker
from mingbai_web.jobs.models import Job, Proof, State
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.services import seal
from tests.web.applications.office import Office
from tests.web.desks import posted, signed_in

pytestmark = pytest.mark.django_db

ROOT = "/office/settings/"


@pytest.mark.parametrize(
    ("role", "sees", "does_not"),
    [
        (
            Role.SYSTEM_ADMIN,
            ("bodies", "chains", "series", "jobs"),
            ("seats", "ledger", "reads", "mailboxes"),
        ),
        (
            Role.SECURITY_ADMIN,
            ("persons", "seats", "mailboxes"),
            ("bodies", "chains", "jobs", "ledger", "reads"),
        ),
        (Role.AUDIT_ADMIN, ("seals", "ledger", "reads", "sign-ins"), ("bodies", "seats", "jobs", "chains")),
        (
            Role.CASE_OFFICER,
            ("permissions", "rules", "calendars"),
            ("bodies", "seats", "jobs", "ledger", "series"),
        ),
    ],
)
def test_the_settings_show_each_seat_what_it_may_do_and_nothing_else(
    role: Role, sees: tuple[str, ...], does_not: tuple[str, ...]
) -> None:
    client = signed_in(role)
    page = client.get(ROOT).content.decode()
    for each in sees:
        assert f'href="{ROOT}{each}/"' in page
        assert client.get(f"{ROOT}{each}/").status_code == 200
    for each in does_not:
        assert f'href="{ROOT}{each}/"' not in page
        assert client.get(f"{ROOT}{each}/").status_code == 403


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
def test_an_administrator_is_led_to_the_settings_and_sees_no_numbers_of_cases(role: Role) -> None:
    client = signed_in(role)
    assert client.get("/office/")["Location"] == ROOT
    assert client.get("/office/sign-in/")["Location"] == ROOT
    assert "今日要办" not in client.get(ROOT).content.decode()


def test_the_mail_room_is_led_to_what_comes_in() -> None:
    assert signed_in(Role.MAIL_ROOM, uuid4()).get("/office/")["Location"] == "/office/items/"


def test_a_job_that_was_given_up_is_shown_with_its_reason_and_begun_anew_by_page() -> None:
    now = timezone.now()
    id = services.ask(work="jobs.forget", facts={}, now=now)
    Job.objects.filter(id=id).update(
        state=State.FAILED, attempts=8, ended_at=now, reason="邮件服务器没有回应"
    )
    client = signed_in(Role.SYSTEM_ADMIN)
    page = client.get(f"{ROOT}jobs/").content.decode()
    assert "邮件服务器没有回应" in page
    address = f"{ROOT}jobs/{id}/retry/"
    assert address in page
    assert posted(client, address, {}).status_code == 302
    job = Job.objects.get(id=id)
    assert (job.state, job.attempts) == (State.WAITING, 0)
    assert client.get(address).status_code == 404
    assert signed_in(Role.AUDIT_ADMIN).get(f"{ROOT}jobs/").status_code == 403


def test_the_seals_are_shown_and_verifying_is_asked_for_once_and_its_result_kept() -> None:
    Office.made().received(date(2025, 3, 3))
    made = seal(on=timezone.localdate() - timedelta(1), now=timezone.now())
    client = signed_in(Role.AUDIT_ADMIN)
    page = client.get(f"{ROOT}seals/").content.decode()
    assert made.digest in page
    assert "还没有核验过" in page
    assert posted(client, f"{ROOT}seals/verify/", {}).status_code == 302
    assert "正在后台核验" in client.get(f"{ROOT}seals/").content.decode()
    assert proofs.ask(by="shenji", now=timezone.now()) is None
    worker.work_off(worker="test", clock=timezone.now)
    assert Proof.objects.count() == 1
    (found,) = proofs.latest()
    assert found.entries > 0
    assert found.seals == 1
    assert not proofs.under_way()
    page = client.get(f"{ROOT}seals/").content.decode()
    assert ("全部相符" in page) == (found.count == 0)


def test_the_ledger_of_one_subject_says_who_did_what_when_and_not_what_it_says() -> None:
    office = Office.made()
    case = office.received(date(2025, 3, 3), matter="某人的事")
    client = signed_in(Role.AUDIT_ADMIN)
    page = client.get(f"{ROOT}ledger/?kind=application&id={case}").content.decode()
    for entry in ledger.entries("application", case):
        assert entry.digest[:16] in page
        assert entry.person in page
    assert "登记申请" in page
    assert "某人的事" not in page
    assert "没有这个对象的记录" in client.get(f"{ROOT}ledger/?kind=paper&id={case}").content.decode()
    assert client.get(f"{ROOT}ledger/?kind=application&id=1").status_code == 422
    assert client.get(f"{ROOT}ledger/?kind=nothing&id={case}").status_code == 422
