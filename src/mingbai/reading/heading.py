"""Who reports on which year: the body's name and the year, from the title, the header, the period or the signature."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mingbai.report.values import Body, Datum
from mingbai.text.fold import Folded, fold
from mingbai.text.page import Page, Span

__all__ = ["Title", "find_body", "find_titles", "find_year", "is_report"]

_YEAR = r"(?P<year>(?:19|20)\d{2}|二[〇零○O0][〇零○O0一二][〇零○O0一二三四五六七八九])[ ]*(?:年度?|-|－|\)|）)?[ ]*"
_REPORT = r"(?:政府|政务)?(?:信息|政务)公开\n?(?:工作)?\n?(?:年度?)?(?:工作)?(?:情况)?(?:的)?(?:年度?工作报告|年度?报告|年报|工作总结报告|工作总结|总结报告|工作报告|情况报告|报告)"
_TITLE = re.compile(
    rf"(?P<body>[^\n|\t。；;:：《》“”\"<>]{{0,40}}?)[ (（]*{_YEAR}(?P<after>[^\n|\t。；;:：《》“”\",，]{{0,30}}?)[ ]*{_REPORT}"
)
_TITLE_LATE = re.compile(rf"(?P<body>[^\n|\t。；;:：《》“”\"<>]{{2,40}}?){_REPORT}[ ]*[(（]?[ ]*{_YEAR}")
_TITLE_ABOVE = re.compile(
    rf"(?P<body>[^\n|\t。；;:：《》“”\"<>，,]{{0,40}}?){_YEAR}\n\s*{_REPORT}(?=\s*(?:\n|\Z))"
)
_TITLE_BELOW = re.compile(
    rf"(?P<body>[^\n|\t。；;:：《》“”\"<>]{{0,40}}?){_REPORT}[ ]*\n\s*[(（]?[ ]*{_YEAR}(?<=[年度)）])[)）]?[ ]*(?=\n|\Z)"
)
_WITHIN = rf"(?:政府|政务)?(?:信息|政务)公开(?:工作)?{_YEAR}(?:工作)?(?:年度?)?(?:工作)?(?:报告|年报)"
_TITLE_WITHIN = re.compile(rf"(?P<body>[^\n|\t。；;:：《》“”\"<>]{{2,40}}?){_WITHIN}")
_PERIOD = re.compile(
    r"(?:自|从)?[ ]*(20\d{2})[ ]*[年-][ ]*0?1[ ]*[月-][ ]*0?1[ ]*日?[ ]*起?[ ]*(?:至|到|-|—|~|～)+[ ]*(?:20\d{2})?[ ]*[年-]?[ ]*12[ ]*[月-][ ]*31"
)
_LEAD = re.compile(
    r"^.*(?:编制了?|现将|现就|关于|公布|根据|按照|以下是|本报告是|向社会公布|发布|当前位置|首页|>|》|：|:|、|，|,|\]|】|的要求|规定|现)"
)
_ORGAN = re.compile(
    r"[一-龥]{1,26}?(?:人民政府(?:办公[厅室])?|政府办公[厅室]|办公[厅室]|委员会|管理局|管理委员会|监督局|监管局|[一-龥]局|[一-龥]厅|[一-龥]委|街道办事处|街道办|"
    r"管委会|研究院|大学|学院|中心|公司|医院|支队|总队|分局|[一-龥]部|署|[一-龥](?:省|市|区|县|镇|乡|旗|街道|自治州|自治县|兵团|师|团|开发区|新区))"
)
_NAMED = re.compile(rf"{_REPORT}|{_WITHIN}")
_LINE_ABOVE = re.compile(r"(?:^|\n)[ \t|#*]*(?P<name>[^\n|]{2,30}?)[ \t|*]*\n[\s|#*]*\Z")
_LINE_BELOW = re.compile(r"[)） ]*\n[\s|#*]*(?P<name>[^\n|]{2,30}?)[ \t|*]*(?=\n|\Z)")
_CLAUSE_ENDS = '\n|\t。；;:：《》“”"<>'
_FAR = 6000
"""Characters from the top within which the title stands."""
_HAN_DIGITS = str.maketrans("〇零○O一二三四五六七八九", "0000123456789")
_MENTIONS = re.compile(r"(?:政府|政务)?信息公开|政务公开")


def _year(printed: str) -> int:
    return int(printed.translate(_HAN_DIGITS))


@dataclass(frozen=True, slots=True)
class Title:
    """A title of a report as found: its match, the text that it was found in, and whether that is the page's own text."""

    match: re.Match[str]
    where: Folded
    source: str
    in_page: bool


def find_titles(page: Page, folded: Folded) -> tuple[Title, ...]:
    """Return the titles on the page, the likeliest first: on a line of its own, in the document's head, in running text."""
    matches = _matches(folded.text[:_FAR])
    own_line = [m for m in matches if m.start() == 0 or folded.text[m.start() - 1] in "\n|\t"]
    found = [Title(m, folded, page.text, True) for m in own_line]
    for head in (page.title or "", *(value for key, value in page.meta if key.lower() == "articletitle")):
        if head:
            small = fold(head)
            found += [Title(m, small, head, False) for m in _matches(small.text)]
    found += [Title(m, folded, page.text, True) for m in matches if m not in own_line]
    return tuple(found)


