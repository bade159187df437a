"""The benchmarks as a page of the reference: ratios first, absolute figures as context only."""

import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.folders import Gain, Memory
from bench.law import Law
from bench.web.section import section

__all__ = ["Figures", "page"]

READ, CHECKED, GAIN, HEAP, HELP, SINGLE = 12, 25, 0.9, 300, 0.3, 0.6
STEP, FOLD, IMPORT = 100, 3, 0.08
"""What we aim for: multiples of lxml, share of the loop's gain, MB, seconds; times faster than the faster calendar, seconds."""


@dataclass
class Figures:
    """Everything that one run measured."""

    pages: list[tuple[str, int, float, float, float]] = field(default_factory=list)
    """Name, KB, and for the page: seconds of lxml, × of reading, × of reading and all checks."""
    beside: dict[str, float] = field(default_factory=dict)
    """Of each other program, the multiple of lxml."""
    stages: dict[str, float] = field(default_factory=dict)
    families: dict[str, float] = field(default_factory=dict)
    read: float = 0.0
    checked: float = 0.0
    gain: Gain | None = None
    memory: Memory | None = None
    law: Law | None = None
    starts: dict[str, float] = field(default_factory=dict)
    web: list[dict[str, Any]] = field(default_factory=list)
    """What `bench.web.measure` found, on each database that is here."""
    cores: int = 1
    rounds: int = 1
    versions: dict[str, str] = field(default_factory=dict)


def page(figures: Figures) -> str:
    """Return the page."""
    return "\n".join(_lines(figures)) + "\n"


def _lines(found: Figures) -> Iterable[str]:
    yield "# Benchmarks"
    yield ""
    yield "Written by `make bench`: measured in one run, the platform at times in one of its own. Multiples are medians over rounds in"
    yield "which the things compared took turns, in processor time; they carry over to other machines better than seconds do. Figures in seconds or MB are context:"
    yield f"a machine with {found.cores} cores, {platform.system()}, Python {platform.python_version()}."
    yield ""
    yield "## One page"
    yield ""
    yield "Fictional reports inside the chrome of a portal, 40 to 100 KB of HTML, in the layouts of the corpus. The unit is what"
    yield "`lxml.html.fromstring` takes to parse the same bytes, which gives a tree and no more."
    yield ""
    yield from _table(
        ("what", "× lxml", "aim"),
        [
            ("lxml.html.fromstring", "1", ""),
            ("**mingbai.read**", f"**{found.read:.1f}**", f"≤ {READ}"),
            ("**mingbai.read and mingbai.audit, all checks**", f"**{found.checked:.1f}**", f"≤ {CHECKED}"),
            *(
                (f"{name} {found.versions.get(name.split('.')[0], '')}".strip(), f"{times:.1f}", "")
                for name, times in found.beside.items()
            ),
        ],
    )
    yield ""
    yield "The other programs extract text or tables; they do not say which cell of the form a figure stands in, and check nothing."
    yield ""
    yield from _table(
        ("page", "KB", "lxml, ms", "read, ×", "read and checks, ×"),
        [
            (name, f"{size / 1000:.0f}", f"{base * 1000:.1f}", f"{read:.1f}", f"{checked:.1f}")
            for name, size, base, read, checked in found.pages
        ],
    )
    yield ""
    yield "## Where the time goes"
    yield ""
    yield "Shares of reading and checking these pages, most first. [What that means](../explanation/performance.md)"
    yield ""
    yield from _table(("stage", "share"), _shares(found.stages))
    yield ""
    yield "Of the whole, the checks by family:"
    yield ""
    yield from _table(("family", "share"), _shares(found.families))
    if found.gain is not None:
        yield from _gain(found.gain)
    if found.memory is not None:
        yield from _memory(found.memory)
    if found.law is not None:
        yield from _law(found.law, found.versions)
    yield from _starts(found.starts)
    yield from section(found.web)


