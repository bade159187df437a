"""Every quantity that the prose counts something with, and none of the digits that count nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from mingbai.report.values import Amount, Kind
from mingbai.text.numerals import NUMBER, parse

__all__ = ["Quantity", "quantities"]


@dataclass(slots=True)
class Quantity:
    """A figure with its unit; `start` to `end` is the figure, `stop` the end of its unit."""

    start: int
    end: int
    stop: int
    value: Amount
    unit: str
    kind: Kind
    approximate: bool


_UNIT = re.compile(
    r"(?:\(?(?P<time>个?工作日|小时|分钟|个月|个季度|季度|周年|周岁|[年月日天号时秒岁周]))"
    r"|(?P<percent>[%％‰])|(?P<points>个?百分点)"
    r"|(?P<money>[万亿]?元(?!旦|素))"
    r"|(?P<count>件\(次\)|人\(次\)|条\(次\)|件次|条次|人次|场次|篇次|户次|批次|项次|频次|宗次"
    r"|[件宗](?!事[^项]|套)|条(?!例|款|第|龙|线)|[篇份起例则](?!别)|项(?!目)|次(?!性|日|年|月|高)|场(?!所|地|景)|期(?!间|限|刊|望)"
    r"|个|家(?!庭|长|属)|名(?!单|录|称|义|片)|人(?!民|才|员|事|大|社|均|力)|户(?!籍|口)|[册张幅套款辆台座支只集讲宗所座]|位(?!置|居)|组(?!织|成|长)"
    r"|处(?!理|罚|置|长|室|级|分|于)|类(?!别|型|似)|本(?!级|年|区|市|县|省|局|机|单|部|办|行|镇|街|报|条|村|委|着|地|次)|部(?!门|分|署|委|长|队|级)"
    r"|页(?!面)|字|版(?!本|块|面)|栏(?!目)|批(?!复|准)|轮|倍|吨|亩|公里|平方米|分(?!别|类|管|析|局|布|为|级|层|办|送|批))"
)
_MASKS = re.compile(
    r"(?=[《hw〔\[(【01a-zA-Z])(?:《[^》\n]{0,80}》|https?:[!-~]+|www\.[!-~]+|[〔\[(【]\d{4}[〕\])】]-?\d*号?"
    r"|(?<!\d)1[3-9]\d{9}(?!\d)|\(?0\d{2,3}\)?-?\d{7,8}(?:-\d+)?|[a-zA-Z][0-9a-zA-Z_.-]{0,40}@[0-9a-zA-Z_.-]+)"
)
_BEFORE = re.compile(r"[A-Za-z.@/〔\[第#№+×]\Z|\d[-~:至到—]\Z|[A-Z]-\Z")
_ORDINAL = re.compile(
    r"(?:第|每|各|逐|任|某|另|上|下|这|那|同|首|唯|前|后|统|专|独|头|再|又|原|满|不|跑|找)\Z"
)
_RATHER = re.compile(r"每[^，。；;、\d]{0,8}\Z")
_WHOLE_DELIMITER = frozenset("，,。；;、:：)）!！\n")
_NO_COUNT_BEFORE = re.compile(
    r"(?:电话|传真|邮编|编码|代码|号码|编号|热线|QQ|账号|编|号|室|楼|座|路|栋|〕|图|表|附件|版本|[vV])[:：为是]?\Z"
)
_JOINED = re.compile(r"[、,，和及与以]{1,2}(?:及)?")
_GROWTH = re.compile(
    r"(?:增长|上升|下降|减少|增加|提高|提升|降低|增幅|降幅|同比|环比|增|降|多|少|回落|下滑|攀升|上涨|翻)(?:了|约|为|达|率|率为|率达|幅度|幅度为)?[-+]?\Z"
    r"|(?:同比|环比|[比较与]上?[一去前同]?年?[^，。；;、\d]{0,6})(?:增长|上升|下降|减少|增加|新增|提高|多|少)[^，。；;、\d]{0,6}\Z"
)
_CHANGED_TO = re.compile(r"(?:增加|提高|提升|上升|增长|降低|减少|下降)(?:到|至)[约近]?\Z")
_AVERAGE = re.compile(r"(?:日均|月均|年均|周均|人均|平均[每]?|均值)[^，。；;、\d]{0,12}\Z")
_ARABIC = re.compile(r"[0-9]")
_HAN_ONE = frozenset("一")
_HAN_UNITS = frozenset(
    (
        "件",
        "起",
        "宗",
        "例",
        "次",
        "条",
        "篇",
        "场",
        "期",
        "份",
        "项",
        "人次",
        "件次",
        "人",
        "名",
        "家",
        "万元",
        "元",
        "场次",
    )
)


def quantities(text: str) -> list[Quantity]:
    """Return the quantities of *text* in order."""
    masked = _MASKS.sub(lambda found: "□" * len(found[0]), text)
    found_all = list(_read(masked))
    _inherit(masked, found_all)
    return found_all


def _read(text: str) -> Iterator[Quantity]:
    for found in NUMBER.finditer(text):
        start, end = found.span()
        unit = _UNIT.match(text, end)
        if unit is not None and unit["time"]:
            continue
        words = found[0]
        han = _ARABIC.search(words) is None
        if (
            unit is None
            and words[-1] not in "%‰"
            and "分之" not in words
            and (han or not _bare(text, start, end))
        ):
            continue
        if _BEFORE.search(text, max(0, start - 2), start) or (
            text[end : end + 1] in "—~-至到" and text[end + 1 : end + 2].isdigit()
        ):
            continue
        stop = unit.end() if unit else end
        if han and unit is not None and not _counted(text, start, stop, words, unit[0]):
            continue
        if _RATHER.search(text, max(0, start - 10), start):
            continue
        number = parse(words)
        if number is None:
            continue
        rate = number.percent or bool(unit and unit["percent"])
        left = text[max(0, start - 24) : start]
        kind, name = _kind(left, rate, unit)
        value = number.value
        after = text[stop : stop + 2]
        approximate = (
            number.approximate or after[:1] in ("余", "多") or after in ("左右", "以上", "以内", "以下")
        )
        large = words.rstrip("余多以上左右下")[-1:]
        if large in ("万", "亿") and name == "元":
            name, value = f"{large}元", _shifted(value, 4 if large == "万" else 8)
        elif large in ("万", "亿"):
            approximate = True
        yield Quantity(start, end, stop, value, name, kind, approximate)


def _kind(left: str, rate: bool, unit: re.Match[str] | None) -> tuple[Kind, str]:
    if unit is not None and unit["points"]:
        return Kind.GROWTH, "个百分点"
    name = "%" if rate else unit[0] if unit else ""
    if _GROWTH.search(left) and not _CHANGED_TO.search(left):
        return Kind.GROWTH, name
    if rate:
        return Kind.RATE, name
    if _AVERAGE.search(left):
        return Kind.AVERAGE, name
    return (Kind.AMOUNT, name) if unit is not None and unit["money"] else (Kind.COUNT, name)


def _shifted(value: Amount, places: int) -> Amount:
    """Return an amount in units of ten thousand or a hundred million, exactly."""
    moved = Decimal(value).scaleb(-places).normalize()
    return int(moved) if moved == moved.to_integral_value() else moved


def _bare(text: str, start: int, end: int) -> bool:
    """Return whether a figure without a unit may be a count: after Chinese words, and before a mark."""
    if text[end : end + 1] == ":" and text[end + 1 : end + 2].isdigit():
        return False  # a time of day
    if not start or (
        text[end : end + 1] not in _WHOLE_DELIMITER and end < len(text) and not _JOINED.match(text, end)
    ):
        return False
    if not ("一" <= text[start - 1] <= "鿿" or text[start - 1] in "、和及与,，:："):
        return False
    if text[end : end + 1] in ("", "\n") and text[start - 1] not in "为是达共有:、和":
        return False
    return _NO_COUNT_BEFORE.search(text, max(0, start - 6), start) is None


def _counted(text: str, start: int, stop: int, words: str, unit: str) -> bool:
    """Return whether a Chinese numeral counts here, and is no part of a word or a phrase."""
    if unit in "%‰":
        return True
    if unit not in _HAN_UNITS or _ORDINAL.search(text, max(0, start - 1), start):
        return False
    if text[start - 1 : start] in '“‘"' or text[stop : stop + 1] in '”’"':
        return False
    if words[0] in _HAN_ONE and len(words) == 1:
        after = text[stop : stop + 2]
        return unit in ("件", "起", "次", "场", "条", "篇") and (
            not after or after[0] in _WHOLE_DELIMITER or after in ("行政", "依申", "政府", "信息")
        )
    return text[stop : stop + 1] not in "事性体共合"


def _inherit(text: str, found: list[Quantity]) -> None:
    """Give a bare figure of a row (“20、30和50件”) the unit that closes the row; drop it where the row counts years."""
    for index in range(len(found) - 1, -1, -1):
        one = found[index]
        if one.unit:
            continue
        joined = _JOINED.match(text, one.stop)
        if joined is None:
            continue
        if index + 1 < len(found) and found[index + 1].start == joined.end():
            one.unit, one.kind = found[index + 1].unit, found[index + 1].kind
        elif not (text[one.stop] in "，,、" and not text[joined.end() : joined.end() + 1].isdigit()):
            del found[index]
