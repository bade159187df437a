"""What is swept out every night: drafts that nobody changed for seven days, and what the limits need no more."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from mingbai.text.words import Words
from mingbai_web.intake import drafts
from mingbai_web.jobs import works

__all__ = ["declare"]


def declare() -> None:
    """Declare the work of this app, and when it is done."""
    works.declare(works.Work("intake.sweep", Words("清除过期草稿", "sweeping out old drafts"), _sweep))
    works.schedule(works.Schedule("intake.sweep", "intake.sweep", time(3, 20)))


def _sweep(facts: Mapping[str, Any], now: datetime) -> None:
    drafts.sweep(now)
