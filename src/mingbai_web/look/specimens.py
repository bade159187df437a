"""Fictional values for the living page of components: every component in every state it can be in."""

from typing import Any

from django.http import HttpRequest

from mingbai_web.look.parts import TodayLine

__all__ = ["specimens"]


def specimens(request: HttpRequest) -> dict[str, Any]:
    """Return what the page shows."""
    return {"today_line": TodayLine(3, 5, 1, 12)}
