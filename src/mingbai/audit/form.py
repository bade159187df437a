"""Checks on the report as a document: which form it uses, its chapters, its period, when it came out."""

import re
from collections.abc import Iterator
from datetime import date

from mingbai.audit.check import Context, check, unable
from mingbai.audit.dates import publication_days
from mingbai.audit.findings import Compared, Finding, Severity, Step
from mingbai.audit.levels import is_department, is_government
from mingbai.report import form
from mingbai.report.values import Chapter, Report
from mingbai.text.script import to_simplified
from mingbai.text.words import Words

__all__ = ["chapters", "deadline", "edition", "period"]

_TELLING = ("proactive", "applications")
"""The tables that tell the editions of 2019 and 2021 apart: the third is the same in both."""
_TABLES = {"proactive": "表一（主动公开）", "applications": "表二（申请）", "remedies": "表三（复议诉讼）"}
_MOVED = 366
"""Days late beyond which the day on the page is that of a move of the site, not of publication."""
_FIRST_OF_ORDER_711 = 2019
"""The first year reported on under the Regulation of 2019."""


@check(
    "form/edition",
    says=Words(
        "报告应使用报告年度适用的格式", "The report uses the form that holds for the year reported on"
    ),
    ground=Words(
        "国办公开办函〔2021〕30号（2021年度起），国办公开办函〔2019〕60号（2019、2020年度）",
        "Formats of 2021 (from the report on 2021) and of 2019 (on 2019 and 2020)",
    ),
    severity=Words("疑问", "a warning"),
)
def edition(report: Report, _: Context) -> Iterator[Step]:
    """Compare the edition of each table with the one that the year asks for."""
    used = {key: getattr(report.editions, key) for key in _TELLING}
    due = form.for_year(report.year) if report.year is not None else None
    if due is None or due.indicators is not None:
        yield unable(
            "报告年度不明，或该年度没有全国统一的表格" if due is None else "2018年度及以前没有这三张表",
            "the year is not known, or its form has no such tables",
        )
        return
    present = {key: value for key, value in used.items() if value in ("2019", "2021")}
    if not present:
        yield unable(
            "没有读到统计表，不能判断使用的格式", "no table was read, so the form in use is not known"
        )
        return
    yield Compared(len(present))
    other = {key: value for key, value in present.items() if value != due.edition}
    if not other:
        return
    names = "、".join(_TABLES[key] for key in other)
    found = "、".join(dict.fromkeys(f"{value}年格式" for value in other.values()))
    first = next(iter(other))
    chapter = next((c for c in report.chapters if c.key == first), None)
    yield Finding(
        Severity.WARNING,
        Words(
            f"{report.year}年度报告应使用{due.edition}年格式，{names}用的是{found}",
            f"the report on {report.year} should use the form of {due.edition}; "
            f"{', '.join(f'{key} uses that of {value}' for key, value in other.items())}",
        ),
        at=first,
        expected=due.edition,
        found="、".join(dict.fromkeys(other.values())),
        quote=chapter.as_written if chapter is not None else None,
        span=chapter.span if chapter is not None else None,
        fix=Words(f"改用{due.ground}所附格式", f"use the format of {due.ground}"),
    )


