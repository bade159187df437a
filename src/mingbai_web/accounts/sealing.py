"""The key under which secrets of sign-in lie in the database. Keys stand with an app above, which declares where."""

from collections.abc import Callable
from typing import Protocol

__all__ = ["Sealer", "declare", "sealer"]


class Sealer(Protocol):
    """A key that seals bytes as what they are about, and opens them as nothing else."""

    def seal(self, plain: bytes, about: str) -> bytes: ...

    def open(self, sealed: bytes, about: str) -> bytes: ...


_DECLARED: list[Callable[[], Sealer]] = []


def declare(found: Callable[[], Sealer]) -> None:
    """Say how the key is had; the last who says so is believed."""
    _DECLARED[:] = [found]


def sealer() -> Sealer:
    """Return the key."""
    return _DECLARED[0]()
