"""Killed at any named point: what was acknowledged is there once, what was not is there at most once, every chain verifies.

200 children are killed on each database, forked from this process so that it stays cheap. MINGBAI_KILLS asks for more.
"""

import os
from collections.abc import Iterator
from itertools import cycle

import pytest
from django.apps import apps
from django.db import connection

from mingbai_web.ledger import failpoints
from mingbai_web.ledger.projections import differences
from mingbai_web.ledger.verification import verify
from tests.web.faults.nursery import NotKilled, killed
from tests.web.faults.scenario import Scenario
from tests.web.faults.scenarios import SCENARIOS, points_in_the_code

KILLS = int(os.environ.get("MINGBAI_KILLS", "200"))

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")


@pytest.fixture
def _committed(committed: None) -> Iterator[None]:
    yield
    with connection.cursor() as cursor:
        ours = [app for app in apps.get_app_configs() if app.name.startswith("mingbai_web.")]
        tables = [
            model._meta.db_table
            for app in ours
            if app.label not in ("ledger", "accounts")
            for model in app.get_models()
        ]
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
            return
        cursor.execute("PRAGMA foreign_keys=OFF")
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("PRAGMA foreign_keys=ON")


@pytest.mark.usefixtures("_committed")
@pytest.mark.parametrize("scenario", SCENARIOS, ids=[each.name for each in SCENARIOS])
def test_killed_at_any_point_nothing_acknowledged_is_lost_and_nothing_stands_twice(
    scenario: Scenario,
) -> None:
    scenario.ready()
    acknowledged = {
        0: scenario.deed(0)
    }  # the parent does one itself: what it has read and loaded its children have
    attempted = [0]
    number = 1
    turns = cycle((point, after) for after in (1, 2) for point in scenario.points)
    for _ in range(-(-KILLS * scenario.share // sum(each.share for each in SCENARIOS))):
        point, after = next(turns)
        said, begun = killed(point, scenario.deed, begin=number, after=after)
        acknowledged |= said
        attempted += begun
        number = begun[-1] + 1
        found = scenario.found()
        assert [each for each in acknowledged if found[each] != 1 and not scenario.waits] == []
        assert [each for each, count in found.items() if count != 1] == []
        assert list(verify()) == []
    assert list(differences()) == []
    again = {each: scenario.again(each) for each in attempted}
    assert {each: again[each] for each in acknowledged} == acknowledged
    assert scenario.found() == dict.fromkeys(attempted, 1)
    assert list(verify()) == []
    assert list(differences()) == []


def test_every_failpoint_of_the_code_is_died_at_in_some_scenario() -> None:
    covered = {point for scenario in SCENARIOS for point in scenario.points}
    assert points_in_the_code() == covered - {"told"}, "give the new point a line in SCENARIOS"


def test_a_child_that_was_not_killed_is_no_proof() -> None:
    with pytest.raises(NotKilled):
        killed("no.such.point", lambda number: None, begin=0, after=1)
    with pytest.raises(NotKilled, match="ZeroDivisionError"):
        killed("no.such.point", lambda number: 1 // 0, begin=0, after=1)


def test_a_point_that_is_not_armed_does_nothing() -> None:
    failpoints.reach("ledger.after_insert")
    failpoints.arm("another.point")
    try:
        failpoints.reach("ledger.after_insert")
    finally:
        failpoints.arm(None)
