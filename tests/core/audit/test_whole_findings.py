"""What the checks outside the prose say, in full: how grave, where, which figure and which was due, quotation, advice."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from mingbai.audit.findings import Outcome, Result
from mingbai.audit.run import audit
from mingbai.report.values import Chapter, Datum, Editions, Report, Source, Table
from mingbai.text.page import Hidden
from tests.core.audit.telling import printed, told
from tests.factories import (
    BLANK,
    METADATA,
    TEXT,
    UNREADABLE,
    applications,
    chapters,
    indicators,
    page,
    proactive,
    remedies,
    report,
    with_cell,
)


def headed(*all_: Chapter, **changes: object) -> Report:
    """Return a report whose page has those headings and nothing else."""
    text, placed = "", []
    for chapter in all_:
        placed.append(replace(chapter, span=(len(text), len(text) + len(chapter.as_written))))
        text += f"{chapter.as_written}\n"
    return report(text=text, chapters=tuple(placed), **changes)


def with_field(key: str, value: str) -> Report:
    return report(text=f"{value}\n{TEXT}", metadata={**METADATA, key: Datum(value, (0, len(value)))})


def outcome(check: str, given: Report, previous: Report | None = None) -> Outcome:
    (only,) = (o for o in audit(given, previous=previous).outcomes if o.check == check)
    return only


FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH = chapters()
NONE_ASKED = applications("2021", {}, {}, {})
STATISTICS = indicators(received=5, received_online=3, received_letter=2, published=7, published_website=9)
SPAM = " | ".join(["免费高清无码大片", "人妻少妇在线观看", "一区二区三区视频", "久久久精品国产"] * 3)
HALF_AND_HALF = "我縣發布與實際業務對應的數據,開展為民服務,會同東區實施。我县发布与实际业务对应的数据,开展为民服务,会同东区实施。"
MOBILE = "申请人王某，13912345678，要求公开。"
PLANS = Chapter("三", "2019年工作打算", "三、2019年工作打算", (0, 0))


def case(check: str, given: Report, *lines: str, previous: Report | None = None) -> Any:
    return pytest.param(check, given, previous, list(lines), id=f"{check}-{lines[0].partition(' · ')[0]}")


FOUND = [
    case(
        "form/edition", headed(*chapters(), editions=Editions("2021", "2019", "2021")),
        "warning applications: 2019, not 2021 · on “三、收到和处理政府信息公开申请情况” · reads “三、收到和处理政府信息公开申请情况” · 改用国办公开办函〔2021〕30号所附格式",
    ),
    case(
        "form/chapters", headed(FIRST, SECOND, THIRD, FOURTH, FIFTH),
        "warning chapters/other: 无, not “六、其他需要报告的事项” · 标题也可能写法不同，未能认出",
    ),
    case(
        "form/chapters", headed(FIRST, SECOND, THIRD, replace(FOURTH, number="三"), FIFTH, SIXTH),
        "warning chapters/remedies: 三, not None · on “四、政府信息公开行政复议、行政诉讼情况” · and “三、收到和处理政府信息公开申请情况” · reads “四、政府信息公开行政复议、行政诉讼情况”",
    ),
    case(
        "form/chapters", headed(FIRST, THIRD, SECOND, FOURTH, SIXTH, FIFTH),
        "warning chapters/proactive: 二, not 一、二、三、四、五、六 · on “二、主动公开政府信息情况” · reads “二、主动公开政府信息情况”",
    ),
    case(
        "form/chapters", headed(*chapters(), remedies=None, applications=None),
        "warning chapters/applications: 无, not 表格 · on “三、收到和处理政府信息公开申请情况” · and “四、政府信息公开行政复议、行政诉讼情况” · reads “三、收到和处理政府信息公开申请情况”",
    ),
    case(
        "form/period", report(text=TEXT.replace("自2021年1月1日起至2021年12月31日止", "自2021年1月1日至11月30日")),
        "warning period: 2021-01-01/2021-11-30, not 2021-01-01/2021-12-31 · on “统计期限自2021年1月1日至11月30日” · reads “统计期限自2021年1月1日至11月30日”",
    ),
    case(
        "form/deadline", report(text=TEXT.replace("2022年1月20日", "2022年4月6日"), metadata={}),
        "warning metadata/published_on: 2022-04-06, not <= 2022-03-31 · on “2022年4月6日” · reads “2022年4月6日”",
    ),
    case(
        "form/deadline", report(text="2022-10-06", metadata={"published_on": Datum("2022-10-06", (0, 10))}),
        "warning metadata/published_on: 2022-10-06, not <= 2022-03-31 · on “2022-10-06” · reads “2022-10-06” · 也可能是网站迁移后重新发布的日期",
    ),
    case(
        "proactive/powers", printed(report(proactive=proactive(regulations__made=2, regulations__in_force=66))),
        "error proactive/regulations/made: 2, not 0 · on proactive/regulations/made · and proactive/regulations/in_force · reads “本年制发件数2、现行有效件数66” · 规章改填0；规范性文件填在“行政规范性文件”一行",
    ),
    case(
        "proactive/powers", printed(report(proactive=proactive(regulations__made=9))),
        "error proactive/regulations/made: 9, not 0 · on proactive/regulations/made · reads “本年制发件数9” · 与“行政规范性文件”一行同数，可能重复填报 · 规章改填0；规范性文件填在“行政规范性文件”一行",
    ),
    case(
        "proactive/stock-flow", printed(report(proactive=proactive(normative_documents__repealed=1, normative_documents__in_force=7))),
        "warning proactive/normative_documents/in_force: 7, not >= 8 · on proactive/normative_documents/in_force · reads “7”",
    ),
    case(
        "proactive/stock-flow", printed(report(proactive=proactive(normative_documents__made=1, normative_documents__repealed=5))),
        "warning proactive/normative_documents/repealed: 5, not <= 4 · on proactive/normative_documents/repealed · reads “5”",
        previous=report(year=2020, proactive=proactive(normative_documents__in_force=3)),
    ),
    case(
        "proactive/stock-flow", printed(report(year=2020, edition="2019", proactive=proactive("2019", normative_documents__newly_public=90, licensing__previous_items=3))),
        "warning proactive/normative_documents/public_total: 66, not >= 90 · on proactive/normative_documents/public_total · reads “66”",
        "warning proactive/licensing/change: -8, not >= -3 · on proactive/licensing/change · reads “-8”",
    ),
    case(
        "proactive/unit", printed(report(proactive=proactive(fees__amount_wan=175865093))),
        "warning proactive/fees/amount_wan: 175865093, not 17586.5093 · on proactive/fees/amount_wan · reads “175865093” · 如单位是元，应填17586.5093",
    ),
    case(
        "proactive/unit", printed(report(proactive=proactive(fees__amount_wan=20500))),
        "warning proactive/fees/amount_wan: 20500, not 2.05 · on proactive/fees/amount_wan · reads “20500” · 如单位是元，应填2.05",
        previous=report(year=2020, proactive=proactive(fees__amount_wan=Decimal("20.5"))),
    ),
    case(
        "applications/row-total", printed(report(applications=with_cell(applications(), "granted", "total", 61))),
        "error applications/granted/total: 61, not 68 · on applications/granted/total · reads “61+7=68；61” · 若“（一）予以公开”行“总计”栏由61改为68，不成立的2处勾稽即都成立（仅为提示，以原始台账为准）；61恰是“自然人”一项",
    ),
    case(
        "applications/handled", printed(report(applications=with_cell(applications(), "partly_granted", "natural_person", 32))),
        "error applications/handled/natural_person: 131, not 140 · on applications/handled/natural_person · and applications/partly_granted/natural_person · reads “61+32+4+38+5=140；131” · 若“（二）部分公开”行“自然人”栏由32改为23，不成立的2处勾稽即都成立（仅为提示，以原始台账为准）",
    ),
    case(
        "applications/balance", printed(report(applications=with_cell(applications(), "new", "natural_person", 140))),
        "error applications/carried_out/natural_person: 12, not 18 · on applications/carried_out/natural_person · and applications/new/natural_person · reads “140+9=149；131+12=143” · 若“一、本年新收政府信息公开申请数量”行“自然人”栏由140改为134，不成立的2处勾稽即都成立（仅为提示，以原始台账为准）",
    ),
    case(
        "applications/balance", printed(report(applications=with_cell(applications(), "new", "natural_person", 100))),
        "error applications/carried_out/natural_person: 12, not None · on applications/carried_out/natural_person · and applications/new/natural_person · reads “100+9=109；131+12=143” · 若“一、本年新收政府信息公开申请数量”行“自然人”栏由100改为134，不成立的2处勾稽即都成立（仅为提示，以原始台账为准）",
    ),
    case(
        "applications/balance", printed(report(applications=with_cell(applications(), "carried_out", "natural_person", BLANK))),
        "warning applications/carried_out/natural_person: None, not 12 · on applications/carried_out/natural_person · reads “134+9=143；131” · 若“四、结转下年度继续办理”行“自然人”栏由空白改为12，不成立的2处勾稽即都成立（仅为提示，以原始台账为准）",
    ),
    case(
        "applications/integer", printed(report(applications=with_cell(applications(), "new", "other", -1))),
        "error applications/new/other: -1, not 0, 1, 2 … · on applications/new/other · reads “-1”",
    ),
    case(
        "remedies/total", printed(report(remedies=with_cell(remedies(), "litigation", "total", 36))),
        "error remedies/litigation/total: 36, not 39 · on remedies/litigation/total · reads “32+1+3+3=39；36”",
    ),
    case(
        "remedies/cases-but-no-applications", printed(report(applications=NONE_ASKED)),
        "warning applications/new/total: 0, not > 0 · on applications/new/total · and remedies/reconsideration/total, remedies/litigation/total, remedies/litigation_after_reconsideration/total · reads “0” · 案件可能源自以前年度的申请，请核实",
    ),
    case(
        "indicators/total", printed(report(indicators=with_cell(STATISTICS, "received", "value", 6))),
        "warning indicators/received/value: 6, not 5 · on indicators/received/value · reads “3+2=5；6”",
    ),
    case(
        "indicators/total", printed(report(indicators=with_cell(STATISTICS, "published", "value", 12))),
        "warning indicators/published/value: 12, not <= 9 · on indicators/published/value · reads “9；12”",
    ),
    case(
        "metadata/document-number", with_field("doc_no", "望政办函〔2022〕0号"),
        "notice metadata/doc_no: 望政办函〔2022〕0号, not 代字〔年份〕序号号 · on “望政办函〔2022〕0号” · reads “望政办函〔2022〕0号”",
    ),
    case(
        "metadata/document-number", with_field("doc_no", "望政办函〔2020〕6号"),
        "notice metadata/doc_no: 望政办函〔2020〕6号, not 2022 · on “望政办函〔2020〕6号” · reads “望政办函〔2020〕6号”",
    ),
    case(
        "metadata/index-number", with_field("index_no", "无"),
        "notice metadata/index_no: 无, not 机构代码/年份-序号 · on “无” · reads “无”",
    ),
    case(
        "metadata/index-number", with_field("index_no", "12620600MB0523338D/2020-06557"),
        "notice metadata/index_no: 12620600MB0523338D/2020-06557, not GB 32100-2015 · on “12620600MB0523338D/2020-06557” · reads “12620600MB0523338D/2020-06557”",
    ),
    case(
        "metadata/index-number", with_field("index_no", "012345670/2031-00042"),
        "notice metadata/index_no: 012345670/2031-00042, not <= 2022 · on “012345670/2031-00042” · reads “012345670/2031-00042”",
    ),
    case(
        "metadata/dates", with_field("issued_on", "2022-02-10"),
        "notice metadata/published_on: 2022-01-21, not >= 2022-02-10 · on “202” · reads “2022-01-21”",
    ),
    case(
        "metadata/dates", with_field("written_on", "2021-06-01"),
        "notice metadata/written_on: 2021-06-01, not 2022 · on “2021-06-01” · reads “2021-06-01”",
    ),
    case(
        "metadata/dates", report(text="2026-09-29", metadata={"written_on": Datum("2026-09-29", (0, 10))}),
        "notice metadata/written_on: 2026-09-29, not 2022 · on “2026-09-29” · reads “2026-09-29” · 可能是入库或网站迁移的日期",
    ),
    case(
        "content/injected", report(text=f"{TEXT * 3}\n\n\n{SPAM}"),
        "warning page: 126字, not None · on “免费高清无码大片 | 人妻少妇在线观看 | 一区二区三区视频 | 久久久精品国产 | 免费高清无码大片 | 人妻少妇在线观看 | 一区二区三区视频 | 久久久精品国产 | 免费高清无码大片 | 人妻少妇在线观看 | 一区二区三区视频 | 久久久精品国产” · reads “免费高清无码大片 | 人妻少妇在线观看 | 一区二区三区视频 | 久久久精品国产” · 删除，并检查网站是否被入侵",
    ),
    case(
        "content/injected", report(text=TEXT.replace("望川县人民政府", "望川县亚博体育")),
        "warning page: 亚博体育, not None · on “亚博体育” · and “亚博体育”, “亚博体育”, “亚博体育” · reads “认真落实各项公开要求，望川县亚博体育门户网站发布信息三百条，望川”",
    ),
    case(
        "content/injected", report(page=page(hidden=(Hidden("百家乐官网", "display-none", 3, ()),))),
        "warning page/hidden: display-none, not None · on “” · reads “百家乐官网”",
    ),
    case(
        "content/injected", report(page=page(hidden=(Hidden("友情推荐", "off-screen", 3, ("https://example.com/",)),))),
        "warning page/hidden: off-screen, not None · on “” · reads “友情推荐”",
    ),
    case(
        "content/injected", report(text=TEXT.replace("政府信息公开", "政(zhèng)府信(xìn)息公(gōng)开")),
        "warning page: 6, not None · on “(zhèng)” · and “(xìn)”, “(gōng)”, “(zhèng)”, “(xìn)”, “(gōng)” · reads “望川县2021年政(zhèng)府信(xìn)息公(gōng”",
    ),
    case(
        "content/body-name", report(text=TEXT.replace("人民政府", "蓝鲸时代") + "望川县蓝鲸时代政务微博发布信息。"),
        "notice body: 望川县蓝鲸时代, not 望川县人民政府 · on “蓝鲸时代” · and “蓝鲸时代”, “蓝鲸时代”, “蓝鲸时代”, “蓝鲸时代” · reads “认真落实各项公开要求，望川县蓝鲸时代门户网站发布信息三百条，望川” · 仿冒或被篡改的网页常这样替换机关名称",
    ),
    case(
        "content/body-name", report(text=TEXT.replace("望川县人民政府\n2022", "望川蓝鲸时代\n2022")),
        "notice body: 望川蓝鲸时代, not None · on “望川蓝鲸时代” · reads “望川蓝鲸时代”",
    ),
    case(
        "content/body-name", with_field("publisher", "蓝鲸时代"),
        "notice metadata/publisher: 蓝鲸时代, not None · on “蓝鲸时代” · reads “蓝鲸时代”",
    ),
    case(
        "content/body-name", report(stated_body="石桥县"),
        "notice body: 望川县, not 石桥县 · on “望川县” · reads “望川县”",
    ),
    case(
        "content/personal-data", report(text=MOBILE),
        "warning page/mobile-number: 139****5678, not None · on “13912345678” · reads “申请人王某，139****5678，要求公开。” · 删除，或按规定遮盖",
    ),
    case(
        "content/wording", report(text="加大工开力度。加大工开力度。建设平台”，扩大公开。"),
        "notice page: 工开力度, not 公开力度 · on “工开力度” · and “工开力度” · reads “加大工开力度。加大工开力度。建设平台”，”",
        "notice page: ”, not “ · on “”” · reads “力度。加大工开力度。建设平台”，扩大公开。”",
    ),
    case(
        "content/script", report(text="我縣全麵落實各項製度,完善機製,依法答複申請人。"),
        "notice page: 全麵, not 全面 · on “全麵” · and “製度”, “機製”, “答複” · reads “我縣全麵落實各項製度,完善機製,依法”",
    ),
    case(
        "content/script", report(text="淇℃伅鍏紑 2021年"),
        "notice page: 淇℃伅, not None · on “淇℃伅” · and “鍏紑” · reads “淇℃伅鍏紑 2021年”",
    ),
    case(
        "content/script", report(text=HALF_AND_HALF, source=Source("a.txt", "", "text/plain", None, "mixed")),
        "notice page: 繁16、简16（常用字）, not None",
    ),
    case(
        "content/stale-year", headed(PLANS, stated_year=2022),
        "notice year: 2022, not 2021",
        "notice chapters: 2019, not 2021 · on “三、2019年工作打算” · reads “三、2019年工作打算”",
    ),
    case(
        "content/stale-year", report(text="本年(2020)制发件数\n2020年，我县共发布信息。", chapters=()),
        "notice header: 2020, not 2021 · on “本年(2020)” · reads “本年(2020)制发件数 2020年，我县共”",
        "notice prose: 2020, not 2021 · on “2020年，” · reads “本年(2020)制发件数 2020年，我县共发布信息。”",
    ),
    case(
        "content/stale-year", report(page=page(title="望川县2020年政府信息公开工作年度报告")),
        "notice title: 2020, not 2021",
    ),
    case(
        "years/carry-over", printed(report(year=2022, applications=applications(carried_in={"natural_person": 13}))),
        "warning applications/carried_in/natural_person: 13, not 12 · on applications/carried_in/natural_person · reads “13” · 上年数字如有更正，应在报告中说明",
        previous=report(),
    ),
    case(
        "years/stock-flow", printed(report(year=2022)),
        "warning proactive/normative_documents/in_force: 66, not 14 · on proactive/normative_documents/in_force · reads “66” · 修改、自然失效的口径可能不同",
        previous=report(proactive=proactive(normative_documents__in_force=10)),
    ),
    case(
        "years/stock-flow", printed(report(year=2020, edition="2019")),
        "warning proactive/licensing/previous_items: 120, not 112 · on proactive/licensing/previous_items · reads “120”",
        previous=report(year=2019, edition="2019"),
    ),
    case(
        "years/jump", printed(report(year=2022, proactive=proactive(licensing__decisions=41200))),
        "warning proactive/licensing/decisions: 41200, not None · on proactive/licensing/decisions · reads “41200” · 可能多写或少写了数位",
        previous=report(),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("check", "given", "previous", "lines"), FOUND)
def test_a_finding_says_how_grave_it_is_where_it_stands_what_was_due_and_what_to_do(
    check: str, given: Report, previous: Report | None, lines: list[str]
) -> None:
    assert [told(finding, given) for finding in outcome(check, given, previous).findings] == lines


OPEN: list[tuple[str, Report, str]] = [
    ("form/edition", report(year=None), "报告年度不明，或该年度没有全国统一的表格"),
    ("form/edition", report(year=2016), "2018年度及以前没有这三张表"),
    ("form/edition", report(editions=Editions(None, None, None)), "没有读到统计表，不能判断使用的格式"),
    ("form/chapters", report(chapters=()), "没有读到章标题"),
    ("form/period", report(text=""), "文中没有写明统计期限"),
    ("form/period", report(year=None), "报告年度不明"),
    ("form/deadline", report(year=None), "报告年度不明"),
    ("form/deadline", report(text="", metadata={}), "页面没有可用的发布或落款日期"),
    ("form/deadline", report("望川县石桥镇"), "仅凭名称不能确定适用哪个期限（乡镇、街道没有法定日期）"),
    ("form/deadline", report(year=2016, text="", metadata={"published_on": Datum("2020-09-29")}), "页面最早的日期2020-09-29显然是后来重新发布的日期，不能据以判断是否按期"),
    ("proactive/powers", report("云州市"), "仅凭名称不能确定该机关有无规章制定权"),
    ("proactive/powers", report(proactive=Table("2021", {("regulations", "made"): UNREADABLE})), "规章一行没有可辨认的数字"),
    ("proactive/powers", report(proactive=None), "文中没有主动公开情况表"),
    ("proactive/stock-flow", report(proactive=None), "文中没有主动公开情况表"),
    ("proactive/unit", report(proactive=None), "文中没有主动公开情况表"),
    ("proactive/unit", report(proactive=with_cell(proactive(), "fees", "amount_wan", BLANK)), "没有可辨认的行政事业性收费金额"),
    ("applications/integer", report(applications=None), "文中没有申请情况表"),
    ("remedies/total", report(remedies=None), "文中没有复议诉讼情况表"),
    ("remedies/total", report(remedies=with_cell(remedies(), "litigation", "other", UNREADABLE)), "“未经复议直接起诉”行“其他结果”栏无法辨认"),
    ("remedies/cases-but-no-applications", report(remedies=None), "文中没有复议诉讼情况表"),
    ("remedies/cases-but-no-applications", report(applications=None), "文中没有申请情况表"),
    ("indicators/total", report(), "文中没有统计表"),
    ("metadata/document-number", report(metadata={}), "页面没有文号"),
    ("metadata/document-number", with_field("doc_no", "无"), "页面没有文号"),
    ("metadata/index-number", report(metadata={}), "页面没有索引号"),
    ("metadata/index-number", with_field("index_no", " "), "页面没有索引号"),
    ("metadata/dates", report(metadata={}), "页面没有日期"),
    ("metadata/dates", report(metadata={"written_on": Datum("不详")}), "页面没有日期"),
    ("content/injected", report(page=None), "报告来自数据，没有页面文字"),
    ("content/body-name", report(page=None), "报告来自数据，没有页面文字"),
    ("content/body-name", report(body=None), "没有读到机关名称"),
    ("content/body-name", report(body=None, stated_body="石桥县"), "没有读到机关名称"),
    ("content/personal-data", report(page=None), "报告来自数据，没有页面文字"),
    ("content/wording", report(page=None), "报告来自数据，没有页面文字"),
    ("content/script", report(page=None), "报告来自数据，没有页面文字"),
    ("content/stale-year", report(year=None), "报告年度不明"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "given", "why"), OPEN, ids=[f"{c}-{w}" for c, _, w in OPEN])
def test_what_cannot_be_assessed_is_said_with_its_reason(check: str, given: Report, why: str) -> None:
    found = outcome(check, given)
    assert (found.result, found.findings) == (Result.NOT_ASSESSED, ())
    assert found.why_not is not None
    assert found.why_not.zh == why
