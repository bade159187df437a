"""A year of the calendar as text: the months side by side as on a wall, the days off, and the notices."""

from calendar import monthcalendar
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from mingbai.audit.output.columns import width, wrap
from mingbai.text.words import Words
from mingbai.workdays import Break, Day, Kind, Local, Notice, Standing, Year
from mingbai.workdays.holidays import holiday

__all__ = ["lines"]

_MARK = {Kind.HOLIDAY: "休", Kind.MAKE_UP: "班"}
_COLOUR = {Kind.HOLIDAY: "31", Kind.MAKE_UP: "34", Kind.REST: "2"}
_BETWEEN = 2
"""How many columns stand between two months."""

Paint = Callable[[str, str], str]

_WEEKDAYS = Words("一 二 三 四 五 六 日", "Mo Tu We Th Fr Sa Su")
_MONTHS = Words(
    "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
    "January February March April May June July August September October November December",
)
_STATUS = {
    Standing.CONFIRMED: Words("依据已核", "confirmed"),
    Standing.UNVERIFIED: Words("依据待核", "still to be verified"),
    Standing.PROVISIONAL: Words("暂定", "provisional"),
}
_LEGEND = Words("休 放假  班 调休上班", "休 day off  班 make-up working day")
_HEADS = (
    Words("放假", "Days off"),
    Words("调休上班", "Make-up working days"),
    Words("依据", "Grounds"),
)
_FORETOLD = Words(
    "节假日安排尚未公布，这是暂定的日历：只有法定节假日当日，没有调休；公布后会变。",
    "is not announced; this calendar is provisional: statutory days alone, nothing moved. It will change.",
)
_FIXED_ONLY = Words(
    "节假日安排尚未公布，这是暂定的日历：只有元旦、劳动节、国庆节的法定当日，没有农历节日、清明节和调休；公布后会变。",
    "is not announced; this calendar is provisional: the statutory days of New Year, Labour Day and National Day alone, "
    "no lunar festival, no Qingming, nothing moved. It will change.",
)


def lines(year: Year, language: str, *, room: int, colour: bool) -> Iterator[str]:
    """Yield the lines of *year*: its figures, the months, the days off, and what they stand on; *room* columns are there."""
    room = max(44, min(room, 120))
    paint = _painted if colour else _plain
    rest = len(year.days) - year.working_days
    figures = Words(
        f"工作日 {year.working_days} 天，休息日 {rest} 天",
        f"{year.working_days} working days, {rest} days of rest",
    )
    title = Words(f"{year.year}年", f"{year.year}")
    yield f"{paint(title.in_(language), '1')}  {figures.in_(language)}"
    if not year.firm:
        foretold = any(notice.year == year.year for notice in year.notices)
        said = _FORETOLD if foretold else _FIXED_ONLY
        for line in wrap(Words(f"{year.year}年的{said.zh}", f"{year.year} {said.en}").in_(language), room):
            yield paint(line, "33")
    yield paint(_LEGEND.in_(language), "2")
    yield ""
    yield from _grids(year, language, room, paint)
    off = [_off(each, year.year, language) for each in year.breaks]
    yield paint(_HEADS[0].in_(language), "1")
    yield from _listed(off, room)
    made_up = [
        (_day(day.day, year.year, language), holiday(day.holiday or "").in_(language)) for day in year.make_up
    ]
    if made_up:
        yield paint(_HEADS[1].in_(language), "1")
        yield from _listed(made_up, room)
    if year.notices or year.local:
        yield paint(_HEADS[2].in_(language), "1")
    for notice in year.notices:
        yield from _ground(notice.title, notice, language, room, paint)
    for local in year.local:
        yield from _ground(local.region, local, language, room, paint)


