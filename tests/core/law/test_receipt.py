"""The day on which an application counts as received, by channel and by the law of the day on which it arrived."""

from datetime import date

import pytest

from mingbai.deadlines import CHANNELS, Receipt, receipt
from mingbai.errors import NotInForce, Refused
from mingbai.statutes import shipped

LAW = shipped()
ARRIVED, CONFIRMED = date(2025, 4, 30), date(2025, 5, 6)
AT_ONCE, TO_BE_CONFIRMED = ("in-person", "signed-post"), ("ordinary-post", "online", "fax", "misdirected")


def test_every_channel_is_told_here() -> None:
    assert set(CHANNELS) == {*AT_ONCE, *TO_BE_CONFIRMED}
    assert all(words.zh and words.en for words in CHANNELS.values())


@pytest.mark.parametrize("channel", AT_ONCE)
def test_what_is_handed_in_or_signed_for_is_received_when_it_arrives(channel: str) -> None:
    found = receipt(channel, ARRIVED, None, LAW)
    assert (found.day, found.safe) == (ARRIVED, None)


@pytest.mark.parametrize("channel", AT_ONCE)
def test_what_is_received_when_it_arrives_is_not_confirmed_as_well(channel: str) -> None:
    with pytest.raises(Refused, match=r"不需要确认（.*第三十一条第[一二]项") as refused:
        receipt(channel, ARRIVED, CONFIRMED, LAW)
    assert "art. 31 item" in refused.value.en


@pytest.mark.parametrize("channel", TO_BE_CONFIRMED)
def test_what_is_to_be_confirmed_has_no_day_of_receipt_until_it_is(channel: str) -> None:
    assert receipt(channel, ARRIVED, None, LAW)[:2] == (None, ARRIVED)
    assert receipt(channel, ARRIVED, CONFIRMED, LAW)[:2] == (CONFIRMED, ARRIVED)


@pytest.mark.parametrize("channel", TO_BE_CONFIRMED)
def test_what_is_confirmed_on_the_day_it_arrives_is_in_time_on_any_reading(channel: str) -> None:
    assert receipt(channel, ARRIVED, ARRIVED, LAW)[:2] == (ARRIVED, None)


@pytest.mark.parametrize("channel", TO_BE_CONFIRMED)
def test_nothing_is_confirmed_before_it_arrives(channel: str) -> None:
    with pytest.raises(Refused, match="2025-04-29 早于到达之日 2025-04-30") as refused:
        receipt(channel, ARRIVED, date(2025, 4, 29), LAW)
    assert "before it arrived on 2025-04-30" in refused.value.en


@pytest.mark.parametrize(
    ("channel", "article"),
    [("in-person", "第三十一条第一项"), ("signed-post", "第三十一条第二项"), ("ordinary-post", "第三十一条第二项"),
     ("online", "第三十一条第三项"), ("fax", "第三十一条第三项"), ("misdirected", "")],
)  # fmt: skip
def test_a_receipt_rests_on_the_item_of_its_channel(channel: str, article: str) -> None:
    assert receipt(channel, ARRIVED, None, LAW).ground.article == article
    before = receipt(channel, date(2019, 5, 14), None, LAW).ground
    assert before.instrument.key in ("时限函", "指导案例26"), "2019年5月15日以前不引2019年条例"


def test_where_submitting_is_receiving_a_confirmation_moves_nothing() -> None:
    law = LAW.chosen("receipt_online", "arrival", since=date(2025, 1, 1), by="甲")
    for confirmed in (None, CONFIRMED):
        assert receipt("online", ARRIVED, confirmed, law)[:2] == (ARRIVED, None)
    assert receipt("online", date(2024, 12, 31), None, law).day is None


def test_an_unknown_channel_is_refused_with_those_there_are() -> None:
    with pytest.raises(Refused, match="没有 pigeon 这个渠道（可选：in-person、") as refused:
        receipt("pigeon", ARRIVED, None, LAW)
    assert "known: in-person, " in refused.value.en


@pytest.mark.parametrize("channel", CHANNELS)
def test_nothing_is_received_before_there_was_a_regulation(channel: str) -> None:
    with pytest.raises(NotInForce):
        receipt(channel, date(2008, 4, 30), None, LAW)
    assert isinstance(receipt(channel, date(2008, 5, 1), None, LAW), Receipt)
