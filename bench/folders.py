"""Many reports: how fast on one process and two beside what two processes of a pure loop gain, and how much memory."""

import multiprocessing
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.timing import median, wall

__all__ = ["Gain", "Memory", "gain", "memory"]

_LOOP = 15_000_000
_ENOUGH = 120.0
"""Seconds after which no further round is begun, so that a slow machine ends in some minutes too."""


@dataclass(frozen=True)
class Gain:
    """Reports a second on one process and two, and how much faster two are, for auditing and for a pure loop."""

    reports: int
    one: float
    two: float
    audit: float
    loop: float
    rounds: int


@dataclass(frozen=True)
class Memory:
    """Peak resident memory in MB: of all processes of the command together, of the largest, and in each fifth of the run."""

    files: int
    together: float
    largest: float
    fifths: tuple[float, ...]


def gain(folder: Path, rounds: int) -> Gain:
    """Return what a second process gains over the reports in *folder*, each kind of run by turns, at most *rounds* times."""
    begun = time.perf_counter()
    count = sum(1 for _ in folder.iterdir())
    times: dict[str, list[float]] = {"loop 1": [], "loop 2": [], "audit 1": [], "audit 2": []}
    for _ in range(rounds):
        if times["audit 2"] and time.perf_counter() - begun > _ENOUGH:
            break
        for jobs in (1, 2):
            times[f"loop {jobs}"].append(wall(lambda jobs=jobs: _loops(jobs)))
            times[f"audit {jobs}"].append(wall(lambda jobs=jobs: _audit(folder, jobs)))
    gains = {
        what: median([one / two for one, two in zip(times[f"{what} 1"], times[f"{what} 2"], strict=True)])
        for what in ("audit", "loop")
    }
    one, two = median(times["audit 1"]), median(times["audit 2"])
    done = len(times["audit 2"])
    return Gain(count, count / one, count / two, gains["audit"], gains["loop"], done)


def _audit(folder: Path, jobs: int) -> None:
    from mingbai.batch import run
    from mingbai.batch.auditing import Auditing

    work = Auditing(only=False)
    failed = [done.name for done in run([str(folder)], work, jobs=jobs) if done.value is None]
    if failed:
        raise SystemExit(f"not read: {', '.join(failed[:5])}")


def _loops(jobs: int) -> None:
    context = multiprocessing.get_context("fork" if hasattr(os, "fork") else "spawn")
    processes = [context.Process(target=_loop, args=(_LOOP * 2 // jobs,)) for _ in range(jobs)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


def _loop(times: int) -> None:
    total = 0
    for number in range(times):
        total += number & 7


def memory(folder: Path, command: Path) -> Memory | None:
    """Return what auditing *folder* on two processes takes; None where the system does not tell."""
    if not Path("/proc/self/statm").exists():
        return None
    output = folder.parent / f"{folder.name}.json"
    arguments = [str(command), "report", "audit", str(folder), "--jobs", "2", "--format", "json"]
    seen: list[tuple[float, float]] = []
    process = subprocess.Popen([*arguments, "--output", str(output), "--quiet"], stderr=sys.stderr)
    while process.poll() is None:
        sizes = [_resident(number) for number in _family(process.pid)]
        if sizes and any(sizes):
            seen.append((sum(sizes), max(sizes)))
        time.sleep(0.05)
    output.unlink(missing_ok=True)
    if process.returncode not in (0, 1) or not seen:
        raise SystemExit(f"the audit of {folder.name} ended with {process.returncode}")
    fifth = max(1, len(seen) // 5)
    fifths = tuple(max(total for total, _ in seen[n * fifth : (n + 1) * fifth] or seen) for n in range(5))
    count = sum(1 for _ in folder.iterdir())
    return Memory(count, max(total for total, _ in seen), max(largest for _, largest in seen), fifths)


def _family(process: int) -> list[int]:
    """Return the process and all below it."""
    try:
        below = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return [process]
    return [process, *(one for child in below for one in _family(int(child)))]


def _resident(process: int) -> float:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError, ValueError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000
