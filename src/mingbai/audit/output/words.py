"""The words around the findings, in Chinese and English; the findings bring their own."""

from mingbai.audit.findings import Severity
from mingbai.text.words import Words

__all__ = ["LABEL", "MARK", "SEVERITY", "count", "edition", "heading"]

MARK: dict[Severity, str] = {Severity.ERROR: "▲", Severity.WARNING: "◐", Severity.NOTICE: "○"}
"""A sign for each severity, so that none relies on colour alone."""

SEVERITY: dict[Severity, Words] = {
    Severity.ERROR: Words("错误", "Errors"),
    Severity.WARNING: Words("疑问", "Questions"),
    Severity.NOTICE: Words("提示", "Notices"),
}

LABEL: dict[str, Words] = {
    "expected": Words("应为", "expected"),
    "found": Words("实为", "found"),
    "explains": Words("来源", "from"),
    "fix": Words("处理", "fix"),
    "not_assessed": Words("未评估的检查", "Not assessed"),
    "unread": Words("没有读出的单元格", "Cells not read"),
    "across": Words("报告之间", "Across reports"),
    "failed": Words("未能读取的文件", "Files that could not be read"),
    "nothing": Words("没有发现问题。", "Nothing was found."),
    "no_report": Words("没有报告。", "No report."),
    "no_year": Words("年度不明", "year unknown"),
    "and_more": Words("等", "and more"),
}

_EDITIONS = {
    "2021": Words("2021年格式", "2021 form"),
    "2019": Words("2019年格式（试行）", "2019 trial form"),
    "2014": Words("2014年统计表", "2014 statistics form"),
    "narrative": Words("纯文字", "narrative only"),
}


def edition(key: str | None) -> Words:
    """Return what to call an edition of the form."""
    return _EDITIONS.get(key or "narrative", Words(f"{key}年格式", f"{key} form"))


def heading(body: str, year: int | None) -> Words:
    """Return the title of one report: its body and its year."""
    if year is None:
        return Words(f"{body}（{LABEL['no_year'].zh}）", f"{body} ({LABEL['no_year'].en})")
    return Words(f"{body} {year}年", f"{body} {year}")


def count(severity: Severity, number: int) -> Words:
    """Return a count of findings with its sign and word: ``▲ 3 处错误``."""
    noun = {Severity.ERROR: "error", Severity.WARNING: "question", Severity.NOTICE: "notice"}[severity]
    plural = "" if number == 1 else "s"
    return Words(
        f"{MARK[severity]} {number} 处{SEVERITY[severity].zh}",
        f"{MARK[severity]} {number} {noun}{plural}",
    )
