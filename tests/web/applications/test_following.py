"""What the applicant sees: every public act with its day and article, what comes next, remedies once service is known; nothing else."""

from datetime import date

import pytest

from mingbai.lifecycle import Kind, acts
from mingbai_web.accounts.roles import Role
from mingbai_web.applications import services
from mingbai_web.tracking.models import PublicCase, PublicStep
from mingbai_web.tracking.queries import shown
from tests.web.applications.office import Office, at

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 2)


@pytest.fixture
def office() -> Office:
    return Office.made()


def test_an_application_on_paper_is_followed_by_number_too_from_the_day_of_its_registration(
    office: Office,
) -> None:
    office.received(DAY)
    case = PublicCase.objects.get()
    found = shown(case.number)
    assert found is not None
    (only,) = found.cases
    assert (only.due, only.next.by if only.next else None) == (date(2026, 3, 30), date(2026, 3, 30))
    assert [step.kind for step in only.steps] == ["received"]
    assert only.clock


def test_a_decision_is_not_shown_before_it_is_sent_and_no_internal_act_ever(office: Office) -> None:
    case = office.received(DAY)
    services.note(
        application=case, text="内部意见", by=office.viewer(Role.CASE_OFFICER), seen=office.head(case), now=at(DAY, 12)
    )  # fmt: skip
    office.step(case, Kind.DECIDED, date(2026, 3, 10), outcome="granted")
    (row,) = PublicCase.objects.all()
    assert (row.state_zh, row.next_by, row.answered) == ("办理中", date(2026, 3, 30), None)
    assert set(PublicStep.objects.values_list("kind", flat=True)) == {"received"}
    office.step(case, Kind.DISPATCHED, date(2026, 3, 11), route="post", tracking="XA1")
    assert PublicStep.objects.get(kind="dispatched").note_zh == "予以公开"
    public = {kind.value for kind, entry in acts().items() if entry.public}
    assert set(PublicStep.objects.values_list("kind", flat=True)) <= public


def test_remedies_have_no_day_before_service_is_known_and_have_one_after(office: Office) -> None:
    case = office.received(DAY)
    office.step(case, Kind.DECIDED, date(2026, 3, 10), outcome="refused_internal_affairs")
    office.step(case, Kind.DISPATCHED, date(2026, 3, 11), route="post", tracking="XA1")
    row = PublicCase.objects.get()
    assert row.remedies == ""
    assert row.next_zh.startswith("尚未确认送达")
    assert row.answered == date(2026, 3, 11)
    office.step(case, Kind.SERVED, date(2026, 3, 16))
    found = shown(row.number)
    assert found is not None
    assert found.cases[0].remedies
    assert all(each.by > date(2026, 3, 16) for each in found.cases[0].remedies)


def test_a_reply_to_be_handed_over_waits_to_be_signed_for_and_says_nothing_of_its_outcome_before(
    office: Office,
) -> None:
    """国办公开办函〔2016〕235号: handed over, it counts from the day on which it is signed for."""
    case = office.received(DAY)
    office.step(case, Kind.DECIDED, date(2026, 3, 10), outcome="granted")
    office.step(case, Kind.DISPATCHED, date(2026, 3, 11), route="in-person")
    row, step = PublicCase.objects.get(), PublicStep.objects.get(kind="dispatched")
    assert (row.state_zh, row.next_zh, row.next_by) == ("办理中", "你当面签收答复", date(2026, 3, 30))
    assert (step.zh, step.note_zh) == ("答复当面送交，等待你签收", "")
    office.step(case, Kind.SERVED, date(2026, 3, 12))
    row, step = PublicCase.objects.get(), PublicStep.objects.get(kind="dispatched")
    assert (row.state_zh, row.next_zh, step.note_zh) == ("已答复", "", "予以公开")
    assert row.remedies


def test_an_amendment_asks_the_applicant_and_says_by_when(office: Office) -> None:
    case = office.received(DAY)
    office.step(case, Kind.AMENDMENT_ASKED, date(2026, 3, 4))
    row = PublicCase.objects.get()
    assert (row.next_zh, row.next_by, row.due) == ("请你补正", office.row(case).waits_until, None)


def test_no_officer_and_no_consulted_party_is_named(office: Office) -> None:
    case = office.received(DAY)
    office.step(case, Kind.THIRD_PARTY_CONSULTED, date(2026, 3, 4), party="青禾公司")
    said = str(list(PublicStep.objects.values())) + str(list(PublicCase.objects.values()))
    assert "青禾公司" not in said
    assert "甲" not in said
