"""Which column each printed figure of a row stands in: certain where the page shows it, settled by the sums where it does not.

A row that prints as many cells as the form has columns is taken as it stands, whatever its sums say: that is for the
audit. Where cells have vanished, every placing that keeps the order is held against the identities of the form; a figure
is read only if all placings that remain put it in the same column, and only if the whole column then foots.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from mingbai.reading.stream import Mark, Token, says_none
from mingbai.report.form import Identity
from mingbai.report.values import Amount, Cell, Status

__all__ = ["VANISHED", "Doubt", "Settled", "cell", "gapes", "moved_up", "settle", "straight", "window"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a cell could not be read, in Chinese and English."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Settled:
    """The cells of one row by column, and what was in doubt."""

    cells: dict[str, Cell]
    doubt: Doubt | None = None


UNREADABLE = Cell(None, None, Status.UNREADABLE)
VANISHED = Doubt(
    "这一行有格子没有印出来，分不清各数属于哪一列",
    "cells of this row are not printed, so its figures cannot be told apart",
)
TOO_MANY = Doubt(
    "这一行的数比表式的列多，分不清哪些是本行的", "the row prints more figures than the form has columns"
)
NO_FIGURE = Doubt("只有行名，没有读到数", "the row is named but no figure was found beside it")
WORDS_IN_CELL = Doubt("格子里是文字，不是数", "the cell holds words, not a figure")


def cell(token: Token) -> Cell:
    """Return the cell that a token prints."""
    if token.mark is Mark.FIGURE:
        return Cell(token.value, token.text, Status.READ, token.span)
    if token.mark is Mark.BLANK:
        return Cell(None, token.text, Status.BLANK, token.span)
    return Cell(None, token.text, Status.UNREADABLE, token.span)


def straight(slots: Sequence[Token], columns: Sequence[str], offset: int | None = None) -> Settled | None:
    """Return the row taken cell by cell, when it prints exactly its columns.

    Blank slots beyond them are padding that a layout left behind; *offset* says where the columns begin among the slots,
    when other rows of the table have shown it.
    """
    taken = window(slots, len(columns), offset)
    if taken is None:
        return None
    cells = {column: cell(token) for column, token in zip(columns, taken, strict=True)}
    in_words = any(token.mark is Mark.WORDS for token in taken)
    return Settled(cells, WORDS_IN_CELL if in_words else None)


def window(slots: Sequence[Token], width: int, offset: int | None = None) -> Sequence[Token] | None:
    """Return the *width* slots that are the row's cells; None when there are too few, or the padding can be told two ways."""
    places = _windows(slots, width)
    if offset is not None and offset in places:
        places = [offset]
    if not places or (len(places) > 1 and any(slot.mark is not Mark.BLANK for slot in slots)):
        return None
    return slots[places[0] : places[0] + width]


def _windows(slots: Sequence[Token], width: int) -> list[int]:
    """Return where a window of *width* slots may begin so that only empty places are left outside it."""
    filled = [n for n, slot in enumerate(slots) if not slot.hollow]
    first, last = (filled[0], filled[-1]) if filled else (len(slots), -1)
    return [n for n in range(len(slots) - width + 1) if n <= first and last < n + width]


def moved_up(rows: Mapping[str, Sequence[Token]], width: int) -> set[str]:
    """Return the rows of loose text that lack cells and end in empty places, where no row has one between two cells.

    Some extractors leave out empty cells and fill the row up at its end: then its figures have moved towards its label.
    """
    after: set[str] = set()
    for key, slots in rows.items():
        filled = [n for n, slot in enumerate(slots) if not slot.hollow]
        if not filled or any(slot.celled for slot in slots):
            continue
        if any(slot.hollow for slot in slots[filled[0] : filled[-1]]):
            return set()
        if filled[-1] + 1 < len(slots) and len(filled) < width:
            after.add(key)
    return after


def _offsets(rows: Mapping[str, Sequence[Token]], width: int) -> dict[int, int]:
    """Return, by number of slots, the one place where the columns can begin in every row with so many slots."""
    shared: dict[int, set[int]] = {}
    for slots in rows.values():
        windows = set(_windows(slots, width))
        shared[len(slots)] = shared.get(len(slots), windows) & windows
    return {length: min(places) for length, places in shared.items() if len(places) == 1}


