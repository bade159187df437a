"""What is done while the process is killed, and what must be so afterwards. A new failpoint needs one line in `SCENARIOS`.

A scenario is a deed that a child process does over and over until it is killed. What the deed returns is written to the
parent as its acknowledgement; afterwards the parent asks `found` how often each deed stands on record, which also raises
for anything that is done by halves, and does each `again`, as a person or the system does after a crash: where a deed
has a key, the answer is the one that was acknowledged.
"""

import ast
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from mingbai_web.jobs import services as jobs
from mingbai_web.jobs.models import Job, State
from mingbai_web.jobs.worker import work_off
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.services import enter, seal
from mingbai_web.ledger.subjects import Hand, Subject
from tests.house.tree import ROOT
from tests.web.faults import lines
from tests.web.faults.scenario import Halved, Scenario
from tests.web.jobs import trying

__all__ = ["SCENARIOS", "points_in_the_code"]

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
BY = Hand("liming", "registrar", "qinghe-gov")


def _act(number: int) -> str:
    """Two acts on one subject, each with the key of its form."""
    subject = Subject("thing", uuid5(NAMESPACE_URL, f"faults/{number}"))
    seen = ""
    for turn, kind in enumerate(("received", "decided")):
        seen = enter(
            subject=subject,
            kind=kind,
            facts={"at": number},
            happened=NOW.date(),
            effective=NOW.date(),
            by=BY,
            seen=seen,
            now=NOW,
            key=f"faults-{number}-{turn}",
        ).digest
    return seen


def _acts() -> Counter[int]:
    return _pairs(Entry.objects.filter(kind="decided", key__startswith="faults-"))


def _seal(number: int) -> str:
    """An act, and the seal of a day of its own."""
    told = _act(number)
    seal(on=_day(number), now=NOW)
    return told


def _job(number: int) -> str:
    """A job asked for, and one worked off: this one or one that somebody left."""
    jobs.ask(work="try.enter", facts={"note": f"job-{number}"}, now=NOW, key=f"faults-{number}")
    work_off(worker=f"child-{number}", clock=lambda: NOW)
    return "asked"


def _job_again(number: int) -> str:
    """The person asks again, which is the same job; workers come back when the leases are over."""
    later = NOW + timedelta(hours=1)
    jobs.ask(work="try.enter", facts={"note": f"job-{number}"}, now=NOW, key=f"faults-{number}")
    while work_off(worker="after", clock=lambda: later):
        pass
    return "asked"


def _jobs() -> Counter[int]:
    """Count the notes that jobs entered; a job that is done entered one, and no other did."""
    done = Job.objects.filter(state=State.DONE, key__startswith="faults-").count()
    notes = Counter(
        int(entry.read()["note"].partition("-")[2]) for entry in Entry.objects.filter(kind="noted")
    )
    if done != notes.total():
        raise Halved(f"{done} jobs are done, {notes.total()} notes stand")
    return notes


SCENARIOS = (
    Scenario(
        "act",
        ("ledger.before_insert", "ledger.after_insert", "ledger.after_projections"),
        _act,
        _act,
        _acts,
    ),
    Scenario("seal", ("seal.before_insert", "seal.after_insert"), _seal, _act, _acts),
    *lines.SCENARIOS,
    Scenario(
        "job",
        ("job.after_take", "job.after_work", "job.after_finish"),
        _job,
        _job_again,
        _jobs,
        waits=True,
    ),
)


def points_in_the_code() -> set[str]:
    """Return every failpoint that the platform's code reaches."""
    found = set()
    for path in (ROOT / "src" / "mingbai_web").rglob("*.py"):
        if "failpoints" not in (text := path.read_text("utf-8")):
            continue
        for node in ast.walk(ast.parse(text)):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and ast.unparse(node.func) == "failpoints.reach"
                and isinstance(node.args[0], ast.Constant)
            ):
                found.add(str(node.args[0].value))
    return found


def _pairs(entries: Iterable[Entry]) -> Counter[int]:
    return Counter(int(entry.read()["at"]) for entry in entries)


def _day(number: int) -> date:
    return date(2026, 3, 2) + timedelta(days=number)


trying.declare()
