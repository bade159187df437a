"""Letters that went out are fetched by who holds number and code, by nobody else, and by nobody once the applicant is erased."""

import base64
import re
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pdfplumber
import pytest
from django.core import signing
from django.db import connection, transaction
from django.db.models import QuerySet
from django.test import Client
from django.utils import timezone

from mingbai.lifecycle import Kind
from mingbai_web.accounts.roles import Role
from mingbai_web.applications import publishing, services
from mingbai_web.intake import codes
from mingbai_web.jobs.models import Job
from mingbai_web.jobs.worker import work_off
from mingbai_web.ledger import projections
from mingbai_web.ledger import queries as ledger
from mingbai_web.papers import services as papers
from mingbai_web.parties import keys
from mingbai_web.parties import queries as known
from mingbai_web.parties import services as parties
from mingbai_web.parties.details import Details
from mingbai_web.parties.keys import KeyGone
from mingbai_web.tracking import letters
from mingbai_web.tracking.models import PublicCase, PublicLetter, PublicStep
from tests.web.applications.desk import Desk
from tests.web.applications.office import at
from tests.web.applications.test_answer import drafted, paper_head, signed

pytestmark = pytest.mark.django_db
NAME = "赵𠮷一"
TODAY = timezone.localdate


@pytest.fixture
def desk() -> Desk:
    return Desk.opened()


@pytest.fixture
def case(desk: Desk) -> UUID:
    by = desk.viewer(Role.REGISTRAR)
    party = parties.take(details=Details(NAME), kind="natural_person", by=by, now=at(TODAY()), body=desk.body)
    return desk.received(TODAY(), party=party, now=at(TODAY(), 10))


def asked() -> QuerySet[Job]:
    """Return the jobs that hand letters over."""
    return Job.objects.filter(work="applications.publish_letter")


def worked() -> int:
    """Work off all there is; return how many letters that handed over."""
    left = asked().filter(state="waiting").count()
    while work_off(worker="test", clock=timezone.now):
        pass
    return left


def dispatched(desk: Desk, case: UUID, *, worked_off: bool = True) -> UUID:
    paper = drafted(desk, case, at(TODAY(), 11))
    signed(desk, paper, at(TODAY(), 12))
    assert not asked().exists()  # what is signed has not gone out
    papers.dispatch(
        paper=paper, route="post", day=TODAY(), tracking="XA1", by=desk.viewer(Role.REGISTRAR), seen=paper_head(paper),
        now=timezone.now(),
    )  # fmt: skip
    if worked_off:
        assert worked() == 1
    return paper


def access(case: UUID) -> tuple[str, str]:
    return PublicCase.objects.get(subject=case).number, codes.code_of(case)


def followed(case: UUID) -> Client:
    client, (number, code) = Client(), access(case)
    assert client.post("/follow/", {"number": number, "code": code}).status_code == 302
    return client


def page_of(client: Client) -> str:
    return client.get("/follow/progress/").content.decode()


def erased(desk: Desk, case: UUID, on_commit: Any) -> UUID:
    party = desk.row(case).party
    with on_commit(execute=True):
        parties.erase(
            party=party, by=desk.viewer(Role.WORKING_BODY_HEAD), reason="申请人要求", now=timezone.now(), seen=known.head(party)
        )  # fmt: skip
    return party


def test_a_reply_that_went_out_is_being_made_and_then_can_be_fetched(desk: Desk, case: UUID) -> None:
    paper = dispatched(desk, case, worked_off=False)
    client = followed(case)
    assert "文书正在准备" in page_of(client)
    assert client.get(f"/follow/letters/{paper}/").status_code == 404
    assert worked() == 1
    assert f'href="/follow/letters/{paper}/"' in page_of(client)
    assert "文书正在准备" not in page_of(client)
    answer = client.get(f"/follow/letters/{paper}/")
    with pdfplumber.open(BytesIO(answer.content)) as pdf:
        text = "".join(page.extract_text() for page in pdf.pages)
    assert "答复书" in text
    assert "清政公开答" in text
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "no-store" in answer.headers["Cache-Control"]
    assert list(projections.differences()) == []


