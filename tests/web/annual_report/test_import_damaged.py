"""Damaged registers by the hundred: every row that says anything is made, refused or told apart, and none is made otherwise than it says."""

from contextlib import suppress
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingbai.errors import MingbaiError, TooLarge
from mingbai.lifecycle import Settings
from mingbai_web.annual_report.importing.days import NotADay, day
from mingbai_web.annual_report.importing.mapping import Layout, guessed, meaning
from mingbai_web.annual_report.importing.sheets import MOST_ROWS, Sheet, opened, text_of
from mingbai_web.annual_report.importing.trial import Trial, tried
from tests.web.annual_report.registers import HEAD, ROWS, separated, workbook

TODAY = date(2026, 1, 5)
LAW = Settings.shipped()
JUNK: list[Any] = [
    "", " ", "3.4", 3.4, 45720, -1, 1e300, "2025.3.4", "2025年13月1日", "不详", "合计", "备注：", "=1+1", "\u200b", "\ufffd",
    "甲\n乙", '"', "，", "12月30日", "办理中", "予以公开", "不予公开", "公民", "邮寄", "2026-12-31", "1949-10-01", "0", "钱小川",
    "110101199003077571", "𠮷野", "<script>", date(2025, 3, 4), date(1899, 12, 31),
]  # fmt: skip


def damaged(dice: Random) -> list[list[Any]]:
    """Return a register that somebody, or a program, has spoilt: cells changed, lost, moved, rows doubled, cut, mixed."""
    rows = [list(dice.choice(ROWS)) for _ in range(dice.randint(1, 8))]
    for _ in range(dice.randint(0, 10)):
        row = dice.choice(rows)
        match dice.randrange(7):
            case 0:
                row[dice.randrange(len(row))] = dice.choice(JUNK) if row else None
            case 1:
                del row[dice.randrange(len(row)) :]
            case 2:
                row.insert(dice.randrange(len(row) + 1), dice.choice(JUNK))
            case 3:
                rows.insert(dice.randrange(len(rows) + 1), list(row))
            case 4:
                rows.insert(
                    dice.randrange(len(rows) + 1), dice.choice([[], list(HEAD), ["合计", "", 3], ["注：甲"]])
                )
            case 5:
                dice.shuffle(row)
            case _:
                row.append(dice.choice(JUNK))
        rows = [each or [""] for each in rows]
    return rows


def layout_for(sheet: Sheet) -> Layout | None:
    found = guessed(sheet)
    return found and Layout.read(
        {**found.said(), "whole": {"applicant": "natural_person", "channel": "unknown"}}
    )


def accounted(sheet: Sheet, layout: Layout, found: Trial) -> None:
    """Every row below the head that says anything stands in the trial once; what is made of it is what it says."""
    below = layout.first + layout.depth
    saying = [at + 1 for at, row in enumerate(sheet.rows) if at >= below and any(map(text_of, row))]
    assert [line.row for line in found.lines] == saying
    assert len(found.lines) == len(found.drafts) + len(found.refused) + len(found.asides)
    for draft in found.drafts:
        row, past = sheet.rows[draft.row - 1], draft.past

        def cell(name: str, row: Any = row) -> Any:
            at = layout.columns.get(name)
            return row[at] if at is not None and at < len(row) else ""

        assert past.received == day(cell("received"), None)
        assert past.matter == text_of(cell("matter"))
        assert draft.details.name == text_of(cell("name")) or "\u200b" in text_of(cell("name"))
        if past.ended is not None:
            assert past.ended == day(cell("ended"), None)
            assert past.outcome == meaning("outcome", text_of(cell("outcome")), layout)
        else:
            assert not text_of(cell("ended"))


@settings(max_examples=300, deadline=None, suppress_health_check=[*HealthCheck])
@given(seed=st.integers(0, 2**32), kind=st.sampled_from(["xlsx", "utf-8", "gb18030"]))
def test_no_row_of_a_damaged_register_is_lost_or_changed(seed: int, kind: str) -> None:
    rows = [HEAD, *damaged(Random(seed))]
    if kind == "xlsx":
        data = workbook([[None if cell == "" else cell for cell in row] for row in rows])
    else:
        data = separated([[str(cell) for cell in row] for row in rows], kind)
    try:
        (sheet,) = opened(data, "台账.xlsx" if kind == "xlsx" else "台账.csv")
    except MingbaiError:
        assert kind != "xlsx"
        return
    layout = layout_for(sheet)
    if layout is not None:
        accounted(sheet, layout, tried(sheet, layout, today=TODAY, settings=LAW, numbers={}, alike={}))


@settings(max_examples=200, deadline=None, suppress_health_check=[*HealthCheck])
@given(seed=st.integers(0, 2**32), kind=st.sampled_from(["xlsx", "csv"]))
def test_bytes_that_were_spoilt_are_refused_or_read_whole(seed: int, kind: str) -> None:
    dice = Random(seed)
    whole = workbook([HEAD, *ROWS]) if kind == "xlsx" else separated([HEAD, *ROWS], "gb18030")
    data = bytearray(whole)
    for _ in range(dice.randint(1, 20)):
        at = dice.randrange(len(data))
        match dice.randrange(3):
            case 0:
                data[at] = dice.randrange(256)
            case 1:
                del data[at : at + dice.randint(1, 50)]
            case _:
                data[at:at] = dice.randbytes(dice.randint(1, 9))
    try:
        sheets = opened(bytes(data), f"台账.{kind}")
    except MingbaiError:
        return
    for sheet in sheets:
        if (layout := layout_for(sheet)) is not None:
            accounted(sheet, layout, tried(sheet, layout, today=TODAY, settings=LAW, numbers={}, alike={}))


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.booleans(), st.dates()))
def test_a_cell_is_a_day_or_is_refused_and_nothing_else(value: Any) -> None:
    with suppress(NotADay):
        found = day(value, 2025)
        assert found is None or isinstance(found, date)


@pytest.mark.parametrize("name", ["台账.csv", "台账.xlsx", "台账"])
@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_a_register_or_refused_in_one_line(name: str, data: bytes) -> None:
    told = ""
    try:
        opened(data, name)
    except MingbaiError as error:
        told = error.zh
    assert "\n" not in told


def test_a_register_beyond_the_limit_is_to_be_split_not_made_a_report() -> None:
    rows = [HEAD, *([ROWS[0]] * MOST_ROWS)]
    with pytest.raises(TooLarge, match="逐个导入") as told:
        opened(separated(rows), "台账.csv")
    assert "年报部分" not in told.value.zh
