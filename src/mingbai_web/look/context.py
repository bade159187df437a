"""What the frame of every page needs to know: the theme that the reader chose, and who is looking."""

from typing import Any

from django.http import HttpRequest

__all__ = ["THEMES", "THEME_COOKIE", "shell"]

THEME_COOKIE = "mingbai_theme"
THEMES = ("light", "dark")
"""The cookie holds one of these; without it the page follows the reader's system."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the variables of the frame; every one is there on every page."""
    theme = request.COOKIES.get(THEME_COOKIE, "")
    return {"theme": theme if theme in THEMES else "", "viewer": getattr(request, "viewer", None)}
