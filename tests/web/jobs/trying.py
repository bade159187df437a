"""Work of the tests' own, and a clock that they set."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from mingbai.errors import MingbaiError
from mingbai.text.words import Words
from mingbai_web.jobs import works
from mingbai_web.ledger.services import enter
from mingbai_web.ledger.subjects import Hand, Subject, new_id

__all__ = ["NOW", "Clock", "declare", "enter_note"]

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
BY = Hand("system", "", "", source="system")


class Clock:
    """The time, which stands until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


def declare() -> None:
    """Declare the work: what enters an act, what always fails, each whole or not."""
    for name, does in (("enter", enter_note), ("fail", _fail), ("enter_and_fail", _enter_and_fail)):
        for whole in (True, False):
            works.declare(
                works.Work(f"try.{name}{'' if whole else '.loose'}", Words(name, name), does, whole, turns=3)
            )


def enter_note(facts: Mapping[str, Any], now: datetime) -> None:
    enter(
        subject=Subject("thing", new_id()),
        kind="noted",
        facts={"note": facts["note"]},
        happened=now.date(),
        effective=now.date(),
        by=BY,
        seen="",
        now=now,
    )


def _fail(facts: Mapping[str, Any], now: datetime) -> None:
    if facts.get("ours"):
        raise MingbaiError("邮件服务器没有回应", "the mail server does not answer")
    raise ValueError("王芳 110101199003070011")


def _enter_and_fail(facts: Mapping[str, Any], now: datetime) -> None:
    enter_note(facts, now)
    raise RuntimeError
