"""The folded text matches easily and every place in it leads back to the source."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.text.fold import fold

_CLEAN = "一、总体情况，2021年共收到政府信息公开申请522件，App用户可在微信e站查询。" * 20
_ALPHABET = "信息公開務覆議（）：１２％a(xin)gōngㄒㄧ@@ \u200b\u3000\xa0⼀，、\n\t9"


def test_forms_that_only_look_different_become_one() -> None:
    assert fold("（１）表：ＡＢ％；　\xa0⼀⻓").text == "(1)表:AB%;  一长"


def test_the_marks_of_a_sentence_stay() -> None:
    assert fold("一，二、三。四！五？〔2021〕【六】").text == "一，二、三。四！五？〔2021〕【六】"


def test_a_clean_text_keeps_its_latin_words_and_its_places() -> None:
    folded = fold(_CLEAN)
    assert folded.text == _CLEAN
    assert folded.at == range(len(_CLEAN))


def test_bracketed_syllables_are_taken_out_where_they_are_dense() -> None:
    source = "政(zheng)府(fu)信(xin)息(xi)公(gong)开(kai)年（nian）报" + "，附件见网站(App)"
    folded = fold(source)
    assert folded.text == "政府信息公开年报，附件见网站(App)"
    assert source[slice(*folded.span(2, 4))] == "信(xin)息"


def test_bare_syllables_are_taken_out_where_they_are_dense() -> None:
    assert (
        fold("政zheng府fu信xin息xi公gong开kai申shen请qing受shou理li件jian").text
        == "政府信息公开申请受理件jian"
    )


def test_tone_marks_give_noise_away_at_once() -> None:
    assert fold("政务(wù)公开(kāi)服务(wù)中心zhong的").text == "政务公开服务中心的"


def test_zhuyin_and_separators_are_taken_out() -> None:
    assert fold("政ㄓㄥ府ㄈㄨˇ信ㄒㄧㄣ息").text == "政府信息"
    assert fold("政@@府@@信@@息@@公@@开@@年@@度@@报").text == "政府信息公开年度报"


def test_zero_width_characters_are_taken_out() -> None:
    folded = fold("新\u200b收\ufeff5")
    assert folded.text == "新收5"
    assert folded.span(1, 3) == (2, 5)
    assert folded.span(3, 3) == (5, 5)


def test_traditional_script_is_folded_with_its_places() -> None:
    folded = fold("收到和處理政府信息公開申請情況")
    assert (folded.text, folded.script) == ("收到和处理政府信息公开申请情况", "hant")


@given(st.text(alphabet=_ALPHABET, max_size=200))
def test_places_rise_and_spans_are_valid(text: str) -> None:
    folded = fold(text)
    assert len(folded.at) == len(folded.text)
    assert folded.source_length == len(text)
    assert all(a < b for a, b in pairwise(folded.at))
    for start in range(len(folded.text) + 1):
        for end in (start, len(folded.text)):
            left, right = folded.span(start, end)
            assert 0 <= left <= right <= len(text)


@given(st.text())
def test_any_text_folds(text: str) -> None:
    folded = fold(text)
    assert len(folded.at) == len(folded.text)


@pytest.mark.slow
def test_a_clean_text_is_folded_in_no_time() -> None:
    text = (_CLEAN * 40)[:20_000]
    fold(text)
    best = 1.0
    for _ in range(20):
        started = time.process_time()
        fold(text)
        best = min(best, time.process_time() - started)
    assert best < 0.005  # measured: a tenth of it
