"""How an application ends: the situations of tests/cases/outcomes.toml as endings, and what a reply of several parts is."""

from collections.abc import Sequence

import pytest

from mingbai.errors import Refused
from mingbai.outcomes import (
    applicants,
    block_of,
    column_of,
    dominant,
    ending,
    endings,
    ends_as,
    matters,
    results,
)
from mingbai.report import form
from tests.core.law.cases import cases

PARTS = {
    "already_published": ["already_public"],
    "provided": ["granted"],
    "provided_later": ["granted"],
    "severed_third_party": ["granted", "refused_third_party"],
    "severed_state_secret": ["granted", "refused_state_secret"],
    "severed_not_existing": ["granted", "not_existing"],
    "state_secret": ["refused_state_secret"],
    "prohibited_by_law": ["refused_prohibited_by_law"],
    "security_and_stability": ["refused_security_and_stability"],
    "third_party": ["refused_third_party"],
    "internal_affairs": ["refused_internal_affairs"],
    "process_information": ["refused_process_information"],
    "enforcement_file": ["refused_enforcement_file"],
    "company_registry_query": ["refused_administrative_query"],
    "property_registry_query": ["refused_administrative_query"],
    "not_existing": ["not_existing"],
    "other_organ": ["other_organ"],
    "needs_creation": ["needs_creation"],
    "still_unclear_after_amendment": ["still_unclear"],
    "second_amendment_not_allowed": ["still_unclear"],
    "complaint": ["petition"],
    "petition": ["petition"],
    "repeat": ["repeat"],
    "publication": ["publication"],
    "excessive": ["excessive"],
    "reconfirmation": ["reconfirmation"],
    "not_amended": ["not_amended"],
    "fee_unpaid": ["fee_unpaid"],
    "withdrawn": ["withdrawn"],
    "merged": ["merged"],
    "applicant_gone": ["applicant_gone"],
    "sent_on": ["referred"],
    "not_under_the_regulation": ["not_disclosure"],
}
"""What each situation of the cases is in our endings: the parts of the reply, or the one way in which it was closed."""

ONLY_IN_THE_ENDING = {
    "granted": {"第四十条"},  # the form in which it is provided: cited beside the ground of giving it
}
ONLY_IN_THE_CASE = {
    "reconfirmation": {
        "第二条",
        "第三十九条",
    },  # no express article; 第三十六条第六项 is the nearest (依据待核)
}


def cited(parts: Sequence[str]) -> set[str]:
    """Return what a reply of *parts* cites: of its whole, and of what is withheld in it."""
    whole = ends_as(parts)
    withheld = [ending(key) for key in parts if whole.partial and ending(key).row("2021") != "granted"]
    return {ground.article for each in (whole, *withheld) for ground in each.cites if ground.article}


@pytest.mark.parametrize("case", cases("outcomes"))
def test_a_situation_is_counted_in_the_row_that_the_form_has_for_it(case: dict) -> None:
    whole = ends_as(PARTS[case["situation"]])
    assert whole.row("2021") == case["row_2021"]
    assert whole.row("2019") == case["row_2019"]


@pytest.mark.parametrize("case", cases("outcomes"))
def test_a_reply_cites_the_articles_that_the_law_has_for_it(case: dict) -> None:
    parts = PARTS[case["situation"]]
    key = ends_as(parts).key
    ours, wanted = (
        cited(parts),
        {each.removeprefix("政府信息公开信息处理费管理办法") for each in case["cites"]},
    )
    # A paragraph of an article is a citation of the article.
    assert {
        each for each in ours if not any(each.startswith(one) for one in wanted)
    } == ONLY_IN_THE_ENDING.get(key, set())
    assert {each for each in wanted if not any(one.startswith(each) for one in ours)} == ONLY_IN_THE_CASE.get(
        key, set()
    )


def test_every_ending_but_the_catch_all_has_a_situation_in_the_cases() -> None:
    told = {key for parts in PARTS.values() for key in parts} | {"partly_granted"}
    assert set(endings()) - told == {"other"}
    assert PARTS.keys() == {each.values[0]["situation"] for each in cases("outcomes")}


@pytest.mark.parametrize("edition", ["2021", "2019"])
def test_every_outcome_row_of_a_form_has_an_ending_and_no_ending_another_row(edition: str) -> None:
    rows = {row.key for row in form.of(edition).table("applications").rows}
    sums = {"new", "carried_in", "handled", "carried_out"}
    assert {each.row(edition) for each in endings().values()} == rows - sums


