"""The forms load, and a form file that contradicts itself says where."""

import pytest

from mingbai.errors import BadForm
from mingbai.report import form

GOOD = """
edition = "9999"
title = "测试"
en = "Test"
ground = "无"
since = 9999
[remedies]
title = "表"
en = "Table"
layout = "across"
[[remedies.group]]
key = "suits"
label = "行政诉讼"
en = "Suits"
[[remedies.block]]
label = ""
head = ""
unit = "件"
columns = [{ key = "upheld", label = "维持", en = "Upheld" }, { key = "total", label = "总计", en = "Total" }]
rows = [
    { key = "review", label = "复议", en = "Review" },
    { key = "suit", label = "诉讼", en = "Suit", group = "suits" },
]
[[remedies.identity]]
check = "remedies/total"
each = "row"
left = ["upheld"]
right = ["total"]
"""


def test_every_edition_that_ships_loads_oldest_first() -> None:
    assert [found.edition for found in form.editions()] == ["2014", "2019", "2021"]


@pytest.mark.parametrize(
    ("year", "edition"),
    [
        (2013, None),
        (2014, "2014"),
        (2018, "2014"),
        (2019, "2019"),
        (2020, "2019"),
        (2021, "2021"),
        (2035, "2021"),
    ],
)
def test_the_form_follows_from_the_year_reported_on(year: int, edition: str | None) -> None:
    found = form.for_year(year)
    assert (found.edition if found else None) == edition


def test_the_form_of_2021_has_200_cells() -> None:
    tables = form.of("2021").tables
    assert [len(list(table.cells())) for table in tables] == [10, 175, 15]


def test_the_form_of_2019_has_one_row_for_what_was_otherwise_closed() -> None:
    rows = [row.key for row in form.of("2019").table("applications").rows]
    assert len(rows) == 23
    assert "other" in rows


def test_the_sums_of_the_application_table_are_its_total_column_and_the_row_handled() -> None:
    table = form.of("2021").table("applications")
    columns = [line.key for line in table.columns("new")]
    expected = {(row.key, "total") for row in table.rows} | {("handled", column) for column in columns}
    assert table.sums() == expected


def test_an_identity_with_two_figures_on_its_right_makes_no_cell_a_sum() -> None:
    assert ("carried_out", "natural_person") not in form.of("2021").table("applications").sums()


def test_an_identity_that_is_no_equation_makes_no_cell_a_sum() -> None:
    sums = form.of("2014").table("indicators").sums()
    assert ("received", "value") in sums
    assert ("published", "value") not in sums


@pytest.mark.parametrize(
    ("at", "unit"),
    [(("regulations", "made"), "件"), (("fees", "change"), "项"), (("licensing", "decisions"), "件")],
)
def test_the_unit_of_a_cell_is_the_most_specific_one(at: tuple[str, str], unit: str) -> None:
    assert form.of("2019").table("proactive").unit(*at) == unit


def test_what_is_not_there_is_a_key_error() -> None:
    table = form.of("2021").table("remedies")
    for ask in (
        lambda: form.of("1999"),
        lambda: form.of("2014").table("remedies"),
        lambda: table.columns("nothing"),
        lambda: table.group("nothing"),
        lambda: table.unit("litigation", "nothing"),
    ):
        with pytest.raises(KeyError):
            ask()


def test_a_good_file_loads() -> None:
    found = form.parse(GOOD, name="9999.toml")
    assert found.table("remedies").sums() == {("review", "total"), ("suit", "total")}


def test_what_was_loaded_is_found_by_its_key() -> None:
    table = form.parse(GOOD, name="9999.toml").table("remedies")
    assert (table.row("suit").label, table.group("suits").en) == ("诉讼", "Suits")
    assert table.groups_of(table.row("suit")) == ("suits",)
    assert table.groups_of(table.row("review")) == ()
    assert [type(line.variants) for line in form.of("2021").table("applications").rows] == [tuple] * 25


def test_a_sum_of_two_figures_is_no_cell() -> None:
    two = GOOD.replace('right = ["total"]', 'right = ["total", "upheld"]')
    assert form.parse(two, name="9999.toml").table("remedies").sums() == frozenset()


def test_the_unit_of_a_row_comes_before_that_of_its_block() -> None:
    rows = GOOD.replace('en = "Review"', 'en = "Review", unit = "起"')
    table = form.parse(rows, name="9999.toml").table("remedies")
    assert [table.unit(row, "total") for row in ("review", "suit")] == ["起", "件"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('title = "测试"', 'title = "测试"\ncolour = "red"', "unknown key colour"),
        ('ground = "无"\n', "", "ground is missing"),
        ('layout = "across"', 'layout = "diagonal"', "no such layout diagonal"),
        (
            'left = ["upheld"]',
            'left = ["upheld", "overturned"]',
            "sums over overturned, which does not exist",
        ),
        ('right = ["total"]', 'right = ["grand"]', "sums over grand, which does not exist"),
        ('each = "row"', 'each = "column"', "sums over upheld, which does not exist"),
        ('key = "suit",', 'key = "review",', "row key review stands twice"),
        ('group = "suits"', 'group = "courts"', "no such group courts"),
        ('each = "row"', 'each = "page"', "each or relation is not valid"),
        ('each = "row"', 'each = "row"\nrelation = "~"', "each or relation is not valid"),
        ('en = "Suit"', 'en = "Suit", colour = "red"', "unknown key colour"),
        ("since = 9999", "since = 9999\nsince = 1", "not valid TOML"),
    ],
)
def test_a_file_that_contradicts_itself_names_its_place(old: str, new: str, says: str) -> None:
    assert old in GOOD
    with pytest.raises(BadForm) as caught:
        form.parse(GOOD.replace(old, new), name="9999.toml")
    assert "9999.toml" in caught.value.en
    assert says in caught.value.en
    assert "9999.toml" in caught.value.zh
