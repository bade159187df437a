"""Totals that the prose divides into parts, and whether the division claims to be whole."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mingbai.reading.prose.claims import Sentence
from mingbai.reading.prose.families import EXHAUSTIVE, SOLID, family
from mingbai.reading.prose.passages import Passages
from mingbai.reading.prose.quantities import Quantity
from mingbai.report.values import Breakdown, Claim, Joint, Kind
from mingbai.text.numerals import parse

__all__ = ["WHOLE", "breakdowns"]

WHOLE = -1
"""The `total` of a list of shares, which have no figure to add up to but 100 %."""

_JOINT = re.compile(r"其中|分别|包括|包含|:|\(")
_STRAIGHT = re.compile(r"[，,；;:(、]*(?:其)?\Z")
_LINK = re.compile(r"(?:分别)?(?:是|为|:|有|：)*")
_NEW_STATEMENT = re.compile(
    r"[，,；;、。)]*(?:全年|今年|本年|此外|另外|同时|另有|另|并|还|截[至止]|累计|共计|合计|总计|共|我[省市区县州局委]|全[省市区县]|[一二三四五六七八]是|"
    r"\([一二三四五六七八九十\d]+\)|\d+[.、]|经|由此|引发|因|较|比|同比|占|实现|举办|召开|组织|开展|未|无|上年|结转|转|(?:群众|网站)?(?:访问|浏览|点击)|阅读|日均|月均|平均|人均)"
)
_RESIDUE = re.compile(r"(?:其[他它余]|剩余)(?!组织|法律|行政法规|结果|社会|法人|需要|人员)[^，,、；;]{0,14}\Z")
_CLOSED = re.compile(r"\(?等(?P<n>[\d一二两三四五六七八九十]+)(?:大?类|个?方面|项|种|个类别|个栏目|个方面|个渠道|类信息)")
_SHARE = re.compile(r"占(?:比|总数|总量|全部)?[^，,；;、]{0,6}\Z|占\Z")
_CHANGING = re.compile(r"增长|增加|减少|下降|上升|同比|环比|较上年|比上年|较去年|比去年|提高")
_LIMIT = 60


@dataclass(frozen=True, slots=True)
class _Part:
    index: int
    words: str
    quantity: Quantity


def breakdowns(passages: Passages, source: str, made: Sequence[Sentence], claims: Sequence[Claim]) -> Iterator[Breakdown]:
    """Yield the divided totals of the prose, in order."""
    earlier: Sentence | None = None
    for sentence in made:
        yield from _shares(passages, source, sentence)
        joints = list(_JOINT.finditer(sentence.text))
        used: set[int] = set()
        for order, joint in enumerate(joints):
            until = next((j.start() for j in joints[order + 1 :] if j[0] in ("其中", "分别") and not _again(sentence.text, joint, j)), None)
            found = _divided(passages, source, sentence, earlier, joint, until, claims, used)
            if found is not None:
                used.update(found.parts)
                yield found
        if not joints and len(sentence.quantities) > 2:
            found = _listed(passages, source, sentence, claims)
            if found is not None:
                yield found
        earlier = sentence


def _again(text: str, joint: re.Match[str], after: re.Match[str]) -> bool:
    """Return whether *after* belongs to the same joint (“其中…分别为”, “其中包括”, “其中:”)."""
    return after.start() - joint.end() < 3 or after[0] == "分别" and not any(c.isdigit() for c in text[joint.end() : after.start()])


def _divided(
    passages: Passages,
    source: str,
    sentence: Sentence,
    earlier: Sentence | None,
    joint: re.Match[str],
    until: int | None,
    claims: Sequence[Claim],
    used: set[int],
) -> Breakdown | None:
    start = sentence.start + joint.end()
    quantities = sentence.quantities
    following = [i for i, q in enumerate(quantities) if q.start >= start]
    if not following or (joint[0] != "其中" and sentence.first + following[0] in used):
        return None
    if joint[0] in (":", "包括", "包含", "(") and quantities[following[0]].start - start > 40:
        return None
    if joint[0] == "(":
        closes = passages.text.find(")", start, sentence.end)
        following = [i for i in following if quantities[i].start < closes]
        if len(following) < 2 or "其中" in passages.text[start : quantities[following[0]].start]:
            return None
    unit = quantities[following[0]].unit
    stop = sentence.end if until is None else sentence.start + until
    parts = _parts(passages.text, sentence, following, start, stop, unit)
    totals = [i for i in range(following[0]) if _whole(quantities[i], unit) and quantities[i].stop <= sentence.start + joint.start()]
    base = sentence
    if not totals and joint[0] == "其中" and joint.start() < 3 and earlier is not None and passages.before(sentence.start)[0] == earlier.start:
        base = earlier
        totals = [i for i, q in enumerate(earlier.quantities) if _whole(q, unit)][:1]
    if not totals or not parts:
        return None
    total = base.quantities[totals[-1]]
    between = passages.text[total.stop : sentence.start + joint.start()] if base is sentence else ""
    straight = base is sentence and _STRAIGHT.match(between) is not None
    if joint[0] != "其中" and not (straight or joint[0] == "分别"):
        return None
    if any(c.isdigit() for c in between.translate({ord(")"): None})) and joint[0] == "分别":
        return None
    if _CHANGING.search(passages.text[start : parts[-1].quantity.start]):
        return None
    claim = claims[base.first + totals[-1]]
    asking = (claim.about or "").startswith("applications") or claim.about is None and "申请" in claim.quote
    remedy = (claim.about or "").startswith("remedies")
    families = [family(part.words, asking=asking, remedy=remedy) for part in parts]
    residue = len(parts) > 1 and _RESIDUE.search(parts[-1].words) is not None
    rows = totals[-1] > 0 and base.quantities[totals[-1] - 1].unit == unit and total.start - base.quantities[totals[-1] - 1].stop < 2
    values = [part.quantity.value for part in parts]
    if joint[0] == "分别" and not straight and sum(values) != total.value:
        return None
    complete = _complete(passages.text, joint, parts, straight and not rows, residue)
    if sum(values) != total.value:
        other = next((i for i in totals[:-1] if base.quantities[i].value == sum(values)), None)
        if other is not None:
            total, totals = base.quantities[other], [other]
        else:
            kept = _one_dimension(families, residue)
            mixed = kept < len(parts)
            if mixed or not set(families) <= SOLID | {"channel_out", "process"} and not complete:
                complete = False
            parts, families = parts[:kept], families[:kept]
            if not complete and families[0] in ("process", "across"):
                parts = parts[:1]
            if not complete and len(totals) > 1:
                most = next((i for i in reversed(totals) if base.quantities[i].value >= sum(p.quantity.value for p in parts)), totals[-1])
                totals = [most]
    span = passages.source(base.quantities[totals[-1]].start, parts[-1].quantity.stop)
    return Breakdown(
        total=base.first + totals[-1],
        parts=tuple(sentence.first + part.index for part in parts),
        joint={"其中": Joint.AMONG, "分别": Joint.RESPECTIVELY, ":": Joint.DASH, "(": Joint.DASH}.get(joint[0], Joint.INCLUDING),
        complete=complete,
        channels="channel_out" in families,
        quote=source[slice(*passages.source(_clause(passages.text, base, total), parts[-1].quantity.stop))].strip(),
        span=span,
    )


def _parts(text: str, sentence: Sentence, following: list[int], start: int, stop: int, unit: str) -> list[_Part]:
    """Collect the items of a list until it ends or the sentence turns to something else."""
    parts: list[_Part] = []
    position = start
    broken_by_semicolon = False
    depth_at_start = text.count("(", sentence.start, start) - text.count(")", sentence.start, start)
    for index in following[:_LIMIT]:
        quantity = sentence.quantities[index]
        if quantity.start >= stop:
            break
        words = text[position : quantity.start]
        depth = text.count("(", sentence.start, quantity.start) - text.count(")", sentence.start, quantity.start)
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
            if semicolon and not broken_by_semicolon and len(parts) > 1:
                break
            broken_by_semicolon = broken_by_semicolon or semicolon
            if _NEW_STATEMENT.match(words[words.find(")") + 1 :] if ")" in words else words):
                break
        if quantity.kind in (Kind.GROWTH, Kind.AVERAGE):
            position = quantity.stop
            continue
        if quantity.unit != unit or quantity.kind is not Kind.COUNT:
            break
        parts.append(_Part(index, _LINK.sub("", words[words.find(")") + 1 :].lstrip("，,；;、和及与:( "), count=1), quantity))
        position = quantity.stop
    return parts


def _whole(quantity: Quantity, unit: str) -> bool:
    return quantity.unit == unit and quantity.kind is Kind.COUNT


def _complete(text: str, joint: re.Match[str], parts: list[_Part], straight: bool, residue: bool) -> bool:
    if len(parts) < 2:
        return False
    closing = _CLOSED.match(text, parts[-1].quantity.stop)
    if closing is not None:
        number = parse(closing["n"])
        if number is not None and number.value == len(parts):
            return True
    return residue or joint[0] == "分别" and straight


def _one_dimension(families: list[str], residue: bool) -> int:
    """Return how many items from the first on are of its dimension; a residual item is of any."""
    for index, name in enumerate(families):
        if name != families[0] and not (residue and index == len(families) - 1):
            return index
    return len(families)


def _listed(passages: Passages, source: str, sentence: Sentence, claims: Sequence[Claim]) -> Breakdown | None:
    """Return the division of the first total by a list that follows it without a word (“541件，自然人522件，法人19件”)."""
    total, *rest = sentence.quantities
    claim = claims[sentence.first]
    if not (claim.about or "").startswith("applications.") or total.kind is not Kind.COUNT:
        return None
    parts = _parts(passages.text, sentence, list(range(1, len(rest) + 1)), total.stop, sentence.end, total.unit)
    families = [family(part.words, asking=True, remedy=False) for part in parts]
    kept = _one_dimension(families, False)
    if kept < 2 or families[0] not in EXHAUSTIVE | {"outcome"}:
        return None
    parts = parts[:kept]
    return Breakdown(
        total=sentence.first,
        parts=tuple(sentence.first + part.index for part in parts),
        joint=Joint.DASH,
        complete=False,
        channels=False,
        quote=source[slice(*passages.source(_clause(passages.text, sentence, total), parts[-1].quantity.stop))].strip(),
        span=passages.source(total.start, parts[-1].quantity.stop),
    )


def _shares(passages: Passages, source: str, sentence: Sentence) -> Iterator[Breakdown]:
    """Yield lists of shares (占18.95%) that end in a residual one, as lists of which the whole is 100 %."""
    run: list[int] = []
    position = sentence.start
    for index, quantity in enumerate(sentence.quantities):
        words = passages.text[position : quantity.start]
        position = quantity.stop
        if quantity.kind is not Kind.RATE or not _SHARE.search(words):
            run = []
            continue
        if "其中" in words:
            run = []
        run.append(index)
        if len(run) > 2 and _RESIDUE.search(re.sub(r"占.*\Z", "", words)):
            first, last = sentence.quantities[run[0]], quantity
            yield Breakdown(
                total=WHOLE,
                parts=tuple(sentence.first + i for i in run),
                joint=Joint.AMONG,
                complete=True,
                channels=False,
                quote=source[slice(*passages.source(_clause(passages.text, sentence, first), last.stop))].strip(),
                span=passages.source(first.start, last.stop),
            )
            run = []


def _clause(text: str, sentence: Sentence, quantity: Quantity) -> int:
    """Return where the clause with *quantity* begins."""
    return max(sentence.start, *(text.rfind(mark, sentence.start, quantity.start) + 1 for mark in "，,；;"))
