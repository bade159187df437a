"""Where a wrong sum seems to come from: the one cell that would heal it, the part left out, the figure copied."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingbai.audit.sums import Place, State, Sum, label, place_name
from mingbai.report.values import Amount, Table
from mingbai.text.words import Words

__all__ = ["Culprit", "culprits", "explain", "transposed"]

_LEAST = 2
"""Sums that must agree on a cell before it is named."""


@dataclass(frozen=True, slots=True)
class Culprit:
    """A cell that, changed from `old` to `new`, would make every sum in `heals` hold; a suggestion, not a reading."""

    place: Place
    old: Amount | None
    new: Amount
    heals: tuple[Sum, ...]


def culprits(every: Iterable[Sum]) -> tuple[Culprit, ...]:
    """Return the cells each of which takes part in failing sums only and would mend all of them by one change."""
    judged = [
        s for s in every if s.identity.relation == "=" and s.state in (State.HOLDS, State.BROKEN, State.OPEN)
    ]
    sound = {place for s in judged if not s.fails for place in (*s.left, *s.right)}
    failing: dict[Place, list[tuple[Sum, Amount]]] = {}
    for s in judged:
        if s.fails:
            for place in s.left:
                failing.setdefault(place, []).append((s, -s.residual))
            for place in s.right:
                failing.setdefault(place, []).append((s, s.residual))
    found = []
    for place, uses in failing.items():
        changes = {change for _, change in uses}
        if place in sound or len(uses) < _LEAST or len(changes) > 1:
            continue
        table = uses[0][0].table
        old = table[place].value
        new = (old or 0) + changes.pop()
        if new >= 0:
            found.append(Culprit(place, old, new, tuple(s for s, _ in uses)))
    return tuple(found)


def explain(sum_: Sum, suspects: Sequence[Culprit], previous: Table | None = None) -> Words | None:
    """Return where the wrong figure of *sum_* seems to come from, None when nothing fits."""
    told = [_suggestion(c, sum_) for c in suspects if sum_ in c.heals]
    words = [told[0] if len(told) == 1 else _either(told)] if told else []
    if len(sum_.right) == 1:
        words.extend(_about_total(sum_, previous))
    if not words:
        return None
    return Words("；".join(w.zh for w in words[:3]), "; ".join(w.en for w in words[:3]))


def _either(told: list[Words]) -> Words:
    """Join rival suggestions."""
    return Words("；或者".join(w.zh for w in told[:2]), "; or ".join(w.en for w in told[:2]))


def _suggestion(culprit: Culprit, sum_: Sum) -> Words:
    """Say which change of one cell would mend how many sums."""
    old = "空白" if culprit.old is None else str(culprit.old)
    old_en = "blank" if culprit.old is None else str(culprit.old)
    count = len(culprit.heals)
    zh, en = place_name(sum_.form, culprit.place), place_name(sum_.form, culprit.place, "en")
    return Words(
        f"若{zh}由{old}改为{culprit.new}，不成立的{count}处勾稽即都成立（仅为提示，以原始台账为准）",
        f"if {en} were {culprit.new} instead of {old_en}, all {count} failing sums would hold "
        "(a hint only; the records decide)",
    )


def _about_total(sum_: Sum, previous: Table | None) -> list[Words]:
    """Say how the printed total could have come about."""
    expected, found = sum_.came, sum_.went
    by_row = sum_.identity.each == "row"
    parts = [(place[1] if by_row else place[0], sum_.table.value(*place)) for place in sum_.left]
    named = [(key, value) for key, value in parts if value]

    def name(key: str, language: str = "zh") -> str:
        return label(sum_.form, key, row=not by_row, language=language)

    words: list[Words] = []
    if same := [key for key, value in named if value == found]:
        if len(same) == 1 and len(named) > 1:
            words.append(
                Words(
                    f"{found}恰是“{name(same[0])}”一项",
                    f"{found} is the figure of “{name(same[0], 'en')}” alone",
                )
            )
    elif missing := [key for key, value in named if value == expected - found]:
        if len(missing) == 1:
            words.append(
                Words(
                    f"相差的{expected - found}恰是“{name(missing[0])}”一项，可能漏加",
                    f"the missing {expected - found} is “{name(missing[0], 'en')}”, perhaps left out",
                )
            )
    elif (twice := [key for key, value in named if value == found - expected]) and len(twice) == 1:
        words.append(
            Words(
                f"多出的{found - expected}恰是“{name(twice[0])}”一项，可能重复计入",
                f"the excess of {found - expected} is “{name(twice[0], 'en')}”, perhaps counted twice",
            )
        )
    if transposed(expected, found):
        words.append(Words("两个数字可能写颠倒了", "two digits may have changed places"))
    if previous is not None and found and previous.value(*sum_.target()) == found:
        words.append(Words(f"{found}是上年同一格的数", f"{found} is last year's figure in the same cell"))
    return words


def transposed(one: Amount, other: Amount) -> bool:
    """Whether the two figures differ by one pair of neighbouring digits that changed places."""
    a, b = str(one), str(other)
    if len(a) != len(b) or a == b:
        return False
    differ = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    return (
        len(differ) == 2
        and differ[1] == differ[0] + 1
        and a[differ[0]] == b[differ[1]]
        and a[differ[1]] == b[differ[0]]
    )
