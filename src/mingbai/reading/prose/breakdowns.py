"""Totals that the prose divides into parts, and whether the division claims to be whole."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mingbai.reading.prose.families import EXHAUSTIVE, are_results, family
from mingbai.reading.prose.lists import MOST, Item, clause_start, closes, is_residue, is_rest, items
from mingbai.reading.prose.passages import Passages
from mingbai.reading.prose.quantities import Quantity
from mingbai.reading.prose.scopes import REPORT
from mingbai.reading.prose.sentences import Sentence
from mingbai.reading.prose.shares import shares
from mingbai.reading.prose.summed import summed
from mingbai.report.values import Amount, Breakdown, Claim, Joint, Kind

__all__ = ["breakdowns"]

_JOINT = re.compile(r"其中|分别|包括|包含|(?<!其)中(?=[，,:])|:|\(")
_STRAIGHT = re.compile(r"[，,；;:(、]*(?:其)?\Z")
_AMONG = re.compile(r"[^，,。；;:、\d]{0,16}\Z")
_JOINTS = {
    "其中": Joint.AMONG,
    "中": Joint.AMONG,
    "分别": Joint.RESPECTIVELY,
    ":": Joint.DASH,
    "(": Joint.DASH,
}
_TOTALS = (
    "applications.new.total",
    "applications.accepted",
    "applications.on_request",
    "applications.dealt",
    "applications.answered",
    "applications.handled.total",
)
_REACH = 40
_CHANGING = re.compile(r"增长|增加|减少|下降|上升|同比|环比|较上年|比上年|较去年|比去年|提高")


def breakdowns(
    passages: Passages, source: str, made: Sequence[Sentence], claims: Sequence[Claim]
) -> Iterator[Breakdown]:
    """Yield the divided totals of the prose, in order."""
    earlier: Sentence | None = None
    for sentence in made:
        yield from shares(passages, source, sentence)
        yield from summed(passages, source, sentence)
        joints = list(_JOINT.finditer(sentence.text))[:MOST]
        used: set[int] = set()
        for order, joint in enumerate(joints):
            until = next(
                (
                    j.start()
                    for j in joints[order + 1 :]
                    if j[0] in ("其中", "分别") and not _again(sentence.text, joint, j)
                ),
                None,
            )
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
    return after.start() - joint.end() < 3 or (
        after[0] == "分别" and not any(c.isdigit() for c in text[joint.end() : after.start()])
    )


@dataclass(slots=True)
class _Division:
    """A list under consideration: the figures of `base` that it could divide, and its items."""

    base: Sentence
    totals: list[int]
    parts: list[Item]
    families: list[str]
    complete: bool
    unsure: bool
    """Whether another figure than the last of `totals` may be meant."""

    def total(self) -> Quantity:
        return self.base.quantities[self.totals[-1]]

    def sum(self) -> Amount:
        return sum((part.quantity.value for part in self.parts), start=0)


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
    following = _following(passages, sentence, joint, start)
    if not following or (joint[0] != "其中" and sentence.first + following[0] in used):
        return None
    unit = sentence.quantities[following[0]].unit
    stop = sentence.end if until is None else sentence.start + until
    parts = items(passages.text, sentence, following, start, stop, unit)
    base, totals = _totals(passages, sentence, earlier, joint, following[0], unit)
    if not totals or not parts or _CHANGING.search(passages.text[start : parts[-1].quantity.start]):
        return None
    total = base.quantities[totals[-1]]
    between = passages.text[total.stop : sentence.start + joint.start()] if base is sentence else ""
    straight = base is sentence and (_AMONG if joint[0] == "中" else _STRAIGHT).match(between) is not None
    if not straight and joint[0] not in ("其中", "分别"):
        return None
    claim = claims[base.first + totals[-1]]
    if base is not sentence and claims[sentence.first + parts[0].index].scope not in (REPORT, claim.scope):
        return None  # “其中，市本级…” after a full stop goes back to more than the last figure
    remedy = (claim.subject or "").startswith("remedies")
    respectively = joint[0] == "分别" and straight and not _in_a_row(base, totals[-1], unit)
    nested = joint[0] == "其中" and "其中" in sentence.text[: joint.start()]
    found = _Division(
        base,
        totals,
        parts,
        _families(parts, claim),
        len(parts) > 1
        and (
            is_residue(parts[-1].words)
            or respectively
            or closes(passages.text, parts)
            or (remedy and are_results([part.words for part in parts]))
        ),
        not respectively and joint[0] != "(" and (nested or _rivals(base, totals, claims)),
    )
    if found.sum() != total.value:
        if joint[0] == "分别" and not straight:
            return None
        _settle(found)
    joined = _JOINTS.get(joint[0], Joint.INCLUDING)
    return _breakdown(passages, source, sentence, found, Joint.INCLUDING if found.unsure else joined)


def _following(passages: Passages, sentence: Sentence, joint: re.Match[str], start: int) -> list[int]:
    """Return the quantities that may be items of the list after *joint*."""
    quantities = sentence.quantities
    following = [i for i, q in enumerate(quantities) if q.start >= start]
    if not following or joint[0] in ("其中", "分别"):
        return following
    if quantities[following[0]].start - start > _REACH:
        return []
    if joint[0] == "(":
        bracket = passages.text.find(")", start, sentence.end)
        following = [i for i in following if quantities[i].start < bracket]
        if len(following) < 2 or "其中" in passages.text[start : quantities[following[0]].start]:
            return []
    return following


def _totals(
    passages: Passages,
    sentence: Sentence,
    earlier: Sentence | None,
    joint: re.Match[str],
    first: int,
    unit: str,
) -> tuple[Sentence, list[int]]:
    """Return the figures that may be divided, and their sentence: the one before where 其中 opens a sentence."""
    at = sentence.start + joint.start()
    quantities = sentence.quantities
    totals = [i for i in range(first) if _whole(quantities[i], unit) and quantities[i].stop <= at]
    opens = joint[0] == "其中" and joint.start() < 3 and earlier is not None
    if not totals and opens and earlier is not None and passages.before(sentence.start)[0] == earlier.start:
        return earlier, [i for i, q in enumerate(earlier.quantities) if _whole(q, unit)]
    return sentence, totals


def _in_a_row(sentence: Sentence, index: int, unit: str) -> bool:
    """Return whether the figure stands in a row of its like (“5件、3件”), so that 分别 may tell of each."""
    before = sentence.quantities[index - 1] if index else None
    return before is not None and before.unit == unit and sentence.quantities[index].start - before.stop < 2


def _families(parts: list[Item], total: Claim) -> list[str]:
    about = total.subject or ""
    asking = about.startswith("applications") or (not about and "申请" in total.quote)
    words = [part.words for part in parts]
    if sum("涉及" in one for one in words) == 1:
        words[0] = words[0].removeprefix("涉及")  # said of the first, meant of all
    found = [family(one, asking=asking, remedy=about.startswith("remedies")) for one in words]
    if "timing" in found and [("延期" in part.words) for part in parts] != [False, True]:
        found = ["process" if name == "timing" else name for name in found]  # not on time and late, once each
    return found


def _settle(found: _Division) -> None:
    """Give a list that does not come to its nearest total the most charitable reading that it allows."""
    values = [part.quantity.value for part in found.parts]
    figures = found.base.quantities
    other = next((i for i in found.totals[:-1] if figures[i].value == found.sum()), None)
    if other is not None:
        found.totals, found.unsure = [other], False
        return
    reached = _reaching(values, found.total().value)
    if reached is not None:
        found.parts, found.families, found.unsure = found.parts[:reached], found.families[:reached], False
        return
    kept = _one_dimension(found.families, is_residue(found.parts[-1].words))
    if kept < len(found.parts) or found.unsure:
        found.complete = False
    found.parts, found.families = found.parts[:kept], found.families[:kept]
    if found.complete:
        return
    if found.families[0] in ("process", "across"):
        found.parts = found.parts[:1]
    room = (i for i in reversed(found.totals) if figures[i].value >= found.sum())
    found.totals = [next(room, max(found.totals, key=lambda i: figures[i].value))]


def _breakdown(
    passages: Passages, source: str, sentence: Sentence, found: _Division, joint: Joint
) -> Breakdown:
    total, last = found.total(), found.parts[-1].quantity
    return Breakdown(
        total=found.base.first + found.totals[-1],
        parts=tuple(sentence.first + part.index for part in found.parts),
        joint=joint,
        complete=found.complete,
        channels="channel_out" in found.families and not is_rest(found.parts[-1].words),
        quote=source[
            slice(*passages.source(clause_start(passages.text, found.base, total), last.stop))
        ].strip(),
        span=passages.source(total.start, last.stop),
    )


def _rivals(sentence: Sentence, totals: list[int], claims: Sequence[Claim]) -> bool:
    """Return whether another figure of the sentence could as well be the total that is divided."""
    last = claims[sentence.first + totals[-1]]
    root = _root(last)
    for index in totals[:-1]:
        other = claims[sentence.first + index]
        if other.value != last.value and (not root or not other.subject or _root(other) == root):
            return True
    return False


def _root(claim: Claim) -> str:
    subject = claim.subject or ""
    return subject if subject == "applications.not_disclosure" else subject.partition(".")[0]


def _reaching(values: list[Amount], total: Amount) -> int | None:
    """Return how many of the first items come to the total; what follows them divides it another way."""
    come: Amount = 0
    for count, value in enumerate(values, 1):
        come = come + value
        if come == total and count > 1:
            return count
    return None


def _whole(quantity: Quantity, unit: str) -> bool:
    return quantity.unit == unit and quantity.kind is Kind.COUNT


def _one_dimension(families: list[str], residue: bool) -> int:
    """Return how many items from the first on are of its dimension; a residual item is of any."""
    for index, name in enumerate(families):
        if name != families[0] and not (residue and index == len(families) - 1):
            return index
    return len(families)


def _listed(passages: Passages, source: str, sentence: Sentence, claims: Sequence[Claim]) -> Breakdown | None:
    """Return the division of the first total by a list after it without a word (“9件，自然人7件，法人2件”)."""
    total, *rest = sentence.quantities
    claim = claims[sentence.first]
    if claim.subject not in _TOTALS or total.kind is not Kind.COUNT:
        return None
    parts = items(
        passages.text, sentence, list(range(1, len(rest) + 1)), total.stop, sentence.end, total.unit
    )
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
        quote=source[
            slice(*passages.source(clause_start(passages.text, sentence, total), parts[-1].quantity.stop))
        ].strip(),
        span=passages.source(total.start, parts[-1].quantity.stop),
    )
