"""Who reports on which year: the body's name and the year, from the title, the header, the period or the signature."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from mingbai.report.values import Body, Datum
from mingbai.text.fold import Folded, fold
from mingbai.text.page import Page, Span

__all__ = ["find_body", "find_year", "is_report"]

_YEAR = r"(?P<year>(?:19|20)\d{2}|二[〇零○O0][〇零○O0一二][〇零○O0一二三四五六七八九])[ ]*(?:年度?|-|－|\)|）)?[ ]*"
_REPORT = (
    r"(?:政府|政务)?(?:信息|政务)公开(?:工作)?(?:年度?)?(?:工作)?(?:情况)?(?:的)?(?:年度?工作报告|年度?报告|年报|工作总结报告|工作总结|总结报告|工作报告|情况报告|报告)"
)
_TITLE = re.compile(rf"(?P<body>[^\n|\t。；;:：《》“”\"<>]{{0,40}}?)[ (（]*{_YEAR}(?P<after>[^\n|\t。；;:：《》“”\",，]{{0,30}}?)[ ]*{_REPORT}")
_TITLE_LATE = re.compile(rf"(?P<body>[^\n|\t。；;:：《》“”\"<>]{{2,40}}?){_REPORT}[ ]*[(（]?[ ]*{_YEAR}")
_PERIOD = re.compile(r"(?:自|从)?[ ]*(20\d{2})[ ]*[年-][ ]*0?1[ ]*[月-][ ]*0?1[ ]*日?[ ]*起?[ ]*(?:至|到|-|—|~|～)+[ ]*(?:20\d{2})?[ ]*[年-]?[ ]*12[ ]*[月-][ ]*31")
_LEAD = re.compile(
    r"^.*(?:编制了?|现将|现就|关于|公布|根据|按照|以下是|本报告是|向社会公布|发布|当前位置|首页|>|》|：|:|、|，|,|\]|】|的要求|规定|现)"
)
_ORGAN = re.compile(
    r"[一-龥]{1,26}?(?:人民政府(?:办公[厅室])?|政府办公[厅室]|办公[厅室]|委员会|管理局|管理委员会|监督局|监管局|[一-龥]局|[一-龥]厅|[一-龥]委|街道办事处|街道办|"
    r"管委会|研究院|大学|学院|中心|公司|医院|支队|总队|分局|[一-龥]部|署|[一-龥](?:省|市|区|县|镇|乡|旗|街道|自治州|自治县|兵团|师|团|开发区|新区))"
)
_HAN_DIGITS = str.maketrans("〇零○O一二三四五六七八九", "0000123456789")
_MENTIONS = re.compile(r"(?:政府|政务)?信息公开|政务公开")


def _year(printed: str) -> int:
    return int(printed.translate(_HAN_DIGITS))


def _titles(page: Page, folded: Folded) -> Iterator[tuple[re.Match[str], Folded, str, bool]]:
    """Yield matches of the title, the likeliest place first: a line of its own, the document's title, running text."""
    matches = list(_TITLE.finditer(folded.text, 0, 6000)) + list(_TITLE_LATE.finditer(folded.text, 0, 6000))
    own_line = [m for m in matches if m.start() == 0 or folded.text[m.start() - 1] in "\n|\t"]
    for match in sorted(own_line, key=lambda m: m.start()):
        yield match, folded, page.text, True
    heads = [page.title or "", *(value for key, value in page.meta if key.lower() == "articletitle")]
    for head in heads:
        small = fold(head)
        for match in (*_TITLE.finditer(small.text), *_TITLE_LATE.finditer(small.text)):
            yield match, small, head, False
    for match in matches:
        if match not in own_line:
            yield match, folded, page.text, True


def find_year(page: Page, folded: Folded) -> int | None:
    """Return the year reported on, from the title, else from the period stated, else None."""
    years = [_year(match["year"]) for match, *_ in _titles(page, folded)]
    if years:
        return years[0]
    periods = Counter(int(match[1]) for match in _PERIOD.finditer(folded.text))
    if periods:
        return periods.most_common(1)[0][0]
    stated = Counter(int(y) for y in re.findall(r"(20\d{2})年", folded.text[:3000]))
    likely = stated.most_common(2)
    if likely and (len(likely) == 1 or likely[0][1] > 2 * likely[1][1]) and likely[0][1] >= 3:
        return likely[0][0]
    return None


def find_body(page: Page, folded: Folded, metadata: Mapping[str, Datum]) -> Body | None:
    """Return the body that reports, from the title, the signature under the text, or the header's publisher."""
    for match, where, source, in_page in _titles(page, folded):
        for group in ("body", "after"):
            if group not in match.re.groupindex or not match[group]:
                continue
            name, span = _trimmed(match[group], match.start(group))
            if len(name) >= 2 and _plausible(name):
                at = where.span(*span)
                return Body(name, source[at[0] : at[1]], at if in_page else None)
    if signature := _signature(folded):
        name, span = signature
        at = folded.span(*span)
        return Body(name, page.text[at[0] : at[1]], at)
    if made := re.search(r"由([一-龥]{3,30}?(?:办公[厅室]|局|委员会|委|厅|政府|中心))(?:负责)?编制", folded.text[:4000]):
        at = folded.span(*made.span(1))
        return Body(made[1], page.text[at[0] : at[1]], at)
    for key in ("publisher", "source"):
        if key in metadata and _ORGAN.fullmatch(fold(metadata[key].value).text):
            return Body(fold(metadata[key].value).text, metadata[key].value, metadata[key].span)
    return None


def _trimmed(text: str, start: int) -> tuple[str, Span]:
    """Return a name without what leads up to it and what follows, and its place."""
    lead = _LEAD.match(text)
    cut = lead.end() if lead else 0
    name = text[cut:]
    cut += len(name) - len(name.lstrip(" 　·-#*>|（(【["))
    name = text[cut:].rstrip(" 　·-的（(《")
    return re.sub(r"\s+", "", name), (start + cut, start + cut + len(name))


def _plausible(name: str) -> bool:
    if name in ("政府", "政务") or name.startswith(("各", "及", "其他", "本", "我")):
        return False
    return bool(re.fullmatch(r"[一-龥()（）·]{2,30}", name)) and not re.search(r"年度|报告|附件|政府信息|信息公开|政务公开|本年|全年|工作|情况|统计|总结", name)


def _signature(folded: Folded) -> tuple[str, Span] | None:
    """Return the body that signs: a line that is an organ's name, right above a date."""
    signed = re.compile(rf"^[ \t|]*(?P<name>{_ORGAN.pattern})[ \t|]*\n[\s|]*20\d{{2}}年[ ]*\d{{1,2}}月[ ]*\d{{1,2}}日", re.MULTILINE)
    last = None
    for match in signed.finditer(folded.text):
        last = match
    return (last["name"], last.span("name")) if last else None


def is_report(page: Page, folded: Folded, chapters: int, tables: int) -> bool:
    """Tell whether the page is an annual report on disclosure at all."""
    if tables:
        return True
    mentions = len(_MENTIONS.findall(folded.text))
    if mentions < 3:
        return False
    titled = any(True for _ in _titles(page, folded))
    return chapters >= 2 or (titled and len(folded.text) > 200)
