"""Days as they are typed and as they are told: ``2025-03-31`` in, 2025年3月31日（周一） out."""

import re
from datetime import date, datetime

from mingbai.cli.terminal import Wrong
from mingbai.text.words import Words

__all__ = ["day_of", "instant_of", "told", "whole"]

LAST = 2100
"""The last year that is answered, provisionally."""

_WEEKDAYS = ("一二三四五六日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))


def day_of(text: str, option: str) -> date:
    """Return the day that *text* writes as YYYY-MM-DD; *option* names it in the line that says what is wrong."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise Wrong(
            f"{option} 的日期应写成 2025-03-31 这样，得到 {_shown(text).zh}",
            f"{option}: write a day like 2025-03-31, not {_shown(text).en}",
        )
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Wrong(f"{option}：没有 {text} 这一天", f"{option}: there is no day {text}") from None
    if day.year > LAST:
        raise Wrong(f"{option}：{text} 晚于{LAST}年，请核对", f"{option}: {text} is after {LAST}: check it")
    return day


def instant_of(text: str, option: str) -> datetime:
    """Return the instant that *text* writes as YYYY-MM-DDTHH:MM."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?", text):
        raise Wrong(
            f"{option} 的时刻应写成 2025-10-01T08:00 这样，得到 {_shown(text).zh}",
            f"{option}: write an instant like 2025-10-01T08:00, not {_shown(text).en}",
        )
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise Wrong(f"{option}：没有 {text} 这一时刻", f"{option}: there is no instant {text}") from None


def whole(text: str, option: str) -> int:
    """Return the whole number that *text* writes."""
    if not re.fullmatch(r"-?[0-9]{1,15}", text):
        raise Wrong(
            f"{option} 应是不太大的整数，得到 {_shown(text).zh}",
            f"{option}: a whole number of at most 15 digits is needed, not {_shown(text).en}",
        )
    return int(text)


def told(day: date, language: str) -> str:
    """Return *day* as people write it, with its weekday."""
    if language == "en":
        return f"{_WEEKDAYS[1][day.weekday()]} {day.isoformat()}"
    return f"{day.year}年{day.month}月{day.day}日（周{_WEEKDAYS[0][day.weekday()]}）"


def _shown(text: str) -> Words:
    """Return what was typed, cut short where it is long, named where there is nothing."""
    if not text.strip():
        return Words("空白", "nothing")
    return Words(*(2 * (text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…",)))


_MOST_SHOWN = 40
