"""Archives give their documents one by one; what cannot be had says why."""

import gzip
import zipfile
from io import BytesIO

from mingbai.errors import Locked, MingbaiError, TooLarge, Unreadable
from mingbai.reading.archive import is_container, members
from mingbai.reading.decode import decode

_PAGE = "<html><body><p>某区政府信息公开工作年度报告</p></body></html>"


def zipped(files: dict[str, bytes]) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return held.getvalue()


def record(
    kind: str, address: str, body: bytes, content_type: str = "application/http; msgtype=response"
) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def answer(body: bytes, status: str = "200 OK", **headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", *(f"{name.replace('_', '-')}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def test_names_in_gbk_are_read() -> None:
    data = zipped({"ABCD.html": _PAGE.encode()})
    data = data.replace(b"ABCD", "年报".encode("gbk"))
    assert [name for name, _ in members(data, name="a.zip")] == ["a.zip/年报.html"]


def test_an_archive_in_an_archive_is_opened_once_and_no_deeper() -> None:
    inner = zipped({"c.txt": b"x"})
    middle = zipped({"b.txt": b"y", "deeper.zip": inner})
    found = dict(members(zipped({"a.txt": b"z", "in.zip": middle}), name="top.zip"))
    assert found["top.zip/a.txt"] == b"z"
    assert found["top.zip/in.zip/b.txt"] == b"y"
    assert isinstance(found["top.zip/in.zip/deeper.zip"], TooLarge)


def test_a_locked_or_swollen_member_does_not_stop_the_others() -> None:
    data = bytearray(zipped({"bomb.txt": b"0" * (65 << 20), "good.txt": b"x", "lock.txt": b"y"}))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 8] |= 1
    found = dict(members(bytes(data), name="a"))
    assert isinstance(found["a/bomb.txt"], TooLarge)
    assert found["a/good.txt"] == b"x"
    assert isinstance(found["a/lock.txt"], Locked)


def test_what_is_no_container_is_its_own_only_member() -> None:
    assert list(members(_PAGE.encode(), name="a.html")) == [("a.html", _PAGE.encode())]
    assert not is_container(_PAGE.encode())
    assert list(members(gzip.compress(_PAGE.encode()), name="a.html.gz")) == [("a.html", _PAGE.encode())]


def test_a_web_archive_gives_its_pages_with_their_addresses() -> None:
    page = _PAGE.encode("gbk")
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (page[:20], page[20:])) + b"0\r\n\r\n"
    records = [
        record("warcinfo", "", b"software: x", "application/warc-fields"),
        record("request", "http://a.example/", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", "http://a.example/1", answer(page, Content_Type="text/html; charset=gbk")),
        record("response", "http://a.example/2", answer(chunked, Transfer_Encoding="chunked")),
        record("response", "http://a.example/3", answer(gzip.compress(page), Content_Encoding="gzip")),
        record("response", "http://a.example/4", answer(b"gone", "404 Not Found")),
        record("response", "http://a.example/5", answer(b"\x89PNG", Content_Type="image/png")),
        record("resource", "http://a.example/6", page, "text/html"),
    ]
    expected = [(f"http://a.example/{number}", page) for number in (1, 2, 3, 6)]
    assert list(members(b"".join(records), name="a.warc")) == expected
    packed = b"".join(map(gzip.compress, records))
    assert list(members(BytesIO(packed), name="a.warc.gz")) == expected
    assert decode(page, name="http://a.example/1").text == "某区政府信息公开工作年度报告"


def test_a_cut_web_archive_gives_what_it_has_and_says_so() -> None:
    whole = record("response", "http://a.example/1", answer(b"<p>x"))
    found = list(members(whole + whole[:-20], name="a.warc"))
    assert found[0] == ("http://a.example/1", b"<p>x")
    assert isinstance(found[1][1], MingbaiError)
    packed = gzip.compress(whole) + gzip.compress(whole)[:-12]
    assert isinstance(list(members(packed, name="a.warc.gz"))[-1][1], Unreadable)


def test_a_page_saved_whole_is_read_by_its_main_part() -> None:
    head = 'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="=_x"\r\n\r\n'
    body = (
        "--=_x\r\nContent-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<p>=B9=AB=BF=AA=C4=EA=B1=A8</p>\r\n--=_x\r\nContent-Type: image/png\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--=_x--\r\n"
    )
    page = decode((head + body).encode(), name="a.mhtml")
    assert (page.text, page.charset, page.media_type) == ("公开年报", "gb18030", "multipart/related")


def test_markdown_with_tables_of_html_has_grids_and_keeps_its_lines() -> None:
    page = decode(
        "# 年报\n\n第一段\n<table><tr><td>新收</td><td>5</td></tr></table>\n尾\n".encode(), name="a.md"
    )
    assert page.text == "# 年报\n\n第一段\n新收\t5\n\n尾\n"
    assert [page.text[slice(*cell.span)] for cell in page.grids[0].cells] == ["新收", "5"]


def test_plain_text_is_as_it_was_but_for_its_line_ends() -> None:
    page = decode("\ufeff一\r\n二  三\f四|5|\r".encode(), name="a.txt")
    assert (page.text, page.breaks, page.media_type) == ("一\n二  三\f四|5|\n", (6,), "text/plain")
