"""What one sum comes to when cells are blank, unreadable or not printed, and how figures are alike."""

import pytest

from mingbai.audit.culprits import transposed
from mingbai.audit.sums import State, Sum, label, sums, table_form
from mingbai.report.values import ABSENT, Cell, Table
from tests.factories import BLANK, UNREADABLE, applications, indicators, with_cell


def the_sum(table: Table, key: str, check: str, index: str) -> Sum:
    shape = table_form(table, key)
    assert shape is not None
    return next(one for one in sums(table, shape, check) if one.index == index)


@pytest.mark.parametrize(
    ("row", "cell", "state"),
    [
        ("granted", Cell.read(7), State.HOLDS),
        ("granted", Cell.read(6), State.BROKEN),
        ("granted", BLANK, State.OPEN),
        ("granted", ABSENT, State.GAP),
        ("granted", UNREADABLE, State.UNREAD),
        ("declined_petition", BLANK, State.HOLDS),
        ("handled", Cell.read(3), State.BROKEN),
        ("handled", UNREADABLE, State.UNREAD),
        ("handled", BLANK, State.SILENT),
        ("handled", ABSENT, State.SILENT),
    ],
)
def test_a_sum_over_a_cell_is_what_the_page_proves(row: str, cell: Cell, state: State) -> None:
    table = with_cell(applications(), row, "business", cell)
    assert the_sum(table, "applications", "applications/handled", "business").state is state


def test_a_side_of_which_nothing_is_printed_says_nothing() -> None:
    table = applications()
    for row in ("new", "carried_in"):
        table = with_cell(table, row, "business", BLANK)
    assert the_sum(table, "applications", "applications/balance", "business").state is State.SILENT


@pytest.mark.parametrize(("published", "state"), [(7, State.HOLDS), (9, State.HOLDS), (12, State.BROKEN)])
def test_a_total_that_parts_may_exceed_is_wrong_only_above_them(published: int, state: State) -> None:
    table = indicators(published=published, published_website=9)
    shape = table_form(table, "indicators")
    assert shape is not None
    found = next(one for one in sums(table, shape) if one.right == (("published", "value"),))
    assert (found.identity.relation, found.state) == (">=", state)


def test_a_label_is_short_in_a_chinese_sentence_and_whole_in_an_english_one() -> None:
    shape = table_form(applications(), "applications")
    assert shape is not None
    for row in shape.rows:
        assert len(label(shape, row.key, row=True)) <= 22
        assert label(shape, row.key, row=True, language="en") == row.en
    assert label(shape, "partly_granted", row=True) == "（二）部分公开"
    assert label(shape, "nothing", row=True) == "nothing"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (123, 132, True), (1234, 1324, True), (123, 321, False), (123, 123, False), (12, 120, False),
        (12, 34, False), (12, 24, False), (12, 31, False), (1234, 1432, False), (1234, 2143, False),
    ],
)  # fmt: skip
def test_two_neighbouring_digits_that_changed_places_are_told(one: int, other: int, alike: bool) -> None:
    assert transposed(one, other) is alike
