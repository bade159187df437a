"""Quantities are read exactly, or not at all."""

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.text.numerals import NUMBER, Number, parse


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("0", 0),
        ("522", 522),
        ("10,449", 10449),
        ("10，449", 10449),
        ("1,234,567.89", Decimal("1234567.89")),
        ("１２", 12),
        ("17586.5093", Decimal("17586.5093")),
        ("131.35万", 1313500),
        ("1.8万", 18000),
        ("2亿3000万", 230000000),
        ("1万3千", 13000),
        ("两", 2),
        ("〇", 0),
        ("十二", 12),
        ("廿五", 25),
        ("一百零五", 105),
        ("一百二十三", 123),
        ("三点五万", 35000),
        ("二〇二一", 2021),
        ("一萬三千", 13000),
        ("半", Decimal("0.5")),
        ("-5", -5),
        ("〇五", 5),
        ("五〇", 50),
        ("1.23456万", Decimal("12345.6")),
        ("3百", 300),
    ],
)
def test_a_quantity_is_exact(printed: str, value: int | Decimal) -> None:
    assert parse(printed) == Number(value)


def test_a_decimal_keeps_the_digits_it_was_printed_with() -> None:
    for printed in ("12.50", "12.00"):
        found = parse(printed)
        assert found is not None
        assert str(found.value) == printed


@pytest.mark.parametrize("printed", ["522", "10,449", "1.8万", "三点五万", "百余"])
def test_a_whole_quantity_is_an_int(printed: str) -> None:
    found = parse(printed)
    assert found is not None
    assert type(found.value) is int


@pytest.mark.parametrize(
    ("printed", "value", "bound"),
    [
        ("100余", 100, "at_least"),
        ("三十余", 30, "at_least"),
        ("20多", 20, "at_least"),
        ("20余万", 200000, "at_least"),
        ("百余", 100, "at_least"),
        ("超过100", 100, "at_least"),
        ("近百", 100, "about"),
        ("约3万", 30000, "about"),
        ("100左右", 100, "about"),
    ],
)
def test_an_approximate_quantity_says_which_way(printed: str, value: int, bound: str) -> None:
    found = parse(printed)
    assert found is not None
    assert (found.value, found.approximate, found.bound) == (value, True, bound)


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("5%", 5),
        ("99.5％", Decimal("99.5")),
        ("百分之五", 5),
        ("百分之百", 100),
        ("百分之九十九点九", Decimal("99.9")),
        ("3‰", Decimal("0.3")),
        ("千分之三", Decimal("0.3")),
    ],
)
def test_a_rate_counts_hundredths(printed: str, value: int | Decimal) -> None:
    assert parse(printed) == Number(value, percent=True)


@pytest.mark.parametrize(
    "printed",
    ["", "-", "/", "三五", "一一", "三四十", "十四五", "一百五", "一万五", "3万5", "十几", "数十", "百", "万",
     "1,2345", "12,34", "1.2.3", "3 3", "522件", "9" * 5000, "1" + ",234" * 14, "²", "30余以上", "百分之5%", "百分之三‰",
     "10万20亿", "10万20万", "1万20000", "三点五百", "三五点五", "二十零", "十廿", "二廿", "十百", "百二十", "一百十", "三百千",
     "十二百", "二二十"],
)  # fmt: skip
def test_what_could_be_two_quantities_or_none_is_not_read(printed: str) -> None:
    assert parse(printed) is None


@given(st.integers(0, 10**12))
def test_chinese_numerals_agree_with_another_library(number: int) -> None:
    found = parse(cn2an.an2cn(str(number)))
    assert found is None if number >= 10**8 and found is None else found == Number(number)


@given(st.text(alphabet="0123456789,.，一二三十百千万亿零〇点半余多约近超%％‰百分之+-以上左右 ", max_size=12))
def test_no_text_makes_the_parser_fail(text: str) -> None:
    found = parse(text)
    assert found is None or found.approximate == (found.bound is not None)


def test_candidates_are_found_in_running_text_with_their_words() -> None:
    text = (
        "最近3年受理522件，约30余次，其中10,449件、20余万人次；百分之五，二〇二一年收到三十余件，"
        "统一2.5.1，节约30万元，近万人，三点五万，2021年，100件，1.8万多，超过3万，队伍"
    )
    assert NUMBER.findall(text) == [
        "3", "522", "约30余", "10,449", "20余万", "百分之五", "二〇二一", "三十余", "30万", "近万", "三点五万",
        "2021", "100", "1.8万多", "超过3万",
    ]  # fmt: skip


@given(st.integers(0, 10**9), st.sampled_from(["件", "条", "次", "，", "余件", "万件"]))
def test_a_candidate_is_what_was_printed(number: int, after: str) -> None:
    found = NUMBER.search(f"共收到{number:,}{after}")
    assert found is not None
    assert found[0].startswith(f"{number:,}")
    assert parse(found[0]) is not None
