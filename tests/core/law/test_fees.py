"""What may be charged, beyond the cases of tests/cases/fees.toml: brackets, splitting of a month, what is no number."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.errors import NotInForce, Refused
from mingbai.fees import MOST, by_item, by_page
from mingbai.statutes import shipped

LAW = shipped()
ON = date(2025, 6, 30)
ITEMS, PAGES = st.integers(0, 400), st.integers(0, 3000)


def price_of_item(number: int) -> int:
    """Return what the *number*-th item of a month costs, as the Measures say it in words."""
    if number <= 10:
        return 0
    if number <= 30:
        return 100
    return 100 * (2 + (number - 31) // 10)


def price_of_page(number: int) -> int:
    return 0 if number <= 30 else 10 if number <= 100 else 20 if number <= 200 else 40


@given(already=ITEMS, items=ITEMS)
def test_the_fee_by_item_is_the_sum_of_the_prices_of_its_items(already: int, items: int) -> None:
    fee = by_item(items, already=already, on=ON, law=LAW)
    assert fee.amount == sum(price_of_item(number) for number in range(already + 1, already + items + 1))


@given(pages=PAGES)
def test_the_fee_by_page_is_the_sum_of_the_prices_of_its_pages(pages: int) -> None:
    fee = by_page(pages, on=ON, law=LAW)
    assert fee.amount == sum(price_of_page(number) for number in range(1, pages + 1))


@given(already=ITEMS, first=ITEMS, then=ITEMS)
def test_charging_a_month_in_two_goes_comes_to_the_same(already: int, first: int, then: int) -> None:
    whole = by_item(first + then, already=already, on=ON, law=LAW).amount
    parts = (
        by_item(first, already=already, on=ON, law=LAW).amount
        + by_item(then, already=already + first, on=ON, law=LAW).amount
    )
    assert parts == whole


@given(already=ITEMS, items=ITEMS)
def test_the_brackets_of_a_fee_cover_its_items_once_and_come_to_the_amount(already: int, items: int) -> None:
    fee = by_item(items, already=already, on=ON, law=LAW)
    covered = [number for each in fee.brackets for number in range(each.first, each.last + 1)]
    assert covered == list(range(already + 1, already + items + 1))
    assert all(
        price_of_item(number) == each.price for each in fee.brackets for number in (each.first, each.last)
    )
    assert sum(each.amount for each in fee.brackets) == fee.amount


def test_a_fee_is_told_in_yuan_with_two_decimals_and_is_no_float() -> None:
    fee = by_item(11, on=ON, law=LAW)
    assert (fee.told, fee.amount) == ("100.00", Decimal(100))
    assert isinstance(by_page(0, on=ON, law=LAW).amount, Decimal)


def test_a_fee_rests_on_the_regulation_and_on_the_scale() -> None:
    assert [ground.article for ground in by_item(11, on=ON, law=LAW).grounds] == ["第四十二条", "第四条"]
    assert [ground.article for ground in by_page(31, on=ON, law=LAW).grounds] == ["第四十二条", "第五条"]


def test_the_largest_number_is_charged_in_a_moment() -> None:
    assert by_page(MOST, on=ON, law=LAW).amount == Decimal(40 * (MOST - 200) + 2700)
    assert by_item(MOST, on=ON, law=LAW).brackets[-1].last == MOST


@pytest.mark.parametrize("number", [-1, MOST + 1])
def test_what_is_no_number_of_items_or_pages_is_refused_with_the_article(number: int) -> None:
    with pytest.raises(Refused, match="第四条"):
        by_item(number, on=ON, law=LAW)
    with pytest.raises(Refused, match="第四条"):
        by_item(1, already=number, on=ON, law=LAW)
    with pytest.raises(Refused, match="第五条") as refused:
        by_page(number, on=ON, law=LAW)
    assert "art. 5" in refused.value.en


def test_no_processing_fee_is_charged_before_2021() -> None:
    last = date(2020, 12, 31)
    for charge in (lambda: by_item(0, on=last, law=LAW), lambda: by_page(0, on=last, law=LAW)):
        with pytest.raises(NotInForce, match="2021-01-01起施行"):
            charge()


def test_a_fee_that_ends_with_a_bracket_has_no_bracket_of_nothing_after_it() -> None:
    for items, last in ((10, 10), (30, 30), (40, 40), (50, 50)):
        assert by_item(items, on=ON, law=LAW).brackets[-1].last == last
    assert len(by_item(40, on=ON, law=LAW).brackets) == 3
    assert len(by_item(41, on=ON, law=LAW).brackets) == 4
    assert len(by_page(200, on=ON, law=LAW).brackets) == 3
