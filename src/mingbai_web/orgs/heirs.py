"""Who is told when a body ends or gives powers away, so that what it had in hand goes to its heir in the same transaction."""

from collections.abc import Callable
from datetime import datetime

__all__ = ["declare", "tell"]

_TOLD: list[Callable[[datetime], object]] = []


def declare(told: Callable[[datetime], object]) -> None:
    """Have *told* called after each succession; it looks itself at what has taken effect by then."""
    if told not in _TOLD:
        _TOLD.append(told)


def tell(now: datetime) -> None:
    """Tell everybody that a succession was entered."""
    for each in _TOLD:
        each(now)
