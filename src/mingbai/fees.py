"""What may be charged for processing an application: by item within a natural month, or by page of one application.

One application is charged in one mode, never both (收费办法第三条). Amounts are whole yuan as exact decimals. Whether to charge
at all is the organ's discretion (条例第四十二条); this module says only how much.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from mingbai.errors import Refused
from mingbai.statutes import Ground, Law
from mingbai.text.words import Words
from mingbai.workdays import Counted, Workdays

__all__ = ["Bracket", "Charge", "Fee", "by_item", "by_month", "by_page", "charge", "payment_due"]

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


def by_month(received: Sequence[date], *, law: Law) -> tuple[Fee, ...]:
    """Return the fee of each of one applicant's applications by item, in the order of *received*.

    What came in a natural month is counted together, what came in another is not (第四条); each day is that of receipt
    (依据待核: the measures do not say which day places an application in its month).
    """
    came: Counter[tuple[int, int]] = Counter()
    fees = []
    for day in received:
        month = (day.year, day.month)
        fees.append(by_item(1, already=came[month], on=day, law=law))
        came[month] += 1
    return tuple(fees)


@dataclass(frozen=True, slots=True)
class Charge:
    """A line of the ledger of fees: told on `noticed`, to be paid by `pay_by` (of a year announced, else `missing`)."""

    fee: Fee
    noticed: date
    pay_by: date
    missing: int | None
    paid: date | None

    @property
    def restarts(self) -> date | None:
        """Return the day from which the clock of the reply runs anew, itself not counted; None until it is paid."""
        return self.paid

    def lapsed(self, today: date) -> bool:
        """Return whether it counts as abandoned on *today*: not paid, and the period over (收费办法第六条)."""
        return self.paid is None and today > self.pay_by


def payment_due(noticed: date, *, law: Law, calendar: Workdays) -> Counted:
    """Return the last day to pay a fee noticed on *noticed* (收费办法第六条). Raises `NotInForce` before the measures."""
    return calendar.after(noticed, law.on("fee_payment", noticed).number)


def charge(fee: Fee, noticed: date, *, paid: date | None = None, law: Law, calendar: Workdays) -> Charge:
    """Return the ledger's line for *fee*, told on *noticed* and paid in full on *paid*.

    Raises `Refused` for a fee of nothing, a payment before the notice or after its period, `NotInForce` before the measures.
    """
    zh, en = law.on("fee_payment", noticed).ground.words
    if not fee.amount:
        raise Refused(
            f"没有应收的费用，不发收费通知（{zh}）", f"nothing is to be charged, so no notice is given ({en})"
        )
    last = payment_due(noticed, law=law, calendar=calendar)
    if paid is not None and paid < noticed:
        raise Refused(
            f"缴费之日 {paid} 早于通知之日 {noticed}（{zh}）",
            f"paid on {paid}, before the notice of {noticed} ({en})",
        )
    if paid is not None and paid > last.day:
        raise Refused(
            f"缴费期限已于 {last.day} 届满，视为放弃申请（{zh}）",
            f"the period to pay ended on {last.day}: the application counts as abandoned ({en})",
        )
    return Charge(fee, noticed, last.day, last.missing, paid)


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
