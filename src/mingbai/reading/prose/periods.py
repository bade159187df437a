"""Which year a figure of the prose is about: the report's, another, or none that can be named."""

import re
from bisect import bisect_right
from dataclasses import dataclass

__all__ = ["Periods", "periods"]

_PERIOD = re.compile(
    r"(?=[\d自从历迄至近多三五期截较比与同相对上下前第一二四去今本全年报明来学力争预计累])(?:(?P<span>\d{4}年?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:至|到|-|—|~|起至|起到|起,?至|开始至)\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:止|底|末)?)"
    r"|(?P<within>(?P<of>\d{4})年(?P<first>\d{1,2})月(?:\d{1,2}日)?(?:起|开始)?[,，]?(?:-|—|~|至|到)(?P<last_month>\d{1,2})月(?:\d{1,2}日|份|底)?(?:止)?)"
    r"|(?P<since>(?:自|从)?\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以来|起|至今|开始|施行)|历年|迄今|至今|近年来|近[几两三四五\d]年来?|多年来|历史上|(?:本|上)?学年度?|(?:本|上)?学期|[三五]年来|期间)"
    r"|(?P<until>截[至止到][^，,。;]{0,16}?(?:底|末|\d日|止|目前|前|\d月(?![\d底末])|(?=[，,。;]))|(?<![\d月日年起])至(?:\d{4}年)?\d{1,2}月?底)"
    r"|(?P<months>(?P<from>\d{1,2})月?(?:\d{1,2}日)?(?:-|—|~|至|到)(?P<to>\d{1,2})月(?:\d{1,2}日|份|底)?)"
    r"|(?P<compared>(?:[较比]|(?:与|同)(?=(?:去年|上一?年度?|前一?年|往年|\d{4}年度?)(?:同期)?(?:相比|比较|比|持平|相当|基本))|相比|相较于?|对比)(?:去年|上一?年度?|前一?年|往年|\d{4}年度?)(?:同期)?)"
    r"|(?P<part>(?:\d{4}年)?(?:上半年|下半年|第?[一二三四]季度|前三季度)|\d{4}年(?:初|\d{1,2}月))"
    r"|(?<![至到入转])(?P<year>\d{4})年(?!度?结转)度?"
    r"|(?P<month>(?<!\d)\d{1,2}月)"
    r"|(?P<last>去年|(?<!结转)(?<!结转自)上一?年度?(?!度?结转|度?转入|度?转结|度?遗留|度?结余|度?未办|底)|前一年)"
    r"|(?P<this>今年|本年度?(?!度?新收|结转)|全年|年内|报告期|报告年度|年度内|一年来)"
    r"|(?P<next>明年|来年|(?<![转入至到])下一?年度?(?!度?继续|度?办理|度?结转)|力争|争取|预计|计划(?=[开举制公发组]))"
    r"|(?P<all>累计|累积|历次))"
)
_DELIMITER = re.compile(r"[，,。；;]")


@dataclass(frozen=True, slots=True)
class Periods:
    """The periods named in one sentence, by offset."""

    _at: list[int]
    _period: list[int | None]
    _ends: list[bool]
    carries: bool
    """Whether the sentence ends on another period than the report's, which the next one may go on with."""

    def of(self, at: int) -> int | None:
        """Return the year meant by a figure at offset *at*."""
        return self._period[bisect_right(self._at, at) - 1]

    def ends(self, at: int) -> bool:
        """Return whether the figure at offset *at* is told as of the end of the report's year."""
        return self._ends[bisect_right(self._at, at) - 1]


_YEAR_END = re.compile(r"截[至止到](?:(?P<year>\d{4})年)?(?:年?底|年?末|12月底|12月末|12月31日)止?\Z")


def _is_year_end(found: re.Match[str], year: int | None) -> bool:
    end = _YEAR_END.match(found[0]) if found["until"] else None
    return end is not None and year is not None and end["year"] in (None, str(year))


def periods(sentence: str, year: int | None, *, default: int | None) -> Periods:
    """Return the periods of a sentence of a report on *year*; *default* holds until one is named."""
    at, period, ends = [0], [default], [False]
    now, named, carries = default, False, False
    end = 0
    for found in _PERIOD.finditer(sentence):
        kind = found.lastgroup or ""
        if found["compared"]:
            mark = _DELIMITER.search(sentence, found.end())
            at.append(found.start())
            period.append(_before(found["compared"], year))
            ends.append(False)
            if mark:
                at.append(mark.start())
                period.append(now)
                ends.append(False)
            continue
        if kind == "all" and named:
            continue
        outer = now
        now = _meant(found, year)
        if sentence[end : found.start()] in ("、", "和", "与", "及") and end:
            now = None  # several years in a row, told one by one
        end = found.end()
        named = named or (now is not None and now == year)
        carries = now != year and not found["month"] and not found["last"]
        at.append(found.start())
        period.append(now)
        ends.append(_is_year_end(found, year))
        if sentence.rfind("(", 0, found.start()) > sentence.rfind(")", 0, found.start()):
            closes = sentence.find(")", found.end())
            if closes > 0:
                now = outer
                at.append(closes)
                period.append(now)
                ends.append(False)
                carries = now != year
    return Periods(at, period, ends, carries)


def _before(words: str, year: int | None) -> int | None:
    """Return the year that a comparison is made with."""
    named = re.search(r"\d{4}", words)
    if named:
        return int(named[0])
    return year - 1 if year is not None and "往年" not in words else None


def _meant(found: re.Match[str], year: int | None) -> int | None:
    if found["span"]:
        years = re.findall(r"\d{4}", found["span"])
        whole = years[0] == years[1] and re.search(r"1月1日.*12月31日|1月.*12月", found["span"])
        return int(years[0]) if whole else None
    if found["within"]:
        return int(found["of"]) if (found["first"], found["last_month"]) == ("1", "12") else None
    if found["months"]:
        return year if (int(found["from"]), int(found["to"])) == (1, 12) else None
    if found["year"]:
        return int(found["year"])
    if found["this"]:
        return year
    if year is not None and found["last"]:
        return year - 1
    if year is not None and found["next"] and found["next"][0] in "明来下":
        return year + 1
    return None
