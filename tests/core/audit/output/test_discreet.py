"""What must not be published is not published again by the page that says so."""

import pytest

import mingbai
from mingbai.audit.output import render

IDENTITY = "11010519491231002X"  # the example that the standard for such numbers prints
PAGE = f"""桂岭县2022年政府信息公开工作年度报告
一、总体情况
政府信息公开工作有序。公示名单：张三，身份证号{IDENTITY}，已公示。政府信息公开。
二、主动公开政府信息情况
政府信息公开情况见附件。
"""


@pytest.mark.parametrize("format", ["text", "html", "json", "csv", "sarif"])
def test_no_output_prints_the_number_that_it_reports(format: str) -> None:
    report = mingbai.read(PAGE.encode(), name="桂岭.txt")
    audit = mingbai.audit(report)
    assert any(check == "content/personal-data" for check, _ in audit.findings())
    shown = render(format, [audit])
    assert IDENTITY not in shown
    assert "11*************02X" in shown
