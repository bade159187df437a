"""The words of the components: days, how near a due day is, the names of states and marks."""

from collections.abc import Iterator, Sequence
from datetime import date

from mingbai.deadlines.steps import Kind, Step
from mingbai.statutes import Ground, Instrument
from mingbai.text.words import Words

__all__ = [
    "CHECKS",
    "GRADES",
    "JOBS",
    "MONTHS",
    "PLACES",
    "SOON",
    "STATES",
    "article",
    "day",
    "in_force",
    "marks",
    "nearness",
]

SOON = 3
"""A due day within this many working days is soon."""

STATES = {
    "on-time": ("●", Words("期限内", "on time")),
    "soon": ("◐", Words("即将到期", "due soon")),
    "overdue": ("▲", Words("已逾期", "overdue")),
    "waiting": ("○", Words("等待中", "waiting")),
    "done": ("✓", Words("已办结", "done")),
}
GRADES = {
    "error": ("▲", Words("错误", "error")),
    "warning": ("◐", Words("提醒", "warning")),
    "note": ("●", Words("说明", "note")),
}
CHECKS = {
    "passed": ("on-time", "●", Words("通过", "passed")),
    "warned": ("soon", "◐", Words("请留意", "look again")),
    "failed": ("overdue", "▲", Words("不能收", "refused")),
    "running": ("waiting", "○", Words("检查中", "being checked")),
}
JOBS = {
    "waiting": ("waiting", "○", Words("排队中", "waiting its turn")),
    "running": ("waiting", "○", Words("进行中", "running")),
    "done": ("on-time", "●", Words("已完成", "done")),
    "failed": ("overdue", "▲", Words("没有完成", "not done")),
}
PLACES = (
    ("/office/", Words("工作台", "Work list")),
    ("/office/items/", Words("收件", "Incoming")),
    ("/office/cases/", Words("申请", "Applications")),
    ("/office/papers/", Words("文书", "Papers")),
    ("/office/figures/", Words("统计", "Figures")),
    ("/office/settings/", Words("设置", "Settings")),
)
"""The rail of the office."""

_WEEKDAYS = {"zh": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


MONTHS = tuple(Words(f"{number}月", name) for number, name in enumerate(_MONTHS, 1))


def day(value: date, language: str, *, weekday: bool = True) -> str:
    """Return *value* in words: 2025年10月16日（周四）, Thu 16 October 2025."""
    name = _WEEKDAYS["en" if language == "en" else "zh"][value.weekday()]
    if language == "en":
        told = f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
        return f"{name} {told}" if weekday else told
    told = f"{value.year}年{value.month}月{value.day}日"
    return f"{told}（周{name}）" if weekday else told


def article(ground: Ground) -> Words:
    """Return the article of *ground* alone, the title where the whole instrument is meant."""
    if not ground.article:
        return ground.instrument.title
    told = ground.words.en.removeprefix(f"{ground.instrument.name.en}, ").removesuffix(" [unconfirmed]")
    return Words(ground.article, told)


def in_force(instrument: Instrument) -> Words:
    """Return from when, and to when, *instrument* holds."""
    since, until = instrument.since, instrument.until
    zh = f"自{day(since, 'zh', weekday=False)}起施行"
    en = f"in force from {day(since, 'en', weekday=False)}"
    if until is not None:
        zh += f"，至{day(until, 'zh', weekday=False)}止"
        en += f" to {day(until, 'en', weekday=False)}"
    return Words(zh, en)


def nearness(due: date | None, today: date, *, done: bool, workdays: int | None) -> tuple[str, Words]:
    """Return the state and the words of a due day as seen on *today*, *workdays* being the working days that are left.

    Below nothing they are those that have gone since. Who knows no calendar gives none: then days are counted, and said.
    """
    if done:
        return "done", STATES["done"][1]
    if due is None:
        return "waiting", STATES["waiting"][1]
    left = (due - today).days
    if left < 0 and workdays == 0:
        return "overdue", Words("逾期不满 1 个工作日", "less than a working day overdue")
    if left < 0 and workdays is not None:
        return "overdue", Words(f"逾期 {-workdays} 个工作日", f"{_days(-workdays, 'working ')} overdue")
    if left < 0:
        return "overdue", Words(f"逾期 {-left} 天", f"{_days(-left)} overdue")
    if left == 0:
        return "soon", Words("今日到期", "due today")
    state = "soon" if (left if workdays is None else workdays) <= SOON else "on-time"
    if workdays is not None:
        return state, Words(f"还有 {workdays} 个工作日", f"{_days(workdays, 'working ')} left")
    return state, Words(f"还有 {left} 天", f"{_days(left)} left")


def _days(count: int, kind: str = "") -> str:
    return f"{count} {kind}day{'' if count == 1 else 's'}"


def marks(
    steps: Sequence[Step], period: int | None, today: date | None, answered: date | None = None
) -> Iterator[tuple[str, Words]]:
    """Yield the marks that a ribbon of *steps* shows, each with what it means."""
    there = {step.kind for step in steps}
    if there & {Kind.RECEIVED, Kind.RESET}:
        yield "start", Words("起算日，不计入", "the day it runs from, not counted")
    yield "day", Words("计入的工作日", "counted working day")
    if Kind.MAKE_UP in there:
        yield "ring", Words("调休上班日，计入", "worked weekend, counted")
    if there & {Kind.REST, Kind.ROLLED}:
        yield "rest", Words("休息日", "day of rest")
    if Kind.HOLIDAY in there:
        yield "holiday", Words("法定节假日", "public holiday")
    if Kind.PAUSED in there:
        yield "paused", Words("不计入期限", "not counted: paused")
    counted = sum(step.days for step in steps if step.kind in (Kind.COUNTED, Kind.MAKE_UP))
    if period is not None and counted > period:
        yield "line", Words("延长的日子", "day of the extension")
    due = max((step.first for step in steps if step.kind is Kind.DUE), default=None)
    end = answered or today
    if due is not None and (answered is None or due <= answered):
        yield "due", Words("届满之日", "due day")
    if due is not None and end is not None and end > due:
        yield "late", Words("逾期的日子", "overdue")
    if answered is not None:
        yield "answered", Words("答复之日，期限到此为止", "the day of the answer: the period ends here")
    elif today is not None:
        yield "today", Words("今天", "today")
