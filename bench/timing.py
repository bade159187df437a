"""How long things take: processor time of functions by turns, so that what disturbs one round disturbs all of them."""

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median

__all__ = ["by_turns", "median", "wall"]


def by_turns(functions: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Return the median seconds of processor time of each function, called in turn for *rounds* rounds after one unmeasured."""
    spent: dict[str, list[float]] = {name: [] for name in functions}
    for function in functions.values():
        function()
    for _ in range(rounds):
        for name, function in functions.items():
            gc.collect()
            begun = time.process_time()
            function()
            spent[name].append(time.process_time() - begun)
    return {name: median(times) for name, times in spent.items()}


def wall(function: Callable[[], object]) -> float:
    """Return the seconds on the clock that one call takes."""
    begun = time.perf_counter()
    function()
    return time.perf_counter() - begun


def middle(values: Sequence[float]) -> float:
    """Return the median of *values*, 0 when there are none."""
    return median(values) if values else 0.0
