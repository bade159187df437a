"""Checks on how the page is written: slips, script and conversion, years left over from another report."""

import re
from collections.abc import Iterator

from mingbai.audit.check import Context, check, unable
from mingbai.audit.findings import Compared, Finding, Severity, Step
from mingbai.audit.passage import NO_PAGE, SHOWN, passage
from mingbai.report.values import Report
from mingbai.screening import conversions, slips, spam
from mingbai.text.page import Page, Span
from mingbai.text.words import Words

__all__ = ["script", "stale_year", "wording"]

_NOTICE = Words("提示", "a notice")


@check(
    "content/wording",
    says=Words("没有错别字、重复词语和不成对的标点", "No slips, repeated words or unbalanced marks"),
    ground=Words(
        "《政府网站与政务新媒体检查指标》（严重表述错误）", "Indicators of site inspection (wording)"
    ),
    severity=_NOTICE,
)
def wording(report: Report, context: Context) -> Iterator[Step]:
    """Look for known slips and for marks that do not close."""
    page = report.page
    if page is None:
        yield NO_PAGE
        return
    yield Compared()
    told: dict[str, list[slips.Slip]] = {}
    for slip in slips.slips(context.plain):
        told.setdefault(slip.wrong, []).append(slip)
    for wrong, places in told.items():
        right = places[0].right
        yield Finding(
            Severity.NOTICE,
            Words(f"“{wrong}”疑{f'应为“{right}”' if right else '有误'}", f"“{wrong}” may be a slip for “{right}”"),
            at="page", expected=right or None, found=wrong, quote=passage(page, places[0].span), span=places[0].span,
            also=tuple(slip.span for slip in places[1:SHOWN]),
        )  # fmt: skip
    garbled = any(conversions.mojibake(page.text))
    odd = [] if garbled else list(slips.unbalanced(page.text, _tables(report, page)))
    for slip in odd[:SHOWN]:
        yield Finding(
            Severity.NOTICE,
            Words(f"{slip.wrong} 没有对应的 {slip.right}", f"{slip.wrong} has no matching {slip.right}"),
            at="page", expected=slip.right, found=slip.wrong, quote=passage(page, slip.span), span=slip.span,
        )  # fmt: skip


@check(
    "content/script",
    says=Words("简繁体一致，转换无误，没有乱码", "One script throughout, converted rightly, nothing garbled"),
    ground=Words("《国家通用语言文字法》第九条", "Law on the standard language, art. 9"),
    severity=_NOTICE,
)
def script(report: Report, context: Context) -> Iterator[Step]:
    """Look for characters that a map chose wrongly, for a second script, for bytes decoded wrongly."""
    page = report.page
    if page is None:
        yield NO_PAGE
        return
    yield Compared()
    if wrong := list(conversions.misconverted(page.text)):
        spans = [span for w in wrong for span in w.spans]
        yield Finding(
            Severity.NOTICE,
            Words(
                f"按字表转换的繁体选错了字，共{len(spans)}处："
                + "、".join(f"{w.wrong}→{w.right}" for w in wrong[:SHOWN]),
                f"a character map chose the wrong character in {len(spans)} places",
            ),
            at="page", expected=wrong[0].right, found=wrong[0].wrong, quote=passage(page, spans[0]), span=spans[0],
            also=tuple(spans[1:SHOWN]),
        )  # fmt: skip
    if garbled := sorted(span for trace in conversions.mojibake(page.text) for span in trace.spans):
        yield Finding(
            Severity.NOTICE,
            Words(f"有乱码{len(garbled)}处", f"garbled characters in {len(garbled)} places"),
            at="page", found=page.text[slice(*garbled[0])], quote=passage(page, garbled[0]), span=garbled[0],
            also=tuple(garbled[1:SHOWN]),
        )  # fmt: skip
    if report.source.script == "mixed":
        foreign = [block.span for block in spam.blocks(page.text, context.plain)]
        traditional, simplified = conversions.mixed(page.text, foreign)
        few, many = sorted((traditional, simplified))
        if few >= _LEAST_MIXED and few * 50 >= many:
            yield Finding(
                Severity.NOTICE,
                Words("简体与繁体混用", "simplified and traditional characters are mixed"),
                at="page", found=f"繁{traditional}、简{simplified}（常用字）",
            )  # fmt: skip


