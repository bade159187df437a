"""What was submitted online is opened, registered and confirmed by the inner side, and nothing acknowledged is lost."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from mingbai_web.accounts.roles import Role
from mingbai_web.applications import incoming, queries, services
from mingbai_web.applications.models import Application, Item
from mingbai_web.files import queries as files
from mingbai_web.files.models import File as Stored
from mingbai_web.intake import queries as outer
from mingbai_web.intake import services as intake
from mingbai_web.intake.codes import code_of, same_code
from mingbai_web.intake.details import Details, File, Person, Sought, Wanted
from mingbai_web.ledger import queries as ledger
from mingbai_web.look import wording
from mingbai_web.parties import queries as parties
from tests.web.applications.desk import Desk
from tests.web.applications.office import Office
from tests.web.applications.walking import posted

pytestmark = pytest.mark.django_db

DETAILS = Details(
    Sought("清河区2025年老旧小区改造名单", features="赵𠮷一所住的小区"),
    Wanted("electronic", "online"),
    Person("赵𠮷一", "natural_person", "permit", "HA0000000", "0000-0000000"),
)


def sent(body: object) -> intake.Acknowledgement:
    return intake.submit(details=DETAILS, files=(), body=body, key=uuid4().hex, now=timezone.now())  # type: ignore[arg-type]


@pytest.fixture
def office() -> Office:
    return Office.made()


def taken(office: Office, told: intake.Acknowledgement, **given: object) -> list[object]:
    return services.take_in(
        submission=told.id,
        matters=given.pop("matters", ["旧改名单"]),  # type: ignore[arg-type]
        by=office.viewer(Role.REGISTRAR),
        now=timezone.now(),
        key=str(given.pop("key", "take-1")),
        **given,  # type: ignore[arg-type]
    )


def test_a_submission_becomes_an_application_that_waits_for_confirmation(office: Office) -> None:
    told = sent(office.body)
    (made,) = taken(office, told)
    row = Application.objects.get()
    assert (row.subject, row.state, row.due, row.channel) == (made.id, "unconfirmed", None, "online")  # type: ignore[attr-defined]
    assert Item.objects.get().became == "applications"
    assert outer.waiting([office.body]) == ()


def test_the_applicant_is_known_by_the_inner_side_and_by_no_act(office: Office) -> None:
    (made,) = taken(office, sent(office.body))
    row = Application.objects.get()
    chain = ledger.entries("application", made.id) + ledger.entries("item", Item.objects.get().subject)  # type: ignore[attr-defined]
    chain += ledger.entries("party", row.party)
    said = "".join(entry.facts for entry in chain)
    assert not any(word in said for word in ("赵", "HA0000000", "0000-0000000"))
    reader = office.viewer(Role.CASE_OFFICER)
    assert parties.masked([row.party], reader)[row.party] != "赵𠮷一"
    assert parties.unmasked(row.party, reader, "核对身份", timezone.now()).name == "赵𠮷一"


def test_the_number_and_code_that_were_acknowledged_are_those_of_the_application(office: Office) -> None:
    told = sent(office.body)
    (made,) = taken(office, told)
    facts = queries.sheet(
        application=made.id,  # type: ignore[attr-defined]
        viewer=office.viewer(Role.CASE_OFFICER),
        today=timezone.localdate(),
    ).facts
    assert facts.public_number == told.number
    assert same_code(told.number, code_of(told.id), facts.code)


def test_confirmed_in_the_same_go_its_clock_runs_from_that_day(office: Office) -> None:
    today = timezone.localdate()
    taken(office, sent(office.body), confirmed_on=today)
    row = Application.objects.get()
    assert (row.state, row.received) == ("open", today)


def test_taking_in_twice_with_the_same_key_registers_once_and_another_key_finds_nothing(
    office: Office,
) -> None:
    told = sent(office.body)
    first = taken(office, told, matters=["名单", "资金"])
    assert taken(office, told, matters=["名单", "资金"]) == first
    with pytest.raises(services.NotHere):
        taken(office, told, key="take-2")
    assert Application.objects.count() == 2


def test_a_registrar_of_another_body_cannot_open_it(office: Office) -> None:
    told = sent(office.body)
    with pytest.raises(services.NotHere):
        services.open_submission(submission=told.id, by=Office.made().viewer(Role.REGISTRAR))


def test_a_submission_is_to_be_confirmed_on_the_same_working_day(office: Office) -> None:
    sent(office.body)
    (found,) = incoming.submissions(viewer=office.viewer(Role.REGISTRAR), today=timezone.localdate())
    assert timezone.localdate() <= found["confirm_by"] <= timezone.localdate() + timedelta(12)
    assert found["left"] == (found["confirm_by"] != timezone.localdate())


def test_the_registrar_takes_it_in_by_the_page(office: Office) -> None:
    desk = Desk.opened(Role.REGISTRAR)
    told = sent(desk.body)
    client = desk.client(Role.REGISTRAR)
    assert told.number in client.get("/office/items/").content.decode()
    address = f"/office/submissions/{told.id}/"
    page = client.get(address).content.decode()
    assert '<a href="/office/items/" aria-current="page">' in page
    today = timezone.localdate()
    waits = posted(client, address, {"matters": "旧改名单"}, confirm=False).content.decode()
    assert "从到达之日算起的保险期限为" in waits
    given = {"matters": "旧改名单", "confirmed_on": today.isoformat()}
    says = posted(client, address, given, confirm=False).content.decode()
    assert f"收到申请之日为{wording.day(today, 'zh')}，答复期限为" in says
    found = posted(client, address, given)
    assert found.status_code == 302
    assert "旧改名单" in client.get(found["Location"]).content.decode()


def test_the_files_of_a_submission_are_kept_with_the_application_under_the_applicants_key(
    office: Office,
) -> None:
    scan = File("身份证.txt", "description", "text/plain", "补充说明".encode())
    told = intake.submit(details=DETAILS, files=[scan], body=office.body, key=uuid4().hex, now=timezone.now())
    (made,) = taken(office, told)
    reader = office.viewer(Role.CASE_OFFICER)
    (kept,) = files.listed(made, reader)  # type: ignore[arg-type]
    assert files.open(kept.id, reader, now=timezone.now()).data == "补充说明".encode()
    row = Stored.objects.get()
    assert row.party_id == Application.objects.get().party
