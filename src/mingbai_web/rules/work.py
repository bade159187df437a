"""What follows from a change of the rules: rows computed under the rules of before are brought up to those of now."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from mingbai.text.words import Words
from mingbai_web.jobs import works
from mingbai_web.ledger import projections
from mingbai_web.ledger.subjects import Subject
from mingbai_web.rules import queries

__all__ = ["apply", "declare"]


def declare() -> None:
    """Declare the work; once a day besides, for a new version of Mingbai brings rules too."""
    works.declare(
        works.Work(
            "rules.apply",
            Words("按新规则更新列表", "bringing lists up to the rules"),
            _apply,
            whole=False,
            lease=timedelta(minutes=30),
        )
    )
    works.schedule(works.Schedule("rules.apply", "rules.apply", time(0, 30)))


def apply() -> int:
    """Bring everything up to the rules of now, some at a time; return how many subjects were behind."""
    done: set[Subject] = set()
    with queries.steady():
        while new := set(projections.catch_up()) - done:
            done |= new
    return len(done)


def _apply(facts: Mapping[str, Any], now: datetime) -> None:
    apply()
