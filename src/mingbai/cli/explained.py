"""The steps of a counting as JSON and as lines for a terminal, with a small calendar that marks each day."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from mingbai.audit.output.columns import width
from mingbai.cli.terminal import hung
from mingbai.deadlines import Kind, Step
from mingbai.text.words import Words

__all__ = ["calendar_lines", "grounds_json", "step_lines", "steps_json"]

_ONE = timedelta(1)
_MOST_MONTHS = 5
_SPAN = 25  # the width of two days
_MARKS: dict[Kind, tuple[Words, Words]] = {
    Kind.RECEIVED: (Words("起", "S"), Words("起算，不计", "start, not counted")),
    Kind.RESET: (Words("起", "S"), Words("起算，不计", "start, not counted")),
    Kind.COUNTED: (Words(".", "."), Words("计入", "counted")),
    Kind.MAKE_UP: (Words("班", "W"), Words("调休上班，计入", "worked weekend, counted")),
    Kind.HOLIDAY: (Words("休", "H"), Words("放假", "holiday")),
    Kind.PAUSED: (Words("停", "P"), Words("暂停，不计", "paused, not counted")),
    Kind.ROLLED: (Words("顺", "R"), Words("顺延", "moved on")),
    Kind.DUE: (Words("止", "D"), Words("届满", "due")),
}
"""The mark of a day and what it means; of a weekend, none. No sign that terminals differ on how wide it is."""
_HEADS = Words("一 二 三 四 五 六 日", "Mo Tu We Th Fr Sa Su")


def steps_json(steps: Iterable[Step]) -> list[dict[str, object]]:
    """Return the steps as the contract has them, English and the kind beside."""
    return [
        {
            "from": step.first.isoformat(),
            "to": step.last.isoformat(),
            "days": step.days,
            "kind": step.kind.value,
            "what": step.what.zh,
            "what_en": step.what.en,
            "ground": step.ground.zh,
            "ground_en": step.ground.en,
        }
        for step in steps
    ]


def grounds_json(grounds: Sequence[Words]) -> dict[str, object]:
    """Return the grounds in both languages."""
    return {"grounds": [ground.zh for ground in grounds], "grounds_en": [ground.en for ground in grounds]}


def step_lines(steps: Sequence[Step], language: str, *, indent: str = "  ") -> Iterator[str]:
    """Yield a line a step: its days, what they were, the number of its ground; then the grounds by their numbers."""
    numbers: dict[str, int] = {}
    for step in steps:
        span = step.first.isoformat()
        if step.last != step.first:
            span += f" … {step.last.isoformat()[0 if step.last.year != step.first.year else 5 :]}"
        ground = step.ground.in_(language)
        number = numbers.setdefault(ground, len(numbers) + 1)
        yield from hung(f"{indent}{span:<{_SPAN}}", f"{step.what.in_(language)} [{number}]")
    yield ""
    for ground, number in numbers.items():
        yield from hung(f"{indent}[{number}] ", ground)


def calendar_lines(steps: Sequence[Step], language: str) -> Iterator[str]:
    """Yield the months of the counting, each day with its mark; of a long one the first and the last month only."""
    marks: dict[date, Kind] = {}
    for step in steps:
        if step.kind in (Kind.NOTE, Kind.WAITING, Kind.EXTENDED):
            continue
        for day in _days(step.first, step.last):
            # What begins or ends a period is shown over what the day counts as.
            if day not in marks or step.kind in (Kind.DUE, Kind.RECEIVED, Kind.RESET, Kind.ROLLED):
                marks[day] = step.kind
    months = sorted({day.replace(day=1) for day in marks})
    if len(months) > _MOST_MONTHS:
        months = [months[0], months[-1]]
    for number, month in enumerate(months):
        yield ""
        if number and (month - months[number - 1]).days > 31:
            yield from ("  …", "")
        yield from _month(month, marks, language)
    if months:
        yield ""
        told = {
            mark.in_(language): means.in_(language)
            for kind, (mark, means) in _MARKS.items()
            if kind in marks.values()
        }
        yield from hung("  ", "   ".join(f"{mark} {means}" for mark, means in told.items()))


def _month(month: date, marks: dict[date, Kind], language: str) -> Iterator[str]:
    yield f"  {month:%Y-%m}"
    yield "  " + "   ".join(_HEADS.in_(language).split())
    line = "     " * month.weekday()
    for day in _days(month, (month + timedelta(32)).replace(day=1) - _ONE):
        mark = _MARKS[marks[day]][0].in_(language) if marks.get(day) in _MARKS else ""
        line += f"{day.day:>2}{mark}{' ' * (3 - width(mark))}"
        if day.weekday() == 6:
            yield f"  {line}".rstrip()
            line = ""
    if line:
        yield f"  {line}".rstrip()


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(n) for n in range((last - first).days + 1))
