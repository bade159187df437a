"""The levels of reminding, from `escalation.toml`: how many working days before or after the due day, and whom."""

from dataclasses import dataclass
from functools import cache

from mingbai.statutes import packaged
from mingbai.text.words import Words

__all__ = ["TELLS", "Level", "level", "levels", "reached"]

TELLS = ("owner", "department_head", "working_body_head")
"""Who may be told."""


@dataclass(frozen=True, slots=True)
class Level:
    """Whom to tell once no more than `days` working days are left."""

    key: str
    days: int
    tells: tuple[str, ...]
    words: Words


@cache
def levels() -> tuple[Level, ...]:
    """Return the levels, the one that begins first first."""
    return tuple(
        Level(row["key"], row["days"], tuple(row["tells"]), Words(row["zh"], row["en"]))
        for row in packaged("mingbai_web.duties", "escalation.toml")["level"]
    )


def level(key: str) -> Level:
    """Return the level *key*."""
    return next(each for each in levels() if each.key == key)


def reached(left: int) -> Level | None:
    """Return the last level that is reached with *left* working days to go, None while none is."""
    return next((each for each in reversed(levels()) if left <= each.days), None)
