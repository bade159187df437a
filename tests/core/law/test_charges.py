"""The ledger of fees: what is charged of a month's applications, told, paid in time or lapsed."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from mingbai.errors import NotInForce, Refused
from mingbai.fees import Charge, by_item, by_month, by_page, charge
from mingbai.statutes import shipped
from mingbai.workdays import announced

LAW = shipped()
FEE = by_item(11, on=date(2025, 6, 30), law=LAW)
NOTICED = date(2025, 7, 1)
LAST = date(2025, 7, 29)
"""The twentieth working day after the notice."""


def charged(noticed: date = NOTICED, paid: date | None = None) -> Charge:
    return charge(FEE, noticed, paid=paid, law=LAW, calendar=announced())


def test_a_fee_is_to_be_paid_within_twenty_working_days_of_the_notice() -> None:
    assert charged() == Charge(FEE, NOTICED, LAST, None, None)


@pytest.mark.parametrize("fee", [by_item(10, on=NOTICED, law=LAW), by_page(0, on=NOTICED, law=LAW)])
def test_nothing_is_not_charged(fee: object) -> None:
    with pytest.raises(Refused, match="没有应收的费用") as refused:
        charge(fee, NOTICED, law=LAW, calendar=announced())  # type: ignore[arg-type]
    assert "第六条" in refused.value.zh
    assert "nothing is to be charged" in refused.value.en
    assert "art. 6" in refused.value.en


def test_a_fee_cannot_be_paid_before_it_was_told() -> None:
    with pytest.raises(Refused, match=r"缴费之日 2025-06-30 早于通知之日 2025-07-01.*第六条") as refused:
        charged(paid=NOTICED - timedelta(1))
    assert "paid on 2025-06-30, before the notice of 2025-07-01" in refused.value.en
    assert charged(paid=NOTICED).paid == NOTICED


def test_a_fee_is_paid_in_time_on_the_last_day_and_not_on_the_day_after() -> None:
    assert charged(paid=LAST).paid == LAST
    with pytest.raises(Refused, match=r"缴费期限已于 2025-07-29 届满，视为放弃申请.*第六条") as refused:
        charged(paid=LAST + timedelta(1))
    assert "ended on 2025-07-29: the application counts as abandoned" in refused.value.en


def test_a_fee_lapses_on_the_day_after_the_last_one_unless_it_was_paid() -> None:
    assert [charged().lapsed(day) for day in (NOTICED, LAST, LAST + timedelta(1))] == [False, False, True]
    assert not charged(paid=LAST).lapsed(LAST + timedelta(1))


def test_the_clock_restarts_on_the_day_of_payment_and_not_before() -> None:
    assert charged().restarts is None
    assert charged(paid=date(2025, 7, 8)).restarts == date(2025, 7, 8)


def test_a_period_to_pay_that_reaches_into_a_year_not_announced_says_so() -> None:
    assert charged(date(2026, 12, 28)).missing == 2027
    assert charged(date(2026, 11, 30)).missing is None


def test_no_fee_is_told_before_there_were_measures() -> None:
    with pytest.raises(NotInForce, match="2021-01-01起施行"):
        charged(date(2020, 12, 31))
    assert charged(date(2021, 1, 1)).noticed == date(2021, 1, 1)


def amounts(received: list[date]) -> list[int]:
    return [int(fee.amount) for fee in by_month(received, law=LAW)]


def test_what_came_in_one_natural_month_is_counted_together_and_the_next_begins_anew() -> None:
    late, early = date(2025, 1, 31), date(2025, 2, 5)
    assert amounts([late] * 8 + [early] * 8) == [0] * 16
    assert amounts([late] * 11 + [early] * 11) == ([0] * 10 + [100]) * 2


def test_the_same_month_of_another_year_is_another_month() -> None:
    assert amounts([date(2024, 12, 31)] * 10 + [date(2025, 1, 1)] * 10 + [date(2025, 12, 1)] * 11) == [0] * 30 + [100]  # fmt: skip
    assert amounts([date(2024, 3, 1)] * 10 + [date(2025, 3, 1)]) == [0] * 11


def test_each_fee_of_a_month_keeps_its_place_whatever_the_order_of_receipt() -> None:
    first, second = date(2025, 3, 3), date(2025, 4, 1)
    mixed = [first, second] * 11
    assert amounts(mixed) == [0] * 20 + [100, 100]
    fees = by_month([first] * 31, law=LAW)
    assert [fees[n].brackets[0].first for n in (0, 10, 30)] == [1, 11, 31]
    assert [fees[n].amount for n in (9, 10, 29, 30)] == [Decimal(0), Decimal(100), Decimal(100), Decimal(200)]
    assert amounts([first] * 31)[-1] + 100 * 20 == by_item(31, on=first, law=LAW).amount


def test_no_application_no_fee() -> None:
    assert by_month([], law=LAW) == ()


@pytest.mark.parametrize("fee", [lambda: by_item(0, on=NOTICED, law=LAW), lambda: by_page(0, on=NOTICED, law=LAW)])  # fmt: skip
def test_of_nothing_there_is_no_bracket(fee: Callable[[], object]) -> None:
    assert fee().brackets == ()  # type: ignore[attr-defined]
