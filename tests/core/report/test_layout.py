"""Every table of every edition is laid out from its form alone, without a hole or an overlap."""

import pytest

from mingbai.report import form
from mingbai.report.form import TableForm
from mingbai.report.layout import lay_out, left_out
from mingbai.report.values import Cell, Status
from tests.core.report.making import changed, damaged, report, without_row

TABLES = [table for edition in form.editions() for table in edition.tables]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.edition}-{table.key}")
def test_cells_cover_the_table_exactly_once(table: TableForm) -> None:
    layout = lay_out(table)
    covered = [
        (y + dy, x + dx)
        for y, x, cell in layout.placed()
        for dy in range(cell.rows)
        for dx in range(cell.columns)
    ]
    assert sorted(covered) == [(y, x) for y in range(len(layout.rows)) for x in range(layout.width)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.edition}-{table.key}")
def test_every_figure_of_the_form_stands_once_and_in_its_order(table: TableForm) -> None:
    assert [cell.at for row in lay_out(table).rows for cell in row if cell.at] == list(table.cells())


@pytest.mark.parametrize("table", TABLES, ids=lambda table: f"{table.edition}-{table.key}")
def test_every_figure_names_headings_that_are_there(table: TableForm) -> None:
    cells = [cell for row in lay_out(table).rows for cell in row]
    keys = [cell.key for cell in cells if cell.key]
    assert len(keys) == len(set(keys))
    for cell in cells:
        assert set(cell.headers) <= set(keys)
        assert cell.header or cell.headers
        assert not cell.header or cell.scope


def test_the_application_table_has_the_official_heading() -> None:
    rows = lay_out(form.of("2021").table("applications")).rows
    assert [(cell.text, cell.rows, cell.columns) for cell in rows[0][1:]] == [("申请人情况", 1, 7)]
    assert rows[0][0].rows == rows[0][0].columns == 3
    assert rows[0][0].text.startswith("（本列数据的勾稽关系为")
    assert [(c.text, c.rows, c.columns) for c in rows[1]] == [
        ("自然人", 2, 1),
        ("法人或其他组织", 1, 5),
        ("总计", 2, 1),
    ]


def test_the_groups_of_the_application_table_stand_beside_their_rows() -> None:
    rows = lay_out(form.of("2021").table("applications")).rows
    spans = {cell.text: cell.rows for row in rows for cell in row if cell.scope == "rowgroup"}
    assert spans == {
        "三、本年度办理结果": 22,
        "（三）不予公开": 8,
        "（四）无法提供": 3,
        "（五）不予处理": 5,
        "（六）其他处理": 3,
    }


def test_a_figure_is_announced_with_its_groups_and_column() -> None:
    layout = lay_out(form.of("2021").table("applications"))
    texts = {cell.key: cell.text for row in layout.rows for cell in row if cell.key}
    cell = next(c for row in layout.rows for c in row if c.at == ("refused_third_party", "business"))
    assert [texts[key] for key in cell.headers] == [
        "申请人情况", "法人或其他组织", "商业企业", "三、本年度办理结果", "（三）不予公开", "4.保护第三方合法权益",
    ]  # fmt: skip


def test_the_remedies_stand_side_by_side() -> None:
    rows = lay_out(form.of("2021").table("remedies")).rows
    assert [(cell.text, cell.rows, cell.columns) for cell in rows[0]] == [
        ("行政复议", 1, 5),
        ("行政诉讼", 1, 10),
    ]
    assert [cell.text for cell in rows[1]][-2:] == ["未经复议直接起诉", "复议后起诉"]
    assert len(rows) == 4


def test_a_block_with_fewer_columns_fills_the_table() -> None:
    rows = lay_out(form.of("2019").table("proactive")).rows
    fees = next(row for row in rows if row[0].text == "行政事业性收费")
    assert [cell.columns for cell in fees] == [1, 1, 2]


def test_a_list_is_indented_by_its_numerals() -> None:
    rows = lay_out(form.of("2014").table("indicators")).rows
    levels = {row[0].text: row[0].level for row in rows[1:]}
    assert levels["一、主动公开情况"] == 0
    assert levels["（一）收到申请数"] == 1
    assert levels["1.当面申请数"] == 2
    assert levels["其中：涉及国家秘密"] == levels["涉及商业秘密"] == 3
    assert levels["四、行政复议数量"] == 0


def test_figures_are_printed_with_every_place_that_they_have() -> None:
    table = report("2021").proactive
    assert table
    cells = {
        c.at: c.text for row in lay_out(form.of("2021").table("proactive"), table).rows for c in row if c.at
    }
    assert cells["fees", "amount_wan"] == "10.5093"
    assert cells["regulations", "made"] == "1"


def test_blank_is_blank_and_what_was_not_read_says_so() -> None:
    table = damaged().applications
    assert table
    cells = {
        c.at: c.text
        for row in lay_out(form.of("2021").table("applications"), table).rows
        for c in row
        if c.at
    }
    assert cells["granted", "research"] == ""
    assert cells["new", "business"] == "未读出"
    assert cells["carried_in", "total"] == "—"


def test_a_row_that_the_page_does_not_print_is_left_out_and_named() -> None:
    table = without_row(report("2021"), "other_fee_unpaid").applications
    assert table
    shape = form.of("2021").table("applications")
    layout = lay_out(shape, table)
    assert [line.key for line in left_out(shape, table)] == ["other_fee_unpaid"]
    assert next(c.rows for row in layout.rows for c in row if c.text == "（六）其他处理") == 2
    assert next(c.rows for row in layout.rows for c in row if c.text == "三、本年度办理结果") == 21


def test_a_column_that_the_page_does_not_print_is_left_out() -> None:
    whole = report("2021")
    assert whole.applications
    rows = list(whole.applications.rows())
    absent = Cell(None, None, Status.ABSENT)
    table = changed(whole, "applications", **{f"{row}__legal_service": absent for row in rows}).applications
    layout = lay_out(form.of("2021").table("applications"), table)
    assert layout.width == 9
    assert "法律服务机构" not in [cell.text for row in layout.rows for cell in row]


def test_a_table_of_which_nothing_is_known_is_printed_whole() -> None:
    shape = form.of("2021").table("remedies")
    absent = Cell(None, None, Status.ABSENT)
    whole = changed(report("2021"), "remedies", **{f"{r}__{c}": absent for r, c in shape.cells()})
    assert lay_out(shape, whole.remedies).width == 15
