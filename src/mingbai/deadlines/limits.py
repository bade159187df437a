"""Limits that run once from one day: by working days, days, months, years or clock hours, or a fixed day of the year."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from mingbai.deadlines.steps import Kind, Step, counted, grounds_of, may_move, of_day
from mingbai.errors import Refused
from mingbai.statutes import Law, Parameter, Version
from mingbai.text.words import Words
from mingbai.workdays import Workdays

__all__ = ["Limit", "Moment", "falls_due", "falls_due_at", "limits", "report_due"]

_ONE = timedelta(1)


def limits(law: Law) -> tuple[str, ...]:
    """Return the keys of the limits that run from a day, those of clock hours from an instant."""
    return tuple(key for key, parameter in law.parameters.items() if parameter.begins is not None)


@dataclass(frozen=True, slots=True)
class Limit:
    """A day on which something falls due; `missing` is the first year on the way that is not announced."""

    parameter: Parameter
    version: Version
    start: date
    nominal: date
    due: date
    missing: int | None
    law: Law
    calendar: Workdays

    def steps(self) -> tuple[Step, ...]:
        """Return every step of the counting, in order of days."""
        by = self.version.ground.words
        title = self.parameter.title
        ends = Words(f"{title.zh}：最后一日", f"{title.en}: the last day")
        if self.parameter.unit == "month-day":
            fixed = Words("固定日期，遇休息日不顺延", "a fixed day; it does not move for a day of rest")
            return (
                Step(self.due, self.due, 0, Kind.NOTE, fixed, by),
                Step(self.due, self.due, 0, Kind.DUE, ends, by),
            )
        begins = Words("起算日，当日不计", "the day from which it runs, itself not counted")
        if (of := self.parameter.begins) is not None:
            begins = Words(f"{of.zh}，当日不计", f"{of.en}, itself not counted")
        steps = [Step(self.start, self.start, 0, Kind.RECEIVED, begins, self._rule("start_day"))]
        if self.parameter.unit == "workday":
            steps += counted(
                self.calendar.span(self.start + _ONE, self.due),
                paused=lambda day: None,
                ground=lambda number: by,
                extension_from=self.version.number,
            )
        else:
            steps += self._calendar_days(by)
        caution = may_move(self.due, self.calendar, by)
        return (*steps, *caution, Step(self.due, self.due, 0, Kind.DUE, ends, by))

    def grounds(self) -> tuple[Words, ...]:
        """Return what the day rests on, each ground once."""
        return grounds_of(self.steps())

    def _calendar_days(self, by: Words) -> list[Step]:
        number, unit = self.version.number, self.parameter.unit
        told = {
            "day": Words(f"{number}日，节假日照计", f"{number} calendar days, days of rest counted"),
            "month": Words(f"{number}个月，到对应日为止", f"{number} months, to the corresponding day"),
            "year": Words(f"{number}年，到对应日为止", f"{number} years, to the corresponding day"),
        }[unit]
        total = (self.nominal - self.start).days
        steps = [Step(self.start + _ONE, self.nominal, total, Kind.COUNTED, told, by)]
        rule = self._rule("rest_day")
        if unit != "day":
            corresponds = Words(
                "到期月的对应日；没有对应日的，月末日", "the corresponding day, or the last of the month"
            )
            steps.append(
                Step(self.nominal, self.nominal, 0, Kind.NOTE, corresponds, self._rule("corresponding_day"))
            )
        day = self.nominal
        while day < self.due:
            found = self.calendar.day(day)
            _, what, notice = of_day(found)
            rolls = Words(f"{what.zh.split('，')[0]}，顺延", f"{what.en.split(',')[0]}: the end moves on")
            # The nominal last day stands in the counted interval; what follows it is what the period gains.
            gained = 0 if day == self.nominal else 1
            steps.append(Step(day, day, gained, Kind.ROLLED, rolls, notice or rule))
            day += _ONE
        if self.nominal < self.due:
            moved = Words(
                "最后一日是休息日的，以休息日结束的次日为最后一日",
                "an end on a day of rest moves to the next working day",
            )
            steps.append(Step(self.due, self.due, 0, Kind.NOTE, moved, rule))
        return steps

    def _rule(self, key: str) -> Words:
        return self.law.on(key, self.start).ground.words


class Moment(NamedTuple):
    """An instant by which something falls due, counted in clock hours that run through days of rest."""

    parameter: Parameter
    version: Version
    start: datetime
    due: datetime


def falls_due(key: str, start: date, *, law: Law, calendar: Workdays) -> Limit:
    """Return when the limit *key* that begins on *start* ends; the version in force on *start* applies.

    The day of *start* is not counted (民法典 201). A period of days, months or years that would end on a day of rest ends
    on the next working day (203); one of months or years on the corresponding day, or the last of the month (202). Raises
    `NotInForce` where the rule does not hold on *start*, `YearNotAnnounced` beyond what can be foretold.
    """
    parameter = law.parameter(key)
    version = parameter.on(start)
    if parameter.unit == "workday":
        counted_to = calendar.after(start, version.number)
        return Limit(
            parameter, version, start, counted_to.day, counted_to.day, counted_to.missing, law, calendar
        )
    if parameter.unit == "day":
        nominal = start + timedelta(version.number)
    elif parameter.unit == "month":
        nominal = _months_after(start, version.number)
    elif parameter.unit == "year":
        nominal = _months_after(start, 12 * version.number)
    else:
        raise Refused(
            f"{parameter.title.zh}不是从某日起算的期限",
            f"{parameter.title.en} is no period that runs from a day",
        )
    if not parameter.rolls:
        return Limit(parameter, version, start, nominal, nominal, None, law, calendar)
    rolled = calendar.rolled(nominal)
    return Limit(parameter, version, start, nominal, rolled.day, rolled.missing, law, calendar)


def falls_due_at(key: str, start: datetime, *, law: Law) -> Moment:
    """Return by which instant the limit *key* of clock hours ends that begins at *start*. Raises `NotInForce`."""
    parameter = law.parameter(key)
    version = parameter.on(start.date())
    return Moment(parameter, version, start, start + timedelta(hours=version.number))


def report_due(year: int, level: str, *, law: Law, calendar: Workdays) -> Limit:
    """Return by when a body of *level* (``department`` or ``government``) publishes its report on *year* (条例第四十九条).

    A fixed day of the year after, which does not move for a day of rest. Raises `Refused` for another level: the
    Regulation sets no day for townships and sub-districts.
    """
    if level not in ("department", "government"):
        raise Refused(
            f"《政府信息公开条例》第四十九条没有规定 {level} 的公布日期；乡镇、街道以当地通知为准",
            f"Art 49 of the Regulation sets no day for {level}; townships and sub-districts follow the local notice",
        )
    parameter = law.parameter(f"report_{level}")
    following = date(year + 1, 1, 1)
    version = parameter.on(following)
    month, day = str(version.value).split("-")
    due = date(year + 1, int(month), int(day))
    return Limit(parameter, version, following, due, due, None, law, calendar)


def _months_after(start: date, months: int) -> date:
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))
