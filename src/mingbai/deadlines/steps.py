"""How a day was counted to, step by step: what each interval was and on what ground, for a reader to follow by hand."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from mingbai.text.words import Words
from mingbai.workdays import Day, Notice, Workdays
from mingbai.workdays import Kind as DayKind
from mingbai.workdays.holidays import holiday

__all__ = ["Kind", "Step", "counted", "grounds_of", "may_move", "of_day", "told"]


class Kind(StrEnum):
    """What an interval or a day is in a counting."""

    RECEIVED = "received"  # the day from which a period runs; not counted itself
    COUNTED = "counted"
    MAKE_UP = "make-up"  # a weekend day that is worked: counted
    REST = "rest"
    HOLIDAY = "holiday"
    PAUSED = "paused"
    WAITING = "waiting"
    RESET = "reset"  # a new clock starts
    EXTENDED = "extended"
    ROLLED = "rolled"  # a day of rest at the end of a period: it ends later
    NOTE = "note"
    DUE = "due"


class Step(NamedTuple):
    """One interval, both ends included. `days` is how many days of its kind it holds: counted or paused working days, days of rest."""

    first: date
    last: date
    days: int
    kind: Kind
    what: Words
    ground: Words


Named = Callable[[int, int], tuple[Kind, Words, Words]]
"""Given the numbers of the first and last day counted in an interval, what it was called and on what ground."""


def counted(
    days: Iterable[Day],
    *,
    paused: Callable[[date], tuple[Words, Words] | None],
    ground: Callable[[int], Words],
    extension_from: int,
) -> Iterator[Step]:
    """Yield the steps of counting working days: runs of days of the same nature, the counted ones numbered.

    *paused* says why a day is not counted, if so. *ground* gives what the n-th counted day rests on; days after the
    *extension_from*-th are called days of the extension.
    """
    number = 0
    run: list[tuple[Day, int]] = []
    before: object = None
    for day in days:
        why = paused(day.day)
        if why is None and day.works:
            number += 1
        nature = (
            why
            if why is not None
            else (day.kind, day.holiday, day.works and number > extension_from, day.firm)
        )
        if run and nature != before:
            yield _step(run, paused, ground, extension_from)
            run = []
        run.append((day, number))
        before = nature
    if run:
        yield _step(run, paused, ground, extension_from)


def _step(
    run: list[tuple[Day, int]],
    paused: Callable[[date], tuple[Words, Words] | None],
    ground: Callable[[int], Words],
    extension_from: int,
) -> Step:
    (first, low), (last, high) = run[0], run[-1]
    if (why := paused(first.day)) is not None:
        working = sum(day.works for day, _ in run)
        reason, rule = why
        told_of = Words(f"{reason.zh}：{working}个工作日", f"{reason.en}: {working} working days")
        return Step(first.day, last.day, working, Kind.PAUSED, told_of, rule)
    if not first.works:
        kind, what, by = of_day(first)
        return Step(first.day, last.day, len(run), kind, what, by or ground(max(high, 1)))
    extended = low > extension_from
    if extended:
        low, high = low - extension_from, high - extension_from
    span = f"{low}" if low == high else f"{low}–{high}"
    zh = f"延长期第{span}个工作日" if extended else f"第{span}个工作日"
    en = f"day{'' if low == high else 's'} {span}{' of the extension' if extended else ''}"
    if first.kind is DayKind.MAKE_UP:
        name = holiday(first.holiday or "")
        what = Words(f"{name.zh}调休上班日，计入：{zh}", f"worked for {name.en}, counted: working {en}")
        return Step(
            first.day,
            last.day,
            len(run),
            Kind.MAKE_UP,
            what,
            told(first.notice) if first.notice else ground(max(high, 1)),
        )
    what = Words(f"计入：{zh}", f"counted: working {en}")
    return Step(first.day, last.day, len(run), Kind.COUNTED, what, ground(run[0][1]))


def of_day(day: Day) -> tuple[Kind, Words, Words | None]:
    """Return what a day of rest is called, and by which notice where it is a holiday."""
    if day.kind is DayKind.HOLIDAY:
        name = holiday(day.holiday or "")
        mark = Words("", "") if day.firm else Words("（暂定）", " (provisional)")
        what = Words(f"{name.zh}放假，不计{mark.zh}", f"off for {name.en}, not counted{mark.en}")
        return Kind.HOLIDAY, what, _decided_by(day)
    return Kind.REST, Words("周末，不计", "weekend, not counted"), None


def _decided_by(day: Day) -> Words | None:
    if day.notice is not None:
        return told(day.notice)
    if day.local is None:
        return None
    mark = Words("", "") if day.local.status == "confirmed" else Words("（依据待核）", " [unconfirmed]")
    source = f"：{day.local.source}" if day.local.source else ""
    return Words(
        f"{day.local.region}的安排{source}{mark.zh}", f"arrangement of {day.local.region}{source}{mark.en}"
    )


def told(notice: Notice) -> Words:
    """Return how a notice on holidays is cited."""
    mark = Words("", "") if notice.status == "confirmed" else Words("（依据待核）", " [unconfirmed]")
    return Words(f"《{notice.title}》{mark.zh}", f"notice on the holidays of {notice.year}{mark.en}")


def may_move(due: date, calendar: Workdays, ground: Words) -> Iterator[Step]:
    """Yield a caution where *due* is in the last days of a year and the next year's notice, which may arrange them, is not out.

    Such days belong to an announced year and are answered as firm; 2007, 2011, 2018 and 2022 show that they may move.
    """
    if (due.month, due.day) >= (12, 29) and due.year in calendar.years and due.year + 1 not in calendar.years:
        year = due.year + 1
        said = Words(
            f"{year}年元旦的安排尚未公布，可能调整12月29日至31日",
            f"the arrangement of New Year's Day of {year} is not announced and may touch 29 to 31 December",
        )
        yield Step(due, due, 0, Kind.NOTE, said, ground)


def grounds_of(steps: Iterable[Step]) -> tuple[Words, ...]:
    """Return what the steps rest on, each once, in order."""
    return tuple(dict.fromkeys(step.ground for step in steps))