@pytest.mark.parametrize(
    ("parts", "counted"),
    [
        (["granted"], "granted"),
        (["granted", "already_public"], "granted"),
        (["already_public", "granted"], "already_public"),
        (["granted", "refused_third_party"], "partly_granted"),
        (["refused_third_party", "already_public"], "partly_granted"),
        (["partly_granted"], "partly_granted"),
        (["granted", "partly_granted"], "partly_granted"),
        (["granted", "not_existing", "petition"], "partly_granted"),
        (["refused_process_information", "refused_state_secret"], "refused_state_secret"),
        (["not_existing", "refused_enforcement_file"], "refused_enforcement_file"),
        (["petition", "not_existing"], "not_existing"),
    ],
)
def test_one_reply_ends_in_one_way(parts: list[str], counted: str) -> None:
    assert ends_as(parts).key == counted


def test_of_several_grounds_the_officer_may_name_the_one_that_is_counted() -> None:
    parts = ["refused_state_secret", "not_existing"]
    assert ends_as(parts, counted_as="not_existing").key == "not_existing"
    with pytest.raises(Refused, match="petition 不在答复的各项结果之中") as refused:
        ends_as(parts, counted_as="petition")
    assert "petition is none of" in refused.value.en


def test_a_part_given_is_counted_so_whatever_the_officer_names() -> None:
    parts = ["granted", "refused_state_secret"]
    assert ends_as(parts, counted_as="refused_state_secret").key == "partly_granted"


def test_the_dominant_ground_does_not_hang_on_the_order_of_the_parts() -> None:
    parts = [ending(key) for key in ("not_existing", "refused_third_party", "refused_internal_affairs")]
    assert dominant(parts) == dominant(parts[::-1]) == ending("refused_third_party")


def test_a_reply_without_an_outcome_or_with_an_unknown_one_is_refused() -> None:
    with pytest.raises(Refused, match="没有结果"):
        ends_as([])
    with pytest.raises(Refused, match="没有 lost 这种结果（可选：already_public、"):
        ends_as(["granted", "lost"])


@pytest.mark.parametrize("key", list(endings()))
def test_every_ending_says_what_the_reply_cites_and_carries(key: str) -> None:
    found = ending(key)
    assert bool(found.cites) is (key not in ("withdrawn", "merged", "applicant_gone", "other"))
    assert all(found.words)
    assert bool(found.carries) is found.replies, (
        "a reply carries something; a closing without one has no reader"
    )
    assert all(each.words.zh and each.words.en for each in found.carries)
    refuses = found.row("2021").startswith("refused_") and key != "refused_administrative_query"
    if refuses or found.partial:
        assert "reasons" in {each.key for each in found.carries}, "条例第三十六条第三项：说明理由"


def test_what_closes_a_case_without_a_reply_is_in_the_rows_of_other_handling_only() -> None:
    closing = {key for key, each in endings().items() if not each.replies}
    assert closing == {"not_amended", "fee_unpaid", "withdrawn", "merged", "applicant_gone"}
    assert {ending(key).row("2019") for key in closing} == {"other"}


@pytest.mark.parametrize(
    ("result", "after", "block", "cell"),
    [
        ("upheld", False, "reconsideration", "upheld"),
        ("request_dismissed", True, "reconsideration", "upheld"),
        ("quashed", False, "reconsideration", "corrected"),
        ("not_accepted", False, "reconsideration", "other"),
        ("terminated", False, "reconsideration", "other"),
        ("pending", False, "reconsideration", "pending"),
        ("claim_dismissed", False, "litigation", "upheld"),
        ("claim_dismissed", True, "litigation_after_reconsideration", "upheld"),
        ("judgment_ordered", False, "litigation", "corrected"),
        ("suit_withdrawn", True, "litigation_after_reconsideration", "other"),
        ("suit_pending", False, "litigation", "pending"),
    ],
)
def test_a_remedy_is_counted_in_its_cell(result: str, after: bool, block: str, cell: str) -> None:
    assert block_of(result, after_reconsideration=after) == (block, cell)


def test_every_cell_of_the_third_table_can_be_reached_by_a_result() -> None:
    reached = {(each.stage, each.cell) for each in results().values()}
    cells = ("upheld", "corrected", "other", "pending")
    assert reached == {(stage, cell) for stage in ("reconsideration", "litigation") for cell in cells}


def test_a_result_that_there_is_not_is_refused() -> None:
    with pytest.raises(Refused, match="没有 lost 这种复议或诉讼结果"):
        block_of("lost", after_reconsideration=False)


@pytest.mark.parametrize("case", cases("results"))
def test_a_result_is_counted_in_the_cell_that_the_rules_name(case: dict) -> None:
    placed = block_of(case["result"], after_reconsideration=case.get("after_reconsideration", False))
    assert placed == (case["block"], case["cell"])


