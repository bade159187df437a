"""What must not stand on the page, and how it is written."""

import time
from dataclasses import replace

import pytest

from mingbai.audit import content, wording
from mingbai.audit.check import Check, Context, assess
from mingbai.audit.checks import CHECKS
from mingbai.audit.findings import Finding, Outcome, Result, Severity
from mingbai.audit.run import audit
from mingbai.report.values import Body, Chapter, Datum, Report
from mingbai.screening.personal import Kind, mask, personal
from mingbai.text.page import Hidden
from mingbai.text.script import script as script_of
from mingbai.text.script import to_simplified
from tests.core.audit.telling import printed
from tests.factories import METADATA, TEXT, page, report

ALL = (
    content.injected, content.body_name, content.personal_data, wording.wording, wording.script, wording.stale_year,
)  # fmt: skip


def judge(check: Check, given: Report) -> Outcome:
    return assess(
        check, given, Context(plain=to_simplified(given.page.text) if given.page is not None else "")
    )


def found(check: Check, text: str, **changes: object) -> tuple[Finding, ...]:
    given = report(text=text, **changes)
    assert given.page is not None
    for finding in judge(check, given).findings:
        assert finding.span is None or 0 <= finding.span[0] <= finding.span[1] <= len(text)
    return judge(check, given).findings


@pytest.mark.parametrize("check", ALL, ids=lambda check: check.id)
def test_a_clean_page_passes(check: Check) -> None:
    assert judge(check, report()).result is Result.PASSED


@pytest.mark.parametrize("check", ALL[:5], ids=lambda check: check.id)
def test_a_report_from_data_has_no_page_to_look_at(check: Check) -> None:
    assert judge(check, report(page=None)).result is Result.NOT_ASSESSED


SPAM = " | ".join(["免费高清无码大片", "人妻少妇在线观看", "一区二区三区视频", "久久久精品国产"] * 3)
UNKNOWN = " | ".join(
    [
        "碧螺甘露",
        "琥珀蜻蜓",
        "翡翠麒麟",
        "檀香玫瑰",
        "珊瑚蝴蝶",
        "鹦鹉葡萄",
        "枇杷琵琶",
        "蟋蟀螳螂",
        "橄榄柠檬",
        "骆驼绵羊",
    ]
)


@pytest.mark.parametrize("block", [SPAM, UNKNOWN])
def test_a_block_of_foreign_phrases_at_the_end_is_named_once(block: str) -> None:
    (finding,) = found(content.injected, TEXT * 3 + "\n\n\n" + block)
    assert finding.severity is Severity.WARNING
    assert finding.span is not None
    assert (TEXT * 3 + "\n\n\n" + block)[slice(*finding.span)] == block


def test_an_advertisement_after_the_signature_is_named_and_the_sites_footer_is_not() -> None:
    advertisement = "本店专业办理资质代办业务，价格优惠，欢迎洽谈合作，免费上门取件，支持分期付款。"
    (finding,) = found(content.injected, TEXT + advertisement)
    assert finding.severity is Severity.WARNING
    footer = "上一篇：望川县2020年度报告\n主办：望川县人民政府办公室\n网站地图 | 联系我们\n"
    assert not found(content.injected, TEXT + footer)
    assert not found(content.injected, advertisement + TEXT)


def test_two_blocks_of_the_same_words_do_not_vouch_for_each_other() -> None:
    assert len(found(content.injected, UNKNOWN + "\n" + TEXT + "\n" + UNKNOWN)) == 2


def test_a_block_in_the_other_script_is_named() -> None:
    hant = (
        "望川縣政務公開工作年度報告。我縣認真貫徹國務院關於政務公開的要求,開展為民服務,發布與實際業務對應的書面數據。\n"
        * 4
    )
    block = "\n".join(
        [
            "碧螺甘露国术",
            "琥珀蜻蜓东风",
            "翡翠麒麟会馆",
            "檀香玫瑰车厘",
            "珊瑚蝴蝶长裙",
            "鹦鹉葡萄业余",
            "枇杷琵琶书画",
            "蟋蟀螳螂应声",
        ]
    )
    (finding,) = found(content.injected, hant + "\n\n\n" + block)
    assert "与正文简繁不同" in finding.says.zh


