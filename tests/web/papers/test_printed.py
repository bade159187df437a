"""Papers on paper: pages and PDF with names that few fonts have, and nothing fetched."""

import io
import sys
from dataclasses import replace
from datetime import date

import pdfplumber
import pytest

from mingbai.deadlines.ribbon import ribbon
from mingbai.lifecycle import Case, act
from mingbai_web.papers import printed
from mingbai_web.papers.letters import Letter, Part
from mingbai_web.papers.sheets import Sheet, posting_list, sheet, sheets
from mingbai_web.papers.wording.kinds import kinds
from tests.web.papers.fictional import DAY, FACTS, MATTER, PERSON, SENDER, SETTINGS, answered, made

NUMBER = "清建信复〔2026〕12号"


def read(paper: Letter | Sheet) -> str:
    """Return what somebody else reads in the PDF, without spaces."""
    with pdfplumber.open(io.BytesIO(printed.pdf(paper))) as document:
        return "".join("".join((page.extract_text() or "").split()) for page in document.pages)


def test_a_reply_is_printed_with_number_day_remedies_and_a_rare_name() -> None:
    letter = answered(Part("granted", MATTER, {"provided": "复制件"})).on(
        DAY, settings=SETTINGS, number=NUMBER
    )
    text = read(letter)
    for said in (NUMBER, "2026年3月20日", PERSON, "如不服", SENDER.body, "草稿"):
        assert (said in text) is (said != "草稿"), said


def test_a_draft_says_that_it_is_one() -> None:
    assert "草稿，未签发" in printed.html(made("told_enquiry"))


def test_the_receipt_carries_the_ribbon_on_its_one_page() -> None:
    drawn = ribbon(
        Case.of([act("received", date(2026, 3, 2), channel="in-person")]).as_of().steps(),
        title="答复期限",
        period=20,
    )
    letter = replace(made("receipt"), ribbon=drawn)
    assert "<svg" in printed.html(letter)
    with pdfplumber.open(io.BytesIO(printed.pdf(letter))) as document:
        assert len(document.pages) == 1


@pytest.mark.parametrize("key", [key for key, wording in kinds().items() if wording.slip])
def test_a_consultation_brings_the_slip_on_which_it_is_answered(key: str) -> None:
    assert "回复单" in printed.html(made(key))


@pytest.mark.parametrize("key", sheets())
def test_every_form_is_printed(key: str) -> None:
    page = printed.html(sheet(key, {**FACTS, "applicant": PERSON, "recipient": PERSON}, body=SENDER.body))
    assert 'lang="zh-CN"' in page
    assert SENDER.body in page


def test_the_list_for_the_post_office_has_a_line_a_letter_and_their_count() -> None:
    lines = [{"number": NUMBER, "paper": "答复书", "recipient": PERSON, "tracking": "XA000000001"}] * 3
    made_list = posting_list(lines, body=SENDER.body, posted=DAY)
    text = read(made_list)
    assert text.count("XA000000001") == 3
    assert "合计（件）3" in text.replace("合计3（件）", "合计（件）3")


def test_what_was_typed_into_a_letter_is_text_and_fetches_nothing() -> None:
    hostile = made("told_enquiry", told='<img src="https://qinghe.example/x.png"><script>1</script>')
    page = printed.html(hostile)
    assert "<img" not in page
    assert "<script" not in page
    assert printed.pdf(hostile).startswith(b"%PDF")


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert printed.pdf(made("told_enquiry")) == printed.pdf(made("told_enquiry"))


def test_a_qr_code_says_what_it_is() -> None:
    assert "<title>呈批单</title>" in printed.qr("mingbai:paper:0", says="呈批单")


def test_a_single_enclosure_takes_no_number_and_several_do() -> None:
    letter = answered(Part("granted", MATTER, {"provided": "复制件"}))
    assert "附件：改造名单清河区" in read(replace(letter, enclosures=("改造名单",)))
    assert "附件：1.改造名单2.批复" in read(replace(letter, enclosures=("改造名单", "批复")))


def test_who_asks_for_a_file_does_not_make_it_and_stays_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert printed.pdf(made("told_enquiry")).startswith(b"%PDF")


def test_a_file_that_takes_too_long_is_said_not_to_be_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed, "_SECONDS", 0.0)
    with pytest.raises(printed.NotPrinted, match="没有做成"):
        printed.pdf(made("told_enquiry"))
    monkeypatch.undo()
    assert printed.pdf(made("told_enquiry")).startswith(b"%PDF")
