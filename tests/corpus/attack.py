"""Attacks the reader: thousands of fictional pages in every layout, harmed in every way, judged cell by cell.

Run it with ``python -m tests.corpus.attack --count 5000 --seed 7``. It prints, for each layout and harm, how much was
recovered and how many cells were wrong without a flag, then the wrong ones made as small as they go.
"""

import argparse
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

import mingbai
from mingbai.errors import MingbaiError
from tests.corpus.damages import DAMAGES, clash
from tests.corpus.files import FileLayout
from tests.corpus.layouts import LAYOUTS, Case, Made, fits, layout, make
from tests.corpus.oracle import Fault, Verdict, judge

__all__ = ["Outcome", "cases", "explain", "smallest", "try_case"]


PATIENCE = 10
"""Seconds of the processor after which reading a page is given up and counted as a crash."""


class TooSlow(Exception):
    """Reading took longer than anybody waits."""


@contextmanager
def _no_longer_than(seconds: int) -> Iterator[None]:
    def late(number: int, frame: object) -> None:
        raise TooSlow(f"still reading after {seconds} s")

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case."""

    case: Case
    printed: int
    recovered: int
    faults: tuple[Fault, ...]
    lost: tuple[str, ...] = ()
    error: str = ""
    body: bool | None = None
    year: bool | None = None


def try_case(case: Case) -> Outcome:
    """Read the page of the case and judge the reading; an exception of ours loses all cells, any other is a fault."""
    made = make(case)
    sure = sum(1 for e in made.truth.values() if len(e.values) == 1 and not e.blank and not e.absent)
    try:
        with _no_longer_than(PATIENCE):
            verdict = read_and_judge(made)
    except MingbaiError as error:
        return Outcome(case, sure, 0, (), tuple(made.truth), f"{type(error).__name__}: {error.en}")
    except Exception as error:
        return Outcome(
            case, sure, 0, (Fault("-", "-", f"{type(error).__name__}: {error}"),), (), f"CRASH {error!r}"
        )
    return Outcome(
        case,
        verdict.printed,
        verdict.recovered,
        verdict.faults,
        verdict.lost,
        body=verdict.body,
        year=verdict.year,
    )


def read_and_judge(made: Made) -> Verdict:
    """Read the page and judge what was read."""
    return judge(mingbai.read(made.data, name=made.name), made.truth, body=made.body, year=made.year)


def cases(
    count: int, seed: int, *, harms: int = 1, layouts: Iterable[str] = (), damages: Iterable[str] = ()
) -> Iterator[Case]:
    """Yield *count* cases, each layout and each harm in turn; every fourth is not harmed."""
    rng = Random(seed)
    wanted, hurt = set(layouts), set(damages)
    text = [k for k in LAYOUTS if (k.name in wanted if wanted else not isinstance(k, FileLayout))]
    for number in range(count):
        kind = text[number % len(text)]
        free = [d.name for d in DAMAGES if fits(d, kind) and (not hurt or d.name in hurt)]
        size = 0 if (not hurt and number // len(text) % 4 == 0) else rng.randint(1, harms)
        picked = tuple(rng.sample(free, min(size, len(free))))
        while clash(set(picked), keeps_blanks=getattr(kind, "keeps_blanks", True)):
            picked = picked[:-1]
        encodings = [n for n in picked if n in ("gbk", "gb18030", "utf-16", "big5", "crlf")]
        yield Case(rng.randrange(10**6), kind.name, tuple(n for n in picked if n not in encodings[1:]))


def smallest(case: Case) -> Case:
    """Return a smaller case that still has a wrong cell: fewer harms, fewer words, a simpler report."""
    tries = [replace(case, words=0)]
    tries += [replace(case, damages=tuple(d for d in case.damages if d != out)) for out in case.damages]
    for temper in ("zero", "sparse", "single"):
        tries.append(replace(case, words=0, temper=temper))
    for attempt in tries:
        if attempt != case and (attempt.words, attempt.damages, attempt.temper) != (
            case.words,
            case.damages,
            case.temper,
        ):
            if case.temper and attempt.temper and case.temper != attempt.temper:
                continue
            if try_case(attempt).faults:
                return smallest(attempt)
    return case


def explain(outcome: Outcome, *, most: int = 6) -> str:
    """Return a message that names the layout, the harms, the seed, the cells, what was printed and what was read."""
    more = f"\n    … and {len(outcome.faults) - most} more" if len(outcome.faults) > most else ""
    cells = "\n    ".join(map(str, outcome.faults[:most]))
    again = f"make({outcome.case!r})"
    return f"{outcome.case}\n    {cells}{more}\n    again: {again}"


def main() -> int:
    """Run the attack and print its tables; exit 1 when a cell was wrong."""
    ask = argparse.ArgumentParser(prog="python -m tests.corpus.attack", description=__doc__)
    ask.add_argument("--count", type=int, default=1000)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--harms", type=int, default=1, help="most harms done to one page")
    ask.add_argument("--layout", action="append", default=[], help="only this layout (may be repeated)")
    ask.add_argument("--damage", action="append", default=[], help="only this damage (may be repeated)")
    ask.add_argument("--jobs", type=int, default=1)
    ask.add_argument("--show", type=int, default=8, help="how many wrong pages to explain")
    ask.add_argument("--brief", action="store_true", help="one line for each wrong page, not made small")
    ask.add_argument("--lost", action="store_true", help="list what unharmed layouts lose")
    ask.add_argument("--dump", type=Path, help="write the pages with wrong or lost cells here")
    ask.add_argument("--list", action="store_true", help="name layouts and damages")
    given = ask.parse_args()
    if given.list:
        print("layouts:", *(k.name for k in LAYOUTS), "\ndamages:", *(d.name for d in DAMAGES))
        return 0
    todo = list(cases(given.count, given.seed, harms=given.harms, layouts=given.layout, damages=given.damage))
    began = time.perf_counter()
    if given.jobs > 1:
        with ProcessPoolExecutor(given.jobs) as pool:
            outcomes = list(pool.map(try_case, todo, chunksize=20))
    else:
        outcomes = [try_case(case) for case in todo]
    spent = time.perf_counter() - began
    _table(outcomes)
    _summary(outcomes, spent)
    if given.lost:
        _lost(outcomes)
    wrong = sorted((o for o in outcomes if o.faults), key=lambda o: all(f.silent for f in o.faults))
    if given.brief:
        for o in wrong:
            print("WRONG", o.case, len(o.faults), o.faults[0])
    for outcome in wrong[: 0 if given.brief else given.show]:
        small = try_case(smallest(outcome.case))
        print("WRONG", explain(small if small.faults else outcome))
    if given.dump:
        _dump(given.dump, [o for o in outcomes if o.faults or (o.lost and not o.case.damages)])
    return 1 if wrong else 0


def _table(outcomes: list[Outcome]) -> None:
    names = [k.name for k in LAYOUTS if any(o.case.layout == k.name for o in outcomes)]
    cells: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        for harm in outcome.case.damages or ("(none)",):
            cells[harm, outcome.case.layout].append(outcome)
    harms = ["(none)", *(d.name for d in DAMAGES)]
    print("recovered %, !cells misread, ?cells passed over in silence; columns:")
    print("\n".join(f"  {chr(65 + i)} {name}" for i, name in enumerate(names)))
    print(f"{'':20}" + "".join(f"{chr(65 + i):>9}" for i in range(len(names))) + f"{'all':>10}")
    for harm in harms:
        row = [cells.get((harm, name), []) for name in names]
        if any(row):
            flat = [o for some in row for o in some if not getattr(layout(o.case.layout), "loses", False)]
            print(f"{harm:20}" + "".join(f"{_share(some):>9}" for some in row) + f"{_share(flat):>10}")
    print(f"{'all':20}" + "".join(f"{_share([o for o in outcomes if o.case.layout == n]):>9}" for n in names))


def _share(outcomes: list[Outcome]) -> str:
    if not outcomes:
        return "·"
    printed = sum(o.printed for o in outcomes)
    wrong = sum(not f.silent for o in outcomes for f in o.faults)
    silent = sum(f.silent for o in outcomes for f in o.faults)
    share = f"{100 * sum(o.recovered for o in outcomes) / printed:.0f}" if printed else "-"
    return share + (f"!{wrong}" if wrong else "") + (f"?{silent}" if silent else "")


def _summary(outcomes: list[Outcome], spent: float) -> None:
    wrong = sum(not f.silent for o in outcomes for f in o.faults)
    silent = sum(f.silent for o in outcomes for f in o.faults)
    bodies, years = Counter(o.body for o in outcomes), Counter(o.year for o in outcomes)
    errors = Counter(
        o.error.partition(":")[0] if not o.error.startswith("CRASH") else o.error[:70]
        for o in outcomes
        if o.error
    )
    print(
        f"{len(outcomes)} pages in {spent:.1f} s ({1000 * spent / max(1, len(outcomes)):.1f} ms each); cells misread {wrong},"
        f" passed over {silent}, on {sum(1 for o in outcomes if o.faults)} pages; body right {bodies[True]}, wrong {bodies[False]};"
        f" year right {years[True]}, wrong {years[False]}; refused or crashed {dict(errors) or 'none'}"
    )


def _lost(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        kind = layout(outcome.case.layout)
        if outcome.lost and not outcome.case.damages and kind.recover == 1.0:
            print(
                f"LOST {len(outcome.lost)} of {outcome.printed}: {outcome.case} {', '.join(outcome.lost[:5])} {outcome.error}"
            )


def _dump(folder: Path, outcomes: list[Outcome]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for outcome in outcomes[:200]:
        made = make(outcome.case)
        stem = f"{outcome.case.seed}-{outcome.case.layout}-{'-'.join(outcome.case.damages) or 'none'}"
        (folder / f"{stem}{Path(made.name).suffix}").write_bytes(made.data)
        (folder / f"{stem}.why").write_text(
            explain(outcome, most=40) + "\nlost " + " ".join(outcome.lost), "utf-8"
        )
    print(f"pages written to {folder}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
