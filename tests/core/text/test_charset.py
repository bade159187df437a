"""The bytes decide, not what the page says of itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.text.charset import decode

_HANS = "某区二〇二一年政府信息公开工作年度报告，本机关依法主动公开，共收到申请522件。镕喆"
_HANT = "某區政府信息公開工作年度報告，本機關依法主動公開，共收到申請522件。"


@pytest.mark.parametrize("declared", [None, "gb2312", "big5", "iso-8859-1", "utf-8", "no-such-charset"])
@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (_HANS, "utf-8"),
        (_HANS, "gb18030"),
        (_HANT, "gb18030"),
        (_HANT, "big5hkscs"),
        (_HANS, "utf-16-le"),
        (_HANS, "utf-16-be"),
    ],
)
def test_the_charset_is_found_whatever_is_declared(text: str, charset: str, declared: str | None) -> None:
    assert decode(text.encode(charset), declared) == (text, charset)


def test_a_gb2312_meta_is_not_believed_when_utf8_decodes() -> None:
    page = f'<meta charset="gb2312"><p>{_HANS}</p>'
    assert decode(page.encode(), "gb2312") == (page, "utf-8")


def test_a_page_of_mostly_ascii_in_gb_is_gb() -> None:
    page = "<div class=nav>" + "<a href=/index.html>home</a>" * 500 + "公开</div>"
    assert decode(page.encode("gbk"), "iso-8859-1") == (page, "gb18030")


@pytest.mark.parametrize(
    ("mark", "codec"), [("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("utf-32", "utf-32-le")]
)
def test_a_byte_order_mark_is_dropped_and_believed(mark: str, codec: str) -> None:
    assert decode(_HANS.encode(mark)) == (_HANS, codec)


def test_a_cut_tail_does_not_turn_utf8_into_gb() -> None:
    text, charset = decode(_HANS.encode()[:-1])
    assert charset == "utf-8"
    assert text[:-1] == _HANS[:-1]


def test_broken_bytes_become_the_replacement_character() -> None:
    text, charset = decode(_HANS.encode()[:30] + b"\xff\xfe" + _HANS.encode()[30:])
    assert charset == "utf-8"
    assert text == _HANS[:12] + "\ufffd\ufffd" + _HANS[12:] or "\ufffd" in text


def test_a_page_from_elsewhere_is_read_as_it_declares() -> None:
    text = "これは日本の報告書です。"
    assert decode(text.encode("shift-jis"), "shift_jis")[0] == text


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "gb2312", "utf-16", "hex", "rot13", "idna", "\0", "utf-7"]),
)
def test_no_bytes_make_it_fail(data: bytes, declared: str | None) -> None:
    text, _ = decode(data, declared)
    assert isinstance(text, str)


@given(
    st.text(alphabet="政府信息公开年度报告申请件，。0123456789 ", min_size=12).filter(
        lambda s: not s.isascii()
    )
)
def test_gb_text_comes_back(text: str) -> None:
    assert decode(text.encode("utf-8"))[0] == text
