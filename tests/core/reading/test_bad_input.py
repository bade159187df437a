"""What is no report, or no document at all, is refused in one clear line, in bounded time and memory."""

import io
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

import mingbai
from mingbai.errors import Locked, MingbaiError, NeedsConversion, NeedsOcr, NotAReport, TooLarge, Unreadable
from tests.corpus.layouts import Case, make
from tests.corpus.oracle import judge

ROOT = Path(__file__).resolve().parents[3]
SECONDS, MEGABYTES = 15, 1200  # of the processor, not of the clock: other work on the machine costs nothing


def refusal(data: bytes, name: str) -> MingbaiError:
    """Return the refusal of the data, after looking at its two lines; fail when it was read."""
    with pytest.raises(MingbaiError) as caught:
        mingbai.read(data, name=name)
    error = caught.value
    for line in (error.zh, error.en):
        assert line.strip(), f"{type(error).__name__} says nothing"
        assert "\n" not in line, f"more than one line: {line!r}"
        assert len(line) < 300, f"too long to be read at a glance: {line!r}"
    return error


CHILD = """
import json, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
sys.path[:0] = [sys.argv[2], sys.argv[3]]
import mingbai
data = open(sys.argv[1], "rb").read()
began, said = time.process_time(), {"read": True}
try:
    mingbai.read(data, name=sys.argv[1])
except mingbai.MingbaiError as error:
    said = {"kind": type(error).__name__, "zh": error.zh, "en": error.en}
said["seconds"] = time.process_time() - began
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
said["megabytes"] = int(peak.split()[1]) / 1024 - len(data) / 2**20
print(json.dumps(said))
"""


def apart(data: bytes, suffix: str) -> dict:
    """Read the data in a process of its own; return what became of it, having held it to time and memory."""
    if not Path("/proc/self/status").exists():
        pytest.skip("peak memory is read from /proc")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"bad{suffix}"
        path.write_bytes(data)
        ask = [sys.executable, "-c", CHILD, str(path), str(ROOT / "src"), str(ROOT)]
        try:
            done = subprocess.run(
                ask, capture_output=True, timeout=10 * SECONDS, env={**os.environ, "LANG": "C"}, check=False
            )
        except subprocess.TimeoutExpired:
            pytest.fail(f"still reading after {10 * SECONDS} s")
    assert done.returncode == 0, done.stderr.decode()[-800:]
    said = json.loads(done.stdout)
    assert said["seconds"] < SECONDS, said
    assert said["megabytes"] < MEGABYTES, said
    return said


# ---- no document ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["empty.html", "empty.txt", "empty.pdf", "empty.docx", "empty"])
def test_an_empty_file_is_refused(name: str) -> None:
    assert isinstance(refusal(b"", name), Unreadable | NotAReport)


@pytest.mark.parametrize(
    "data",
    [b"   \n\t\n ", b"\xef\xbb\xbf", b"\xff\xfe", b"\0" * 4096],
    ids=["blank", "bom", "utf16-bom", "nul"],
)
def test_a_file_of_nothing_visible_is_refused(data: bytes) -> None:
    assert isinstance(refusal(data, "page.html"), Unreadable | NotAReport)


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_are_refused(seed: int) -> None:
    data = Random(seed).randbytes(Random(seed).choice((1, 7, 100, 5000, 200_000)))
    refusal(data, f"noise.{('html', 'pdf', 'docx', 'txt')[seed % 4]}")


@pytest.mark.parametrize(
    "head",
    [
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"{\\rtf1",
        b"\x1f\x8b\x08",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"OFD",
        b"<",
        b"{",
        b"WARC/1.0\r\n",
    ],
)
def test_the_beginning_of_a_format_and_then_noise_is_refused(head: bytes) -> None:
    refusal(head + Random(1).randbytes(3000), "half")


@pytest.mark.parametrize("kind", ["docx", "xlsx", "mhtml"])
def test_a_file_cut_off_halfway_is_refused_or_read_without_a_wrong_cell(kind: str) -> None:
    made = make(Case(3, kind, words=0))
    for share in (0.1, 0.5, 0.9):
        try:
            report = mingbai.read(made.data[: int(len(made.data) * share)], name=made.name)
        except MingbaiError:
            continue
        wrong = [f for f in judge(report, made.truth).faults if f.read not in ("absent", "blank")]
        assert not wrong, wrong[:3]


