"""Harms to the figures: cells left blank, and figures written another way."""

from random import Random

from tests.corpus.oracle import Expect, Truth
from tests.corpus.sheet import Box, Sheet

__all__ = [
    "entities",
    "full_width",
    "notes",
    "some_blank",
    "thousands",
    "total_blank",
    "units_in_cells",
    "zeros_blank",
]


def _figures(sheet: Sheet, table: str | None = None) -> list[Box]:
    return [box for block in sheet.tables(table) for row in block.rows for box in row if box.figure]


def _blank(truth: Truth, box: Box, raw: str = "") -> None:
    assert box.path
    box.text = raw
    truth[box.path] = Expect(blank=True, absent=truth[box.path].absent)


def zeros_blank(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Zeros are left empty, or struck through with a dash or a slash."""
    raw = rng.choice(("", "", "", "/", "-", "—", "\xa0"))
    share = rng.choice((1.0, 1.0, 0.5))
    for box in _figures(sheet):
        if box.text == "0" and rng.random() < share:
            _blank(truth, box, raw)


def total_blank(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """The 总计 column is empty on most rows."""
    for box in _figures(sheet, "applications"):
        if (box.path or "").endswith("/total") and rng.random() < 0.85:
            _blank(truth, box)


def some_blank(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Cells here and there are empty, whatever stood in them, in both copies of a table that stands twice."""
    empty: dict[str | None, bool] = {}
    for box in _figures(sheet):
        if empty.setdefault(box.path, rng.random() < 0.08):
            _blank(truth, box)


def entities(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Blank cells show as the literal characters &nbsp;, in both copies of a table that stands twice."""
    empty: dict[str | None, bool] = {}
    for box in _figures(sheet):
        if box.text == "0" and empty.setdefault(box.path, rng.random() < 0.5):
            _blank(truth, box, "&nbsp;")


def notes(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """A cell carries a note: 22（其中修订16件）."""
    boxes = [b for b in _figures(sheet, "proactive") if b.text.isdigit()] or _figures(sheet)
    for box in rng.sample(boxes, min(2, len(boxes))):
        n = int(box.text or 0) if box.text.isdigit() else 3
        box.text += rng.choice(
            (f"（其中修订{n // 2}件）", f"（含转发{n + 3}件）", "（注1）", f"（较上年增{n + 1}%）")
        )


def units_in_cells(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Figures carry their unit: 3件, 12.5万元."""
    for box in _figures(sheet, "proactive"):
        if box.text:
            box.text += "万元" if (box.path or "").endswith("amount_wan") else "件"


def thousands(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Thousands are set off by commas."""
    comma = rng.choice((",", ",", "，"))
    for box in _figures(sheet):
        if box.text.isdigit():
            box.text = f"{int(box.text):,}".replace(",", comma)


def full_width(sheet: Sheet, truth: Truth, rng: Random) -> None:
    """Digits are full-width."""
    for box in _figures(sheet):
        box.text = box.text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789.-+"})
