"""How fast the law answers: a step of twenty working days beside two calendars, a deadline with its reasons, a hundred thousand cases."""

import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bench.timing import by_turns, median

__all__ = ["Law", "measure"]

STEPS, CASES = 1_000, 100_000


@dataclass
class Law:
    """What was measured: seconds a call, seconds for all cases, seconds of import."""

    step: float
    beside: dict[str, float]
    deadline: float
    explained: float
    cases: int
    folded: float
    imported: float
    answered: float
    """Seconds until a fresh interpreter has its first deadline, import and data included."""


def measure(python: Path, rounds: int, *, cases: int = CASES) -> Law:
    """Return what one run measures; *python* starts the fresh interpreters."""
    step, beside = _step(rounds)
    deadline, explained = _deadline(rounds)
    return Law(
        step,
        beside,
        deadline,
        explained,
        cases,
        _fold(cases),
        _fresh(python, "import mingbai.lifecycle, mingbai.fees, mingbai.remedies", rounds),
        _fresh(
            python,
            "from datetime import date; from mingbai.lifecycle import Case, act; "
            "Case.of([act('received', date(2025, 3, 3), channel='in-person')]).as_of().due",
            rounds,
        ),
    )


def _days(count: int) -> list[date]:
    return [date(2024, 1, 2) + timedelta(n % 700) for n in range(count)]


def _step(rounds: int) -> tuple[float, dict[str, float]]:
    """Return the seconds of one step of twenty working days, ours and the other calendars'."""
    from mingbai.workdays import announced

    after = announced().after
    many, few = _days(STEPS * 20), _days(STEPS)
    asked: dict[str, tuple[Callable[[], object], int]] = {
        "mingbai": (lambda: [after(day, 20) for day in many], len(many))
    }
    try:
        import holidays

        china = holidays.country_holidays("CN", years=range(2023, 2027))
        asked["holidays"] = (lambda: [china.get_nth_working_day(day, 20) for day in few], len(few))
    except ImportError:
        pass
    try:
        import chinese_calendar

        def walked() -> None:
            for day in few[::10]:
                chinese_calendar.find_workday(20, day)

        asked["chinesecalendar"] = (walked, len(few[::10]))
    except ImportError:
        pass
    took = by_turns({name: function for name, (function, _) in asked.items()}, rounds)
    each = {name: took[name] / count for name, (_, count) in asked.items()}
    return each.pop("mingbai"), each


def _deadline(rounds: int) -> tuple[float, float]:
    """Return the seconds of a full deadline from its acts, and of the same with every step of its explanation."""
    from mingbai.lifecycle import Case

    lists = [_acts(day) for day in _days(300)]

    def due() -> None:
        for acts in lists:
            _ = Case.of(acts).as_of().due

    def explained() -> None:
        for acts in lists:
            Case.of(acts).as_of().steps()

    took = by_turns({"due": due, "explained": explained}, rounds)
    return took["due"] / len(lists), took["explained"] / len(lists)


def _fold(cases: int) -> float:
    """Return the seconds of processor time of folding so many cases of twelve acts, with their due days."""
    from mingbai.lifecycle import Case, Settings

    settings = Settings.shipped()
    lists = [_acts(day) for day in _days(700)]
    begun = time.process_time()
    for number in range(cases):
        _ = Case.of(lists[number % 700], settings).as_of().due
    return time.process_time() - begun


def _acts(day: date) -> list[object]:
    """Return the twelve acts of a case with an amendment, a consultation, an extension and a reply by post."""
    from mingbai.lifecycle import act
    from mingbai.workdays import announced

    def on(count: int) -> date:
        return announced().after(day, count).day

    return [
        act("received", day, channel="online"),
        act("confirmed", on(1)),
        act("cohandling_asked", on(2), unit="法规科"),
        act("amendment_asked", on(5)),
        act("amended", on(12)),
        act("third_party_consulted", on(14), party="甲公司"),
        act("consultation_delivered", on(16), party="甲公司"),
        act("third_party_view", on(24), party="甲公司"),
        act("cohandling_answered", on(25), unit="法规科"),
        act("extended", on(30), days=10, approved_by="政府信息公开工作机构负责人"),
        act("decided", on(45), outcome="granted"),
        act("dispatched", on(46), route="post"),
    ]


def _fresh(python: Path, code: str, rounds: int) -> float:
    """Return the seconds that *code* takes in a new interpreter, beyond starting one; the median of some."""
    timed = f"import time; begun = time.perf_counter()\n{code}\nprint(time.perf_counter() - begun)"
    taken = [
        float(subprocess.run([python, "-c", timed], check=True, capture_output=True, text=True).stdout)
        for _ in range(max(5, rounds))
    ]
    return median(taken)
