"""Verification and rebuilding of all that is on record, and what one act costs with where its time goes."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mingbai.batch.pool import processors
from mingbai_web.accounts.roles import Role
from mingbai_web.applications import services
from mingbai_web.demo.district import Office
from mingbai_web.ledger import projections, queries, verification
from mingbai_web.ledger import services as ledger
from mingbai_web.ledger.models import Entry
from mingbai_web.ledger.pieces import apart

__all__ = ["one_act", "proved"]


def proved() -> dict[str, Any]:
    """Return the seconds of rebuilding, of both halves of `mingbai verify`, and of both by processes apart. Ends where anything does not hold."""
    found: dict[str, Any] = {"acts": Entry.objects.count()}
    for name, work in (
        ("rebuild", _rebuilt),
        ("chains", lambda: list(verification.verify())),
        ("projections", lambda: list(projections.differences())),
        ("apart", _apart),
    ):
        at, busy = time.perf_counter(), time.process_time()
        if wrong := work():
            raise SystemExit(f"{len(wrong)} do not hold, the first: {wrong[0]}")
        found[name] = time.perf_counter() - at
        found[f"{name}, processor"] = time.process_time() - busy
    return found


def _apart() -> list[object]:
    with apart(processors()) as each:
        return [*verification.verify(each), *projections.differences(each)]


def _rebuilt() -> list[object]:
    projections.rebuild()
    return []


def one_act(office: Office, cases: list[UUID], now: datetime) -> dict[str, Any]:
    """Return what entering an act on each of *cases* takes from the service to the commit, and the shares of its parts."""
    by = office.viewer(Role.CASE_OFFICER, timezone.localdate(now))
    parts: Counter[str] = Counter()
    spent, busy = [], time.process_time()
    with _timed(parts):
        for number, case in enumerate(cases):
            head = queries.head("application", case)
            at = time.perf_counter()
            with _part(parts, "all"), transaction.atomic():
                services.note(
                    application=case,
                    text="已与业务科室核对。",
                    by=by,
                    seen=head.digest if head is not None else "",
                    now=now + timedelta(seconds=number),
                )
                connection.on_commit(lambda: None)
            spent.append(time.perf_counter() - at)
    busy = time.process_time() - busy
    head = queries.head("application", cases[0])
    with CaptureQueriesContext(connection) as asked:
        services.note(
            application=cases[0],
            text="再核对一次。",
            by=by,
            seen=head.digest if head is not None else "",
            now=now + timedelta(hours=1),
        )
    whole = parts.pop("all")
    parts["reading the chain, asking who may and what the law says, the commit"] = whole - sum(parts.values())
    return {
        "acts before": head.ordinal - 1 if head is not None else 0,
        "median": median(spent),
        "processor": busy / len(cases),
        "questions": len(asked),
        "shares": {name: seconds / whole for name, seconds in parts.most_common()},
    }


@contextmanager
def _timed(parts: Counter[str]) -> Iterator[None]:
    """Let the parts of entering an act tell how long they take, while the block runs."""
    kept = (projections._made, projections._write, Entry.objects.create, ledger.queries.head)

    def telling(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def told(*given: Any, **named: Any) -> Any:
            with _part(parts, name):
                return function(*given, **named)

        return told

    projections._made = telling("computing the rows", projections._made)
    projections._write = telling("comparing and writing the rows", projections._write)
    Entry.objects.create = telling("inserting the entry", Entry.objects.create)  # type: ignore[method-assign]
    try:
        yield
    finally:
        projections._made, projections._write = kept[:2]
        del Entry.objects.create


@contextmanager
def _part(parts: Counter[str], name: str) -> Iterator[None]:
    at = time.perf_counter()
    yield
    parts[name] += time.perf_counter() - at
