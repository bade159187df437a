"""Which programs and fonts of the system the tests may count on; what is missing skips a test and says so."""

import shutil
import subprocess
from functools import cache

import pytest

__all__ = ["CHROMIUM", "can_print", "needs_printing"]

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@cache
def _lacking() -> str:
    try:
        import weasyprint  # noqa: F401
    except OSError:  # it finds Pango when it is imported
        return "Pango"
    listing = shutil.which("fc-list")
    if listing is None:
        return ""
    fonts = subprocess.run([listing, ":lang=zh-cn"], capture_output=True, check=False).stdout
    return "" if fonts.strip() else "a font with Chinese characters"


needs_printing = pytest.mark.skipif(bool(_lacking()), reason=f"{_lacking()} is not installed (make system)")
"""Marks a test that prints PDF."""


def can_print() -> None:
    """Go on where PDF can be printed; skip the test where not."""
    if _lacking():
        pytest.skip(f"{_lacking()} is not installed (make system)")