def settle(
    rows: Mapping[str, Sequence[Token]], columns: Sequence[str], identities: Sequence[Identity]
) -> dict[str, Settled]:
    """Return every row of a table whose rows share *columns*, by the identities of its form."""
    offsets = _offsets(rows, len(columns))
    certain = {
        key: settled
        for key, slots in rows.items()
        if (settled := straight(slots, columns, offsets.get(len(slots))))
    }
    moved = moved_up(rows, len(columns))
    for key in {*_askew(rows, certain, len(columns)), *moved} & certain.keys():
        del certain[key]
    for key in _carried_on(rows, certain, identities):
        del certain[key]
    loose = {key: slots for key, slots in rows.items() if key not in certain}
    out = {key: certain[key] for key in rows if key in certain}
    for key, slots in loose.items():
        figures = [slot for slot in slots if slot.mark is Mark.FIGURE]
        doubt = NO_FIGURE if not figures else TOO_MANY if len(figures) > len(columns) else VANISHED
        out[key] = Settled(dict.fromkeys(columns, UNREADABLE), doubt)
    if not loose:
        return out
    short = {key: [s for s in slots if s.mark is Mark.FIGURE] for key, slots in loose.items()}
    # A row of nothing but zeros adds nothing to any sum, and no sum can tell where its zeros stand.
    zeros = {key for key, figures in short.items() if figures and not any(f.value for f in figures)}
    if any(len(figures) > len(columns) for figures in short.values()):
        return _distrust(out, rows, certain, columns, identities)
    if _all_distinct(rows):  # repeats were removed
        return _distrust(out, rows, certain, columns, identities)
    if without_total := _totals_blank(short, certain, columns, identities):
        return out | without_total
    if len(certain) * 2 > len(rows):  # nearly all rows are whole, so a short one has lost something
        return _distrust(out, rows, certain, columns, identities)
    placed = _confirmed({k: [] if k in zeros else f for k, f in short.items()}, certain, columns, identities)
    for key, cells in placed.items():
        if key in zeros or not short[key]:
            continue
        unsettled = any(c.status is Status.UNREADABLE for c in cells.values())
        out[key] = Settled(cells, VANISHED if unsettled else None)
    return _distrust(out, rows, certain, columns, identities)


def _askew(rows: Mapping[str, Sequence[Token]], certain: Mapping[str, Settled], width: int) -> list[str]:
    """Return the rows with a blank among loose slots whose number is not that of most rows: one of them has gone."""
    lengths = Counter(len(slots) for slots in rows.values())
    usual = lengths.most_common(1)[0][0] if lengths else width
    return [
        key
        for key, settled in certain.items()
        if len(rows[key]) != usual and gapes(settled) and not all(slot.celled for slot in rows[key])
    ]


def _carried_on(
    rows: Mapping[str, Sequence[Token]], certain: Mapping[str, Settled], identities: Sequence[Identity]
) -> list[str]:
    """Return the rows that go on in a second printed row, as the others do not, and do not foot: that may be a page number."""
    several = [key for key in certain if len({slot.row for slot in rows[key]}) > 1]
    if len(several) * 2 > len(certain):
        return []
    return [key for key in several if not _foots(certain[key].cells, identities)]


def gapes(row: Settled) -> bool:
    """Tell whether a cell of the row is empty, and no stroke stands in it to show that it was not left out."""
    return any(c.status is Status.BLANK and not says_none(c.raw or "") for c in row.cells.values())


def _all_distinct(rows: Mapping[str, Sequence[Token]]) -> bool:
    """Tell whether no figure stands twice in the table, as after an extractor has removed repeated lines."""
    figures = [slot.text for slots in rows.values() for slot in slots if slot.mark is Mark.FIGURE]
    return len(set(figures)) == len(figures)


def _distrust(
    out: dict[str, Settled],
    rows: Mapping[str, Sequence[Token]],
    certain: Mapping[str, Settled],
    columns: Sequence[str],
    identities: Sequence[Identity],
) -> dict[str, Settled]:
    """Take back a whole row that does not foot, where other rows show that cells came and went unseen.

    A blank that is only a place between two separators is then no proof either: the row may have lost one elsewhere.
    """
    drawn = {key: all(slot.celled for slot in rows[key]) for key in certain}
    gaping = {key for key, row in certain.items() if gapes(row)}
    for key, settled in certain.items():
        if not drawn[key] and (key in gaping or not _foots(settled.cells, identities)):
            out[key] = Settled(dict.fromkeys(columns, UNREADABLE), VANISHED)
    return out


def _foots(cells: Mapping[str, Cell], identities: Sequence[Identity]) -> bool:
    return all(
        sum(cells[k].value or 0 for k in i.left) == sum(cells[k].value or 0 for k in i.right)
        for i in identities
        if i.each == "row"
    )


Placing = dict[str, Token]


def _placings(
    figures: Sequence[Token], columns: Sequence[str], identities: Sequence[Identity]
) -> list[Placing]:
    """Return every placing of a row's figures in order under which the row foots, its total printed."""
    found = []
    for chosen in combinations(columns, len(figures)):
        placing = dict(zip(chosen, figures, strict=True))
        values = {column: placing[column].value or 0 for column in chosen}
        if all(
            all(k in placing for k in i.right)
            and sum(values.get(k, 0) for k in i.left) == sum(values[k] for k in i.right)
            for i in identities
            if i.each == "row"
        ):
            found.append(placing)
    return found


