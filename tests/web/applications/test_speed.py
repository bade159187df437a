"""How many statements pages, acts and proofs ask of the database: as many for one as for many, however long a case is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bench.web.filling import unlawful
from bench.web.lives import Place, fifty, lives
from mingbai_web.accounts.roles import Role
from mingbai_web.annual_report.figures import Period, behind, table
from mingbai_web.applications import services
from mingbai_web.ledger import projections, verification
from mingbai_web.orgs import queries as orgs
from mingbai_web.rules import queries as rules
from tests.web.applications.desk import Desk

pytestmark = pytest.mark.django_db

MANY = 12


@pytest.fixture
def desk() -> Desk:
    return Desk.opened(Role.REGISTRAR, Role.CASE_OFFICER, Role.COMPILER)


def statements(ask: Callable[[], Any]) -> int:
    """Return how many statements asking takes, when what a process keeps was read already."""
    ask()
    with CaptureQueriesContext(connection) as asked:
        answer = ask()
        found = len(asked)
    assert getattr(answer, "status_code", 200) == 200
    return found


def received(desk: Desk) -> UUID:
    return desk.received(timezone.localdate() - timedelta(1))


def noted(desk: Desk, case: UUID, times: int = 1) -> None:
    for _ in range(times):
        by = desk.viewer(Role.CASE_OFFICER)
        services.note(application=case, text="已核对。", by=by, seen=desk.head(case), now=timezone.now())


def assigned(desk: Desk, case: UUID) -> None:
    by, seat, now = desk.viewer(Role.REGISTRAR), desk.seats[Role.CASE_OFFICER], timezone.now()
    unit = orgs.offices(desk.body, timezone.localdate())[0].id
    services.assign(application=case, unit=unit, seat=seat, by=by, seen=desk.head(case), now=now)


def test_the_page_of_the_work_list_asks_as_much_for_many_cases_as_for_one(desk: Desk) -> None:
    client = desk.client(Role.CASE_OFFICER)
    received(desk)
    one = statements(lambda: client.get("/office/"))
    for _ in range(MANY):
        received(desk)
    assert statements(lambda: client.get("/office/")) == one


def test_the_page_of_a_case_asks_as_much_for_many_acts_as_for_few(desk: Desk) -> None:
    client, case = desk.client(Role.CASE_OFFICER), received(desk)
    noted(desk, case)
    assigned(desk, case)
    few = statements(lambda: client.get(f"/office/cases/{case}/"))
    noted(desk, case, MANY)
    for _ in range(MANY):
        assigned(desk, case)
    assert statements(lambda: client.get(f"/office/cases/{case}/")) == few


def test_an_act_asks_as_much_on_a_long_case_as_on_a_short_one(desk: Desk) -> None:
    case = received(desk)
    few = statements(lambda: noted(desk, case))
    noted(desk, case, MANY)
    assert statements(lambda: noted(desk, case)) == few


def test_the_proof_asks_as_much_for_many_cases_as_for_one(desk: Desk) -> None:
    received(desk)
    proofs: dict[str, Callable[[], Any]] = {
        "chains": lambda: list(verification.verify()),
        "projections": lambda: list(projections.differences()),
        "rebuilding": projections.rebuild,
    }
    one = {name: statements(proof) for name, proof in proofs.items()}
    for _ in range(MANY):
        noted(desk, received(desk))
    assert {name: statements(proof) for name, proof in proofs.items()} == one


def test_the_table_and_the_cases_behind_a_figure_ask_once_who_followed_whom_and_once_for_the_figures(
    desk: Desk,
) -> None:
    for _ in range(MANY):
        received(desk)
    today, by = timezone.localdate(), desk.viewer(Role.COMPILER)
    period = Period.year(today.year, known=today - timedelta(30))
    asked = {"bodies": [desk.body], "period": period, "viewer": by}
    assert statements(lambda: table(**asked)) == 2
    assert statements(lambda: behind(**asked, row="handled", column="total")) == 2


def test_what_the_benchmarks_are_measured_over_is_lawful_and_says_what_its_schemas_want() -> None:
    settings = rules.settings()
    place, today = Place(uuid4(), uuid4(), [uuid4()]), timezone.localdate()
    drawn = [*lives(40, [place], today, settings.calendar), fifty(40, place, today, settings.calendar)]
    assert [unlawful(life, settings) for life in drawn] == [[]] * 41
