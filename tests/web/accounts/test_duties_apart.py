"""Separation of duties: one person in two seats is one person."""

from itertools import product

import pytest

from mingbai_web.accounts.duties_apart import APART, NotApart, Part, Signer, duties_apart, faults


@pytest.mark.parametrize(("one", "other"), APART)
def test_one_person_does_not_have_two_parts_that_are_kept_apart(one: Part, other: Part) -> None:
    for first, second in ((one, other), (other, one)):
        with pytest.raises(NotApart, match="职责分离"):
            duties_apart([Signer("liming", first), Signer("liming", second)])
        duties_apart([Signer("liming", first), Signer("wangfang", second)])


@pytest.mark.parametrize(("one", "other"), list(product(Part, Part)))
def test_who_drafts_may_draft_again_who_records_may_record_again_and_that_is_all(
    one: Part, other: Part
) -> None:
    alike = one is other and one in (Part.DRAFTER, Part.RECORDER)
    assert bool(faults([Signer("liming", one), Signer("liming", other)])) is not alike


def test_the_refusal_says_which_two_parts_it_was() -> None:
    with pytest.raises(NotApart) as refusal:
        duties_apart([Signer("liming", Part.DRAFTER), Signer("liming", Part.SECRECY_REVIEWER)])
    assert refusal.value.zh == "职责分离：同一个人不能既“起草”又“保密审查”，请换一个人办理"
    assert "drafted" in refusal.value.en


def test_all_pairs_at_fault_are_found() -> None:
    one = [Signer("liming", part) for part in (Part.DRAFTER, Part.APPROVER, Part.SIGNER)]
    assert len(faults(one)) == 3
