"""What letters are filled from in the tests: a fictional office and all that its letters may have to say."""

from datetime import date

from mingbai.lifecycle import Settings
from mingbai_web.papers.letters import Letter, Part, Sender, letter, reply

SETTINGS = Settings.shipped()
DAY = date(2026, 3, 20)
SENDER = Sender(
    "清河区住房和城乡建设局", "联系人：杜若，电话：0000-5550188", "清河区人民政府", "清河铁路运输法院"
)
MATTER = "2021年至2025年清河区老旧小区改造项目（含滨河路、北关街等17个小区）的立项批复"
PERSON = "𠮷田㛃"  # outside the basic plane, and in its first extension
FACTS: dict[str, str | date] = {
    "received": date(2026, 3, 2),
    "matter": MATTER,
    "case": "清河申〔2026〕12号",
    "channel": "网上提交",
    "due": date(2026, 3, 30),
    "before": date(2026, 3, 30),
    "follow": "在申请页面输入申请编号和查询码",
    "defects": "没有写明所申请信息的名称、文号或者其他特征性描述",
    "amend_by": date(2026, 3, 27),
    "guidance": "可以参照本机关公开指南的示例",
    "where": "邮寄或者在申请页面补充",
    "days": "15",
    "reasons": "所申请的信息分散在七个项目档案中",
    "volume": "自2026年1月5日起，共提出申请46件",
    "reasons_by": date(2026, 3, 16),
    "standard": "按件收费，当月第11件至第30件每件100元",
    "amount": "2000.00",
    "pay": "持缴款码在代收银行缴纳",
    "interests": "商业秘密（报价明细）",
    "reply_to": "邮寄至清河区政府路1号",
    "opinion": "拟予公开",
    "asked": "会议纪要中由贵方负责的部分是否可以公开",
    "reply_by": date(2026, 3, 18),
    "view": "2026年3月5日收到书面意见，不同意公开",
    "told": "可以在政务服务大厅二楼窗口查询",
}


def made(kind: str, **more: str | date) -> Letter:
    """Return a letter of *kind* that says all it may."""
    return letter(kind, {**FACTS, **more}, addressee=PERSON, sender=SENDER, day=DAY, settings=SETTINGS)


def answered(*parts: Part, organisation: bool = False) -> Letter:
    """Return a reply with *parts*."""
    return reply(
        parts,
        FACTS,
        addressee=PERSON,
        sender=SENDER,
        day=DAY,
        settings=SETTINGS,
        organisation=organisation,
    )
