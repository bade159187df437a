"""Audits of the fictional report, written by hand: with findings, without any, and across two years."""

from dataclasses import dataclass, replace

from mingbai.audit.findings import Across, Audit, Finding, Outcome, Result, Severity
from mingbai.text.page import Span
from mingbai.text.words import Words
from tests.core.audit.output.fictional_report import HOSTILE, report, where

__all__ = ["RULES", "Rule", "across", "audit", "clean"]


@dataclass(frozen=True)
class Rule:
    id: str
    says: Words
    ground: Words
    severity: Words


def _rule(identifier: str, zh: str, en: str, severity: str = "error") -> Rule:
    return Rule(
        identifier,
        Words(zh, en),
        Words("《条例》第五十条；国办公开办函〔2021〕30号", "Regulation, Article 50"),
        Words(severity, severity),
    )


RULES = (
    _rule("form/chapters", "各部分齐全并按次序", "All chapters are there, in order"),
    _rule("proactive/stock-flow", "现行有效件数与制发、废止相合", "Stock agrees with flow"),
    _rule("applications/row-total", "各类申请人之和等于总计", "The columns add up to the total"),
    _rule("applications/handled", "各办理结果之和等于（七）总计", "Outcomes add up to the total handled"),
    _rule("applications/balance", "新收加结转，等于办理加结转下年", "What came in equals what went out"),
    _rule("remedies/total", "维持、纠正、其他、未审结之和等于总计", "Results add up to the total"),
    _rule("prose/table", "文字所述与表中数字一致", "The prose agrees with the tables"),
    _rule("prose/parts", "分项之和与总数一致", "Parts agree with their total"),
    _rule("prose/percentage", "比率与其分子、分母一致", "Rates agree with their base"),
    _rule("prose/absolute", "“均”“全部”“未”与表一致", "Words such as “all” and “none” agree with the tables"),
    _rule("prose/growth", "增减与上年数字一致", "Growth agrees with last year"),
    _rule("fees/statement", "收费情况已报告", "Fees are reported"),
    _rule("metadata/dates", "成文、发布日期合理", "The dates are plausible"),
    _rule("content/personal-data", "没有泄露个人信息", "No personal data is leaked"),
    _rule("content/injected", "没有插入无关内容", "Nothing foreign is injected"),
    _rule("years/carry-over", "上年结转等于去年的结转下年", "What was carried in was carried out last year"),
    _rule("levels/roll-up", "汇总数等于各单位之和", "The whole equals the sum of the units"),
)


