"""Fictional values for the living page of components: every component in every state it can be in."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from mingbai.deadlines.steps import Step
from mingbai.lifecycle import Case, act
from mingbai.statutes import Ground, shipped
from mingbai.text.words import Words
from mingbai_web.look.fields import DayField
from mingbai_web.look.parts import (
    Cell,
    Check,
    Confirmation,
    Fact,
    Finding,
    Head,
    Job,
    Moment,
    Row,
    Tab,
    Table,
    TodayLine,
)

__all__ = ["SpecimenAct", "SpecimenForm", "confirmation", "specimens"]

TODAY = date(2025, 10, 13)
WAYS = (
    ("online", _("在本页查看")),
    ("post", _("邮寄纸质件")),
    ("hand", _("到受理点领取")),
)


class SpecimenForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(
        label=_("需要的政府信息"),
        help_text=_("写明名称、文号，或者能让我们找到它的特征。一次可以写几项，分行写。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    name = forms.CharField(label=_("姓名或者名称"), max_length=100)
    kind = forms.ChoiceField(
        label=_("申请人类别"),
        choices=[
            ("person", _("自然人")),
            ("company", _("商业企业")),
            ("research", _("科研机构")),
            ("charity", _("社会公益组织")),
        ],
    )
    tracking = forms.CharField(label=_("邮件编号"), required=False, max_length=60)
    received = DayField(label=_("收到之日"), help_text=_("邮件以签收之日为准。"))
    way = forms.ChoiceField(label=_("怎样收取答复"), choices=WAYS, widget=forms.RadioSelect)
    forms_wanted = forms.MultipleChoiceField(
        label=_("希望的形式"), choices=WAYS[:2], widget=forms.CheckboxSelectMultiple, required=False
    )
    proof = forms.FileField(label=_("身份证明"), help_text=_("照片或扫描件，不超过 10 MB。"), required=False)
    agreed = forms.BooleanField(label=_("以上内容由本人填写，属实"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tracking"].need = _("邮寄的必填")  # type: ignore[attr-defined]


class SpecimenAct(forms.Form):
    """An act that says what it changes before it happens."""

    days = forms.IntegerField(label=_("延长几个工作日"), min_value=1, max_value=20)
    reason = forms.CharField(label=_("延长的理由"), max_length=200)


def specimens(request: HttpRequest) -> dict[str, Any]:
    """Return what the page shows."""
    steps = _steps()
    wrong = SpecimenForm({"name": "欧阳𫖮", "kind": "person", "received": "2025-13-40"})
    return {
        "today": TODAY,
        "steps": steps,
        "due": next(step.first for step in reversed(steps)),
        "days": {
            "overdue": date(2025, 10, 9),
            "now": TODAY,
            "soon": date(2025, 10, 15),
            "far": date(2025, 11, 6),
        },
        "moment": datetime(2025, 10, 13, 1, 5, tzinfo=UTC),
        "today_line": TodayLine(3, 5, 1, 12),
        "states": ("on-time", "soon", "overdue", "waiting", "done"),
        "article": _ground("第三十三条"),
        "facts": _facts(),
        "moments": _moments(),
        "findings": _findings(),
        "versions": _VERSIONS,
        "table": _table(),
        "rows": _ROWS,
        "page": Paginator(range(128), 20).get_page(request.GET.get("page", 2)),
        "tabs": (
            Tab(Words("我经办的", "Mine"), "?tab=mine", True, 21),
            Tab(Words("本机关全部", "All of this body"), "?tab=all", False, 128),
            Tab(Words("已办结", "Done"), "?tab=done"),
        ),
        "blank": SpecimenForm(prefix="blank"),
        "wrong": wrong,
        "confirmation": confirmation(),
        "act": SpecimenAct(auto_id="act_%s"),
        "jobs": (
            Job(Words("导入旧台账", "Importing the old register"), "running", 312, 557),
            Job(Words("制作年度报告附表", "Making the table of the year"), "done", result="#jobs"),
            Job(
                Words("发送提醒邮件", "Sending reminders"),
                "failed",
                says=Words(
                    "邮件服务器没有回应，10分钟后自动再试。",
                    "The mail server does not answer; tried again in 10 minutes.",
                ),
            ),
        ),
        "checks": (
            Check(Words("类型：PDF，与内容一致", "Type: PDF, as its content says"), "passed"),
            Check(
                Words("第 3 页有身份证号码", "Page 3 holds an identity number"),
                "warned",
                Words("公开前须遮盖。", "Cover it before anything is published."),
            ),
            Check(
                Words("首页有“秘密★5年”标志", "The first page is marked 秘密★5年"),
                "failed",
                Words(
                    "本系统不存涉密材料。请按保密规定在系统外办理，此处只登记编号。",
                    "No classified material is kept here. Handle it outside; enter only its reference.",
                ),
            ),
        ),
    }


def _ground(article: str) -> Ground:
    return shipped().ground("条例-2019", article)


def _steps() -> tuple[Step, ...]:
    case = Case.of(
        (
            act("received", date(2025, 9, 12), channel="in-person"),
            act("third_party_consulted", date(2025, 9, 18), party="甲公司"),
            act("third_party_view", date(2025, 9, 25), party="甲公司"),
            act("extended", date(2025, 10, 20), days=5, approved_by="政府信息公开工作机构负责人"),
        )
    )
    return case.as_of().steps()


def _facts() -> tuple[Fact, ...]:
    return (
        Fact(Words("申请编号", "Number"), "清政公申〔2025〕57号", address="#facts"),
        Fact(Words("申请人", "Applicant"), "欧阳𫖮"),
        Fact(Words("收到之日", "Received"), date(2025, 9, 12), _ground("第三十一条")),
        Fact(Words("所需信息", "Sought"), "清河区2024年老旧小区改造项目清单及资金使用情况"),
        Fact(Words("代理人", "Agent"), None),
        Fact(
            Words("费用", "Fee"),
            "0 元",
            note=Words("未超过收费标准的起点。", "Below what may be charged for."),
        ),
    )


def _moments() -> tuple[Moment, ...]:
    return (
        Moment(Words("收到申请", "Received"), date(2025, 9, 12), ground=_ground("第三十一条")),
        Moment(
            Words("征求第三方意见", "Third party consulted"),
            date(2025, 9, 18),
            who="甲公司",
            note=Words("等待期间不计入答复期限", "the time of waiting is not counted"),
            ground=_ground("第三十二条"),
        ),
        Moment(Words("中止办理", "Paused"), date(2025, 9, 23), "undone"),
        Moment(
            Words("答复审批中", "Reply under approval"),
            date(2025, 10, 13),
            "now",
            Words("信息公开科", "Disclosure office"),
        ),
        Moment(Words("答复届满", "Reply due"), date(2025, 10, 29), "next", ground=_ground("第三十三条")),
        Moment(Words("送达", "Served"), None, "next"),
    )


def _findings() -> tuple[Finding, ...]:
    return (
        Finding(
            Words(
                "新收加上年结转不等于办理总计加结转下年度", "What came in and what was handled do not balance"
            ),
            "error",
            "本年新收申请 557 件，上年结转 12 件；办理 549 件，结转下年度 18 件。",
            Words(
                "569 与 567 相差 2 件。请核对“结转下年度”。", "569 against 567: check what was carried over."
            ),
            _ground("第五十条"),
            "#statutory",
        ),
        Finding(
            Words("引用的文件没有写明文号", "A document is cited without its number"),
            "warning",
            "根据市政府有关文件精神……",
            Words("写出文件名称和文号。", "Give its title and number."),
        ),
        Finding(Words("本项未评估：表格第 4 行读不出", "Not assessed: row 4 could not be read"), "note"),
    )


_VERSIONS = (
    "您申请公开的“老旧小区改造项目清单”，经检索，本机关未制作该信息。如有异议，可以申请行政复议。",
    "您申请公开的“老旧小区改造项目清单”，经检索，本机关未制作、未获取该信息，依据《政府信息公开条例》第三十六条第四项告知。如有异议，可以自收到本告知书之日起60日内申请行政复议。",
)

_ROWS = (
    ("清政公申〔2025〕57号", "老旧小区改造项目清单及资金使用情况", "周经办", date(2025, 10, 9)),
    ("清政公申〔2025〕61号", "2023年度生态环境监测原始记录", "周经办", date(2025, 10, 13)),
    ("清政公申〔2025〕63号", "清河大桥招标评标报告", "林经办", date(2025, 10, 15)),
    ("清政公申〔2025〕66号", "义务教育学区划分依据", "林经办", date(2025, 11, 6)),
    ("清政公申〔2025〕68号", "某地块征收补偿方案", "周经办", None),
)


def _table() -> Table:
    people = (
        Words("自然人", "natural persons"),
        Words("商业企业", "companies"),
        Words("科研机构", "research bodies"),
        Words("社会公益组织", "charities"),
        Words("法律服务机构", "law firms"),
        Words("其他", "others"),
        Words("总计", "total"),
    )

    def row(heads: list[Head], *values: int, total: bool = False, fault: Words | str = "") -> Row:
        cells = [Cell(value, f"#cell-{value}" if value else "") for value in (*values, sum(values))]
        if fault:
            cells[-1] = Cell(cells[-1].value + 2, cells[-1].address, fault)
        return Row(heads, cells, total)

    legal = Words("法人或其他组织", "legal persons and other organisations")
    off = Words("应为 535：各列之和与总计不符", "should be 535: the columns do not add up to the total")
    return Table(
        Words("收到和处理政府信息公开申请情况", "Applications received and handled"),
        (
            (
                Head(Words("本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和", "One and two together equal three and four"), 3, 3),
                Head(Words("申请人情况", "Applicants"), 7),
            ),
            (Head(people[0], 1, 2), Head(legal, 5), Head(people[6], 1, 2)),
            tuple(Head(each) for each in people[1:6]),
        ),
        people,
        (
            row([Head(Words("一、本年新收政府信息公开申请数量", "1. New this year"), 3)], 498, 31, 2, 4, 19, 3),
            row([Head(Words("二、上年结转政府信息公开申请数量", "2. Carried over from last year"), 3)], 10, 1, 0, 0, 1, 0),
            row(
                [
                    Head(Words("三、本年度办理结果", "3. Results"), 1, 3),
                    Head(Words("（一）予以公开", "(1) disclosed"), 2),
                ],
                211, 12, 1, 2, 7, 1,
            ),
            row([Head(Words("（二）部分公开", "(2) disclosed in part"), 2)], 64, 6, 0, 1, 3, 0),
            row([Head(Words("（七）总计", "(7) total"), 2)], 481, 30, 2, 4, 17, 1, total=True, fault=off),
        ),
        Words("没有的填 0。点数字可以看到是哪些申请。", "Nothing is 0. A figure leads to its applications."),
    )  # fmt: skip


def confirmation() -> Confirmation:
    return Confirmation(
        Words(
            "确认后，答复期限由10月29日（周三）变为11月26日（周三）；将向申请人发出《延期答复告知书》。",
            "Then the reply is due on Wed 26 November instead of Wed 29 October, and the applicant is told by letter.",
        ),
        _ground("第三十三条"),
        Words("每件申请只能延长一次。", "An application can be extended once only."),
        (Fact(Words("答复届满", "Reply due"), date(2025, 10, 29)),),
        (Fact(Words("答复届满", "Reply due"), date(2025, 11, 26)),),
        (Words("延期答复告知书（2 份）", "Notice of extension (2 copies)"),),
        Words("确认延期", "Extend"),
    )