def _matches(text: str) -> list[re.Match[str]]:
    """Return the titles in a text, each from the beginning of its line or clause, in order."""
    found: dict[int, re.Match[str]] = {}
    for named in _NAMED.finditer(text):
        start = max(text.rfind(c, 0, named.start()) for c in _CLAUSE_ENDS) + 1
        start = max(start, named.start() - 80)
        above = text.rfind("\n", 0, len(text[:start].rstrip())) + 1
        for pattern in (_TITLE, _TITLE_LATE, _TITLE_WITHIN, _TITLE_BELOW, _TITLE_ABOVE):
            begin = above if pattern is _TITLE_ABOVE else start
            match = pattern.match(text, begin) or pattern.search(text, begin, named.end() + 14)
            if match and match.end() >= named.end():
                found.setdefault(match.start(), match)
                break
    return [found[start] for start in sorted(found)]


def find_year(titles: Sequence[Title], folded: Folded) -> int | None:
    """Return the year reported on, from the title, else from the period stated, else None."""
    if titles:
        return _year(titles[0].match["year"])
    periods = Counter(int(match[1]) for match in _PERIOD.finditer(folded.text))
    if periods:
        return periods.most_common(1)[0][0]
    stated = Counter(int(y) for y in re.findall(r"(20\d{2})年", folded.text[:3000]))
    likely = stated.most_common(2)
    if likely and (len(likely) == 1 or likely[0][1] > 2 * likely[1][1]) and likely[0][1] >= 3:
        return likely[0][0]
    return None


def find_body(
    titles: Sequence[Title], page: Page, folded: Folded, metadata: Mapping[str, Datum]
) -> Body | None:
    """Return the body that reports, from the title, the signature under the text, or the header's publisher."""
    for title in titles:
        match = title.match
        for group in ("body", "after"):
            if group not in match.re.groupindex or not match[group]:
                continue
            name, span = _trimmed(match[group], match.start(group))
            if len(name) >= 2 and _plausible(name):
                at = title.where.span(*span)
                return Body(name, title.source[at[0] : at[1]], at if title.in_page else None)
    if beside := _line_beside(titles, folded):
        name, span = beside
        at = folded.span(*span)
        return Body(name, page.text[at[0] : at[1]], at)
    if signature := _signature(folded):
        name, span = signature
        at = folded.span(*span)
        return Body(name, page.text[at[0] : at[1]], at)
    if made := re.search(
        r"由([一-龥]{3,30}?(?:办公[厅室]|局|委员会|委|厅|政府|中心))(?:负责)?编制", folded.text[:4000]
    ):
        at = folded.span(*made.span(1))
        return Body(made[1], page.text[at[0] : at[1]], at)
    for key in ("publisher", "source"):
        if key in metadata and _ORGAN.fullmatch(fold(metadata[key].value).text):
            return Body(fold(metadata[key].value).text, metadata[key].value, metadata[key].span)
    return None


def _trimmed(text: str, start: int) -> tuple[str, Span]:
    """Return a name without what leads up to it and what follows, and its place."""
    text = re.sub(r"(?:关于|的)$", "", text)
    lead = _LEAD.match(text)
    cut = lead.end() if lead else 0
    name = text[cut:]
    cut += len(name) - len(name.lstrip(" 　·-#*>|（(【["))
    name = text[cut:].rstrip(" 　·-的（(《")
    return re.sub(r"\s+", "", name), (start + cut, start + cut + len(name))


def _plausible(name: str) -> bool:
    if name in ("政府", "政务") or name.startswith(("各", "及", "其他", "本", "我")):
        return False
    return bool(re.fullmatch(r"[一-龥()（）·]{2,30}", name)) and not re.search(
        r"年度|报告|附件|政府信息|信息公开|政务公开|本年|全年|工作|情况|统计(?!局)|总结", name
    )


def _signature(folded: Folded) -> tuple[str, Span] | None:
    """Return the body that signs: a line that is an organ's name, right above a date."""
    signed = re.compile(
        rf"^[ \t|]*(?P<name>{_ORGAN.pattern})[ \t|]*\n[\s|]*20\d{{2}}年[ ]*\d{{1,2}}月[ ]*\d{{1,2}}日",
        re.MULTILINE,
    )
    last = None
    for match in signed.finditer(folded.text):
        last = match
    return (last["name"], last.span("name")) if last else None


def _line_beside(titles: Sequence[Title], folded: Folded) -> tuple[str, Span] | None:
    """Return the body that stands on the line right above a title, or else right below: a title set on two lines."""
    for title in titles:
        if not title.in_page:
            continue
        above = _LINE_ABOVE.search(folded.text[: title.match.start()])
        for line in (above, _LINE_BELOW.match(folded.text, title.match.end())):
            if line is not None:
                name = line["name"].replace(" ", "")
                if _ORGAN.fullmatch(name) and _plausible(name):
                    return name, line.span("name")
    return None


def is_report(titles: Sequence[Title], folded: Folded, chapters: int, tables: int) -> bool:
    """Tell whether the page is an annual report on disclosure at all."""
    if tables:
        return True
    mentions = len(_MENTIONS.findall(folded.text))
    if mentions < 3:
        return False
    # A page that only lists reports by their titles holds no sentences.
    return chapters >= 2 or (bool(titles) and folded.text.count("。") >= 3)
