"""An application from the letter to the table: steps asked of the law, rows that follow, and figures counted from spells."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from mingbai.errors import Refused
from mingbai.lifecycle import Kind
from mingbai_web.accounts.permissions import Forbidden
from mingbai_web.accounts.roles import Role
from mingbai_web.applications import services
from mingbai_web.applications.models import Item, Spell
from mingbai_web.applications.projection import FAR
from mingbai_web.ledger import projections
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.services import Overtaken
from tests.web.applications.office import Office, at

pytestmark = pytest.mark.django_db

DAY = date(2025, 9, 16)


@pytest.fixture
def office() -> Office:
    return Office.made()


def test_an_application_handed_in_is_open_and_due_in_twenty_working_days(office: Office) -> None:
    case = office.received(DAY)
    row = office.row(case)
    assert (row.state, row.received, row.due, row.firm) == ("open", DAY, date(2025, 10, 20), True)
    assert row.number == "申〔2025〕1号"


def test_numbers_of_a_register_follow_each_other_without_a_gap(office: Office) -> None:
    assert [office.row(office.received(DAY)).number for _ in range(3)] == [
        "申〔2025〕1号",
        "申〔2025〕2号",
        "申〔2025〕3号",
    ]


def test_an_application_from_the_site_waits_for_confirmation_and_warns_of_the_safe_day(
    office: Office,
) -> None:
    case = office.received(date(2025, 9, 30), channel="online")
    row = office.row(case)
    assert (row.state, row.due, row.safe_due) == ("unconfirmed", None, date(2025, 11, 4))
    office.step(case, Kind.CONFIRMED, date(2025, 10, 9))
    row = office.row(case)
    assert (row.received, row.due, row.safe_due) == (date(2025, 10, 9), date(2025, 11, 5), date(2025, 11, 4))


def test_one_letter_becomes_two_applications_and_the_letter_is_sorted(office: Office) -> None:
    by = office.viewer(Role.REGISTRAR)
    letter = services.log_item(body=office.body, carrier="mail", arrived_at=at(DAY), by=by, now=at(DAY, 10))
    asked = [
        services.Request(uuid4(), "natural_person", matter, "signed-post", at(DAY))
        for matter in ("预算", "决算")
    ]
    head = ledger.head("item", letter.id)
    made = services.register(
        body=office.body, requests=asked, by=by, now=at(DAY, 11), item=letter.id, seen=head.digest
    )
    assert [office.row(each.id).matter for each in made] == ["预算", "决算"]
    assert Item.objects.get(subject=letter.id).became == "applications"


def test_a_letter_that_is_no_application_is_told_so_and_enters_no_table(office: Office) -> None:
    by = office.viewer(Role.REGISTRAR)
    letter = services.log_item(body=office.body, carrier="mail", arrived_at=at(DAY), by=by, now=at(DAY, 10))
    services.close_item(
        item=letter.id,
        matter="petition",
        told="这是信访事项，请向区信访局提出",
        told_on=DAY,
        by=by,
        seen=ledger.head("item", letter.id).digest,
        now=at(DAY, 11),
    )
    row = Item.objects.get(subject=letter.id)
    assert (row.became, row.matter) == ("told", "petition")
    assert not Spell.objects.exists()


def test_a_second_registration_with_the_same_key_is_the_first(office: Office) -> None:
    first = office.received(DAY, key="form-1")
    assert office.received(DAY, key="form-1") == first


def test_a_step_that_the_law_refuses_is_not_on_record(office: Office) -> None:
    case = office.received(DAY)
    with pytest.raises(Refused, match="第三十三条第二款"):
        office.step(case, Kind.EXTENDED, date(2025, 10, 10), days=21)
    assert [entry.kind for entry in ledger.entries("application", case)] == ["registered", "received"]


def test_only_the_head_of_the_working_body_extends(office: Office) -> None:
    case = office.received(DAY)
    with pytest.raises(Forbidden, match="政府信息公开工作机构负责人"):
        services.take_step(
            application=case,
            kind=Kind.EXTENDED,
            effective=DAY,
            by=office.viewer(Role.CASE_OFFICER),
            seen=office.head(case),
            now=at(DAY, 15),
            facts={"days": 10},
        )


def test_of_two_officers_who_act_on_the_same_state_the_second_is_told(office: Office) -> None:
    case = office.received(DAY)
    seen = office.head(case)
    office.step(case, Kind.AMENDMENT_ASKED, DAY)
    with pytest.raises(Overtaken):
        services.note(
            application=case, text="稍后办理", by=office.viewer(Role.CASE_OFFICER), seen=seen, now=at(DAY, 16)
        )


def test_an_application_of_another_body_is_not_there(office: Office) -> None:
    case = office.received(DAY)
    stranger = Office.made()
    with pytest.raises(services.NotHere):
        services.note(
            application=case,
            text="看看",
            by=stranger.viewer(Role.CASE_OFFICER),
            seen=office.head(case),
            now=at(DAY, 16),
        )


def test_approved_is_not_answered_the_day_of_posting_is(office: Office) -> None:
    case = office.received(DAY)
    office.step(case, Kind.DECIDED, date(2025, 10, 15), outcome="granted")
    assert (office.row(case).state, office.row(case).ended) == ("decided", None)
    office.step(case, Kind.DISPATCHED, date(2025, 10, 20), route="post", tracking="XA00000000044")
    row = office.row(case)
    assert (row.state, row.answered, row.served, row.outcome) == (
        "answered",
        date(2025, 10, 20),
        None,
        "granted",
    )


def test_a_spell_is_known_from_the_day_on_which_it_was_recorded(office: Office) -> None:
    case = office.received(DAY)
    late = date(2025, 10, 30)
    office.step(case, Kind.WITHDRAWN, date(2025, 10, 20), now=at(late))
    found = Spell.objects.filter(subject=case).order_by("known_from", "first")
    assert [(s.first, s.until, s.known_from, s.known_until, s.ended) for s in found] == [
        (DAY, FAR, DAY, late, None),
        (DAY, date(2025, 10, 20), late, FAR, None),
        (date(2025, 10, 20), FAR, late, FAR, date(2025, 10, 20)),
    ]


def test_rows_that_somebody_changed_are_found_and_written_anew(office: Office) -> None:
    case = office.received(DAY)
    assert list(projections.differences()) == []
    row = office.row(case)
    row.due = DAY + timedelta(400)
    row.save()
    assert [each.says.zh for each in projections.differences()] == ["数据不符：与记录推出的不一致"]
    projections.rebuild()
    assert list(projections.differences()) == []
