"""The numbers that Word itself puts before paragraphs (一、 （一） 1.), which stand in no run of text."""

import re

from lxml import etree

__all__ = ["Numbers"]

Element = etree._Element
_DIGITS = "零一二三四五六七八九"
_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital",
)
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbers:
    """Counts the numbered paragraphs of a document; a format that is not known gives no number, never a wrong one."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._levels: dict[str, dict[int, Element]] = {}
        self._lists: dict[str, str] = {}
        self._by_style: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, list[int]] = {}
        for definition in () if numbering is None else numbering:
            name = _local(definition)
            if name == "abstractNum":
                levels = {_integer(level, "ilvl"): level for level in definition if _local(level) == "lvl"}
                self._levels[_own(definition, "abstractNumId")] = levels
            elif name == "num":
                self._lists[_own(definition, "numId")] = _said(definition, "abstractNumId")
        for style in () if styles is None else styles:
            properties = _find(_find(style, "pPr"), "numPr")
            if properties is not None and _said(properties, "numId"):
                self._by_style[_own(style, "styleId")] = (_said(properties, "numId"), _level(properties))

    def before(self, paragraph: Element) -> str:
        """Return what Word prints before *paragraph*, and count it."""
        properties = _find(paragraph, "pPr")
        own = _find(properties, "numPr")
        by_style = self._by_style.get(_said(properties, "pStyle"))
        which, level = (_said(own, "numId"), _level(own)) if own is not None else by_style or ("", 0)
        if not which and by_style:
            which = by_style[0]
        listed = self._lists.get(which)
        levels = self._levels.get(listed) if listed is not None else None
        if listed is None or not levels or level not in levels or not 0 <= level < 9:
            return ""
        counts = self._counts.setdefault(listed, [-1] * 9)
        for place in range(level):
            if counts[place] < 0 and place in levels:
                counts[place] = _start(levels[place])
        counts[level] = _start(levels[level]) if counts[level] < 0 else counts[level] + 1
        counts[level + 1 :] = [-1] * (8 - level)
        return _written(levels, level, counts)


def _written(levels: dict[int, Element], level: int, counts: list[int]) -> str:
    pattern = _said(levels[level], "lvlText")
    text = ""
    for part in re.split(r"(%[1-9])", pattern):
        if not re.fullmatch("%[1-9]", part):
            text += part
            continue
        place = int(part[1]) - 1
        if place not in levels:
            return ""
        number = _numeral(counts[place], _said(levels[place], "numFmt"))
        if number is None:
            return ""
        text += number
    if "%" not in pattern:
        return ""  # a bullet
    apart = _said(levels[level], "suff") != "nothing" and not text.endswith(("、", "）", ")", "．", "，"))
    return text + (" " if apart else "")


def _numeral(number: int, style: str) -> str | None:
    """Return *number* in the *style* of Word; None where we do not know the style."""
    if not 0 < number < 100 and style != "decimal":
        return None
    if style in ("", "decimal"):
        return str(number)
    if style == "decimalFullWidth":
        return str(number).translate({48 + digit: 0xFF10 + digit for digit in range(10)})
    if style == "decimalEnclosedCircleChinese" or style == "decimalEnclosedCircle":
        return chr(0x2460 + number - 1) if number <= 20 else None
    if style in _CHINESE:
        tens, ones = divmod(number, 10)
        return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十") + (
            _DIGITS[ones] if ones else ""
        )
    if style in ("lowerLetter", "upperLetter") and number <= 26:
        return chr((97 if style == "lowerLetter" else 65) + number - 1)
    if style in ("lowerRoman", "upperRoman"):
        text = ""
        for value, letters in _ROMAN:
            while number >= value:
                text, number = text + letters, number - value
        return text if style == "lowerRoman" else text.upper()
    return None


def _start(level: Element) -> int:
    said = _said(level, "start")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else 1


def _level(properties: Element) -> int:
    said = _said(properties, "ilvl")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 3 else 0


def _integer(element: Element, name: str) -> int:
    said = _own(element, name)
    return int(said) if said.isascii() and said.isdigit() and len(said) < 3 else -1


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _find(element: Element | None, name: str) -> Element | None:
    if element is None:
        return None
    return next((child for child in element if _local(child) == name), None)


def _own(element: Element, name: str) -> str:
    return next(
        (str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), ""
    )


def _said(element: Element | None, name: str) -> str:
    child = _find(element, name)
    return "" if child is None else _own(child, "val")
