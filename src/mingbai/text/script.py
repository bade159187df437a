"""Traditional and simplified script: which one a text is in, and its simplified text of the same length."""

import re
from functools import cache
from typing import Literal, NamedTuple

from opencc import OpenCC

__all__ = ["Script", "script", "to_simplified", "traditional"]

Script = Literal["hans", "hant", "mixed"]

_SHARE = 0.02  # below it, traditional characters are names, quotations and slips

_HAN = re.compile("[㐀-䶿一-鿿]+")

# What the dictionary of OpenCC leaves as it is.
_VARIANTS = dict(
    zip(
        "衹攷甯囯竝淸靑甦徧彊値戸毎亊凖硏尅隷脗涖濬踨凃喆簷諠黒歩収単総実変帳呎粧恊緖",
        "只考宁国并清青苏遍强值户每事准研克隶吻莅浚踪涂哲檐喧黑步收单总实变账尺妆协绪",
        strict=True,
    )
)
_VARIANT = re.compile(f"[{''.join(_VARIANTS)}]")


def _pairs(listed: str) -> dict[str, str]:
    return dict(pair.split("→") for pair in listed.split())


_SLIPS = _pairs(
    "复盖→覆盖 颠复→颠覆 甚么→什么 帐号→账号 帐户→账户 台帐→台账 帐目→账目"
)  # of the character map
_WORDS = _SLIPS | _pairs(  # Taiwan's word and ours, of the same length
    "资讯→信息 网路→网络 透过→通过 软体→软件 硬体→硬件 简讯→短信 视讯→视频 影片→视频 专案→项目 程式→程序 "
    "连结→链接 列印→打印 计画→计划 数位→数字 讯息→消息 点选→点击 伺服器→服务器 资料库→数据库 "
    "大资料→大数据 资料共享→数据共享 资料开放→数据开放 统计资料→统计数据 有关资料→有关数据 "
    "人工智慧→人工智能 高品质→高质量 规范性档案→规范性文件 政策档案→政策文件 制发档案→制发文件 "
    "档案精神→文件精神 档案要求→文件要求 档案解读→文件解读 发布档案→发布文件 公开档案→公开文件"
)

_ANSWER = re.compile("(?<![颠倾翻天被])覆(?![盖灭没辙舟水巢亡膜])")
_PARTICLE = re.compile("(?<![显名巨专论原译编昭卓土合遗拙微颇新撰所])著(?![名作述录者称书文有译])")


class _Tables(NamedTuple):
    converter: OpenCC
    traditional: frozenset[str]
    is_traditional: re.Pattern[str]
    is_simplified: re.Pattern[str]


@cache
def _tables() -> _Tables:
    """Ask the dictionary once which characters exist in one script only."""
    converter = OpenCC("t2s")
    every = "".join(map(chr, range(0x4E00, 0xA000)))
    pairs = list(zip(every, converter.convert("\n".join(every)).split("\n"), strict=True))
    old = "".join(before for before, after in pairs if before != after)
    in_big5 = every.encode("big5hkscs", "ignore").decode("big5hkscs")
    new = {after for before, after in pairs if before != after and after < "\U00010000"} - set(in_big5)
    return _Tables(converter, frozenset(old), re.compile(f"[{old}]"), re.compile(f"[{''.join(sorted(new))}]"))


def traditional() -> frozenset[str]:
    """Return every character that the simplified script writes otherwise."""
    return _tables().traditional


def script(text: str) -> Script:
    """Return the script that *text* is in; ``mixed`` when both stand in it for more than slips."""
    tables = _tables()
    count = len(tables.is_traditional.findall(text))
    if not count:
        return "hans"
    han = sum(map(len, _HAN.findall(text)))
    if count <= _SHARE * han:
        return "hans"
    return "mixed" if len(tables.is_simplified.findall(text)) > _SHARE * han else "hant"


def to_simplified(text: str) -> str:
    """Return *text* in simplified script, of exactly the same length: offsets into one hold for the other.

    A text that is simplified already comes back as it is, its few traditional characters with it.
    """
    kind = script(text)
    return text if kind == "hans" else simplify(text, words=kind == "hant")


def simplify(text: str, *, words: bool) -> str:
    """Convert without asking whether it is needed; *words* also maps Taiwan's words of the same length."""
    converter = _tables().converter
    new: str = converter.convert(text)
    if len(new) != len(text):
        new = "".join(one if len(one) == 1 else old for old in text for one in (converter.convert(old),))
    for variant in set(_VARIANT.findall(new)):
        new = new.replace(variant, _VARIANTS[variant])
    if "覆" in new:
        new = _ANSWER.sub("复", new)
    if "著" in new:
        new = _PARTICLE.sub("着", new)
    return _pattern(words).sub(_our_word, new)


@cache
def _pattern(words: bool) -> re.Pattern[str]:
    """Return the pattern of the words to be mapped; a converter may have left spaces between their characters."""
    listed = sorted(_WORDS if words else _SLIPS, key=len, reverse=True)
    return re.compile("|".join(" ?".join(word) for word in listed))


def _our_word(found: re.Match[str]) -> str:
    characters = iter(_WORDS[found[0].replace(" ", "")])
    return "".join(old if old == " " else next(characters) for old in found[0])