def test_bytes_flipped_at_random_give_no_other_exception() -> None:
    for seed in range(40):
        rng = Random(seed)
        made = make(
            Case(seed, rng.choice(("html-word", "html-cms", "markdown", "docx", "xlsx", "mhtml")), words=0)
        )
        data = bytearray(made.data)
        for _ in range(rng.randint(1, 60)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        with suppress(MingbaiError):
            mingbai.read(bytes(data), name=made.name)


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "utf-16"])
def test_broken_characters_never_give_a_wrong_cell(charset: str) -> None:
    for seed in range(6):
        made = make(Case(seed, "html-official", words=0))
        data = bytearray(made.data.decode().encode(charset))
        rng = Random(seed)
        for _ in range(15):  # a high byte in the middle of nowhere; figures are left alone
            at = rng.randrange(len(data))
            if not 0x20 <= data[at] < 0x80:
                data[at] = 0xFF
        try:
            report = mingbai.read(bytes(data), name=made.name)
        except MingbaiError:
            continue
        assert not [f for f in judge(report, made.truth).faults if f.read not in ("absent", "blank")]


# ---- documents that must be converted, unlocked or recognised first -------------------------------------------------


def _pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        trailer,
        start,
    )
    return bytes(out)


PAGES = [
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /I 5 0 R >> >> >>",
]
DRAW = b"q 595 0 0 842 0 0 cm /I Do Q"
IMAGE = zlib.compress(b"\xee" * 300)
PICTURE = [
    *PAGES,
    b"<< /Length %d >>\nstream\n%s\nendstream" % (len(DRAW), DRAW),
    b"<< /Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceRGB /BitsPerComponent 8"
    b" /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(IMAGE), IMAGE),
]


def test_a_scanned_pdf_needs_ocr() -> None:
    assert isinstance(refusal(_pdf(PICTURE), "scan.pdf"), NeedsOcr)


def test_an_encrypted_pdf_is_locked() -> None:
    key = b"<" + b"5a" * 32 + b">"
    lock = b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O " + key + b" /U " + key + b" >>"
    trailer = b"/Encrypt 6 0 R /ID [<" + b"11" * 16 + b"> <" + b"11" * 16 + b">]"
    assert isinstance(refusal(_pdf([*PICTURE, lock], trailer), "locked.pdf"), Locked)


def test_a_pdf_without_pages_is_refused() -> None:
    refusal(_pdf([PAGES[0], b"<< /Type /Pages /Kids [] /Count 0 >>"]), "none.pdf")


def test_formats_that_we_do_not_open_say_what_to_convert_to() -> None:
    ofd = io.BytesIO()
    with zipfile.ZipFile(ofd, "w") as archive:
        archive.writestr("OFD.xml", "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016' DocType='OFD'/>")
        archive.writestr("Doc_0/Document.xml", "<ofd:Document/>")
    for data, name in ((ofd.getvalue(), "a.ofd"), (b"{\\rtf1\\ansi\\deff0 {\\fonttbl} hello}", "a.rtf")):
        assert isinstance(refusal(data, name), NeedsConversion)


# ---- documents made to harm -----------------------------------------------------------------------------------------


def _bomb(inner: str, megabytes: int, head: bytes = b"", tail: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open(inner, "w", force_zip64=True) as file:
            file.write(head)
            for _ in range(megabytes):
                file.write(b" " * 2**20)
            file.write(tail)
    return out.getvalue()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("inner", "suffix"), [("word/document.xml", ".docx"), ("xl/workbook.xml", ".xlsx"), ("a.html", ".zip")]
)
def test_a_zip_bomb_is_refused(inner: str, suffix: str) -> None:
    said = apart(_bomb(inner, 400), suffix)
    assert said.get("kind") in ("TooLarge", "Unreadable", "NotAReport"), said
    assert said["megabytes"] < 300, said


@pytest.mark.slow
def test_an_entity_bomb_in_a_docx_is_refused() -> None:
    lines = ['<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha">']
    lines += [f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)]
    text = "".join(lines) + "]><d>&j;</d>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", text)
    assert "kind" in apart(out.getvalue(), ".docx")


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".html", ".txt", ".pdf", ".bin"])
def test_a_file_of_200_megabytes_is_refused(suffix: str) -> None:
    said = apart(b"\0" * (200 * 2**20), suffix)
    assert said.get("kind") in (TooLarge.__name__, Unreadable.__name__, NotAReport.__name__), said


