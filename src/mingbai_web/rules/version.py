"""The version of the rules that come with Mingbai: a digest over its data files, so that a changed rule is a changed version."""

import hashlib
import pkgutil
from functools import cache
from itertools import count, takewhile

from mingbai import __version__
from mingbai.statutes.law import FILES
from mingbai.workdays.shipped import FIRST_YEAR, notices_of

__all__ = ["rule_data"]

_FILES = (
    *(("mingbai.statutes", f"data/{name}") for name in ("instruments.toml", *FILES)),
    ("mingbai.lifecycle", "acts.toml"),
    *(("mingbai.outcomes", name) for name in ("counted.toml", "endings.toml", "results.toml")),
)


@cache
def rule_data() -> str:
    """Return the digest over everything that the core decides by, and the core's own version."""
    found = hashlib.sha256(__version__.encode())
    for package, name in _FILES:
        found.update(pkgutil.get_data(package, name) or b"")
    for year in takewhile(notices_of, count(FIRST_YEAR)):
        found.update(pkgutil.get_data("mingbai.workdays", f"notices/{year}.toml") or b"")
    return found.hexdigest()
