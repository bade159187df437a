"""Quantities as Chinese reports print them, Arabic or Chinese, read exactly or not at all."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

__all__ = ["NUMBER", "Number", "parse"]

Bound = Literal["at_least", "about"]


@dataclass(frozen=True, slots=True)
class Number:
    """A quantity as printed: exact, or marked as only approximate.

    `bound` says which way: ``at_least`` (余, 多, 超, 以上) or ``about`` (近, 约, 左右).
    A `percent` is a rate: its value counts hundredths, so 百分之五 is 5.
    """

    value: int | Decimal
    approximate: bool = False
    bound: Bound | None = None
    percent: bool = False


_WRITTEN = ("〇零○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
_DIGITS = {written: digit for digit, variants in enumerate(_WRITTEN) for written in variants}
_TENS = {"十": 10, "拾": 10, "廿": 20, "卅": 30}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}
_BEFORE: dict[str, Bound] = {
    **dict.fromkeys(("超过", "超出", "超", "逾", "突破", "不少于", "不低于", "至少", "上", "过"), "at_least"),
    **dict.fromkeys(("近", "将近", "接近", "约", "大约", "约为", "约有", "大概"), "about"),
}
_AFTER: dict[str, Bound] = {
    **dict.fromkeys(("余", "多", "以上"), "at_least"),
    **dict.fromkeys(("左右", "上下"), "about"),
}
_NARROW = {0xFF10 + n: str(n) for n in range(10)} | {
    0xFF0E: ".", 0xFF05: "%", 0xFE6A: "%", 0xFF0D: "-", 0x2212: "-", 0xFF0B: "+", 0x3000: " ", 0xA0: " ",
    ord("萬"): "万", ord("億"): "亿", ord("兩"): "两", ord("餘"): "余", ord("點"): "点", ord("約"): "约",
    ord("過"): "过", ord("貳"): "贰", ord("叄"): "叁", ord("參"): "叁", ord("陸"): "陆",
}  # fmt: skip

_han_digit = "".join(_DIGITS)
_arabic = r"(?:[0-9]{1,3}(?:[,，][0-9]{3})++(?![0-9])|[0-9]++)(?:\.[0-9]++)?"
_han = rf"[{_han_digit}十拾百佰千仟廿卅]++(?:点[{_han_digit}]++)?"

_PARTS = re.compile(
    rf"(?P<before>{'|'.join(sorted(_BEFORE, key=len, reverse=True))})?\ *"
    r"(?P<sign>[-+])?(?P<rate>百分之|千分之)?"
    r"(?P<body>[^余多%‰以左上]+)"
    r"(?:(?P<inner>[余多])(?P<large>万亿|万|亿)?)?(?P<percent>%|‰)?"
    r"(?P<after>余|以上|左右|上下)?"
)
_ARABIC = re.compile(_arabic)
_MIXED = re.compile(rf"({_arabic}|{_han})([百佰千仟]?)(万亿|亿|万|)")
_LONGEST = 40

_plain_digit = "零〇○一二三四五六七八九两"
_unit_tail = r"余(?:[万亿]|(?![额下姚杭干江]))|多(?:[万亿]|(?![渠形元方层样媒角维]))"
_first_arabic = (
    r"(?<=[0-9])(?<![0-9A-Za-z.][0-9])[0-9]*+(?:,[0-9]++|，[0-9]{3}(?![0-9]))*+(?:\.[0-9]++)?+(?!\.[0-9])"
    r"[百千]?(?:万亿|[万亿](?:[0-9]++[百千万]?)?)?"
)
_first_han = (
    rf"(?<=[{_plain_digit}十廿卅])(?<![第统唯专同逐单{_plain_digit}].)[{_plain_digit}十百千廿卅]*+"
    rf"(?:点[{_plain_digit}]++)?(?:[万亿]++[{_plain_digit}十百千]*+)*+"
)
_rate = rf"(?:百分之|千分之)(?:[0-9]++(?:\.[0-9]++)?|[{_plain_digit}十百千]++(?:点[{_plain_digit}]++)?)"

NUMBER = re.compile(
    rf"[0-9{_plain_digit}十廿卅百千近约大将接超逾突不至](?:"
    rf"(?:{_first_arabic}|{_first_han})(?:{_unit_tail})?[%‰]?"
    rf"|(?<=[百千])分之(?:[0-9]++(?:\.[0-9]++)?|[{_plain_digit}十百千]++(?:点[{_plain_digit}]++)?)"
    rf"|(?<=[百千])(?:{_unit_tail})"
    r"|(?:(?<=近)(?<![最附临].)|(?<=约)(?<![预节公合条特制签履集违契解邀简缔].)[为有]?|(?<=大)[约概]|(?<=[将接])近"
    r"|(?<=超)[过出]?|(?<=逾)|(?<=突)破|(?<=不)[少低]于|(?<=至)少)\ ?"
    rf"(?:[0-9]++(?:,[0-9]++|，[0-9]{{3}}(?![0-9]))*+(?:\.[0-9]++)?+(?!\.[0-9])[百千]?"
    rf"|{_rate}|[{_plain_digit}十百千廿卅]++(?:点[{_plain_digit}]++)?|(?=[万亿]))"
    rf"(?:[万亿]++[0-9{_plain_digit}十百千]*+)*+(?:{_unit_tail})?[%‰]?"
    r")(?:以上|左右|上下)?"
)
"""Finds what may be a quantity in folded running text, with its words of approximation; `parse` decides."""


def parse(text: str) -> Number | None:
    """Return the quantity that the whole of *text* states, or None where it states none or could be two."""
    if text.isascii() and text.isdigit():
        return Number(int(text)) if len(text) <= _LONGEST else None
    text = text.strip().translate(_NARROW)
    if len(text) > _LONGEST:
        return None
    if text in ("半", "一半"):
        return Number(Decimal("0.5"))
    found = _PARTS.fullmatch(text)
    if found is None:
        return None
    before, inner, after = found["before"], found["inner"], found["after"]
    if inner and after:
        return None
    bound: Bound | None = _BEFORE[before] if before else None
    if inner or after:
        bound = _AFTER[inner or after]
    body = found["body"] + (found["large"] or "")
    value = _body(body, loose=bound is not None or found["rate"] is not None)
    if value is None:
        return None
    percent = bool(found["rate"] or found["percent"])
    if found["rate"] and found["percent"]:
        return None
    if found["rate"] == "千分之" or found["percent"] == "‰":
        value = Decimal(value) / 10
    if found["sign"] == "-":
        value = -value
    return Number(value, bound is not None, bound, percent)


def _body(text: str, *, loose: bool) -> int | Decimal | None:
    """Read digits with their 百, 千, 万, 亿; *loose* lets a bare unit stand for one of it (百余)."""
    if _ARABIC.fullmatch(text):
        return _plain(text)
    if loose and text in ("百", "千", "万", "亿"):
        return (_SMALL | _LARGE)[text]
    total: int | Decimal = 0
    ceiling = 10**18
    position = 0
    for piece in _MIXED.finditer(text):
        if piece.start() != position:
            return None
        position = piece.end()
        figure = _plain(piece[1]) if piece[1][0].isascii() else _chinese(piece[1])
        if figure is None:
            return None
        if piece[2]:
            if not piece[1][0].isascii():
                return None
            figure = _times(figure, _SMALL[piece[2]])
        scale = _scale(piece[3])
        if scale >= ceiling or (total and figure * scale >= ceiling):
            return None
        if total and not scale > 1 and piece[1][0] not in "零〇○" and figure < ceiling // 10:
            return None  # 一万五: fifteen thousand to some, ten thousand and five to others
        ceiling = scale
        total = _times(figure, scale) + total
    return total if position == len(text) else None


def _plain(text: str) -> int | Decimal:
    text = text.replace(",", "").replace("，", "")
    return Decimal(text) if "." in text else int(text)


def _chinese(text: str) -> int | Decimal | None:
    """Read a numeral below ten thousand, or digits in a row as in 二〇二一."""
    before, point, after = text.partition("点")
    whole = _whole(before)
    if whole is None or not point:
        return whole
    return Decimal(f"{whole}." + "".join(str(_DIGITS[c]) for c in after))


def _whole(text: str) -> int | None:
    if all(c in _DIGITS for c in text):
        if len(text) == 2 and text[0] not in "零〇○" and text[1] not in "零〇○":
            return None  # 三五, 一一: words, no figures
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit, limit, gap = 0, None, 10**4, False
    for c in text:
        if c in _DIGITS:
            if digit is not None:
                return None
            if _DIGITS[c] == 0:
                gap = True
                continue
            digit = _DIGITS[c]
        elif c in "廿卅":
            if digit is not None or limit <= 10:
                return None
            total, limit = total + _TENS[c], 10
        else:
            unit = _SMALL[c]
            if unit >= limit or (digit is None and (unit != 10 or (total and not gap))):
                return None
            total, limit, digit, gap = total + (digit or 1) * unit, unit, None, False
    if digit is not None:
        if limit > 10 and not gap:
            return None  # 一百五
        total += digit
    elif gap:
        return None
    return total


def _scale(unit: str) -> int:
    return 10**12 if unit == "万亿" else _LARGE.get(unit, 1)


def _times(value: int | Decimal, factor: int) -> int | Decimal:
    """Multiply exactly; a whole result is an int."""
    product = value * factor
    if isinstance(product, Decimal) and factor > 1 and product == product.to_integral_value():
        return int(product)
    return product
