"""Any bytes become a page, or a refusal that says what to do."""

import struct
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mingbai.errors import Locked, MingbaiError, NeedsConversion, NeedsOcr, TooLarge, Unreadable
from mingbai.reading.archive import members
from mingbai.reading.decode import MOST_BYTES, decode

_STARTS = [
    b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b\x08", b"WARC/1.0\r\n",
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", b"<html>", b"<table><tr><td>", b"\xff\xfe",
    b"\xef\xbb\xbf", b"{\\rtf1", b"\x89PNG\r\n\x1a\n",
]  # fmt: skip
_NAMES = st.sampled_from(
    ["", "-", "a.html", "a.txt", "a.md", "a.doc", "a.wps", "a.pdf", "年报.docx", "a.xlsx"]
)


def archive(packing: int = zipfile.ZIP_DEFLATED, /, **members: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", packing) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/"), content)
    return held.getvalue()


@settings(max_examples=400)
@given(st.sampled_from(_STARTS), st.binary(max_size=400), _NAMES)
@example(b"", b"\0" * 50, "a.txt")
def test_nothing_but_our_own_errors_comes_out(start: bytes, rest: bytes, name: str) -> None:
    with suppress(MingbaiError):
        assert decode(start + rest, name=name).text.strip()


@settings(max_examples=150)
@given(st.sampled_from(["word/document.xml", "xl/workbook.xml", "content.xml"]), st.binary(max_size=200))
def test_a_broken_document_in_a_sound_archive_is_refused(part: str, content: bytes) -> None:
    data = archive(**{part.replace("/", "__"): content, "mimetype": b"opendocument.spreadsheet"})
    with suppress(MingbaiError):
        decode(data, name="a")


@settings(max_examples=150)
@given(st.sampled_from(_STARTS), st.binary(max_size=400))
def test_members_are_had_or_refused_one_by_one(start: bytes, rest: bytes) -> None:
    for name, content in members(start + rest, name="a"):
        assert isinstance(name, str)
        assert isinstance(content, bytes | MingbaiError)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"", "a.html", Unreadable),
        (b" \n", "a.txt", Unreadable),
        (bytes(range(256)) * 40, "a.txt", Unreadable),
        (b"\x7fELF\x02\x01\x01" + bytes(200), "a", Unreadable),
        (b"{\\rtf1\\ansi text}", "a.rtf", NeedsConversion),
        (archive(**{"OFD.xml": b"<ofd/>"}), "a.ofd", NeedsConversion),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "a.wps", NeedsConversion),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "a.png", NeedsOcr),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", Locked),
        (b"%PDF-1.4\nnothing", "a.pdf", Unreadable),
        (b"PK\x03\x04" + bytes(50), "a.docx", Unreadable),
        (b"<html><body><div></div></body></html>", "a.html", Unreadable),
        (archive(a=b"x", b=b"y"), "a.zip", Unreadable),
    ],
)
def test_each_refusal_is_of_its_kind(data: bytes, name: str, kind: type[MingbaiError]) -> None:
    with pytest.raises(kind) as refused:
        decode(data, name=name)
    assert refused.value.zh
    assert refused.value.en
    assert "\n" not in refused.value.zh + refused.value.en


def test_a_file_beyond_the_limit_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(TooLarge):
        decode(bytes(MOST_BYTES + 1), name="a.html")


def test_a_bomb_is_refused() -> None:
    with pytest.raises(TooLarge):
        decode(archive(word__document=b"", **{"word/document.xml": b" " * (65 << 20)}), name="a.docx")
    sheets = {f"xl/worksheets/sheet{number}.xml": b" " * (30 << 20) for number in range(4)}
    with pytest.raises(TooLarge):
        decode(archive(**{"xl/workbook.xml": b"<x/>"}, **sheets), name="a.xlsx")


def test_a_bomb_that_says_it_is_small_is_refused() -> None:
    size = 101 << 20
    data = archive(**{"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * size})
    with pytest.raises(TooLarge):
        decode(data.replace(struct.pack("<I", size), struct.pack("<I", 9)), name="a.xlsx")


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
@pytest.mark.parametrize(("part", "name"), [("xl/workbook.xml", "a.xlsx"), ("word/document.xml", "a.docx")])
def test_a_packing_that_unfolds_without_a_bound_is_refused(packing: int, part: str, name: str) -> None:
    with pytest.raises(Unreadable):
        decode(archive(packing, **{part: b"<x/>"}), name=name)
