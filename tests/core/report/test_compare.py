"""Two reports side by side: changes with their base, and what does not carry over between editions."""

import json
from decimal import Decimal

import pytest

from mingbai.errors import BadForm
from mingbai.report import comparison, conversion
from mingbai.report.compare import compare
from mingbai.report.jsonform import dumps
from mingbai.report.values import Cell, Report, Status
from tests.core.report.making import changed, damaged, report, without_row


def pair_of(first: Report, second: Report, at: str) -> "comparison.Pair":
    return next(pair for pair in compare(first, second).pairs if pair.at == at)


def test_a_report_does_not_differ_from_itself() -> None:
    found = compare(report("2021"), report("2021"))
    assert found.changed == ()
    assert found.gaps == ()
    assert found.remarks == ()
    assert len(found.pairs) == 200


@pytest.mark.parametrize(
    ("before", "after", "by", "percent"),
    [
        (100, 133, 33, "33.0"),
        (8, 7, -1, "-12.5"),
        (3, 4, 1, "33.3"),
        (2000, 2001, 1, "0.1"),
        (0, 5, 5, None),
        (5, 0, -5, "-100.0"),
        (-8, -4, 4, "50.0"),
        (Decimal("17586.5093"), Decimal("17586.51"), Decimal("0.0007"), "0.0"),
    ],
)
def test_a_change_is_given_with_its_percentage_and_the_base_of_it(
    before: int, after: int, by: int, percent: str | None
) -> None:
    one = changed(report("2021"), "applications", new__total=Cell.read(before))
    other = changed(report("2021", 2022), "applications", new__total=Cell.read(after))
    change = pair_of(one, other, "applications/new/total").difference
    assert change
    assert (change.by, change.base) == (by, before)
    assert change.percent == (None if percent is None else Decimal(percent))


def test_a_figure_that_was_not_read_is_not_zero() -> None:
    pair = pair_of(report("2021"), damaged(), "applications/new/business")
    assert pair.difference is None
    assert not pair.same
    blank = pair_of(report("2021"), damaged(), "applications/granted/research")
    assert blank.difference is None


def test_from_the_trial_form_only_what_means_the_same_carries_over() -> None:
    found = compare(report("2019", 2020), report("2021", 2021))
    kept = {pair.at for pair in found.pairs}
    assert {at for at in kept if at.startswith("proactive")} == {
        "proactive/regulations/made",
        "proactive/normative_documents/made",
        "proactive/licensing/decisions",
        "proactive/penalties/decisions",
        "proactive/coercion/decisions",
    }
    assert len([at for at in kept if at.startswith("applications")]) == 22 * 7
    assert len([at for at in kept if at.startswith("remedies")]) == 15


def test_documents_made_are_marked_as_counted_nearly_alike() -> None:
    found = compare(report("2019", 2020), report("2021", 2021))
    assert {pair.at for pair in found.pairs if pair.nearly} == {
        "proactive/regulations/made",
        "proactive/normative_documents/made",
    }


def test_what_was_otherwise_closed_cannot_be_split() -> None:
    found = compare(report("2019", 2020), report("2021", 2021))
    rows = {gap.row: gap.why.zh for gap in found.gaps if gap.table == "applications"}
    assert set(rows) == {"other", "other_not_amended", "other_fee_unpaid", "other_remaining"}
    assert all("不能拆分" in why for why in rows.values())


def test_fees_counted_in_items_are_not_set_against_amounts() -> None:
    found = compare(report("2019", 2020), report("2021", 2021))
    fees = [gap for gap in found.gaps if gap.row == "fees"]
    assert {(gap.column, gap.first is None, gap.second is None) for gap in fees} == {
        ("amount_wan", True, False),
        ("previous_items", False, True),
        ("change", False, True),
    }


def test_it_makes_no_difference_which_edition_comes_first() -> None:
    there, back = (
        compare(*pair) for pair in ((report("2019"), report("2021")), (report("2021"), report("2019")))
    )
    assert {pair.at for pair in there.pairs} == {pair.at for pair in back.pairs}
    assert {(gap.row, gap.column) for gap in there.gaps} == {(gap.row, gap.column) for gap in back.gaps}


@pytest.mark.parametrize("later", ["2019", "2021"])
def test_between_2018_and_2019_there_is_a_break(later: str) -> None:
    found = compare(report("2014", 2018), report(later, 2021))
    assert found.pairs == ()
    assert any("断开" in remark.zh for remark in found.remarks)
    assert {gap.table for gap in found.gaps} == {"proactive", "applications", "remedies", "indicators"}


def test_the_one_row_printed_in_a_later_year_is_compared_by_the_form_it_uses() -> None:
    found = compare(report("2019", 2023), report("2021", 2024))
    assert "other" in {gap.row for gap in found.gaps}


def test_other_bodies_and_years_are_remarked_upon() -> None:
    assert "较晚" in compare(report("2021", 2023), report("2021", 2022)).remarks[0].zh
    assert "不相连" in compare(report("2021", 2021), report("2021", 2023)).remarks[0].zh


def test_a_row_that_neither_prints_is_not_mentioned() -> None:
    one = without_row(report("2021"), "other_fee_unpaid")
    assert not [pair for pair in compare(one, one).pairs if pair.row == "other_fee_unpaid"]
    half = [pair for pair in compare(one, report("2021")).pairs if pair.row == "other_fee_unpaid"]
    assert half
    assert half[0].first.status is Status.ABSENT


def test_every_step_between_editions_has_its_file_and_names_cells_that_are_there() -> None:
    assert conversion.between("2014", "2021").rupture
    assert conversion.between("2019", "2021").rupture is None
    assert conversion.between("2021", "2021").lost == {}


def test_a_step_without_a_file_is_a_developers_error() -> None:
    with pytest.raises(BadForm, match="缺少这个文件"):
        conversion._step("2021", "2031")


def test_the_text_names_changed_cells_with_base_and_what_cannot_be_compared() -> None:
    one = changed(
        report("2019", 2020), "applications", new__total=Cell.read(100), carried_in__total=Cell.read(0)
    )
    other = changed(
        report("2021", 2021), "applications", new__total=Cell.read(133), carried_in__total=Cell.read(5)
    )
    text = "\n".join(comparison.lines(compare(one, other)))
    assert "一、本年新收政府信息公开申请数量 · 总计  100 → 133  +33（+33.0%，基数100）" in text
    assert "二、上年结转政府信息公开申请数量 · 总计  0 → 5  +5（基数为0，不计百分比）" in text
    assert "（六）其他处理 3.其他 · 自然人  没有这一格 →" in text
    english = "\n".join(comparison.lines(compare(one, other), "en"))
    assert "I. New applications this year · Total  100 → 133  +33 (+33.0% of 100)" in english


def test_rows_and_json_carry_the_same_cells() -> None:
    found = compare(report("2019", 2020), damaged())
    rows = list(comparison.rows(found))
    assert all(len(row) == len(comparison.COLUMNS) for row in rows)
    data = json.loads(dumps(comparison.to_json(found)))
    assert data["schema"] == "mingbai.comparison/1"
    assert len(data["cells"]) + len(data["not_carried_over"]) == len(rows)
