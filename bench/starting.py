"""How long the command takes from a cold start: a new process each time, its files warm in the system's cache."""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.timing import median, wall

__all__ = ["starts"]


def starts(python: Path, command: Path, page: Path, rounds: int) -> dict[str, float]:
    """Return the median seconds of a bare interpreter, `mingbai --help`, and the audit of one file, by turns."""
    commands: Mapping[str, Sequence[str]] = {
        "python -c pass": [str(python), "-c", "pass"],
        "mingbai --help": [str(command), "--help"],
        "mingbai report audit FILE": [str(command), "report", "audit", str(page)],
    }
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, arguments in commands.items():
            took = wall(
                lambda arguments=arguments: subprocess.run(arguments, capture_output=True, check=False)
            )
            if turn:
                spent[name].append(took)
    return {name: median(times) for name, times in spent.items()}