@check(
    "form/chapters",
    says=Words(
        "六章齐全、依次、序号不重，有标题的表应当有表",
        "The six chapters stand in order, each once, and a table stands under its heading",
    ),
    ground=Words("《条例》第五十条；年度报告格式", "Regulation art. 50; format of the annual report"),
    severity=Words("疑问", "a warning"),
)
def chapters(report: Report, context: Context) -> Iterator[Step]:
    """Compare the headings with those of the form."""
    if not report.chapters:
        yield unable("没有读到章标题", "no heading was read")
        return
    yield Compared(len(report.chapters))
    if report.indicators is None and "统计指标" not in context.plain:  # whose headings count from one again
        yield from _numerals(report.chapters)
    due = form.for_year(report.year) if report.year is not None else None
    if due is None or due.indicators is not None:
        return
    order = [heading.key for heading in due.chapters]
    keyed = [c for c in report.chapters if c.key in order]
    yield from _lacking(due, keyed)
    places = [order.index(c.key) for c in keyed if c.key is not None]
    for before, after, chapter in zip(places, places[1:], keyed[1:], strict=False):
        if after < before:
            yield Finding(
                Severity.WARNING,
                Words(f"“{chapter.title}”一章的位置与格式不符", f"the chapter “{chapter.title}” stands out of order"),
                at=f"chapters/{chapter.key}", expected="、".join(h.number for h in due.chapters),
                found=chapter.number, quote=chapter.as_written, span=chapter.span,
            )  # fmt: skip
            break
    empty = [c for c in keyed if c.key in _TABLES and getattr(report, c.key) is None and _bare(report, c)]
    if empty:
        names = "、".join(f"“{c.title}”" for c in empty)
        yield Finding(
            Severity.WARNING,
            Words(
                f"{names}有标题而没有读到表格（可能在网页转换中丢失）",
                f"no table could be read under {len(empty)} heading(s), perhaps lost in conversion",
            ),
            at=f"chapters/{empty[0].key}", expected="表格", found="无",
            quote=empty[0].as_written, span=empty[0].span, also=tuple(c.span for c in empty[1:]),
        )  # fmt: skip


_ROW = re.compile(r"结转下|上年结转|本年新收|办理结果|^本年度|[\d\s（(]")
"""What a row of the second table, which is numbered as chapters are, says."""
_FIGURES = 8
_CELLS = ("结果维持", "尚未审结", "自然人", "商业企业", "行政许可", "制发件数", "制作数量")


def _bare(report: Report, chapter: Chapter) -> bool:
    """Whether nothing of a table stands under the heading; a table that we could not read is no fault of the page."""
    if report.page is None:
        return True
    after = min(
        (c.span[0] for c in report.chapters if c.span[0] > chapter.span[0]), default=len(report.page.text)
    )
    under = to_simplified(report.page.text[chapter.span[0] : after])
    return not any(cell in under for cell in _CELLS) and len(re.findall(r"\d+", under)) < _FIGURES


def _numerals(chapters: tuple[Chapter, ...]) -> Iterator[Step]:
    """Yield a finding for the first numeral that two headings share."""
    seen: dict[str, Chapter] = {}
    for chapter in chapters:
        if chapter.key is None and _ROW.search(chapter.title):
            continue
        first = seen.setdefault(chapter.number, chapter) if chapter.number else chapter
        if first.title != chapter.title:
            yield Finding(
                Severity.WARNING,
                Words(
                    f"章序号“{chapter.number}”用了两次：“{first.title}”和“{chapter.title}”",
                    f"two chapters bear the numeral {chapter.number}: “{first.title}” and “{chapter.title}”",
                ),
                at=f"chapters/{chapter.key or chapter.number}", found=chapter.number,
                quote=chapter.as_written, span=chapter.span, also=(first.span,),
            )  # fmt: skip
            return


def _lacking(due: form.Form, keyed: list[Chapter]) -> Iterator[Step]:
    """Yield one finding that names every prescribed chapter without a heading."""
    there = {c.key for c in keyed}
    lacking = [heading for heading in due.chapters if heading.key not in there]
    if lacking:
        names = "、".join(f"“{h.number}、{h.label}”" for h in lacking)
        yield Finding(
            Severity.WARNING,
            Words(f"缺少{names}", f"missing: {', '.join(h.key for h in lacking)}"),
            at=f"chapters/{lacking[0].key}", expected=names, found="无",
            explains=Words("标题也可能写法不同，未能认出", "a heading may be worded so that it was not recognised"),
        )  # fmt: skip


_DAY = r"\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"
_PERIOD = re.compile(
    rf"统计(?:期限|时限|时间|周期|区间|范围|数据)?[^。\n\d]{{0,20}}(\d{{4}})\s*年{_DAY}[^。\n\d]{{0,10}}(?:(\d{{4}})\s*年)?{_DAY}"
)


