"""What goes with a party when it is erased: an explicit registry for apps that keep something sealed of it elsewhere.

Each function is called in the transaction of the erasure with the parties concerned; it removes its rows, which it may have
done before, and returns the ids of data keys of its own, which are destroyed once the erasure is committed.
"""

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

__all__ = ["goes_with", "gone_with"]

_GOES: list[Callable[[Sequence[UUID]], Iterable[UUID]]] = []


def goes_with(function: Callable[[Sequence[UUID]], Iterable[UUID]]) -> None:
    """Let *function* remove what it keeps of a party that is erased; in `AppConfig.ready()`."""
    if function not in _GOES:
        _GOES.append(function)


def gone_with(parties: Sequence[UUID]) -> list[UUID]:
    """Remove what goes with *parties*; return the ids of the data keys that are to be destroyed with theirs."""
    return [key for function in _GOES for key in function(parties)]
