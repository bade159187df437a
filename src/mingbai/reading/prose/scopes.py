"""Whose figure a sentence gives: the whole that the report speaks for, or the words that narrow it."""

import re
from dataclasses import dataclass, replace

__all__ = ["REPORT", "Mark", "Speaker", "speaker"]

REPORT = "report"

_OWN = "省市区县州旗盟镇乡局委厅办部院校会署处所队社馆站台行司"
_PLACES = "省市区县州旗盟镇乡"
_TOOL = (
    r"(?!网|门户|官网|公众号|微信|微博|平台|大厅|主任|主要|领导|分管|负责|统一|组织|指导|督促|设|内|牵头(?!办结|受理|收到|答复)|下发|《|专人"
    r"|安排|关于|的要求|政策)"
)
_SCOPE = re.compile(
    rf"(?=[为全我本各街政机局委厅部{_PLACES}府信公开直下所代备转交复被第名不除协配其法处社馆站台行司队会校院乡])(?:(?P<whole>[全我][{_OWN}](?:直)?(?:政府)?(?:系统)?(?:各|所有)(?:级|地|类)?[、]?(?:各?(?:部门|单位|镇街|乡镇|镇乡|街道|机关|行政机关|镇|乡|园区|科室)[、和及(]?)*"
    rf"|(?:全[{_PLACES}局委厅校]|[我本][{_OWN}])(?!域|级|门|位|会议|面|市场|分|办)(?:系统|范围内|政府系统)?|各级行政机关|全系统|本系统|本机关(?!不)|本单位|我单位|本部门|我单位|街道办事处)"
    rf"|(?P<narrow>(?:[{_PLACES}]|政府|机关|[局委厅部])?本级"
    rf"|[市区县省州镇乡]级(?:部门|单位|机关|层面|(?=新收|收到|受理|接收|共|办理|办结|答复|制|\d))|[市区县省州]直(?:部门|单位|机关|各)"
    rf"|(?<![由经向报请])(?:[{_PLACES}](?:人民)?政府办公?[室厅]?|政府办(?:公[室厅])?|府办公?室?|[局委厅市区县省]办公[室厅]|信息公开办公?室?|公开办|[我本]办(?!理|公|法|案|事)){_TOOL}"
    rf"|(?:信息|政务)公开(?:科|股|处|中心|科室)|[局委厅部总]机关(?!各|党)|机关本部|[局委厅]系统|机关各"
    rf"|[{_PLACES}]政府(?:工作|组成)?部门|(?<![由经向报请届级《])[{_PLACES}](?:人民)?政府(?!信息|办|各|部门|常务|工作|令|公报|规章|公众|采购|投资|名义|文件|新闻|购买|热线|数据|职能|机关|系统|和|、|第|会议|决定|政务|公开|服务|规|或|对|关|要|确|批|审|及|有关|直属|下属|决策|重[点大]){_TOOL}"
    rf"|(?<![各市县区省州旗直级各个家])(?:部门|乡镇|镇街|街道)(?=\d|制|分别|收|新收|共|办结|受理|印发|出台|办理|答复|发布|公开了)|各(?:级)?(?:部门|单位|街道|镇街|乡镇|镇乡|区县|县区|市州|地市|科室|处室|直属|分局|设区市)|(?:直属|下属|所属)(?:单位|机构|部门|事业)"
    rf"|代(?:为)?(?:[{_PLACES}](?:人民)?)?政府|代表(?=(?:[省市区县]|人民|本级)+政府)|代(?:为)?(?:办理|答复)|备案|转办|交办|(?<!被)复议机关|法院(?=受理|审理|审结|收到|共)|被申请人|被告(?!知)|第三人|名义|不含|不包括|除外"
    r"|为例|协助[^，,。；;\d]{0,12}?(?=办理|答复|处理|做好|完成)|协助|协办|转来|配合|其[他它余](?:各)?(?:部门|单位|乡镇|镇街)|部分(?:部门|单位|乡镇)"
    r"))"
)
_DEPARTMENT = re.compile(
    r"(?:^|[，,；;:、。(])(?:[一二三四五六七八九]是|其中:?|\d{1,2}[.、])?"
    r"(?!通过|由|经|向|据|按|在|对|与|和|及|为|会同|根据|针对|督促|指导|组织|以|我|本|全|从|将|被|把|各|等|并)(?:[市区县省州旗]?[一-鿿]{1,9}?(?:局|委员会|管委会|发改委|住建委|卫健委|国资委|厅|支队|大队|分局|街道|街道办|开发区|园区|镇|乡|馆|中心)|法院|学校|医院)"
    r"(?=[^的信]{0,8}?(?:共|收|受|接|办|答|发布|公开|新收|为|制|\d|作出|全年|被|发生|依法))"
)
_OWNING = re.compile(r"[我本全]\Z|[我本全](?=[局委厅])")
_REGION = re.compile(
    rf"[{_PLACES}](?:人民政府|政府)?\Z|街道(?:办事处)?\Z|(?:开发区|高新区|新区|园区)(?:管(?:理)?委(?:员)?会)?\Z"
)
_OFFICE_OF = re.compile(r"(?:人民)?政府办|[一-鿿]{0,6}[局委厅](?!托)|本级|办公")
_OFFICE = re.compile(r"办公[室厅]\Z|办\Z")


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that sets the scope from its `end` on: until `closes` when it stands in brackets."""

    end: int
    scope: str
    closes: int | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who reports: what the words 全区, 我局, 区政府 … mean in its mouth."""

    names: tuple[str, ...]
    region: bool
    level: str
    office: bool

    def marks(self, words: str) -> list[Mark]:
        """Return the words of a sentence that say whose figures follow, in order."""
        found = [Mark(m.end(), self._judge(m), None) for m in _SCOPE.finditer(words)]
        for m in _DEPARTMENT.finditer(words):
            name = m[0].lstrip("，,；;:、。(")
            if not self._mine(name):
                found.append(Mark(m.end(), name, None))
        for name in self.names:
            at = words.find(name)
            while at >= 0:
                if not _OFFICE_OF.match(words, at + len(name)):
                    found.append(Mark(at + len(name), REPORT, None))
                at = words.find(name, at + 1)
        found.sort(key=lambda mark: mark.end)
        if "(" in words:
            found = [replace(mark, closes=_closes(words, mark.end)) for mark in found]
        return found

    def _judge(self, found: re.Match[str]) -> str:
        word = found[0]
        if found["narrow"]:
            if self.office and "办" in word and word[-1] in "办室厅":
                return REPORT
            if self.level in ("镇", "乡", "街道") and word.endswith(("政府", "街道")):
                return REPORT
            return word
        if not self.names:
            return REPORT
        mark = word[1]
        if word[0] in "全我本" and mark in _PLACES and not word.startswith(("本系统", "本部门")):
            return (
                REPORT
                if self.region and (mark == self.level[-1:] or (self.level == "开发区" and mark == "区"))
                else word
            )
        if word.endswith("系统") and not self.region:
            return word
        if word.startswith(("各级行政机关", "街道办事处")):
            return REPORT
        return word if self.region and word[0] in "全我本" and mark in "局委厅办部院校会署处所队" else REPORT

    def _mine(self, name: str) -> bool:
        return (
            any(one in name or name in one for one in self.names)
            or _OWNING.search(name) is not None
            or name[:1] in "我本全"
        )


