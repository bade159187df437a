"""Two passages that contradict each other, neither proved: every form shows both, and calls neither the right one."""

import json

import lxml.html
import pytest

from mingbai.audit import output
from mingbai.audit.findings import Audit
from mingbai.audit.prose.repeat import repeat
from mingbai.audit.run import audit
from mingbai.reading.prose import read_prose
from mingbai.report.values import Report
from mingbai.text.fold import fold
from tests.factories import report

FIRST = "全年发布政策解读材料31件"
OTHER = "多形式开展解读，全年发布政策解读材料21件"


def _audit(text: str) -> Audit:
    return audit(_read(text), checks=(repeat,))


def _read(text: str) -> Report:
    prose = read_prose(text, fold(text), year=2021, body=None, outside=())
    return report(text=text, claims=prose.claims, statements=prose.statements, breakdowns=prose.breakdowns)


@pytest.fixture(scope="module")
def apart() -> Audit:
    return _audit(f"{FIRST}。\n{OTHER}。\n")


def test_the_terminal_quotes_both_in_the_order_of_the_page_and_expects_nothing(apart: Audit) -> None:
    text = output.render("text", [apart], checks=(repeat,))
    assert "“全年发布政策解读材料【31】件”" in text
    assert "全年发布政策解读材料【21】件”" in text
    assert text.index("【31】") < text.index("【21】")
    assert "实为 21" in text
    assert "应为" not in text


def test_the_page_quotes_both_and_marks_both_in_the_text(apart: Audit) -> None:
    shown = lxml.html.document_fromstring(output.render("html", [apart], checks=(repeat,)))
    quotes = shown.xpath("//article[@id='r1f1']/blockquote")
    assert [quote.text_content() for quote in quotes] == [FIRST, OTHER]
    assert [quote.find("mark").text for quote in quotes] == ["31", "21"]
    assert shown.xpath("//article[@id='r1f1']//dl[@class='ef']/div/dd/text()") == ["21"]
    marks = shown.xpath("//div[@class='text']//mark")
    assert [(mark.text, "also" in mark.get("class")) for mark in marks] == [("31", True), ("21", False)]


def test_json_quotes_both_and_points_at_both(apart: Audit) -> None:
    data = json.loads(output.render("json", [apart], checks=(repeat,)))
    (finding,) = data["reports"][0]["checks"][0]["findings"]
    assert finding["quote"] == f"{FIRST}；{OTHER.split('，')[1]}"
    assert (finding["expected"], finding["found"]) == (None, "21")
    assert len(finding["also"]) == 1


def test_sarif_has_the_one_as_its_place_and_the_other_as_related(apart: Audit) -> None:
    (result,) = json.loads(output.render("sarif", [apart], checks=(repeat,)))["runs"][0]["results"]
    (place,), (related,) = result["locations"], result["relatedLocations"]
    regions = [one["physicalLocation"]["region"] for one in (place, related)]
    assert [(region["startLine"], region["snippet"]["text"]) for region in regions] == [(2, "21"), (1, "31")]
    assert result["properties"]["expected"] is None


def test_one_sentence_that_contradicts_itself_is_quoted_once() -> None:
    once = _audit("全年发布政策解读材料31件，共发布政策解读材料21件。")
    ((_, finding),) = once.findings()
    shown = lxml.html.document_fromstring(output.render("html", [once], checks=(repeat,)))
    assert len(shown.xpath("//article[@id='r1f1']/blockquote")) == 1
    assert finding.against is not None