@pytest.mark.parametrize(
    "block",
    [
        "首页 | 政务公开 | 办事服务 | 互动交流 | 网站地图 | 联系我们 | 版权声明 | 关于我们 | 长者版 | 隐私说明",
        "主办：望川县人民政府办公室\n承办：望川县大数据中心\n备案号：000\n扫一扫在手机打开\n打印\n关闭\n分享到\n微信",
        "自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 | 结果维持 | 结果纠正 | 尚未审结",
        "|" * 300,
    ],
)
def test_a_sites_own_furniture_is_no_injection(block: str) -> None:
    assert found(content.injected, TEXT + "\n\n\n" + block) == ()


def test_a_brand_in_the_sentences_is_one_finding() -> None:
    text = TEXT.replace("望川县人民政府", "望川县亚博体育")
    (finding,) = found(content.injected, text)
    assert "4处" in finding.says.zh


def test_hidden_links_are_named_and_hidden_menus_are_not() -> None:
    def hide(text: str, how: str, *targets: str) -> tuple[Finding, ...]:
        given = report(page=page(hidden=(Hidden(text, how, 3, targets),)))
        return judge(content.injected, given).findings

    assert hide("百家乐官网", "display-none")
    assert hide("友情推荐", "off-screen", "https://example.com/")
    assert not hide("站点导航", "display-none", "https://example.com/")
    assert not hide("跳到正文", "off-screen", "#main")


def test_what_is_hidden_or_injected_is_told_by_its_signs() -> None:
    def says(*hidden: Hidden, text: str = TEXT) -> str:
        (finding,) = judge(content.injected, report(page=page(text, hidden=hidden))).findings
        return f"{finding.says.zh}：{finding.quote}"

    assert (
        says(Hidden("百家乐官网", "display-none", 3, ()))
        == "页面藏有看不见的文字（display-none），含百家乐：百家乐官网"
    )
    assert says(Hidden("友情推荐", "off-screen", 3, ("https://example.com/",))) == (
        "页面藏有看不见的链接（off-screen）：友情推荐"
    )
    assert "（12个短语，用字与正文仅0%重合，含色情、博彩等词语）" in says(text=f"{TEXT * 3}\n\n\n{SPAM}")
    assert "（10个短语，用字与正文仅0%重合）" in says(text=f"{TEXT * 3}\n\n\n{UNKNOWN}")


def test_readings_between_the_characters_are_noise() -> None:
    text = TEXT.replace("政府信息公开", "政(zhèng)府信(xìn)息公(gōng)开")
    (finding,) = found(content.injected, text)
    assert "注音" in finding.says.zh
    assert not found(content.injected, TEXT + "分为甲(a)类、乙(b)类。")
    assert len(found(content.injected, TEXT.replace("公开", "公gōng开kāi"))) == 1


def test_what_stands_where_the_government_should_is_named_with_its_count() -> None:
    text = TEXT.replace("人民政府", "蓝鲸时代") + "望川县蓝鲸时代政务微博发布信息。"
    (finding,) = found(content.body_name, text)
    assert finding.severity is Severity.NOTICE
    assert (finding.expected, finding.found) == ("望川县人民政府", "望川县蓝鲸时代")
    assert "5处" in finding.says.zh


def test_a_brand_with_an_ordinary_character_is_named_and_the_bodys_own_name_is_not() -> None:
    text = TEXT.replace("人民政府", "乐彩在线") + "望川县乐彩在线政务微博发布信息。"
    assert found(content.body_name, text)
    own = TEXT.replace("人民政府", "自然资源厅") + "望川县自然资源厅政务微博发布信息。"
    assert not [f for f in found(content.body_name, own) if "疑被替换" in f.says.zh]


def test_a_signature_that_is_no_organisation_is_noticed() -> None:
    (finding,) = found(content.body_name, TEXT.replace("望川县人民政府\n2022", "望川蓝鲸时代\n2022"))
    assert finding.found == "望川蓝鲸时代"


def test_a_line_above_the_day_that_is_no_name_is_no_signature() -> None:
    assert not found(
        content.body_name, TEXT.replace("望川县人民政府\n2022", "望川县的工作还有不足，特此报告。\n2022")
    )
    assert not found(content.body_name, TEXT.replace("望川县人民政府\n2022", "蓝鲸时代\n2022"))