@pytest.mark.parametrize("case", cases("intake"))
def test_what_counts_and_in_which_column(case: dict) -> None:
    if "applicant" in case:
        assert column_of(case["applicant"], agent=case.get("agent")) == case["column"]
    else:
        assert matters()[case["matter"]].counts is case["counts"]


def test_a_kind_of_applicant_that_there_is_not_is_refused() -> None:
    with pytest.raises(Refused, match="没有 lawyer 这种申请人"):
        column_of("natural_person", agent="lawyer")


def test_every_column_of_the_table_has_a_kind_of_applicant() -> None:
    assert {each.column for each in applicants().values()} == {
        "natural_person", "business", "research", "public_interest", "legal_service", "other",
    }  # fmt: skip


def test_the_main_paragraph_is_filled_with_the_matter_and_what_the_reply_carries() -> None:
    said = ending("granted").says("2024年度预算", {"provided": "复印件三份"})
    assert said == (
        "你申请公开的2024年度预算可以公开。依照《政府信息公开条例》第三十六条第二项、第四十条，向你提供：复印件三份。"
    )
    facts = {"reasons": "涉密", "classification": "机密级", "more": "不用"}
    assert "（机密级）" in ending("refused_state_secret").says("图纸", facts)


@pytest.mark.parametrize("facts", [{}, {"provided": ""}])
def test_a_paragraph_that_lacks_what_it_has_to_carry_is_refused_by_name_and_article(
    facts: dict[str, str],
) -> None:
    with pytest.raises(Refused) as refused:
        ending("granted").says("预算", facts)
    assert "答复还应当载明：提供的信息，或者获取的方式、途径和时间" in refused.value.zh
    assert "第三十六条第二项）" in refused.value.zh
    assert "the reply has to carry as well: what is provided" in refused.value.en
    assert "art. 36 item 2)" in refused.value.en


def test_all_that_is_missing_is_named_and_nothing_that_is_there() -> None:
    with pytest.raises(Refused) as refused:
        ending("partly_granted").says("预算", {"provided": "第一章"})
    assert "载明：不予公开部分的依据、不予公开部分的理由（" in refused.value.zh
    assert "the ground of what is withheld, the reasons for what is withheld (" in refused.value.en
    assert "公开的部分、" not in refused.value.zh


def test_an_ending_that_cites_nothing_is_refused_under_the_article_on_replies() -> None:
    with pytest.raises(Refused, match="第三十六条") as refused:
        ending("other").says("预算", {})
    assert "art. 36" in refused.value.en


@pytest.mark.parametrize("key", [key for key, each in endings().items() if each.replies])
def test_every_paragraph_can_be_filled_and_leaves_no_brace(key: str) -> None:
    found = ending(key)
    said = found.says("某信息", {means.key: f"〔{means.key}〕" for means in found.carries})
    assert "{" not in said
    assert all(f"〔{means.key}〕" in said for means in found.carries)
    assert ("某信息" in said) is ("{matter}" in found.paragraph)


def test_a_row_of_the_report_is_no_outcome_and_the_outcomes_counted_in_it_are_named() -> None:
    with pytest.raises(Refused) as refused:
        ending("declined_repeat")
    assert refused.value.zh == "declined_repeat 是年报的一行，不是处理结果；计入这一行的有：repeat"
    assert (
        refused.value.en
        == "declined_repeat is a row of the report, not an outcome; counted in it are: repeat"
    )
    with pytest.raises(Refused, match="计入这一行的有：withdrawn、") as several:
        ending("other_remaining")
    assert "counted in it are: withdrawn, " in several.value.en
    with pytest.raises(Refused, match="没有 lost 这种结果") as unknown:
        ending("lost")
    assert "known: already_public, " in unknown.value.en


def test_what_is_unknown_is_told_with_what_is_known_in_both_languages() -> None:
    with pytest.raises(Refused) as applicant:
        column_of("lawyer")
    assert "可选：" in applicant.value.zh
    assert "there is no kind of applicant lawyer (known: " in applicant.value.en
    with pytest.raises(Refused) as result:
        block_of("lost", after_reconsideration=True)
    assert "there is no result lost of a reconsideration or suit" in result.value.en
    with pytest.raises(Refused) as nothing:
        ends_as([])
    assert nothing.value.en == "a reply has no outcome"


def test_what_gives_is_what_the_rows_of_granting_count() -> None:
    assert {key for key, each in endings().items() if each.gives} == {
        key for key, each in endings().items() if each.row("2021") in ("granted", "partly_granted")
    }
    assert ending("granted").row("1999") is None
