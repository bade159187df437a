"""The statistics form of 2014 to 2018: a list of indicators, one figure each."""

from itertools import pairwise

from mingbai.reading.chapters import anywhere
from mingbai.reading.labels import labels_of
from mingbai.reading.rows import find_rows
from mingbai.reading.settle import UNREADABLE, Doubt, Settled, straight
from mingbai.reading.stream import tokens
from mingbai.reading.table import (
    ANOTHER_YEAR,
    LOST,
    Reading,
    editions_of,
    fill,
    of_another_year,
    span_of,
    unread_at,
)
from mingbai.report.values import Table
from mingbai.text.fold import Folded
from mingbai.text.page import Page

__all__ = ["read_indicators"]

_TITLE = anywhere("政府信息公开情况统计表", "统计指标")
_GAP = Doubt(
    "下一行的行名没有找到，这个数可能是下一行的",
    "the label of the next row was not found, so the figure may be the next row's",
)


def read_indicators(page: Page, folded: Folded) -> Reading:
    """Return the statistics form of 2014 to 2018 where the page carries it."""
    title = _TITLE.search(folded.text)
    if not title:
        return Reading(None)
    found = tokens(page, folded, folded.span(title.start(), len(folded.text)))
    if of_another_year(found, folded, title.start()):
        return Reading(None, (unread_at("indicators", ANOTHER_YEAR),), span_of(found))
    labels = labels_of("indicators")
    named = find_rows(found, labels, 1)
    table = editions_of("indicators")[0]
    if len(named.slots) < 10:
        printed = bool(named.slots or named.bare)
        return Reading(None, (unread_at("indicators", LOST),) if printed else ())
    settled = {}
    for key, slots in named.slots.items():
        doubt = Doubt("这一行的数不是一个", "the row does not print one figure")
        settled[key] = straight(slots, ["value"]) or Settled({"value": UNREADABLE}, doubt)
    rows = [row.key for row in table.rows]
    beside = {run.labels[-1] for run in named.runs if run.labels and (run.same_row or run.slots[0].celled)}
    for here, after in pairwise(rows):
        if after not in settled and here in settled and here not in beside:
            settled[here] = Settled({"value": UNREADABLE}, _GAP)
    cells, unread = fill(table, settled, named, found)
    return Reading(Table(table.edition, cells), tuple(unread), span_of(found))
