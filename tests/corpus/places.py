"""Bodies that do not exist: invented places with the grammar of real ones."""

from dataclasses import dataclass
from random import Random

__all__ = ["CITIES", "PLACES", "BodyName", "body"]

CITIES = ("霁州市", "岚屏市", "桐夏市", "稷陵市", "漪江市", "蘅州市", "藜州市", "朔栖市")
PLACES = (
    "砚湖区", "鹭沱区", "兰堰区", "坞桥区", "枫渡区", "筠塘区", "汀渚县", "榆洛县", "青碌县", "槐淀县",
    "沅岫县", "苇岑县", "珩涧县", "墨渠县", "昭泠县", "鹊岭县", "璧坳县", "菱埔县", "楸溆县", "砺滩区",
    "萤泽区", "栎坪县", "椿汊县", "罗陉县", "雁埠区", "荻堰县",
)  # fmt: skip
OFFICES = (
    "水务局",
    "教育局",
    "自然资源局",
    "市场监督管理局",
    "发展和改革委员会",
    "民政局",
    "住房和城乡建设局",
)
TOWNS = ("菖蒲坞镇", "双橹街道办事处", "白茆滩镇", "老堰口乡", "石杵街道办事处")


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body as its title names it, the words that any right reading of the name holds, and who signs."""

    title: str
    core: str
    signs: str
    office: str
    we: str


def body(rng: Random) -> BodyName:
    """Return an invented government, department or township."""
    city, place = rng.choice(CITIES), rng.choice(PLACES)
    kind = rng.randrange(6)
    if kind == 0:
        return BodyName(city, city, f"{city}人民政府", f"{city}人民政府办公室", "全市")
    if kind == 1:
        name = city + rng.choice(OFFICES)
        return BodyName(name, name, name, f"{name}办公室", "我局")
    if kind == 2:
        name = place + rng.choice(TOWNS)
        signs = name if name.endswith("办事处") else f"{name}人民政府"
        return BodyName(name, name, signs, f"{name}党政综合办公室", "我镇" if "镇" in name else "我单位")
    if kind == 3:
        return BodyName(
            f"{place}人民政府", place, f"{place}人民政府", f"{place}人民政府办公室", "我" + place[-1]
        )
    name = (city if kind == 4 else "") + place
    return BodyName(name, place, f"{name}人民政府", f"{place}人民政府办公室", "全" + place[-1])
