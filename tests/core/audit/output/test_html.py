"""The page: whole, linked, safe."""

import re
from dataclasses import replace

import lxml.html
import pytest

import mingbai
from mingbai.audit import output
from mingbai.audit.findings import Outcome, Result
from mingbai.audit.output.html import Html
from mingbai.audit.output.stream import Rules
from mingbai.errors import NeedsOcr
from mingbai.report.values import Report
from mingbai.text.words import Words
from tests.core.audit.output import fictional
from tests.core.audit.output.fictional_report import HOSTILE

FAILED = output.Failure("<b>a.pdf", NeedsOcr("没有文字层", "no text layer"))


def _page(*items: object, language: str = "zh") -> tuple[str, lxml.html.HtmlElement]:
    text = output.render("html", items, [fictional.across()], checks=fictional.RULES, language=language)  # type: ignore[arg-type]
    return text, lxml.html.document_fromstring(text)


def test_the_page_is_well_formed_and_its_ids_are_unique() -> None:
    text, page = _page(fictional.audit(), fictional.clean(), FAILED)
    parser = lxml.html.HTMLParser(recover=True)
    lxml.html.document_fromstring(text, parser=parser)
    serious = [e for e in parser.error_log if "invalid" not in e.message.lower() or "Tag" not in e.message]
    assert not serious
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_every_link_and_every_cell_heading_leads_somewhere() -> None:
    _, page = _page(fictional.audit(), fictional.clean())
    ids = set(page.xpath("//@id"))
    assert {href[1:] for href in page.xpath("//a/@href")} <= ids
    assert {name for headers in page.xpath("//td/@headers") for name in headers.split()} <= ids
    assert {name for names in page.xpath("//@aria-labelledby") for name in names.split()} <= ids


def test_every_finding_is_listed_and_reached_in_the_text_or_table_and_back() -> None:
    _, page = _page(fictional.audit())
    for number in range(1, 13):
        (card,) = page.xpath(f"//article[@id='r1f{number}']")
        assert card.xpath(".//*[contains(@class, 'go')]/a")
        assert page.xpath(f"//a[contains(@class, 'ref')][@href='#r1f{number}']")
    (cell,) = page.xpath("//td[@id='r1ac-unavailable_not_held-total']")
    assert cell.get("class") == "e"
    assert cell.text_content().endswith("▲454")


def test_the_three_tables_stand_where_they_stood_in_the_text() -> None:
    _, page = _page(fictional.audit())
    (text,) = page.xpath("//div[@class='text']")
    order = [(e.tag, e.text_content()) for e in text if e.tag in ("h4", "figure")]
    titles = [content for tag, content in order if tag == "h4"]
    assert [tag for tag, _ in order].count("figure") == 3
    assert titles[1:] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]
    assert [tag for tag, _ in order] == [
        "h4",
        "h4",
        "h4",
        "figure",
        "h4",
        "figure",
        "h4",
        "figure",
        "h4",
        "h4",
    ]


def test_tables_have_a_caption_scopes_and_every_figure_of_the_form() -> None:
    _, page = _page(fictional.audit())
    tables = page.xpath(
        "//table[contains(@class, 't-rows') or contains(@class, 't-across') or contains(@class, 't-blocks')]"
    )
    assert [len(table.xpath(".//td")) for table in tables] == [10, 175, 15]
    for table in tables:
        assert table.xpath("./caption")
        assert not table.xpath(".//th[not(@scope)][not(contains(@class, 'corner'))]")
    assert "17586.5093" in tables[0].text_content()
    assert page.xpath("//td[contains(@class, 'u')]")


def test_a_table_without_a_place_in_the_text_stands_after_it() -> None:
    audit = fictional.audit()
    page_ = audit.report.page
    assert page_
    report: Report = replace(audit.report, page=replace(page_, text="短文", grids=()), chapters=())
    _, page = _page(replace(audit, report=report))
    assert len(page.xpath("//section[contains(@class, 'doc')]/figure")) == 3


def test_a_report_from_data_has_tables_and_no_text() -> None:
    audit = fictional.audit()
    _, page = _page(replace(audit, report=replace(audit.report, page=None)))
    assert len(page.xpath("//figure")) == 3
    assert not page.xpath("//div[@class='text']")


@pytest.mark.parametrize("hostile", [HOSTILE, "<svg onload=alert(1)>", "\x00\x1b\ud800\u202e", "]]><!--"])
def test_hostile_text_is_shown_and_never_run(hostile: str) -> None:
    audit = fictional.audit(
        hostile=hostile, body="<script>x</script>县", name="</title><script>y</script>.html"
    )
    text, page = _page(audit, FAILED)
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img | //svg | //iframe | //object | //link | //b[contains(text(), 'a.pdf')]")
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on")]
    assert "innerHTML" not in text
    text.encode("utf-8")


