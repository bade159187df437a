"""The order in which a table prints its columns, taken from the heads above them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from mingbai.reading.labels import Labels
from mingbai.reading.stream import Mark, Token, figures_in, squeeze
from mingbai.report.form import Block

__all__ = ["applicant_columns", "columns_of_blocks", "head_words"]

_INNER = {
    "business": re.compile("商业"),
    "research": re.compile("科研"),
    "public_interest": re.compile("社会|公益"),
    "legal_service": re.compile("法律"),
    "other": re.compile("(?<!或)其他(?!组织)"),
}
_OUTER = {
    "natural_person": re.compile("自然人|自然"),
    "organisations": re.compile("法人"),
    "total": re.compile("总计|合计"),
}


def head_words(found: Sequence[Token], labels: Labels) -> list[Token]:
    """Return the words above the first row of the applications table; words with figures below that are none of its rows are not."""
    heads: list[Token] = []
    words = ""
    for token in found:
        if token.mark is Mark.WORDS:
            heads.append(token)
            words += squeeze(token.text)
            if labels.find(words):
                break
        elif heads and token.mark is Mark.FIGURE:
            if _kinds_in(words) > 1:
                break
            heads, words = [], ""
    return heads if _kinds_in(words) > 1 else [*heads, *_below(found)]


def _kinds_in(words: str) -> int:
    """Return how many kinds of organisation the words name."""
    return sum(bool(head.search(words)) for head in _INNER.values())


def _below(found: Sequence[Token]) -> list[Token]:
    """Return the line of heads that came to stand below the first row, where there is one."""
    for _, line in groupby(found, key=lambda token: token.row):
        row = list(line)
        if not figures_in(row) and _kinds_in("".join(squeeze(token.text) for token in row)) > 2:
            return [token for token in row if token.mark is Mark.WORDS]
    return []


def applicant_columns(
    heads: Sequence[Token], columns: Sequence[str], text: str, rows: Iterable[Sequence[Token]]
) -> list[str] | None:
    """Return the columns of the applications table in printed order; None when it is another order that cannot be made out.

    The heads stand on two levels: natural persons, organisations, total; under organisations its five kinds. Heads are
    often lost or garbled, so another order than the form's is taken only when the heads are all there and, for a total
    that stands first, when the rows bear it out.
    """
    standard = [column for column in columns if column in _INNER]
    inner = _order(_INNER, heads, text, standard)
    if inner is None:
        return None
    first, last = _where_the_sum_stands(rows, len(columns))
    outer = _order(
        {key: _OUTER[key] for key in ("natural_person", "total")}, heads, text, ["natural_person", "total"]
    )
    if outer == ["total", "natural_person"] or outer is None:
        if first > last:
            return ["total", "natural_person", *inner]
        return ["natural_person", *inner, "total"] if last > first else None
    return ["natural_person", *inner, "total"] if last >= first else None


def columns_of_blocks(
    blocks: Sequence[Block], heads: Sequence[Sequence[Token]], text: str
) -> list[list[str] | None]:
    """Return the columns of each block in printed order, None where it is unclear; *heads* are the words above each.

    A block without heads is taken to stand in the order of the form, unless another block of the page does not.
    """
    found = [_block_columns(above, block, text) for block, above in zip(blocks, heads, strict=True)]
    seen = [_seen(block, above) for block, above in zip(blocks, heads, strict=True)]
    usual = all(
        columns == [column.key for column in block.columns]
        for block, columns, there in zip(blocks, found, seen, strict=True)
        if all(there)
    )
    return [columns if usual or any(there) else None for columns, there in zip(found, seen, strict=True)]


def _seen(block: Block, heads: Sequence[Token]) -> list[bool]:
    """Tell for each column of a block whether the words above hold its head."""
    words = "".join(squeeze(head.text) for head in heads)
    return [any(squeeze(anchor) in words for anchor in column.anchors) for column in block.columns]


def _block_columns(heads: Sequence[Token], block: Block, text: str) -> list[str] | None:
    """Return the columns of a block in printed order; None when its heads are only partly there or their order is unclear."""
    if _two_years(heads):
        return None
    standard = [column.key for column in block.columns]
    seen = _seen(block, heads)
    if any(seen) and not all(seen):
        return None
    patterns = {c.key: re.compile("|".join(re.escape(squeeze(a)) for a in c.anchors)) for c in block.columns}
    return _order(patterns, heads, text, standard)


def _two_years(heads: Sequence[Token]) -> bool:
    """Tell whether the heads name two years: then a row holds the figures of both, side by side."""
    words = "".join(squeeze(head.text) for head in heads)
    return len(set(re.findall(r"(?<!\d)20\d\d(?=年)", words))) > 1


def _where_the_sum_stands(rows: Iterable[Sequence[Token]], width: int) -> tuple[int, int]:
    """Return in how many rows full of figures the first is the sum of the others, and in how many the last is."""
    first = last = 0
    for slots in rows:
        values = [slot.value for slot in slots if slot.value is not None]
        if len(slots) == len(values) == width and any(values):
            first += values[0] == sum(values[1:])
            last += values[-1] == sum(values[:-1])
    return first, last


def _order(
    patterns: dict[str, re.Pattern[str]], heads: Sequence[Token], text: str, standard: Sequence[str]
) -> list[str] | None:
    """Return the heads' keys in printed order; None when they stand in another order than the form's and it is unclear.

    Read down the page or across it, one reading in the form's order is enough; another order needs every head, and both
    readings to agree where heads share printed rows.
    """
    words = "".join(squeeze(head.text) for head in heads)
    places = {key: match.start() for key, pattern in patterns.items() if (match := pattern.search(words))}
    down = sorted(places, key=places.__getitem__)
    at: dict[str, tuple[int, int]] = {}
    for head in heads:
        for key, pattern in patterns.items():
            if key not in at and pattern.search(squeeze(head.text)):
                # Drawn cells of one row follow one another; only loose heads, wrapped over lines, are told by their indent.
                at[key] = (head.row, head.span[0] if head.celled else _indent(text, head.span[0]))
    across = sorted(at, key=lambda key: at[key][1])
    if _out_of_line(heads, at, patterns, standard, text):
        return None
    if _follows(down, standard) or (at.keys() == places.keys() and _follows(across, standard)):
        return list(standard)
    if len(down) < len(standard):
        return None
    if at.keys() != places.keys():
        return None
    # Lines of loose text come joined, cut and swapped; only drawn cells prove that the columns stand in another order.
    drawn = all(head.celled for head in heads if any(p.search(squeeze(head.text)) for p in patterns.values()))
    apart = len({row for row, _ in at.values()}) == len(at)
    return down if drawn and (down == across or apart) else None


def _out_of_line(
    heads: Sequence[Token],
    at: Mapping[str, tuple[int, int]],
    patterns: Mapping[str, re.Pattern[str]],
    standard: Sequence[str],
    text: str,
) -> bool:
    """Tell whether loose heads, some wrapped or cut, stand in another order than the form's though they read in its order.

    One stands below the others between two that it should follow; or a line holds as many words as there are heads, and
    one of them is not at its place.
    """
    if any(head.celled for head in heads):
        return False
    if heads and re.search(r"[|\t]", text[heads[0].span[0] : heads[-1].span[1]]):
        return False  # between separators a cell of several lines pushes what follows it out of its place
    rows = [row for row, _ in at.values()]
    for row in set(rows):
        line = {key: indent for key, (of, indent) in at.items() if of == row}
        low, high = min(line.values()), max(line.values())
        for key, (of, indent) in at.items():
            if of != row and low < indent < high:
                before = {other for other, place in line.items() if place < indent}
                if any((standard.index(other) < standard.index(key)) != (other in before) for other in line):
                    return True
        words = [head for head in heads if head.row == row]
        if len(words) == len(standard):
            for head, key in zip(words, standard, strict=True):
                if any(p.search(squeeze(head.text)) for k, p in patterns.items() if k != key):
                    return True
    return False


def _indent(text: str, offset: int) -> int:
    """Return how far from the left a character stands, a Han character taking two places."""
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    return sum(2 if c > "\u2e7f" else 1 for c in line)


def _follows(found: Sequence[str], standard: Sequence[str]) -> bool:
    """Tell whether the heads found stand in the order of the form, some perhaps missing."""
    return [key for key in standard if key in found] == list(found)
