"""What text that was once a page keeps of its markup: marks of emphasis, entities, tags, list marks, doubled separators."""

import re
from collections.abc import Iterator, Sequence

__all__ = ["RULE", "blanked", "by_rules", "doubled", "unlisted"]

RULE = re.compile(r".*\+(?:[-=:]{3,}\+)+.*")
"""The line between two rows of a table drawn with characters; a cell that spans both may print a word of its own on it."""

_SPACE = r"(?:&(?:nbsp|ensp|emsp|#160|#12288);)+"
_LEFT_OVER = re.compile(rf"\*\*+|{_SPACE}(?=\w)|(?<=\w){_SPACE}|</?[a-zA-Z][^<>\n]{{0,80}}>")
_LISTED = re.compile(r"[ \t]*(?:[-*+•●◦▪‣][ \t]+)+(?=\S)")
_BETWEEN = re.compile(r"(?<=[^|\t ])[ ]*([|\t]+)[ ]*(?=[^|\t\n ])")


def blanked(text: str) -> str:
    """Return *text* with emphasis, entities beside words and tags made spaces, so that every character keeps its place.

    An entity that stands alone is left: it is a cell that says that it is empty.
    """
    if "*" not in text and "&" not in text and "<" not in text:
        return text
    return _LEFT_OVER.sub(lambda found: " " * len(found[0]), text)


def unlisted(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return (offset, line) without the mark of a list before each, where cells were list items: nearly all lines have it.

    Where only some lines begin with a stroke it may be a cell, printed for none.
    """
    marks = [_LISTED.match(line) for _, line in lines]
    if sum(mark is not None for mark in marks) * 3 < sum(not line.isspace() for _, line in lines) * 2:
        return list(lines)
    return [
        (at + mark.end(), line[mark.end() :]) if mark else (at, line)
        for (at, line), mark in zip(lines, marks, strict=True)
    ]


def by_rules(lines: Sequence[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Yield the lines of each printed row: those between two rules of a drawn table together, any other by itself."""
    within: list[tuple[int, str]] = []
    drawn = False
    for at, line in lines:
        if RULE.fullmatch(line):
            if within:
                yield within
            within, drawn = [], True
        elif drawn and "|" in line:
            within.append((at, line))
        else:
            yield from ([one] for one in within)
            yield [(at, line)]
            within, drawn = [], False
    yield from ([one] for one in within)


def doubled(lines: Sequence[str]) -> bool:
    """Tell whether each separator is written twice (``|a||b|``): no two cells are ever apart by an odd number of them."""
    rows = [gaps for line in lines if len(gaps := _BETWEEN.findall(line)) > 1]
    return len(rows) > 1 and all(len(gap) % 2 == 0 for gaps in rows for gap in gaps)
