"""Separation of duties: one person in two seats is one person."""

from itertools import product

import pytest

from mingbai_web.accounts.duties_apart import APART, NotApart, Part, Signer, duties_apart, faults

KEPT_APART = {frozenset(pair) for pair in APART}


@pytest.mark.parametrize(("one", "other"), APART)
def test_one_person_does_not_have_two_parts_that_are_kept_apart(one: Part, other: Part) -> None:
    for first, second in ((one, other), (other, one)):
        with pytest.raises(NotApart, match="职责分离"):
            duties_apart([Signer("liming", first, "1"), Signer("liming", second, "1")])
        duties_apart([Signer("liming", first, "1"), Signer("wangfang", second, "1")])


@pytest.mark.parametrize(("one", "other"), list(product(Part, Part)))
def test_what_the_rule_does_not_name_may_be_one_person(one: Part, other: Part) -> None:
    signers = [Signer("liming", one, "1"), Signer("liming", other, "1")]
    assert bool(faults(signers)) is (frozenset({one, other}) in KEPT_APART)


def test_what_must_be_apart_is_apart() -> None:
    for pair in (
        {Part.DRAFTER, Part.APPROVER},
        {Part.SECRECY_REVIEWER, Part.DRAFTER},
        {Part.SIGNER, Part.RECORDER},
    ):
        assert frozenset(pair) in KEPT_APART


def test_a_recorder_may_be_who_signed_another_step_on_screen() -> None:
    signers = [Signer("liming", Part.APPROVER, "1"), Signer("liming", Part.RECORDER, "2")]
    duties_apart(signers)
    with pytest.raises(NotApart, match="登记纸质签批"):
        duties_apart([*signers, Signer("liming", Part.SIGNER, "2")])


def test_the_refusal_says_which_two_parts_it_was() -> None:
    with pytest.raises(NotApart) as refusal:
        duties_apart([Signer("liming", Part.DRAFTER), Signer("liming", Part.SECRECY_REVIEWER)])
    assert refusal.value.zh == "职责分离：同一个人不能既“起草”又“保密审查”，请换一个人办理"
    assert "drafted" in refusal.value.en


def test_all_pairs_at_fault_are_found() -> None:
    one = [Signer("liming", part, "1") for part in (Part.DRAFTER, Part.APPROVER, Part.SIGNER)]
    assert len(faults(one)) == 2
