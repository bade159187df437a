"""What may happen to a paper: whatever is tried in whatever order, nothing is signed without its review, nobody acts twice."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.errors import MingbaiError
from mingbai_web.accounts.duties_apart import NotApart
from mingbai_web.papers.flow import after, fold
from mingbai_web.papers.paper import Done, OutOfTurn, Paper, State, Step, steps_of

DAY = date(2026, 3, 20)
ID = uuid5(UUID(int=0), "清河区")
CHAIN = (
    Step("科室审核", "approve", "department_head", group=1),
    Step("法律顾问会签", "approve", "counsel", group=2),
    Step("保密审查", "secrecy", "secrecy_reviewer", group=2),
    Step("签发", "sign", "leader", group=3),
)
PEOPLE = ("甲", "乙", "丙", "丁", "戊", "己")


def done(kind: str, person: str = "甲", **facts: Any) -> Done:
    return Done(kind, facts, person, "seat", DAY)


def drafted(gives: str = "all") -> Done:
    return done(
        "drafted",
        paper="reply",
        body=ID,
        about_kind="application",
        about=ID,
        content=ID,
        commitment="c",
        gives=gives,
    )


def submitted(steps: Sequence[Step] = CHAIN) -> Done:
    return done("submitted", chain=ID, steps=[step.said() for step in steps])


def reviewed(person: str = "丁", result: str = "may_disclose") -> Done:
    return done("secrecy_reviewed", person, step=2, result=result, ground="不含国家秘密")


def in_review(gives: str = "all") -> Paper:
    return fold([drafted(gives), submitted()])


ACTS = st.one_of(
    st.builds(drafted, st.sampled_from(["all", "part", "none"])),
    st.builds(
        lambda p, g: done("redrafted", p, content=ID, commitment="c", gives=g),
        st.sampled_from(PEOPLE),
        st.sampled_from(["all", "part", "none"]),
    ),
    st.just(submitted()),
    st.builds(lambda p, s: done("step_signed", p, step=s), st.sampled_from(PEOPLE), st.integers(0, 3)),
    st.builds(reviewed, st.sampled_from(PEOPLE), st.sampled_from(["may_disclose", "partly", "may_not"])),
    st.builds(
        lambda p, s: done("returned", p, step=s, remark="理由"), st.sampled_from(PEOPLE), st.integers(0, 3)
    ),
    st.builds(lambda p: done("signed", p, step=3, day=DAY), st.sampled_from(PEOPLE)),
    st.builds(
        lambda p, r, s: done("step_signed", r, step=s, signer=p, signed_on=DAY, scan=ID),
        st.sampled_from(PEOPLE),
        st.sampled_from(PEOPLE),
        st.integers(0, 1),
    ),
    st.builds(
        lambda p, r: done("signed", r, step=3, signer=p, signed_on=DAY, scan=ID, day=DAY),
        st.sampled_from(PEOPLE),
        st.sampled_from(PEOPLE),
    ),
    st.just(done("voided", reason="重复")),
    st.just(done("issued", day=DAY)),
    st.just(done("numbered", number="清建〔2026〕1号")),
    st.just(done("dispatched", route="post", day=DAY)),
    st.just(done("served", day=DAY)),
)


def tried(acts: Sequence[Done], paper: Paper | None = None) -> Paper:
    """Return the paper after those of *acts* that are allowed."""
    paper = paper or Paper()
    for act in acts:
        try:
            paper = after(paper, act)
        except MingbaiError:
            continue
    return paper


@given(st.lists(ACTS, max_size=30))
def test_whatever_is_tried_nothing_is_signed_without_a_review_that_allows_it(acts: list[Done]) -> None:
    paper = tried([drafted(), submitted(), *acts])
    if paper.state is State.SIGNED:
        assert paper.review is not None
        assert paper.gives in {"may_disclose": ("all", "part", "none"), "partly": ("part", "none")}.get(
            paper.review.result, ("none",)
        )
        assert {each.step for each in paper.signatures} == set(range(len(paper.steps)))


@given(st.lists(ACTS, max_size=30))
def test_whatever_is_tried_nobody_has_two_hands_in_a_version(acts: list[Done]) -> None:
    paper = tried([drafted(), submitted(), *acts])
    signers = [each.person for each in paper.signatures]
    assert len(signers) == len(set(signers))
    assert not set(signers) & set(paper.drafters)
    recorders = {each.recorder for each in paper.signatures if each.recorder}
    assert not recorders & {*signers, *paper.drafters}


@given(st.lists(ACTS, max_size=30))
def test_whatever_is_tried_what_has_gone_out_was_signed_or_issued(acts: list[Done]) -> None:
    paper = tried([drafted("none"), *acts])
    if paper.dispatched is not None:
        assert paper.final
        assert paper.served is None or paper.served >= paper.dispatched


@given(st.permutations([1, 2]))
def test_parallel_steps_are_signed_in_any_order(order: list[int]) -> None:
    paper = after(in_review(), done("step_signed", "乙", step=0))
    for step in order:
        paper = after(paper, done("step_signed", "丙", step=1) if step == 1 else reviewed())
    assert paper.turns == (3,)
    assert after(paper, done("signed", "戊", step=3, day=DAY)).state is State.SIGNED


def test_groups_follow_each_other() -> None:
    with pytest.raises(OutOfTurn, match="还没有轮到"):
        after(in_review(), done("step_signed", "丙", step=1))
    with pytest.raises(OutOfTurn, match="还没有轮到"):
        after(in_review(), done("signed", "戊", step=3, day=DAY))


def test_a_redraft_voids_what_was_signed_before_it_and_keeps_it_on_record() -> None:
    paper = after(in_review(), done("step_signed", "乙", step=0))
    paper = after(paper, done("redrafted", "甲", content=ID, commitment="d", gives="all"))
    assert (paper.state, paper.version, paper.signatures) == (State.DRAFT, 2, ())
    assert [(version, each.person) for version, each in paper.before] == [(1, "乙")]


def test_who_drafted_approves_nothing() -> None:
    with pytest.raises(NotApart, match="起草"):
        after(in_review(), done("step_signed", "甲", step=0))


def test_who_approved_does_not_review_for_secrecy() -> None:
    paper = after(in_review(), done("step_signed", "乙", step=0))
    with pytest.raises(NotApart, match="既“审核”又“保密审查”"):
        after(paper, reviewed("乙"))


def test_who_approved_one_step_does_not_approve_another() -> None:
    paper = after(in_review(), done("step_signed", "乙", step=0))
    with pytest.raises(NotApart, match="两次"):
        after(paper, done("step_signed", "乙", step=1))


@pytest.mark.parametrize(("signed_on", "says"), [(DAY - timedelta(1), "早于"), (DAY + timedelta(1), "")])
def test_no_step_is_signed_before_the_one_that_comes_first_or_before_the_draft(
    signed_on: date, says: str
) -> None:
    later = DAY + timedelta(days=1)
    first = done("step_signed", "己", step=0, signer="乙", signed_on=later, scan=ID)
    second = done("step_signed", "己", step=1, signer="丙", signed_on=DAY, scan=ID)
    with pytest.raises(OutOfTurn, match="早于前一步"):
        after(after(in_review(), first), second)
    third = done("step_signed", "己", step=0, signer="乙", signed_on=signed_on, scan=ID)
    if says:
        with pytest.raises(OutOfTurn, match=says):
            after(in_review(), third)
    else:
        assert after(in_review(), third).signatures


@pytest.mark.parametrize(("recorder", "signer"), [("甲", "乙"), ("乙", "乙")])
def test_who_drafted_or_signed_does_not_record_the_signature_on_paper(recorder: str, signer: str) -> None:
    with pytest.raises(NotApart):
        after(in_review(), done("step_signed", recorder, step=0, signer=signer, signed_on=DAY, scan=ID))


def test_who_recorded_a_signature_on_paper_signs_no_later_step() -> None:
    on_paper = done("step_signed", "己", step=0, signer="乙", signed_on=DAY, scan=ID)
    with pytest.raises(NotApart, match="登记"):
        after(after(in_review(), on_paper), done("step_signed", "己", step=1))


def test_a_signature_on_paper_needs_its_scan() -> None:
    with pytest.raises(OutOfTurn, match="扫描件"):
        after(in_review(), done("step_signed", "己", step=0, signer="乙", signed_on=DAY))


def test_a_review_that_forbids_what_the_reply_gives_returns_it() -> None:
    paper = after(in_review(), done("step_signed", "乙", step=0))
    paper = after(paper, reviewed(result="partly"))
    assert (paper.state, paper.signatures) == (State.RETURNED, ())
    assert [each.kind for _, each in paper.before] == ["step_signed", "secrecy_reviewed"]


@pytest.mark.parametrize(("gives", "result"), [("none", "may_not"), ("part", "partly"), ("none", "partly")])
def test_a_review_that_agrees_with_what_is_withheld_goes_on(gives: str, result: str) -> None:
    paper = after(in_review(gives), done("step_signed", "乙", step=0))
    assert after(paper, reviewed(result=result)).state is State.IN_REVIEW


@pytest.mark.parametrize(
    "steps",
    [
        CHAIN[:2] + CHAIN[3:],  # no review
        CHAIN[:3],  # no signing
        (*CHAIN, Step("备案", "approve", "leader", group=4)),  # something after it
        (*CHAIN[:2], CHAIN[2]._replace(group=3), CHAIN[3]),  # the review beside the signing
    ],
)
def test_a_chain_without_review_or_that_does_not_end_in_signing_is_refused(steps: tuple[Step, ...]) -> None:
    with pytest.raises(OutOfTurn):
        steps_of(step.said() for step in steps)


def test_a_paper_that_discloses_is_never_issued_by_one_seat() -> None:
    with pytest.raises(OutOfTurn, match="审批流程"):
        after(fold([drafted("part")]), done("issued", day=DAY))


def test_what_has_gone_out_is_not_voided() -> None:
    paper = fold([drafted("none"), done("issued", day=DAY), done("dispatched", route="post", day=DAY)])
    with pytest.raises(OutOfTurn, match="已经发出"):
        after(paper, done("voided", reason="重复"))
