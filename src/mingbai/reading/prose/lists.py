"""The items of a list in running text: where it begins and ends, and whether it closes as a whole does."""

import re
from dataclasses import dataclass

from mingbai.reading.prose.quantities import Quantity
from mingbai.reading.prose.sentences import Sentence
from mingbai.report.values import Kind
from mingbai.text.numerals import parse

__all__ = ["MOST", "Item", "clause_start", "closes", "is_residue", "is_rest", "items"]

MOST = 60
"""As many items, and as many lists in a sentence, are looked at."""

_LINK = re.compile(r"(?:分别)?(?:是|为|:|有|：)*")
_NEW_STATEMENT = re.compile(
    r"[，,；;、。)]*(?:全年|今年|本年|此外|另外|同时|另有|另|并|还|截[至止]|累计|共计|合计|总计|共|我[省市区县州局委]|全[省市区县]|[一二三四五六七八]是|"
    r"\([一二三四五六七八九十\d]+\)|\d+[.、]|经|由此|引发|因|较|比|同比|占|实现|举办|召开|组织|开展|未(?!审结|结)|无(?!法提供|效)|上年|结转|转|(?:群众|网站)?(?:访问|浏览|点击)|阅读|日均|月均|平均|人均)"
)
_LED = re.compile(r"[，,；;、](?:和|及|另有|有)?\Z")
_CLAUSE = re.compile(r"[^，,；;、。]*")
_VERB = re.compile(
    r"[，,；;、和及]*(收到|接到|受理|办理|处理|发布|公开|推送|制定|制发|印发|编制|更新|答复|办结|回复|参加|完成|新增|开设|转载|编发|撰写|报送|发放|解答|接听|接待)"
)
_RESIDUE = re.compile(
    r"(?:其[他它余]|剩余)(?!组织|法律|行政法规|结果|社会|法人|需要|人员)[^，,、；;]{0,14}\Z"
)
_REST = re.compile(r"(?:其余|剩余)[^，,、；;]{0,14}\Z")
_CLOSED = re.compile(
    r"\(?等(?P<n>[\d一二两三四五六七八九十]+)(?:大?类|个?方面|项|种|个类别|个栏目|个方面|个渠道|类信息)"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One item: its figure, the position of that in its sentence, and the words that name it."""

    index: int
    words: str
    quantity: Quantity


def items(
    text: str, sentence: Sentence, following: list[int], start: int, stop: int, unit: str
) -> list[Item]:
    """Collect the items of a list until it ends or the sentence turns to something else."""
    parts: list[Item] = []
    position = start
    listed = any(mark in text[max(start - 1, 0) : start + 2] for mark in ":，,")
    depth_at_start = text.count("(", sentence.start, start) - text.count(")", sentence.start, start)
    first = sentence.quantities[following[0]]
    leads = not _LINK.sub("", text[start : first.start].lstrip("，,:( "), count=1)
    for index in following[:MOST]:
        quantity = sentence.quantities[index]
        if quantity.start >= stop:
            break
        words = text[position : quantity.start]
        depth = text.count("(", sentence.start, quantity.start) - text.count(
            ")", sentence.start, quantity.start
        )
        if depth < depth_at_start:
            break
        if depth > depth_at_start:
            position = quantity.stop
            continue
        if quantity.kind is Kind.RATE:
            position = quantity.stop
            continue
        semicolon = ";" in words or "；" in words
        if parts:
            if len(parts) == 1:
                listed = listed and semicolon
            if (semicolon and not listed) or ":" in words:
                break
            verb = _VERB.match(words)
            if verb is not None and verb[1] not in parts[0].words[:8]:
                break
            if _NEW_STATEMENT.match(words[words.find(")") + 1 :] if ")" in words else words):
                break
        if quantity.kind in (Kind.GROWTH, Kind.AVERAGE):
            position = quantity.stop
            continue
        if quantity.unit != unit or quantity.kind is not Kind.COUNT:
            break
        if leads and parts and not _LED.search(words):
            break
        if leads:  # “其中36件由办公室办理，194件由部门办理”: what is counted follows
            named = _CLAUSE.match(text, quantity.stop, sentence.end)
            words = named[0] if named else ""
        parts.append(
            Item(
                index,
                _LINK.sub("", words[words.find(")") + 1 :].lstrip("，,；;、和及与:( "), count=1),
                quantity,
            )
        )
        position = quantity.stop
    return parts


def is_residue(words: str) -> bool:
    """Return whether an item is what remains (其他…, 其余…)."""
    return _RESIDUE.search(words) is not None


def is_rest(words: str) -> bool:
    """Return whether an item is all that is left over (其余…), so that none of it was told before."""
    return _REST.search(words) is not None


def closes(text: str, found: list[Item]) -> bool:
    """Return whether the list ends by counting its items (等3类)."""
    closing = _CLOSED.match(text, found[-1].quantity.stop)
    number = parse(closing["n"]) if closing is not None else None
    return number is not None and number.value == len(found)


def clause_start(text: str, sentence: Sentence, quantity: Quantity) -> int:
    """Return where the clause with *quantity* begins."""
    return max(sentence.start, *(text.rfind(mark, sentence.start, quantity.start) + 1 for mark in "，,；;"))
