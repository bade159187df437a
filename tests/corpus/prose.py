"""The words of a fictional report: our own sentences, with figures of its tables and figures that are none of theirs."""

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.corpus.reports import Fiction

__all__ = ["chapters"]

OPENING = (
    "本报告由{office}依照《中华人民共和国政府信息公开条例》编写，数据统计时间为{year}年1月1日至12月31日。",
    "现将{body}{year}年政府信息公开工作有关情况报告如下，所列数字均截至{year}年12月31日。",
    "根据《条例》第五十条的要求，{office}汇总所属单位的材料，编成本年度报告，欢迎公众查阅并提出意见。",
)
WORK = (
    "一是把该公开的都公开出来。全年在门户网站发布信息{web}条，其中财政预决算{w1}条、重大项目{w2}条、公共服务{w3}条。",
    "二是让申请更好办。{year}年{we}新收政府信息公开申请{new}件，上年结转{carried}件，办结{handled}件，结转下年度{left}件。",
    "三是把账算清楚。编制公开目录{w2}项，逐条核对发布时间，退回修改{w3}条，补发{w1}条。",
    "年内专题页共登出稿件{sum2}条，分别是动态消息{w1}条、通知公告{w2}条。",
    "推进热线与公开专栏衔接，12345平台转来的工单{web}件，按时办结率99.{d2}%，回访满意率9{d1}.{d2}%。",
    "依托89000服务平台答复群众留言{w2}条，平均每条用时{d1}.5个工作日。",
    "举办业务培训{d1}期，{w3}余人次参加；召开工作例会三次，开展自查一次，下发整改单{w1}份。",
    "全年制发行政规范性文件{made}件，废止{repealed}件，均附解读，图文解读占百分之六十。",
    "政务公众号推送消息{w2}条，阅读量{w1}.{d1}万次，关注人数突破{d1}.{d2}万。",
    "对申请内容较为复杂的，办理前先与申请人通话，全年电话沟通三十余次，线下面谈{d1}次。",
    "因政府信息公开引发的行政复议{fy}件、行政诉讼{ss}件，均已按要求提交答复材料。",
    "本级机关网站栏目由{w1}个合并为{w2}个，撤销长期不更新的栏目{d1}个。",
    "按照“谁起草、谁解读”的做法，解读材料与文件同步送审、同步发布，没有解读方案的不上会。",
    "街道和村居的公开栏统一了样式，群众走到门口就能看到补贴发到了谁手里、修路花了多少钱。",
    "公开指南重新写过一遍，用的是群众平时说的话，附上了办公地点和接待时间。",
    "（联系电话：0{d1}99-{tel}，传真：{tel}，邮政编码：9{tel5}，工作日8:30—17:30。）",
    "修订后的《公开事项审核办法（试行）》（{doc}政办发〔{year}〕{d2}号）自{year}年7月1日起施行，有效期三年。",
    "引入第三方对{w1}家单位做了{d1}轮检测，发现错链{w2}处，全部改正，整改率100%。",
    "把涉及养老、托育、供水的{w3}项服务做成一张表，每一项都写明谁来办、几天办完、找谁问。",
    "共组织新闻发布会{d1}场，在线访谈{d1}期，主要负责同志参加一次。",
)
PROBLEMS = (
    "一年来的工作也有短处：有的单位发布信息偏晚，有的栏目翻三页才找得到想看的内容，解读文章里术语还是太多。",
    "存在的问题：一是公开的主动性不够均衡，二是基层人手紧、调整多，三是历史文件的电子化刚刚开头。",
)
PLANS = (
    "下一步，一是按月检查栏目更新，逾期未更新的点名；二是把答复书的写法编成样本，供新同志照着学；三是继续清理失效文件。",
    "改进的办法：给每个栏目定一名责任人；申请答复前由法制机构看一遍；每季度请群众代表来挑毛病。",
)
OTHER = (
    "{year}年未收取信息处理费。",
    "按照《政府信息公开信息处理费管理办法》，{year}年度发出收费通知0件，收取费用0元，没有其他需要报告的事项。",
    "无其他需要报告的事项。",
)


def chapters(made: "Fiction", rng: Random, *, words: int) -> dict[str, tuple[str, ...]]:
    """Return the paragraphs of each chapter; *words* 0 gives a line each, 1 some 1,500 characters, 3 some 8,000."""
    facts = _facts(made, rng)
    lines = [text.format(**facts) for text in WORK]
    rng.shuffle(lines)
    if words == 0:
        body = [rng.choice(lines)]
    else:
        body = [part for _ in range(words * 2 - 1) for part in _paragraphs(lines, rng)]
    return {
        "opening": (rng.choice(OPENING).format(**facts),),
        "overview": tuple(body),
        "problems": (rng.choice(PROBLEMS), rng.choice(PLANS)),
        "other": (rng.choice(OTHER).format(**facts),),
    }


def _paragraphs(lines: list[str], rng: Random) -> list[str]:
    lines = list(lines)
    rng.shuffle(lines)
    found = []
    while lines:
        size = rng.randint(1, 4)
        found.append("".join(lines[:size]))
        lines = lines[size:]
    return found


def _facts(made: "Fiction", rng: Random) -> dict[str, object]:
    w1, w2, w3 = (rng.randint(2, 999) for _ in range(3))
    rows = ("litigation", "litigation_after_reconsideration")
    return {
        "body": made.body.title,
        "office": made.body.office,
        "we": made.body.we,
        "year": made.year,
        "doc": made.body.core[:1],
        "new": made.value("applications", "new", "total"),
        "carried": made.value("applications", "carried_in", "total"),
        "handled": made.value("applications", "handled", "total"),
        "left": made.value("applications", "carried_out", "total"),
        "made": made.value("proactive", "normative_documents", "made"),
        "repealed": made.value("proactive", "normative_documents", "repealed"),
        "fy": made.value("remedies", "reconsideration", "total"),
        "ss": sum(made.value("remedies", row, "total") for row in rows),
        "w1": w1,
        "w2": w2,
        "w3": w3,
        "web": w1 + w2 + w3 + rng.randint(0, 500),
        "sum2": w1 + w2,
        "d1": rng.randint(2, 9),
        "d2": rng.randint(10, 99),
        "tel": rng.randint(1_000_000, 9_999_999),
        "tel5": rng.randint(10000, 99999),
    }
