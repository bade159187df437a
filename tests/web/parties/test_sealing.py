"""Sealing of submissions: whoever holds the public half writes, only the inner side reads, and only until the day is retired."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai_web.parties import sealing
from mingbai_web.parties.sealing import KeyGone, PublicKey, Unopened

DAY = date(2026, 3, 2)


@given(st.binary(max_size=2_000))
def test_what_was_sealed_opens_as_it_was(payload: bytes) -> None:
    blob = sealing.seal(sealing.public_key(DAY), payload)
    assert sealing.open(blob) == payload
    assert sealing.day_of(blob) == DAY


def test_the_same_submission_is_never_sealed_the_same_way_twice() -> None:
    public = sealing.public_key(DAY)
    assert sealing.seal(public, b"same") != sealing.seal(public, b"same")


def test_a_blob_cut_or_changed_at_any_byte_does_not_open() -> None:
    blob = sealing.seal(sealing.public_key(DAY), b"\xe7\x8e\x8b")
    for at in range(len(blob)):
        for wrong in (blob[:at], blob[:at] + bytes([blob[at] ^ 1]) + blob[at + 1 :]):
            with pytest.raises((Unopened, KeyGone)):
                sealing.open(wrong)


def test_a_point_that_would_make_the_secret_known_is_refused() -> None:
    public = sealing.public_key(DAY)
    blob = sealing.seal(public, b"payload")
    head = len(sealing.ALGORITHM) + 1 + len(public.id) + 1
    with pytest.raises(Unopened):
        sealing.open(blob[:head] + bytes(32) + blob[head + 32 :])


def test_what_was_sealed_to_another_installations_key_of_the_day_is_not_ours_to_read() -> None:
    public = sealing.public_key(DAY)
    with pytest.raises(KeyGone):
        sealing.open(sealing.seal(PublicKey(f"{DAY}.00000000", public.key), b"payload"))


def test_after_a_day_is_retired_its_submissions_in_old_copies_are_read_by_nobody() -> None:
    day = DAY - timedelta(days=400)
    blob, next_day = sealing.seal(sealing.public_key(day), b"payload"), day + timedelta(days=1)
    other = sealing.seal(sealing.public_key(next_day), b"next")
    sealing.retire(day)
    sealing.retire(day)
    with pytest.raises(KeyGone, match="已经销毁"):
        sealing.open(blob)
    with pytest.raises(KeyGone):
        sealing.public_key(day)
    assert sealing.open(other) == b"next"
