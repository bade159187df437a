"""Harms to how a table is arranged: heads, rows and columns gone, moved or printed twice."""

from decimal import Decimal
from random import Random

from mingbai.report.values import Amount
from tests.corpus.oracle import Expect, Truth, unlabel
from tests.corpus.sheet import Block, Box, Sheet, copy

__all__ = [
    "columns_reordered",
    "other_year_table",
    "row_label_missing",
    "row_missing",
    "span_repeated",
    "table_head_lost",
    "table_twice",
    "two_years_columns",
]


def table_head_lost(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """The head of the applications table is missing."""
    for block in sheet.tables("applications"):
        block.rows = block.rows[3:]


def span_repeated(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """The spanning heading 三、本年度办理结果 is printed again in mid-table."""
    for block in sheet.tables("applications"):
        tops = [i for i, row in enumerate(block.rows) if any(b.key == "group:outcome" for b in row)] or [0]
        starts = [
            i
            for i, row in enumerate(block.rows)
            if i > tops[0] and any(b.key.startswith("group:") for b in row)
        ]
        first = next((b for b in block.rows[tops[0]] if b.key == "group:outcome"), None)
        if first and starts:
            at = rng.choice(starts)
            rest = tops[0] + first.rows - at
            first.rows = at - tops[0]
            block.rows[at].insert(0, Box(first.text, rows=rest, lane=0, key=first.key))


def table_twice(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """A table is printed twice, the same both times."""
    for block in [rng.choice(sheet.tables())]:
        at = sheet.blocks.index(block)
        twin = copy(Sheet(sheet.fiction, [block], [], [], [])).blocks
        sheet.blocks[at + 1 : at + 1] = twin


def other_year_table(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """The same table stands there for the year before as well, each under its year."""
    year = sheet.fiction.year
    block = rng.choice(sheet.tables())
    (twin,) = copy(Sheet(sheet.fiction, [block], [], [], [])).blocks
    for row in twin.rows:
        for box in row:
            if box.figure and box.text:
                box.text = _other(Decimal(box.text.replace("+", "")), rng) if _number(box.text) else box.text
    pair = [Block("para", f"{year}年度"), block, Block("para", f"{year - 1}年度（上年数据，供对照）"), twin]
    if rng.random() < 0.5:
        pair = [*pair[2:], *pair[:2]]
    at = sheet.blocks.index(block)
    sheet.blocks[at : at + 1] = pair


def two_years_columns(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Figures of two years stand side by side in the proactive table."""
    year = sheet.fiction.year
    for block in sheet.tables("proactive"):
        for row in block.rows:
            boxes = [b for b in row if b.figure or b.key.startswith("column:")]
            if len(boxes) == 1:
                box = boxes[0]
                box.columns = 1
                if box.figure:
                    text = (
                        _other(Decimal(box.text), rng)
                        if _number(box.text) and box.text.isdigit()
                        else box.text
                    )
                else:
                    text, box.text = (
                        f"{year - 1}年{box.text.removeprefix('本年')}",
                        f"{year}年{box.text.removeprefix('本年')}",
                    )
                row.append(Box(text, lane=box.lane + 1, columns=block.width - box.lane - 1, key="other-year"))


def _other(value: Amount, rng: Random) -> str:
    return str(max(0, int(value) + rng.choice((-1, 1, 2, 3, 7, 10))))


def _number(text: str) -> bool:
    return text.replace(".", "").replace("-", "").replace("+", "").isdigit() and text.isascii()


def columns_reordered(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """The columns stand in another order, under their heads."""
    for block in sheet.tables("applications"):
        inner = list(range(5))
        rng.shuffle(inner)
        total_first = rng.random() < 0.5
        shift = 1 if total_first else 0
        lanes = {3: 3 + shift, 9: 3 if total_first else 9}
        lanes |= {4 + i: 4 + shift + inner[i] for i in range(5)}
        for row in block.rows:
            moved = [b for b in row if b.lane > 2 and (b.columns == 1 or b.key == "legal")]
            for box in moved:
                box.lane = 4 + shift if box.key == "legal" else lanes[box.lane]
            row[:] = [b for b in row if b not in moved] + sorted(moved, key=lambda b: b.lane)
    for block in sheet.tables("proactive"):
        if rng.random() < 0.5:
            order = [1, 2, 3]
            rng.shuffle(order)
            for row in block.rows:
                if len(row) == 4:
                    for box in row[1:]:
                        box.lane = order[box.lane - 1]
                    row.sort(key=lambda b: b.lane)


def row_missing(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """A row is not printed, nor where the table stands a second time."""
    block = rng.choice([b for b in sheet.tables() if b.table in ("applications", "indicators", "proactive")])
    rows = [i for i, row in enumerate(block.rows) if any(b.figure for b in row)]
    gone = {b.path for i in rng.sample(rows, rng.choice((1, 1, 2))) for b in block.rows[i] if b.path}
    truth.update(dict.fromkeys(gone, Expect(absent=True)))
    for table in sheet.tables(block.table):
        for at in reversed(range(len(table.rows))):
            if any(b.path in gone for b in table.rows[at]):
                _remove(table, at)


def _remove(block: Block, at: int) -> None:
    for y, row in enumerate(block.rows[:at]):
        for box in row:
            if y + box.rows > at:
                box.rows -= 1
    heirs = [b for b in block.rows[at] if b.rows > 1]
    for box in heirs:
        box.rows -= 1
    del block.rows[at]
    if at < len(block.rows):
        block.rows[at][:0] = heirs


def row_label_missing(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """The label of a row is empty."""
    block = rng.choice([b for b in sheet.tables() if b.table != "remedies"])
    box = rng.choice([b for row in block.rows for b in row if b.key.startswith("row:")])
    unlabel(truth, block.table, box.key)
    box.text = ""
