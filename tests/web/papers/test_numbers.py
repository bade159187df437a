"""Numbers of papers: without a gap, none twice, voids on record, two at once, a new year, numbers of another system."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction

from mingbai_web.accounts.roles import Role
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.projections import differences
from mingbai_web.papers import services
from mingbai_web.papers.models import Chain, PaperRow, Series
from mingbai_web.papers.services import NumberTaken
from mingbai_web.papers.services.series import NoSeries, take
from tests.web.papers.fictional import made
from tests.web.papers.office import NOW, Office


def issued(office: Office, number: str = "", now: datetime = NOW) -> str:
    """Issue a notice and return its number."""
    paper = office.draft(made("told_enquiry"))
    services.issue(
        paper=paper, by=office.who(Role.CASE_OFFICER), seen=office.head(paper), now=now, number=number
    )
    return PaperRow.objects.get(subject=paper).number


@pytest.mark.django_db
def test_numbers_follow_each_other_without_a_gap() -> None:
    office = Office.made()
    assert [issued(office) for _ in range(3)] == [f"清建信n〔2026〕{n}号" for n in (1, 2, 3)]


@pytest.mark.django_db
def test_a_voided_number_stays_on_record_and_is_not_given_again() -> None:
    office = Office.made()
    paper = office.draft(made("told_enquiry"))
    officer = office.who(Role.CASE_OFFICER)
    services.issue(paper=paper, by=officer, seen=office.head(paper), now=NOW)
    services.void(paper=paper, reason="受文者有误", by=officer, seen=office.head(paper), now=NOW)
    assert issued(office) == "清建信n〔2026〕2号"
    assert Series.objects.get(body=office.body, series="notice").voids == 1
    assert list(differences()) == []


@pytest.mark.django_db
def test_a_new_year_begins_at_one_with_the_same_mark() -> None:
    office = Office.made()
    issued(office)
    assert issued(office, now=datetime(2027, 1, 5, 2, tzinfo=UTC)) == "清建信n〔2027〕1号"


@pytest.mark.django_db
def test_a_typed_number_has_to_be_the_next_of_a_counted_series() -> None:
    office = Office.made()
    assert issued(office, "清建信n〔2026〕1号") == "清建信n〔2026〕1号"
    with pytest.raises(NumberTaken, match="下一个是"):
        issued(office, "清建信n〔2026〕5号")


@pytest.mark.django_db
def test_a_typed_number_that_another_paper_has_is_said_to_be_used_and_the_next_is_named() -> None:
    office = Office.made()
    issued(office)
    with pytest.raises(NumberTaken, match="1号 已经用过；下一个是清建信n〔2026〕2号"):
        issued(office, "清建信n〔2026〕1号")


@pytest.mark.django_db
def test_numbers_of_another_system_are_typed_and_single() -> None:
    office = Office.made(series=False)
    services.open_series(
        body=office.body,
        series="notice",
        year=2026,
        mark="清建函",
        counted=False,
        by=office.who(Role.SYSTEM_ADMIN),
        now=NOW,
    )
    assert issued(office, "清建函〔2026〕88号") == "清建函〔2026〕88号"
    with pytest.raises(NumberTaken, match="已经用过"):
        issued(office, "清建函〔2026〕88号")
    with pytest.raises(NoSeries, match="填写文号"):
        issued(office)


@pytest.mark.django_db
def test_without_a_series_nothing_is_signed() -> None:
    office = Office.made(series=False)
    with pytest.raises(NoSeries, match="设立文号系列"):
        issued(office)
    assert not Entry.objects.filter(kind="issued").exists()


@pytest.mark.django_db
def test_a_series_is_opened_once_a_year() -> None:
    office = Office.made()
    with pytest.raises(NumberTaken):
        services.open_series(
            body=office.body, series="reply", year=2026, mark="清", by=office.who(Role.SYSTEM_ADMIN), now=NOW
        )


@pytest.mark.usefixtures("committed")
def test_eight_who_take_a_number_at_once_get_eight_that_follow_each_other() -> None:
    with transaction.atomic():
        office = Office.made()
    hand = office.who(Role.CASE_OFFICER).hand(office.body)

    def one(paper: UUID) -> str:
        try:
            with transaction.atomic():
                return take(body=office.body, series="reply", on=NOW.date(), paper=paper, by=hand, now=NOW)[0]
        finally:
            connection.close()

    try:
        with ThreadPoolExecutor(8) as pool:
            came = list(pool.map(one, [uuid4() for _ in range(24)]))
        assert sorted(came) == sorted(f"清建信r〔2026〕{n}号" for n in range(1, 25))
        assert list(differences()) == []
    finally:
        Series.objects.all().delete()
        Chain.objects.all().delete()
