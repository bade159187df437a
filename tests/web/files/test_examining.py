"""Screening of uploads: whatever part of a document bears the marking, and whatever the document does to its reader."""

import os
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from io import BytesIO

import pytest

from mingbai_web.files import apart
from mingbai_web.files.apart import texts
from mingbai_web.files.examining import Marked, examine
from mingbai_web.files.types import TYPES, BadFile
from tests.web.files.making import added, docx, form, jpeg, noted, packed, pdf, png, xlsx

MARK = "机密★10年"


def taken(data: bytes, purpose: str = "attachment", name: str = "附件"):  # type: ignore[no-untyped-def]
    return examine(data, name=name, purpose=purpose)


@pytest.mark.parametrize(
    "data",
    [
        docx(MARK, "清河区某局文件"),
        docx("正文", header=MARK),
        docx("正文", comment=MARK),
        xlsx("申请编号", MARK),
        xlsx("申请编号", hidden=MARK),
        pdf(MARK),
        pdf(f"正文</p><p>{MARK}</p><p>", pages=3),
        f"{MARK}\n正文".encode("gb18030"),
        f"{MARK}\n正文".encode("utf-16"),
        "機密★10年\n正文".encode("big5hkscs"),
        form(MARK),
        noted(MARK),
        added(
            docx(), "word/header9.xml", f"<w:p xmlns:w='w' xmlns:v='v'><v:textpath string='{MARK}'/></w:p>"
        ),
        added(docx(), "word/drawing.xml", f"<w:p xmlns:w='w'><w:docPr descr='{MARK}'/></w:p>"),
        added(docx(), "customXml/item9.xml", f"<said>{MARK}</said>"),
        added(xlsx(), "xl/more.xml", f"<sheets><sheet name='{MARK}'/></sheets>"),
        added(xlsx(), "xl/more.xml", f'<c><f>"{MARK}"&amp;A1</f></c>'),
    ],
    ids=[
        "docx",
        "header",
        "properties",
        "xlsx",
        "hidden sheet",
        "pdf",
        "pages",
        "gb18030",
        "utf-16",
        "big5",
        "field of a form",
        "note on a page",
        "watermark",
        "what a picture shows",
        "data of a document",
        "name of a sheet",
        "formula",
    ],
)
def test_a_marking_in_any_part_of_a_document_is_found(data: bytes) -> None:
    with pytest.raises(Marked, match="涉密渠道") as told:
        taken(data)
    assert told.value.rule == "secret/starred"


def test_what_a_note_on_a_page_draws_is_read_as_what_it_says_is() -> None:
    said = "".join(texts(TYPES["pdf"], noted("便条", drawn="drawn")))
    assert [word in said for word in ("page", "便条", "drawn")] == [True] * 3


def test_a_marking_in_the_name_of_a_file_is_found() -> None:
    with pytest.raises(Marked):
        taken(png(), name="机密★10年 选址.png")


def test_a_word_typed_in_pieces_is_read_as_one() -> None:
    from docx import Document

    document = Document()
    paragraph = document.add_paragraph()
    for piece in ("机", "密", "★", "10年"):
        paragraph.add_run(piece)
    out = BytesIO()
    document.save(out)
    with pytest.raises(Marked):
        taken(out.getvalue())


@pytest.mark.parametrize(
    "data", [docx("不属于国家秘密、商业秘密"), xlsx("密级：无"), pdf("保守国家秘密法"), b"a"]
)
def test_a_harmless_document_passes_and_its_text_was_looked_at(data: bytes) -> None:
    assert taken(data).screened == "text"


def test_a_picture_passes_and_is_said_to_be_unread() -> None:
    assert taken(jpeg()).screened == "no text"
    assert taken(pdf("<svg width='9' height='9'><rect width='9' height='9'/></svg>")).screened == "no text"


def test_what_a_purpose_does_not_take_is_refused_with_what_it_does() -> None:
    with pytest.raises(BadFile, match="请用PDF、JPEG 图片、PNG 图片"):
        taken(docx(), "identity")
    with pytest.raises(BadFile, match="最大 10 MB"):
        taken(b"%PDF-" + b"\0" * (10 * 1024 * 1024), "identity")