def _inside(harm: str) -> bytes:
    page = make(Case(11, "html-official", words=0)).data.decode()
    return page.replace("<h2>", harm + "<h2>", 1).encode()


@pytest.mark.slow
@pytest.mark.parametrize(
    "harm",
    [
        "<div>" * 100_000,
        "<b>" * 100_000 + "x",
        "<table><tr><td>" * 30_000,
        "<table>" + "<tr>" + "<td>1</td>" * 1000 + "</tr>" + "</table>",
        '<table><tr><td colspan="1000000000" rowspan="1000000000">7</td></tr></table>',
        '<table><tr><td colspan="99999999999999999999">7</td><td rowspan="-5">8</td></tr></table>',
        "<table>" + ("<tr>" + "<td>0</td>" * 1000 + "</tr>") * 1000 + "</table>",
        "|" * 2_000_000,
        "总计" * 200_000,
        "1 " * 200_000,
        "（" * 200_000,
        "一、本年新收政府信息公开申请数量 " * 20_000,
        "其中信息1条，" * 40_000,
    ],
    ids=["nested-div", "nested-b", "nested-table", "1000-columns", "colspan-1e9", "colspan-1e19", "1e6-cells",
         "pipes", "totals", "ones", "brackets", "labels", "prose"],
)  # fmt: skip
def test_a_page_made_to_exhaust_the_reader_ends_in_bounded_time_and_memory(harm: str) -> None:
    said = apart(_inside(harm), ".html")
    assert said.get("read") or said.get("kind"), said


# ---- documents of another kind --------------------------------------------------------------------------------------

NOVEL = "天还没亮，渡口的老船工就醒了。他披上蓑衣，数了数舱里的三条鱼，往对岸望去。雾里传来第一声鸡叫，一、二、三，他在心里数着，数到一百，雾就该散了。\n"
FOREIGN = (
    "Freedom of Information Annual Report 2021\nThe Ministry received 522 requests, of which 135 were granted in full,"
    " 102 in part and 285 refused.\nRequests carried over: 17. Appeals: 29.\n"
)
WORK_REPORT = "砚湖区2023年政府工作报告\n各位代表：现在，我代表区人民政府向大会报告工作，请予审议。\n一、2023年工作回顾\n全年实现生产总值131.4亿元，增长5.2%。\n二、2024年主要任务\n新建学校3所。\n"
GUIDE = "砚湖区政府信息公开指南\n为了方便公民、法人和其他组织获取政府信息，编制本指南。\n一、主动公开\n公开范围见目录。\n二、依申请公开\n申请表可在门户网站下载，自收到申请之日起20个工作日内答复。\n"
INDEX = (
    "政府信息公开年报\n"
    + "".join(f"砚湖区{year}年政府信息公开工作年度报告 [{year + 1}-01-30]\n" for year in range(2010, 2025))
    + "共15条 1/1页\n"
)
BUDGET = "砚湖区水务局2023年部门预算\n一、部门概况\n二、收支总表\n收入 131.35 支出 131.35\n"
TAIWANESE = "某某縣政府111年度政府資訊公開申請案件統計\n受理 35 件，准予提供 30 件，否准 5 件。\n"


@pytest.mark.parametrize(
    "text", [NOVEL * 200, FOREIGN * 5, WORK_REPORT, GUIDE, INDEX, BUDGET, TAIWANESE, "政府信息公开"],
    ids=["novel", "foreign", "work-report", "guide", "index", "budget", "taiwan", "two-words"],
)  # fmt: skip
@pytest.mark.parametrize("wrap", ["txt", "html"])
def test_what_is_no_annual_report_is_said_to_be_none(text: str, wrap: str) -> None:
    lines = "".join(f"<p>{line}</p>" for line in text.splitlines())
    page = f"<html><head><title>页面</title></head><body>{lines}</body></html>" if wrap == "html" else text
    assert isinstance(refusal(page.encode(), f"page.{wrap}"), NotAReport)


def test_json_that_is_not_ours_is_refused() -> None:
    refusal(b'{"schema": "something/else", "year": 2021}', "report.json")


@pytest.mark.slow
def test_a_page_of_spam_is_read_in_bounded_time() -> None:
    spam = "".join(f"<a href='https://{i}.invalid/'>注册送{i}元</a>| " for i in range(20_000))
    began = time.process_time()
    report = mingbai.read(_inside(f"<div>{spam}</div>"), name="spam.html")
    assert report.applications or report.indicators
    assert time.process_time() - began < SECONDS
