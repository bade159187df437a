"""The fictional district: its year is made through the real services, verifies, and its table is what its acts say."""

from datetime import UTC, date, datetime
from random import Random

import pytest

from mingbai_web.accounts.roles import Role
from mingbai_web.annual_report.figures import Period, table
from mingbai_web.applications.models import Application
from mingbai_web.demo import district, fiction, year
from mingbai_web.ledger import projections
from mingbai_web.ledger.verification import verify
from tests.web.demo.recount import recount

pytestmark = pytest.mark.django_db

FIRST, NOW = date(2025, 7, 1), datetime(2025, 12, 31, 10, tzinfo=UTC)


def test_a_year_of_work_verifies_and_its_table_is_a_recount_of_its_acts() -> None:
    made = district.make(since=date(2024, 1, 1), now=datetime(2024, 1, 1, 1, tzinfo=UTC))
    lived = year.live(made.offices, first=FIRST, now=NOW, cases=30, seed=3)
    assert Application.objects.count() >= 25
    assert len(lived.refused) <= 3, lived.refused
    assert list(verify()) == []
    assert list(projections.differences()) == []
    for office in made.offices:
        viewer = office.viewer(Role.COMPILER, date(2025, 12, 31))
        found = table(bodies=[office.body], period=Period.year(2025, known=date(2025, 12, 31)), viewer=viewer)
        assert {at: cell.value for at, cell in found.cells.items() if cell.value} == recount(
            office.body, 2025
        )


def test_the_same_number_makes_the_same_year() -> None:
    made = district.make(since=date(2024, 1, 1), now=datetime(2024, 1, 1, 1, tzinfo=UTC))
    lived = [
        year.live(made.offices, first=date(2025, 12, 1), now=NOW, cases=4, seed=5).done for _ in range(2)
    ]
    assert lived[0] == lived[1]


def test_who_applies_is_always_of_the_same_kind() -> None:
    dice, kinds = Random(1), {}
    for _ in range(2_000):
        kind, details = fiction.applicant(dice)
        if not details.person:
            assert kinds.setdefault(details.name, kind) == kind, details.name
    assert {"company", "law_firm", "other_organisation"} == set(kinds.values())