def _confirmed(
    short: Mapping[str, Sequence[Token]],
    certain: Mapping[str, Settled],
    columns: Sequence[str],
    identities: Sequence[Identity],
) -> dict[str, dict[str, Cell]]:
    """Return the cells that stand in the same column under every placing, in columns that then foot from top to bottom."""
    placings: dict[str, list[Placing]] = {
        key: _placings(figures, columns, identities) if figures else [{}] for key, figures in short.items()
    }
    known: dict[str, dict[str, Amount]] = {
        key: {column: c.value or 0 for column, c in settled.cells.items()} for key, settled in certain.items()
    }
    by_column = [i for i in identities if i.each == "column"]
    if any(not p for p in placings.values()) or not by_column:
        return {}
    while _narrowed(placings, known, columns, by_column):
        pass
    cells: dict[str, dict[str, Cell]] = {key: {} for key in short}
    for column in columns:
        agreed = {key: _agreed(p, column) for key, p in placings.items()}
        if any(a is ... for a in agreed.values()):
            column_cells = dict.fromkeys(short, UNREADABLE)
        else:
            values = {key: row[column] for key, row in known.items()} | {
                key: a.value or 0 if isinstance(a, Token) else 0 for key, a in agreed.items()
            }
            footed = all(_sum(values, i.left) == _sum(values, i.right) for i in by_column) and any(
                values.values()
            )
            column_cells = {
                key: (cell(a) if isinstance(a, Token) else Cell(None, "", Status.BLANK))
                if footed
                else UNREADABLE
                for key, a in agreed.items()
            }
        for key, c in column_cells.items():
            cells[key][column] = c
    return cells


def _totals_blank(
    short: Mapping[str, Sequence[Token]],
    certain: Mapping[str, Settled],
    columns: Sequence[str],
    identities: Sequence[Identity],
) -> dict[str, Settled]:
    """Return the short rows read as whole but for a total that is left blank; nothing unless the page bears that out.

    Every short row must lack one figure, no row's last figure may be the sum of those before it (then it is the total
    that is printed, and another cell that is not), and every column must foot from top to bottom.
    """
    totals = [i.right[0] for i in identities if i.each == "row" and len(i.right) == 1]
    by_column = [i for i in identities if i.each == "column"]
    if len(totals) != 1 or not by_column or any(len(f) != len(columns) - 1 for f in short.values()):
        return {}
    rest = [column for column in columns if column != totals[0]]
    values = {key: [figure.value or 0 for figure in figures] for key, figures in short.items()}
    told = [row for row in values.values() if any(row)]
    unsaid = sum(settled.cells[totals[0]].status is Status.BLANK for settled in certain.values())
    if len(certain) > len(short) and unsaid * 2 < len(certain):
        return {}
    if not told or sum(row[-1] == sum(row[:-1]) for row in told) * 5 > len(told):
        return {}
    for n, column in enumerate(rest):
        whole = {key: row[n] for key, row in values.items()} | {
            key: settled.cells[column].value or 0 for key, settled in certain.items()
        }
        if any(_sum(whole, i.left) != _sum(whole, i.right) for i in by_column):
            return {}
    return {
        key: Settled(
            {column: cell(figure) for column, figure in zip(rest, figures, strict=True)}
            | {totals[0]: Cell(None, "", Status.BLANK)}
        )
        for key, figures in short.items()
    }


def _sum(values: Mapping[str, Amount], keys: Sequence[str]) -> Amount:
    return sum((values.get(key, 0) for key in keys), start=0)


def _agreed(placings: Sequence[Placing], column: str) -> object:
    """Return the token that all placings put into *column*, None when all leave it empty, `...` when they differ."""
    tokens = [p.get(column) for p in placings]
    first = tokens[0]
    return first if all(t is first for t in tokens) else ...


def _narrowed(
    placings: dict[str, list[Placing]],
    known: Mapping[str, Mapping[str, Amount]],
    columns: Sequence[str],
    by_column: Sequence[Identity],
) -> bool:
    """Drop placings that would overfill a column whose sum is already known; tell whether any was dropped."""
    for column in columns:
        bounds = {
            key: [p[column].value or 0 if column in p else 0 for p in ps] for key, ps in placings.items()
        }
        low = {key: min(v) for key, v in bounds.items()} | {key: row[column] for key, row in known.items()}
        high = {key: max(v) for key, v in bounds.items()} | {key: row[column] for key, row in known.items()}
        for identity in by_column:
            for here, there in ((identity.left, identity.right), (identity.right, identity.left)):
                room = _sum(high, there) - _sum(low, here)
                need = _sum(low, there) - _sum(high, here)
                for key in here:
                    if key not in placings:
                        continue
                    kept = [
                        p
                        for p, value in zip(placings[key], bounds[key], strict=True)
                        if value - low[key] <= room and value - high[key] >= need
                    ]
                    if kept and len(kept) < len(placings[key]):
                        placings[key] = kept
                        return True
    return False
