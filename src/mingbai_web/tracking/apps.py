"""The app."""

from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

from django.apps import AppConfig

from mingbai.text.words import Words
from mingbai_web.jobs import works

__all__ = ["TrackingConfig"]


class TrackingConfig(AppConfig):
    """What the public may see."""

    name = "mingbai_web.tracking"
    label = "tracking"
    verbose_name = "进度查询"

    def ready(self) -> None:
        """Declare what is done every day."""
        works.declare(
            works.Work("tracking.sweep", Words("清理公开库", "tidying the public store"), _sweep, whole=False)
        )
        works.schedule(works.Schedule("tracking.sweep", "tracking.sweep", time(3, 25)))


def _sweep(facts: Mapping[str, Any], now: datetime) -> None:
    from mingbai_web.tracking import letters  # which needs the models

    letters.sweep()
