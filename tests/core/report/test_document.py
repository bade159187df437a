"""What is printed: the chapters of the form, the prose as it was read, notes for what could not be read."""

import pytest

from mingbai.report.render import FORMATS, render
from mingbai.report.render.document import compose
from mingbai.report.values import Report, Source
from tests.core.report.making import PROSE, damaged, on_a_page, report
from tests.printing import can_print


def test_a_report_from_data_has_every_chapter_of_its_form_and_says_that_the_text_is_missing() -> None:
    document = compose(report("2021", 2023))
    assert document.title == "云川市青禾区人民政府2023年政府信息公开工作年度报告"
    assert [section.heading for section in document.sections] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert document.sections[0].paragraphs == ()
    assert document.sections[0].empty == "本章文字未随数据提供。"
    assert [sheet.name for sheet in document.sheets] == ["proactive", "applications", "remedies"]


def test_the_text_of_chapters_may_be_given() -> None:
    document = compose(report("2021", 2023), PROSE)
    assert document.sections[0].paragraphs == tuple(PROSE["overview"].split("\n"))


def test_the_statistics_of_2014_stand_in_an_annex() -> None:
    document = compose(report("2014", 2017))
    assert len(document.sections) == 7
    assert [sheet.title for sheet in document.annexes] == ["政府信息公开情况统计表"]


@pytest.mark.parametrize("grids", [True, False], ids=["grid", "text"])
def test_prose_is_printed_and_the_table_in_it_is_not_printed_twice(grids: bool) -> None:
    document = compose(on_a_page(grids=grids))
    paragraphs = {section.heading: section.paragraphs for section in document.sections}
    assert paragraphs["一、总体情况"] == ("公开信息9条。", "第二段。")
    assert paragraphs["二、主动公开政府信息情况"] == ("以下为本年情况。",)
    assert paragraphs["乙、本区特色"] == ("一网通办。",)


def test_a_chapter_that_no_form_has_stays_where_it_stood() -> None:
    headings = [section.heading for section in compose(on_a_page(grids=True)).sections]
    assert headings[1:3] == ["二、主动公开政府信息情况", "乙、本区特色"]


def test_a_chapter_that_the_page_does_not_have_says_so() -> None:
    sections = {section.key: section for section in compose(on_a_page(grids=True)).sections}
    assert sections["problems"].empty == "原文没有这一章。"
    assert sections["remedies"].empty == "没有这张表的数据。"


def test_a_cell_that_was_not_read_has_a_note_with_the_reason() -> None:
    sheet = next(sheet for sheet in compose(damaged()).sheets if sheet.name == "applications")
    assert sheet.marks == {("new", "business"): 1}
    assert sheet.notes == ("这一行只印了两个数，无法确定各属哪一栏",)
    assert [line.key for line in sheet.left_out] == ["other_fee_unpaid"]


def test_long_figures_turn_the_page_on_its_side() -> None:
    assert not any(sheet.wide for sheet in compose(report("2021")).sheets)
    wide = [sheet.name for sheet in compose(report("2021", start=1_000_000)).sheets if sheet.wide]
    assert wide == ["applications", "remedies"]


@pytest.mark.parametrize("to", FORMATS)
def test_an_empty_report_can_be_printed(to: str) -> None:
    if to == "pdf":
        can_print()
    assert render(Report(Source("empty", "", "text/plain")), to)


def test_a_format_that_we_do_not_write_is_named() -> None:
    with pytest.raises(ValueError, match="odt"):
        render(report("2021"), "odt")
