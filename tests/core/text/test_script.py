"""Simplified text has the length of its source, whatever the source is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.text.script import script, to_simplified


def test_a_simplified_text_comes_back_as_it_is() -> None:
    text = "乾隆年间的著作，" + "本机关依法公开政府信息" * 9
    assert to_simplified(text) is text


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("行政覆議與答覆", "行政复议与答复"),
        ("廣泛覆蓋、複蓋、顛覆", "广泛覆盖、覆盖、颠覆"),
        ("製度建設，編製報告，全麵提升", "制度建设，编制报告，全面提升"),
        ("聯係電話，係統，關係", "联系电话，系统，关系"),
        ("顯著成效，著名專著，著力推進，隨著發展", "显著成效，著名专著，着力推进，随着发展"),
        ("臺賬、台帳與平臺", "台账、台账与平台"),
        ("曆史與歷史，週年，於是，佈置", "历史与历史，周年，于是，布置"),
        ("為人民群眾，爲人民羣衆", "为人民群众，为人民群众"),
        ("衹有一隻，館舘，攷覈", "只有一只，馆馆，考核"),
        ("資訊公開，透過網路，規範性檔案，檔案館", "信息公开，通过网络，规范性文件，档案馆"),
    ],
)
def test_traditional_text_is_read_as_we_write_it(traditional: str, simplified: str) -> None:
    assert to_simplified(traditional) == simplified


@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x2FFFF, exclude_categories=["Cs"])))
def test_the_length_is_kept(text: str) -> None:
    assert len(to_simplified(text)) == len(text)


@given(st.text(alphabet="行政覆議複製資訊網路檔案規範著乾係裏臺颱衹隻甚麼計畫後裡麵軟體", max_size=40))
def test_the_length_is_kept_where_words_are_mapped(text: str) -> None:
    assert len(to_simplified(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("本机关依法公开政府信息", "hans"),
        ("本機關依法公開政府資訊", "hant"),
        ("本機關依法公開政府資訊，" * 9 + "无码视频在线观看" * 9, "mixed"),
        ("2021", "hans"),
        ("", "hans"),
        ("依法公开政府信息" * 20 + "龍", "hans"),
    ],
)
def test_the_script_is_told(text: str, kind: str) -> None:
    assert script(text) == kind
