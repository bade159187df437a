"""What each letter says, what it has to carry, and what the linter finds when something is left out."""

from dataclasses import replace
from typing import Any

import pytest

from mingbai.errors import Refused
from mingbai.lifecycle import acts
from mingbai.outcomes import endings
from mingbai_web.papers.letters import Letter, Part
from mingbai_web.papers.lint import missing
from mingbai_web.papers.wording.kinds import kind, kinds
from tests.core.law.cases import cases
from tests.web.papers.fictional import DAY, FACTS, MATTER, SENDER, SETTINGS, answered, made

CASES = cases("letters")
OTHER = [key for key in kinds() if key != "reply"]


def lacks(letter: Letter) -> str:
    return "；".join(words.zh for words in missing(letter, settings=SETTINGS))


@pytest.mark.parametrize("case", CASES)
def test_a_reply_says_what_its_outcome_has_to_say(case: dict[str, Any]) -> None:
    letter = answered(Part(case["ending"], MATTER, case["facts"]))
    text = "".join(letter.paragraphs)
    assert [said for said in case["says"] if said not in text] == []
    assert MATTER in text
    assert ("应当自收到本答复之日起" in letter.remedies[0]) is case["review_first"]
    assert lacks(letter) == ""


@pytest.mark.parametrize("case", CASES)
def test_a_reply_whose_reasons_were_edited_away_may_not_go_out(case: dict[str, Any]) -> None:
    letter = answered(Part(case["ending"], MATTER, case["facts"]))
    cut = replace(letter, paragraphs=letter.paragraphs[:1])
    assert "正文改动后不再写明" in lacks(cut)


def test_every_outcome_that_replies_has_its_case() -> None:
    told = {case.values[0]["ending"] for case in CASES}  # type: ignore[index, call-overload]
    assert told == {key for key, ending in endings().items() if ending.replies}


def test_what_is_closed_without_a_reply_has_no_letter() -> None:
    with pytest.raises(Refused, match="没有答复书"):
        answered(Part("withdrawn", MATTER, {}))


def test_an_outcome_without_what_it_has_to_carry_is_refused() -> None:
    with pytest.raises(Refused, match="检索的范围"):
        answered(Part("not_existing", MATTER, {}))


def test_parts_given_and_withheld_are_told_apart_under_article_37_and_review_comes_first() -> None:
    letter = answered(
        Part("granted", "立项批复", {"provided": "复制件一份"}),
        Part("not_existing", "验收表", {"search": "检索了档案室，没有结果"}),
        Part("refused_third_party", "账号", {"view": "不同意", "reasons": "属于个人隐私"}),
    )
    text = "".join(letter.paragraphs)
    assert letter.outcome is not None
    assert letter.outcome.key == "partly_granted"
    assert "第三十七条" in text
    assert "（一）你申请公开的立项批复" in text
    assert "（三）你申请公开的账号" in text
    assert letter.remedies[0].startswith("如不服，应当")
    assert lacks(letter) == ""


def test_an_organisation_is_addressed_as_one() -> None:
    text = "".join(answered(Part("granted", MATTER, {"provided": "复制件"}), organisation=True).paragraphs)
    assert "你单位申请公开的" in text
    assert "向你单位提供" in text


def test_remedies_are_counted_from_receipt_and_name_no_day_before_service_is_known() -> None:
    letter = answered(Part("granted", MATTER, {"provided": "复制件"}))
    assert "自收到本答复之日起60日内" in letter.remedies[0]
    assert "月" not in letter.remedies[0].replace("个月", "")
    assert "清河区人民政府" in letter.remedies[0]


def test_a_reply_without_the_name_of_the_reconsideration_organ_is_found_wanting() -> None:
    letter = answered(Part("granted", MATTER, {"provided": "复制件"}))
    nameless = replace(letter, sender=replace(SENDER, review_organ="")).on(DAY, settings=SETTINGS)
    assert "没有写明行政复议机关的名称" in lacks(nameless)


def test_a_reply_signed_under_another_law_than_it_was_drafted_under_is_made_anew() -> None:
    letter = answered(Part("refused_process_information", MATTER, {"reasons": "讨论记录"}))
    old = replace(letter, day=DAY.replace(year=2023))
    assert "救济途径不是成文之日的规定" in lacks(old)
    assert lacks(letter.on(DAY.replace(year=2023), settings=SETTINGS)) == ""


@pytest.mark.parametrize("key", OTHER)
def test_every_other_letter_filled_from_facts_lacks_nothing(key: str) -> None:
    letter = made(key)
    assert lacks(letter) == ""
    assert letter.title == kind(key).title


@pytest.mark.parametrize("key", OTHER)
def test_a_letter_is_found_wanting_for_each_fact_that_it_needs(key: str) -> None:
    for means in kind(key).needs:
        letter = made(key, **{means.key: ""})
        assert means.words.zh in lacks(letter), means.key


@pytest.mark.parametrize("key", OTHER)
def test_a_letter_that_no_longer_cites_its_article_is_found_wanting(key: str) -> None:
    letter = made(key)
    for ground in kind(key).cites:
        paragraphs = tuple(text.replace(ground.article, "有关条款") for text in letter.paragraphs)
        assert ground.article in lacks(replace(letter, paragraphs=paragraphs))


def test_a_blank_that_was_left_in_the_text_is_found() -> None:
    letter = made("told_enquiry")
    assert "空白" in lacks(replace(letter, paragraphs=(*letter.paragraphs, "联系电话：＿＿＿＿。")))


def test_deadlines_carry_their_weekday_and_half_width_digits() -> None:
    assert "2026年3月27日（星期五）以前" in "".join(made("amendment_notice").paragraphs)


def test_periods_of_the_law_are_those_of_the_day_of_the_letter() -> None:
    assert "15个工作日内" in "".join(made("third_party_consultation").paragraphs)


def test_a_letter_goes_with_a_step_of_the_case_or_with_none() -> None:
    letters = {str(key) for key, entry in acts().items() if entry.letter}
    without = {"received", "dispatched", "served"}  # a form; the reply is decided; a form
    assert {wording.act for wording in kinds().values() if wording.act} >= letters - without


def test_a_letter_read_back_is_the_letter() -> None:
    letter = answered(
        Part("granted", "甲", {"provided": "复制件"}), Part("not_existing", "乙", {"search": "没有"})
    )
    assert Letter.of(letter.as_json()) == letter
    assert FACTS["case"] in letter.facts.values()
