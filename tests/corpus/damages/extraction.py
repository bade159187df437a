"""Harms to the lines of a text layout: what an extractor drops, joins, splits and puts between."""

from dataclasses import replace
from random import Random

from tests.corpus.lines import Line
from tests.corpus.oracle import Expect, Truth, lose, unlabel

__all__ = [
    "cut_off",
    "double_spaced",
    "lines_deduped",
    "lines_dropped",
    "lines_joined",
    "lines_split",
    "lines_swapped",
    "neighbours_deduped",
    "no_empty_lines",
    "page_numbers",
]


def _in_tables(lines: list[Line]) -> list[int]:
    return [i for i, line in enumerate(lines) if line.table and line.text.strip(" |-")]


def _drop(lines: list[Line], truth: Truth, at: set[int]) -> list[Line]:
    for i in at:
        for path in lines[i].paths:
            lose(truth, path)
        if lines[i].label.startswith("row:"):
            unlabel(truth, lines[i].table, lines[i].label)
    return [line for i, line in enumerate(lines) if i not in at]


def lines_dropped(lines: list[Line], truth: Truth, rng: Random) -> list[Line]:
    """A few lines of the tables are missing."""
    inside = _in_tables(lines)
    return _drop(lines, truth, set(rng.sample(inside, min(len(inside), rng.randint(1, 4)))))


def lines_deduped(lines: list[Line], truth: Truth, rng: Random) -> list[Line]:
    """An extractor removed every line that it had seen before."""
    seen: set[str] = set()
    gone = set()
    for i, line in enumerate(lines):
        text = line.text.strip()
        if text and text in seen:
            gone.add(i)
        seen.add(text)
    return _drop(lines, truth, gone)


def neighbours_deduped(lines: list[Line], truth: Truth, rng: Random) -> list[Line]:
    """A line equal to the one before it was removed."""
    gone, last = set(), ""
    for i, line in enumerate(lines):
        text = line.text.strip()
        if text and text == last:
            gone.add(i)
        last = text or last
    return _drop(lines, truth, gone)


def lines_swapped(lines: list[Line], truth: Truth, rng: Random) -> list[Line]:
    """Neighbouring lines of a table have changed places."""
    lines = list(lines)
    inside = _in_tables(lines)
    for _ in range(rng.randint(1, 3) if len(inside) > 1 else 0):
        k = rng.randrange(len(inside) - 1)
        a, b = inside[k], inside[k + 1]
        heads = [lines[i].label.startswith(("column:", "row:")) and not lines[i].paths for i in (a, b)]
        if lines[a].table != lines[b].table or all(
            heads
        ):  # heads that trade places say something else, and plainly
            continue
        lines[a], lines[b] = lines[b], lines[a]
        if len(lines[a].paths) == len(lines[b].paths) == 1:
            (p,), (q,) = lines[a].paths, lines[b].paths
            both = truth[p].values | truth[q].values
            blank = truth[p].blank or truth[q].blank
            truth[p] = truth[q] = Expect(both, blank, truth[p].absent or truth[q].absent)
    return lines


def lines_joined(lines: list[Line], truth: Truth, rng: Random) -> list[Line]:
    """Neighbouring lines of a table stand on one line, a space between."""
    found: list[Line] = []
    for line in lines:
        last = found[-1] if found else None
        if (
            last
            and last.table
            and last.table == line.table
            and line.text.strip()
            and last.text.strip()
            and rng.random() < 0.15
        ):
            found[-1] = replace(last, text=last.text + " " + line.text.strip(), paths=last.paths + line.paths)
        else:
            found.append(line)
    return found


def lines_split(lines: list[Line], truth: Truth, rng: Random) -> list[Line]:
    """Long lines are broken, between words or inside a label, never inside a figure."""
    found = []
    for line in lines:
        text = line.text
        cuts = [i for i in range(1, len(text)) if _han(text[i - 1]) and _han(text[i])] if line.table else []
        if cuts and rng.random() < 0.3:
            cut = rng.choice(cuts)
            found += [replace(line, text=text[:cut], paths=()), replace(line, text=text[cut:], label="")]
        else:
            found.append(line)
    return found


def _han(c: str) -> bool:
    return "一" <= c <= "鿿"


def page_numbers(lines: list[Line], truth: Truth, rng: Random) -> list[Line]:
    """Page numbers and running heads stand between the lines of the tables."""
    found, number, style = [], rng.randint(1, 8), rng.randrange(4)
    inside = set(rng.sample(_in_tables(lines), min(4, len(_in_tables(lines)))))
    for i, line in enumerate(lines):
        if i in inside:
            found.append(Line((f"- {number} -", f"{number}", f"第{number}页", f"— {number} —")[style]))
            number += 1
        found.append(line)
    return found


def cut_off(lines: list[Line], truth: Truth, rng: Random) -> list[Line]:
    """The page ends in the middle of a table."""
    at = rng.choice(_in_tables(lines) or [len(lines) - 1])
    kept = _drop(lines[at:], truth, set(range(len(lines) - at)))
    return lines[:at] + kept


def no_empty_lines(lines: list[Line], truth: Truth, rng: Random) -> list[Line]:
    """Empty lines are gone, indents too."""
    return [replace(line, text=line.text.strip()) for line in lines if line.text.strip()]


def double_spaced(lines: list[Line], truth: Truth, rng: Random) -> list[Line]:
    """Empty lines stand everywhere, with blanks of several widths."""
    return [x for line in lines for x in (line, Line(rng.choice(("", " ", "　", "\xa0"))))]
