"""What a letter encloses is fetched where the letter is: by who holds number and code, once it went out, until the applicant is erased."""

import os
import time
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from mingbai_web.accounts.roles import Role
from mingbai_web.applications import publishing
from mingbai_web.files.models import File
from mingbai_web.files.vault import public, vault
from mingbai_web.jobs.models import Job
from mingbai_web.jobs.worker import work_off
from mingbai_web.papers import services as papers
from mingbai_web.papers.enclosing import Upload
from mingbai_web.parties import keys
from mingbai_web.parties import services as parties
from mingbai_web.parties.details import Details
from mingbai_web.tracking import letters
from mingbai_web.tracking.models import PublicEnclosure, PublicLetter
from tests.web.applications.desk import Desk
from tests.web.applications.office import at
from tests.web.applications.test_answer import drafted, paper_head, signed
from tests.web.files import making
from tests.web.papers.enclosing import enclosed
from tests.web.tracking.test_letters import access, asked, erased, followed, page_of, worked

pytestmark = pytest.mark.django_db
NAME, TODAY = "赵𠮷一", timezone.localdate
LIST = Upload(making.xlsx("项目", "滨河路"), "改造名单.xlsx", "2025年滨河路名录（赵𠮷一申请）")
PLAN = Upload(making.pdf("平面图"), "平面图.pdf")


@pytest.fixture
def desk() -> Desk:
    return Desk.opened()


@pytest.fixture
def case(desk: Desk) -> UUID:
    by = desk.viewer(Role.REGISTRAR)
    party = parties.take(details=Details(NAME), kind="natural_person", by=by, now=at(TODAY()), body=desk.body)
    return desk.received(TODAY(), party=party, now=at(TODAY(), 10))


def ready(desk: Desk, case: UUID) -> UUID:
    """Return a signed reply that encloses two files."""
    paper = drafted(desk, case, at(TODAY(), 11))
    enclosed(paper, LIST, PLAN, by=desk.viewer(Role.CASE_OFFICER), now=at(TODAY(), 11))
    signed(desk, paper, at(TODAY(), 12))
    return paper


def dispatched(desk: Desk, case: UUID, *, route: str = "electronic") -> UUID:
    paper = ready(desk, case)
    papers.dispatch(
        paper=paper, route=route, day=TODAY(), tracking="XA1", by=desk.viewer(Role.REGISTRAR), seen=paper_head(paper),
        now=timezone.now(),
    )  # fmt: skip
    return paper


@pytest.mark.parametrize("route", ["electronic", "post"])
def test_what_went_out_is_listed_under_its_letter_and_fetched_with_its_very_bytes(
    desk: Desk, case: UUID, route: str
) -> None:
    paper = dispatched(desk, case, route=route)
    client = followed(case)
    assert f"/follow/letters/{paper}/1/" not in page_of(client)
    assert client.get(f"/follow/letters/{paper}/1/").status_code == 404
    assert worked() == 1
    page = page_of(client)
    for ordinal, (name, words, given) in enumerate(
        (
            ("2025年滨河路名录（赵𠮷一申请）.xlsx", "Excel 表格", LIST.data),
            ("平面图.pdf", "PDF", PLAN.data),
        ),
        1,
    ):
        address = f"/follow/letters/{paper}/{ordinal}/"
        assert f'href="{address}"' in page
        assert f">{name}</a>" in page
        assert words in page
        answer = client.get(address)
        assert answer.content == given
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert "no-store" in answer.headers["Cache-Control"]
    assert client.get(f"/follow/letters/{paper}/3/").status_code == 404
    assert client.get(f"/follow/letters/{paper}/0/").status_code == 404


def test_what_is_to_be_handed_over_is_there_once_it_was_signed_for(desk: Desk, case: UUID) -> None:
    paper = ready(desk, case)
    assert worked() == 0
    clerk, client = desk.viewer(Role.REGISTRAR), followed(case)
    papers.dispatch(
        paper=paper, route="in-person", day=TODAY(), by=clerk, seen=paper_head(paper), now=timezone.now()
    )
    assert worked() == 0
    assert client.get(f"/follow/letters/{paper}/1/").status_code == 404
    assert not PublicEnclosure.objects.exists()
    papers.serve(paper=paper, day=TODAY(), by=clerk, seen=paper_head(paper), now=timezone.now())
    assert worked() == 1
    assert client.get(f"/follow/letters/{paper}/1/").content == LIST.data


