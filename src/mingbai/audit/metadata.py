"""Checks on the metadata header: document number, index number, the order of its days."""

import re
from collections.abc import Iterator
from itertools import combinations

from mingbai.audit.check import Context, check, unable
from mingbai.audit.dates import metadata_day
from mingbai.audit.findings import Compared, Finding, Severity, Step
from mingbai.report.values import Datum, Report
from mingbai.text.credit_code import valid_credit_code
from mingbai.text.words import Words

__all__ = ["dates", "document_number", "index_number"]

_NOTICE = Words("提示", "a notice")
_EMPTY = frozenset({"", "无", "-", "/", "—", "——", "暂无", "空"})
_BRACKETS = str.maketrans(
    {**dict.fromkeys("[［(（【﹝", "〔"), **dict.fromkeys("]］)）】﹞", "〕"), "號": "号"}
)
_NUMBER = re.compile(r"[一-龥A-Za-z]{2,24}〔((?:19|20)\d\d)〕([1-9]\d{0,4})号")
_ORDER = re.compile(
    r".{0,12}令\s*(?:〔(?:19|20)\d\d〕)?第?[\d一二三四五六七八九十百]+号|[A-Z]{2,6}[—－-]{1,2}(?:19|20)\d\d[—－-]{1,2}\d+"
)
_PLACEHOLDER = re.compile(r"〔(?:19|20)?\d*〕\s*0+\s*号|〔\s*〕|〔(?:19|20)\d\d〕\s*[xX×]*\s*号|test|测试")


@check(
    "metadata/document-number",
    says=Words(
        "文号应为“机关代字〔年份〕序号号”，不是占位符",
        "The document number has the form 代字〔year〕n号 and is no placeholder",
    ),
    ground=Words("《党政机关公文格式》GB/T 9704-2012 7.2.5", "GB/T 9704-2012, 7.2.5"),
    severity=_NOTICE,
)
def document_number(report: Report, _: Context) -> Iterator[Step]:
    """Look at the form of the number, and at its year beside the day of writing."""
    datum = report.metadata.get("doc_no")
    written = datum.value.strip() if datum is not None else ""
    if datum is None or written in _EMPTY:
        yield unable("页面没有文号", "the page gives no document number")
        return
    yield Compared()
    bare = re.sub(r"\s", "", written).translate(_BRACKETS)
    number = _NUMBER.fullmatch(bare)
    if number is None:
        if _ORDER.fullmatch(bare):
            return
        placeholder = _PLACEHOLDER.search(bare) is not None
        yield _notice(
            datum, "doc_no",
            Words(
                f"文号“{written}”{'的序号为0或空，是系统占位符，不是真的文号' if placeholder else '不合文号格式'}",
                f"“{written}” {'is a placeholder' if placeholder else 'does not have the prescribed form'}",
            ),
            "代字〔年份〕序号号",
        )  # fmt: skip
    day = metadata_day(report, "written_on")
    years = re.search(r"〔((?:19|20)\d\d)〕", bare)
    if day is not None and years is not None:
        yield Compared()
        if int(years[1]) != day[0].year:
            yield _notice(
                datum, "doc_no",
                Words(
                    f"文号的年份{years[1]}与成文日期{day[0]:%Y-%m-%d}不在同一年",
                    f"the number's year {years[1]} is not that of the day of writing, {day[0]:%Y-%m-%d}",
                ),
                str(day[0].year),
            )  # fmt: skip


_CREDIT = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{18}(?=[/_-])")