def test_an_odd_signature_beside_a_replaced_name_is_told_as_well() -> None:
    text = TEXT.replace("人民政府\n2022", "飞鸟之家\n2022").replace("人民政府", "蓝鲸时代")
    assert [f.found for f in found(content.body_name, text + "望川县蓝鲸时代发布信息。")] == [
        "望川县蓝鲸时代",
        "望川县飞鸟之家",
    ]


def test_a_publisher_in_latin_letters_is_not_judged() -> None:
    assert not found(content.body_name, TEXT, metadata={**METADATA, "publisher": Datum("admin")})


def test_a_publisher_that_is_no_organisation_is_noticed() -> None:
    odd = {**METADATA, "publisher": Datum("蓝鲸时代")}
    assert [f.at for f in found(content.body_name, TEXT, metadata=odd)] == ["metadata/publisher"]


def test_another_body_than_the_one_given_is_noticed() -> None:
    assert found(content.body_name, TEXT, stated_body="石桥县")[0].expected == "石桥县"
    assert not found(content.body_name, TEXT, stated_body="云州市望川县人民政府")
    assert not found(content.body_name, TEXT, body=Body("云州市望川县", "云州市望川县"), stated_body="望川县")


IDENTITY = "11010519491231002X"  # the specimen of GB 11643
CARD = "6222020200001234564"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"申请人身份证号{IDENTITY}。", Kind.IDENTITY),
        ("证件号码110105491231002。", Kind.IDENTITY),
        ("申请人王某，13912345678，要求公开。", Kind.MOBILE),
        ("户名王某，账号4111 1111 1111 1111。", Kind.CARD),
    ],
)
def test_personal_data_is_found_and_masked(text: str, kind: Kind) -> None:
    (leak,) = personal(text)
    assert leak.kind is kind
    assert "*" in leak.shown
    (finding,) = found(content.personal_data, text)
    assert finding.severity is Severity.WARNING
    digits = text[slice(*leak.span)]
    assert digits not in (finding.quote or "")
    assert digits not in finding.says.zh


@pytest.mark.parametrize(
    "text",
    [
        "身份证号110105194912310021。",  # wrong check digit
        "联系电话：13912345678。", "咨询热线 13912345678", "索引号11341703003249434A/202406-00042",
        "备案号：33010002000123456", "共计13912345678901234567件", "订单号110105491231002。", "编号4111111111111111。",
        "统一社会信用代码：110105194912310029", "金额13912345678.50元",
    ],
)  # fmt: skip
def test_what_only_looks_like_personal_data_passes(text: str) -> None:
    assert list(personal(text)) == []


def test_neighbouring_leaks_are_masked_in_each_others_quotes() -> None:
    text = f"王某{IDENTITY}、13912345678。"
    quotes = [f.quote or "" for f in found(content.personal_data, text)]
    assert len(quotes) == 2
    assert all(IDENTITY not in quote and "13912345678" not in quote for quote in quotes)


def test_many_leaks_are_listed_up_to_a_number() -> None:
    told = found(content.personal_data, "某人13912345678，" * 20)
    assert len(told) == 9
    assert {f.severity for f in told} == {Severity.WARNING}


def test_a_mask_keeps_head_and_tail() -> None:
    assert mask(Kind.IDENTITY, IDENTITY) == "11*************02X"
    assert mask(Kind.MOBILE, "13812345678") == "138****5678"
    assert mask(Kind.CARD, CARD) == "***************4564"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("加大工开力度。", "工开力度"), ("《公文管理办法（实行）》", "办法（实行）"),
        ("加大信息公开公开力度", "公开公开"), ("进一步加强加强领导", "加强加强"),
        ("《关于印发公开指南的通知等文件。", "《"), ("开设“两微一端’平台。", "“"),
        ("建设平台”，扩大公开。", "”"), ("主动公开，，依法公开", "，，"),
    ],
)  # fmt: skip
def test_slips_are_noticed(text: str, wrong: str) -> None:
    assert wrong in [f.found for f in found(wording.wording, text)]