def _gain(gain: Gain) -> Iterable[str]:
    yield ""
    yield "## A folder"
    yield ""
    yield f"{gain.reports:,} generated reports, every layout in text and HTML by turns, read and audited by the batch module;"
    yield f"{'one round' if gain.rounds == 1 else f'median of {gain.rounds} rounds'}, time on the clock."
    yield ""
    yield from _table(
        ("two processes instead of one", "gain", "aim"),
        [
            ("a pure loop, which shares nothing", f"× {gain.loop:.2f}", ""),
            ("reading and auditing", f"× {gain.audit:.2f}", ""),
            ("**share of the loop's gain**", f"**{gain.audit / gain.loop:.2f}**", f"≥ {GAIN}"),
        ],
    )
    yield ""
    yield f"In this run {gain.one:.0f} reports a second on one process, {gain.two:.0f} on two."


def _memory(memory: Memory) -> Iterable[str]:
    yield ""
    yield "## Memory"
    yield ""
    yield f"`mingbai report audit` over {memory.files:,} files on two processes; resident memory, looked at twenty times a second."
    yield ""
    yield from _table(
        ("peak", "MB", "aim"),
        [
            ("**the command and its processes together**", f"**{memory.together:.0f}**", f"< {HEAP}"),
            ("the largest of them", f"{memory.largest:.0f}", f"< {HEAP}"),
            *(
                (f"together, in fifth {n} of the run", f"{size:.0f}", "")
                for n, size in enumerate(memory.fifths, 1)
            ),
        ],
    )
    yield ""
    yield "Pages that the processes share are counted once for each, so the sum is an upper bound."


def _law(law: Law, versions: dict[str, str]) -> Iterable[str]:
    yield ""
    yield "## The law"
    yield ""
    yield "The twentieth working day after a day of 2024 or 2025, asked thousands of times of each calendar by turns; all know the"
    yield "make-up working weekends. Ours also says whether the day is firm."
    yield ""
    fastest = min(law.beside.values(), default=0.0)
    yield from _table(
        ("one step of twenty working days", "× ours", "µs", "aim"),
        [
            ("**mingbai.workdays**", "1", f"{law.step * 1e6:.2f}", f"{STEP} × faster than the faster one"),
            *(
                (
                    f"{name} {versions.get(name, '')}".strip(),
                    f"{took / law.step:.0f}",
                    f"{took * 1e6:.0f}",
                    "",
                )
                for name, took in law.beside.items()
            ),
        ],
    )
    yield ""
    yield (
        f"The faster of the others takes {fastest / law.step:.0f} times as long."
        if fastest
        else "No other is installed."
    )
    yield ""
    yield "A case of twelve acts: received online, confirmed, amended, a third party consulted, extended, decided, posted."
    yield ""
    yield from _table(
        ("what", "time", "aim"),
        [
            ("its due day, from the acts", f"{law.deadline * 1e6:.0f} µs", ""),
            ("the same with every step of the counting", f"{law.explained * 1e6:.0f} µs", ""),
            (f"**{law.cases:,} such cases on one core**", f"**{law.folded:.1f} s**", f"< {FOLD} s"),
            ("**importing the law in a new interpreter**", f"**{law.imported:.3f} s**", f"< {IMPORT} s"),
            ("import, data and the first deadline", f"{law.answered:.3f} s", ""),
        ],
    )


def _starts(starts: dict[str, float]) -> Iterable[str]:
    bare = starts.get("python -c pass", 0.0)
    aims = {"mingbai --help": f"< {HELP} s", "mingbai report audit FILE": f"< {SINGLE} s"}
    yield ""
    yield "## Starting"
    yield ""
    yield "A new process each time, with its files in the system's cache; time on the clock."
    yield ""
    yield from _table(
        ("command", "× a bare interpreter", "seconds", "aim"),
        [
            (f"`{name}`", f"{took / bare:.1f}" if bare else "", f"{took:.2f}", aims.get(name, ""))
            for name, took in starts.items()
        ],
    )


def _shares(shares: dict[str, float]) -> list[tuple[str, str]]:
    ordered = sorted(shares.items(), key=lambda pair: -pair[1])
    return [(name, f"{share * 100:.0f} %" if share >= 0.005 else "< 1 %") for name, share in ordered]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterable[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    yield from (f"| {' | '.join(row)} |" for row in rows)
