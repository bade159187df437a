"""A year's file of notices: how it is read, and everything that makes it one that cannot be right."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, TypeGuard

from mingbai.errors import BadCalendar
from mingbai.text.words import one_line
from mingbai.workdays.notice import Local, MakeUp, Notice, Standing, TimeOff, YearFile

__all__ = ["parse_year"]

_YEARS = range(2007, 2101)
_WEEKDAYS = "一二三四五六日"

Table = Mapping[str, Any]


def parse_year(text: str, name: str) -> YearFile:
    """Return what the text of a year's file says; *name* names it in errors.

    Raises `BadCalendar`, in one line, for whatever does not parse, is not known, or contradicts itself or the week.
    """
    return _Reader(name).file(text)


class _Reader:
    """Reads one file; holds its name and year for what there is to say of it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._year = 0

    def file(self, text: str) -> YearFile:
        import tomllib  # only who reads a file needs it

        try:
            data = tomllib.loads(text)
        except (ValueError, RecursionError) as error:  # TOMLDecodeError is a ValueError
            raise self._bad(f"不是合法的 TOML（{error}）", f"not valid TOML ({error})") from None
        self._only(data, {"year", "notice", "local"})
        year = data.get("year")
        if type(year) is not int or year not in _YEARS:
            first, last = _YEARS[0], _YEARS[-1]
            raise self._bad(
                f"year 应是{first}至{last}的年份，得到 {year}", f"year must be {first} to {last}, not {year}"
            )
        self._year = year
        notices = tuple(self._notice(each) for each in self._tables(data, "notice"))
        local = tuple(self._local(each) for each in self._tables(data, "local"))
        if not notices and not local:
            raise self._bad(
                "应有至少一个 [[notice]] 或 [[local]]", "needs at least one [[notice]] or [[local]]"
            )
        self._agree(notices)
        for region in {each.region for each in local}:
            self._once(day for each in local if each.region == region for day in _days_off(each.off))
        return YearFile(year, self._name, notices, local)

    def _notice(self, data: Table) -> Notice:
        self._only(data, {"title", "published", "source", "status", "amends", "off", "work"})
        amends = data.get("amends", [])
        if not isinstance(amends, list) or not all(isinstance(each, str) for each in amends):
            raise self._bad("amends 应是节日名称的列表", "amends must be a list of names of holidays")
        notice = Notice(
            self._year,
            self._text(data, "title"),
            self._published(data),
            self._text(data, "source") if "source" in data else None,
            self._status(data, *Standing),
            tuple(amends),
            self._off(data),
            tuple(self._make_up(each) for each in self._tables(data, "work")),
        )
        if not notice.announces and (notice.published or notice.work or notice.amends):
            raise self._bad(
                "provisional 只预告法定节日，不能有 published、work、amends",
                "what is provisional foretells statutory days: no published, work or amends",
            )
        return notice

    def _local(self, data: Table) -> Local:
        if "work" in data:
            raise self._bad(
                "[[local]] 不能把休息日改为工作日（不能有 work）",
                "[[local]] cannot make a day of rest a working one (no work)",
            )
        self._only(data, {"region", "published", "source", "status", "off"})
        region, off = self._text(data, "region"), self._off(data)
        if not off:
            raise self._bad(f"{region} 的 [[local]] 没有 off", f"[[local]] of {region} has no off")
        return Local(
            self._year,
            region,
            self._published(data),
            self._text(data, "source") if "source" in data else None,
            self._status(data, Standing.CONFIRMED, Standing.UNVERIFIED),
            off,
        )

    def _agree(self, notices: Sequence[Notice]) -> None:
        """Hold the notices together: what one amends was arranged before, and no day is arranged twice."""
        arranged: dict[date, str] = {}
        before: date | None = None
        if len(notices) > 1 and not all(notice.announces for notice in notices):
            raise self._bad("provisional 只能单独一个", "what is provisional stands alone")
        for notice in notices:
            if before and notice.published and notice.published < before:
                raise self._bad(
                    "通知应按 published 先后排列", "notices must stand in the order of their published"
                )
            before = notice.published or before
            for name in notice.amends:
                if name not in arranged.values():
                    raise self._bad(
                        f"amends 的{name}前面没有安排", f"amends {name}, which none arranged before"
                    )
            arranged = {day: name for day, name in arranged.items() if name not in notice.amends}
            said = [(day, span.name) for span in notice.off for day in span.days()]
            said += [(each.day, each.name) for each in notice.work]
            self._once([*arranged, *(day for day, _ in said)])
            arranged |= said

    def _once(self, days: Any) -> None:
        seen: set[date] = set()
        for day in days:
            if day in seen:
                raise self._bad(f"{day} 出现两次", f"{day} is arranged twice")
            seen.add(day)

    def _off(self, data: Table) -> tuple[TimeOff, ...]:
        return tuple(self._time_off(each) for each in self._tables(data, "off"))

    def _time_off(self, data: Table) -> TimeOff:
        self._only(data, {"name", "from", "to"})
        span = TimeOff(self._text(data, "name"), self._day(data, "from"), self._day(data, "to"))
        if span.last < span.first:
            raise self._bad(f"{span.name}的 to 早于 from", f"to is before from for {span.name}")
        return span

    def _make_up(self, data: Table) -> MakeUp:
        self._only(data, {"day", "weekday", "for"})
        day = self._day(data, "day")
        weekday = _WEEKDAYS[day.weekday()]
        if data.get("weekday") != weekday:
            raise self._bad(
                f"{day} 是星期{weekday}，不是星期{data.get('weekday')}",
                f"{day} is not the weekday that the file gives",
            )
        if day.weekday() < 5:
            raise self._bad(f"{day} 本是工作日，不是调休上班日", f"{day} is an ordinary working day")
        return MakeUp(self._text(data, "for"), day)

    def _day(self, data: Table, key: str) -> date:
        day = data.get(key)
        # 元旦 may begin, and be made up for, in the last days of the year before.
        if not _is_day(day) or not date(self._year - 1, 12, 15) <= day <= date(self._year, 12, 31):
            raise self._bad(
                f"{key} 应是{self._year}年的日子，得到 {day}",
                f"{key} must be a day of {self._year}, not {day}",
            )
        return day

    def _published(self, data: Table) -> date | None:
        day = data.get("published")
        if day is None:
            return None
        if not _is_day(day):
            raise self._bad(f"published 应是日期，得到 {day}", f"published must be a day, not {day}")
        if day > date(self._year, 12, 31):
            raise self._bad(
                f"published {day} 晚于{self._year}年年底", f"published {day}, after the end of {self._year}"
            )
        return day

    def _status(self, data: Table, *allowed: Standing) -> Standing:
        status = data.get("status")
        if status not in [*allowed]:
            raise self._bad(
                f"status 应为 {'、'.join(allowed)}", f"status must be one of {', '.join(allowed)}"
            )
        return Standing(status)

    def _text(self, data: Table, key: str) -> str:
        text = data.get(key)
        if not isinstance(text, str) or not text.strip() or not text.isprintable():
            raise self._bad(
                f"{key} 应是一行文字，得到 {text!r}", f"{key} must be a line of text, not {text!r}"
            )
        return text

    def _tables(self, data: Table, key: str) -> list[Table]:
        found = data.get(key, [])
        if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
            raise self._bad(f"{key} 的写法不对，应是一列表格", f"{key} must be a list of tables")
        return found

    def _only(self, data: Table, allowed: set[str]) -> None:
        for key in data:
            if key not in allowed:
                raise self._bad(f"有不认识的键 {key}", f"unknown key {key}")

    def _bad(self, zh: str, en: str) -> BadCalendar:
        return BadCalendar(
            f"节假日文件 {self._name}：{one_line(zh)}", f"calendar file {self._name}: {one_line(en)}"
        )


def _is_day(value: object) -> TypeGuard[date]:
    """Tell whether *value* is a day, which a moment is not."""
    return isinstance(value, date) and not isinstance(value, datetime)


def _days_off(spans: Sequence[TimeOff]) -> list[date]:
    return [day for span in spans for day in span.days()]
