"""What a text is found by, without a database: what a query is, and what it is never taken for."""

import re

import pytest

from mingbai_web.search.tokens import asked, normal, pairs, tokens


def test_han_characters_go_in_as_overlapping_pairs_and_words_as_they_are() -> None:
    assert pairs(normal("清河路改造 XA123 2025年")) == ("清河", "河路", "路改", "改造", "xa123", "2025")


def test_width_case_and_invisible_signs_make_no_difference() -> None:
    assert normal("ＡＢ１２《清河》\u200b路") == normal("ab12 清河 路") == "ab12 清河 路"


def test_a_rare_character_is_found_and_spelt_so_that_no_database_takes_it_apart() -> None:
    said = normal("𫚉鱼滩围垦")
    found = asked("𫚉鱼")
    assert found is not None
    assert found.answers(said)
    assert set(found.tokens) <= set(tokens(said))
    assert all(
        re.fullmatch("[0-9a-z\u3400-\u9fff]+", token) for token in tokens(normal("𫚉鱼 Ωμέγα \ue8a5某 〇年"))
    )


@pytest.mark.parametrize(
    "text", ["", " ", "清", "7", "《》", "''''", '"', "AND", "*", "清 河", "\0", "\ud800", "（）" * 500]
)
def test_what_asks_nothing_is_nothing_or_a_word_and_never_an_operator(text: str) -> None:
    found = asked(text)
    assert found is None or found.tokens == ("and",)


@pytest.mark.parametrize(
    "text", ["清河 OR 1=1", '"清河" NOT 路\'', "a:* & !b", "清" * 10**6, "x" * 10**6, "NEAR(清河 路改, 3)"]
)
def test_tokens_of_hostile_queries_are_letters_and_digits(text: str) -> None:
    found = asked(text)
    assert found is not None
    assert all(token.isalnum() for token in found.tokens)
    assert len(found.tokens) <= 200


@pytest.mark.parametrize(
    ("query", "text", "stands"),
    [
        ("12号", "申〔2026〕12号", True),
        ("12号", "申〔2026〕112号", False),
        ("12号", "清河路12号楼", True),
        ("申〔2026〕1号", "申〔2026〕12号", False),
        ("申[2026]12号", "申〔2026〕12号", True),
        ("改造 清河", "清河区老旧小区改造", True),
        ("河改", "清河 改造", False),
        ("26", "2026", False),
        ("xa1", "EMS XA1 已收", True),
    ],
)
def test_a_query_stands_in_a_text_or_does_not(query: str, text: str, stands: bool) -> None:
    found = asked(query)
    assert found is not None
    assert found.answers(normal(text)) is stands
