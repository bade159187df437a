"""What happens to a page between the officer who typed it and the reader who opens it, one harm a function.

A harm changes the sheet before it is drawn, the lines of a text layout, or the bytes; each keeps the truth honest:
a figure that leaves the page may be reported missing, a figure that trades places may be read in either.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.corpus.damages import arrangement, cells, encoding, extraction, wording
from tests.corpus.lines import Line
from tests.corpus.oracle import Truth
from tests.corpus.sheet import Sheet

__all__ = ["DAMAGES", "Damage", "clash", "damage"]

OnSheet = Callable[[Sheet, Truth, Random], None]
OnLines = Callable[[list[Line], Truth, Random], list[Line]]
OnText = Callable[[str, Random], bytes]


@dataclass(frozen=True, slots=True)
class Damage:
    """One harm; `recover` is the share of the remaining cells that must still be read, on average over layouts.

    `renames` is set when the body's name or the year need not survive it; `breaks` names the layouts whose narrow columns
    break the figures it makes wider over two lines, which are rightly not put together again: `recover` leaves them out.
    """

    name: str
    stage: str  # sheet, lines, text
    apply: OnSheet | OnLines | OnText
    recover: float
    renames: bool = False
    breaks: tuple[str, ...] = ()


DAMAGES = (
    Damage("zeros-blank", "sheet", cells.zeros_blank, 0.55),
    Damage("total-blank", "sheet", cells.total_blank, 0.5),
    Damage("some-blank", "sheet", cells.some_blank, 0.5),
    Damage("notes", "sheet", cells.notes, 0.9),
    Damage("units-in-cells", "sheet", cells.units_in_cells, 0.9),
    Damage("thousands", "sheet", cells.thousands, 0.97),
    Damage("full-width", "sheet", cells.full_width, 0.97, breaks=("pdf-layout-paged",)),
    Damage("spaced-labels", "sheet", wording.spaced_labels, 0.9),
    Damage("variant-labels", "sheet", wording.variant_labels, 0.97),
    Damage("year-in-heads", "sheet", wording.year_in_heads, 0.97),
    Damage("normative-short", "sheet", wording.normative_short, 0.97),
    Damage("traditional", "sheet", wording.in_traditional, 0.97, renames=True),
    Damage("taiwan", "sheet", wording.in_taiwanese, 0.9, renames=True),
    Damage("brand", "sheet", wording.branded, 0.97, renames=True),
    Damage("year-dash", "sheet", wording.year_dashed, 0.97, renames=True),
    Damage("mojibake", "sheet", wording.mojibake, 0.95),
    Damage("headings-lost", "sheet", wording.headings_lost, 0.95),
    Damage("numerals-twice", "sheet", wording.numerals_twice, 0.97),
    Damage("table-head-lost", "sheet", arrangement.table_head_lost, 0.3),
    Damage("span-repeated", "sheet", arrangement.span_repeated, 0.97),
    Damage("table-twice", "sheet", arrangement.table_twice, 0.6),
    Damage("other-year-table", "sheet", arrangement.other_year_table, 0.3),
    Damage("two-years-columns", "sheet", arrangement.two_years_columns, 0.8),
    Damage("columns-reordered", "sheet", arrangement.columns_reordered, 0.2),
    Damage("row-missing", "sheet", arrangement.row_missing, 0.8),
    Damage("row-label-missing", "sheet", arrangement.row_label_missing, 0.8),
    Damage("spam", "sheet", wording.spam_around, 0.97),
    Damage("latin-noise", "sheet", wording.latin_noise, 0.5, renames=True),
    Damage("entities", "sheet", cells.entities, 0.6),
    Damage("lines-dropped", "lines", extraction.lines_dropped, 0.6),
    Damage("lines-deduped", "lines", extraction.lines_deduped, 0.0, renames=True),
    Damage("neighbours-deduped", "lines", extraction.neighbours_deduped, 0.0),
    Damage("lines-swapped", "lines", extraction.lines_swapped, 0.7),
    Damage("lines-joined", "lines", extraction.lines_joined, 0.7),
    Damage("lines-split", "lines", extraction.lines_split, 0.7),
    Damage("page-numbers", "lines", extraction.page_numbers, 0.7),
    Damage("cut-off", "lines", extraction.cut_off, 0.5),
    Damage("no-empty-lines", "lines", extraction.no_empty_lines, 0.9),
    Damage("double-spaced", "lines", extraction.double_spaced, 0.9),
    Damage("gbk", "text", encoding.encoded("gbk"), 0.97, renames=True),
    Damage("gb18030", "text", encoding.encoded("gb18030"), 0.97),
    Damage("utf-16", "text", encoding.encoded("utf-16"), 0.97),
    Damage("big5", "text", encoding.big5, 0.9, renames=True),
    Damage("crlf", "text", encoding.crlf, 0.97),
)


BLANKING = {"zeros-blank", "some-blank", "total-blank", "entities"}
UNLABELLING = {
    "row-label-missing",
    "lines-dropped",
    "lines-deduped",
    "neighbours-deduped",
    "lines-swapped",
    "page-numbers",
}


def clash(names: set[str], *, keeps_blanks: bool) -> bool:
    """Return whether together they print a page that says something else, so that no reader could know better."""
    if {"columns-reordered", "table-head-lost"} <= names:
        return True
    return not keeps_blanks and bool(names & BLANKING) and bool(names & UNLABELLING)


def damage(name: str) -> Damage:
    """Return the damage with that name; `KeyError` when there is none."""
    for found in DAMAGES:
        if found.name == name:
            return found
    raise KeyError(name)