def test_a_reply_to_be_handed_over_can_be_fetched_once_it_was_signed_for(desk: Desk, case: UUID) -> None:
    paper = drafted(desk, case, at(TODAY(), 11))
    signed(desk, paper, at(TODAY(), 12))
    clerk = desk.viewer(Role.REGISTRAR)
    papers.dispatch(
        paper=paper, route="in-person", day=TODAY(), by=clerk, seen=paper_head(paper), now=timezone.now()
    )
    client = followed(case)
    assert "等待你签收" in page_of(client)
    assert "文书正在准备" not in page_of(client)
    assert worked() == 0
    papers.serve(paper=paper, day=TODAY(), by=clerk, seen=paper_head(paper), now=timezone.now())
    assert worked() == 1
    assert f'href="/follow/letters/{paper}/"' in page_of(client)


def test_a_receipt_and_a_notice_can_be_fetched_once_issued(desk: Desk, case: UUID) -> None:
    officer = desk.viewer(Role.CASE_OFFICER)
    receipt = services.issue_receipt(application=case, by=officer, seen=desk.head(case), now=at(TODAY(), 11))
    notice = services.write_step(
        application=case, step=Kind.AMENDMENT_ASKED, facts={}, given={"defects": "没有写明年份"}, by=officer,
        seen=desk.head(case), now=at(TODAY(), 12),
    )  # fmt: skip
    assert worked() == 2
    steps = PublicStep.objects.filter(subject=case).order_by("ordinal")
    assert [(step.kind, step.letter, step.letter_name) for step in steps] == [
        ("received", receipt, "政府信息公开申请接收回执.pdf"),
        ("amendment_asked", notice, "政府信息公开申请补正告知书.pdf"),
    ]
    assert letters.there(access(case)[0]) == {receipt, notice}


def test_a_letter_to_a_third_party_is_not_for_the_applicant(desk: Desk, case: UUID) -> None:
    paper = services.write_step(
        application=case, step=Kind.THIRD_PARTY_CONSULTED, facts={"party": "青禾公司"}, given={"interests": "商业秘密"},
        by=desk.viewer(Role.CASE_OFFICER), seen=desk.head(case), now=at(TODAY(), 11),
    )  # fmt: skip
    assert worked() == 0
    assert not PublicStep.objects.filter(letter=paper).exists()


def test_a_letter_that_is_asked_for_twice_is_made_once(desk: Desk, case: UUID) -> None:
    paper = dispatched(desk, case)
    publishing.ask(paper=paper, letter="reply", now=timezone.now())
    assert worked() == 0
    asked().delete()
    publishing.ask(paper=paper, letter="reply", now=timezone.now())
    assert worked() == 1
    assert PublicLetter.objects.count() == 1
    assert letters.content(paper, *access(case))[0].startswith(b"%PDF")


def test_what_is_undone_asks_for_nothing(desk: Desk, case: UUID) -> None:
    with transaction.atomic():
        dispatched(desk, case, worked_off=False)
        transaction.set_rollback(True)
    assert worked() == 0


def test_nothing_of_a_letter_is_readable_in_the_database(desk: Desk, case: UUID) -> None:
    paper = dispatched(desk, case)
    number, code = access(case)
    row = PublicLetter.objects.values().get()
    sealed = bytes(row.pop("sealed"))
    for secret in (b"%PDF", NAME.encode(), "预算".encode(), code.encode()):
        assert secret not in sealed
    assert row == {
        "id": paper,
        "number": number,
        "name": "政府信息公开申请答复书.pdf",
        "made_at": row["made_at"],
    }
    with connection.cursor() as cursor:
        for table in ("tracking_publiccase", "tracking_publicstep", "jobs_job"):
            cursor.execute(f"SELECT * FROM {table}")
            assert not re.search(f"{NAME}|{code}", str(cursor.fetchall()))