def speaker(body: str | None) -> Speaker:
    """Return who speaks in the report of *body*; where it is not known, 我 and 全 are taken at their word."""
    if not body:
        return Speaker((), False, "", False)
    office = _OFFICE.search(body) is not None
    plain = re.sub(r"(?:人民政府|政府)\Z", "", body)
    place = _REGION.search(body)
    level = "街道" if "街道" in plain[-5:] else plain[-1:] if plain[-1:] in _PLACES else "开发区"
    if place and re.search(r"(?:开发区|高新区|新区|园区|管委会|管理委员会)\Z", plain):
        level = "开发区" if not plain.endswith("新区") else "区"
    parts = [
        part
        for part in re.findall(rf"[^{_PLACES}]+(?:{'|'.join(_PLACES)})(?![{_PLACES}])", plain)
        if len(part) > 1
    ]
    names = {body, plain} | ({"学校", "学院"} if re.search(r"(?:大学|学院|学校)\Z", body) else set())
    if place and parts:
        names.add(parts[-1])
    return Speaker(
        tuple(sorted((n for n in names if len(n) > 1), key=len, reverse=True)),
        bool(place) and not office,
        level if place else "",
        office,
    )


def _closes(words: str, at: int) -> int | None:
    """Return where the bracket closes that *at* stands in, None outside brackets."""
    if words.rfind("(", 0, at) <= words.rfind(")", 0, at):
        return None
    closes = words.find(")", at)
    return closes if closes >= 0 else None
