"""A comparison written down: as an object for JSON, as rows for a table, as lines for a person."""

from collections.abc import Iterator
from typing import Any

from mingbai.report import form as forms
from mingbai.report.compare import Comparison, Gap, Pair, Side
from mingbai.report.form import TableForm
from mingbai.report.naming import cell_name, table_name
from mingbai.report.printed import figure, show
from mingbai.report.tables import form_in
from mingbai.report.values import Amount, Cell, Status
from mingbai.text.words import Words

__all__ = ["COLUMNS", "SCHEMA", "lines", "rows", "to_json"]

SCHEMA = "mingbai.comparison/1"

COLUMNS = ("table", "row", "column", "unit", "first", "second", "change", "percent", "carries_over", "note")
"""The columns of `rows`."""

WORDS = {
    "zh": {
        "gaps": "不能比较",
        "title": "{}（{}格相同）",
        "change": "{}（{}）",
        "share": "{}，基数{}",
        "zero": "基数为0，不计百分比",
        "unknown": "无法比较",
        "nothing": "没有可以比较的格",
        "none": "没有这一格",
        "blank": "（空）",
        "unread": "未读出",
        "year": "{}年",
        "nearly": "口径相近：",
    },
    "en": {
        "gaps": "Not comparable",
        "title": "{} ({} cells the same)",
        "change": "{} ({})",
        "share": "{} of {}",
        "zero": "base 0, no percentage",
        "unknown": "cannot be compared",
        "nothing": "There are no cells to compare",
        "none": "no such cell",
        "blank": "(blank)",
        "unread": "not read",
        "year": "{}",
        "nearly": "counted nearly alike: ",
    },
}


def to_json(comparison: Comparison) -> dict[str, Any]:
    """Return the object; numbers are int or Decimal (write it with `jsonform.dumps`)."""
    return {
        "schema": SCHEMA,
        "first": _side(comparison.first),
        "second": _side(comparison.second),
        "remarks": [_both(remark) for remark in comparison.remarks],
        "cells": [_pair(pair) for pair in comparison.pairs],
        "not_carried_over": [_gap(gap) for gap in comparison.gaps],
    }


def rows(comparison: Comparison, lang: str = "zh") -> Iterator[tuple[str | Amount | None, ...]]:
    """Yield a row for every cell, in the order of `COLUMNS`; `carries_over` is yes, nearly or no."""
    for pair in comparison.pairs:
        change = pair.difference
        yield (
            pair.table,
            pair.row,
            pair.column,
            pair.unit,
            pair.first.value,
            pair.second.value,
            change.by if change else None,
            change.percent if change else None,
            "nearly" if pair.nearly else "yes",
            _in(pair.nearly, lang) if pair.nearly else "",
        )
    for gap in comparison.gaps:
        first, second = (cell.value if cell else None for cell in (gap.first, gap.second))
        yield gap.table, gap.row, gap.column, None, first, second, None, None, "no", _in(gap.why, lang)


def lines(comparison: Comparison, lang: str = "zh") -> Iterator[str]:
    """Yield what a person reads: the two reports, remarks, the cells that changed, what cannot be compared."""
    words = WORDS[lang]
    yield f"{_named(comparison.first, words)} → {_named(comparison.second, words)}"
    yield from (f"! {_in(remark, lang)}" for remark in comparison.remarks)
    for name in dict.fromkeys(pair.table for pair in comparison.pairs):
        pairs = [pair for pair in comparison.pairs if pair.table == name]
        form = _form(name, comparison)
        yield ""
        yield words["title"].format(table_name(form, lang), sum(pair.same for pair in pairs))
        yield from (f"  {_changed(pair, form, words, lang)}" for pair in pairs if not pair.same)
    if not comparison.pairs:
        yield words["nothing"]
    if comparison.gaps:
        yield ""
        yield words["gaps"]
        yield from (f"  {line}" for line in _gaps(comparison, words, lang))


def _changed(pair: Pair, form: TableForm, words: dict[str, str], lang: str) -> str:
    """Return one changed cell: both figures, the change, and the percentage with the figure it is of."""
    first, second = _printed(pair.first, words), _printed(pair.second, words)
    text = f"{cell_name(form, pair.row, pair.column, lang)}  {first} → {second}"
    change = pair.difference
    if change is None:
        return f"{text}  {words['unknown']}"
    share = words["zero"]
    if change.percent is not None:
        share = words["share"].format(f"{_signed(change.percent)}%", figure(change.base))
    text = f"{text}  {words['change'].format(_signed(change.by), share)}"
    return f"{text}  {words['nearly']}{_in(pair.nearly, lang)}" if pair.nearly else text


def _signed(amount: Amount) -> str:
    return ("+" if amount > 0 else "") + figure(amount).replace("-", "−")


def _gaps(comparison: Comparison, words: dict[str, str], lang: str) -> Iterator[str]:
    """Yield each reason once, with the tables and the figures other than 0 that it is about."""
    for why in dict.fromkeys(gap.why for gap in comparison.gaps):
        yield _in(why, lang)
        for gap in comparison.gaps:
            if gap.why != why:
                continue
            form = _form(gap.table, comparison)
            if gap.row is None or gap.column is None:
                yield f"  {table_name(form, lang)}"
            elif any(cell and cell.value for cell in (gap.first, gap.second)):
                ends = (_printed(cell, words) if cell else words["none"] for cell in (gap.first, gap.second))
                yield f"  {cell_name(form, gap.row, gap.column, lang)}  {' → '.join(ends)}"


def _printed(cell: Cell, words: dict[str, str]) -> str:
    if cell.status in (Status.BLANK, Status.UNREADABLE):
        return words["blank" if cell.status is Status.BLANK else "unread"]
    return show(cell)


def _form(name: str, comparison: Comparison) -> TableForm:
    """Return the form that names the cells of a table: the second report's, else the newest that has the table."""
    newest = next(table for form in reversed(forms.editions()) for table in form.tables if table.key == name)
    return form_in(comparison.second.edition, name) or newest


def _in(words: Words, lang: str) -> str:
    return words.en if lang == "en" else words.zh


def _both(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def _named(side: Side, words: dict[str, str]) -> str:
    year = words["year"].format(side.year) if side.year else ""
    return f"{side.body or ''}{' ' if side.body and year else ''}{year} [{side.file}]".strip()


def _side(side: Side) -> dict[str, Any]:
    return {"file": side.file, "body": side.body, "year": side.year, "edition": side.edition}


def _cell(cell: Cell | None) -> dict[str, Any] | None:
    return None if cell is None else {"value": cell.value, "raw": cell.raw, "status": cell.status.value}


def _pair(pair: Pair) -> dict[str, Any]:
    change = pair.difference
    return {
        "at": pair.at,
        "unit": pair.unit,
        "first": _cell(pair.first),
        "second": _cell(pair.second),
        "change": change.by if change else None,
        "percent": change.percent if change else None,
        "base": change.base if change else None,
        "nearly": _both(pair.nearly) if pair.nearly else None,
    }


def _gap(gap: Gap) -> dict[str, Any]:
    at = "/".join(part for part in (gap.table, gap.row, gap.column) if part is not None)
    return {"at": at, "first": _cell(gap.first), "second": _cell(gap.second), "why": _both(gap.why)}
