"""What a body's name alone says for certain about its level and powers; anything doubtful is `None`."""

import re
from enum import StrEnum
from functools import cache

__all__ = ["Level", "is_department", "is_government", "level", "may_make_rules"]


class Level(StrEnum):
    """The level of a body, as far as its name proves it."""

    STATE = "state"
    PROVINCE = "province"
    CITY = "city"
    """A city or autonomous prefecture; whether a 市 has districts its name does not say."""
    COUNTY = "county"
    TOWNSHIP = "township"
    DEPARTMENT = "department"


_PROVINCES = frozenset(
    [f"{name}市" for name in ("北京", "天津", "上海", "重庆")]
    + [
        f"{name}省"
        for name in ("河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽", "福建", "江西", "山东")
    ]
    + [
        f"{name}省"
        for name in ("河南", "湖北", "湖南", "广东", "海南", "四川", "贵州", "云南", "陕西", "甘肃", "青海")
    ]
    + ["内蒙古自治区", "广西壮族自治区", "西藏自治区", "宁夏回族自治区", "新疆维吾尔自治区"]
)
_STATE = ("国家", "国务院", "中华人民共和国", "中国", "海关总署")
_DEPARTMENT = re.compile(
    r"[省市县区州盟旗乡镇]\w*?(?:局|委员会|委|厅|支队|总队|大队|中心|院|署|馆|所|处|办)$"
)
_GENERAL_OFFICE = re.compile(r"(?:人民政府|政府)?(?:办公室|办公厅)$|政府办$|信息公开办$")
_GOVERNMENT = re.compile(r"(?:市|县|区|旗|州|省|盟|乡|镇)(?:人民政府)?$|街道(?:办事处)?$")
_ZONE = re.compile(
    r"新区|开发区|高新区|园区|示范区|度假区|合作区|保税区|管理区|产业区|工业区|功能区|经开区|风景区|试验区|自贸区|保护区|地区"
)


@cache
def level(name: str) -> Level | None:
    """Return the level that *name* proves, None when it leaves room for another."""
    name = name.strip().removesuffix("人民政府")
    if not name or name.startswith(_STATE):
        return Level.STATE if name.startswith(_STATE) and "税务局" not in name else None
    if _GENERAL_OFFICE.search(name):
        return None
    if name in _PROVINCES:
        return Level.PROVINCE
    if name.endswith(("街道办事处", "街道办", "街道", "乡", "镇", "苏木")):
        return Level.TOWNSHIP
    if _DEPARTMENT.search(name):
        return None if name.endswith(("管理委员会", "居委会")) or "管委会" in name else Level.DEPARTMENT
    if _ZONE.search(name) or name.endswith(("行政区",)):
        return None
    if name.endswith(("县", "区", "旗")):
        return Level.COUNTY
    return Level.CITY if name.endswith(("市", "自治州")) else None


def is_department(name: str) -> bool:
    """Whether the name is for certain a department's."""
    return level(name) is Level.DEPARTMENT


def is_government(name: str) -> bool:
    """Whether the name is that of a government (or of the whole area) at county level or above."""
    bare = name.strip()
    known = level(bare) in (Level.PROVINCE, Level.CITY, Level.COUNTY)
    return known or bare.endswith(("人民政府办公室", "人民政府办公厅"))


def may_make_rules(name: str) -> bool | None:
    """Return whether a body so named may make 规章; None where the name does not settle it.

    The State Council's departments, provinces, 自治州 and cities with districts have the power (立法法). A 市 may be a
    county-level city, a 省厅 prepares rules that its province makes: both are left open.
    """
    found = level(name)
    if found in (Level.STATE, Level.PROVINCE):
        return True
    if found is Level.CITY:
        return True if name.removesuffix("人民政府").endswith("自治州") else None
    if found is Level.DEPARTMENT:
        at_province = re.match(r"\w{2,8}?(?:省|自治区)(?!\w*[市县区州])", name)
        directly = name.startswith(("北京市", "上海市", "天津市", "重庆市")) and not re.search(
            r"[县区]\w", name[3:]
        )
        return None if at_province or directly else False
    return False if found in (Level.COUNTY, Level.TOWNSHIP) else None