def audit(**how: str) -> Audit:
    """Return an audit of that report with twelve findings, one check not assessed after a finding, two without any."""
    read = report(**how)
    assert read.page
    text = read.page.text
    cell = lambda path: read.cell(path).span  # noqa: E731
    found = {
        "applications/row-total": [
            Finding(
                Severity.ERROR,
                Words(
                    "“本机关不掌握相关政府信息”一行，六类申请人之和为53，总计栏为54",
                    "Row “not held”: the six columns add up to 53, the total says 54",
                ),
                "applications/unavailable_not_held/total",
                "53",
                "54",
                None,
                cell("applications/unavailable_not_held/total"),
                Words(
                    "总计栏多1；其余各栏在别处都相合",
                    "the total is one too high; every other sum of these columns holds",
                ),
                Words("核对该行总计", "check the total of this row"),
            )
        ],
        "remedies/total": [
            Finding(
                Severity.ERROR,
                Words(
                    "复议后起诉四项结果之和为2，总计为3",
                    "Suits after reconsideration: the four results add up to 2, the total says 3",
                ),
                "remedies/litigation_after_reconsideration/total",
                "2",
                "3",
                None,
                cell("remedies/litigation_after_reconsideration/total"),
                None,
                Words(
                    "核对总计，或者补上漏填的结果", "check the total, or fill in the result that is missing"
                ),
            )
        ],
        "prose/table": [
            _finding(
                text,
                Severity.ERROR,
                "办结265件",
                "265",
                "文中称办结265件，表中办理总计为266件",
                "The prose says 265 closed, the table 266",
                "prose/applications.handled.total",
                "266",
                explains=(
                    "265 比表中少 1，正是“不掌握”一行总计多出的 1",
                    "265 is one less: the one that row “not held” has too many",
                ),
                also=(cell("applications/handled/total"),),
            ),
            _finding(
                text,
                Severity.ERROR,
                "提起行政诉讼6件",
                "6",
                "文中称被提起行政诉讼6件，表中两类诉讼合计9件",
                "The prose says 6 suits, the table 9",
                "prose/remedies.litigation.total",
                "9",
                explains=("6 是“未经复议直接起诉”一栏", "6 is the column “sued without reconsideration”"),
                also=(cell("remedies/litigation/total"),),
            ),
        ],
        "prose/absolute": [
            _finding(
                text,
                Severity.ERROR,
                "均获维持",
                None,
                "文中称复议“均获维持”，表中结果纠正1件、其他结果2件",
                "The prose says all were upheld; the table has 1 corrected and 2 otherwise",
                "prose/remedies.reconsideration",
                None,
                also=(cell("remedies/reconsideration/corrected"), cell("remedies/reconsideration/other")),
            ),
        ],
        "prose/percentage": [
            _finding(
                text,
                Severity.ERROR,
                "占93.9%",
                "93.9%",
                "1,127 除以 1,240 为 90.9%，文中为 93.9%",
                "1,127 of 1,240 is 90.9 %, the prose says 93.9 %",
                "prose/rate",
                "90.9%",
            ),
        ],
        "prose/parts": [
            _finding(
                text,
                Severity.ERROR,
                "政策文件312条、政策解读96条、其他信息7,816条",
                "8224",
                "三项之和为8,224，总数为8,214",
                "The three parts add up to 8,224, the total is 8,214",
                "prose/published.website",
                "8214",
                explains=("差 10", "off by 10"),
                fix=("核对三项分类数", "check the three parts"),
            ),
            _finding(
                text,
                Severity.WARNING,
                "图解41篇、视频22篇、问答31篇",
                "94",
                "其中三类合计94篇，少于解读总数96篇；列举未称穷尽，请核对",
                "The three kinds add up to 94 of 96; the list does not claim to be complete, please check",
                "prose/interpretations",
                "96",
            ),
        ],
        "proactive/stock-flow": [
            Finding(
                Severity.WARNING,
                Words(
                    "现行有效61件，去年58件加制发12件减废止7件应为63件",
                    "61 in force; last year's 58 plus 12 made less 7 repealed gives 63",
                ),
                "proactive/normative_documents/in_force",
                "63",
                "61",
                None,
                cell("proactive/normative_documents/in_force"),
            )
        ],
        "content/injected": [
            _finding(
                text,
                Severity.WARNING,
                HOSTILE if HOSTILE in text else "映山路18号",
                None,
                "结束语之后有与报告无关的内容",
                "Something foreign stands after the closing formula",
                "content",
                None,
            ),
        ],
        "content/personal-data": [
            _finding(
                text,
                Severity.WARNING,
                "139****0000",
                "139****0000",
                "疑似公布了个人手机号码",
                "This looks like a personal mobile number",
                "content",
                None,
                fix=("改为办公电话", "give the office's telephone"),
            ),
        ],
        "metadata/dates": [
            _finding(
                text,
                Severity.NOTICE,
                "2024-01-22",
                "2024-01-22",
                "成文日期早于规定的公布时间，属正常；请确认发布日期",
                "Written before the day of publication; please confirm that day",
                "metadata/written_on",
                None,
            ),
        ],
    }
    outcomes = []
    for rule in RULES:
        here = tuple(found.get(rule.id, ()))
        if rule.id == "applications/row-total":
            why = Words(
                "“无正当理由大量反复申请”一行没有读全", "the row “excessive applications” could not be read"
            )
            outcomes.append(Outcome(rule.id, Result.NOT_ASSESSED, 24, why, here))
        elif rule.id in ("prose/growth", "levels/roll-up"):
            outcomes.append(
                Outcome(
                    rule.id,
                    Result.NOT_ASSESSED,
                    0,
                    Words("没有可供比对的内容", "there was nothing to compare"),
                    (),
                )
            )
        else:
            result = Result.FAILED if here else Result.PASSED
            outcomes.append(Outcome(rule.id, result, max(3, len(here)), None, here))
    return Audit(read, tuple(outcomes))


def clean(number: int = 1) -> Audit:
    """Return an audit without findings, of another body."""
    read = replace(report(name=f"clean-{number}.html", body=f"云汀市清溪{number}镇人民政府"), unread=())
    return Audit(read, tuple(Outcome(rule.id, Result.PASSED, 2, None, ()) for rule in RULES))


def across() -> Across:
    """Return what one check across two years says."""
    finding = Finding(
        Severity.WARNING,
        Words("2022年结转下年14件，2023年上年结转11件", "14 carried out of 2022, 11 carried into 2023"),
        "applications/carried_in/total",
        "14",
        "11",
    )
    outcome = Outcome("years/carry-over", Result.FAILED, 7, None, (finding,))
    return Across(
        "云汀市松岚区人民政府", ("松岚2022.html", "松岚区 2023 年报.html"), 2023, "2021", (outcome,)
    )


def _finding(
    text: str,
    severity: Severity,
    quote: str,
    found: str | None,
    zh: str,
    en: str,
    at: str,
    expected: str | None,
    *,
    explains: tuple[str, str] | None = None,
    fix: tuple[str, str] | None = None,
    also: tuple[Span | None, ...] = (),
) -> Finding:
    span = where(text, quote)
    return Finding(
        severity,
        Words(zh, en),
        at,
        expected,
        found,
        quote,
        span,
        Words(*explains) if explains else None,
        Words(*fix) if fix else None,
        tuple(one for one in also if one is not None),
    )
