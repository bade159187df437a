"""The year's table counted once more, from raw acts by SQL: nothing of the law core or of the projections is used.

It knows the lives that the fictional district has, no others: received, perhaps amended, answered or withdrawn or lapsed.
"""

import json
from collections import Counter, defaultdict
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection

__all__ = ["recount"]

_ROWS = {
    "granted": "granted",
    "already_public": "granted",
    "partly_granted": "partly_granted",
    "refused_process_information": "refused_process_information",
    "refused_internal_affairs": "refused_internal_affairs",
    "refused_enforcement_file": "refused_enforcement_file",
    "refused_third_party": "refused_third_party",
    "not_existing": "unavailable_not_held",
    "other_organ": "unavailable_not_held",
    "needs_creation": "unavailable_needs_creation",
    "petition": "declined_petition",
    "repeat": "declined_repeat",
    "withdrawn": "other_remaining",
    "amendment_lapsed": "other_not_amended",
}
_COLUMNS = {
    "natural_person": "natural_person",
    "company": "business",
    "individual_business": "business",
    "research_institution": "research",
    "public_interest_organisation": "public_interest",
    "law_firm": "legal_service",
    "other_organisation": "other",
}


def recount(body: UUID, year: int) -> dict[tuple[str, str], int]:
    """Return the table of *body* for *year* by row and column, without the cells that are nought."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT subject_id, kind, effective, facts FROM ledger_entry WHERE subject_kind = 'application' "
            "ORDER BY subject_id, ordinal"
        )
        acts: dict[str, list[tuple[str, date, Any]]] = defaultdict(list)
        for subject, kind, effective, facts in cursor.fetchall():
            day = date.fromisoformat(effective) if isinstance(effective, str) else effective
            acts[str(subject)].append((kind, day, json.loads(facts)))
    counted: Counter[tuple[str, str]] = Counter()
    for life in acts.values():
        said = life[0][2]
        if UUID(said["body"]) != body:
            continue
        days = {kind: day for kind, day, _ in reversed(life)}  # the first of each kind
        received = days.get("confirmed") if said["channel"] == "online" else days.get("received")
        if received is None or received.year > year:
            continue
        outcomes = [facts["outcome"] for kind, _, facts in life if kind == "decided"]
        ends = [
            ("decided", days.get("dispatched")),
            *((k, days.get(k)) for k in ("withdrawn", "amendment_lapsed")),
        ]
        how, ended = min(((k, day) for k, day in ends if day), key=lambda each: each[1], default=("", None))
        if ended is not None and ended.year < year:
            continue
        found = ["new" if received.year == year else "carried_in"]
        if ended is None or ended.year > year:
            found.append("carried_out")
        else:
            found += ["handled", _ROWS[outcomes[-1] if how == "decided" else how]]
        for row in found:
            for column in (_COLUMNS[said["applicant"]], "total"):
                counted[row, column] += 1
    return dict(counted)
