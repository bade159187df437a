"""The headings of a report and the stretches of it that hold the statutory tables."""

import re
from collections.abc import Sequence
from functools import cache

from mingbai.reading.labels import core
from mingbai.reading.stream import inside
from mingbai.report import form
from mingbai.report.values import Chapter
from mingbai.text.fold import Folded
from mingbai.text.page import Span

__all__ = ["anywhere", "find_chapters", "find_regions"]

_NUMERAL = r"(?P<number>[一二三四五六七八九十]{1,2})[ \t]*[、.,:][ \t]*"
_LINE = re.compile(
    rf"^[ \t>#*|]*(?:第[一二三四五六七八九十]部分[ \t]*|{_NUMERAL})(?P<title>[^\n\t|。;]{{2,40}})[ \t|*]*$",
    re.MULTILINE,
)
_ROW_LABEL = re.compile(
    r"本年新收|上年结转|本年度?办理结果|结转下年|回应解读|依申请公开情况$|^(行政复议|行政诉讼|举报投诉)数量|信息收取的费用|保障经费|会议和培训"
)


def anywhere(*phrases: str) -> re.Pattern[str]:
    """Return the pattern of any of the phrases, though the page breaks it over lines, cells or spaces."""
    return re.compile("|".join(r"[\s|\\]*".join(phrase) for phrase in phrases))


_STARTS = {
    "proactive": anywhere("第二十条第", "信息内容", "制发件数", "新制作数"),
    "applications": anywhere("申请人情况", "自然人", "本年新收"),
    "remedies": re.compile(
        r"行\s*政\s*复\s*议(?=[\s|]*(?:行\s*政\s*诉|结\s*果))|结\s*果[\s|]*维|未\s*经\s*复\s*议"
    ),
}
_MUST = {
    "proactive": anywhere("制发", "新制作", "现行有效", "对外公开总", "处理决定", "事业性收费"),
    "applications": anywhere(
        "新收政府信息", "本年新收", "结转下年", "上年结转", "内部事务信息", "行政执法案卷"
    ),
    "remedies": anywhere("结果", "审结", "直接起诉", "复议后"),
}
_ENDS = {
    "proactive": anywhere("申请人情况", "本年新收", "新收政府信息"),
    "applications": anywhere("结果维", "结果纠", "尚未审", "未经复议直接"),
    "remedies": re.compile(r"存在的?主要问题|存在的?问题"),
}


@cache
def _titles() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of a numbered known title anywhere, and the chapter key of each title's core."""
    keys: dict[str, str] = {}
    spelled: set[str] = set()
    for edition in reversed(form.editions()):
        for heading in edition.chapters:
            for title in (heading.label, *heading.variants):
                keys.setdefault(core(title), heading.key)
                spelled.add(title)
    titles = "|".join(
        re.escape(t).replace("、", "[、,，和及]?") for t in sorted(spelled, key=len, reverse=True)
    )
    return re.compile(rf"(?:{_NUMERAL})(?P<title>(?:{titles}))(?![^\s。|]{{0,12}}等[六七八]个部分)"), keys


def _key_of(title: str) -> str | None:
    """Return the chapter that a printed title stands for, by its words where it is not one of the known titles."""
    known = _titles()[1]
    bare = core(title)
    if bare in known:
        return known[bare]
    for pattern, key in _BY_WORDS:
        if pattern.search(bare):
            return key
    return None


_BY_WORDS = (
    (re.compile(r"复议.*诉讼|诉讼.*复议"), "remedies"),
    (re.compile(r"收费|减免"), "fees"),
    (re.compile(r"(收到|受理|依申请).*(申请|公开).*情况"), "applications"),
    (re.compile(r"主动公开"), "proactive"),
    (re.compile(r"(问题|不足|困难).*(改进|措施|打算|建议|办法)?"), "problems"),
    (re.compile(r"其[他它]需?要?(报告|说明)"), "other"),
    (re.compile(r"^(总体|基本|工作)?(情况|概述|概况)$|完成情况"), "overview"),
)


def find_chapters(folded: Folded, source: str) -> tuple[Chapter, ...]:
    """Return the chapters in the order of the page; `span` is the heading's."""
    text = folded.text
    found: dict[int, Chapter] = {}
    for pattern, sure in ((_titles()[0], True), (_LINE, False)):
        for match in pattern.finditer(text):
            title = match["title"].strip()
            start = match.start("number") if match["number"] else match.start("title")
            if start in found or (not sure and (_ROW_LABEL.search(core(title)) or _is_sentence(title))):
                continue
            span = folded.span(start, match.start("title") + len(match["title"].rstrip()))
            found[start] = Chapter(
                match["number"] or "", title, source[span[0] : span[1]], span, _key_of(title)
            )
    ordered = [found[start] for start in sorted(found)]
    return tuple(_without_contents(ordered))


def _is_sentence(title: str) -> bool:
    return title.count(",") + title.count("，") + title.count("、") > 3 or bool(
        re.search(r"[0-9]{2,}[件条次]", title)
    )


def _without_contents(chapters: Sequence[Chapter]) -> list[Chapter]:
    """Leave out a table of contents: headings that follow each other at once and come again later with text."""
    kept = []
    for n, chapter in enumerate(chapters):
        again = any(
            later.title == chapter.title and later.number == chapter.number for later in chapters[n + 1 :]
        )
        followed = n + 1 < len(chapters) and chapters[n + 1].span[0] - chapter.span[1] < 12
        if not (again and followed):
            kept.append(chapter)
    return kept


def find_regions(folded: Folded, chapters: Sequence[Chapter]) -> dict[str, Span]:
    """Return where each statutory table stands, as spans of the source; a table that is not there has none."""
    regions: dict[str, Span] = {}
    text = folded.text
    heads = [(*inside(folded, c.span), c.key) for c in chapters]
    for table in ("proactive", "applications", "remedies"):
        for start, end in _candidates(table, heads, len(text)):
            opening = _STARTS[table].search(text, start, end)
            if not opening:
                continue
            closing = _ENDS[table].search(text, opening.end(), end)
            stop = closing.start() if closing else end
            if _MUST[table].search(text, opening.start(), stop):
                regions[table] = folded.span(_opened(text, start, opening.start()), stop)
                break
    return regions


_ONLY_FIGURES = re.compile(r"[\s|\d.,/-]*\d[\s|\d.,/-]*")


def _opened(text: str, start: int, opening: int) -> int:
    """Return where a table begins: at its heading when no sentence stands between, else above lines of figures.

    A page that prints figures before their labels has a line of them right above the first words of the table.
    """
    if start and opening - start < 200 and "。" not in text[start:opening]:
        return start
    begin = opening
    for line in reversed(text[max(start, opening - 400) : opening].split("\n")):
        if line.strip("|#* \t") and not _ONLY_FIGURES.fullmatch(line):
            break
        begin -= len(line) + 1
    return max(start, begin + 1) if begin < opening else opening


def _candidates(table: str, heads: Sequence[tuple[int, int, str | None]], length: int) -> list[Span]:
    """Return stretches to look in: under the table's own heading first, then the whole text."""
    spans = []
    order = ("overview", "proactive", "applications", "remedies", "problems", "other")
    later = order[order.index(table) + 1 :]
    for n, (_, after, key) in enumerate(heads):
        if key == table:
            stop = next((s for s, _, k in heads[n + 1 :] if k in later), length)
            spans.append((after, stop))
    final = next((s for s, _, k in reversed(heads) if k == "problems"), length)
    spans.append((0, final))
    if final != length:
        spans.append((0, length))
    return spans
