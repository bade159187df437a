"""Types by content: what a file is called counts for nothing, and what is two things at once is neither."""

import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai_web.files.names import harmless
from mingbai_web.files.purposes import purposes
from mingbai_web.files.types import TYPES, BadFile, kind_of
from tests.web.files.making import docx, jpeg, packed, pdf, png, tiff, xlsx

MADE: dict[str, Callable[[], bytes]] = {
    "pdf": pdf,
    "docx": docx,
    "xlsx": xlsx,
    "jpeg": jpeg,
    "png": png,
    "tiff": tiff,
    "text": lambda: "王小满\n申请".encode(),
}


@pytest.mark.parametrize("key", sorted(MADE))
def test_a_file_is_what_it_holds(key: str) -> None:
    assert kind_of(MADE[key]()).key == key


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_text_in_any_charset_people_use(charset: str) -> None:
    assert kind_of("王小满的申请，𬱟".encode(charset)).key == "text"


@pytest.mark.parametrize("key", sorted(set(MADE) - {"text"}))
def test_a_file_with_an_archive_behind_it_is_refused(key: str) -> None:
    with pytest.raises(BadFile, match=r"夹带|不完整"):
        kind_of(MADE[key]() + packed(a=b"hidden"))


@pytest.mark.parametrize(
    "tail", [b"Rar!\x1a\x07\x01\x00hidden", b"<script>alert(1)</script>", b"MZ\x90\0" * 90]
)
@pytest.mark.parametrize("key", ["pdf", "jpeg", "png", "docx", "xlsx"])
def test_nothing_may_follow_the_end_of_a_file(key: str, tail: bytes) -> None:
    with pytest.raises(BadFile):
        kind_of(MADE[key]() + tail)


def test_a_picture_cut_short_is_refused() -> None:
    for made in (jpeg(), png(), pdf(), docx(), tiff()):
        with pytest.raises(BadFile):
            kind_of(made[: len(made) * 2 // 3])


def test_a_phones_second_picture_behind_the_first_is_no_stranger() -> None:
    assert kind_of(jpeg() + jpeg() + b"\0" * 30).key == "jpeg"


def test_a_page_of_html_in_the_head_of_a_pdf_or_picture_is_refused() -> None:
    with pytest.raises(BadFile):
        kind_of(b"<html>" + pdf())
    with pytest.raises(BadFile):
        kind_of(pdf().replace(b"\n", b"\n%<script>\n", 1))


def test_a_zip_with_something_before_it_or_a_comment_behind_is_refused() -> None:
    made = docx()
    with pytest.raises(BadFile):
        kind_of(b"%PDF-1.4\n" + made)
    out = BytesIO(made)
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = b"<html>"
    with pytest.raises(BadFile):
        kind_of(out.getvalue())


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "word\\..\\x",
        "C:x",
        "word/vbaProject.bin",
        "word/embeddings/a.xlsx",
        "x.exe",
    ],
)
def test_an_office_file_that_carries_a_stranger_is_refused(name: str) -> None:
    out = BytesIO(docx())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, b"x")
    with pytest.raises(BadFile):
        kind_of(out.getvalue())


def test_an_office_file_with_one_name_twice_is_refused() -> None:
    out = BytesIO(docx())
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<x/>")
    with pytest.raises(BadFile):
        kind_of(out.getvalue())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\0\0",
        b"<!doctype html><p>x",
        b"  <svg onload=alert(1)>",
        b"MZ\x90\0",
        b"\x7fELF",
        b"#!/bin/sh\nrm",
        b"{\\rtf1}",
        b"GIF89a\x01\0\x01\0",
        packed(a=b"x"),
        packed(mimetype=b"x"),
        b"PK\x03\x04" + b"\0" * 50,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"%PDF-1.7 without an end",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"II*\0\xff\xff\xff\xff",
        b"II*\0\x08\0\0\0",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
    ],
    ids=range(18),
)
def test_what_is_no_type_that_is_taken_is_refused_with_what_would_do(data: bytes) -> None:
    with pytest.raises(BadFile) as told:
        kind_of(data)
    assert "请" in told.value.zh


@given(
    st.binary(max_size=400),
    st.sampled_from(
        [
            b"",
            b"%PDF-",
            b"\xff\xd8\xff",
            b"\x89PNG\r\n\x1a\n",
            b"II*\0",
            b"MM\0*",
            b"PK\x03\x04",
            b"PK\x05\x06",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        ]
    ),
)
def test_any_bytes_are_a_type_or_refused(rest: bytes, start: bytes) -> None:
    with suppress(BadFile):
        assert kind_of(start + rest).key in TYPES


@pytest.mark.parametrize(
    ("given_", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\王\\申请.PDF", "申请.pdf"),
        ("申请\u202efdp.exe", "申请fdp.exe.pdf"),
        ("a\0b\r\nc.pdf", "abc.pdf"),
        ("..", "文件.pdf"),
        ("", "文件.pdf"),
        ("con.pdf", "文件con.pdf"),
        ("𬱟小满.pdf", "𬱟小满.pdf"),
        ('a"; x=<script>.pdf', "a__ x=_script_.pdf"),
        ("王" * 100_000 + ".pdf", "王" * 120 + ".pdf"),
    ],
)
def test_a_hostile_name_becomes_a_harmless_one(given_: str, kept: str) -> None:
    assert harmless(given_, TYPES["pdf"]) == kept


@given(st.text(max_size=60), st.sampled_from(sorted(TYPES)))
def test_no_name_leaves_its_folder_or_changes_its_suffix(name: str, key: str) -> None:
    made = harmless(name, TYPES[key])
    assert not set(made) & set('/\\\0\r\n<>:"|?*')
    assert made.endswith(TYPES[key].suffix)
    assert not made.startswith(".")
    assert harmless(made, TYPES[key]) == made


def test_every_purpose_takes_types_that_there_are() -> None:
    assert all(set(purpose.types) <= set(TYPES) for purpose in purposes().values())