@check(
    "form/period",
    says=Words(
        "统计期限应为报告年度的1月1日至12月31日", "The period is the reported year, 1 January to 31 December"
    ),
    ground=Words("年度报告格式；《条例》第五十条", "Format of the annual report; Regulation art. 50"),
    severity=Words("疑问", "a warning"),
)
def period(report: Report, context: Context) -> Iterator[Step]:
    """Compare the period that the text states with the year."""
    found = _PERIOD.search(context.plain) if "统计" in context.plain else None
    if found is None or report.year is None:
        yield unable(
            "文中没有写明统计期限" if report.year is not None else "报告年度不明",
            "no period is stated, or the year is not known",
        )
        return
    yield Compared()
    year, month, day, until, last_month, last_day = (int(part) if part else None for part in found.groups())
    stated = (year, month, day, until or year, last_month, last_day)
    if stated == (report.year, 1, 1, report.year, 12, 31):
        return
    yield Finding(
        Severity.WARNING,
        Words(
            f"统计期限写作{year}年{month}月{day}日至{stated[3]}年{last_month}月{last_day}日，与{report.year}年度不符",
            f"the period stated is not the year {report.year}",
        ),
        at="period",
        expected=f"{report.year}-01-01/{report.year}-12-31",
        found=f"{year}-{month:02}-{day:02}/{stated[3]}-{last_month:02}-{last_day:02}",
        quote=_source(report, found.span(), found[0]),
        span=found.span(),
    )


def _source(report: Report, span: tuple[int, int], plain: str) -> str:
    """Return the passage as the page writes it."""
    return report.page.text[span[0] : span[1]] if report.page is not None else plain


@check(
    "form/deadline",
    says=Words(
        "部门应在1月31日前、县级以上人民政府应在3月31日前公布上一年度报告",
        "Departments publish by 31 January, governments by 31 March of the next year",
    ),
    ground=Words(
        "《条例》第四十九条（2019年修订）；2018年度及以前为2007年《条例》第三十一条（3月31日）",
        "Regulation (2019) art. 49; up to the report on 2018, Regulation (2007) art. 31 (31 March)",
    ),
    severity=Words(
        "疑问：页面日期可能是迁移后重新发布的日期", "a warning: the page may have been posted anew"
    ),
)
def deadline(report: Report, context: Context) -> Iterator[Step]:
    """Compare the earliest day on the page with the day by which the report was due."""
    if report.year is None:
        yield unable("报告年度不明", "the year is not known")
        return
    days = [(day, span) for day, span in publication_days(report, context) if day.year > report.year]
    if not days:
        yield unable(
            "页面没有可用的发布或落款日期",
            "the page gives no day of publication or signature that could be used",
        )
        return
    name = report.body.name if report.body is not None else ""
    old = report.year < _FIRST_OF_ORDER_711
    if not old and not is_department(name) and not is_government(name):
        yield unable(
            "仅凭名称不能确定适用哪个期限（乡镇、街道没有法定日期）",
            "the name does not settle which day applies",
        )
        return
    due = date(report.year + 1, 1, 31) if is_department(name) and not old else date(report.year + 1, 3, 31)
    yield Compared()
    first, span = days[0]
    if first <= due:
        return
    late = (first - due).days
    if late > _MOVED:
        yield unable(
            f"页面最早的日期{first:%Y-%m-%d}显然是后来重新发布的日期，不能据以判断是否按期",
            f"the earliest day on the page, {first:%Y-%m-%d}, must be that of a later posting",
        )
        return
    yield Finding(
        Severity.WARNING,
        Words(
            f"{report.year}年度报告应在{due:%Y-%m-%d}前公布，页面最早的日期是{first:%Y-%m-%d}，晚{late}天",
            f"the report on {report.year} was due by {due:%Y-%m-%d}; "
            f"the earliest day on the page is {first:%Y-%m-%d}, {late} days later",
        ),
        at="metadata/published_on",
        expected=f"<= {due:%Y-%m-%d}",
        found=f"{first:%Y-%m-%d}",
        quote=_source(report, span, "") or None if span is not None else None,
        span=span,
        explains=Words("也可能是网站迁移后重新发布的日期", "the page may have been posted anew after a move")
        if late > 180
        else None,
    )