def test_without_the_code_or_with_that_of_another_case_nothing_is_given(desk: Desk, case: UUID) -> None:
    paper = dispatched(desk, case)
    worked()
    address = f"/follow/letters/{paper}/1/"
    assert Client().get(address).headers["Location"] == "/follow/"
    other = desk.received(TODAY(), party=desk.row(case).party, now=at(TODAY(), 13))
    stranger = followed(other)
    assert stranger.get(address).status_code == 404
    assert "滨河路名录" not in page_of(stranger)
    number, code = access(case)
    for given in ((number, "ABCDEFGHJK"), (number, ""), access(other)):
        with pytest.raises(letters.NotHere):
            letters.enclosure(paper, 1, *given)
        assert not letters.enclosed(*given)
    assert letters.enclosure(paper, 1, number, code)[0] == LIST.data


def test_nothing_of_it_is_readable_in_the_database_or_in_the_public_store(desk: Desk, case: UUID) -> None:
    dispatched(desk, case)
    worked()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if not table.startswith("django_"):
                cursor.execute(f'SELECT * FROM "{table}"')
                assert "滨河路名录" not in str(cursor.fetchall()), table
    for row in PublicEnclosure.objects.all():
        sealed = public().get(row.place) + bytes(row.name)
        assert not any(each in sealed for each in (b"PK\x03\x04", b"%PDF", "名录".encode()))


def test_what_was_sealed_at_one_place_does_not_open_at_another(desk: Desk, case: UUID) -> None:
    paper = dispatched(desk, case)
    worked()
    first, second = PublicEnclosure.objects.order_by("ordinal")
    PublicEnclosure.objects.filter(id=second.id).delete()
    PublicEnclosure.objects.filter(id=first.id).update(ordinal=2)
    with pytest.raises(letters.NotHere):
        letters.enclosure(paper, 2, *access(case))
    assert not letters.enclosed(*access(case))


def test_asked_for_twice_it_is_handed_over_once(desk: Desk, case: UUID) -> None:
    paper = dispatched(desk, case)
    worked()
    before = sorted(PublicEnclosure.objects.values_list("place", flat=True))
    assert len(before) == 2
    asked().delete()
    PublicLetter.objects.all().delete()
    publishing.ask(paper=paper, letter="reply", now=timezone.now())
    assert worked() == 1
    assert sorted(PublicEnclosure.objects.values_list("place", flat=True)) == before
    assert PublicLetter.objects.count() == 1


def test_a_letter_is_not_handed_over_without_what_it_encloses(desk: Desk, case: UUID) -> None:
    paper = dispatched(desk, case)
    row = File.objects.filter(purpose="disclosed").order_by("-id").first()
    assert row is not None
    vault().remove(row.place)
    while work_off(worker="test", clock=timezone.now):
        pass
    assert not PublicLetter.objects.exists()
    assert not PublicEnclosure.objects.exists()
    assert "滨河路名录" not in page_of(followed(case))
    assert Job.objects.exclude(state="done").get().work == "applications.publish_letter"
    assert paper


def test_erasing_the_applicant_takes_it_away_and_no_old_copy_opens(
    desk: Desk, case: UUID, django_capture_on_commit_callbacks: Any
) -> None:
    paper = dispatched(desk, case)
    worked()
    copy = PublicEnclosure.objects.order_by("ordinal")[0]
    sealed, client = public().get(copy.place), followed(case)
    (office_copy, *_) = File.objects.filter(of=paper, purpose="disclosed")
    erased(desk, case, django_capture_on_commit_callbacks)
    assert not PublicEnclosure.objects.exists()
    assert not public().has(copy.place)
    assert client.get(f"/follow/letters/{paper}/1/").status_code == 404
    copy.place = public().put(sealed)  # from an old backup
    copy.save(force_insert=True)
    with pytest.raises(letters.NotHere):
        letters.enclosure(paper, 1, *access(case))
    assert parties.finish_erasures() == 0
    assert not PublicEnclosure.objects.exists()
    with pytest.raises(keys.KeyGone):  # nor in the vault of the office
        keys.store().of(office_copy.party_id)  # type: ignore[arg-type]


def test_what_was_put_into_the_public_store_and_never_got_its_row_is_swept(desk: Desk, case: UUID) -> None:
    dispatched(desk, case)
    with transaction.atomic():
        worked()
        transaction.set_rollback(True)
    there = {path.name for path in public().root.glob("??/*")}
    worked()
    kept = set(PublicEnclosure.objects.values_list("place", flat=True))
    assert letters.sweep() == 0  # it may be on its way to its row
    for path in public().root.glob("??/*"):
        os.utime(path, (time.time() - 100_000,) * 2)
    assert letters.sweep() >= 2
    left = {path.name for path in public().root.glob("??/*")}
    assert kept <= left
    assert not left & there - kept