@check(
    "metadata/index-number",
    says=Words(
        "索引号应完整，其中的机构代码和年份应讲得通",
        "The index number is complete; the code and the year in it make sense",
    ),
    ground=Words(
        "《条例》第十二条；GB 32100-2015（校验码）", "Regulation art. 12; GB 32100-2015 (check digit)"
    ),
    severity=_NOTICE,
)
def index_number(report: Report, _: Context) -> Iterator[Step]:
    """Look for a placeholder, a wrong check digit, and a year after the page was posted."""
    datum = report.metadata.get("index_no")
    written = datum.value.strip() if datum is not None else ""
    if datum is None or not written:
        yield unable("页面没有索引号", "the page gives no index number")
        return
    yield Compared()
    if not re.search(r"\d{2}", written) or not re.search(r"[1-9]", written):
        yield _notice(
            datum, "index_no",
            Words(f"索引号“{written}”不完整", f"the index number “{written}” is not complete"), "机构代码/年份-序号",
        )  # fmt: skip
        return
    code = _CREDIT.match(written)
    if code is not None and not valid_credit_code(code[0]):
        yield _notice(
            datum, "index_no",
            Words(
                f"索引号中的统一社会信用代码{code[0]}校验码不符",
                f"the unified social credit code {code[0]} in the index number fails its check digit",
            ),
            "GB 32100-2015",
        )  # fmt: skip
    posted = metadata_day(report, "published_on")
    year = re.search(r"/((?:19|20)\d\d)(?=[-_\d])", written)
    if posted is not None and year is not None:
        yield Compared()
        if int(year[1]) > posted[0].year:
            yield _notice(
                datum, "index_no",
                Words(
                    f"索引号的年份{year[1]}晚于发布日期{posted[0]:%Y-%m-%d}",
                    f"the year {year[1]} of the index number is after the day of posting, {posted[0]:%Y-%m-%d}",
                ),
                f"<= {posted[0].year}",
            )  # fmt: skip


_DAYS = {
    "written_on": Words("成文日期", "written"),
    "issued_on": Words("发文日期", "issued"),
    "published_on": Words("发布日期", "posted"),
}
_OLD = 2
"""Years after the year reported on, beyond which a day of writing is questioned."""


@check(
    "metadata/dates",
    says=Words(
        "成文、发文、发布日期应依次，并在报告年度之后",
        "Written, issued and posted follow each other, and the year reported on",
    ),
    ground=Words("《条例》第二十六条；GB/T 9704-2012 7.3.5.4", "Regulation art. 26; GB/T 9704-2012, 7.3.5.4"),
    severity=_NOTICE,
)
def dates(report: Report, context: Context) -> Iterator[Step]:
    """Compare the days of the header with each other and with the year."""
    days = {key: found for key in _DAYS if (found := metadata_day(report, key)) is not None}
    if not days:
        yield unable("页面没有日期", "the page gives no day")
        return
    for (one, (first, _)), (other, (second, span)) in combinations(days.items(), 2):
        yield Compared()
        if first > second:
            yield Finding(
                Severity.NOTICE,
                Words(
                    f"{_DAYS[one].zh}{first:%Y-%m-%d}晚于{_DAYS[other].zh}{second:%Y-%m-%d}",
                    f"{_DAYS[one].en} {first:%Y-%m-%d}, after it was {_DAYS[other].en} {second:%Y-%m-%d}",
                ),
                at=f"metadata/{other}", expected=f">= {first:%Y-%m-%d}", found=f"{second:%Y-%m-%d}",
                quote=report.metadata[other].value, span=span,
            )  # fmt: skip
    if report.year is None:
        return
    yield Compared()
    key, (day, span) = next(iter(days.items()))
    if day.year <= report.year and (day.month, day.day) < (12, 1):
        problem = Words(f"早于{report.year}年度结束", f"before the year {report.year} was over")
    elif day.year - report.year > _OLD:
        problem = Words(
            f"距{report.year}年度已{day.year - report.year}年",
            f"{day.year - report.year} years after the year {report.year}",
        )
    else:
        return
    moved = Words("可能是入库或网站迁移的日期", "perhaps the day of entry or of a move of the site")
    yield Finding(
        Severity.NOTICE,
        Words(f"{_DAYS[key].zh}{day:%Y-%m-%d}，{problem.zh}", f"{_DAYS[key].en} {day:%Y-%m-%d}, {problem.en}"),
        at=f"metadata/{key}", expected=f"{report.year + 1}", found=f"{day:%Y-%m-%d}",
        quote=report.metadata[key].value, span=span,
        explains=moved if day.year > report.year else None,
    )  # fmt: skip


def _notice(datum: Datum, key: str, says: Words, expected: str) -> Finding:
    """Return a notice about one field."""
    return Finding(
        Severity.NOTICE,
        says,
        at=f"metadata/{key}",
        expected=expected,
        found=datum.value,
        quote=datum.value,
        span=datum.span,
    )
