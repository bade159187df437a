"""A letter is kept as it was signed: the same bytes are shown for good, committed to by an act, gone with its party."""

import hashlib
from uuid import UUID

import pytest
from django.utils import timezone

from mingbai_web.accounts.roles import Role
from mingbai_web.applications import services as applications
from mingbai_web.files.models import File
from mingbai_web.jobs.models import Job
from mingbai_web.jobs.worker import work_off
from mingbai_web.ledger import queries as ledger
from mingbai_web.papers import filed, printed, queries
from mingbai_web.papers.letters import Letter
from mingbai_web.parties import commitments, keys
from mingbai_web.parties import queries as known
from mingbai_web.parties import services as parties
from mingbai_web.parties.details import Details
from tests.web.applications.desk import Desk
from tests.web.papers.office import Office

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def desk() -> Desk:
    return Desk.opened()


def received(desk: Desk) -> tuple[UUID, UUID]:
    """Return a party and the receipt that was issued to it."""
    by, now = desk.viewer(Role.REGISTRAR), timezone.now()
    party = parties.take(details=Details("赵𠮷一"), kind="natural_person", by=by, now=now, body=desk.body)
    case = desk.received(TODAY(), party=party, now=now)
    return party, applications.issue_receipt(application=case, by=by, seen=desk.head(case), now=now)


def worked() -> None:
    while work_off(worker="test", clock=timezone.now):
        pass
    assert not Job.objects.exclude(state="done").exists()


def test_the_letter_that_was_signed_is_shown_as_it_was_though_templates_change(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, paper = received(desk)
    client, address = desk.client(Role.REGISTRAR), f"/office/papers/{paper}/letter.pdf"
    worked()
    shown = client.get(address).content
    assert shown.startswith(b"%PDF")
    looks = printed._styles()
    monkeypatch.setattr(printed, "_styles", lambda: f"{looks} body {{ font-size: 30pt }}")
    assert printed.pdf(_letter(desk, paper)) != shown
    assert client.get(address).content == shown
    assert "已存档" in client.get(f"/office/papers/{paper}/").content.decode()


def test_an_act_commits_to_the_bytes_that_were_kept(desk: Desk) -> None:
    party, paper = received(desk)
    worked()
    row = File.objects.get(of=paper, purpose="sent")
    (entry,) = ledger.entries("file", row.id)
    kept = filed.there(paper)
    assert kept is not None
    said = entry.read()
    assert commitments.holds(said["digest"], _sha256(kept), party=party)
    assert (said["of"], entry.person) == (paper, "system")


def test_a_letter_is_kept_once_however_often_it_is_asked_for(desk: Desk) -> None:
    _, paper = received(desk)
    first = filed.pdf(paper, timezone.now())
    worked()
    assert filed.pdf(paper, timezone.now()) == first
    assert File.objects.filter(of=paper).count() == 1


def test_a_draft_is_not_kept_and_is_shown_by_the_templates_of_today() -> None:
    office = Office.made()
    paper = office.submitted()
    worked()
    assert filed.there(paper) is None
    assert not File.objects.exists()


def test_what_was_kept_goes_with_its_party(desk: Desk) -> None:
    party, paper = received(desk)
    worked()
    head = desk.viewer(Role.WORKING_BODY_HEAD)
    parties.erase(party=party, by=head, reason="当事人要求", now=timezone.now(), seen=known.head(party))
    keys.store().destroy([party])  # as the erasure does once it is committed
    with pytest.raises(keys.KeyGone):
        filed.there(paper)


def _letter(desk: Desk, paper: UUID) -> Letter:
    return queries.sheet(paper, desk.viewer(Role.REGISTRAR)).letter


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
