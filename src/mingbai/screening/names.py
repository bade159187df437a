"""Finds a phrase that stands where a body's name should: 人民政府 replaced, a signature that names no organisation."""

import re
from dataclasses import dataclass

from mingbai.screening.spam import words
from mingbai.text.page import Span

__all__ = ["Substitution", "is_organisation", "place_of", "substituted"]


@dataclass(frozen=True, slots=True)
class Substitution:
    """A phrase found after the place's name, before words that 人民政府 goes with."""

    phrase: str
    spans: tuple[Span, ...]
    known: tuple[str, ...]
    """The spam words in it."""


_PLACE = re.compile(r"[㐀-鿿]{1,8}?(?:省|自治区|市|州|盟|区|县|旗|镇|乡|街道)(?![省市州区县旗])")
_FOLLOWERS = re.compile(
    r"([㐀-鿿A-Za-z0-9]{2,12}?)"
    r"(门户网站|政府网站|网站|办公室|办公厅|政务微博|政务微信|政务新媒体|公报|[ 　\t]*(?:\n|$))"
)
_KNOWN = re.compile(
    "政府|人民|政务|委|局|各|行政|公开|信息|服务|中心|机关|部门|单位|街道|镇|乡|村|社区|市场|财政|教育|卫生|公安|民政|司法|审批|数据|"
    "发展|管理|建设|农业|应急|统计|审计|税务|交通|水利|文化|旅游|电子|融媒|新闻|领导|小组|办|全(?!网)|^[的以和在]|年|度|区|县|市|厅|学院|大学|学校|医院|法院|检察|海关|政协|银行|公司|协会"
)
_TIMES = 2


def place_of(name: str) -> str | None:
    """Return the last place in a body's name (“芙蓉区” of “长沙市芙蓉区人民政府”), None when there is none."""
    places = _PLACE.findall(name)
    return places[-1] if places else None


def substituted(plain: str, place: str) -> Substitution | None:
    """Return the phrase that keeps standing after *place* where 人民政府 or 政府 should, None when there is none.

    It must be no word of public bodies, and either be a known spam word or stand before two different words, in a text
    that never names the place's 人民政府.
    """
    found: dict[str, list[Span]] = {}
    followers: dict[str, set[str]] = {}
    at = plain.find(place)
    while at >= 0:
        end = at + len(place)
        match = _FOLLOWERS.match(plain, end)
        if match is not None and not _KNOWN.search(match[1]):
            found.setdefault(match[1], []).append(match.span(1))
            followers.setdefault(match[1], set()).add(match[2].strip())
        at = plain.find(place, end)
    for phrase, spans in sorted(found.items(), key=lambda item: -len(item[1])):
        known = words(phrase, least=1)
        named = f"{place}人民政府" in plain or f"{place}政府" in plain
        seeming = len(spans) >= _TIMES and len(followers[phrase]) > 1 and not named
        if known or seeming:
            return Substitution(phrase, tuple(spans), known)
    return None


_ORGANISATION = re.compile(
    r"(?:政府|办公室|办公厅|局|委员会|委|厅|部|院|署|办|办事处|处|科|股|室|会|馆|所|站|中心|公司|学校|大学|学院|医院|小组|大队|支队|总队|"
    r"队|社|团|集团|协会|区|县|市|镇|乡|街道|省|州|盟|旗|网|编辑部|管理员|报|发布|在线|融媒|媒体|采编|编辑|信息公开|政务公开|银行|法庭|台|分局|校|园|库|院校|机关|机构|单位|党组|指挥部)"
    r"(?:[（(][㐀-鿿]{1,12}[)）])?$"
)


def is_organisation(name: str) -> bool:
    """Whether *name* ends as the names of public bodies do."""
    return _ORGANISATION.search(name.strip()) is not None
