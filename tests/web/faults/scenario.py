"""What a scenario is."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Halved", "Scenario"]


class Halved(AssertionError):
    """Something that was done by halves."""


def _nothing() -> None:
    pass


@dataclass(frozen=True)
class Scenario:
    """`deed(n)` is the n-th deed and what is told of it; `again(n)` what a person or the system does after the crash.

    `found` counts the deeds on record. With `waits`, what was acknowledged may still wait for others to do it.
    `share` is how many children of 200 are killed in it.
    """

    name: str
    points: tuple[str, ...]
    deed: Callable[[int], str]
    again: Callable[[int], str]
    found: Callable[[], Counter[int]]
    ready: Callable[[], None] = _nothing
    waits: bool = False
    share: int = 36
