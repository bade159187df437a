"""What may be charged for processing an application: by item within a natural month, or by page of one application.

One application is charged in one mode, never both (收费办法第三条). Amounts are whole yuan as exact decimals. Whether to charge
at all is the organ's discretion (条例第四十二条); this module says only how much.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from mingbai.errors import Refused
from mingbai.statutes import Ground, Law
from mingbai.text.words import Words

__all__ = ["Bracket", "Fee", "by_item", "by_page"]

MOST = 1_000_000
"""More items or pages than any application has: a slip of the hand, not a request."""


class Bracket(NamedTuple):
    """What falls into one bracket: the `first` to the `last` item or page, each at `price` yuan, and what they come to."""

    first: int
    last: int
    price: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee: the amount in yuan, the brackets it is made of, what it rests on."""

    amount: Decimal
    brackets: tuple[Bracket, ...]
    unit: Words
    grounds: tuple[Ground, ...]

    @property
    def told(self) -> str:
        """Return the amount with two decimals, as on a notice."""
        return f"{self.amount:.2f}"


def by_item(items: int, *, already: int = 0, on: date, law: Law) -> Fee:
    """Return the fee for *items* applications of one applicant in a natural month in which *already* came before them.

    Progressive on the excess: 1–10 free, 11–30 100 yuan each, from 31 on each further ten 100 yuan dearer (第四条). Charged
    whatever the outcome. Raises `Refused` for numbers that are none, `NotInForce` where no fee may be charged on *on*.
    """
    scale, rise = law.on("fee_items", on), law.on("fee_items_step", on)
    _number(items, Words("件数", "the number of items"), scale.ground)
    _number(already, Words("当月已有件数", "the number of items already in the month"), scale.ground)
    width, dearer = (int(str(each)) for each in _list(rise.value))
    bands = _bands(scale.value)
    brackets = tuple(_cut(_rising(bands, width, dearer, already + items), already, already + items))
    return Fee(
        _sum(brackets), brackets, Words("件", "item"), (law.ground("条例-2019", "第四十二条"), scale.ground)
    )


def by_page(pages: int, *, on: date, law: Law) -> Fee:
    """Return the fee for *pages* sides of A4 or smaller that one application is given.

    Progressive on the excess: 1–30 free, 31–100 10 yuan, 101–200 20, beyond 40 (第五条). Pages of different applications are
    not added (依据待核). Raises `Refused` for a number that is none, `NotInForce` where no fee may be charged on *on*.
    """
    scale = law.on("fee_pages", on)
    _number(pages, Words("页数", "the number of pages"), scale.ground)
    brackets = tuple(_cut(iter(_bands(scale.value)), 0, pages))
    return Fee(
        _sum(brackets), brackets, Words("页", "page"), (law.ground("条例-2019", "第四十二条"), scale.ground)
    )


def _rising(bands: list[tuple[int, int]], width: int, dearer: int, upto: int) -> Iterator[tuple[int, int]]:
    """Yield the bands of the scale, then as many further ones, each *dearer* than the one before, as reach *upto*."""
    yield from bands
    last, price = bands[-1]
    while last < upto:
        last, price = last + width, price + dearer
        yield last, price


def _cut(bands: Iterator[tuple[int, int]], after: int, upto: int) -> Iterator[Bracket]:
    """Yield what of each band lies after the *after*-th and not beyond the *upto*-th; a band to 0 has no end."""
    begins = 0
    for ends, price in bands:
        first, last = max(begins, after) + 1, min(ends or upto, upto)
        if first <= last:
            yield Bracket(first, last, price, Decimal((last - first + 1) * price))
        begins = ends
        if ends == 0 or ends >= upto:
            return


def _sum(brackets: tuple[Bracket, ...]) -> Decimal:
    return sum((bracket.amount for bracket in brackets), Decimal(0))


def _bands(value: object) -> list[tuple[int, int]]:
    return [(int(last), int(price)) for last, price in _list(value)]


def _list(value: object) -> tuple[tuple[int, int], ...]:
    return value if isinstance(value, tuple) else ()


def _number(given: int, what: Words, ground: Ground) -> None:
    if not 0 <= given <= MOST:
        raise Refused(
            f"{what.zh}应是 0 到 {MOST} 的整数，得到 {given}（{ground.words.zh}）",
            f"{what.en} must be a whole number from 0 to {MOST}, not {given} ({ground.words.en})",
        )
