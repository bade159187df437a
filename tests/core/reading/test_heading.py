"""Who reports on which year, however the title is set."""

import pytest

import mingbai

PROSE = """根据《中华人民共和国政府信息公开条例》，编制本报告。
一、总体情况
全年主动公开政府信息12条。
二、主动公开政府信息情况
政府信息公开栏目更新及时。
三、收到和处理政府信息公开申请情况
全年未收到申请。
"""
TITLES = {
    "云溪县人民政府政府信息公开工作年度报告\n（2021年）": "云溪县人民政府",
    "云溪县人民政府\n政府信息公开工作年度报告\n（2021年度）": "云溪县人民政府",
    "政府信息公开工作年度报告\n（2021年）\n云溪县人民政府": "云溪县人民政府",
    "云溪县人民政府2021年\n政府信息公开工作年度报告": "云溪县人民政府",
    "云溪县2021年度政府信息公开\n工作年度报告": "云溪县",
    "云溪县水务局政府信息公开年报\n2021年": "云溪县水务局",
    "云溪县统计局\n2021年政府信息公开工作年度报告": "云溪县统计局",
    "关于2021年政府信息公开工作情况的报告\n云溪县水务局": "云溪县水务局",
    "云溪县教育局政府信息公开2021年度报告": "云溪县教育局",
}


@pytest.mark.parametrize("title", TITLES, ids=lambda title: title.replace("\n", "/"))
def test_a_title_on_several_lines_names_body_and_year(title: str) -> None:
    report = mingbai.read(f"{title}\n{PROSE}".encode(), name="a.txt")
    assert report.body is not None
    assert (report.body.name, report.year) == (TITLES[title], 2021)
    if report.body.span is not None and report.page is not None:
        assert report.page.text[slice(*report.body.span)] == report.body.as_written


@pytest.mark.parametrize("below", ["2022-01-20", "2022年1月20日", "2022年1月20日 来源：县政府办"])
def test_the_day_below_a_title_is_not_the_year_reported_on(below: str) -> None:
    title = f"云溪县政府信息公开工作年度报告\n{below}\n"
    stated = "所列数据的统计期限自2021年1月1日起至2021年12月31日止。\n"
    assert mingbai.read(f"{title}{stated}{PROSE}".encode(), name="a.txt").year == 2021