def test_a_stream_is_read_no_further_than_the_limit() -> None:
    class Endless(BytesIO):
        asked = 0

        def read(self, size: int | None = -1) -> bytes:
            assert size is not None
            assert size > 0
            self.asked += size
            return b"\0" * size

    stream = Endless()
    with pytest.raises(BadFile, match="最大"):
        examine(stream, name="x", purpose="identity")
    assert stream.asked <= 10 * 1024 * 1024 + 1


def bomb(size: int) -> bytes:
    out = BytesIO(docx())
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("word/x.xml", "w") as part,
    ):
        part.write(b"<x>")
        for _ in range(size >> 20):
            part.write(b"<w/>" * (1 << 18))
        part.write(b"</x>")
    return out.getvalue()


def test_what_unfolds_to_hundreds_of_megabytes_is_refused_and_this_process_stays_small() -> None:
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    made = bomb(120 << 20)
    for data in (made, packed(**{"[Content_Types].xml": b"x", "word__document.xml": b"\0" * (70 << 20)})):
        with pytest.raises(BadFile):
            taken(data)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * 1024
    assert taken(docx()).screened == "text"


def test_entities_that_multiply_are_not_unfolded() -> None:
    lol = (
        b"<!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'>"
        + b"".join(b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
        + b"]><w:p xmlns:w='x'><w:t>&j;</w:t></w:p>"
    )
    began = time.monotonic()
    said = ""
    with suppress(BadFile):
        said = "".join(texts(TYPES["docx"], packed(**{"word__document.xml": lol})))
    assert len(said) < 1_000
    assert time.monotonic() - began < 15


def test_a_file_that_reads_a_file_of_ours_reads_nothing() -> None:
    xxe = b"<!DOCTYPE l [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><w:p xmlns:w='x'><w:t>&a;1</w:t></w:p>"
    data = packed(**{"[Content_Types].xml": b"<x/>", "word__document.xml": xxe})
    with open("/etc/passwd") as file:
        name = file.readline().strip()
    with suppress(BadFile):
        assert name not in "".join(texts(TYPES["docx"], data))


def test_a_reader_that_is_killed_or_too_late_costs_one_refusal_and_no_more() -> None:
    with pytest.raises(BadFile, match="太复杂"):
        texts(TYPES["pdf"], pdf(pages=60), seconds=0.0)
    assert texts(TYPES["text"], b"after") == ["after"]
    child = apart.READERS.take()
    child._process.kill()
    child._process.wait()
    apart.READERS.give_back(child)
    assert texts(TYPES["text"], b"again") == ["again"]


def test_a_reader_is_replaced_after_some_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_MOST_DOCUMENTS", 2)
    seen = set()
    for _ in range(5):
        assert texts(TYPES["text"], b"x") == ["x"]
        child = apart.READERS.take()
        seen.add(child._process.pid)
        apart.READERS.give_back(child)
    assert len(seen) >= 2


def test_a_reader_has_no_secret_of_ours_in_its_environment() -> None:
    os.environ["MINGBAI_SECRET_OF_A_TEST"] = "x"
    child = apart.READERS.take()
    with open(f"/proc/{child._process.pid}/environ", "rb") as file:
        environment = file.read()
    apart.READERS.give_back(child)
    del os.environ["MINGBAI_SECRET_OF_A_TEST"]
    assert b"MINGBAI" not in environment


def test_many_who_upload_at_once_are_all_served() -> None:
    data = docx()
    with ThreadPoolExecutor(6) as pool:
        assert {each.screened for each in pool.map(taken, [data] * 12)} == {"text"}


def test_after_a_fork_the_child_asks_readers_of_its_own() -> None:
    assert texts(TYPES["text"], b"parent") == ["parent"]
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        answer = texts(TYPES["text"], b"child")[0]
        os.write(writing, answer.encode())
        apart.READERS.end()
        os._exit(0)
    os.waitpid(pid, 0)
    assert os.read(reading, 20) == b"child"
    os.close(reading)
    os.close(writing)
    assert texts(TYPES["text"], b"parent") == ["parent"]
    assert threading.active_count() < 20


@pytest.mark.slow
def test_a_million_characters_and_a_thousand_pages_are_read_within_the_time() -> None:
    began = time.monotonic()
    taken(("王" * 1_000_000).encode())
    taken(docx(*["王" * 1_000] * 1_000))
    assert time.monotonic() - began < 20
