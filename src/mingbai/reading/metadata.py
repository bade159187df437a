"""The header that a portal prints above a document: index number, document number, dates, publisher …"""

import re
from collections.abc import Mapping

from mingbai.report.values import Datum
from mingbai.text.fold import Folded
from mingbai.text.page import Page

__all__ = ["find_metadata"]

_FIELDS = {
    "index_no": "索引号|索取号",
    "doc_no": "文件编号|发文字号|文件字号|文号",
    "written_on": "成文日期|成文时间|生成日期|生成时间|制发日期",
    "issued_on": "发文日期|发文时间|印发日期|印发时间|文件日期",
    "published_on": "发布日期|发布时间|公开日期|公开时间|发表时间|更新时间|上传时间|发稿时间",
    "publisher": "发布机构|发布单位|发文机构|发文机关|发文单位|公开机构|公开主体|责任部门|公开责任部门|制发机构|发布主体",
    "source": "信息来源|文章来源|来源",
    "author": "作者|信息作者",
    "disclosure": "公开方式|公开类别|公开属性",
    "audience": "公开范围|公开对象",
    "topic": "主题分类|信息分类|主题类别",
    "category": "组配分类|体裁分类|信息类别|文件类型|公文种类|文种",
    "validity": "有效性|是否有效|效力状态|时效性|有效期",
    "keywords": "主题词|关键词",
}
_META = {
    "published_on": ("PubDate", "pubdate", "publishdate", "PublishDate", "firstpublishedtime"),
    "source": ("ContentSource", "contentsource"),
    "author": ("Author", "author"),
    "title": ("ArticleTitle", "articletitle"),
}
_HEAD = 2500
"""Characters from the top within which a portal's header stands."""


def _spaced(names: str) -> str:
    return "|".join(r"[ \u3000]{0,4}".join(name) for name in names.split("|"))


_FIRST = "".join(sorted({name[0] for names in _FIELDS.values() for name in names.split("|")}))
_KEY = re.compile(
    f"(?=[{_FIRST}])(?<![一-龥])(?:"
    + "|".join(f"(?P<{key}>{_spaced(names)})" for key, names in _FIELDS.items())
    + r")[ ]*(?::[ ]*[|\t]?|[|\t][ |\t]*:?|(?=\n))"
)
_VALUE_END = re.compile(r"[|\t\n]|[ ]{3,}")
_NEXT = re.compile(r"[ ]{1,}(?=[一-龥]{2,6}[ ]{0,3}:)|(?<=[\d\])])[一-龥]{2,4}:")


def find_metadata(page: Page, folded: Folded, until: int | None) -> Mapping[str, Datum]:
    """Return the fields of the header above offset *until* of the source, in the order of the page.

    A field that is printed without a value is left out. The tags of the HTML head fill in what the page does not print.
    """
    limit = min(len(folded.text), _HEAD) if until is None else min(until, _HEAD * 2)
    text = folded.text[:limit]
    found: dict[str, Datum] = {}
    keys = list(_KEY.finditer(text))
    for n, match in enumerate(keys):
        stop = keys[n + 1].start() if n + 1 < len(keys) else len(text)
        rest = text[match.end() : stop]
        below = match[0][-1] not in ":|\t"  # one cell a line: the value stands under its name
        lead = len(rest) - len(rest.lstrip(" :\n" if below else " :"))
        rest = rest[lead:]
        for pattern in (_VALUE_END, _NEXT):
            if end := pattern.search(rest):
                rest = rest[: end.start()]
        value = rest.strip(" :|*-")
        key = str(match.lastgroup)
        if not value or len(value) > 80 or key in found or not re.search(r"\w", value):
            continue
        start = match.end() + lead + rest.index(value)
        span = folded.span(start, start + len(value))
        found[key] = Datum(page.text[span[0] : span[1]], span)
    tags = dict(reversed(page.meta))
    for key, names in _META.items():
        value = next((tags[name].strip() for name in names if tags.get(name, "").strip()), "")
        if key != "title" and value and key not in found:
            found[key] = Datum(value)
    return found
