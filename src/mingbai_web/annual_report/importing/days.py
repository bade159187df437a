"""A day as registers write it: dates, texts in a dozen ways, the serial numbers of workbooks. What can be read two ways is not read."""

import re
import unicodedata
from datetime import date, datetime, timedelta

from mingbai.text.words import Words
from mingbai_web.annual_report.importing.sheets import Value

__all__ = ["NotADay", "day"]

_EPOCH = date(1899, 12, 30)
_SERIALS = range(32_874, 73_051)  # 1990 to 2099
_WHOLE = re.compile(
    r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:\s+|T)?(?:\d{1,2}:\d{2}(?::\d{2})?)?"
)
_RUN = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_WITHOUT_YEAR = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]")
_HAN = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_HAN_DAY = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)


class NotADay(Exception):
    """What was written is no day; says what to write."""

    def __init__(self, says: Words) -> None:
        super().__init__(says.zh)
        self.says = says


def day(value: Value, year: int | None) -> date | None:
    """Return the day that *value* says, None where nothing is written; *year* is that of days written without one.

    Raises `NotADay`.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise _unclear(str(value))
    if not isinstance(value, str):
        return _number(value)
    written = unicodedata.normalize("NFKC", value).strip()
    if not written:
        return None
    if found := _WHOLE.fullmatch(written) or _RUN.fullmatch(written):
        return _made(written, int(found[1]), int(found[2]), int(found[3]))
    if found := _WITHOUT_YEAR.fullmatch(written):
        if year is None:
            raise NotADay(
                Words(
                    f"“{written}”没有年份：在对应关系里指定年份，或者补写年份",
                    f"{written} has no year: name the year of the register, or write it",
                )
            )
        return _made(written, year, int(found[1]), int(found[2]))
    if found := _HAN_DAY.fullmatch(written):
        return _made(written, int(found[1].translate(_HAN)), _han(found[2]), _han(found[3]))
    if re.fullmatch(r"\d{5}(?:\.\d+)?", written):
        return _number(float(written))
    raise _unclear(written)


def _number(value: float) -> date:
    if (not isinstance(value, int) and value != value) or abs(value) > 1e9:
        raise _unclear(str(value))
    if int(value) in _SERIALS:
        return _EPOCH + timedelta(int(value))
    if value == int(value) and (found := _RUN.fullmatch(str(int(value)))):
        return _made(str(int(value)), int(found[1]), int(found[2]), int(found[3]))
    raise _unclear(f"{value:g}")


def _han(written: str) -> int:
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return int(written.translate(_HAN)) if len(written) == 1 else 0
    return (int(tens.translate(_HAN)) if tens else 1) * 10 + (int(ones.translate(_HAN)) if ones else 0)


def _made(written: str, year: int, month: int, on: int) -> date:
    try:
        return date(year, month, on)
    except ValueError:
        raise NotADay(
            Words(f"没有“{written}”这一天：请核对", f"there is no day {written}: check it")
        ) from None


def _unclear(written: str) -> NotADay:
    shown = written if len(written) <= 20 else f"{written[:20]}…"
    return NotADay(
        Words(
            f"“{shown}”看不出是哪一天：写成 2025-03-04 或者 2025年3月4日",
            f"{shown} is no day that can be told: write it as 2025-03-04",
        )
    )
