"""The fictional district: its year is made through the real services, verifies, and its table is what its acts say."""

from datetime import UTC, date, datetime

import pytest

from mingbai.lifecycle import counting
from mingbai_web.accounts.roles import Role
from mingbai_web.annual_report.figures import Period, table
from mingbai_web.applications.cases import case_of
from mingbai_web.applications.models import Application
from mingbai_web.demo import district, year
from mingbai_web.ledger import projections
from mingbai_web.ledger import queries as ledger
from mingbai_web.ledger.verification import verify
from mingbai_web.rules import queries as rules

pytestmark = pytest.mark.django_db

FIRST, NOW = date(2025, 7, 1), datetime(2025, 12, 31, 10, tzinfo=UTC)


def test_a_year_of_work_verifies_and_its_table_is_a_recount_of_its_acts() -> None:
    made = district.make(since=date(2024, 1, 1), now=datetime(2024, 1, 1, 1, tzinfo=UTC))
    lived = year.live(made.offices, first=FIRST, now=NOW, cases=30, seed=3)
    assert Application.objects.count() >= 25
    assert len(lived.refused) <= 3, lived.refused
    assert list(verify()) == []
    assert list(projections.differences()) == []
    office = made.offices[0]
    counted = [
        counting(case_of(chain, rules.settings()), date(2025, 12, 31))
        for _, chain in ledger.chains("application")
        if chain[0].read()["body"] == office.body
    ]
    found = table(
        bodies=[office.body],
        period=Period.year(2025, known=date(2025, 12, 31)),
        viewer=office.viewer(Role.COMPILER, date(2025, 12, 31)),
    )
    assert found.value("new", "total") == sum(each.new_in == 2025 for each in counted)
    assert found.value("handled", "total") == sum(each.counted_in == 2025 for each in counted)
    assert found.value("carried_out", "total") == sum(2025 in each.carried_out_of for each in counted)


def test_the_same_number_makes_the_same_year() -> None:
    made = district.make(since=date(2024, 1, 1), now=datetime(2024, 1, 1, 1, tzinfo=UTC))
    lived = [
        year.live(made.offices, first=date(2025, 12, 1), now=NOW, cases=4, seed=5).done for _ in range(2)
    ]
    assert lived[0] == lived[1]
