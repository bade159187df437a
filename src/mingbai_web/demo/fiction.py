"""People, companies and matters that there are not: what the district's applications are about, and who asks."""

from datetime import datetime
from io import BytesIO
from random import Random

import xlsxwriter

from mingbai.report.render.xlsx import SAFE
from mingbai_web.intake import details as outer
from mingbai_web.parties.details import Details

__all__ = ["COMPANIES", "OTHER", "SAID", "applicant", "document", "matter", "outcome", "submission"]

_FAMILY = "禾田林江岳石柳梅方丁𠮷叶夏秋"
_GIVEN = (
    "一",
    "二禾",
    "三川",
    "四维",
    "五岳",
    "六合",
    "七音",
    "八方",
    "九如",
    "十全",
    "百川",
    "千帆",
    "万里",
    "小满",
)
COMPANIES = (
    "清河青禾建筑工程有限公司",
    "清江云帆科技有限公司",
    "清河万川物业服务有限公司",
    "清江百禾食品有限公司",
)
_ORGANISATIONS = {
    "law_firm": ("清江明衡律师事务所", "清江守正律师事务所"),
    "other_organisation": ("清河区晨星小区业主委员会", "清河区东塘村民小组"),
}
"""Who applies and is no company: a name is always of the same kind."""
_MATTERS = (
    "老旧小区改造项目名单", "老旧小区改造资金使用情况", "河道整治工程招标文件", "某路拓宽工程征收补偿方案", "廉租住房分配结果",
    "停车场收费标准的制定依据", "小学学区划分方案", "养老服务补贴发放明细", "行政处罚裁量基准", "某地块规划条件",
    "政府采购合同", "环境影响评价批复", "突发事件应急预案", "国有土地上房屋征收决定", "公租房申请审核标准", "垃圾分类考核结果",
    "某建设项目施工许可材料", "某会议纪要", "物业维修资金使用备案", "路灯改造工程结算审核报告",
)  # fmt: skip
_YEARS = ("2023年", "2024年", "2025年")
_OUTCOMES = (
    ("granted", 30), ("already_public", 20), ("partly_granted", 12), ("not_existing", 12), ("other_organ", 8),
    ("refused_third_party", 3), ("refused_process_information", 4), ("refused_internal_affairs", 2),
    ("refused_enforcement_file", 2), ("needs_creation", 4), ("petition", 2), ("repeat", 1),
)  # fmt: skip
SAID = {
    "route": "清河区政府网站“政府信息公开”专栏，可以检索、下载",
    "provided": "所申请信息的复制件一份（见附件）",
    "withheld": "《政府信息公开条例》第十五条",
    "reasons": "经审查，公开会对第三方合法权益造成损害；详见审查意见",
    "search": "检索了本机关档案、电子公文系统和业务台账，没有制作或者保存该信息",
    "organ": "建议向清河区自然资源和规划局提出，地址：清河区中心路8号",
    "view": "已书面征求第三方意见，第三方不同意公开，理由合理",
    "statute": "《不动产登记暂行条例》",
    "channel": "可以向清河区信访局反映",
    "earlier": "清政公开答〔2025〕1号",
}
"""What replies of the district say, by what their articles ask for."""
OTHER = (
    ("反映小区噪声扰民", "petition", "这是信访事项，请向区信访局提出；本机关已将来信转交。"),
    ("询问居住证办理流程", "consultation", "这是咨询事项，已电话告知办理地点和所需材料。"),
    ("建议公开学区划分听证材料", "suggestion", "已转政务公开科研究是否纳入主动公开。"),
    ("投诉某镇不公开村务", "complaint", "已受理，将按照条例第四十七条调查处理。"),
)


def document(matter: str) -> bytes:
    """Return what was asked for, as the district holds it: a workbook of a few lines."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, SAFE) as book:
        book.set_properties({"title": matter, "created": datetime(2025, 1, 1)})
        page = book.add_worksheet("清单")
        page.set_column(1, 2, 30)
        for line, row in enumerate(
            ((matter,), ("序号", "事项", "说明"), ("1", "清河区第一项", "虚构，供演示"))
        ):
            for place, said in enumerate(row):
                page.write_string(line, place, said)
    return out.getvalue()


def matter(dice: Random) -> str:
    """Return what somebody asks for."""
    return f"清河区{dice.choice(_YEARS)}{dice.choice(_MATTERS)}"


def outcome(dice: Random) -> str:
    """Return how an answer ends, as often as offices say it does."""
    keys, weights = zip(*_OUTCOMES, strict=True)
    found: str = dice.choices(keys, weights)[0]
    return found


def applicant(dice: Random) -> tuple[str, Details]:
    """Return who applies by letter: the kind, and what is known."""
    if dice.random() < 0.85:
        return "natural_person", Details(_name(dice), phone="000-0000000", address="清河区某路1号")
    kind = dice.choice(["company", "company", "law_firm", "other_organisation"])
    return kind, Details(
        dice.choice(_ORGANISATIONS.get(kind, COMPANIES)),
        phone="000-0000000",
        address="清河区某路2号",
        person=False,
    )


def submission(dice: Random) -> outer.Details:
    """Return what somebody sends in online."""
    wanted = outer.Wanted(dice.choice(list(outer.FORMS)), dice.choice(list(outer.ROUTES)))
    return outer.Details(
        outer.Sought(matter(dice)), wanted, outer.Person(_name(dice), "natural_person", phone="000-0000000")
    )


def _name(dice: Random) -> str:
    return dice.choice(_FAMILY) + dice.choice(_GIVEN)
