"""Markings of secrecy: what bears one is caught, what only speaks of secrets passes, whatever its length."""

import time
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.errors import Refused
from mingbai.screening.markings import hold, refusal, rules, screen, typed

CORPUS = tomllib.loads(Path(__file__).with_name("markings.toml").read_text("utf-8"))
LEVELS = st.sampled_from(["绝密", "机密", "秘密", "機密", "絕密"])
STARS = st.sampled_from("★☆✩⭐")
TERMS = st.sampled_from(["10年", "长期", "6个月", "三十年", "", "启用前", "2030年1月1日"])
GAPS = st.sampled_from(["", " ", "　", "  "])
PROSE = st.text(
    alphabet="的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可", max_size=60
)


def test_every_marked_text_is_caught_and_every_harmless_one_passes() -> None:
    missed = [text for text in CORPUS["marked"] if not screen(text)]
    wrong = [text for text in CORPUS["harmless"] if screen(text)]
    caught = len(CORPUS["marked"]) - len(missed)
    recall, precision = caught / len(CORPUS["marked"]), caught / (caught + len(wrong))
    assert (recall, precision) == (1.0, 1.0), f"missed: {missed}; wrongly refused: {wrong}"


def test_every_rule_is_needed_by_a_text_of_the_corpus() -> None:
    hit = {marking.rule.id for text in CORPUS["marked"] for marking in screen(text)}
    assert {rule.id for rule in rules()} == hit


def test_every_rule_says_its_ground_and_how_sure_it_is() -> None:
    assert all(rule.grounds and all(law and status for law, _, status in rule.grounds) for rule in rules())


@given(PROSE, LEVELS, GAPS, STARS, GAPS, TERMS, PROSE)
def test_a_starred_level_is_caught_wherever_it_stands(
    before: str, level: str, gap: str, star: str, other: str, term: str, after: str
) -> None:
    text = f"{before}\n{level[0]}{gap}{level[1]}{gap}{star}{other}{term}\n{after}"
    (marking, *_) = screen(text)
    assert (marking.rule.kind, marking.line) == ("secret", 2)
    assert text[marking.span[0] : marking.span[1]].startswith(level[0])


@given(PROSE)
def test_prose_without_a_word_of_secrets_bears_no_marking(text: str) -> None:
    assert screen(text) == []


@given(st.text(alphabet="绝机秘密★*年内部资料注意保存工作：级\n “”（） 1", max_size=80))
def test_screening_answers_for_any_text_with_places_inside_it(text: str) -> None:
    found = screen(text)
    spans = [marking.span for marking in found]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@pytest.mark.parametrize("kind", ["secret", "internal", "work"])
def test_a_refusal_says_the_lawful_way_out_and_nothing_of_the_text(kind: str) -> None:
    error = refusal(next(rule for rule in rules() if rule.kind == kind))
    assert "不能登记" in error.zh
    assert "文号" in error.zh
    assert "\n" not in error.zh + error.en


def test_what_bears_a_marking_is_not_held() -> None:
    with pytest.raises(Refused, match="涉密渠道") as told:
        hold("机密★10年\n某工程选址在临水路")
    assert "临水路" not in str(told.value)
    hold("不属于国家秘密")
    with pytest.raises(Refused):
        hold("不属于国家秘密", "机密★10年")


@pytest.mark.parametrize("word", ["秘密", "内部", "工作秘密", "内部资料"])
def test_a_level_that_is_all_a_field_says_marks_no_paper_but_the_head_of_a_pasted_one_does(word: str) -> None:
    assert typed(word) == []
    assert typed(f"{word}\n关于临水路选址的报告") != []
    assert typed("机密★10年") != []


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "王" * 1_000_000,
        "机密" * 500_000,
        "密级：" * 330_000,
        "机 " * 500_000,
        "“机密" * 330_000,
        "\n" * 1_000_000,
        "秘密\n" * 330_000,
        "内部资料" * 250_000,
        "密" + " " * 999_999,
        "“机密★" * 250_000,
    ],
    ids=range(10),
)
def test_a_million_characters_are_screened_within_seconds(text: str) -> None:
    began = time.process_time()
    screen(text)
    assert time.process_time() - began < 10