def _tables(report: Report, page: Page) -> list[Span]:
    """Return where the tables stand: their labels are broken over lines and mixed with figures."""
    places = [grid.span for grid in page.grids]
    for table in (report.proactive, report.applications, report.remedies, report.indicators):
        spans = (
            [cell.span for cell in table.cells.values() if cell.span is not None] if table is not None else []
        )
        if spans:
            places.append((min(spans)[0] - _HEAD, max(spans)[1] + 1))
    return places


_HEAD = 80
"""How far before its first figure a table begins, at least."""
_LEAST_MIXED = 5
_YEAR = re.compile(r"(?<!\d)(20[0-3]\d)\s*年")
_HEADER = re.compile(r"本年度?\s*[(（]\s*(20[0-3]\d)\s*年?度?\s*[)）]")
_OPENING = re.compile(
    r"^[ 　\t]*(20[0-3]\d)年(?:度)?[，,、]?(?=我|全[市区县省局委镇]|本[局委级机单]|[市区县]政府)",
    re.MULTILINE,
)


@check(
    "content/stale-year",
    says=Words(
        "标题、表头和段首的年份应是报告年度",
        "Years in headings, table heads and openings are the year reported on",
    ),
    ground=Words("《条例》第四十九条、第五十条", "Regulation art. 49, 50"),
    severity=_NOTICE,
)
def stale_year(report: Report, context: Context) -> Iterator[Step]:
    """Look for last year's year, left standing where this year's belongs."""
    if report.year is None:
        yield unable("报告年度不明", "the year is not known")
        return
    year = report.year
    if report.stated_year is not None:
        yield Compared()
        if report.stated_year != year:
            yield _stale(
                report,
                None,
                report.stated_year,
                f"指定的年度是{report.stated_year}，页面是{year}年度",
                "year",
            )
    for chapter in report.chapters:
        yield Compared()
        years = {int(found[1]) for found in _YEAR.finditer(chapter.title)}
        if years and max(years) < year:
            yield _stale(
                report, chapter.span, max(years), f"章标题“{chapter.title}”的年份不是{year}", "chapters"
            )
    if report.page is None:
        return
    yield Compared()
    title = _YEAR.search(report.page.title or "")
    if title is not None and "年度报告" in (report.page.title or "") and int(title[1]) != year:
        yield _stale(report, None, int(title[1]), f"网页标题写的是{title[1]}年，报告是{year}年度", "title")
    plain = context.plain
    heads = [f for f in _HEADER.finditer(plain) if int(f[1]) != year] if "本年" in plain else []
    if heads:
        says = f"表头写作“{heads[0][0]}”，报告是{year}年度（{len(heads)}处）"
        yield _stale(report, heads[0].span(), int(heads[0][1]), says, "header")
    old = [f for f in _OPENING.finditer(plain) if int(f[1]) < year] if f"{year - 1}年" in plain else []
    if old:
        says = f"段首写作“{old[0][1]}年”，报告是{year}年度，疑为上年旧文"
        yield _stale(report, old[0].span(), int(old[0][1]), says, "prose")


def _stale(report: Report, span: Span | None, found: int, zh: str, at: str) -> Finding:
    """Return a notice about a year that is not the report's."""
    quote = passage(report.page, span) if report.page is not None and span is not None else None
    en = f"{found} stands where the year reported on, {report.year}, belongs"
    return Finding(
        Severity.NOTICE,
        Words(zh, en),
        at=at,
        expected=str(report.year),
        found=str(found),
        quote=quote,
        span=span,
    )