def _grids(year: Year, language: str, room: int, paint: Paint) -> Iterator[str]:
    """Yield the months, as many side by side as there is room for, at most four."""
    grids = [_month(year, month, language, paint) for month in range(1, 13)]
    size = 7 * 4
    across = max(n for n in (1, 2, 3, 4) if n == 1 or n * size + (n - 1) * _BETWEEN <= room)
    for first in range(0, 12, across):
        beside = grids[first : first + across]
        for row in range(max(len(grid) for grid in beside)):
            cells = [grid[row] if row < len(grid) else ("", 0) for grid in beside]
            yield (" " * _BETWEEN).join(text + " " * (size - taken) for text, taken in cells)
        yield ""


def _month(year: Year, month: int, language: str, paint: Paint) -> list[tuple[str, int]]:
    """Return the lines of a month, each with the columns that it takes, which colours do not count in."""
    days = {day.day.day: day for day in year.days if day.day.month == month}
    title = _MONTHS.in_(language).split()[month - 1]
    heads = "".join(f"{head}{' ' * (4 - width(head))}" for head in _WEEKDAYS.in_(language).split())
    left = (26 - width(title)) // 2
    lines = [(" " * left + paint(title, "1"), left + width(title)), (paint(heads, "2"), 28)]
    for week in monthcalendar(year.year, month):
        lines.append(("".join(_cell(days.get(number), paint) for number in week), 28))
    return lines


def _cell(day: Day | None, paint: Paint) -> str:
    """Return one day in four columns: its number, and 休 or 班 where a notice makes it other than its weekday."""
    if day is None:
        return "    "
    text = f"{day.day.day:>2}{_MARK.get(day.kind, '  ')}"
    return paint(text, _COLOUR[day.kind]) if day.kind in _COLOUR else text


def _listed(rows: Sequence[tuple[str, ...]], room: int) -> Iterator[str]:
    """Yield rows of cells in columns; where there is no room for them, what follows the first on a line of its own."""
    sizes = [max(map(width, column)) for column in zip(*rows, strict=True)]
    wide = sum(sizes) + 2 * len(sizes) > room
    for row in rows:
        cells = [cell + " " * (size - width(cell)) for cell, size in zip(row, sizes, strict=True)]
        if wide:
            yield f"  {cells[0]}"
            yield f"    {'  '.join(cells[1:])}"
        else:
            yield f"  {'  '.join(cells)}"
    yield ""


def _off(off: Break, year: int, language: str) -> tuple[str, ...]:
    name = holiday(off.holiday).in_(language)
    if off.local is not None:
        name = Words(f"{name}（{off.local.region}）", f"{name} ({off.local.region})").in_(language)
    first, last = _day(off.first, year, language), _day(off.last, year, language)
    days = Words(f"{off.length}天", f"{off.length} day{'s' * (off.length > 1)}").in_(language)
    until = Words("至", " to ").in_(language)
    return name, first if off.length == 1 else f"{first}{until}{last}", days


def _day(day: date, year: int, language: str) -> str:
    """Return *day* with its weekday, and its year where that is not *year*."""
    weekday = _WEEKDAYS.in_(language).split()[day.weekday()]
    other = day.year != year
    if language == "en":
        month = _MONTHS.en.split()[day.month - 1][:3]
        return f"{weekday} {day.day} {month}{f' {day.year}' * other}"
    return f"{f'{day.year}年' * other}{day.month}月{day.day}日（周{weekday}）"


def _ground(name: str, by: Notice | Local, language: str, room: int, paint: Paint) -> Iterator[str]:
    """Yield what arranges days, when it was published and how well it is founded, and where it stands."""
    published = (
        Words(f"{by.published}公布", f"published {by.published}")
        if by.published
        else Words("公布日待核", "day of publication to be verified")
    )
    foretold = by.status is Standing.PROVISIONAL
    told = [] if foretold else [published.in_(language)]
    yield from (f"  {line}" for line in wrap(name, room - 2))
    for fact in (" · ".join([*told, _STATUS[by.status].in_(language)]), by.source or ""):
        yield from (paint(f"    {line}", "2") for line in wrap(fact, room - 4) if line)


def _painted(text: str, colour: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m"


def _plain(text: str, colour: str) -> str:
    return text
