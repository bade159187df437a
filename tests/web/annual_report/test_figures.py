"""The table of applications from the ledger: it is what a recount from the acts says, it balances, and each figure has its cases."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingbai.lifecycle import Act, Case, Kind, counting
from mingbai.outcomes import applicants, ending
from mingbai_web.accounts.permissions import Forbidden
from mingbai_web.accounts.roles import Role
from mingbai_web.annual_report.figures import NoTable, Period, behind, table
from mingbai_web.ledger.services import enter
from mingbai_web.ledger.subjects import Hand, Subject, new_id
from tests.core.law.lives import populations
from tests.web.applications.office import Office, at

pytestmark = pytest.mark.django_db

CLERK = Hand("tester", "seat", "body", source="import")
DAYS = st.dates(date(2023, 6, 1), date(2026, 12, 31))


def entered(office: Office, acts: tuple[Act, ...], applicant: str) -> UUID:
    """Put *acts* on record as they were recorded, lawful or not, and return the application."""
    subject = Subject("application", new_id())
    ordered = sorted(acts, key=lambda act: act.recorded)
    first = ordered[0].recorded
    facts = {
        "body": office.body, "number": str(subject.id), "party": uuid4(), "applicant": applicant, "matter": "某事",
        "channel": "in-person", "arrived_at": at(first),
    }  # fmt: skip
    seen = enter(
        subject=subject, kind="registered", facts=facts, happened=first, effective=first, by=CLERK, seen="", now=at(first)
    ).digest  # fmt: skip
    for each in ordered:
        seen = enter(
            subject=subject, kind=each.kind.value, facts=dict(each.facts), happened=each.happened,
            effective=each.effective, by=CLERK, seen=seen, now=at(each.recorded),
        ).digest  # fmt: skip
    return subject.id


@settings(max_examples=25, deadline=None, suppress_health_check=[*HealthCheck])
@given(lives=populations(), known=DAYS, seed=st.integers(0, 9999))
def test_the_table_of_a_year_is_what_counting_each_case_from_its_acts_says(
    lives: list[tuple[Act, ...]], known: date, seed: int
) -> None:
    office, dice = Office.made(), Random(seed)
    columns = [dice.choice(list(applicants())) for _ in lives]
    cases = [
        (entered(office, acts, column), Case.of(acts), column)
        for acts, column in zip(lives, columns, strict=True)
    ]
    for year in (2023, 2024, 2025, 2026):
        period = Period.year(year, known=known)
        by_hand: Counter[tuple[str, str]] = Counter()
        for _, case, kind in cases:
            counted = counting(case, period.last, known=known)
            if counted.new_in is None:
                continue
            rows = ["new"] if counted.new_in == year else []
            rows += ["carried_in"] if year - 1 in counted.carried_out_of else []
            rows += ["carried_out"] if year in counted.carried_out_of else []
            if counted.counted_in == year and counted.outcome:
                rows += ["handled", ending(counted.outcome).row("2021") or ""]
            for row in rows:
                by_hand[row, applicants()[kind].column] += 1
                by_hand[row, "total"] += 1
        found = table(bodies=[office.body], period=period, viewer=office.viewer(Role.COMPILER))
        assert {at: cell.value for at, cell in found.cells.items() if cell.value} == dict(by_hand)


@settings(max_examples=20, deadline=None, suppress_health_check=[*HealthCheck])
@given(
    lives=populations(),
    first=st.dates(date(2024, 1, 1), date(2024, 12, 31)),
    days=st.integers(0, 200),
    known=DAYS,
)
def test_the_table_of_any_period_balances_and_each_figure_is_its_cases(
    lives: list[tuple[Act, ...]], first: date, days: int, known: date
) -> None:
    office = Office.made()
    for acts in lives:
        entered(office, acts, "company")
    last = min(first + timedelta(days), date(2024, 12, 31))
    period, by = Period(first, last, known), office.viewer(Role.COMPILER)
    found = table(bodies=[office.body], period=period, viewer=by)
    value = {row: found.value(row, "total") or 0 for row in found.rows()}
    assert value["new"] + value["carried_in"] == value["handled"] + value["carried_out"]
    empty = [place for place, cell in found.cells.items() if not cell.value]
    for row, column in (found.cells.keys() - empty) | {*empty[days % 7 :: 7]}:
        cell = found.cells[row, column]
        cases = behind(bodies=[office.body], period=period, row=row, column=column, viewer=by)
        assert len(cases) == len(set(cases)) == cell.value


def test_the_table_takes_two_queries_however_many_applications_there_are(office: Office) -> None:
    period = Period.year(2025, known=date(2025, 12, 31))
    for number in (1, 4):
        for _ in range(number):
            office.received(date(2025, 3, 3))
        with CaptureQueriesContext(connection) as asked:
            found = table(bodies=[office.body], period=period, viewer=office.viewer(Role.COMPILER))
        assert len(asked) == 2
    assert found.value("new", "total") == found.value("carried_out", "natural_person") == 5


def test_what_was_recorded_later_does_not_change_what_was_known_before(office: Office) -> None:
    case = office.received(date(2025, 12, 1))
    office.step(case, Kind.WITHDRAWN, date(2025, 12, 30), now=at(date(2026, 1, 8)))
    by = office.viewer(Role.COMPILER)

    def carried_out(known: date) -> int:
        found = table(bodies=[office.body], period=Period.year(2025, known=known), viewer=by)
        return int(found.value("carried_out", "total") or 0)

    assert (carried_out(date(2026, 1, 7)), carried_out(date(2026, 1, 8))) == (1, 0)


def test_a_period_over_the_end_of_a_year_is_refused(office: Office) -> None:
    period = Period(date(2025, 7, 1), date(2026, 6, 30), date(2026, 7, 1))
    with pytest.raises(NoTable, match="同一年"):
        table(bodies=[office.body], period=period, viewer=office.viewer(Role.COMPILER))


def test_an_officer_sees_no_figures_and_a_body_not_served_counts_nothing(office: Office) -> None:
    office.received(date(2025, 3, 3))
    period = Period.year(2025, known=date(2025, 12, 31))
    with pytest.raises(Forbidden):
        table(bodies=[office.body], period=period, viewer=office.viewer(Role.CASE_OFFICER))
    stranger = Office.made().viewer(Role.COMPILER)
    assert table(bodies=[office.body], period=period, viewer=stranger).value("new", "total") == 0


@pytest.fixture
def office() -> Office:
    return Office.made()