@pytest.mark.parametrize(
    "text",
    [
        "员工开展培训，分工开展工作，复工开业。", "实行三审制度，（实行）之后", "政府信息公开公开目录",
        "主动公开公开范围以外的内容",
        "《关于<居住证条例>实施的通知》", "《关于印发〈指南〉的通知》", "1)加强领导；2)健全机制。",
        "“三同步”“好差评”《条例》（试行）",
        "（本列数据的勾稽关系为：第一项加第二项之和,等于第三项加第四项之和）", "社会公（益\n组织）",
        "的的确确", "(试行）",
    ],
)  # fmt: skip
def test_good_wording_is_left_alone(text: str) -> None:
    assert found(wording.wording, text) == ()


def test_marks_inside_tables_and_on_a_garbled_page_are_left_alone() -> None:
    given = printed(report())
    assert given.page is not None
    inside = given.page.text.rindex("\n", 0, -30)
    text = f"{given.page.text[:inside]}”{given.page.text[inside + 1 :]}"
    assert judge(wording.wording, replace(given, page=page(text))).findings == ()
    assert found(wording.wording, "信息公开”")
    assert found(wording.wording, "淇℃伅鍏紑”") == ()


def hant(text: str) -> Report:
    given = report(text=text)
    source = given.source
    return report(text=text, source=type(source)(source.name, "", "text/html", None, script_of(text)))


def test_a_character_map_that_chose_wrongly_is_one_finding() -> None:
    given = hant("我縣全麵落實各項製度,完善機製,依法答複申請人,公開行政複議結果,發布實際業務數據。")
    (finding,) = judge(wording.script, given).findings
    assert "全麵→全面" in finding.says.zh
    assert "共5处" in finding.says.zh
    assert judge(wording.script, hant("我縣全面落實各項制度,完善機制,發布實際業務數據。")).findings == ()


def test_two_scripts_in_one_report_are_noticed() -> None:
    text = "我縣發布與實際業務對應的數據,開展為民服務,會同東區實施。"
    text += "我县发布与实际业务对应的数据,开展为民服务,会同东区实施。"
    (finding,) = judge(wording.script, hant(text)).findings
    assert "混用" in finding.says.zh


def test_bytes_decoded_wrongly_are_noticed() -> None:
    (finding,) = found(wording.script, "淇℃伅鍏紑 2021年")
    assert "2处" in finding.says.zh


def test_years_left_over_from_last_year_are_noticed() -> None:
    heading = (Chapter("三", "2019年工作打算", "三、2019年工作打算", (0, 5)),)
    assert [f.at for f in found(wording.stale_year, TEXT, chapters=heading)] == ["chapters"]
    assert [f.at for f in found(wording.stale_year, TEXT + "本年(2020)制发件数")] == ["header"]
    assert [f.at for f in found(wording.stale_year, TEXT + "2020年，我县共发布信息。")] == ["prose"]
    assert [f.at for f in found(wording.stale_year, TEXT, stated_year=2022)] == ["year"]
    titled = page(title="望川县2020年政府信息公开工作年度报告")
    assert [f.at for f in found(wording.stale_year, TEXT, page=titled)] == ["title"]
    for title in ("望川县2021年政府信息公开工作年度报告", "望川县政府信息公开工作年度报告", "2020年的望川县"):
        assert found(wording.stale_year, TEXT, page=page(title=title)) == ()


def test_plans_for_the_next_year_and_looks_back_are_left_alone() -> None:
    heading = (Chapter("三", "2022年工作打算", "三、2022年工作打算", (0, 5)),)
    text = TEXT + "2022年，我县将继续努力。自2008年以来，我县公开信息多条。本年（2021）制发件数"
    assert found(wording.stale_year, text, chapters=heading) == ()


def test_an_unknown_year_leaves_stale_years_open() -> None:
    assert judge(wording.stale_year, report(year=None)).result is Result.NOT_ASSESSED


@pytest.mark.slow
def test_all_checks_on_an_ordinary_page_stay_within_the_budget() -> None:
    given = report(text=TEXT * 40)
    audit(given)
    times = []
    for _ in range(20):
        started = time.process_time()
        audit(given, checks=[c for c in CHECKS if not c.id.startswith(("prose", "fees"))])
        times.append(time.process_time() - started)
    assert min(times) < 0.004
