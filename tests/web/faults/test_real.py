"""Processes of their own, from a cold start, killed at a failpoint named in their environment or at any instant.

Twenty of each in `make test-deep`; MINGBAI_REAL_KILLS asks for more, as `make faults` does.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from itertools import cycle

import pytest

from tests.web.faults.scenario import Scenario
from tests.web.faults.scenarios import SCENARIOS
from tests.web.project.installation import Installation

KILLS = int(os.environ.get("MINGBAI_REAL_KILLS", "20"))
BEGIN = (
    "import sys; from django import setup; setup()\n"
    "from django.conf import settings; from mingbai.text.words import Words; from mingbai_web.ledger import schemas\n"
    "for kind in ('received', 'decided', 'noted'):\n"
    "    facts = {'at': 'number', 'note': 'text'}\n"
    "    schemas.register(schemas.Schema('thing', kind, 1, Words(kind, kind), {}, facts))\n"
    "from mingbai_web.ledger import failpoints; from tests.web.faults.scenarios import SCENARIOS\n"
)
CHOSEN = BEGIN + "scenario = next(each for each in SCENARIOS if each.name == sys.argv[1]); scenario.ready()\n"
DEEDS = (
    CHOSEN + "for number in range(int(sys.argv[2]), int(sys.argv[2]) + 6):\n"
    "    told = scenario.deed(number); failpoints.reach('told'); print(number, told, sep='|', flush=True)\n"
)
SETTLED = (
    CHOSEN + "for number in range(int(sys.argv[2])): print(number, scenario.again(number), sep='|')\n"
    "import json; print(json.dumps(scenario.found()))\n"
)
ASKED = (
    BEGIN + "from datetime import UTC, datetime; from mingbai_web.jobs import services\n"
    "for number in range(int(sys.argv[1])):\n"
    "    services.ask(work='try.enter', facts={'note': f'job-{number}'}, now=datetime.now(UTC), key=f'faults-{number}')\n"
)
WORKER = (
    BEGIN + "from datetime import UTC, datetime; from mingbai_web.jobs.worker import Worker\n"
    "print('working', flush=True); Worker(lambda: datetime.now(UTC), pause=0.01).run()\n"
)
WORKED_OFF = (
    BEGIN + "from datetime import UTC, datetime, timedelta; from mingbai_web.jobs.worker import work_off\n"
    "while work_off(worker='after', clock=lambda: datetime.now(UTC) + timedelta(hours=1)): pass\n"
    "print(SCENARIOS[-1].found() == dict.fromkeys(range(int(sys.argv[1])), 1))\n"
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system does not kill"),
]


def begun(office: Installation, code: str, *arguments: object, **more: str) -> "subprocess.Popen[str]":
    """Start Python on *office* with *code*."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        env=office.environment(
            MINGBAI_HOME=str(office.home), DJANGO_SETTINGS_MODULE="mingbai_web.project.settings", **more
        ),
        stdout=subprocess.PIPE,
        text=True,
    )


def ended(office: Installation, code: str, *arguments: object) -> str:
    """Run Python on *office* with *code* to its end and return what it printed."""
    process = begun(office, code, *arguments)
    said = process.communicate(timeout=300)[0]
    assert process.returncode == 0
    return said


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[each.name for each in SCENARIOS])
def test_a_real_process_killed_at_a_failpoint_loses_nothing_that_it_acknowledged(
    office: Installation, scenario: Scenario
) -> None:
    told: list[str] = []
    number = 0
    points = cycle((point, after) for after in (1, 2) for point in scenario.points)
    for _ in range(-(-KILLS // len(SCENARIOS))):
        point, after = next(points)
        process = begun(office, DEEDS, scenario.name, number, MINGBAI_FAILPOINT=f"{point}:{after}")
        said = process.communicate(timeout=120)[0].splitlines()
        assert process.returncode == -signal.SIGKILL, (point, after)
        told += said
        number += len(said) + 1
    *again, found = ended(office, SETTLED, scenario.name, number).splitlines()
    assert json.loads(found) == {str(each): 1 for each in range(number)}
    assert set(told) <= set(again)
    assert "全部相符" in office.run("verify").stderr


def test_a_real_worker_killed_at_any_instant_leaves_every_job_to_be_done_once(office: Installation) -> None:
    chance = random.Random(7)
    count = KILLS * 30
    ended(office, ASKED, count)
    for _ in range(KILLS):
        process = begun(office, WORKER)
        assert process.stdout is not None
        assert process.stdout.readline() == "working\n"
        time.sleep(chance.uniform(0.0, 0.2))
        process.kill()
        process.wait()
        process.stdout.close()
    assert ended(office, WORKED_OFF, count) == "True\n"
    assert "全部相符" in office.run("verify").stderr
