"""The notices that arrange a year's holidays, as they stand in `notices/`: one file a year, an amending notice a version in it."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import resources
from typing import Any

from mingbai.errors import BadCalendar

__all__ = ["MakeUp", "Notice", "TimeOff", "notices_of", "parse_year"]

_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class TimeOff:
    """Days off in a row for one holiday, the weekends inside them included; both ends are days off."""

    name: str
    first: date
    last: date

    def days(self) -> Iterator[date]:
        """Yield the days off, in order."""
        day = self.first
        while day <= self.last:
            yield day
            day += timedelta(1)


@dataclass(frozen=True, slots=True)
class MakeUp:
    """A Saturday or Sunday that is worked for a holiday (调休上班)."""

    name: str
    day: date


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: when it was published (None where not known), where it stands, and which days it arranges.

    `amends` names the holidays whose arrangement in the notice before it falls away. `status` is ``confirmed`` or ``依据待核``.
    """

    year: int
    title: str
    published: date | None
    source: str | None
    status: str
    amends: tuple[str, ...]
    off: tuple[TimeOff, ...]
    work: tuple[MakeUp, ...]


def notices_of(year: int) -> tuple[Notice, ...]:
    """Return the notices for *year* that come with Mingbai, the first one first; none where it is not announced."""
    file = resources.files(__package__).joinpath("notices", f"{year}.toml")
    return parse_year(file.read_text("utf-8"), f"{year}.toml") if file.is_file() else ()


def parse_year(text: str, name: str) -> tuple[Notice, ...]:
    """Return the notices in the text of a year's file, which *name* names in errors.

    Raises `BadCalendar` for what does not parse, a day arranged twice, a make-up day that is no weekend day or whose
    weekday is another than the file says, and days off that end before they begin.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _bad(name, f"不是合法的 TOML（{error}）", f"not valid TOML ({error})") from error
    _only(data, {"year", "notice"}, name)
    year, listed = data.get("year"), data.get("notice")
    if not isinstance(year, int) or not isinstance(listed, list) or not listed:
        raise _bad(name, "应有 year 和至少一个 [[notice]]", "needs year and at least one [[notice]]")
    return tuple(_notice(year, each, name) for each in listed)


def _notice(year: int, data: Mapping[str, Any], name: str) -> Notice:
    _only(data, {"title", "published", "source", "status", "amends", "off", "work"}, name)
    off = tuple(_time_off(each, year, name) for each in data.get("off", ()))
    work = tuple(_make_up(each, year, name) for each in data.get("work", ()))
    seen: set[date] = set()
    for day in [*(day for span in off for day in span.days()), *(each.day for each in work)]:
        if day in seen:
            raise _bad(name, f"{day} 出现两次", f"{day} is arranged twice")
        seen.add(day)
    if data.get("status") not in ("confirmed", "依据待核"):
        raise _bad(name, "status 应为 confirmed 或 依据待核", "status must be confirmed or 依据待核")
    return Notice(
        year,
        str(data.get("title", "")),
        data.get("published"),
        data.get("source"),
        data["status"],
        tuple(data.get("amends", ())),
        off,
        work,
    )


def _time_off(data: Mapping[str, Any], year: int, name: str) -> TimeOff:
    _only(data, {"name", "from", "to"}, name)
    span = TimeOff(str(data.get("name", "")), _day(data, "from", year, name), _day(data, "to", year, name))
    if span.last < span.first:
        raise _bad(name, f"{span.name}的 to 早于 from", f"to is before from for {span.name}")
    return span


def _make_up(data: Mapping[str, Any], year: int, name: str) -> MakeUp:
    _only(data, {"day", "weekday", "for"}, name)
    day = _day(data, "day", year, name)
    weekday = _WEEKDAYS[day.weekday()]
    if data.get("weekday") != weekday:
        raise _bad(
            name,
            f"{day} 是星期{weekday}，不是星期{data.get('weekday')}",
            f"{day} is not the weekday that the file gives",
        )
    if day.weekday() < 5:
        raise _bad(name, f"{day} 本是工作日，不是调休上班日", f"{day} is an ordinary working day")
    return MakeUp(str(data.get("for", "")), day)


def _day(data: Mapping[str, Any], key: str, year: int, name: str) -> date:
    day = data.get(key)
    # 元旦 may begin, and be made up for, in the last days of the year before.
    if not isinstance(day, date) or not date(year - 1, 12, 15) <= day <= date(year, 12, 31):
        raise _bad(name, f"{key} 应是{year}年的日子，得到 {day}", f"{key} must be a day of {year}, not {day}")
    return day


def _only(data: Mapping[str, Any], allowed: set[str], name: str) -> None:
    for key in data:
        if key not in allowed:
            raise _bad(name, f"有不认识的键 {key}", f"unknown key {key}")


def _bad(name: str, zh: str, en: str) -> BadCalendar:
    return BadCalendar(f"节假日文件 {name}：{zh}", f"calendar file {name}: {en}")
