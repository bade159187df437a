"""A value in JSON and its path, which says what is wrong there."""

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from mingbai.errors import BadReport
from mingbai.report.values import Amount
from mingbai.text.page import Span

__all__ = ["Place", "parsed"]

LARGEST = 30
"""The most digits before or after the point; a figure beyond is no count and no amount of money."""

V = TypeVar("V")
E = TypeVar("E", bound=StrEnum)


def parsed(text: str | bytes) -> Any:
    """Return what JSON *text* holds, decimals exact; `BadReport` where it is no JSON or a key stands twice."""
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=_no_number, object_pairs_hook=_once)
    except BadReport:
        raise
    except (ValueError, RecursionError, ArithmeticError) as error:
        words = str(error) or type(error).__name__
        raise BadReport(f"不是有效的 JSON（{words}）", f"not valid JSON ({words})") from error


def _no_number(name: str) -> Any:
    raise BadReport(f"不是有效的 JSON（{name} 不是数）", f"not valid JSON ({name} is no number)")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        key = next(key for key in keys if keys.count(key) > 1)
        raise BadReport(f"同一对象中键“{key}”出现了两次", f"the key “{key}” stands twice in one object")
    return found


class Place:
    """A value and its path, which says what is wrong there."""

    def __init__(self, value: Any, path: str) -> None:
        self.value = value
        self.path = path

    def bad(self, zh: str, en: str) -> BadReport:
        where = self.path or "$"
        return BadReport(f"{where}：{zh}", f"{where}: {en}")

    def get(self, key: str) -> "Place":
        """Return what stands under *key*; its value is None where nothing does."""
        return Place(self.object().get(key), f"{self.path}.{key}" if self.path else key)

    def object(self) -> Mapping[str, Any]:
        if not isinstance(self.value, Mapping):
            raise self.bad("应为对象", "must be an object")
        return self.value

    def items(self) -> list["Place"]:
        if self.value is None:
            return []
        if not isinstance(self.value, list | tuple):
            raise self.bad("应为数组", "must be an array")
        return [Place(value, f"{self.path}[{index}]") for index, value in enumerate(self.value)]

    def entries(self) -> list[tuple[str, "Place"]]:
        return [] if self.value is None else [(key, self.get(key)) for key in self.object()]

    def maybe(self, read: Callable[["Place"], V]) -> V | None:
        return None if self.value is None else read(self)

    def text(self) -> str:
        if not isinstance(self.value, str):
            raise self.bad("应为文字", "must be text")
        return self.value

    def whole(self) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.bad("应为整数", "must be a whole number")
        return self.value

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.bad("应为 true 或 false", "must be true or false")
        return self.value

    def amount(self) -> Amount:
        value = self.value
        if isinstance(value, float):
            raise self.bad(
                "是浮点数，不能保证精确；请传入 JSON 文本，或用 parse_float=Decimal 解析",
                "is a float, which is not exact: give the JSON text, or parse it with parse_float=Decimal",
            )
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.bad("应为数", "must be a number")
        if isinstance(value, Decimal) and not value.is_finite():
            raise self.bad("应为有限的数", "must be a finite number")
        size = Decimal(value)
        exponent = size.as_tuple().exponent
        if size.adjusted() >= LARGEST or (isinstance(exponent, int) and exponent < -LARGEST):
            raise self.bad("位数过多，不会是统计数", "has too many digits to be a statistic")
        return value

    def one_of(self, kinds: type[E]) -> E:
        try:
            return kinds(self.text())
        except ValueError:
            known = " ".join(kinds)
            raise self.bad(f"应为以下之一：{known}", f"must be one of: {known}") from None

    def span(self) -> Span:
        ends = [item.whole() for item in self.items()]
        if len(ends) != 2 or not 0 <= ends[0] <= ends[1]:
            raise self.bad("应为 [起, 止]", "must be [start, end]")
        return ends[0], ends[1]