def test_the_page_fetches_nothing() -> None:
    text, page = _page(fictional.audit(hostile="https://example.com/casino"))
    assert not page.xpath("//@src | //link/@href | //a[not(starts-with(@href, '#'))]")
    assert "url(" not in text
    assert "@import" not in text
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_both_languages_stand_on_the_page_and_one_is_shown() -> None:
    _, page = _page(fictional.audit(), language="en")
    assert page.get("data-lang") == "en"
    assert page.get("lang") == "en"
    (card,) = page.xpath("//article[@id='r1f5']")
    assert card.xpath(".//h4//*[@lang='en']")
    assert card.xpath(".//h4//*[@lang='zh-CN']")


def test_severity_never_relies_on_colour_alone() -> None:
    _, page = _page(fictional.audit())
    for card in page.xpath("//article"):
        assert re.match(r"[▲◐○]\d+", card.xpath(".//*[@class='no']")[0].text_content())


def test_a_batch_lists_the_worst_report_first() -> None:
    _, page = _page(fictional.clean(), fictional.audit(), FAILED)
    rows = [row.text_content() for row in page.xpath("//table[@class='overview']/tbody/tr/th")]
    assert ["松岚区" in row for row in rows] == [True, False]
    assert [element.get("id") for element in page.xpath("//details[@class='report']")] == ["r2", "r1"]
    assert "没有文字层" in page.xpath("//*[@id='failed']/..")[0].text_content()


def test_a_large_batch_keeps_text_only_where_there_is_something_grave() -> None:
    pieces: list[str] = []
    writer = Html(pieces.append, Rules(fictional.RULES), whole=1, graver=3)
    for item in (fictional.clean(1), fictional.clean(2), fictional.audit(), fictional.audit()):
        writer.add(item)
    writer.end()
    page = lxml.html.document_fromstring("".join(pieces))
    shown = [
        bool(section.xpath(".//div[@class='text']")) for section in page.xpath("//details[@class='report']")
    ]
    assert shown == [True, False, True, False]
    assert len(page.xpath("//article")) == 24
    ids = set(page.xpath("//@id"))
    assert {href[1:] for href in page.xpath("//a/@href")} <= ids


def test_overlapping_findings_are_all_marked() -> None:
    audit = fictional.audit()
    outcome = next(o for o in audit.outcomes if o.check == "prose/table")
    wide = outcome.findings[0]
    assert wide.span
    inner = replace(wide, span=(wide.span[0] + 2, wide.span[1]))
    far = replace(wide, span=(wide.span[0] - 5, wide.span[1] + 900))
    outcomes = (replace(outcome, findings=(wide, inner, far)),)
    _, page = _page(replace(audit, outcomes=outcomes))
    for number in (1, 2, 3):
        assert page.xpath(f"//*[@id='r1m{number}']")
        assert page.xpath(f"//a[@href='#r1f{number}'][contains(@class, 'ref')]")


def test_checks_across_reports_that_were_not_assessed_are_listed_once() -> None:
    one = fictional.across()
    open_ = Outcome(
        "levels/roll-up", Result.NOT_ASSESSED, 0, Words("没有给出机关名单", "no list of bodies was given"), ()
    )
    across = [replace(one, outcomes=(*one.outcomes, open_)), replace(one, body="另一县", outcomes=(open_,))]
    text = output.render("html", [fictional.audit(), fictional.clean()], across, checks=fictional.RULES)
    (section,) = lxml.html.document_fromstring(text).xpath("//section[@class='across']")
    assert section.text_content().count("没有给出机关名单") == 1
    assert section.xpath(".//a[@href='#r1']")
    plain = output.render("text", [fictional.audit(), fictional.clean()], across, checks=fictional.RULES)
    assert plain.count("没有给出机关名单：levels/roll-up") == 1


def test_the_path_to_the_page_is_not_taken_for_its_title() -> None:
    text = (
        "首页 > 政务公开 > 政府信息公开年报\n云岭县2022年政府信息公开工作年度报告\n一、总体情况\n全年平稳。\n"
    )
    text += "二、主动公开政府信息情况\n见附表。\n三、收到和处理政府信息公开申请情况\n见附表。\n五、存在的主要问题及改进情况\n无。\n"
    report = mingbai.read(text.encode(), name="report.txt")
    _, page = _page(mingbai.audit(report))
    assert [h.text_content() for h in page.xpath("//h4[@class='title']")] == [
        "云岭县2022年政府信息公开工作年度报告"
    ]
