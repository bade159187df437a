"""The HTML page is the statutory layout, whole in itself, and every figure in it is announced with its headings."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from mingbai.report import form
from mingbai.report.render import render
from mingbai.report.values import Body, Datum, Report, Source
from tests.core.report.making import PROSE, damaged, report
from tests.printing import CHROMIUM

HOSTILE = "</style><script>alert(1)</script><img src=//evil.example onerror=alert(2)>{{7*7}}"


def page(found: Report, chapters: Mapping[str, str] | None = None) -> Any:
    return lxml_html.document_fromstring(render(found, "html", chapters=chapters).decode())


@pytest.mark.parametrize("edition", ["2014", "2019", "2021"])
def test_every_figure_names_its_headings_and_every_heading_its_scope(edition: str) -> None:
    root = page(report(edition))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    cells = root.xpath("//td")
    assert cells
    for cell in cells:
        assert set(cell.get("headers").split()) <= set(ids)
    for heading in root.xpath("//th"):
        assert heading.get("scope") in ("col", "colgroup", "row", "rowgroup")
    for table in root.xpath("//table"):
        assert table.xpath("./caption")


@pytest.mark.parametrize("edition", ["2014", "2019", "2021"])
def test_every_figure_of_the_form_is_on_the_page(edition: str) -> None:
    found = report(edition)
    root = page(found)
    for table in form.of(edition).tables:
        printed = [cell.text_content() for cell in root.xpath(f"//table[@id='{table.key}']//td")]
        figures = [text for text in printed if text[:1].isdigit()]
        assert len(figures) == len(list(table.cells()))


def test_the_language_is_simplified_chinese_and_nothing_is_fetched() -> None:
    source = render(report("2021"), "html").decode()
    assert page(report("2021")).get("lang") == "zh-CN"
    assert "url(" not in source
    assert "http" not in source
    assert "<script" not in source


def test_a_cell_that_was_not_read_is_marked_and_its_reason_linked() -> None:
    root = page(damaged())
    cell = root.xpath("//span[@class='mark']/..")[0]
    assert cell.text_content() == "未读出1"
    target = cell.xpath(".//a")[0].get("href").removeprefix("#")
    assert root.get_element_by_id(target).text_content() == "这一行只印了两个数，无法确定各属哪一栏"
    assert "原文没有印出以下各行" in root.text_content()


def test_a_blank_cell_is_blank_and_an_absent_one_says_that_it_is_not_there() -> None:
    root = page(damaged())
    blank = root.xpath("//td[contains(@headers,'r-granted') and contains(@headers,'c-research')]")[0]
    assert blank.text_content() == ""
    assert root.xpath("//abbr")[0].get("title") == "原文没有这一格"


def test_what_a_report_says_never_becomes_markup() -> None:
    found = Report(
        Source(HOSTILE, "", "text/html"),
        Body(HOSTILE, HOSTILE),
        2023,
        "2021",
        metadata={HOSTILE: Datum(HOSTILE)},
    )
    root = page(found, {"overview": HOSTILE})
    assert not root.xpath("//script | //img")
    assert "alert(1)" in root.text_content()
    assert "49" not in root.text_content()


def test_prose_stands_in_paragraphs_and_an_empty_chapter_says_so() -> None:
    root = page(report("2021"), {"overview": PROSE["overview"]})
    sections = root.xpath("//section")
    assert [p.text for p in sections[0].xpath("./p")] == PROSE["overview"].split("\n")
    assert sections[4].xpath("./p[@class='empty']")


@pytest.mark.browser
@pytest.mark.parametrize(("width", "edition"), [(390, "2021"), (390, "2014"), (1280, "2019")])
def test_no_page_scrolls_sideways(width: int, edition: str, tmp_path: Path) -> None:
    sync = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("chromium is not installed (make system)")
    file = tmp_path / "report.html"
    file.write_bytes(render(report(edition, start=10_000), "html", chapters=PROSE))
    with sync.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        try:
            view = browser.new_page(viewport={"width": width, "height": 900})
            view.goto(file.as_uri())
            assert view.evaluate("document.documentElement.scrollWidth") <= width
        finally:
            browser.close()
