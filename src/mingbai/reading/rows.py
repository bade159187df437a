"""Which printed figures belong to which row of the form: labels and runs of figures matched along the page."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest

from mingbai.reading.labels import Labels
from mingbai.reading.oriented import oriented
from mingbai.reading.stream import Mark, Token, figures_in, is_unit, squeeze, units_cut

__all__ = ["Found", "Run", "find_rows"]


@dataclass(slots=True)
class Run:
    """Figures and visible blanks that stand together; `labels` are the rows named right before it, nearest last.

    `words` are the words before it, squeezed, `above` the same as tokens; `after` those behind the last run of the table.
    `leads` says that its label stands behind it on the printed row, `joined` that a break fell inside it; `units` are printed
    apart from its figures, as on the next line of a narrow cell.
    """

    slots: list[Token]
    labels: list[str] = field(default_factory=list)
    words: str = ""
    same_row: bool = False
    after: str = ""
    above: tuple[Token, ...] = ()
    leads: bool = False
    joined: bool = False
    units: int = 0

    @property
    def figures(self) -> int:
        """Return how many figures stand in it."""
        return figures_in(self.slots)


@dataclass(frozen=True, slots=True)
class Found:
    """The slots of each row; rows named without figures; rows that two different runs claim; runs that no label claims."""

    slots: dict[str, list[Token]]
    bare: frozenset[str]
    disputed: frozenset[str]
    strays: tuple[Run, ...]
    runs: tuple[Run, ...]


_CUT = re.compile(r"\d[\d,.]*[万亿]")
"""A figure with the first half of its unit (0万, the 元 being on the next line)."""
_BEGINNING = re.compile(r"\d[\d,]*[.,]")
_END = re.compile(r"[.,]\d+")
"""A figure cut at its point: “8.” before “2148”, “8” before “.2148”."""


def find_rows(tokens: Sequence[Token], labels: Labels, width: int) -> Found:
    """Return the rows of a table whose full rows hold *width* figures.

    A run belongs to the label nearest before it. Where some run has no label before it, the page may print figures
    before labels or wrap labels around them: then only runs that share the printed row with their label are kept.
    """
    runs, named = _runs(oriented(tokens, labels, width), labels, width)
    runs = _joined(runs, width)
    for run, below in pairwise(runs):
        several = len(run.labels) > 1 and not run.same_row and not run.slots[0].celled
        if several and below.figures and not below.labels:
            run.labels = []  # labels in one column, their figures in the next: these are not the last label's
    strays = tuple(
        r
        for r in runs
        if not r.labels
        and (r.figures or r.leads)
        and (len(r.slots) >= width or r is runs[0])
        and (r.leads or not labels.foreign(r.words))
    )
    slots: dict[str, list[Token]] = {}
    disputed: set[str] = set()
    # Where a label may stand on either side of its figures, a row is seen as often as it is named.
    seen = Counter(key for run in runs for key in run.labels) if strays else Counter[str]()
    for before, run, after in zip([None, *runs], runs, [*runs[1:], None], strict=False):
        if not run.labels or (strays and not run.same_row):
            continue
        nameless = any(near and near.figures and not near.labels for near in (before, after))
        if nameless and all(slot.hollow for slot in run.slots):
            continue  # one end of a wrapped label, its figures beside the other
        key = run.labels[-1]
        if not strays:
            seen[key] += bool(run.figures)
        if key in slots and _printed(slots[key]) != _printed(run.slots):
            # Of two drawn tables, a row that is blank in one says as much as one that is not.
            if all(slot.celled for slot in (*slots[key], *run.slots)):
                disputed.add(key)
                continue
            if not run.figures:
                continue
            if any(s.mark is Mark.FIGURE for s in slots[key]):
                disputed.add(key)
                continue
        slots[key] = run.slots
    if len(disputed) > 1 or sum(times > 1 for times in seen.values()) * 2 > len(seen):
        # The table stands here twice, perhaps of two years or two bodies: a row found once may be either's.
        disputed |= {key for key, times in seen.items() if times < 2 or strays}
    return Found(slots, frozenset(named - slots.keys()), frozenset(disputed), strays, tuple(runs))


def _printed(slots: Sequence[Token]) -> list[str]:
    return [slot.text for slot in slots]


def _runs(tokens: Sequence[Token], labels: Labels, width: int) -> tuple[list[Run], set[str]]:
    """Cut the tokens into runs, each with the labels that stand between it and the run before."""
    per_row: dict[int, int] = {}
    gaps = Counter(token.row for token in tokens if token.mark is Mark.BLANK)
    for token in tokens:
        if token.mark is Mark.FIGURE:
            per_row[token.row] = per_row.get(token.row, 0) + 1
    figures_first: set[int] = set()
    begun: set[int] = set()
    for token in tokens:
        if token.mark is Mark.FIGURE and token.row not in begun:
            figures_first.add(token.row)
        elif token.mark is Mark.WORDS:
            begun.add(token.row)
    # Rows are printed as rows where more often several figures share one than one stands alone, or where most figures share one with words and a blank.
    drawn = sum(row in begun and gaps[row] > 0 for row in per_row)
    together = sum(count > 1 for count in per_row.values())
    alone = sum(count == 1 and row not in begun for row, count in per_row.items())
    by_row = width > 1 and (together > alone or drawn * 2 > len(per_row))
    runs: list[Run] = []
    named: set[str] = set()
    words: list[Token] = []
    run: list[Token] = []
    last: str | None = None
    units = 0

    def close(behind: Token | None = None) -> None:
        nonlocal run, words, last, units
        if not run:
            return
        torn = False
        gap = "".join(squeeze(w.text) for w in words)
        keys = labels.find(gap, last)
        named.update(keys)
        beside = "".join(squeeze(w.text) for w in words if w.row == run[0].row and not is_unit(w.text))
        if not beside and labels.headed(gap):
            keys = []  # set column by column: the figures stand under a head, not beside the label above it
        if beside:
            # The words on the printed row decide; what stands above may be the end of another row's wrapped label.
            whole = labels.find(beside, last)
            wrapped = labels.ended(gap, beside) or labels.begun(beside) or labels.begun_within(beside)
            if not whole and not wrapped and keys and labels.continues(keys[-1], beside):
                wrapped = keys[-1]
            # They may also be the end of a longer label that began above, and a label of their own: then they decide nothing.
            torn = bool(whole and keys) and keys[-1] not in whole
            keys = [] if torn else whole or ([wrapped] if wrapped else [])
            named.update(keys)
        holds = figures_in(run) > 0
        if not keys and not torn and holds and (near := labels.nearly(beside or gap)):
            keys = [near]
            named.add(near)
        last = keys[-1] if keys else last
        same = bool(keys and beside) and run[0].row not in figures_first
        leads = not keys and len(run) >= width and behind is not None and behind.row == run[0].row
        leads = leads and behind is not None and bool(labels.find(squeeze(behind.text)))
        if holds or keys or leads:
            runs.append(Run(run, keys, gap, same, above=tuple(words), leads=leads, units=units))
            words = []
        run, units = [], 0

    for token, after in zip_longest(tokens, tokens[1:]):
        if token.mark is Mark.WORDS:
            if run and is_unit(token.text):
                units += 1
                continue
            says = squeeze(token.text)
            damaged = not says and "\ufffd" in token.text and len(token.text) < 5
            broken = token.celled and token.text[:1].isdigit() and says.isdigit()
            begins = after is not None and after.mark is Mark.FIGURE and _BEGINNING.fullmatch(token.text)
            if broken or begins or _CUT.fullmatch(token.text) or (run and _END.fullmatch(token.text)):
                # A figure set on two lines: neither its digits nor the halves of its unit are put together.
                if run and token.row != run[-1].row:
                    close()
                run.append(token)
                continue
            inside = run and (damaged or (token.celled and token.row == run[0].row and not labels.find(says)))
            if inside and len(run) < width:
                run.append(token)
                continue
            close(token)
            words.append(token)
            continue
        if run and token.row != run[-1].row and (by_row or token.celled):
            close()
        run.append(token)
    close()
    held = Counter(r.slots[0].row for r in runs)
    for r in runs:
        r.same_row = r.same_row and held[r.slots[0].row] == 1
    rest = "".join(squeeze(w.text) for w in words)
    named.update(labels.find(rest, last))
    if runs:
        runs[-1].after = rest
    return runs, named


def _joined(runs: list[Run], width: int) -> list[Run]:
    """Join a run that no label precedes to the one before it, when together they fill a row: a break fell inside it.

    Nothing breaks inside a row that the document draws.
    """
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        apart = last is None or run.labels or len(run.words) > 2 or run.slots[0].celled
        apart = apart or bool(last and units_cut((last.slots, last.units), (run.slots, run.units)))
        fits = last is not None and (last.joined or len(last.slots) + len(run.slots) <= width)
        # Once one was joined, so is all that follows: too many figures then tell that one was cut.
        if last and last.labels and not apart and fits:
            last.slots.extend(run.slots)
            last.units += run.units
            last.joined = True
            continue
        joined.append(run)
    return joined
