"""The work list, a case, the table: how long each takes over all that is on record, and how many questions it asks."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mingbai_web.accounts.models import Person
from mingbai_web.accounts.roles import Role
from mingbai_web.annual_report.figures import Period, behind, table
from mingbai_web.applications.models import Application
from mingbai_web.demo.district import Office
from mingbai_web.ledger.models import Entry
from tests.web.accounts.office import inside

__all__ = ["figures", "pages"]

PAGES = ("", "?show=overdue", "?show=later", "?show=ended", "?mine=1", "?q=名单")
"""The work list as it is asked for: all that is open, parts of it, one's own, what a word finds."""


def pages(office: Office, looked_at: list[UUID], rounds: int) -> dict[str, Any]:
    """Return what the pages of the work list and of cases with fifty acts take, asked by Django's test client."""
    officer = next(place for place in office.places if place.role is Role.CASE_OFFICER)
    Person.objects.filter(username=officer.username).update(password_changed_at=timezone.now())
    client = inside(officer.username, officer.seat)
    client.defaults["HTTP_HOST"] = "localhost"

    def get(address: str) -> None:
        answer = client.get(address)
        if answer.status_code != 200:
            raise SystemExit(f"{address} is answered with {answer.status_code}")

    lists = [f"/office/{each}" for each in PAGES]
    cases = [f"/office/cases/{each}/" for each in looked_at]
    return {
        "cases": Application.objects.count(),
        "open": Application.objects.filter(ended=None).count(),
        "work list": _asked(get, lists, rounds),
        "case": {**_asked(get, cases, rounds), "acts": Entry.objects.filter(subject_id=looked_at[0]).count()},
    }


def figures(offices: list[Office], today: date, rounds: int) -> dict[str, Any]:
    """Return what the table takes, and the applications behind one of its figures, as of days in the past."""
    bodies = [each.body for each in offices]
    compiler = replace(offices[0].viewer(Role.COMPILER, today), bodies=tuple(bodies))
    year = today.year - 1
    periods = [
        Period.year(year, known=date(year, 12, 31)),
        Period.year(year, known=date(year + 1, 1, 31)),
        Period(date(year, 4, 1), date(year, 6, 30), date(year, 7, 5)),
        Period.year(year - 1, known=today - timedelta(30)),
    ]

    def ask(period: Period) -> None:
        table(bodies=bodies, period=period, viewer=compiler)

    def drill(period: Period) -> None:
        behind(bodies=bodies, period=period, row="handled", column="total", viewer=compiler)

    return {
        "acts": Entry.objects.filter(subject_kind="application").count(),
        "table": _asked(ask, periods, rounds),
        "behind": _asked(drill, periods, rounds),
    }


def _asked(ask: Callable[[Any], None], what: list[Any], rounds: int) -> dict[str, Any]:
    """Return the median and the 95th percentile of the seconds that asking takes, its processor time, and its questions."""
    with CaptureQueriesContext(connection) as first:
        ask(what[0])
    questions = len(first)
    spent, begun = [], time.process_time()
    for _ in range(rounds):
        for each in what:
            at = time.perf_counter()
            ask(each)
            spent.append(time.perf_counter() - at)
    busy = (time.process_time() - begun) / len(spent)
    spent.sort()
    return {
        "median": spent[len(spent) // 2],
        "p95": spent[int(len(spent) * 0.95)],
        "processor": busy,
        "questions": questions,
        "times": len(spent),
    }