def test_a_letter_opens_to_its_number_and_code_alone(desk: Desk, case: UUID) -> None:
    paper = dispatched(desk, case)
    number, code = access(case)
    assert letters.content(paper, number, code)[0].startswith(b"%PDF")
    for given in ((number, "ABCDEFGHJK"), (number, ""), ("20260302-00000000", code), (number, code.lower())):
        with pytest.raises(letters.NotHere):
            letters.content(paper, *given)
    with pytest.raises(letters.NotHere):
        letters.content(uuid4(), number, code)
    own = uuid4()
    letters.put(letter=own, number=number, code=code, name="x.pdf", pdf=b"%PDF other", now=timezone.now())
    PublicLetter.objects.filter(id=own).update(sealed=PublicLetter.objects.get(id=paper).sealed)
    with pytest.raises(letters.NotHere):  # what was sealed as one letter does not open as another
        letters.content(own, number, code)


def test_who_proved_another_code_fetches_nothing(desk: Desk, case: UUID) -> None:
    paper = dispatched(desk, case)
    assert Client().get(f"/follow/letters/{paper}/").headers["Location"] == "/follow/"
    party = desk.row(case).party
    other = desk.received(TODAY(), party=party, now=at(TODAY(), 13))
    assert followed(other).get(f"/follow/letters/{paper}/").status_code == 404


def test_the_code_is_not_readable_in_the_cookie(desk: Desk, case: UUID) -> None:
    client, (number, code) = followed(case), access(case)
    said = signing.loads(client.cookies["mingbai_follow"].value, salt="mingbai_web.tracking")
    assert said[0] == number
    assert code not in str(said)
    assert code.encode() not in base64.b64decode(said[2])


def test_erasing_the_applicant_removes_the_letters_and_no_old_copy_opens(
    desk: Desk, case: UUID, django_capture_on_commit_callbacks: Any
) -> None:
    paper = dispatched(desk, case)
    copy = PublicLetter.objects.get()
    client = followed(case)
    erased(desk, case, django_capture_on_commit_callbacks)
    assert not PublicLetter.objects.exists()
    assert client.get(f"/follow/letters/{paper}/").status_code == 404
    assert f"/follow/letters/{paper}/" not in page_of(client)
    copy.save(force_insert=True)  # from an old backup
    with pytest.raises(letters.NotHere):
        letters.content(paper, *access(case))
    assert not keys.store().has(paper)
    assert parties.finish_erasures() == 0
    assert not PublicLetter.objects.exists()


def test_a_letter_asked_for_before_the_applicant_was_erased_is_not_made_after(
    desk: Desk, case: UUID, django_capture_on_commit_callbacks: Any
) -> None:
    paper = dispatched(desk, case, worked_off=False)
    erased(desk, case, django_capture_on_commit_callbacks)
    assert worked() == 1
    assert not Job.objects.filter(state="failed").exists()
    assert not PublicLetter.objects.exists()
    with pytest.raises(KeyGone):
        letters.put(letter=paper, number="1", code="2", name="x", pdf=b"", now=timezone.now())


def test_an_older_letter_that_is_not_here_is_to_be_had_from_the_body(desk: Desk, case: UUID) -> None:
    dispatched(desk, case)
    PublicLetter.objects.all().delete()
    PublicStep.objects.filter(subject=case).update(day=date(2020, 1, 6))
    page = page_of(followed(case))
    assert "请向机关索取" in page
    assert "文书正在准备" not in page


def test_each_application_of_one_letter_shows_its_own(desk: Desk, case: UUID) -> None:
    paper = dispatched(desk, case)
    chain = ledger.entries("application", case)
    assert publishing.code_of(case, chain[0].read()) == access(case)[1]
    assert PublicStep.objects.get(letter=paper).kind == "dispatched"
