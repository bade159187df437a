"""prose/absolute and fees/statement: what the prose says in words (均、全部、未) holds against the figures."""

from collections.abc import Iterator

from mingbai.audit.check import Context, check, unable
from mingbai.audit.findings import Compared, Finding, Severity, Step
from mingbai.audit.passage import both
from mingbai.audit.prose.beside import text_of
from mingbai.audit.prose.readings import Sum, readings, subject_name
from mingbai.audit.sums import place_name, table_form
from mingbai.report.values import Amount, Cell, Report, Statement
from mingbai.text.words import Words

__all__ = ["absolute", "statement"]

_ERROR, _WARNING = Severity.ERROR, Severity.WARNING
_AGAINST: dict[str, tuple[tuple[str, Severity], ...]] = {
    "none": (("", _ERROR),),
    "all_upheld": ((".corrected", _ERROR), (".other", _WARNING), (".pending", _WARNING)),
    "none_corrected": ((".corrected", _ERROR),),
    "none_carried_out": (("", _ERROR),),
    "all_decided": ((".pending", _WARNING),),
    "all_granted": (("applications.not_granted", _ERROR),),
    "all_natural_persons": (("applications.new.organisations", _ERROR),),
    "all_closed": (("applications.carried_out.total", _WARNING),),
}
_FEES_SINCE = 2021


@check(
    "prose/absolute",
    says=Words(
        "正文说“均”“全部”“未”“没有”的，统计表不应有相反的数",
        "Where the prose says all or none, no figure of the tables says otherwise",
    ),
    ground=Words(
        "《条例》第五十条；《政府信息公开工作年度报告格式》",
        "Regulation, Article 50; Format of the annual report",
    ),
    severity=Words(
        "范围为全报告且与非零的格直接矛盾的为错误；其余为疑问，范围较窄的为提示",
        "an error against a cell that is not zero when the scope is the report's; otherwise a warning, a notice where it is narrower",
    ),
)
def absolute(report: Report, context: Context) -> Iterator[Step]:
    """Hold every statement in words against the cells that could belie it."""
    for said in report.statements:
        if said.period is None or said.period != report.year or said.about.startswith("fees"):
            continue
        for suffix, severity in _AGAINST.get(said.says, ()):
            key = suffix if suffix.startswith("applications") else f"{said.about}{suffix}"
            yield from _held(said, key, severity, report)


def _held(said: Statement, key: str, severity: Severity, report: Report) -> Iterator[Step]:
    reading = readings().get(key)
    if reading is None:
        return
    first = next((s for s in reading.sums if s.printed(report)), None)
    if first is None:
        yield from _against_claims(said, key, report)
        return
    cells = list(first.cells(report))
    nonzero = [(place, cell) for place, cell in cells if cell.value]
    unread = [place for place, cell in cells if cell.value is None]
    if not nonzero:
        if not unread:
            yield Compared()
        elif (found := first.of(report)) is not None and (
            shape := table_form(found, first.table)
        ) is not None:
            yield unable(
                f"{place_name(shape, unread[0])}没有读出",
                f"{place_name(shape, unread[0], 'en')} was not read",
            )
        return
    if said.scope != "report" and not any(word in said.scope for word in ("办", "本级", "政府")):
        return
    yield Compared()
    grave = severity if said.scope == "report" else Severity.NOTICE
    yield _finding(said, key, grave, first, nonzero)


def _finding(
    said: Statement, key: str, severity: Severity, sum_: Sum, nonzero: list[tuple[tuple[str, str], Cell]]
) -> Finding:
    name = subject_name(key)
    amount: Amount = sum(cell.value for _, cell in nonzero if cell.value is not None)
    return Finding(
        severity,
        Words(
            f"正文称“{said.quote}”，统计表中{name.zh}为{amount}",
            f"The prose says “{said.quote}”; the table gives {amount} for {name.en}",
        ),
        at=f"prose/{said.about}",
        expected=str(amount),
        found="0",  # what the words come to; as in prose/table, the table is what the prose is held against
        quote=said.quote,
        span=said.span,
        fix=Words("核对台账，把正文与统计表改为一致", "check the records and make prose and table agree"),
        also=tuple(cell.span for _, cell in nonzero if cell.span is not None),
    )


def _against_claims(said: Statement, key: str, report: Report) -> Iterator[Step]:
    """Hold a statement against the figures of the prose, where the report has no table."""
    for claim in report.claims:
        if (
            claim.subject == key
            and claim.period == said.period
            and claim.scope == said.scope == "report"
            and claim.value
        ):
            yield Compared()
            yield Finding(
                Severity.WARNING,
                Words(
                    f"正文一处称“{said.quote}”，另一处称“{claim.quote}”",
                    f"The prose says “{said.quote}” and elsewhere “{claim.quote}”",
                ),
                at=f"prose/{said.about}",
                found=str(claim.value),
                quote=both(said.quote, claim.quote),
                span=said.span,
                also=(claim.span,),
                against=claim.span,
            )
            return


@check(
    "fees/statement",
    says=Words(
        "年度报告应说明信息处理费的收取情况，且前后一致",
        "The report says what processing fees were charged, and says it alike throughout",
    ),
    ground=Words(
        "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）；《政府信息公开工作年度报告格式》第六部分",
        "Measures on information-processing fees (国办函〔2020〕109号); Format of the annual report, chapter 6",
    ),
    severity=Words(
        "前后矛盾为疑问；2021年度起没有说明的为提示",
        "a warning when it contradicts itself; a notice when nothing is said from 2021 on",
    ),
)
def statement(report: Report, context: Context) -> Iterator[Step]:
    """Look for the statement on fees, and for an amount that belies it."""
    text = text_of(report, context)
    said = [s for s in report.statements if s.about == "fees.processing" and s.says == "none"]
    charged = [
        c for c in report.claims if c.subject == "fees.processing" and c.value and c.period == report.year
    ]
    if said and charged:
        yield Compared()
        yield Finding(
            Severity.WARNING,
            Words(
                f"正文一处称“{said[0].quote}”，另一处称收取{charged[0].value}{charged[0].unit}",
                f"The prose says “{said[0].quote}” and elsewhere that {charged[0].value} {charged[0].unit} came in",
            ),
            at="prose/fees.processing",
            found=str(charged[0].value),
            quote=both(said[0].quote, charged[0].quote),
            span=charged[0].span,
            fix=Words("核对收费台账", "check the record of fees"),
            also=(said[0].span,),
            against=said[0].span,
        )
    elif said or charged or "处理费" in text:
        yield Compared()
    elif text and report.year is not None and report.year >= _FEES_SINCE:
        yield Compared()
        yield Finding(
            Severity.NOTICE,
            Words(
                "没有说明本年度信息处理费的收取情况",
                "Nothing is said of the information-processing fees of the year",
            ),
            at="prose/fees.processing",
            fix=Words(
                "在“其他需要报告的事项”中写明收取金额，未收取也应写明",
                "say in the last chapter what was charged, even if nothing",
            ),
        )
